"""A row of ``jobs`` as a value."""

from patrond.db import Row
from patrond.db.values import moment, moment_or_none
from patrond.jobs import Job, JobStatus

_SITES_DEFAULT = 3  # the site's columns have defaults, but are not NOT NULL


def job_from(row: Row) -> Job:
    """The job of a row; without a payload where the statement reads none."""
    return Job(
        id=int(row["id"]),
        type=row["type"],
        status=JobStatus(row["status"]),
        attempts=int(row["attempts"] or 0),
        max_attempts=int(row["max_attempts"] or _SITES_DEFAULT),
        available_at=moment(row["available_at"]),
        created_at=moment(row["created_at"] or row["available_at"]),
        payload=row.get("payload") or "",
        error_message=row["error_message"],
        reserved_at=moment_or_none(row["reserved_at"]),
        reserved_by=row["reserved_by"],
        completed_at=moment_or_none(row["completed_at"]),
    )
