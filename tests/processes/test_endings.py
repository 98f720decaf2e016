"""Storing ends while somebody else has a transaction open on one of their rows: a page of the site that waits."""

import asyncio
import random
from contextlib import suppress

import pytest
from patrond.clock import SiteClock, SystemClock
from patrond.desk import DeskThread
from patrond.errors import DatabaseUnavailable
from patrond.jobs import GENERATE_PATTERN, Done, Ending, Token
from patrond.log import open_log
from patrond.replay import replay
from patrond.spool import Spool
from patrond.worker.endings import Endings

from support.house import result


@pytest.fixture
def settings(make_settings, installed_site):
    return make_settings(database={"url": installed_site.url}, provider={"name": "builtin"})


@pytest.fixture
def endings(settings, installed_site, jobs_of):
    """Six finished patterns of two users; of the first one somebody holds the row."""
    users = [installed_site.add_user(f"user{n}@example.fr") for n in (1, 2)]
    wishes = dict(reversed(installed_site.ask(users[n % 2])) for n in range(6))
    leases = jobs_of(settings).desk.queue.reserve(6, [GENERATE_PATTERN], Token("0123456789ab", 4001, 1))
    installed_site.run("BEGIN")
    installed_site.run("UPDATE users SET first_name = 'x' WHERE id = %s", users[0])
    return [Ending(lease, Done(result(wishes[lease.job.id], users[n % 2]))) for n, lease in enumerate(leases)]


def completed(site):
    with site.server.root(site.name) as other, other.cursor() as cursor:
        cursor.execute("SELECT id FROM jobs WHERE status = 'completed' ORDER BY id")
        return [row["id"] for row in cursor.fetchall()]


def test_an_end_that_waits_for_somebodys_lock_does_not_hold_up_the_others(settings, installed_site, endings):
    stored = []

    async def scenario():
        desk = DeskThread(settings, SiteClock(settings.database.timezone, SystemClock()), "complete")
        desk.start()
        await desk.run(lambda each: each.connection.text("SET SESSION innodb_lock_wait_timeout = 1"))
        log, spool = open_log(settings, "worker_4001"), Spool(settings.state_dir)
        room = Endings(desk, spool, log, random.Random(1), stored.extend)
        loop = asyncio.create_task(room.run())
        for ending in endings:
            room.put(ending)
        async with asyncio.timeout(30):
            while len(stored) < 3:
                await asyncio.sleep(0.01)
            while_it_was_held = completed(installed_site)
            installed_site.run("COMMIT")
            while len(stored) < 6:
                await asyncio.sleep(0.01)
        loop.cancel()
        with suppress(asyncio.CancelledError):
            await loop
        await desk.stop()
        return while_it_was_held, spool.entries()

    while_it_was_held, left = asyncio.run(scenario())

    assert while_it_was_held == [2, 4, 6]
    assert completed(installed_site) == [1, 2, 3, 4, 5, 6]
    assert all(ended.kept for ended in stored)
    assert left == []


def test_a_replay_stores_what_it_can_and_releases_nobody_yet(settings, installed_site, endings, jobs_of):
    desk = jobs_of(settings).desk
    desk.connection.text("SET SESSION innodb_lock_wait_timeout = 1")
    spool = Spool(settings.state_dir)
    spool.keep(endings)

    with pytest.raises(DatabaseUnavailable, match="other transactions"):
        replay(desk, lambda event, **_: None)
    while_it_was_held = completed(installed_site)
    installed_site.run("COMMIT")
    replay(desk, lambda event, **_: None)

    assert while_it_was_held == [2, 4, 6]
    assert completed(installed_site) == [1, 2, 3, 4, 5, 6]
    assert spool.entries() == []
