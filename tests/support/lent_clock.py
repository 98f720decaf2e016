"""Clocks that tests lend: they stand still until they are moved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from patrond.clock import SiteClock

PARIS = ZoneInfo("Europe/Paris")


class LentClock:
    """The host's clocks, moved by hand."""

    def __init__(self, utc: datetime | None = None) -> None:
        self._utc = utc or datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
        self._boottime = 1000.0

    def utc(self) -> datetime:
        return self._utc

    def boottime(self) -> float:
        return self._boottime

    def pass_by(self, time: timedelta) -> None:
        """Time goes on."""
        self._utc += time
        self._boottime += time.total_seconds()

    def jump(self, by: timedelta) -> None:
        """The wall clock is set; no time goes by."""
        self._utc += by


class LentSiteClock(SiteClock):
    """The site's clock for a database that would run by the lent clock too: a sync brings nothing new."""

    def __init__(self, lent: LentClock, zone: ZoneInfo = PARIS) -> None:
        super().__init__(zone, lent)
        self.lent = lent

    def sync(self, database_utc: datetime) -> None:
        super().sync(self.lent.utc())
