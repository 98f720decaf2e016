"""The same houses as the queue's contract has: the store's tests run over every database too."""

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
    """An empty database with one user and a lent clock."""
    url = None
    if request.param == "mariadb":
        url = SecretStr(request.getfixturevalue("installed_site").url)
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=url), language="en")
    house = House(settings, LentClock(), random.Random(5))
    yield house
    house.close()
