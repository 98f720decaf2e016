"""Bar 4: workers and the master are killed with work in hand; nothing is lost, nothing counted twice, nobody stays."""

import os
import signal
import time
from collections.abc import Callable

from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.rows import all_are, attempts, counted, jobs
from support.site import Site


def test_the_jobs_of_a_killed_worker_are_completed_once_each(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.delay = 1.0
    asked = [installed_site.ask(customer)[1] for _ in range(5)]
    installation = install(workers={"count": 1}).start()
    until(lambda: api.in_flight == 5)
    (worker,) = installation.workers()
    killed = time.monotonic()
    os.kill(worker, signal.SIGKILL)
    until(lambda: all_are(installed_site, asked, "completed"), 20)

    assert time.monotonic() - killed < 10
    assert counted(installed_site, customer) == 5
    for job in asked:
        assert [row["outcome"] for row in attempts(installed_site, job)] == ["crashed", "completed"]
    assert installation.ctl_json("workers")["workers"][0]["restarts"] == 1
    assert "SIGKILL" in installation.ctl("workers").out


def test_nobody_outlives_a_killed_master_and_a_new_start_finishes_the_jobs(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.delay = 2.0
    asked = [installed_site.ask(customer)[1] for _ in range(3)]
    installation = install().start()
    until(lambda: api.in_flight == 3)
    assert installation.process is not None
    assert len(installation.processes()) == 4
    installation.process.kill()
    installation.process.wait(5)
    until(lambda: installation.processes() == [], 25, "processes of a dead master")

    api.delay = 0.0
    installation.start()
    until(lambda: all_are(installed_site, asked, "completed"), 15)
    assert counted(installed_site, customer) == 3


def test_term_drains_and_exits_0(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.delay = 1.0
    for _ in range(4):
        installed_site.ask(customer)
    installation = install().start()
    until(lambda: api.in_flight == 4)
    installed_site.ask(customer)  # comes too late: it waits for the next start
    assert installation.stop() == 0
    assert installation.processes() == []
    assert sorted(job["status"] for job in jobs(installed_site)) in (
        ["completed"] * 4 + ["pending"],
        ["completed"] * 5,  # taken in the instant before the signal
    )
    assert "Worker arrêté proprement" in installation.log()
