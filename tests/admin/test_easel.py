"""The picture on a pattern's page: drawn beside the loop, kept, never waited for, and harmless whatever the text."""

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from patrond.admin.easel import LATE, MOST_CHARACTERS, NONE, Easel, Pictures, pictures_of
from patrond.store.contract import PatternRow

from support.page import Page

HAT = """## Instructions
### Bonnet
- **Tour 1** : 6 ms dans un cercle magique [6]
- **Tour 2** : 6 aug [12]
- **Tour 3** : (1 ms, aug) x 6 [19]
"""
NOW = datetime(2026, 6, 15, 12)  # noqa: DTZ001 - the site's time is naive


def row(content: str = HAT, *, id: int = 1, updated: datetime = NOW) -> PatternRow:
    values: dict[str, Any] = dict.fromkeys(PatternRow.__slots__)
    values |= {"id": id, "title": "Bonnet", "type": "hat", "content": content, "updated_at": updated}
    return PatternRow(**values)


class Studio:
    """An easel whose drawings a test counts, holds up and lets go."""

    def __init__(self, **options: Any) -> None:
        self.drawn = 0
        self.faults: list[str] = []
        self.let_go = threading.Event()
        self.let_go.set()
        self.error: Exception | None = None
        self.easel = Easel("fr", lambda where, error: self.faults.append(where), draw=self._draw, **options)

    def _draw(self, title: str, type_: str, content: str, language: str) -> Pictures:
        self.let_go.wait(10)
        self.drawn += 1
        if self.error is not None:
            raise self.error
        return Pictures(f"<svg>{content}</svg>", "<svg/>")


@pytest.fixture
def studio() -> Any:
    studios: list[Studio] = []

    def make(**options: Any) -> Studio:
        studios.append(Studio(**options))
        return studios[-1]

    yield make
    for each in studios:
        each.let_go.set()
        each.easel.close()


def test_the_page_shows_what_a_pattern_makes_with_its_fault_marked(page: Page) -> None:
    number = page.house.store_text(HAT)

    text = page.operator.get(f"/patterns/{number}").text

    assert text.count('role="img"') == 2
    assert "19 ≠ 18" in text
    assert "donne 18 mailles, pas 19" in text


def test_a_text_without_a_round_has_no_picture_and_its_page_all_the_same(page: Page) -> None:
    number = page.house.store_text("Une lettre.\n")

    answer = page.operator.get(f"/patterns/{number}")

    assert answer.status == 200
    assert 'role="img"' not in answer.text and "Une lettre." in answer.text


def test_markup_in_the_texts_of_a_drawn_pattern_stays_text(page: Page) -> None:
    evil = "</title></svg><script>alert(1)</script><img src=x onerror=alert(2)>"
    number = page.house.store_text(
        HAT.replace("### Bonnet", f"### {evil}").replace("(1 ms", f"{evil} (1 ms"), title=evil
    )

    text = page.operator.get(f"/patterns/{number}").text

    assert 'role="img"' in text
    assert "<script>alert" not in text and "<img" not in text


def test_a_pattern_is_drawn_once_until_it_changes(studio: Callable[..., Studio]) -> None:
    room = studio()

    async def visits() -> None:
        first = await room.easel.picture(row())
        again = await room.easel.picture(row())
        assert (first is again, room.drawn) == (True, 1)

        await room.easel.picture(row(updated=NOW + timedelta(seconds=1)))
        await room.easel.picture(row(HAT + "- Tour 4 : 18 ms [18]\n"))
        assert room.drawn == 3

    asyncio.run(visits())


def test_a_slow_drawing_is_not_waited_for_and_found_the_next_time(studio: Callable[..., Studio]) -> None:
    room = studio(patience=0.01)
    room.let_go.clear()

    async def visits() -> None:
        assert await room.easel.picture(row()) is LATE
        assert await room.easel.picture(row()) is LATE  # the loop goes on, and nothing is begun twice
        room.let_go.set()
        while (found := await room.easel.picture(row())) is LATE:
            await asyncio.sleep(0)

        assert (found.wide, room.drawn) == (f"<svg>{HAT}</svg>", 1)

    asyncio.run(visits())


def test_a_crowd_at_the_door_does_not_pile_up(studio: Callable[..., Studio]) -> None:
    room = studio(patience=0.001)
    room.let_go.clear()

    async def visits() -> None:
        seen = [await room.easel.picture(row(id=number)) for number in range(20)]
        room.let_go.set()

        assert set(seen) == {LATE}
        while await room.easel.picture(row(id=0)) is LATE:
            await asyncio.sleep(0)
        assert room.drawn <= 8

    asyncio.run(visits())


def test_a_mistake_of_ours_is_told_once_and_costs_the_picture_only(studio: Callable[..., Studio]) -> None:
    room = studio()
    room.error = ValueError("no such stitch")

    async def visits() -> None:
        assert [await room.easel.picture(row()), await room.easel.picture(row())] == [NONE, NONE]
        assert room.faults == ["picture of pattern 1"]

    asyncio.run(visits())


def test_a_text_beyond_the_cap_is_not_drawn(studio: Callable[..., Studio]) -> None:
    room = studio()

    async def visits() -> None:
        assert await room.easel.picture(row("x" * (MOST_CHARACTERS + 1))) is NONE
        assert room.drawn == 0

    asyncio.run(visits())


def test_an_unknown_type_is_drawn_as_its_text_says() -> None:
    assert pictures_of("Robe", "robe", HAT, "en").wide.startswith("<svg")
