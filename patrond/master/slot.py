"""A worker's slot as the master sees it: its state, the process in it, its history."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from patrond.channel import InHand, Link
from patrond.control import WorkerState, WorkerView
from patrond.master.silence import Sample
from patrond.master.states import LIVE, MOVES, Event


@dataclass(slots=True, eq=False)
class Process:
    """A worker process, asked for or running. Times are CLOCK_BOOTTIME, ``started_at`` is UTC.

    ``kill_at`` is when a drain has lasted too long; ``sampled`` a sample of /proc and when it was taken.
    """

    serial: int
    link: Link
    forked_at: float
    heard_at: float
    started_at: datetime
    pid: int | None = None
    pidfd: int | None = None
    ready_at: float | None = None
    kill_at: float | None = None
    jobs: tuple[InHand, ...] = ()
    held: bool = False
    unstored: int = 0
    problem: str = ""
    last_words: str | None = None
    sampled: tuple[float, Sample] | None = None

    def kill(self) -> bool:
        """SIGKILL, by pidfd: it cannot hit another. False when the pidfd is not here yet."""
        if self.pidfd is None:
            return False
        with suppress(ProcessLookupError):  # gone already; the nursery is about to say so
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        return True

    def close(self, remove_reader: Callable[[int], object]) -> None:
        """Give up channel and pidfd."""
        self.link.close()
        if self.pidfd is not None:
            remove_reader(self.pidfd)
            os.close(self.pidfd)
            self.pidfd = None


@dataclass(slots=True, eq=False)
class Slot:
    """One slot. ``next_start`` is CLOCK_BOOTTIME; ``forks`` counts the workers it has had."""

    number: int
    state: WorkerState = WorkerState.STOPPED
    process: Process | None = None
    early_deaths: int = 0
    next_start: float = 0.0
    forks: int = 0
    last_exit: str | None = None
    on_change: Callable[[], None] = field(default=lambda: None)

    def move(self, event: Event) -> bool:
        """Make the move that the table has for this event; False, and nothing changes, where it has none."""
        after = MOVES.get((self.state, event))
        if after is None:
            return False
        self.state = after
        self.on_change()
        return True

    @property
    def is_live(self) -> bool:
        """Whether a process is there, or asked for."""
        return self.state in LIVE

    @property
    def is_up(self) -> bool:
        """Whether its worker takes jobs."""
        return self.state in (WorkerState.READY, WorkerState.BUSY)

    def view(self) -> WorkerView:
        """The slot for the page and ctl."""
        process = self.process
        return WorkerView(
            slot=self.number,
            pid=process.pid if process else None,
            state=self.state,
            jobs=tuple(hand.job for hand in process.jobs) if process else (),
            started_at=process.started_at if process else None,
            restarts=max(self.forks - 1, 0),
            last_exit=self.last_exit,
            unstored=process.unstored if process else 0,
            problem=process.problem if process else "",
        )
