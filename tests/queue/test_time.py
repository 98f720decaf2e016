"""Rule 12: the nights on which the clocks change, and a host whose clock is wrong."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from patrond.clock import SiteClock, SystemClock
from patrond.config.settings import DatabaseSettings, Settings
from patrond.desk import open_desk
from patrond.jobs import GENERATE_PATTERN, Retry
from pydantic import SecretStr

from support.house import House
from support.lent_clock import PARIS, LentClock
from support.site import Site

BEFORE_OCTOBER = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in summer time; 02:30 comes again an hour later
BEFORE_MARCH = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)  # 01:59; a minute later it is 03:00


def at(house: House, instant: datetime) -> None:
    """Set the lent clock."""
    house.lent.pass_by(instant - house.lent.utc())


def test_in_octobers_repeated_hour_a_fresh_job_does_not_wait(house: House) -> None:
    at(house, BEFORE_OCTOBER)
    _, job_id = house.ask()  # 02:30, first time

    house.pass_by(minutes=35)  # 02:05, second time

    assert [lease.job.id for lease in house.reserve()] == [job_id]


def test_a_retry_across_the_change_of_october_waits_no_longer_than_it_should(house: House) -> None:
    at(house, BEFORE_OCTOBER)
    _, job_id = house.ask()
    house.end(house.lease(), Retry("529", "Wait.", after=timedelta(minutes=45)))

    house.pass_by(minutes=45)

    assert [lease.job.id for lease in house.reserve()] == [job_id]


def test_a_retry_across_the_change_of_march_waits_as_long_as_it_should(house: House) -> None:
    at(house, BEFORE_MARCH)
    house.ask()
    house.end(house.lease(), Retry("529", "Wait.", after=timedelta(minutes=5)))

    house.pass_by(minutes=4, seconds=59)
    assert house.reserve() == []
    house.pass_by(seconds=1)
    assert len(house.reserve()) == 1


def test_a_running_job_is_not_taken_for_stuck_in_a_night_of_march(house: House) -> None:
    at(house, BEFORE_MARCH)
    house.ask()
    house.rows(
        "UPDATE jobs SET status = 'processing', reserved_by = 'worker_1', reserved_at = :at", at=house.clock.now()
    )
    house.queue.release_stuck()

    house.pass_by(minutes=2)  # by the rows' stamps an hour and two minutes

    assert house.queue.release_stuck() == []


def test_durations_do_not_jump_with_the_clocks(house: House) -> None:
    at(house, BEFORE_MARCH)
    _, job_id = house.ask()
    lease = house.lease()
    house.pass_by(minutes=2)
    house.end(lease, house.done(lease))

    assert (
        house.rows("SELECT duration_ms FROM patrond_attempts WHERE job_id = :id", id=job_id)[0]["duration_ms"]
        == 120_000
    )


def test_a_hosts_clock_that_jumps_moves_nothing(house: House) -> None:
    job_id = house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(hours=2))

    house.lent.jump(timedelta(hours=3))

    assert house.reserve() == []
    assert house.job(job_id)["status"] == "pending"


def test_mysqls_clock_is_taken_over_where_the_hosts_is_wrong(installed_site: Site, tmp_path: Path) -> None:
    """The site's rows are stamped by a clock that agrees with the database's, whatever this host believes."""
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=SecretStr(installed_site.url)))
    wrong = LentClock(datetime.now(UTC) - timedelta(hours=5))
    clock = SiteClock(PARIS, wrong)
    desk = open_desk(settings, clock, random.Random(1))
    try:
        installed_site.ask(installed_site.add_user())
        assert abs(clock.utc() - datetime.now(UTC)) < timedelta(seconds=10)
        assert abs(clock.skew - timedelta(hours=5)) < timedelta(seconds=10)

        wrong.jump(timedelta(hours=1))
        due = desk.queue.next_due([GENERATE_PATTERN])

        assert due is not None
        assert due <= clock.due()
        assert abs(clock.skew - timedelta(hours=4)) < timedelta(seconds=10)
    finally:
        desk.close()


def test_when_a_job_was_created_is_told_in_the_sites_time(installed_site: Site, tmp_path: Path) -> None:
    """The server runs in UTC and stamps created_at by itself; the site is in Paris."""
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=SecretStr(installed_site.url)))
    desk = open_desk(settings, SiteClock(PARIS, SystemClock()), random.Random(1))
    try:
        _, job_id = installed_site.ask(installed_site.add_user())
        job = desk.queue.get(job_id)

        assert job is not None
        assert abs(job.created_at - desk.clock.now()) < timedelta(seconds=10)
    finally:
        desk.close()
