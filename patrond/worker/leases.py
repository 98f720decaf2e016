"""Keeping leases: reserved_at is renewed well before a reaper may look at it, and a lost one ends its call."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from patrond.desk import DeskThread
from patrond.errors import DatabaseUnavailable
from patrond.log import Log, trace
from patrond.worker.hands import Hands

_AGAIN = 2.0  # seconds after a failed pass: the database is away, and the lease may be running out


class Leases:
    """The loop that extends what is in hand, three times within ``stuck_after``; ``on_lost`` gets a job's number."""

    def __init__(
        self, desk: DeskThread, hands: Hands, log: Log, stuck_after: timedelta, on_lost: Callable[[int], None]
    ) -> None:
        self._desk = desk
        self._hands = hands
        self._log = log
        self._every = stuck_after.total_seconds() / 3
        self._on_lost = on_lost

    async def run(self) -> None:
        """Extend, as long as the worker lives."""
        wait = self._every
        while True:
            await asyncio.sleep(wait)
            wait = self._every if await self._pass() else min(self._every, _AGAIN)

    async def _pass(self) -> bool:
        leases = self._hands.leases()
        if not leases:
            return True
        try:
            lost = await self._desk.run(lambda desk: desk.queue.extend(leases))
        except DatabaseUnavailable:
            return False
        except Exception as error:
            self._log.event("process_error", trace=trace(error))
            return False
        for lease in lost:
            self._on_lost(lease.job.id)
        return True
