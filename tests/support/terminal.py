"""A command at a terminal of its own, typed at and read from."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path


class Terminal:
    """Runs ``patrond …`` in ``folder`` with a pseudo-terminal as its standard input, output and error."""

    def __init__(self, *arguments: object, folder: Path, environ: dict[str, str] | None = None) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "patrond", *map(str, arguments)],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True, cwd=folder,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **(environ or {})},
        )  # fmt: skip
        os.close(slave)
        self.screen = ""

    def read_until(self, pattern: str, seconds: float = 20.0) -> re.Match[str]:
        """Read on until the pattern stands on the screen; what it matched."""
        deadline = time.monotonic() + seconds
        while (match := re.search(pattern, self.screen)) is None:
            assert time.monotonic() < deadline, f"no {pattern!r} in: {self.screen}"
            if not self._read(0.1) and self.process.poll() is not None:
                raise AssertionError(f"ended with {self.process.returncode} before {pattern!r}: {self.screen}")
        return match

    def interrupt(self) -> None:
        """Ctrl-C: the terminal sends SIGINT to all that stand in its foreground."""
        os.killpg(self.process.pid, signal.SIGINT)

    def wait(self, seconds: float = 20.0) -> int:
        """The exit status, the screen read to its end."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"still there: {self.screen}"
            self._read(0.05)
        while self._read(0.0):
            pass
        return self.process.returncode

    def close(self) -> None:
        """End it, whatever it does."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        os.close(self._master)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            return False
        self.screen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)
