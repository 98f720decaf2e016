"""The master's chores, in its loop: what is long is done a little at a time, and what is urgent in between."""

import asyncio
import contextlib
from datetime import timedelta

from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.jobs import PROBE, Token
from patrond.log import open_log
from patrond.master.chores import Chores

from support.daemon import Jobs
from support.master import until_so

INSTANCE, PID = "0123456789ab", 2**22 + 1  # above pid_max: nobody has it


def old_jobs(jobs: Jobs, number: int) -> None:
    """Completed two weeks ago."""
    then = jobs.clock.after(-timedelta(days=14))
    row = {"type": PROBE, "payload": "{}", "max_attempts": 3, "available_at": then, "now": then}
    with jobs.desk.connection.transaction():
        jobs.desk.connection.execute_each("queue.enqueue", [row] * number)
    jobs.desk.connection.text("UPDATE jobs SET status = 'completed', completed_at = :then", then=then)


def left(jobs: Jobs) -> int:
    return int(jobs.desk.connection.text("SELECT COUNT(*) AS n FROM jobs WHERE status = 'completed'")[0]["n"])


def chores_of(settings: Settings, jobs: Jobs, settled: list[float]) -> Chores:
    host = SystemClock()
    site = SiteClock(settings.database.timezone, host)
    return Chores(
        settings, INSTANCE, site, host, open_log(settings, "master_1"), lambda: settled.append(float(left(jobs)))
    )


def test_a_dead_workers_jobs_are_settled_in_the_midst_of_a_cleanup(make_settings, jobs_of):
    settings = make_settings()
    jobs = jobs_of(settings)
    old_jobs(jobs, 20_000)
    (held,) = jobs.probes(1)
    jobs.desk.queue.reserve(1, [PROBE], Token(INSTANCE, PID, 1))
    settled: list[float] = []

    async def scenario() -> None:
        chores = chores_of(settings, jobs, settled)
        chores.start()
        cleaning = asyncio.create_task(chores.clean())
        await until_so(lambda: left(jobs) < 20_000)
        chores.settle(PID, "killed by SIGKILL", clean=False)
        await until_so(lambda: settled)
        await cleaning
        await chores.stop()

    asyncio.run(scenario())

    assert settled[0] > 0  # the cleanup was not over
    assert left(jobs) == 0
    assert jobs.statuses([held]) == ["pending"]


def test_a_cleanup_ends_when_the_master_is_told_to_stop(make_settings, jobs_of):
    settings = make_settings()
    jobs = jobs_of(settings)
    old_jobs(jobs, 20_000)

    async def scenario() -> None:
        chores = chores_of(settings, jobs, [])
        chores.start()
        cleaning = asyncio.create_task(chores.clean())
        await until_so(lambda: left(jobs) < 20_000)
        cleaning.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await cleaning
        await chores.stop()

    asyncio.run(scenario())

    assert left(jobs) > 0
    assert left(jobs) % 250 == 0  # whole statements
