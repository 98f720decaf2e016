"""Taking jobs from the queue whenever the gate is open and a slot is free."""

import asyncio
import random
from collections.abc import Callable, Collection
from itertools import count

from patrond.clock import Clock
from patrond.desk import DeskThread
from patrond.errors import DatabaseUnavailable
from patrond.jobs import Lease, Token
from patrond.log import Log, trace
from patrond.waits import Waits
from patrond.worker.gate import Gate
from patrond.worker.hands import Hands


class Reserving:
    """The loop that reserves. ``on_leases`` gets what was reserved, in the loop's turn in which it is known.

    ``on_done`` is called after each reservation that the gate no longer wanted: who waits for a pause waits for it.
    """

    def __init__(
        self,
        desk: DeskThread,
        gate: Gate,
        hands: Hands,
        log: Log,
        clock: Clock,
        rng: random.Random,
        *,
        types: Collection[str],
        instance: str,
        pid: int,
        on_leases: Callable[[list[Lease]], None],
        on_done: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._gate = gate
        self._hands = hands
        self._log = log
        self._clock = clock
        self._waits = Waits(rng)
        self._types = tuple(types)
        # Not from 1: a process that got the number of a dead one must not repeat its tokens.
        self._tokens = (Token(instance, pid, seq) for seq in count(int(clock.boottime() * 1000)))
        self._on_leases = on_leases
        self._on_done = on_done
        self._look = asyncio.Event()

    def look(self) -> None:
        """Something has changed: a wake, a free slot, the gate."""
        self._look.set()

    async def run(self) -> None:
        """Reserve until the drain begins."""
        while not self._gate.draining:
            self._look.clear()
            wanted = self._gate.allowance(self._hands.free, self._clock.boottime())
            if wanted:
                await self._pass(wanted)
            else:
                await self._until_look(self._gate.opens_in(self._clock.boottime()))

    async def _pass(self, wanted: int) -> None:
        begun = self._gate.begin()
        token = next(self._tokens)
        try:
            leases = await self._desk.run(lambda desk: desk.queue.reserve(wanted, self._types, token))
        except DatabaseUnavailable:
            # Still hungry: the queue looks up what a COMMIT without an answer may have left in our name.
            leases = None
        except Exception as error:
            self._log.event("process_error", trace=trace(error))
            leases = None
        self._gate.finish(begun, filled=leases is None or len(leases) >= wanted)
        if leases:
            self._on_leases(leases)
        if self._gate.paused:
            self._on_done()
        if leases is None:
            await self._until_draining(self._waits.next())
        else:
            self._waits.reset()

    async def _until_look(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._look.wait()
        except TimeoutError:
            pass  # time has opened the gate

    async def _until_draining(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not self._gate.draining:
                    self._look.clear()
                    await self._look.wait()
        except TimeoutError:
            pass
