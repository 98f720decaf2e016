"""A settings file written for one test, and settings loaded from it with no environment but the one that is given."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from patrond.config import Loaded, load
from patrond.errors import Problem, SettingsError

Load = Callable[..., Loaded]
Faults = Callable[..., list[Problem]]


# As under systemd: whoever runs the tests, root or not, has the same folders by default.
_UNIT = {"STATE_DIRECTORY": "/var/lib/patrond", "RUNTIME_DIRECTORY": "/run/patrond"}


@pytest.fixture
def settings_file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "patrond.yaml"
        path.write_text(text)
        path.chmod(0o640)
        return path

    return write


@pytest.fixture
def load_text(settings_file: Callable[[str], Path]) -> Load:
    """``load_text("language: en", environ={...}, overrides={...})``."""

    def call(text: str = "", environ: Mapping[str, str] | None = None, overrides: Mapping[str, object] = {}) -> Loaded:
        return load(settings_file(text), environ=_UNIT | dict(environ or {}), overrides=overrides)

    return call


@pytest.fixture
def faults_of(load_text: Load) -> Faults:
    """As ``load_text``, for settings that are wrong."""

    def call(*args: object, **kwargs: object) -> list[Problem]:
        with pytest.raises(SettingsError) as caught:
            load_text(*args, **kwargs)
        return list(caught.value.problems)

    return call
