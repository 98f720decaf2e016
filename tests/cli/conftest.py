"""What the tests of the commands share: commands run in this process, and settings of their own."""

import os
from pathlib import Path

import pytest
from patrond.cli.main import main

from support.commands import Cli, Ended


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own site reaches a command."""
    for name in list(os.environ):
        if name.startswith(("PATROND_", "ANTHROPIC_", "AI_", "DB_", "JWT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a command in this process, as its entry point does."""

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ended(status, captured.out, captured.err)

    return run


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """Settings of a patrond that stands alone in this test's folder: SQLite, builtin, no port."""
    path = tmp_path / "patrond.yaml"
    path.write_text(
        f"state_dir: {tmp_path / 'state'}\nlanguage: en\nadmin: {{listen: null, socket: {tmp_path / 'patrond.sock'}}}\n"
    )
    return path
