"""Where log lines are written: a file, or standard error; never waiting, never raising."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

_STDERR = 2
_FILE_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC


class Sink:
    """One place to write to: one write a line, so that lines of several processes never mix.

    A line that cannot be written (disk full, pipe full, terminal stopped) is lost; write() says so.
    """

    def __init__(self, path: Path | None, put: Callable[[bytes], int], close: Callable[[], None]) -> None:
        self._path = path
        self._put = put
        self._close = close
        self._torn = False

    @classmethod
    def open(cls, path: Path | None) -> tuple["Sink", str | None]:
        """A sink on ``path`` (None: standard error), and in words why it had to be standard error after all."""
        if path is None:
            return cls(None, *_standard_error()), None
        try:
            return cls(path, *_file(path)), None
        except OSError as error:
            return cls(path, *_standard_error()), f"{path}: {error.strerror}"

    def write(self, line: bytes) -> bool:
        """Write one line, newline included; False when it was lost."""
        data = b"\n" + line if self._torn else line
        try:
            self._torn = self._put(data) < len(data)
        except OSError:
            return False
        return True

    def reopen(self) -> str | None:
        """Open the path anew; in words why not, and then the old one stays. Standard error stays as it is."""
        if self._path is None:
            return None
        try:
            put, close = _file(self._path)
        except OSError as error:
            return f"{self._path}: {error.strerror}"
        self._close()
        self._put, self._close = put, close
        return None

    def close(self) -> None:
        self._close()


def _file(path: Path) -> tuple[Callable[[bytes], int], Callable[[], None]]:
    fd = os.open(path, _FILE_FLAGS, 0o640)
    return lambda data: os.write(fd, data), lambda: os.close(fd)


def _standard_error() -> tuple[Callable[[bytes], int], Callable[[], None]]:
    """Writing to standard error without ever waiting for its reader.

    O_NONBLOCK would be shared with whoever gave us the descriptor (a shell), so a pipe or a terminal is opened a
    second time, and journald's socket is written with MSG_DONTWAIT. A plain file keeps its shared offset.
    """
    try:
        mode = os.fstat(_STDERR).st_mode
    except OSError:
        return lambda data: len(data), lambda: None  # closed: there is nobody to tell
    if stat.S_ISSOCK(mode):
        peer = socket.socket(fileno=os.dup(_STDERR))
        return lambda data: peer.send(data, socket.MSG_DONTWAIT), peer.close
    if stat.S_ISFIFO(mode) or os.isatty(_STDERR):
        try:
            fd = os.open(f"/proc/self/fd/{_STDERR}", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError:
            return lambda data: os.write(_STDERR, data), lambda: None  # another user's terminal
        return lambda data: os.write(fd, data), lambda: os.close(fd)
    return lambda data: os.write(_STDERR, data), lambda: None
