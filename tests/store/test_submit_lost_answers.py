"""A wish whose COMMIT got lost: it is found out what became of it before it is taken in again. MariaDB."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from patrond.config.settings import DatabaseSettings, Settings
from patrond.errors import DatabaseUnavailable
from patrond.store.contract import Submission
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock
from support.mariadb import MariaDB
from support.proxy import Loss, Proxy
from support.site import Site

WISH = Submission(
    user_id=1,
    type="hat",
    level="beginner",
    size="adulte",
    custom_options='{"colour": "bleu"}',
    specific_request="un pompon – blanc",
    title="Bonnet",
    price=Decimal("2.99"),
)


@pytest.fixture
def proxy(mariadb: MariaDB) -> Iterator[Proxy]:
    proxy = Proxy(mariadb.port)
    yield proxy
    proxy.close()


@pytest.fixture
def house(installed_site: Site, mariadb: MariaDB, proxy: Proxy, tmp_path: Path) -> Iterator[House]:
    """A house whose desk reaches MariaDB through the proxy."""
    url = SecretStr(mariadb.url(installed_site.name, port=proxy.port))
    house = House(Settings(state_dir=tmp_path, database=DatabaseSettings(url=url)), LentClock(), random.Random(5))
    yield house
    house.close()


def rows(site: Site) -> tuple[int, int, int]:
    """How many patterns, jobs and links there are."""
    tables = ("patterns", "jobs", "pattern_jobs")
    found = [site.run(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"] for table in tables]
    return found[0], found[1], found[2]


def lose_and_go_away(proxy: Proxy, loss: Loss) -> None:
    """The next COMMIT gets lost, and nobody comes through any more."""
    proxy.lose(b"COMMIT", loss)
    proxy.refusing = True


def come_back(house: House, proxy: Proxy) -> None:
    assert proxy.lost.wait(5)
    proxy.refusing = False
    house.desk.connection.reopen()


@pytest.mark.parametrize("loss", [Loss.REQUEST, Loss.ANSWER])
def test_a_wish_whose_commit_was_lost_is_taken_in_once(
    house: House, proxy: Proxy, installed_site: Site, loss: Loss
) -> None:
    proxy.lose(b"COMMIT", loss)

    submitted = house.store.submit(WISH)

    assert submitted is not None
    assert rows(installed_site) == (1, 1, 1)
    assert house.job(submitted.job_id)["status"] == "pending"
    assert house.pattern(submitted.pattern_id)["status"] == "generating"


@pytest.mark.parametrize("loss", [Loss.REQUEST, Loss.ANSWER])
def test_who_asks_again_after_an_outage_gets_what_was_kept(
    house: House, proxy: Proxy, installed_site: Site, loss: Loss
) -> None:
    lose_and_go_away(proxy, loss)
    with pytest.raises(DatabaseUnavailable):
        house.store.submit(WISH)
    come_back(house, proxy)

    submitted = house.store.submit(WISH, free_patterns=1)

    assert submitted is not None
    assert rows(installed_site) == (1, 1, 1)
    assert submitted.job_id == installed_site.run("SELECT id FROM jobs")[0]["id"]


def test_another_wish_is_no_repetition_and_neither_is_the_same_one_later(
    house: House, proxy: Proxy, installed_site: Site
) -> None:
    lose_and_go_away(proxy, Loss.ANSWER)
    with pytest.raises(DatabaseUnavailable):
        house.store.submit(WISH)
    come_back(house, proxy)

    house.store.submit(replace(WISH, size="bébé"))
    again = house.store.submit(WISH)
    anew = house.store.submit(WISH)

    assert again is not None and anew is not None
    assert again.job_id < anew.job_id
    assert rows(installed_site) == (3, 3, 3)


def test_a_wish_that_comes_again_after_a_long_time_is_a_new_one(
    house: House, proxy: Proxy, installed_site: Site
) -> None:
    lose_and_go_away(proxy, Loss.ANSWER)
    with pytest.raises(DatabaseUnavailable):
        house.store.submit(WISH)
    come_back(house, proxy)
    house.pass_by(minutes=11)

    house.store.submit(WISH)

    assert rows(installed_site) == (2, 2, 2)


def test_a_commit_that_is_still_under_way_is_waited_for(house: House, proxy: Proxy, installed_site: Site) -> None:
    """The server has not noticed yet that the connection is cut: what it holds is in doubt for as long."""
    lose_and_go_away(proxy, Loss.REQUEST)
    with pytest.raises(DatabaseUnavailable):
        house.store.submit(WISH)
    come_back(house, proxy)
    installed_site.run("BEGIN")  # the wish's numbers were the first: its own transaction would hold this row
    installed_site.run(
        "INSERT INTO jobs (id, type, payload, available_at) VALUES (1, 'probe', '{}', '2026-01-01 00:00:00')"
    )
    house.desk.connection.text("SET SESSION innodb_lock_wait_timeout = 1")

    with pytest.raises(DatabaseUnavailable, match="cannot tell yet"):
        house.store.submit(WISH)
    installed_site.run("ROLLBACK")

    assert house.store.submit(WISH) is not None
    assert rows(installed_site) == (1, 1, 1)
