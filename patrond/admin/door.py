"""The way from the page to the database: a desk thread of its own, with a deadline, so that a page never hangs."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from patrond.admin.refusals import Refusal
from patrond.desk import Desk

T = TypeVar("T")

QUESTION_SECONDS = 3.0  # a page waits no longer than a person would
ACTION_SECONDS = 20.0
MANY_SECONDS = 600.0  # thousands of jobs at once, in batches; `ctl` waits for it as long


class DeskRunner(Protocol):
    """What :class:`patrond.desk.DeskThread` offers here."""

    async def run(self, function: Callable[[Desk], T]) -> T:
        """Run the function on the thread's desk. Raises DatabaseUnavailable, or says that its queue is full."""
        ...


class Door:
    """Questions on a desk of the page's own, actions on another, each kind with its patience in seconds.

    What takes long is done where actions are, so that no page waits for it.
    """

    def __init__(
        self,
        questions: DeskRunner,
        actions: DeskRunner,
        *,
        question_seconds: float = QUESTION_SECONDS,
        action_seconds: float = ACTION_SECONDS,
    ) -> None:
        self._questions = questions
        self._actions = actions
        self.question_seconds = question_seconds
        self._action_seconds = action_seconds

    async def ask(self, question: Callable[[Desk], T]) -> T:
        """Read something. Raises DatabaseUnavailable, or Refusal 503 when it is busy or slow."""
        return await self._within(self.question_seconds, self._questions.run(question))

    async def act(self, action: Callable[[Desk], T]) -> T:
        """Change something. After a Refusal 503 for slowness it may yet be done: the words say to look first."""
        return await self._within(self._action_seconds, self._actions.run(action))

    async def act_on_many(self, action: Callable[[Desk], T]) -> T:
        """The same for who has asked for thousands, and waits."""
        return await self._within(MANY_SECONDS, self._actions.run(action))

    async def reckon(self, question: Callable[[Desk], T]) -> T:
        """Read something that takes long. Who waits for it has a patience of his own."""
        return await self._actions.run(question)

    async def _within(self, seconds: float, answer: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(seconds):
                return await answer
        except TimeoutError:
            raise Refusal(503, "refused_slow", headers={"Retry-After": "5"}) from None
