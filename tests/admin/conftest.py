"""A running page for each test that asks for one."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from support.page import Page


@pytest.fixture
def make_page(tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Starts pages with the admin settings that a test wants."""
    pages: list[Page] = []
    numbers = count()

    def make(**admin: Any) -> Page:
        folder = tmp_path / f"page{next(numbers)}"
        folder.mkdir()
        pages.append(Page(folder, **admin))
        return pages[-1]

    yield make
    for page in pages:
        page.close()


@pytest.fixture
def page(make_page: Callable[..., Page]) -> Page:
    """A page with the default settings, on a free port."""
    return make_page()
