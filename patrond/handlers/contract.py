"""What a handler gets and gives: a lease and tools in, an outcome with its account out."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from patrond.config import Settings
from patrond.desk import Desk
from patrond.jobs import Lease, Outcome, Usage
from patrond.log import Log
from patrond.providers.contract import Provider

T = TypeVar("T")
Q = TypeVar("Q")
A = TypeVar("A")


class DeskDoor(Protocol):
    """The database, from within the loop: a function is run on a desk in a thread of its own."""

    async def run(self, function: Callable[[Desk], T]) -> T:
        """Run it there; raises DatabaseUnavailable, after which the lease is given back, no attempt used."""
        ...

    async def together(self, function: Callable[[Desk, Sequence[Q]], Sequence[A]], question: Q) -> A:
        """The same for a function that many jobs call: it gets the questions of all that ask at once, and answers each
        in its place. Where it raises, it may be called again for each of them alone."""
        ...


@dataclass(slots=True)
class Bill:
    """What an attempt has used up to now: it is paid for however the attempt ends, also past its time or dropped."""

    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a handler works with; ``bill`` is the attempt's own.

    ``turn`` is held while milliseconds are reckoned, by one job at a time, and the loop turns before each: of answers
    that come together the first is stored, and its slot filled, while the others wait to be judged.
    """

    settings: Settings
    provider: Provider
    desk: DeskDoor
    log: Log
    bill: Bill = field(default_factory=Bill)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class Result:
    """How the attempt ends, what it used, and the validator's report as JSON text."""

    outcome: Outcome
    usage: Usage = field(default_factory=Usage)
    report: str | None = None


Handler = Callable[[Lease, Tools], Awaitable[Result]]
