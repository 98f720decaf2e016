"""Storing how attempts ended: all that are ready share a transaction, and none is given up while it is ours."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from patrond.desk import Desk, DeskThread
from patrond.errors import DatabaseUnavailable
from patrond.jobs import Ended, Ending, Retry
from patrond.log import Log, trace
from patrond.waits import Waits

_MOST_AT_ONCE = 100  # ends in a transaction: more gains little and holds the users' rows for longer


class Endings:
    """The ends that wait to be stored, and the loop that stores them.

    While the database is away they stay here; ``on_stored`` gets what became of each.
    """

    def __init__(
        self, desk: DeskThread, log: Log, rng: random.Random, on_stored: Callable[[list[Ended]], None]
    ) -> None:
        self._desk = desk
        self._log = log
        self._waits = Waits(rng)
        self._on_stored = on_stored
        self._waiting: list[Ending] = []
        self.problem = ""  # why the last try to store failed; empty while all goes well
        self._ready = asyncio.Event()

    def put(self, ending: Ending) -> None:
        """An attempt has ended."""
        self._waiting.append(ending)
        self._ready.set()

    def waiting(self) -> list[Ending]:
        """What is not stored yet."""
        return list(self._waiting)

    async def run(self) -> None:
        """Store what is ready, as long as the worker lives."""
        while True:
            await self._ready.wait()
            batch = self._waiting[:_MOST_AT_ONCE]
            try:
                stored = await self._store(batch)
            except DatabaseUnavailable as error:
                if self._waits.first:
                    self._log.event("ending_deferred", n=len(self._waiting), problem=error)
                self.problem = str(error)
                await asyncio.sleep(self._waits.next())
                continue
            self._waits.reset()
            self.problem = ""
            del self._waiting[: len(batch)]
            if not self._waiting:
                self._ready.clear()
            self._on_stored(stored)

    async def _store(self, batch: list[Ending]) -> list[Ended]:
        try:
            return await self._desk.run(lambda desk: desk.queue.end(batch))
        except DatabaseUnavailable:
            raise
        except Exception as error:
            self._log.event("process_error", trace=trace(error))
        return [await self._store_alone(ending) for ending in batch]

    async def _store_alone(self, ending: Ending) -> Ended:
        """One that the database refuses must not hold up the others: it becomes a retry, or is left to the reaper."""
        for attempt in (ending, _as_retry(ending)):
            try:
                return (await self._desk.run(partial(_end, attempt)))[0]
            except DatabaseUnavailable:
                raise
            except Exception as error:
                self._log.event("process_error", trace=trace(error))
        return Ended(ending, kept=False)


def _end(ending: Ending, desk: Desk) -> list[Ended]:
    return desk.queue.end([ending])


def _as_retry(ending: Ending) -> Ending:
    sentence = getattr(ending.outcome, "sentence", "")
    return replace(ending, outcome=Retry("the result could not be stored", sentence), report=None)
