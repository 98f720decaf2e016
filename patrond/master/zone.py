"""Whether database.timezone can be right: the site writes available_at by PHP's clock, created_at by the database's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from patrond.db import Connection
from patrond.db.values import moment

_HALF_HOUR = timedelta(minutes=30)  # the step between zones
_SLACK = timedelta(minutes=2)  # between the two stamps of one INSERT
_MOSTLY = 0.8  # of the jobs must agree: some are put off on purpose


@dataclass(frozen=True, slots=True)
class Stamps:
    """A job's two stamps as they stand in its row, naive."""

    created_at: datetime
    available_at: datetime


def read_stamps(connection: Connection) -> tuple[list[Stamps], timedelta]:
    """The stamps of untried jobs, and the database's NOW() minus UTC. Raises DatabaseUnavailable."""
    rows = connection.query("zone.stamps")
    offset = timedelta(seconds=round(int(rows[0]["offset_seconds"]) / 60) * 60) if rows else timedelta(0)
    return [Stamps(moment(row["created_at"]), moment(row["available_at"])) for row in rows], offset


def shift(stamps: Sequence[Stamps], offset: timedelta, zone: ZoneInfo) -> timedelta | None:
    """How far the site's available_at lies from its created_at, both read as UTC; None where the zone may be right.

    >>> row = Stamps(datetime(2026, 1, 5, 11), datetime(2026, 1, 5, 12))  # database in UTC, PHP in Paris
    >>> shift([row], timedelta(0), ZoneInfo("Europe/Paris")) is None, shift([row], timedelta(0), ZoneInfo("UTC"))
    (True, datetime.timedelta(seconds=3600))
    """
    steps = Counter(_step(row, offset, zone) for row in stamps)
    if not steps:
        return None
    step, often = steps.most_common(1)[0]
    if not step or often < _MOSTLY * len(stamps):
        return None
    return step


def _step(row: Stamps, offset: timedelta, zone: ZoneInfo) -> timedelta | None:
    """The difference in whole half hours; None where it is none, and so no matter of zones."""
    created = row.created_at.replace(tzinfo=UTC) - offset
    difference = row.available_at.replace(tzinfo=zone).astimezone(UTC) - created
    step = round(difference / _HALF_HOUR) * _HALF_HOUR
    return step if abs(difference - step) <= _SLACK else None
