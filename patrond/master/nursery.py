"""The master's side of one nursery: starting it by exec, asking it for forks, learning of its death."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable

from patrond.channel import Fork, Frame, Hello, Link, Load, Reopen, Warm, pair
from patrond.config import Settings
from patrond.config.passing import pack

# An arena of the C library's for each thread keeps much and serves nothing under one interpreter lock: with 500
# calls in flight two workers take 4 MB less with one (measured). Whoever sets it in our environment is obeyed.
_ARENAS = {"MALLOC_ARENA_MAX": "1"}
# What a child must not inherit: secrets (they travel over the socket, where `ps e` cannot see them), and what
# systemd meant for the master alone.
_WITHHELD = (
    "ANTHROPIC_API_KEY",
    "DB_PASSWORD",
    "JWT_SECRET",
    "NOTIFY_SOCKET",
    "WATCHDOG_PID",
    "WATCHDOG_USEC",
    "LISTEN_FDS",
    "LISTEN_PID",
    "CREDENTIALS_DIRECTORY",
)


class Nursery:
    """One nursery process. ``on_frame`` gets what it says beside Hello and Warm; ``on_dead`` is called once."""

    def __init__(
        self,
        settings: Settings,
        instance: str,
        *,
        on_frame: Callable[[Frame, tuple[int, ...]], None],
        on_warm: Callable[[], None],
        on_dead: Callable[["Nursery", int], None],
    ) -> None:
        self._on_frame = on_frame
        self._on_warm = on_warm
        self._on_dead = on_dead
        self._loop = asyncio.get_running_loop()
        self.version: str | None = None
        self.warm = False
        self.alive = True
        ours, theirs = pair()
        with theirs:
            self._process = _exec(theirs.fileno())
        self.pid = self._process.pid
        self._pidfd = os.pidfd_open(self.pid)
        self._loop.add_reader(self._pidfd, self._dead)
        self._link = Link(ours, self._hear, lambda: None)
        # jwt_secret is the page's: no worker needs it.
        admin = settings.admin.model_copy(update={"jwt_secret": None})
        luggage = pack(settings.model_copy(update={"admin": admin})).decode()
        self._link.send(Load(luggage, instance))

    def fork(self, serial: int, slot: int, worker_fd: int) -> None:
        """Ask for a worker; Forked or Unforked with ``serial`` is the answer."""
        self._link.send(Fork(serial, slot), (worker_fd,))

    def reopen_log(self) -> None:
        """Have it open its log anew."""
        self._link.send(Reopen())

    def close(self) -> None:
        """Let it end by itself, when its last worker is gone."""
        self._link.close()

    def kill(self) -> None:
        """SIGKILL; its workers go with it."""
        self._process.kill()

    def _hear(self, frame: Frame, fds: tuple[int, ...]) -> None:
        if isinstance(frame, Hello):
            self.version = frame.version
        elif isinstance(frame, Warm):
            self.warm = True
            self._on_warm()
        else:
            self._on_frame(frame, fds)

    def _dead(self) -> None:
        self._loop.remove_reader(self._pidfd)
        os.close(self._pidfd)
        self.alive = self.warm = False
        status = self._process.wait()  # it is dead: this does not wait
        self._link.drain()
        self._link.close()
        self._on_dead(self, status)


def _exec(fd: int) -> subprocess.Popen[bytes]:
    """By exec at every start, so that no lock, thread or descriptor of ours comes along.

    -P keeps the working directory out of its path. A session of its own keeps a terminal's Ctrl-C for the master.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "patrond.nursery", str(fd)],
        pass_fds=[fd],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        env=_ARENAS | {name: value for name, value in os.environ.items() if name not in _WITHHELD},
    )
