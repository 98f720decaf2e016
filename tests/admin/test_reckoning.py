"""What takes long to ask is asked beside the page: who looks gets what there is, and waits only for a first answer."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from patrond.admin.door import Door
from patrond.admin.facts import Reckoned
from patrond.admin.reckoning import Reckoning
from patrond.admin.refusals import Refusal
from patrond.desk import Desk
from patrond.errors import DatabaseUnavailable
from patrond.jobs import JobStatus
from patrond.queue import Tally
from patrond.store.contract import Figures

from support.lent_clock import LentClock


class SlowDesk:
    """A database that takes five seconds of the lent clock to count, when it is let."""

    def __init__(self, clock: LentClock) -> None:
        self.clock = clock
        self.let = asyncio.Event()
        self.asked = 0
        self.down = False

    async def run(self, function: Callable[[Desk], Any]) -> Any:
        self.asked += 1
        count = self.asked
        await self.let.wait()
        self.let.clear()
        if self.down:
            raise DatabaseUnavailable("cannot reach it")
        self.clock.pass_by(timedelta(seconds=5))
        return Reckoned(Tally({JobStatus.COMPLETED: count}, {}, {}, 0.0), Figures(0, 0, None, None, 0, Decimal(0)))


def completed(reckoned: Reckoned) -> int:
    return reckoned.tally.by_status[JobStatus.COMPLETED]


def played(scenario: Callable[[Reckoning, SlowDesk, LentClock], Any]) -> None:
    async def play() -> None:
        clock = LentClock()
        desk = SlowDesk(clock)
        await scenario(Reckoning(Door(desk, desk, question_seconds=0.05), clock), desk, clock)

    asyncio.run(play())


async def first(reckoning: Reckoning, desk: SlowDesk) -> Reckoned:
    desk.let.set()
    return await reckoning.latest()


def test_the_first_who_looks_waits_and_the_next_ones_do_not() -> None:
    async def scenario(reckoning: Reckoning, desk: SlowDesk, clock: LentClock) -> None:
        assert completed(await first(reckoning, desk)) == 1
        clock.pass_by(timedelta(seconds=50))
        assert completed(await reckoning.latest()) == 1
        assert desk.asked == 1  # five seconds' work is good for a hundred

    played(scenario)


def test_what_is_old_is_shown_while_it_is_asked_anew_once_for_all() -> None:
    async def scenario(reckoning: Reckoning, desk: SlowDesk, clock: LentClock) -> None:
        await first(reckoning, desk)
        reckoning.forget()  # an action
        clock.pass_by(timedelta(seconds=10))
        looks = await asyncio.gather(*(reckoning.latest() for _ in range(5)))
        assert [completed(look) for look in looks] == [1] * 5
        desk.let.set()
        await asyncio.sleep(0.01)
        assert completed(await reckoning.latest()) == 2
        assert desk.asked == 2

    played(scenario)


def test_what_was_being_asked_when_something_changed_is_asked_again() -> None:
    async def scenario(reckoning: Reckoning, desk: SlowDesk, clock: LentClock) -> None:
        await first(reckoning, desk)
        clock.pass_by(timedelta(seconds=200))
        await reckoning.latest()  # shows the old one; the second is under way
        reckoning.forget()
        desk.let.set()
        await asyncio.sleep(0.01)
        assert completed(await first(reckoning, desk)) == 3

    played(scenario)


def test_with_nothing_to_show_a_wait_has_an_end() -> None:
    async def scenario(reckoning: Reckoning, desk: SlowDesk, clock: LentClock) -> None:
        with pytest.raises(Refusal, match="refused_slow"):
            await reckoning.latest()
        assert completed(await first(reckoning, desk)) == 1

    played(scenario)


def test_a_database_that_is_away_is_said_and_asked_again() -> None:
    async def scenario(reckoning: Reckoning, desk: SlowDesk, clock: LentClock) -> None:
        desk.down = True
        with pytest.raises(DatabaseUnavailable):
            await first(reckoning, desk)
        desk.down = False
        assert completed(await first(reckoning, desk)) == 2

    played(scenario)
