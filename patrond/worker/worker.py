"""A worker: jobs in flight on one loop, a thread that reserves, one that completes, and its talk with the master."""

import asyncio
import os
import random
import socket
from contextlib import suppress
from dataclasses import dataclass

import setproctitle

from patrond import __version__
from patrond.channel import (
    Beat,
    Cancel,
    Drain,
    Frame,
    Hello,
    Link,
    Pause,
    Ready,
    Reopen,
    Set,
    Trial,
    Wake,
)
from patrond.clock import Clock, SiteClock
from patrond.config import Settings
from patrond.desk import DeskThread
from patrond.handlers import HANDLERS
from patrond.handlers.contract import Tools
from patrond.log import Log
from patrond.providers.contract import Provider
from patrond.spool import Spool
from patrond.worker.calls import Calls
from patrond.worker.endings import Endings
from patrond.worker.gate import Gate
from patrond.worker.hands import Drop, Hands
from patrond.worker.leases import Leases
from patrond.worker.marks import Mark
from patrond.worker.reserving import Reserving
from patrond.worker.together import Together

_BEATS_APART = 0.05  # seconds at least: a busy worker changes hands thousands of times a second
_ORPHAN_SECONDS = 18.0  # for jobs in hand when the master is gone; the guardian kills at 20
_STORING_SECONDS = 10.0  # for ends that are still to be stored when the calls are over
_SPOOLED_SECONDS = 2.0  # for the same when all of them are on the disk already
_LOOKS_APART = 0.5
_CLOSING_SECONDS = 2.0
_LONGEST_PROBLEM = 500  # characters in a beat


@dataclass(frozen=True, slots=True)
class Birth:
    """What a worker is born with."""

    settings: Settings
    instance: str
    slot: int
    sock: socket.socket
    mark: Mark


class Worker:
    """One worker process's life. Made inside its loop; ``live`` returns when it has drained."""

    def __init__(
        self, birth: Birth, provider: Provider | None, log: Log, clock: Clock, site: SiteClock, rng: random.Random
    ) -> None:
        settings = birth.settings
        self._birth = birth
        self._settings = settings
        self._provider = provider
        self._log = log
        self._clock = clock
        self._gate = Gate()
        self._hands = Hands(settings.workers.concurrency, self._changed_hands)
        # Every job in hand may ask something at once, and more than once while the database is slow.
        calls = 256 + 4 * settings.workers.concurrency
        self._desk = DeskThread(settings, site, "reserve", limit=calls)
        self._completing = DeskThread(settings, site, "complete")
        spool = Spool(settings.state_dir)
        self._endings = Endings(self._completing, spool, log, rng, lambda ended: self._calls.stored(ended))
        tools = Tools(settings, provider, Together(self._desk), log) if provider else None
        self._calls = Calls(
            settings, tools, self._gate, self._hands, log, clock, tell=self._tell, put=self._endings.put
        )
        self._leases = Leases(self._desk, self._hands, log, settings.queue.stuck_after, self._calls.lose)
        self._beat_now = asyncio.Event()
        self._reserving = Reserving(
            self._desk,
            self._gate,
            self._hands,
            log,
            clock,
            rng,
            types=HANDLERS if provider else (),
            instance=birth.instance,
            pid=os.getpid(),
            on_leases=self._calls.take,
            on_done=self._beat_now.set,
        )
        self._draining = asyncio.Event()
        self._news = asyncio.Event()
        self._drain_until = float("inf")
        self._lost = False
        self._link = Link(birth.sock, self._on_frame, self._on_master_gone)
        self._link.send(Hello(__version__, os.getpid()))

    async def live(self) -> bool:
        """Work until drained; whether all that was begun is stored or in the spool. Raises what broke a loop."""
        self._desk.start()
        self._completing.start()
        loops = {asyncio.create_task(run) for run in (self._endings.run(), self._leases.run(), self._beats())}
        reserving = asyncio.create_task(self._reserve())
        life = asyncio.create_task(self._until_drained(reserving))
        self._title()  # before READY: who sees it up may look at `ps`
        self._link.send(Ready())
        self._log.event("worker_started", slot=self._birth.slot)
        try:
            await _first_failure(life, loops | {reserving})
        finally:
            for task in (life, reserving, *loops):
                task.cancel()
        await self._close()
        return not (self._lost or self._endings.gave_up)

    def drain(self, seconds: float) -> None:
        """Take no new job, finish what is in hand within ``seconds``; a later call can only shorten."""
        self._drain_until = min(self._drain_until, self._clock.boottime() + seconds)
        self._gate.draining = True
        self._draining.set()
        self._news.set()
        self._reserving.look()

    # --- its life

    async def _reserve(self) -> None:
        if self._provider is not None:
            await self._reserving.run()

    async def _until_drained(self, reserving: asyncio.Task[None]) -> None:
        await self._draining.wait()
        await self._calls_over()
        self._hands.drop_all(Drop.DRAIN)
        began = self._clock.boottime()
        while not await self._is_over(reserving):
            waited = self._clock.boottime() - began
            if waited > (_SPOOLED_SECONDS if reserving.done() and self._is_on_disk() else _STORING_SECONDS):
                await self._leave()
                return

    async def _is_over(self, reserving: asyncio.Task[None]) -> bool:
        """Whether nothing is in hand any more; waits a little for it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOKS_APART):
                await asyncio.wait([reserving])  # what it still brings is given back
                await self._hands.until_empty()
                return True
        return False

    def _is_on_disk(self) -> bool:
        return len(self._hands) == len(self._endings.waiting()) and not self._endings.unkept()

    async def _leave(self) -> None:
        """The database is away: what is not stored is left in the spool for the next start.

        Where the disk does not take it either, it is worth all the time that the stop allows.
        """
        last = max(self._drain_until, self._clock.boottime()) + _STORING_SECONDS
        while (lost := await self._endings.leave()) and self._clock.boottime() < last:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOKS_APART):
                    await self._hands.until_empty()
        self._lost = bool(lost)
        for ending in lost:
            self._log.event("ending_lost", job=ending.lease.job.id)
        left = len(self._endings.waiting()) - len(lost)
        if left:
            self._log.event("endings_spooled", n=left)

    async def _calls_over(self) -> None:
        """Wait for the calls until the drain's deadline, which a second request may bring forward.

        What waits for a database that is away is no call, and lies in the spool.
        """
        while self._hands.calling and (left := self._drain_until - self._clock.boottime()) > 0:
            self._news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._news.wait()

    async def _close(self) -> None:
        with suppress(TimeoutError):  # a database that hangs must not keep us; the process ends anyway
            async with asyncio.timeout(_CLOSING_SECONDS):
                if self._provider is not None:
                    await self._provider.close()
                await self._desk.stop()
                await self._completing.stop()
        self._log.event("worker_stopped")
        self._link.close()

    # --- the channel

    def _tell(self, frame: Frame) -> None:
        self._link.send(frame)

    def _on_frame(self, frame: Frame, fds: tuple[int, ...]) -> None:
        match frame:
            case Wake():
                self._gate.wake()
            case Trial():
                self._gate.allow_trial()
            case Pause():
                self._gate.take_over(frame)
                self._beat_now.set()
            case Cancel(job):
                self._calls.cancel(job)
            case Drain(seconds):
                self.drain(seconds)
            case Set(concurrency, log_level):
                self._hands.limit = concurrency or self._hands.limit
                if log_level:
                    self._log.set_level(log_level)
            case Reopen():
                self._log.reopen()
            case _:
                return
        self._reserving.look()

    def _on_master_gone(self) -> None:
        self._log.event("master_gone")
        self.drain(_ORPHAN_SECONDS)

    def _changed_hands(self) -> None:
        self._birth.mark.set_busy(len(self._hands) > 0)
        self._beat_now.set()
        self._news.set()
        self._reserving.look()

    async def _beats(self) -> None:
        """Tell the master at each change, and at a steady pace that all is well."""
        every = min(self._settings.workers.heartbeat_timeout.total_seconds() / 4, 5.0)
        while True:
            held = self._gate.paused and not self._gate.reserving
            problem = self._endings.problem
            unstored = len(self._endings.waiting()) if problem else 0
            self._link.send(Beat(self._hands.told(), held, unstored, problem[:_LONGEST_PROBLEM]))
            self._title()
            await asyncio.sleep(_BEATS_APART)
            try:
                async with asyncio.timeout(every):
                    await self._beat_now.wait()
            except TimeoutError:
                pass
            self._beat_now.clear()

    def _title(self) -> None:
        jobs = f"{len(self._hands)}/{self._hands.limit}" if len(self._hands) else "idle"
        setproctitle.setproctitle(f"patrond: worker {self._birth.slot} [{jobs}]")


async def _first_failure(life: asyncio.Task[None], loops: set[asyncio.Task[None]]) -> None:
    """Return when ``life`` is over; a loop that breaks before raises here, instead of leaving the worker half alive."""
    running = {life, *loops}
    while not life.done():
        done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
