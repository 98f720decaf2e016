"""Which index a statement goes by, as the server says it: a wrong one reads the whole table, thousands of times."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from patrond.config.settings import DatabaseSettings, Settings
from patrond.db.statements import statements
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock
from support.site import Site


@pytest.fixture
def house(installed_site: Site, tmp_path: Path) -> Iterator[House]:
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=SecretStr(installed_site.url)))
    house = House(settings, LentClock(), random.Random(5))
    yield house
    house.close()


@pytest.mark.parametrize("name", ["due", "due_uncrashed", "crashed_in_hand", "failed"])
def test_a_jobs_last_outcome_is_found_by_its_own_attempts(house: House, name: str) -> None:
    """Left to itself the server goes backwards through all attempts by their numbers: it takes a table that was just
    made for empty, and keeps thinking so for thousands of rows (20,000 jobs: 368 a second, and 8,700 by the index)."""
    for _ in range(20):
        house.ask()
    asked = {
        "due": house.clock.now(), "types": ["generate_pattern"], "limit": 5, "seen": [1],
        "worker": "%", "any_id": True, "ids": [1], "cancelled_too": False, "since": None,
    }  # fmt: skip

    sql = statements("mysql")[f"queue.{name}"].replace("{by_due}", "FORCE INDEX (idx_queue)")
    plan = house.desk.connection.text(f"EXPLAIN {sql}", **asked)

    assert {row["key"] for row in plan if row["table"] == "a"} == {"unique_attempt"}
