"""One queue for each database that patrond knows: the contract's tests run over all of them."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from patrond.config.settings import DatabaseSettings, Settings
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock


@pytest.fixture(params=["sqlite", "mariadb"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An empty queue with one user, a lent clock, and as many desks as a test opens."""
    url = None
    if request.param == "mariadb":
        url = SecretStr(request.getfixturevalue("installed_site").url)
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=url), language="en")
    house = House(settings, LentClock(), random.Random(5))
    yield house
    house.close()


@pytest.fixture
def pid() -> int:
    """A process that lives: our own."""
    return os.getpid()
