"""Keeps what takes long to ask, and asks it anew beside the page, which waits only where there is nothing to show."""

import asyncio

from patrond.admin.door import Door
from patrond.admin.facts import Reckoned, reckon
from patrond.admin.refusals import Refusal
from patrond.clock import Clock

_TIMES = 20  # as long as it took is it good for: a twentieth of one thread of the database while somebody looks
_QUICK_SECONDS = 0.05  # where it takes no longer than this, it is worth waiting for
_PATIENCE = 0.25  # seconds that a page then waits for it, on a host that is busy
_OLD_SECONDS = 60.0  # nobody has looked for so long: that is no longer "some seconds", and is waited for


class Reckoning:
    """One answer for all who look."""

    def __init__(self, door: Door, host: Clock) -> None:
        self._door = door
        self._host = host
        self._kept: Reckoned | None = None
        self._at = 0.0
        self._took = 0.0
        self._task: asyncio.Task[Reckoned] | None = None
        self._running: set[asyncio.Task[Reckoned]] = set()  # a loop keeps its tasks but weakly

    async def latest(self) -> Reckoned:
        """As it stands, or stood some seconds ago. Raises DatabaseUnavailable, or Refusal 503 when it is slow."""
        age = self._host.boottime() - self._at
        if self._kept is not None and age < self._took * _TIMES:
            return self._kept
        task = self._task or self._begin()
        done, _ = await asyncio.wait({task}, timeout=self._patience(age))
        if done:
            return task.result()
        if self._kept is None:
            raise Refusal(503, "refused_slow", headers={"Retry-After": "5"})
        return self._kept

    def forget(self) -> None:
        """Something was changed: what is kept, or is being asked, will do only until it is asked anew."""
        self._took, self._task = 0.0, None

    def _patience(self, age: float) -> float:
        if self._kept is None or age > _OLD_SECONDS:
            return self._door.question_seconds
        return _PATIENCE if self._took <= _QUICK_SECONDS else 0.0

    def _begin(self) -> asyncio.Task[Reckoned]:
        self._task = asyncio.create_task(self._reckon())
        self._running.add(self._task)
        self._task.add_done_callback(self._done)
        return self._task

    async def _reckon(self) -> Reckoned:
        began = self._host.boottime()
        reckoned = await self._door.reckon(reckon)
        if asyncio.current_task() is self._task:
            self._kept, self._at = reckoned, began
            self._took = self._host.boottime() - began
        return reckoned

    def _done(self, task: asyncio.Task[Reckoned]) -> None:
        self._running.discard(task)
        if task is self._task:
            self._task = None
        if not task.cancelled():
            task.exception()  # whoever waits gets it; else the next who asks finds out anew
