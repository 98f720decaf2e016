"""Python's queues on Redis, doing the same no-op from a filled queue with two processes.

They are installed for the measure alone, into a folder that is kept (``build/peers``). Redis keeps nothing on disk,
which is how it is quickest; each peer is configured as its own documents say for many small jobs.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_HERE = Path(__file__).parent
_VENV = _HERE.parents[1] / "build" / "peers"
_START_SECONDS = 30


class Redis:
    """A server of our own on a unix socket; it dies with us."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis"
        # Debian keeps the server's program under its other name in redis-tools, which starts no service.
        program = shutil.which("redis-server") or shutil.which("redis-check-rdb")
        if program is None:
            raise SystemExit("the peers need Redis: run `.ci/machine bench`, or apt-get install redis-tools")
        self._process = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"],
            executable=program, cwd=folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        _until(lambda: self.socket.exists() and self.ask("PING") == "PONG", "redis-server")

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def ask(self, *words: str) -> str:
        """What redis-cli prints."""
        command = ["redis-cli", "-s", str(self.socket), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


def saq(jobs: int) -> float:
    """Jobs a second; SAQ's processes run a hundred jobs at once, as ours do."""
    workers = ["-m", "saq", "saq_noop.settings", "--workers", "2", "--quiet"]
    return _measured(jobs, "saq_noop", workers, key="saq:default:queued")


def celery(jobs: int) -> float:
    """Jobs a second; results and gossip are off, a process fetches a hundred jobs ahead."""
    worker = ["-m", "celery", "-A", "celery_noop", "worker", "-c", "2", "-l", "ERROR", "--without-gossip",
              "--without-mingle", "--without-heartbeat"]  # fmt: skip
    return _measured(jobs, "celery_noop", worker, key="celery")


def _measured(jobs: int, module: str, worker: list[str], *, key: str) -> float:
    """From the first job taken to the last one taken: what is in hand at the end is given to the peer."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="patrond-peers-")))
        redis = Redis(folder)
        stack.callback(redis.stop)
        environ = {"PATH": "/usr/bin:/bin", "PEER_REDIS": redis.url, "PYTHONPATH": str(_HERE)}
        subprocess.run([_python(), "-m", module, str(jobs)], env=environ, check=True)
        stack.enter_context(_running([_python(), *worker], folder, environ))

        def left() -> int:
            return int(redis.ask("LLEN", key) or 0)

        _until(lambda: left() < jobs, f"{module}'s workers")
        began, began_with = time.monotonic(), left()
        while left():
            time.sleep(0.02)
        return began_with / (time.monotonic() - began)


@contextmanager
def _running(command: list[str], folder: Path, environ: dict[str, str]) -> Iterator[None]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, env=environ, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # not by a word to the first one: SAQ leaves its second process behind
        process.wait()


def _python() -> str:
    """The interpreter that has the peers; made once."""
    python = _VENV / "bin" / "python"
    wanted = (_HERE / "requirements.txt").read_text("utf-8")
    stamp = _VENV / "requirements.txt"
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        print(
            f"Installing the peers into {_VENV.relative_to(Path.cwd()) if _VENV.is_relative_to(Path.cwd()) else _VENV}"
        )
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_VENV)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(_HERE / "requirements.txt")], check=True)
        stamp.write_text(wanted, "utf-8")
    return str(python)


def _until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit(f"{what} did not start")
        time.sleep(0.02)
