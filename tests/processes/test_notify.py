"""What systemd hears."""

import signal
import socket

import pytest
from patrond.notify import Notify

from support.daemon import Daemon


@pytest.fixture
def manager(tmp_path):
    """The service manager's end."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(10)
        yield listening


def test_it_is_silent_where_nobody_listens():
    environ = {}
    notify = Notify.from_environment(environ)
    notify.ready("here")
    notify.watchdog()
    assert notify.watchdog_seconds is None


def test_nothing_of_it_is_left_in_the_environment(tmp_path):
    environ = {"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "5000000", "WATCHDOG_PID": "1", "HOME": "/"}
    notify = Notify.from_environment(environ)
    notify.ready("nobody reads this, and nothing breaks")
    assert environ == {"HOME": "/"}
    assert notify.watchdog_seconds is None  # meant for another process


def test_an_abstract_address_is_understood():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("\0patrond-test-notify")
        Notify("@patrond-test-notify").status("one\ntwo")
        assert listening.recv(100) == b"STATUS=one two"


def test_a_daemon_says_ready_watchdog_and_stopping(manager, tmp_path, make_settings, monkeypatch, request):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "10000000")
    daemon = Daemon(make_settings())
    request.addfinalizer(daemon.remove)

    heard = []
    while not any(message.startswith("READY=1") for message in heard):
        heard.append(manager.recv(1000).decode())
    daemon.wait_ready()
    daemon.signal(signal.SIGTERM)
    while not any(message.startswith("STOPPING=1") for message in heard):
        heard.append(manager.recv(1000).decode())

    assert daemon.wait() == 0
    assert "WATCHDOG=1" in heard
    assert "READY=1\nSTATUS=2 workers ready" in heard
    assert "EXTEND_TIMEOUT_USEC=" in heard[-1]
