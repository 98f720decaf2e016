"""The fleet: the slots, the workers in them, the nursery that they come from. One look() decides all that is due.

Every event (a frame, a death, a wish of the operator) changes a value and asks for a look; so does time. A look
reads states and clocks alone, so it may come early, late or twice.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from patrond.channel import Drain, Frame, Reopen, Wake
from patrond.clock import Clock
from patrond.config import Settings
from patrond.control import WorkerState, WorkerView
from patrond.log import Log, trace
from patrond.master.lives import Lives, Watcher
from patrond.master.nursery_keeper import NurseryKeeper
from patrond.master.overdue import overdue
from patrond.master.policy import fork_wait
from patrond.master.slot import Slot
from patrond.master.states import Event

_DRAIN_GRACE = 15.0  # seconds that a drained worker has to store its last ends
_HURRY_GRACE = 4.0
_NURSERY_ENDS = 2.0


class Fleet:
    """Keeps ``count`` workers alive. All methods are called in the loop; none waits but the async ones."""

    def __init__(
        self, settings: Settings, instance: str, watcher: Watcher, log: Log, clock: Clock, rng: random.Random
    ) -> None:
        self.count = settings.workers.count
        self.stopping = False
        self.slots: list[Slot] = []
        self._limits = settings.workers
        self._log = log
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._nursery = NurseryKeeper(settings, instance, self, log, clock, rng)
        self._lives = Lives(self.slots, watcher, log, clock, rng, changed=self._changed)
        self._forks: deque[float] = deque(maxlen=64)
        self._look_asked = False
        self._next_look: float | None = None
        self._change = asyncio.Event()

    # --- what others ask

    def views(self) -> tuple[WorkerView, ...]:
        """Every slot, for the page and ctl."""
        return tuple(slot.view() for slot in self.slots)

    def broadcast(self, frame: Frame) -> None:
        """Say it to every worker that is there."""
        for slot in self.slots:
            if slot.process is not None:
                slot.process.link.send(frame)

    def reopen_logs(self) -> None:
        """Every process opens its log anew."""
        self.broadcast(Reopen())
        self._nursery.reopen_log()

    def wake(self, frame: Frame | None = None, *, one: bool = False) -> bool:
        """Wake the workers that have a free slot, or ``one`` of them; False if there was none."""
        free = [slot for slot in self.slots if slot.is_up and self._has_room(slot)]
        for slot in free[:1] if one else free:
            assert slot.process is not None  # noqa: S101 - a slot that is up has its process
            slot.process.link.send(frame or Wake())
        return bool(free)

    def drain(self, slot: Slot, seconds: float, grace: float = _DRAIN_GRACE) -> None:
        """Tell one worker to finish; it is killed when it has not ended ``grace`` seconds after its time."""
        process = slot.process
        if process is None:
            return
        if slot.state is WorkerState.STARTING:  # nothing in hand to wait for
            seconds = min(seconds, self._limits.start_timeout.total_seconds())
        slot.move(Event.DRAIN)
        process.link.send(Drain(seconds))
        kill_at = self._clock.boottime() + seconds + grace
        process.kill_at = kill_at if process.kill_at is None else min(process.kill_at, kill_at)

    def drain_all(self, seconds: float) -> None:
        """Begin the end of all workers; a second call can only shorten it."""
        self.stopping = True
        for slot in self.slots:
            self.drain(slot, seconds, _DRAIN_GRACE if seconds else _HURRY_GRACE)
        self.ask_look()

    @property
    def is_empty(self) -> bool:
        """Whether no worker is there, or asked for."""
        return not any(slot.is_live for slot in self.slots)

    @property
    def is_up(self) -> bool:
        """Whether every wanted worker takes jobs."""
        wanted = [slot for slot in self.slots if slot.number <= self.count]
        return len(wanted) == self.count and all(slot.is_up for slot in wanted)

    @property
    def is_held(self) -> bool:
        """Whether every worker that is up has taken note of the pause, and reserves no more."""
        return all(slot.process is not None and slot.process.held for slot in self.slots if slot.is_up)

    def jobs_in_hand(self) -> int:
        """How many jobs the workers hold, as they said last."""
        return sum(len(slot.process.jobs) for slot in self.slots if slot.process)

    async def until(self, wanted: Callable[[], bool], seconds: float | None = None) -> bool:
        """Wait until ``wanted`` holds; False when it did not within ``seconds``."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not wanted():
                    await self._change.wait()
        return wanted()

    def forgive(self) -> None:
        """We ourselves were stopped or starved: nobody was silent meanwhile."""
        now = self._clock.boottime()
        for slot in self.slots:
            if slot.process is not None:
                slot.process.heard_at = now

    async def close(self) -> None:
        """End the nursery too, when the last worker is gone."""
        self._nursery.close()
        if not await self.until(lambda: not self._nursery.is_alive, _NURSERY_ENDS):
            self._nursery.kill("it does not end")
            await self.until(lambda: not self._nursery.is_alive, _NURSERY_ENDS)

    # --- the look

    def ask_look(self) -> None:
        """Look soon; many requests make one look."""
        if not self._look_asked:
            self._look_asked = True
            self._loop.call_soon(self.look)

    def look(self) -> None:
        """Do all that is due now; a look that fails is said, and another follows."""
        self._look_asked = False
        try:
            self._look()
        except Exception as error:
            self._log.event("process_error", trace=trace(error))

    def _look(self) -> None:
        while len(self.slots) < self.count:
            self.slots.append(Slot(len(self.slots) + 1, on_change=self._changed))
        now = self._clock.boottime()
        if self._next_look is not None and self._next_look <= now:
            self._next_look = None
        if self.count and not self.stopping:
            self._look_at(self._nursery.tend(now))
        for slot in self.slots:
            self._tend(slot, now)
        while len(self.slots) > self.count and self.slots[-1].state is WorkerState.STOPPED:
            self.slots.pop()

    def _tend(self, slot: Slot, now: float) -> None:
        wanted = slot.number <= self.count and not self.stopping
        if slot.is_live:
            self._tend_live(slot, now, wanted)
        elif not wanted:
            slot.move(Event.RETIRE)
        elif now < slot.next_start:
            self._look_at(slot.next_start)
        elif self._nursery.warm is not None:
            wait = fork_wait(self._forks, now)
            if wait:
                self._look_at(now + wait)
            else:
                self._forks.append(now)
                self._lives.fork(slot, self._nursery.warm, now)

    def _tend_live(self, slot: Slot, now: float, wanted: bool) -> None:
        reason = overdue(slot, now, self._limits)
        if reason is not None:
            if not self._lives.kill(slot, reason):
                self._nursery.kill(f"it does not fork: {reason}")
        elif not wanted and slot.state in (WorkerState.STARTING, WorkerState.READY, WorkerState.BUSY):
            self.drain(slot, self._limits.stop_timeout.total_seconds())

    def _look_at(self, when: float | None) -> None:
        if when is not None and (self._next_look is None or when < self._next_look):
            self._next_look = when
            self._loop.call_later(max(when - self._clock.boottime(), 0.0), self.ask_look)

    def _changed(self) -> None:
        self._change.set()
        self._change = asyncio.Event()
        self.ask_look()

    # --- what the nursery says

    def on_nursery_frame(self, frame: Frame, fds: tuple[int, ...]) -> None:
        """A fork was made or refused, or a worker has died."""
        self._lives.on_nursery_frame(frame, fds)

    def on_nursery_dead(self, words: str) -> None:
        """It has died, and its workers with it."""
        self._lives.on_nursery_dead(words)

    def _has_room(self, slot: Slot) -> bool:
        return slot.process is not None and len(slot.process.jobs) < self._limits.concurrency
