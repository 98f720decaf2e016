"""How ``ctl`` finds its daemon, and what it says where it may not, or where the other end is no patrond."""

import grp
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from patrond.cli.ctl.client import Client, Refused
from patrond.errors import DaemonUnreachable, NotFound

from support.commands import Cli


@contextmanager
def answering(path: Path, answer: bytes) -> Iterator[None]:
    """Somebody on the socket who says this, whatever is asked, once."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join(5)


def http(status: str, body: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (http("503 Service Unavailable", '{"error": "the database is away"}'), Refused, "the database is away"),
        (http("404 Not Found", '{"error": "no job 7"}'), NotFound, "no job 7"),
        (
            http("422 X", '{"message": "wrong", "errors": {"type": ["no such type"]}}'),
            Refused,
            "wrong; type: no such type",
        ),
        (http("409 X", "{}"), Refused, "status 409"),
        (http("200 OK", "<html>"), Refused, "not a JSON object"),
        (http("200 OK", "[1]"), Refused, "not a JSON object"),
        (b"SSH-2.0-OpenSSH\r\n", DaemonUnreachable, "no patrond answers"),
        (b"", DaemonUnreachable, "no patrond answers"),
    ],
)
def test_answers_that_are_a_no_or_none_at_all(
    tmp_path: Path, answer: bytes, error: type[Exception], words: str
) -> None:
    with answering(tmp_path / "s", answer), pytest.raises(error, match=words):
        Client(tmp_path / "s").get("/api/jobs/7")


def test_a_daemon_that_hangs_is_given_up(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        listener.listen()
        with pytest.raises(DaemonUnreachable, match=r"did not answer within 0\.1 s"):
            Client(tmp_path / "s").post("/api/pause", timeout=0.1)


def test_a_settings_file_that_is_not_there_exits_78(cli: Cli, tmp_path: Path) -> None:
    ended = cli("ctl", "-c", tmp_path / "typo.yaml", "status")
    assert ended.status == 78
    assert "typo.yaml" in ended.err


def test_the_environment_names_the_settings_too(cli: Cli, settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATROND_CONFIG", str(settings_file))
    ended = cli("ctl", "status")
    assert ended.status == 1
    assert str(settings_file.parent / "patrond.sock") in ended.err


# Everything is loaded while the interpreter's own folders may still be read.
_AS_A_STRANGER = """
import os, sys
import patrond.config, patrond.cli.ctl.cmd_look, patrond.cli.settings
from patrond.cli.main import main
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
sys.exit(main(sys.argv[1:]))
"""


def as_a_stranger(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """A command by an account that has no rights of its own; root becomes nobody, others stay who they are."""
    command = [sys.executable, "-c", _AS_A_STRANGER, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


def test_who_may_not_use_the_socket_is_told_the_group(tmp_path: Path) -> None:
    path = open_to_all(tmp_path) / "s"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        path.chmod(0)
        ended = as_a_stranger("ctl", "--socket", path, "status")
    assert ended.returncode == 1
    group = (
        "patrond" if os.geteuid() == 0 else grp.getgrgid(os.getegid()).gr_name
    )  # root's own group is named to nobody
    assert f"no right to use {path}; join its group: adduser $USER {group}" in ended.stderr


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_who_may_not_read_the_settings_is_led_to_the_default_socket(tmp_path: Path, closed: str) -> None:
    folder = open_to_all(tmp_path) / "etc"
    folder.mkdir()
    file = folder / "patrond.yaml"
    file.write_text("language: en\n")
    (file if closed == "file" else folder).chmod(0)
    ended = as_a_stranger("ctl", "-c", file, "stats")
    assert ended.returncode == 1
    assert "no patrond answers on" in ended.stderr
    assert f"cannot read '{file}': permission denied" in ended.stderr
    assert "join the group patrond" in ended.stderr


def open_to_all(folder: Path) -> Path:
    """pytest's folders are for their owner alone: a way in for the stranger."""
    for place in (folder, *folder.parents[:3]):
        place.chmod(place.stat().st_mode | 0o011)
    return folder
