"""Two patronds on one MariaDB, each with a folder of its own as on two hosts: they share the work, and one may die."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from support.claude import KEY
from support.daemon import until
from support.fake_api import FakeApi
from support.fake_endings import Incoming, good
from support.installation import Installation
from support.rows import all_are, attempts, counted
from support.site import Site

TIMEOUT = 4.0  # seconds of silence after which a peer counts as dead
Start = Callable[..., Installation]


@pytest.fixture
def start(tmp_path: Path, installed_site: Site, api: FakeApi) -> Iterator[Start]:
    """Starts an instance; whatever is left of any is removed after the test."""
    made: list[Installation] = []

    def start_one(name: str, timeout: float = TIMEOUT) -> Installation:
        folder = tmp_path / name
        folder.mkdir()
        made.append(
            Installation(
                folder,
                environ={"ANTHROPIC_API_KEY": KEY},
                database={"url": installed_site.url},
                provider={"name": "claude", "base_url": api.url},
                queue={"instance_timeout": f"{timeout:g}s"},
                workers={"count": 1, "concurrency": 4},
            )
        )
        return made[-1].start()

    yield start_one
    for installation in made:
        installation.remove()


def ask(site: Site, user: int, count: int) -> list[int]:
    return [site.ask(user)[1] for _ in range(count)]


def instances(installation: Installation) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = installation.ctl_json("status")["instances"]
    return listed


def holders(site: Site) -> dict[str, int]:
    """How many jobs each instance has in hand."""
    sql = "SELECT LEFT(reserved_by, 12) AS i, COUNT(*) AS n FROM jobs WHERE status = 'processing' GROUP BY i"
    return {row["i"]: row["n"] for row in site.run(sql)}


def test_two_instances_share_the_work_and_each_shows_both(start: Start, installed_site: Site, api: FakeApi) -> None:
    shown = threading.Event()

    async def held(incoming: Incoming) -> web.StreamResponse:
        """No call ends before both have been asked what they see."""
        while not shown.is_set():
            await asyncio.sleep(0.02)
        return await good(incoming)

    api.always = held
    one, other = start("one"), start("other")
    user = installed_site.add_user(subscription_type="yearly")

    asked = ask(installed_site, user, 24)
    until(lambda: sorted(holders(installed_site).values()) == [4, 4], 10)
    seen = {installation: instances(installation) for installation in (one, other)}
    shown.set()
    until(lambda: all_are(installed_site, asked, "completed"), 30)

    assert counted(installed_site, user) == api.calls == 24
    assert {row["instance"] for job in asked for row in attempts(installed_site, job)} == {
        each["instance"] for each in seen[one]
    }
    for installation in (one, other):
        first, second = seen[installation]
        assert installation.process is not None
        assert (first["answers"], first["pid"]) == (True, installation.process.pid)
        assert (second["answers"], second["state"]) == (False, "living")
        assert (first["jobs"], second["jobs"]) == (4, 4)
    printed = one.ctl("status").out
    assert all(each["instance"] in printed for each in seen[one])


def test_a_peer_takes_over_what_a_dead_host_had_in_hand(start: Start, installed_site: Site, api: FakeApi) -> None:
    api.delay = 3600.0
    dead = start("dead")
    (name,) = [each["instance"] for each in instances(dead)]
    # Another host: the peer can see neither its processes nor its locks, only its silence.
    installed_site.run("UPDATE patrond_instances SET boot_id = 'of another host'")
    user = installed_site.add_user(subscription_type="yearly")
    asked = ask(installed_site, user, 4)
    until(lambda: api.in_flight == 4, 10)
    peer = start("peer")
    time.sleep(2 * TIMEOUT)  # one that lives is robbed by nobody, however long its calls take
    assert holders(installed_site) == {name: 4}

    api.delay = 0.0
    for pid in dead.processes():
        os.kill(pid, signal.SIGKILL)
    died = time.monotonic()
    until(lambda: all_are(installed_site, asked, "completed"), TIMEOUT + 10)

    assert time.monotonic() - died > TIMEOUT / 2  # it was the silence that told
    assert counted(installed_site, user) == 4
    for job in asked:
        crashed, completed = attempts(installed_site, job)
        assert (crashed["outcome"], crashed["instance"], completed["outcome"]) == ("crashed", name, "completed")
        assert "no longer answers" in crashed["reason"]
    until(lambda: len(instances(peer)) == 1, 10)  # and its row is struck out


def test_a_silent_instance_is_shown_as_one(start: Start, installed_site: Site) -> None:
    here = start("here", timeout=3600.0)  # its row is not struck out meanwhile
    installed_site.run(
        "INSERT INTO patrond_instances VALUES"
        " ('00000000cafe', 'db2.example', 'of another host', 'pid:[1]', 77, '0.1.0', 5, '2026-01-31', '2026-01-31')"
    )
    (_, silent) = instances(here)
    assert (silent["state"], silent["host"], silent["pid"], silent["jobs"]) == ("silent", "db2.example", 77, 0)
    assert silent["beat_seconds"] > 86400
    printed = here.ctl("status").out
    assert "db2.example" in printed
    assert "silent" in printed
