"""The nursery's life: load, say warm, then fork and reap for the master, and in the end guard what it left behind."""

import gc
import importlib
import os
import select
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass

import setproctitle

from patrond import __version__
from patrond.channel import Exited, Fork, Forked, Hello, Load, Reopen, Unforked, Warm, receive, send
from patrond.clock import Clock, SystemClock
from patrond.config import Settings
from patrond.config.passing import unpack
from patrond.handlers.warming import warm as warm_handlers
from patrond.i18n import translator
from patrond.log import Log, open_log, trace
from patrond.nursery.birth import fork
from patrond.nursery.guardian import Guardian
from patrond.providers import warm
from patrond.worker import Birth, Mark, run_worker


def run_nursery(sock: socket.socket) -> int:
    """Serve the master on ``sock`` until it and the last worker are gone; the exit code."""
    setproctitle.setproctitle("patrond: nursery")
    sock.setblocking(True)
    with suppress(BrokenPipeError):  # the master ended already; what is received says so
        send(sock, Hello(__version__, os.getpid()))
    load = receive(sock).frame
    if not isinstance(load, Load):
        return 1  # the master went away, or speaks another language
    settings = unpack(load.settings.encode())
    log = open_log(settings, f"nursery_{os.getpid()}")
    try:
        warm_up(settings)
        send(sock, Warm())
        Nursery(sock, settings, load.instance, log, SystemClock()).serve()
    except BrokenPipeError:
        return 0  # the master ended while we were loading; there is no worker yet
    except Exception as error:
        log.event("process_error", trace=trace(error))
        return 1
    return 0


def warm_up(settings: Settings) -> None:
    """Load what each worker will need, so that all of them share it, and put it out of the collector's reach."""
    warm(settings)
    warm_handlers(settings)
    translator(settings.language)
    if settings.is_mysql:
        importlib.import_module("pymysql")
    gc.collect()
    gc.freeze()
    # Of nothing: else a worker's cycles wait until they are a quarter of what was loaded here (1.4 MB, 500 calls).
    gc.collect()


@dataclass(frozen=True, slots=True)
class Child:
    """A worker that was forked here."""

    pid: int
    pidfd: int
    mark: Mark


class Nursery:
    """Forks and reaps. One thread: it waits on the master's socket and on its children's pidfds together."""

    def __init__(self, sock: socket.socket, settings: Settings, instance: str, log: Log, clock: Clock) -> None:
        self._sock = sock
        self._settings = settings
        self._instance = instance
        self._log = log
        self._clock = clock
        self._children: dict[int, Child] = {}
        self._guardian: Guardian | None = None
        self._poll = select.poll()
        self._poll.register(sock, select.POLLIN)

    def serve(self) -> None:
        """Return when the master and all workers are gone."""
        while self._guardian is None or self._children:
            for fd, _ in self._poll.poll(self._patience()):
                if fd == self._sock.fileno():
                    self._hear_master()
                elif fd in self._children:
                    self._reap(self._children[fd])
            self._guard()

    def _hear_master(self) -> None:
        got = receive(self._sock)
        if got.eof:
            self._poll.unregister(self._sock)
            self._guardian = Guardian(self._clock.boottime())
        elif isinstance(got.frame, Fork):
            self._fork(got.frame, got.fds[0])
        else:
            if isinstance(got.frame, Reopen):
                self._log.reopen()
            for fd in got.fds:
                os.close(fd)

    def _fork(self, order: Fork, worker_fd: int) -> None:
        mark = Mark()
        try:
            pid = fork(worker_fd, lambda: run_worker(self._birth(order.slot, worker_fd, mark)))
            pidfd = os.pidfd_open(pid)
        except OSError as error:
            self._tell(Unforked(order.serial, error.strerror or str(error)))
            return
        finally:
            os.close(worker_fd)
        self._children[pidfd] = Child(pid, pidfd, mark)
        self._poll.register(pidfd, select.POLLIN)
        self._tell(Forked(order.serial, pid), (pidfd,))

    def _birth(self, slot: int, worker_fd: int, mark: Mark) -> Birth:
        return Birth(self._settings, self._instance, slot, socket.socket(fileno=worker_fd), mark)

    def _reap(self, child: Child) -> None:
        result = os.waitid(os.P_PIDFD, child.pidfd, os.WEXITED)
        if result is None:
            return
        self._poll.unregister(child.pidfd)
        del self._children[child.pidfd]
        os.close(child.pidfd)
        child.mark.close()
        exited = result.si_code == os.CLD_EXITED
        self._tell(Exited(child.pid, result.si_status if exited else -result.si_status))

    def _tell(self, frame: Forked | Unforked | Exited, fds: tuple[int, ...] = ()) -> None:
        if self._guardian is None:
            with suppress(BrokenPipeError):  # the master has just died: the next poll reads EOF
                send(self._sock, frame, fds)

    def _patience(self) -> float | None:
        """Milliseconds that the poll may last: for ever while the master lives."""
        if self._guardian is None:
            return None
        return self._guardian.next_in(self._clock.boottime()) * 1000

    def _guard(self) -> None:
        if self._guardian is None:
            return
        now = self._clock.boottime()
        for child in self._children.values():
            if self._guardian.must_end(now, busy=child.mark.busy):
                self._log.event("orphan_killed", pid=child.pid)
                signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)
