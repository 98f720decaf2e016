"""The site's notion of now: synced to the database, carried by CLOCK_BOOTTIME, told in the site's zone."""
# ruff: noqa: DTZ001 - what the site stamps is naive, in its own zone

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from patrond.clock import SiteClock, SystemClock

from support.lent_clock import PARIS, LentClock


def clock_at(*utc: int) -> tuple[SiteClock, LentClock]:
    """A clock of Paris over a lent one."""
    lent = LentClock(datetime(*utc, tzinfo=UTC))  # type: ignore[misc,arg-type]
    return SiteClock(PARIS, lent), lent


def test_now_is_the_sites_time_in_whole_seconds() -> None:
    clock, _ = clock_at(2026, 6, 15, 10, 0, 59, 999_999)

    assert clock.now() == datetime(2026, 6, 15, 12, 0, 59)
    assert clock.exact() == datetime(2026, 6, 15, 12, 0, 59, 999_999)


def test_after_a_sync_the_databases_clock_counts() -> None:
    clock, lent = clock_at(2026, 6, 15, 10)
    clock.sync(datetime(2026, 6, 15, 9, 58, 30))
    lent.pass_by(timedelta(seconds=5))

    assert clock.now() == datetime(2026, 6, 15, 11, 58, 35)
    assert clock.skew == timedelta(seconds=-90)
    assert clock.synced_seconds == 5


def test_a_host_clock_that_jumps_moves_nothing() -> None:
    clock, lent = clock_at(2026, 6, 15, 10)

    lent.jump(timedelta(days=400))

    assert clock.now() == datetime(2026, 6, 15, 12)


def test_resync_takes_over_the_hosts_clock() -> None:
    clock, lent = clock_at(2026, 6, 15, 10)
    lent.jump(timedelta(hours=1))

    clock.resync()

    assert clock.now() == datetime(2026, 6, 15, 13)
    assert clock.skew == timedelta(0)


def test_after_is_right_across_the_change_of_march() -> None:
    clock, _ = clock_at(2027, 3, 28, 0, 59)

    assert clock.now() == datetime(2027, 3, 28, 1, 59)
    assert clock.after(timedelta(minutes=2)) == datetime(2027, 3, 28, 3, 1)
    assert clock.after(timedelta(hours=-24)) == datetime(2027, 3, 27, 1, 59)


@pytest.mark.parametrize(
    ("utc", "due"),
    [
        ((2026, 10, 24, 23, 59, 59), datetime(2026, 10, 25, 1, 59, 59)),
        ((2026, 10, 25, 0, 0), datetime(2026, 10, 25, 2, 59, 59)),
        ((2026, 10, 25, 0, 30, 7), datetime(2026, 10, 25, 2, 59, 59)),
        ((2026, 10, 25, 1, 30, 7), datetime(2026, 10, 25, 2, 59, 59)),
        ((2026, 10, 25, 1, 59, 59), datetime(2026, 10, 25, 2, 59, 59)),
        ((2026, 10, 25, 2, 0), datetime(2026, 10, 25, 3, 0)),
        ((2027, 3, 28, 0, 59, 59), datetime(2027, 3, 28, 1, 59, 59)),
        ((2027, 3, 28, 1, 0), datetime(2027, 3, 28, 3, 0)),
        ((2026, 6, 15, 10, 0, 30, 500_000), datetime(2026, 6, 15, 12, 0, 30)),
    ],
)
def test_everything_stamped_in_octobers_repeated_hour_is_due_in_it(utc: tuple[int, ...], due: datetime) -> None:
    clock, _ = clock_at(*utc)

    assert clock.due() == due


def test_a_zone_that_changes_by_half_an_hour() -> None:
    """Lord Howe Island: on 5 April 2026 at 02:00 it is 01:30 again."""
    lent = LentClock(datetime(2026, 4, 4, 14, 40, tzinfo=UTC))

    assert SiteClock(ZoneInfo("Australia/Lord_Howe"), lent).due() == datetime(2026, 4, 5, 1, 59, 59)


def test_age_counts_real_time_across_a_change() -> None:
    clock, lent = clock_at(2027, 3, 28, 0, 59)
    stamp = clock.now()
    lent.pass_by(timedelta(minutes=2))

    assert clock.age(stamp) == timedelta(minutes=2)


def test_age_of_an_ambiguous_stamp_is_the_younger_that_has_passed() -> None:
    stamp = datetime(2026, 10, 25, 2, 30)

    assert clock_at(2026, 10, 25, 0, 40)[0].age(stamp) == timedelta(minutes=10)
    assert clock_at(2026, 10, 25, 1, 20)[0].age(stamp) == timedelta(minutes=50)
    assert clock_at(2026, 10, 25, 1, 40)[0].age(stamp) == timedelta(minutes=10)


def test_age_of_what_is_to_come_is_negative() -> None:
    clock, _ = clock_at(2026, 6, 15, 10)

    assert clock.age(datetime(2026, 6, 15, 12, 5)) == timedelta(minutes=-5)


def test_the_sites_day_begins_at_its_midnight() -> None:
    clock, _ = clock_at(2026, 6, 15, 22, 30)

    assert clock.midnight() == datetime(2026, 6, 16)


def test_the_systems_clocks_go_on() -> None:
    clock = SystemClock()

    assert clock.utc().tzinfo is UTC
    assert clock.boottime() <= clock.boottime()
