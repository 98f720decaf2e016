"""Storing how attempts ended: all that are ready share a transaction, and none is given up while it is ours."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from patrond.db import Contended
from patrond.desk import Desk, DeskThread
from patrond.errors import DatabaseUnavailable, SchemaError
from patrond.jobs import Ended, Ending, Retry
from patrond.log import Log, trace
from patrond.spool import Spool
from patrond.waits import Waits
from patrond.worker.spooling import Spooling

_MOST_AT_ONCE = 100  # ends in a transaction: more gains little and holds the users' rows for longer
_FEWER = 10  # times fewer at once, when one of them waits for somebody's lock
_AWAY = (DatabaseUnavailable, SchemaError)  # a table that is not there may be being restored
_PATIENCE = 1.0  # seconds; a store that takes longer may be hanging: what waits goes to the disk meanwhile


class Endings:
    """The ends that wait to be stored, and the loop that stores them.

    While the database is away they stay here, and lie in the spool; ``on_stored`` gets what became of each.
    """

    def __init__(
        self, desk: DeskThread, spool: Spool, log: Log, rng: random.Random, on_stored: Callable[[list[Ended]], None]
    ) -> None:
        self._desk = desk
        self._log = log
        self._waits = Waits(rng)
        self._on_stored = on_stored
        self._waiting: list[Ending] = []
        self._most = _MOST_AT_ONCE
        self.gave_up = False  # whether one was left to the reaper, since the queue would not have it in any form
        self.problem = ""  # why the last try to store failed; empty while all goes well
        self._ready = asyncio.Event()
        self._spooling = Spooling(spool, log, lambda: self._waiting)

    def put(self, ending: Ending) -> None:
        """An attempt has ended."""
        self._waiting.append(ending)
        self._ready.set()
        if self._spooling.active:
            self._spooling.begin()

    def waiting(self) -> list[Ending]:
        """What is not stored yet."""
        return list(self._waiting)

    def unkept(self) -> list[Ending]:
        """What is neither stored nor in the spool."""
        return self._spooling.unkept()

    async def leave(self) -> list[Ending]:
        """Have the spool keep what is not stored; which of it it cannot keep."""
        await self._spooling.flush()
        return self._spooling.unkept()

    async def run(self) -> None:
        """Store what is ready, as long as the worker lives."""
        loop = asyncio.get_running_loop()
        while True:
            await self._ready.wait()
            batch = self._waiting[: self._most]
            hanging = loop.call_later(_PATIENCE, self._spooling.begin)
            try:
                stored = await self._store(batch)
            except _AWAY as error:
                if self._waits.first:
                    self._log.event("ending_deferred", n=len(self._waiting), problem=error)
                self.problem = str(error)
                self._spooling.begin()
                self._step_aside(batch, error)
                await asyncio.sleep(self._waits.next())
                continue
            finally:
                hanging.cancel()
            self._waits.reset()
            self._most = min(2 * self._most, _MOST_AT_ONCE)
            self.problem = ""
            del self._waiting[: len(batch)]
            if not self._waiting:
                self._ready.clear()
            if self._spooling.in_use:
                await self._spooling.stored(batch)
            self._on_stored(stored)

    def _step_aside(self, batch: list[Ending], error: Exception) -> None:
        """Somebody else's lock is on a row of one of them: it must not hold up the others."""
        if isinstance(error, Contended):
            self._most = max(len(batch) // _FEWER, 1)
            self._waiting = self._waiting[len(batch) :] + batch

    async def _store(self, batch: list[Ending]) -> list[Ended]:
        try:
            return await self._desk.run(lambda desk: desk.queue.end(batch))
        except _AWAY:
            raise
        except Exception as error:
            self._log.event("process_error", trace=trace(error))
        return [await self._store_alone(ending) for ending in batch]

    async def _store_alone(self, ending: Ending) -> Ended:
        """One that the database refuses must not hold up the others: it becomes a retry, or is left to the reaper."""
        for attempt in (ending, _as_retry(ending)):
            try:
                return (await self._desk.run(partial(_end, attempt)))[0]
            except _AWAY:
                raise
            except Exception as error:
                self._log.event("process_error", trace=trace(error))
        self.gave_up = True
        return Ended(ending, kept=False)


def _end(ending: Ending, desk: Desk) -> list[Ended]:
    return desk.queue.end([ending])


def _as_retry(ending: Ending) -> Ending:
    sentence = getattr(ending.outcome, "sentence", "")
    return replace(ending, outcome=Retry("the result could not be stored", sentence), report=None)
