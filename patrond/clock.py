"""The one door by which time comes in: the host's clocks, and the site's notion of now."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """The host's clocks. Tests lend their own."""

    def utc(self) -> datetime:
        """The host's wall clock, aware, in UTC. It may jump."""
        ...

    def boottime(self) -> float:
        """Seconds since boot, suspended time included. Never jumps; only differences mean something."""
        ...


class SystemClock:
    """The real clocks."""

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def boottime(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)


class SiteClock:
    """The one notion of now that every statement gets: the database's UTC, carried on, in the site's zone.

    Between syncs time runs by CLOCK_BOOTTIME, so a host clock that jumps moves nothing. Before the first sync
    the host's own UTC serves. Results are naive and in whole seconds, truncated: MySQL rounds fractions up,
    MariaDB truncates.
    """

    def __init__(self, zone: ZoneInfo, clock: Clock) -> None:
        self._zone = zone
        self._clock = clock
        self._base = clock.utc()
        self._base_boottime = clock.boottime()
        self._skew = timedelta(0)

    def sync(self, database_utc: datetime) -> None:
        """Take over the database's UTC_TIMESTAMP(6) (aware, or naive meaning UTC)."""
        if database_utc.tzinfo is None:
            database_utc = database_utc.replace(tzinfo=UTC)
        # One assignment order matters little: readers in other threads see at worst the time between two syncs.
        self._skew = database_utc - self._clock.utc()
        self._base, self._base_boottime = database_utc, self._clock.boottime()

    @property
    def skew(self) -> timedelta:
        """The database's clock minus the host's, at the last sync."""
        return self._skew

    def utc(self) -> datetime:
        """Now, aware, in UTC, with fractions."""
        return self._base + timedelta(seconds=self._clock.boottime() - self._base_boottime)

    def now(self) -> datetime:
        """Now in the site's zone: naive, whole seconds. What is written into rows."""
        return self._local(self.utc())

    def after(self, delay: timedelta) -> datetime:
        """The site's time ``delay`` from now (negative: ago), right across a change of clocks."""
        return self._local(self.utc() + delay)

    def due(self) -> datetime:
        """The latest ``available_at`` that is due.

        In the repeated hour of October a stamp may mean either pass: everything stamped in that hour counts as
        due, so that no job waits for an hour it has already waited.
        """
        local = self.utc().astimezone(self._zone)
        first, second = local.replace(fold=0), local.replace(fold=1)
        repeated = first.utcoffset() or timedelta(0), second.utcoffset() or timedelta(0)
        if repeated[0] <= repeated[1]:  # equal: an ordinary hour; smaller: the gap in March, never a real local time
            return self.now()
        # Walk to the end of the repeated hour: the last second whose local stamp is still ambiguous.
        end = local.replace(tzinfo=None)
        step = repeated[0] - repeated[1]
        while self._ambiguous(end + timedelta(minutes=15)) and step > timedelta(0):
            end += timedelta(minutes=15)
            step -= timedelta(minutes=15)
        quarter = end.replace(minute=end.minute // 15 * 15, second=0, microsecond=0)
        return quarter + timedelta(minutes=15, seconds=-1)

    def _ambiguous(self, naive: datetime) -> bool:
        first = naive.replace(tzinfo=self._zone, fold=0).utcoffset() or timedelta(0)
        second = naive.replace(tzinfo=self._zone, fold=1).utcoffset() or timedelta(0)
        return first > second

    def _local(self, utc: datetime) -> datetime:
        return utc.astimezone(self._zone).replace(tzinfo=None, microsecond=0, fold=0)
