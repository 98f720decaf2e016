"""What the master does for the queue beside waking: settle the dead, reap the stuck, clean up. One thread, one desk.

Each chore is a pass that returns what it did; the loops around them are hollow and outlive a failing pass.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from patrond.clock import Clock, SiteClock
from patrond.config import Settings
from patrond.desk import Desk, DeskThread
from patrond.errors import DatabaseUnavailable, SchemaError
from patrond.locks import WorkerLock, clear, has_drained, is_held, worker_locks
from patrond.log import Log, trace
from patrond.master.zone import read_stamps, shift
from patrond.replay import owners, release_stuck, replay
from patrond.spool import Spool

T = TypeVar("T")

_AGAIN = 0.5  # seconds after which the dead are settled once more: their last COMMIT may land after them
_TICK = 15.0
_EAGER_TICK, _EAGER_FOR = 1.0, 60.0  # after the start, while workers of a dead master may still be finishing
_REAP_EVERY = 2.0  # a dead host's silence is noticed so soon after it has lasted for queue.instance_timeout
_CLEAN_EVERY = 3600.0
_CLEAN_AFTER = 60.0  # not among the first things after a start
_BREATH = 0.02  # between two statements of a cleanup, each of which takes about as long
_WAITS = (_AGAIN, _TICK)  # between the passes: at once, after 0.5 s, and at the next tick


@dataclass(slots=True)
class Dead:
    """A dead worker whose jobs are being settled, next at ``next_at``; ``waits`` between the passes after that.

    ``clean``: it had drained, and never worked on what it still holds; two passes are enough for certainty.
    """

    worker: WorkerLock
    words: str
    clean: bool = False
    waits: list[float] = field(default_factory=list)
    next_at: float = 0.0

    def __post_init__(self) -> None:
        self.waits[:] = _WAITS[:1] if self.clean else _WAITS


class Chores:
    """The loops. ``on_settled`` is called when jobs have become due again."""

    def __init__(
        self,
        settings: Settings,
        instance: str,
        site: SiteClock,
        clock: Clock,
        log: Log,
        on_settled: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._instance = instance
        self._clock = clock
        self._log = log
        self._on_settled = on_settled
        self._desk = DeskThread(settings, site, "chores")
        self._dead: dict[WorkerLock, Dead] = {}
        self._new_dead = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin."""
        self._desk.start()
        loops = (self._settling(), self._looking_for_dead(), self._every(_REAP_EVERY, self.reap), self._cleaning())
        self._tasks = [asyncio.create_task(loop) for loop in loops]

    async def stop(self) -> None:
        """Settle what has just died, as far as the database lets us, and end."""
        for task in self._tasks:
            task.cancel()
        for wait in (0.0, _AGAIN):
            if self._dead:
                await asyncio.sleep(wait)
            for dead in list(self._dead.values()):
                await self._settle(dead)
        await self._desk.stop()

    def settle(self, pid: int, words: str, *, clean: bool) -> None:
        """A worker of ours has ended. ``clean``: after a drain, so that what it still holds was never begun."""
        self._bury(Dead(WorkerLock.of(self._settings.state_dir, self._instance, pid), words, clean))

    # --- passes

    def find_dead(self) -> int:
        """Workers of former masters on this host whose locks are free; how many are new to us.

        Also those of whom only the spool tells: their locks' files may be gone.
        """
        found = 0
        state_dir = self._settings.state_dir
        for worker in sorted({*worker_locks(state_dir), *self._have_left(state_dir)}, key=lambda lock: lock.path):
            known = worker.instance == self._instance or worker in self._dead
            if not known and not self._lives(worker):
                self._bury(Dead(worker, "its master died", has_drained(worker)))
                found += 1
        return found

    def _have_left(self, state_dir: Path) -> list[WorkerLock]:
        try:
            return [WorkerLock.of(state_dir, *owner) for owner in owners(Spool(state_dir))]
        except OSError as error:
            self._log.event("spool_unusable", problem=error)
            return []

    def _lives(self, worker: WorkerLock) -> bool:
        """A lock that cannot be looked at (another user's file) says nothing: its worker may live."""
        try:
            return is_held(worker)
        except OSError as error:
            self._log.event("chore_failed", chore="locks", trace=trace(error))
            return True

    async def reap(self) -> None:
        """Release what nobody living holds; first the dead that we know of, of whom we know more than the reaper."""
        self.find_dead()
        await self._settle_due()
        released = await self._pass("release_stuck", lambda desk: release_stuck(desk, self._log.event))
        if released:
            self._log.event("stuck_released", n=len(released))
            self._on_settled()

    async def zone_off(self) -> timedelta | None:
        """How far the site's stamps lie from database.timezone; None where they agree, or cannot be read."""
        zone = self._settings.database.timezone
        return await self._pass("zone", lambda desk: shift(read_stamps(desk.connection), zone))

    async def clean(self) -> None:
        """Delete completed jobs that have been kept long enough; between two statements others have their turn."""
        steps: list[Iterator[int]] = []
        deleted = 0

        def step(desk: Desk) -> int | None:
            if not steps:
                steps.append(desk.queue.cleanup_steps(in_turn=True))
            return next(steps[0], None)

        try:
            while (more := await self._pass("cleanup", step)) is not None:
                deleted += more
                await asyncio.sleep(_BREATH)
        finally:
            if deleted:
                self._log.event("cleanup_done", n=deleted)

    async def _settle(self, dead: Dead) -> None:
        worker = dead.worker
        if self._lives(worker):  # its number has gone to a new worker of ours, which lives
            self._dead.pop(worker, None)
            return
        done = await self._pass("settle", lambda desk: self._release(desk, dead))
        now = self._clock.boottime()
        if done is None:
            dead.next_at = now + _EAGER_TICK
            return
        if done:
            self._log.event("dead_settled", pids=worker.pid, jobs=", ".join(f"#{job}" for job in done))
            self._on_settled()
        if dead.waits:
            dead.next_at = now + dead.waits.pop(0)
            return
        self._dead.pop(worker, None)
        with suppress(OSError):  # it only says once more what is known, at the next start
            clear(worker)

    def _release(self, desk: Desk, dead: Dead) -> list[int]:
        """What it had finished is stored, and only then what it still holds is released."""
        worker = dead.worker
        replay(desk, self._log.event)
        reason = f"worker {worker.pid} {'stopped' if dead.clean else 'died'}: {dead.words}"
        return desk.queue.release_dead(worker.instance, [worker.pid], reason=reason, begun=not dead.clean)

    async def _pass(self, name: str, work: Callable[[Desk], T]) -> T | None:
        """What it brought; None when the database is away or does not fit (the poller says so), or when it failed."""
        try:
            return await self._desk.run(work)
        except (DatabaseUnavailable, SchemaError):
            return None
        except Exception as error:
            self._log.event("chore_failed", chore=name, trace=trace(error))
            return None

    # --- loops

    def _bury(self, dead: Dead) -> None:
        self._dead[dead.worker] = dead
        self._new_dead.set()

    async def _settling(self) -> None:
        while True:
            await self._settle_due()
            self._new_dead.clear()
            await self._until_new_dead()

    async def _settle_due(self) -> None:
        async with self._one_at_a_time:
            now = self._clock.boottime()
            for dead in list(self._dead.values()):
                if dead.next_at <= now:
                    await self._settle(dead)

    async def _until_new_dead(self) -> None:
        now = self._clock.boottime()
        wait = min((dead.next_at for dead in self._dead.values()), default=None)
        try:
            async with asyncio.timeout(None if wait is None else max(wait - now, 0.0)):
                await self._new_dead.wait()
        except TimeoutError:
            pass  # another pass is due

    async def _looking_for_dead(self) -> None:
        began = self._clock.boottime()
        while True:
            self.find_dead()
            eager = self._clock.boottime() - began < _EAGER_FOR
            await asyncio.sleep(_EAGER_TICK if eager else _TICK)

    async def _cleaning(self) -> None:
        await asyncio.sleep(_CLEAN_AFTER)
        await self._every(_CLEAN_EVERY, self.clean)

    async def _every(self, seconds: float, chore: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await chore()
            await asyncio.sleep(seconds)
