"""Rules 1 and 6 on MySQL: nobody waits behind a locked job, and rows are locked in order of id."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pymysql
import pytest
from patrond.config.settings import DatabaseSettings, Settings
from patrond.jobs import Ended, Ending
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock
from support.site import Site


@pytest.fixture
def house(installed_site: Site, tmp_path: Path) -> Iterator[House]:
    """A house on MariaDB; the site beside it has a connection of its own."""
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=SecretStr(installed_site.url)))
    house = House(settings, LentClock(), random.Random(5))
    yield house
    house.close()


def test_a_reserve_passes_by_a_job_that_somebody_has_locked(house: House, installed_site: Site) -> None:
    _, locked = house.ask()
    _, free = house.ask()
    installed_site.run("BEGIN")
    installed_site.run("SELECT id FROM jobs WHERE id = %s FOR UPDATE", locked)

    began = time.monotonic()
    taken = [lease.job.id for lease in house.reserve()]

    assert taken == [free]
    assert time.monotonic() - began < 2  # the lock wait's timeout is 5
    installed_site.run("ROLLBACK")


def test_a_reserve_does_not_hold_up_the_sites_inserts(house: House, installed_site: Site) -> None:
    house.ask()
    with house.desk.connection.transaction():
        house.desk.connection.query("queue.due", due=house.clock.now(), types=["generate_pattern"], limit=8)

        installed_site.run("SET SESSION innodb_lock_wait_timeout = 1")
        _, earlier = installed_site.ask(house.user, at=house.clock.now().replace(year=2000))

    assert house.reserve(1)[0].job.id == earlier


@pytest.mark.parametrize("table", ["jobs", "patterns", "users"])
def test_a_group_commit_locks_in_order_of_id(house: House, installed_site: Site, table: str) -> None:
    """While it waits for the first row it must not hold the second: two that did so would deadlock."""
    other = house.add_user("jean@example.fr")
    house.ask(other)
    first_lease = house.lease()
    house.ask(house.user)
    leases = [first_lease, house.lease()]  # under two tokens, hence a statement each
    first, second = sorted(row["id"] for row in installed_site.run(f"SELECT id FROM {table}"))
    installed_site.run("BEGIN")
    installed_site.run(f"SELECT id FROM {table} WHERE id = %s FOR UPDATE", first)
    ended: list[Ended] = []
    endings = [Ending(lease, house.done(lease)) for lease in reversed(leases)]
    thread = threading.Thread(target=lambda: ended.extend(house.queue.end(endings)))
    thread.start()
    installed_site.await_lock_wait()

    with installed_site.server.root(installed_site.name) as root, root.cursor() as cursor:
        try:
            cursor.execute(f"SELECT id FROM {table} WHERE id = %s FOR UPDATE NOWAIT", (second,))
            is_free = True
        except pymysql.MySQLError:
            is_free = False
    installed_site.run("ROLLBACK")
    thread.join(10)

    assert is_free
    assert [each.kept for each in ended] == [True, True]
