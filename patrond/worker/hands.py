"""The jobs that a worker has in hand, from the reservation until their end is stored."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from patrond.channel import InHand
from patrond.handlers.contract import Bill, Result
from patrond.jobs import Lease


class Drop(Enum):
    """Why a call is dropped; decides what becomes of its job."""

    CANCELLED = auto()  # its row was ended by whoever cancelled: nothing to write
    LEASE_LOST = auto()  # another holds it: nothing to write
    DRAIN = auto()  # the worker ends: given back, no attempt used


@dataclass(slots=True, eq=False)
class Hand:
    """One job in hand. ``taken_at`` and ``deadline`` are CLOCK_BOOTTIME; ``task`` is None before and after the call."""

    lease: Lease
    taken_at: float
    deadline: float
    task: asyncio.Task[Result] | None = None
    dropped: Drop | None = None
    bill: Bill = field(default_factory=Bill)


class Hands:
    """All of them, at most ``limit``. ``on_change`` is called whenever one is taken or let go."""

    def __init__(self, limit: int, on_change: Callable[[], None]) -> None:
        self.limit = limit
        self._on_change = on_change
        self._held: dict[int, Hand] = {}
        self._empty = asyncio.Event()
        self._empty.set()

    def __len__(self) -> int:
        return len(self._held)

    @property
    def free(self) -> int:
        """How many more may be taken."""
        return max(self.limit - len(self._held), 0)

    @property
    def calling(self) -> bool:
        """Whether any call is under way."""
        return any(hand.task is not None for hand in self._held.values())

    def take(self, hand: Hand) -> None:
        """A job has been reserved."""
        self._held[hand.lease.job.id] = hand
        self._empty.clear()
        self._on_change()

    def call_over(self, hand: Hand) -> None:
        """The call has ended; its job stays in hand until that is stored."""
        hand.task = None
        self._on_change()

    def let_go(self, hand: Hand) -> None:
        """Its end is stored, or not ours to store."""
        if self._held.get(hand.lease.job.id) is hand:
            del self._held[hand.lease.job.id]
            if not self._held:
                self._empty.set()
            self._on_change()

    def of(self, lease: Lease) -> Hand | None:
        """The hand that holds this very lease."""
        hand = self._held.get(lease.job.id)
        return hand if hand is not None and hand.lease.token == lease.token else None

    def by_job(self, job_id: int) -> Hand | None:
        """The hand that holds the job of this number."""
        return self._held.get(job_id)

    def leases(self) -> list[Lease]:
        """The leases in hand."""
        return [hand.lease for hand in self._held.values()]

    def drop(self, hand: Hand, why: Drop) -> bool:
        """Cancel its call; False when the call is over and only its end is still being stored."""
        if hand.task is None or hand.dropped is not None:
            return False
        hand.dropped = why
        hand.task.cancel()
        return True

    def drop_all(self, why: Drop) -> None:
        """Cancel every call."""
        for hand in list(self._held.values()):
            self.drop(hand, why)

    def told(self) -> tuple[InHand, ...]:
        """What the master is told of them.

        Only a call that runs has a deadline: an answer that waits for a database that is away must not be killed.
        """
        return tuple(InHand(hand.lease.job.id, hand.deadline if hand.task else None) for hand in self._held.values())

    async def until_empty(self) -> None:
        """Wait until nothing is in hand."""
        await self._empty.wait()
