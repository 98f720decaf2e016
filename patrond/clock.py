"""The one door by which time comes in: the host's clocks, and the site's notion of now."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

_NONE = timedelta(0)


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
    the host's own UTC serves. What is written into rows is naive and in whole seconds, truncated: MySQL rounds
    fractions up, MariaDB truncates. Safe to share between threads.
    """

    def __init__(self, zone: ZoneInfo, clock: Clock) -> None:
        self._zone = zone
        self._clock = clock
        # One attribute, replaced as a whole: another thread sees the old pair or the new, never half of each.
        self._anchor = (clock.utc(), clock.boottime())
        self._skew = _NONE

    def sync(self, database_utc: datetime) -> None:
        """Take over the database's UTC_TIMESTAMP(6) (aware, or naive meaning UTC)."""
        if database_utc.tzinfo is None:
            database_utc = database_utc.replace(tzinfo=UTC)
        self._skew = database_utc - self._clock.utc()
        self._anchor = (database_utc, self._clock.boottime())

    def resync(self) -> None:
        """Take over the host's clock: for a database that has none of its own (SQLite)."""
        self.sync(self._clock.utc())

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone."""
        return self._zone

    @property
    def skew(self) -> timedelta:
        """The database's clock minus the host's, at the last sync."""
        return self._skew

    @property
    def synced_seconds(self) -> float:
        """How long ago the last sync was."""
        return self.boottime() - self._anchor[1]

    def boottime(self) -> float:
        """The host's CLOCK_BOOTTIME, for durations."""
        return self._clock.boottime()

    def utc(self) -> datetime:
        """Now, aware, in UTC, with fractions."""
        base, base_boottime = self._anchor
        return base + timedelta(seconds=self._clock.boottime() - base_boottime)

    def now(self) -> datetime:
        """Now in the site's zone: naive, whole seconds. What is written into rows."""
        return self._local(self.utc()).replace(microsecond=0)

    def exact(self) -> datetime:
        """Now in the site's zone: naive, with fractions. For durations (:meth:`age`), never for rows."""
        return self._local(self.utc())

    def after(self, delay: timedelta) -> datetime:
        """The site's time ``delay`` from now (negative: ago), right across a change of clocks; whole seconds."""
        return self._local(self.utc() + delay).replace(microsecond=0)

    def midnight(self) -> datetime:
        """The beginning of the site's day."""
        return self.now().replace(hour=0, minute=0, second=0)

    def age(self, stamp: datetime) -> timedelta:
        """How long ago ``stamp`` (naive, in the site's zone) was; negative: how long until.

        A stamp of October's repeated hour may mean either pass: the younger age that has passed is taken.
        """
        now = self.utc()
        ages = sorted(now - stamp.replace(tzinfo=self._zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        return next((age for age in ages if age >= _NONE), ages[-1])

    def due(self) -> datetime:
        """The latest ``available_at`` that is due.

        In the repeated hour of October a stamp may mean either pass: everything stamped in that hour counts as
        due, so that no job waits for an hour it has already waited.
        """
        utc = self.utc()
        local = utc.astimezone(self._zone)
        first, second = (local.replace(fold=fold).utcoffset() or _NONE for fold in (0, 1))
        if first <= second:  # equal: an ordinary time; smaller: March's gap, which is never a real local time
            return self.now()
        change = self._change(utc - (first - second), utc + (first - second), second)
        return (change + first).replace(tzinfo=None) - timedelta(seconds=1)

    def _change(self, before: datetime, after: datetime, offset: timedelta) -> datetime:
        """The instant, to the second, at which the zone's offset became ``offset``, by bisection."""
        while after - before > timedelta(seconds=1):
            middle = before + (after - before) / 2
            if middle.astimezone(self._zone).utcoffset() == offset:
                after = middle
            else:
                before = middle
        return after.replace(microsecond=0)

    def _local(self, utc: datetime) -> datetime:
        return utc.astimezone(self._zone).replace(tzinfo=None, fold=0)
