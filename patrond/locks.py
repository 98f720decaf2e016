"""File locks by which the living are known from the dead: one for the instance, one for each worker.

A lock is held by an open file description and goes with it, however its owner dies; so it is taken after a fork,
never before. Light on purpose: the instance's lock is taken before anything heavy is imported.
"""

import fcntl
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from patrond.errors import PatrondError

_DRAINED = "drained\n"
_WORKER = re.compile(r"([0-9a-f]{12})-([0-9]+)\.lock")


class AlreadyRunning(PatrondError):
    """Another patrond holds the lock; the operator stops it, or gives this one a socket of its own."""


class FileLock:
    """A lock that is held; the kernel drops it when the process ends."""

    def __init__(self, path: Path, fd: int) -> None:
        self.path = path
        self._fd = fd

    def note(self, text: str) -> None:
        """Write into the file who holds it."""
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, text.encode(), 0)

    def note_drained(self) -> None:
        """Its worker ends in order. What cannot be noted is taken for a crash."""
        with suppress(OSError):
            self.note(_DRAINED)

    def release(self, *, unlink: bool = False) -> None:
        """Give it up. ``unlink`` removes the file while it is still held, so that nobody locks a nameless one."""
        if unlink:
            self.path.unlink(missing_ok=True)
        os.close(self._fd)


@dataclass(frozen=True, slots=True)
class WorkerLock:
    """The lock file of a worker, as its name says: which instance, which process."""

    path: Path
    instance: str
    pid: int

    @classmethod
    def of(cls, state_dir: Path, instance: str, pid: int) -> "WorkerLock":
        """The lock file that this worker has, or would have."""
        return cls(_folder(state_dir) / f"{instance}-{pid}.lock", instance, pid)


def take_instance_lock(socket: Path) -> FileLock:
    """Lock the admin socket's place for this process; its pid is written into the file.

    Raises AlreadyRunning with the pid of the holder, PatrondError when the file cannot be made.
    """
    path = socket.with_name(socket.name + ".lock")
    lock = _take(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if lock is None:
        raise AlreadyRunning(f"cannot start: patrond already runs on {str(socket)!r} with pid {_pid_in(path)}")
    lock.note(f"{os.getpid()}\n")
    return lock


def take_worker_lock(state_dir: Path, instance: str, pid: int) -> FileLock:
    """Lock ``<state_dir>/locks/<instance>-<pid>.lock`` for this worker. Raises PatrondError when it cannot.

    The name is nobody else's; only :func:`is_held` may hold it for an instant, which is waited out.
    """
    lock = _take(WorkerLock.of(state_dir, instance, pid).path, fcntl.LOCK_EX)
    assert lock is not None  # noqa: S101 - a blocking flock returns with the lock
    lock.note("")  # of a dead one of the same number it may say that it had drained
    return lock


def worker_locks(state_dir: Path) -> list[WorkerLock]:
    """The lock files of workers that lie in ``state_dir``: of the living, and of the dead not yet settled."""
    found = []
    for path in sorted(_folder(state_dir).glob("*.lock")):
        match = _WORKER.fullmatch(path.name)
        if match:
            found.append(WorkerLock(path, match[1], int(match[2])))
    return found


def is_held(lock: WorkerLock) -> bool:
    """Whether its process still lives. A file that is gone is held by nobody."""
    return not _with_dead(lock, lambda: None)


def has_drained(lock: WorkerLock) -> bool:
    """Whether its process, which is dead, had ended in order: then it never worked on what it still holds."""
    try:
        return lock.path.read_text() == _DRAINED
    except OSError:
        return False


def clear(lock: WorkerLock) -> None:
    """Remove the file of a dead worker, when its jobs have been settled."""
    _with_dead(lock, lambda: lock.path.unlink(missing_ok=True))


def _with_dead(lock: WorkerLock, act: Callable[[], None]) -> bool:
    """Do it while the lock is ours, hence its owner dead; False if the owner lives."""
    try:
        fd = os.open(lock.path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        act()
    except BlockingIOError:
        return False
    finally:
        os.close(fd)
    return True


def _folder(state_dir: Path) -> Path:
    return state_dir / "locks"


def _take(path: Path, how: int) -> FileLock | None:
    """The lock on the file that has this name now: one that was removed while we waited locks nothing."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            why = f"{error.strerror}; check who owns the folder"
            raise PatrondError(f"cannot make the lock {str(path)!r}: {why}") from None
        try:
            fcntl.flock(fd, how)
        except BlockingIOError:
            os.close(fd)
            return None
        if path.exists() and path.stat().st_ino == os.fstat(fd).st_ino:
            return FileLock(path, fd)
        os.close(fd)


def _pid_in(path: Path) -> str:
    try:
        return path.read_text().strip() or "unknown"
    except OSError:
        return "unknown"
