"""What a worker cannot store lies in the spool too, from the first store that fails or hangs."""

import asyncio
from collections.abc import Callable, Sequence

from patrond.jobs import Ending
from patrond.log import Log
from patrond.spool import Spool

_Key = tuple[int, str]


class Spooling:
    """Writes in a thread, one batch after another; ``waiting`` says what is not stored yet.

    ``active``: stores do not go well now. While they do it costs a look at :attr:`in_use`.
    """

    def __init__(self, spool: Spool, log: Log, waiting: Callable[[], Sequence[Ending]]) -> None:
        self.active = False
        self._spool = spool
        self._log = log
        self._waiting = waiting
        self._touched: set[_Key] = set()  # a file may be there
        self._kept: set[_Key] = set()  # a file is there, for certain
        self._unusable = False
        self._one_at_a_time = asyncio.Lock()
        self._writing: asyncio.Task[None] | None = None

    @property
    def in_use(self) -> bool:
        """Whether :meth:`stored` is to be told: files may be there, or are being written."""
        return self.active or bool(self._touched)

    def begin(self) -> None:
        """Stores fail or hang: what waits now, and what comes until they go well again, goes to the disk."""
        self.active = True
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write(), name="spooling")

    async def flush(self) -> None:
        """Write what waits; returns when it is on the disk, or cannot be."""
        while self.unkept():
            self.begin()
            assert self._writing is not None  # noqa: S101 - begun just now
            await asyncio.shield(self._writing)
            if self._unusable:
                return

    async def stored(self, batch: Sequence[Ending]) -> None:
        """They are in the database: their files go."""
        mine = [ending for ending in batch if _key(ending) in self._touched]
        if mine:
            async with self._one_at_a_time:  # a file that is being written must not appear after its removal
                await self._attempt(lambda: self._spool.drop(mine))
            keys = {_key(ending) for ending in mine}
            self._touched -= keys
            self._kept -= keys
        self.active = False

    def unkept(self) -> list[Ending]:
        """What is neither stored nor on the disk."""
        return [ending for ending in self._waiting() if _key(ending) not in self._kept]

    async def _write(self) -> None:
        while fresh := self.unkept():
            keys = {_key(ending) for ending in fresh}
            self._touched |= keys
            async with self._one_at_a_time:
                if not await self._attempt(lambda fresh=fresh: self._spool.keep(fresh)):  # type: ignore[misc]
                    return  # the next failed store tries again
            self._kept |= keys & self._touched

    async def _attempt(self, act: Callable[[], None]) -> bool:
        try:
            await asyncio.to_thread(act)
        except OSError as error:
            if not self._unusable:
                self._log.event("spool_unusable", problem=error)
            self._unusable = True
            return False
        self._unusable = False
        return True


def _key(ending: Ending) -> _Key:
    return ending.lease.job.id, str(ending.lease.token)
