"""The fork itself: signals masked around it, and a child that keeps nothing of its parent but what it is given."""

import ctypes
import os
import signal
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_STANDARD = 2  # descriptors up to standard error stay


def fork(keep: int, live: Callable[[], int]) -> int:
    """Fork a child that runs ``live`` and ends with its result; the child's pid. Raises OSError.

    ``keep`` is the one descriptor beyond the standard three that the child may have.
    """
    parent = os.getpid()
    # A signal between fork and the child's own handlers would run, or write to, what belongs to the parent.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        pid = os.fork()
        if pid == 0:
            _be_child(parent, keep, live)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return pid


def _be_child(parent: int, keep: int, live: Callable[[], int]) -> None:
    """Never returns."""
    code = 1
    try:
        _die_with(parent)
        signal.set_wakeup_fd(-1)
        _default_handlers()
        _close_others(keep)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        code = live()
    finally:
        os._exit(code)


def _die_with(parent: int) -> None:
    """Have the kernel kill us when our parent dies, and look whether it has died already."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _default_handlers() -> None:
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        try:
            if signal.getsignal(number) not in (signal.SIG_DFL, None):
                signal.signal(number, signal.SIG_DFL)
        except (OSError, ValueError):
            continue  # the C library keeps some real-time signals to itself
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a closed socket is an error of the write, not our death


def _close_others(keep: int) -> None:
    for name in Path("/proc/self/fd").iterdir():
        fd = int(name.name)
        if fd > _STANDARD and fd != keep:
            try:
                os.close(fd)
            except OSError:
                continue  # the descriptor by which the folder was read
