"""The life of each worker process as the master lives it: asked for, made, heard, and in the end dead."""

import asyncio
import os
import random
from collections.abc import Callable
from typing import Protocol

from patrond.channel import (
    Beat,
    Broken,
    Done,
    Exited,
    Forked,
    Frame,
    Halted,
    Link,
    Pause,
    Ready,
    Snoozed,
    Unforked,
    Wake,
    pair,
)
from patrond.clock import Clock
from patrond.control import WorkerState
from patrond.log import Log
from patrond.master.nursery import Nursery
from patrond.master.policy import exit_words, is_crash_loop, restart_wait
from patrond.master.slot import Process, Slot
from patrond.master.states import Event

_STATUS_GRACE = 0.25  # seconds for the nursery to say how a worker died, when its pidfd has said that it did


class Watcher(Protocol):
    """Who learns what the workers report."""

    def on_snoozed(self, frame: Snoozed) -> None: ...

    def on_halted(self, frame: Halted) -> None: ...

    def on_done(self, frame: Done) -> None: ...

    def on_dead(self, pid: int, words: str, *, clean: bool) -> None: ...

    def pause_in_force(self) -> Pause: ...


class Lives:
    """Moves the slots as their processes are born, speak and die. ``changed`` is called after what no move shows."""

    def __init__(
        self,
        slots: list[Slot],
        watcher: Watcher,
        log: Log,
        clock: Clock,
        rng: random.Random,
        *,
        changed: Callable[[], None],
    ) -> None:
        self._slots = slots
        self._watcher = watcher
        self._log = log
        self._clock = clock
        self._rng = rng
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._serial = 0
        self._nursery_lives = False

    def fork(self, slot: Slot, nursery: Nursery, now: float) -> None:
        """Ask the nursery for a worker in this slot."""
        self._serial += 1
        self._nursery_lives = True
        ours, theirs = pair()
        serial = self._serial
        link = Link(ours, lambda frame, fds: self._on_worker_frame(serial, frame), lambda: None)
        slot.process = Process(serial, link, forked_at=now, heard_at=now, started_at=self._clock.utc())
        slot.forks += 1
        with theirs:
            nursery.fork(serial, slot.number, theirs.fileno())
        slot.move(Event.FORK)

    def kill(self, slot: Slot, reason: str) -> bool:
        """SIGKILL its worker; False when the nursery has not made it yet."""
        process = slot.process
        if process is None or not process.kill():
            return False
        process.last_words = reason
        slot.move(Event.KILL)
        self._log.event("worker_killed", slot=slot.number, pid=process.pid, reason=reason)
        return True

    def on_nursery_dead(self, words: str) -> None:
        """Its workers die with it by the kernel's hand; each is counted dead when its own pidfd says so."""
        self._nursery_lives = False
        for slot in self._slots:
            if slot.process is None:
                slot.last_exit = words
                continue
            slot.process.last_words = slot.process.last_words or words
            if slot.process.pid is None:  # asked for, and never made
                self._gone(slot, slot.process, None)
        self._changed()

    def on_nursery_frame(self, frame: Frame, fds: tuple[int, ...]) -> None:
        """A fork was made or refused, or a worker has died."""
        match frame:
            case Forked(serial, pid):
                self._on_forked(serial, pid, fds[0])
                return
            case Unforked(serial, reason):
                slot, process = self._find(lambda process: process.serial == serial)
                if slot and process:
                    process.last_words = f"cannot fork: {reason}"
                    self._gone(slot, process, None)
            case Exited(pid, status):
                slot, process = self._find(lambda process: process.pid == pid)
                if slot and process:
                    self._gone(slot, process, status)
        for fd in fds:
            os.close(fd)

    def _on_forked(self, serial: int, pid: int, pidfd: int) -> None:
        slot, process = self._find(lambda process: process.serial == serial)
        if slot is None or process is None:
            os.close(pidfd)
            return
        process.pid, process.pidfd = pid, pidfd
        self._log.event("worker_forked", slot=slot.number, pid=pid)
        self._loop.add_reader(pidfd, self._on_pidfd, slot, process)

    def _on_pidfd(self, slot: Slot, process: Process) -> None:
        """It is dead. How, the nursery says within the instant, if it lives."""
        if process.pidfd is not None:
            self._loop.remove_reader(process.pidfd)
        grace = _STATUS_GRACE if self._nursery_lives else 0.0
        self._loop.call_later(grace, self._gone, slot, process, None)

    def _gone(self, slot: Slot, process: Process, status: int | None) -> None:
        if slot.process is not process:
            return
        process.link.drain()  # what it said last, perhaps why
        asked = slot.state is WorkerState.DRAINING
        clean = asked and status == 0
        early = process.ready_at is None and not asked
        words = process.last_words or exit_words(status)
        slot.process = None
        slot.last_exit = words
        process.close(self._loop.remove_reader)
        if process.pid is not None:
            self._watcher.on_dead(process.pid, words, clean=clean)
        self._say_gone(slot, process, words, quiet=clean)
        slot.move(Event.DIED)
        if early:
            self._hold_back(slot, words)
        else:
            slot.early_deaths, slot.next_start = 0, 0.0

    def _hold_back(self, slot: Slot, words: str) -> None:
        slot.early_deaths += 1
        wait = restart_wait(slot.early_deaths, self._rng)
        slot.next_start = self._clock.boottime() + wait
        loop = is_crash_loop(slot.early_deaths)
        slot.move(Event.LOOP if loop else Event.WAIT)
        event = "worker_crash_loop" if loop else "worker_backoff"
        self._log.event(event, slot=slot.number, seconds=f"{wait:.1f}", exit=words)

    def _say_gone(self, slot: Slot, process: Process, words: str, *, quiet: bool) -> None:
        if quiet:
            self._log.event("worker_exited", slot=slot.number, pid=process.pid)
            return
        jobs = ", ".join(f"#{hand.job}" for hand in process.jobs) or "-"
        self._log.event("worker_died", slot=slot.number, pid=process.pid, exit=words, jobs=jobs)

    def _on_worker_frame(self, serial: int, frame: Frame) -> None:
        slot, process = self._find(lambda process: process.serial == serial)
        if slot is None or process is None:
            return
        process.heard_at = self._clock.boottime()
        match frame:
            case Ready():
                process.ready_at = process.heard_at
                slot.early_deaths = 0
                process.link.send(self._watcher.pause_in_force())
                process.link.send(Wake())
                slot.move(Event.READY)
            case Beat(jobs, held, unstored, problem):
                process.jobs, process.held = jobs, held
                process.unstored, process.problem = unstored, problem
                if not slot.move(Event.TOOK if jobs else Event.FREED):
                    self._changed()
            case Broken(reason):
                process.last_words = reason
            case Snoozed():
                self._watcher.on_snoozed(frame)
            case Halted():
                self._watcher.on_halted(frame)
            case Done():
                self._watcher.on_done(frame)

    def _find(self, fits: Callable[[Process], bool]) -> tuple[Slot | None, Process | None]:
        for slot in self._slots:
            if slot.process is not None and fits(slot.process):
                return slot, slot.process
        return None, None
