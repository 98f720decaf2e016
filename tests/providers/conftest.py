"""The fake API, one server a module, forgetful between tests."""

import socket
from collections.abc import Iterator

import pytest

from support.fake_api import FakeApi


@pytest.fixture(scope="module")
def _server() -> Iterator[FakeApi]:
    with FakeApi() as api:
        yield api


@pytest.fixture
def api(_server: FakeApi) -> FakeApi:
    _server.reset()
    return _server


@pytest.fixture
def unused_port() -> Iterator[int]:
    """A port on which nobody listens: bound, never listened on, until the test is over."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
