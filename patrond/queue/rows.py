"""A row of ``jobs`` as a value."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from patrond.db import Row
from patrond.db.values import moment, moment_or_none
from patrond.jobs import Job, JobStatus

_SITES_DEFAULT = 3  # the site's columns have defaults, but are not NOT NULL


def job_from(row: Row, zone: ZoneInfo) -> Job:
    """The job of a row, its times in the site's ``zone``; without a payload where the statement reads none."""
    return Job(
        id=int(row["id"]),
        type=row["type"],
        status=JobStatus(row["status"]),
        attempts=int(row["attempts"] or 0),
        max_attempts=int(row["max_attempts"] or _SITES_DEFAULT),
        available_at=moment(row["available_at"]),
        created_at=created_from(row, zone),
        payload=row.get("payload") or "",
        error_message=row["error_message"],
        reserved_at=moment_or_none(row["reserved_at"]),
        reserved_by=row["reserved_by"],
        completed_at=moment_or_none(row["completed_at"]),
    )


def created_from(row: Row, zone: ZoneInfo) -> datetime:
    """MySQL stamps created_at by its own clock, in its own zone; hence its UTC, where it can tell it."""
    utc = moment_or_none(row["created_utc"])
    if utc is not None:
        return utc.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return moment(row["created_at"] or row["available_at"])
