"""Whether database.timezone can be right: the site writes available_at by PHP's clock, created_at by the database's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from patrond.db import Connection, Row
from patrond.db.values import moment, moment_or_none

_HALF_HOUR = timedelta(minutes=30)  # the step between zones
_SLACK = timedelta(minutes=2)  # between the two stamps of one INSERT
_MOSTLY = 0.8  # of the jobs must agree: some are put off on purpose


@dataclass(frozen=True, slots=True)
class Stamps:
    """A job's two stamps, naive: ``created_at`` in UTC, ``available_at`` as it stands in its row."""

    created_at: datetime
    available_at: datetime


def read_stamps(connection: Connection) -> list[Stamps]:
    """The stamps of the newest jobs of which nobody has moved one. Raises DatabaseUnavailable."""
    rows = connection.query("zone.stamps")
    return [Stamps(_created(row), moment(row["available_at"])) for row in rows]


def _created(row: Row) -> datetime:
    """By the offset of now where the server cannot convert (a named zone without its tables): half a year wrong."""
    utc = moment_or_none(row["created_utc"])
    offset = timedelta(seconds=round(int(row["offset_seconds"]) / 60) * 60)
    return moment(row["created_at"]) - offset if utc is None else utc


def shift(stamps: Sequence[Stamps], zone: ZoneInfo) -> timedelta | None:
    """How far the site's available_at lies from its created_at, both read as UTC; None where the zone may be right.

    >>> row = Stamps(datetime(2026, 1, 5, 11), datetime(2026, 1, 5, 12))  # database in UTC, PHP in Paris
    >>> shift([row], ZoneInfo("Europe/Paris")) is None, shift([row], ZoneInfo("UTC"))
    (True, datetime.timedelta(seconds=3600))
    """
    steps = Counter(_step(row, zone) for row in stamps)
    if not steps:
        return None
    step, often = steps.most_common(1)[0]
    if not step or often < _MOSTLY * len(stamps):
        return None
    return step


def _step(row: Stamps, zone: ZoneInfo) -> timedelta | None:
    """The difference in whole half hours; None where it is none, and so no matter of zones.

    A stamp of October's repeated hour may mean either pass: the one that is nearer is taken.
    """
    created = row.created_at.replace(tzinfo=UTC)
    both = (row.available_at.replace(tzinfo=zone, fold=fold).astimezone(UTC) - created for fold in (0, 1))
    difference = min(both, key=abs)
    step = round(difference / _HALF_HOUR) * _HALF_HOUR
    return step if abs(difference - step) <= _SLACK else None
