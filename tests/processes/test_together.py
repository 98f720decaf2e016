"""What several jobs ask at once: in how many calls, who gets which answer, and whom a fault concerns."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.desk import Desk, DeskThread
from patrond.errors import DatabaseUnavailable
from patrond.worker.together import Together


@pytest.fixture
def asked() -> Iterator[list[list[Any]]]:
    """The questions of each call."""
    yield []


def with_door(folder: Path, talk: Callable[[Together], Awaitable[Any]]) -> Any:
    """Talk to a real desk's door."""

    async def held() -> Any:
        settings = Settings(state_dir=folder)
        desk = DeskThread(settings, SiteClock(settings.database.timezone, SystemClock()), "desk")
        desk.start()
        try:
            return await talk(Together(desk))
        finally:
            await desk.stop()

    return asyncio.run(held())


def test_all_that_is_asked_while_the_database_is_busy_goes_in_one_call(tmp_path: Path, asked: list[list[int]]) -> None:
    go_on = threading.Event()

    def squares(desk: Desk, questions: Sequence[int]) -> list[int]:
        asked.append(list(questions))
        assert go_on.wait(10)
        return [question**2 for question in questions]

    async def talk(door: Together) -> list[int]:
        first = asyncio.create_task(door.together(squares, 1))
        while not asked:
            await asyncio.sleep(0)
        others = [asyncio.create_task(door.together(squares, n)) for n in (2, 3, 4)]
        await asyncio.sleep(0)
        go_on.set()
        return list(await asyncio.gather(first, *others))

    assert with_door(tmp_path, talk) == [1, 4, 9, 16]
    assert asked == [[1], [2, 3, 4]]


def test_a_fault_is_told_to_the_one_whose_it_is(tmp_path: Path) -> None:
    def halves(desk: Desk, questions: Sequence[int]) -> list[int]:
        if 3 in questions:
            raise ValueError("3 is odd")
        return [question // 2 for question in questions]

    async def talk(door: Together) -> list[Any]:
        return await asyncio.gather(*(door.together(halves, n) for n in (2, 3, 4)), return_exceptions=True)

    two, three, four = with_door(tmp_path, talk)

    assert (two, four) == (1, 2)
    assert isinstance(three, ValueError)


def test_a_database_that_is_away_is_told_to_all_and_asked_once(tmp_path: Path, asked: list[list[int]]) -> None:
    def lost(desk: Desk, questions: Sequence[int]) -> list[int]:
        asked.append(list(questions))
        raise DatabaseUnavailable("gone")

    async def talk(door: Together) -> list[Any]:
        return await asyncio.gather(*(door.together(lost, n) for n in (1, 2)), return_exceptions=True)

    assert [type(answer) for answer in with_door(tmp_path, talk)] == [DatabaseUnavailable] * 2
    assert asked == [[1, 2]]


def test_who_no_longer_waits_is_not_asked_for_and_keeps_nobody_from_an_answer(
    tmp_path: Path, asked: list[list[int]]
) -> None:
    def echo(desk: Desk, questions: Sequence[int]) -> list[int]:
        asked.append(list(questions))
        return list(questions)

    async def talk(door: Together) -> int:
        dropped = asyncio.create_task(door.together(echo, 1))
        kept = asyncio.create_task(door.together(echo, 2))
        asyncio.get_running_loop().call_soon(dropped.cancel)  # after both have asked, before they are heard
        return await kept

    assert with_door(tmp_path, talk) == 2
    assert asked == [[2]]
