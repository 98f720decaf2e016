"""A patrond as an operator has it: a settings file, `patrond run` in processes of its own, `patrond ctl` beside it."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from support.commands import Ended, real_command

START_SECONDS = 20.0
JWT_SECRET = "a secret of the site, longer than 32 bytes"


class Installation:
    """Settings in ``folder`` and the daemon that runs by them. ``settings`` are sections over small defaults."""

    def __init__(self, folder: Path, *, environ: dict[str, str] | None = None, **settings: Any) -> None:
        self.folder = folder
        self.file = folder / "patrond.yaml"
        self.socket = folder / "patrond.sock"
        self.log_file = folder / "patrond.log"
        self.environ = {**_bare_environment(), **(environ or {})}
        self.settings: dict[str, Any] = {
            "state_dir": str(folder / "state"),
            "language": "en",
            "log": {"file": str(self.log_file)},
            "admin": {"listen": None, "socket": str(self.socket)},
        }
        for name, section in settings.items():
            known = self.settings.get(name)
            self.settings[name] = {**known, **section} if isinstance(known, dict) else section
        self.write()
        self.process: subprocess.Popen[bytes] | None = None
        self._notify: socket.socket | None = None

    def write(self) -> None:
        """The settings file; JSON is YAML."""
        self.file.write_text(json.dumps(self.settings, indent=1))
        self.file.chmod(0o600)

    def start(self, *options: object, wait: bool = True) -> "Installation":
        """`patrond run`; with ``wait`` until it tells systemd that it is ready."""
        place = self.folder / "notify"
        place.unlink(missing_ok=True)
        if self._notify is not None:
            self._notify.close()
        self._notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._notify.bind(str(place))
        errors = (self.folder / "stderr").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "patrond", "run", "-c", str(self.file), *map(str, options)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True,
            cwd=self.folder,
            env={**self.environ, "NOTIFY_SOCKET": str(place)},
        )  # fmt: skip
        errors.close()
        if wait:
            self.wait_ready()
        return self

    def wait_ready(self) -> None:
        """Until READY=1 arrives."""
        assert self._notify is not None and self.process is not None
        deadline = time.monotonic() + START_SECONDS
        self._notify.settimeout(0.1)
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(TimeoutError):
                if b"READY=1" in self._notify.recv(4096):
                    return
        raise AssertionError(f"not ready, exit {self.process.poll()}: {self.stderr()}{self.log()}")

    def ctl(self, *arguments: object, timeout: float = 30.0) -> Ended:
        """`patrond ctl …`."""
        return real_command("ctl", "-c", self.file, *arguments, timeout=timeout, env=self.environ)

    def ctl_json(self, *arguments: object) -> Any:
        """Its JSON."""
        ended = self.ctl("--json", *arguments)
        assert ended.status == 0, ended
        return json.loads(ended.out)

    def get(self, route: str) -> tuple[int, Any]:
        """A GET over the unix socket: status and JSON."""
        return self._ask("GET", route)

    def post(self, route: str) -> tuple[int, Any]:
        """A POST over the unix socket, without a body."""
        return self._ask("POST", route)

    def _ask(self, method: str, route: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("localhost", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(10)
        try:
            connection.sock.connect(str(self.socket))
            connection.request(method, route)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def answers(self) -> bool:
        """Whether the API answers at all; between bind and listen the socket is there and refuses."""
        try:
            return self.get("/healthz")[0] == 200
        except (FileNotFoundError, ConnectionRefusedError):
            return False

    def is_ready(self) -> bool:
        """What /readyz says now."""
        return self.get("/readyz")[0] == 200

    def workers(self) -> list[int]:
        """The pids of the workers."""
        return [worker["pid"] for worker in self.ctl_json("workers")["workers"] if worker["pid"]]

    def processes(self) -> list[int]:
        """Every living process of this daemon: master, nursery, workers; also when the master is dead."""
        return processes_in(self.folder)

    def log(self) -> str:
        return self.log_file.read_text() if self.log_file.exists() else ""

    def stderr(self) -> str:
        return (self.folder / "stderr").read_text()

    def stop(self, timeout: float = 30.0) -> int:
        """TERM; the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def remove(self) -> None:
        """Leave nothing running, whatever happened."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait(10)
        if self._notify is not None:
            self._notify.close()

    def __enter__(self) -> "Installation":
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


def processes_in(folder: Path) -> list[int]:
    """The living processes that work in this folder: the nursery has a session of its own, the folder is shared."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            state = (link.parent / "stat").read_text().rpartition(")")[2].split()[0]
            if state != "Z" and link.readlink() == folder:
                found.append(int(link.parent.name))
    return found


def _bare_environment() -> dict[str, str]:
    """Nothing of the machine's own site."""
    kept = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "PYTHONPATH", "TMPDIR")
    return {name: value for name, value in os.environ.items() if name in kept}
