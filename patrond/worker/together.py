"""The desk's door for jobs in hand: what several of them ask at once is asked of the database together."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from patrond.desk import Desk, DeskThread
from patrond.errors import DatabaseUnavailable

Q = TypeVar("Q")
A = TypeVar("A")
T = TypeVar("T")

_Ask = Callable[[Desk, Sequence[Any]], Sequence[Any]]
_MOST_AT_ONCE = 100


class Together:
    """A :class:`~patrond.handlers.contract.DeskDoor`. Lives in one loop.

    The first to ask is heard in the same turn of the loop; what others ask while the database is busy with it waits,
    and then goes in one.
    """

    def __init__(self, desk: DeskThread) -> None:
        self._desk = desk
        self._waiting: dict[_Ask, list[tuple[Any, asyncio.Future[Any]]]] = {}
        self._asking: dict[_Ask, asyncio.Task[None]] = {}

    async def run(self, function: Callable[[Desk], T]) -> T:
        """By itself."""
        return await self._desk.run(function)

    async def together(self, function: Callable[[Desk, Sequence[Q]], Sequence[A]], question: Q) -> A:
        """With all others that ask ``function``, which answers each in its place."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(function, []).append((question, answer))
        if function not in self._asking:
            self._asking[function] = asyncio.create_task(self._ask(function), name="together")
        return await answer

    async def _ask(self, function: _Ask) -> None:
        waiting = self._waiting[function]
        try:
            while waiting:
                batch = [one for one in waiting[:_MOST_AT_ONCE] if not one[1].done()]  # done: its job was dropped
                del waiting[:_MOST_AT_ONCE]
                if batch:
                    await self._answer(function, batch)
        finally:
            del self._asking[function]

    async def _answer(self, function: _Ask, batch: list[tuple[Any, asyncio.Future[Any]]]) -> None:
        questions = [question for question, _ in batch]
        try:
            answers = await self._desk.run(lambda desk: function(desk, questions))
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, DatabaseUnavailable):
                for one in batch:  # what is wrong with one of them is not the others' fault
                    await self._answer(function, [one])
                return
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
            return
        for (_, answer), value in zip(batch, answers, strict=True):
            if not answer.done():
                answer.set_result(value)
