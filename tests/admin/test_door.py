"""The page's way to the database has a deadline: what never answers is said so, and holds nobody up."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from patrond.admin.door import Door
from patrond.admin.refusals import Refusal
from patrond.admin.snapshot import Snapshots
from patrond.admin.why import why
from patrond.config import Settings
from patrond.desk import Desk

from support.lent_clock import LentClock, LentSiteClock
from support.page import PlainControl


class NeverAnswers:
    """A desk whose database hangs."""

    def __init__(self) -> None:
        self.asked = 0

    async def run(self, function: Callable[[Desk], Any]) -> Any:
        self.asked += 1
        await asyncio.Event().wait()


def test_a_question_and_an_action_end_at_their_deadline() -> None:
    door = Door(NeverAnswers(), NeverAnswers(), question_seconds=0.01, action_seconds=0.01)
    for way in (door.ask, door.act):
        with pytest.raises(Refusal) as refused:
            asyncio.run(way(lambda desk: None))
        assert (refused.value.status, refused.value.key) == (503, "refused_slow")


def test_a_database_that_hangs_is_asked_once_for_all_who_look_and_said_to_be_slow(tmp_path: Path) -> None:
    runner, host = NeverAnswers(), LentClock()
    door = Door(runner, runner, question_seconds=0.01)
    settings = Settings(state_dir=tmp_path)
    snapshots = Snapshots(settings, PlainControl(), LentSiteClock(host), host, door, list)

    async def many_look() -> Any:
        return await asyncio.gather(*(snapshots.look() for _ in range(20)))

    looks = asyncio.run(many_look())
    assert runner.asked == 1
    assert {id(look) for look in looks} == {id(looks[0])}
    (advice,) = why(looks[0].facts)
    assert advice.code == "page_database"
    with pytest.raises(Refusal, match="503 refused_slow"):
        looks[0].require_figures()
