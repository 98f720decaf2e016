"""Ten and one broken settings files: each names every fault of it, what would be right, and no secret."""

from pathlib import Path

import pytest
from patrond.cli.main import main
from patrond.config import load
from patrond.errors import EXIT_SETTINGS, Problem, SettingsError

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def faults_of(path: Path) -> list[Problem]:
    with pytest.raises(SettingsError) as caught:
        load(path, environ={})
    assert caught.value.exit_code == EXIT_SETTINGS
    return list(caught.value.problems)


def announced(path: Path) -> list[tuple[str, str]]:
    """What the file says of itself in its first lines: (path, words of the problem)."""
    lines = [line.removeprefix("# fault: ") for line in path.read_text().splitlines() if line.startswith("# fault: ")]
    return [tuple(line.split(": ", 1)) for line in lines]  # type: ignore[misc]


def test_there_are_at_least_ten_of_them() -> None:
    assert len(BROKEN) >= 10


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_has_exactly_the_faults_that_it_announces(path: Path) -> None:
    faults = faults_of(path)

    assert sorted(fault.path for fault in faults) == sorted(place for place, _ in announced(path))
    for place, words in announced(path):
        assert any(fault.path == place and words in str(fault) for fault in faults), f"{place}: {words}"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_no_fault_shows_a_secret(path: Path) -> None:
    assert "hunter2" not in "\n".join(f"{fault}{fault!r}" for fault in faults_of(path))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_command_ends_with_78_and_says_every_fault_with_its_remedy(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["check", "-c", str(path)])

    output = capsys.readouterr()
    said = " ".join((output.out + output.err).split())
    assert status == EXIT_SETTINGS
    for fault in faults_of(path):
        for words in (fault.path, fault.found, fault.expected, fault.remedy):
            assert words in said
    assert "hunter2" not in said
