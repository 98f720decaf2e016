"""Daemons that really fork, on SQLite in a folder of the test, with the builtin generator or the fake API."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from patrond.config import Settings

from support.claude import KEY
from support.daemon import Daemon, Jobs
from support.fake_api import FakeApi

MakeSettings = Callable[..., Settings]
StartDaemon = Callable[[Settings], Daemon]


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """Settings in the test's folder: ``make_settings(workers={"count": 1})``."""

    def make(**sections: dict[str, Any]) -> Settings:
        given = {
            "state_dir": tmp_path,
            "language": "en",
            "admin": {"socket": tmp_path / "patrond.sock", "listen": None},
            "log": {"level": "debug", "format": "json", "file": tmp_path / "log"},
            "queue": {"poll_interval": timedelta(milliseconds=20)},
            "workers": {"count": 2},
        }
        for name, section in sections.items():
            given[name] = {**given.get(name, {}), **section}
        return Settings.model_validate(given)

    return make


@pytest.fixture
def start(request: pytest.FixtureRequest) -> StartDaemon:
    """Start a daemon; whatever is left of it is removed after the test."""

    def start_one(settings: Settings) -> Daemon:
        daemon = Daemon(settings)
        request.addfinalizer(daemon.remove)
        return daemon

    return start_one


@pytest.fixture
def jobs_of(request: pytest.FixtureRequest) -> Callable[[Settings], Jobs]:
    """The queue of these settings."""

    def open_jobs(settings: Settings) -> Jobs:
        jobs = Jobs(settings)
        request.addfinalizer(jobs.close)
        return jobs

    return open_jobs


@pytest.fixture
def api() -> Iterator[FakeApi]:
    """The Messages API on loopback."""
    with FakeApi() as running:
        yield running


@pytest.fixture
def claude(api: FakeApi) -> dict[str, Any]:
    """The provider section that points at it."""
    return {"name": "claude", "base_url": api.url, "api_key": KEY}
