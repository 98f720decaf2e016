"""The tree of commands as a whole: help everywhere, exit statuses, words for wrong usage."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from patrond import __version__
from patrond.cli.reference import entries

from support.commands import Cli, real_command

CTL = (
    "status stats workers jobs job failed stuck why retry-failed retry cancel release-stuck cleanup probe pause resume "
    "scale reload restart stop submit token"
)
GROUPS = {"patrond", "patrond db", "patrond pattern", "patrond ctl", "patrond ctl token"}
COMMANDS = {
    *(f"patrond {name}" for name in ("run", "demo", "check", "db install", "db verify")),
    *(f"patrond pattern {name}" for name in ("generate", "check")),
    *(f"patrond ctl {name}" for name in CTL.split()),
    "patrond ctl token new",
}


HAT = ["pattern", "generate", "--type", "hat", "--level", "beginner", "--size", "adulte"]


def test_the_commands_are_those_of_the_contract() -> None:
    assert {entry.path for entry in entries()} == GROUPS | COMMANDS


@pytest.mark.parametrize("path", sorted(GROUPS | COMMANDS))
def test_every_command_has_help(cli: Cli, path: str) -> None:
    ended = cli(*path.split()[1:], "--help")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: {path}")


@pytest.mark.parametrize("path", sorted(GROUPS))
def test_no_line_of_a_list_is_cut_short_at_80_columns(cli: Cli, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "..." not in cli(*path.split()[1:], "--help").out.partition("Commands:")[2]


def test_the_version_is_printed_by_itself(cli: Cli) -> None:
    assert cli("--version").out == f"patrond {__version__}\n"


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["dmeo"], "'demo'"), (["ctl", "stauts"], "'status'"), (["ctl", "retry-faild"], "'retry-failed'")],
)
def test_an_unknown_command_is_answered_with_the_one_meant(cli: Cli, words: list[str], meant: str) -> None:
    ended = cli(*words)
    assert ended.status == 2
    assert "No such command" in ended.err
    assert meant in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "--sleep", "0.5"], "write shorter ones with a unit"),
        (["run", "--sleep", "61"], "1 to 60"),
        (["run", "--sleep", "2m"], "5ms to 60s"),
        (["run", "--sleep", "soon"], "not a duration"),
        (["run", "--workers", "65"], "0<=x<=64"),
        (["pattern", "generate", "--type", "robe", "--level", "beginner", "--size", "M"], "'robe' is not one of"),
        (["pattern", "generate", "--level", "beginner", "--size", "M"], "Missing option '--type'"),
        ([*HAT, "--gauge", "18"], "such as 18x20"),
        ([*HAT, "--gauge", "0x20"], "such as 18x20"),
        ([*HAT, "--format", "doc"], "'doc' is not one of"),
        ([*HAT, "--option", "fit"], "key=value"),
        (["ctl", "scale", "65"], "0<=x<=64"),
        (["ctl", "scale"], "Missing argument"),
        (["ctl", "job", "zero"], "not a valid integer"),
        (["ctl", "jobs", "--status", "done"], "'done' is not one of"),
        (["ctl", "retry-failed", "--since", "2 days"], "not a duration"),
        (["ctl", "token", "new"], "Missing option '--role'"),
        (["db", "drop"], "No such command"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_was_expected(cli: Cli, words: list[str], said: str) -> None:
    ended = cli(*words)
    assert ended.status == 2
    assert said in " ".join(ended.err.split())
    assert ended.out == ""


def test_ctrl_c_exits_130(tmp_path: Path) -> None:
    fifo = tmp_path / "pattern.txt"
    os.mkfifo(fifo)
    command = subprocess.Popen([sys.executable, "-m", "patrond", "pattern", "check", fifo], stderr=subprocess.PIPE)
    writer = opened_for_writing(fifo, command)
    command.send_signal(signal.SIGINT)  # it has opened the file: it is at work, and waits for us
    _, err = command.communicate(timeout=10)
    os.close(writer)
    assert command.returncode == 130
    assert b"Traceback" not in err


def opened_for_writing(fifo: Path, reader: "subprocess.Popen[bytes]") -> int:
    """The FIFO's other end, as soon as the reader has opened it."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and reader.poll() is None:
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO  # nobody reads yet
            time.sleep(0.01)
    pytest.fail(f"the command did not read: {reader.communicate()}")


def test_a_reader_that_goes_away_is_met_quietly() -> None:
    command = subprocess.Popen([sys.executable, "-m", "patrond", *HAT], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout is not None
    command.stdout.close()  # long before the interpreter has even started
    assert command.stderr is not None
    assert command.stderr.read() == b""
    assert command.wait(10) == 128 + signal.SIGPIPE


@pytest.mark.parametrize("unwanted", ["pydantic", "aiohttp", "rich", "pymysql", "anthropic", "yaml"])
def test_the_version_loads_nothing_that_it_does_not_need(unwanted: str) -> None:
    ended = real_command("--version")
    assert ended.status == 0
    probe = f"import sys; from patrond.cli.main import main; main(['--version']); sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], stdout=subprocess.DEVNULL, check=False).returncode == 0
