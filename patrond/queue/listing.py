"""Which jobs a listing shows: the numbers first, by the way that reaches them in the fewest steps.

The site's table has no index on status and number together, and a server chooses badly between the two ways that there
are: through all rows, newest first, or through all of a status, which are then sorted. So a little of the first is
tried, and the second where that has not brought enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from patrond.db import Connection
from patrond.jobs import JobStatus
from patrond.queue.contract import Filter

_WINDOW = 10_000  # of the newest rows: 5 ms
_RARE = 2000  # jobs of a type: so many rows by its index are as quick
_LIKE_SIGNS = str.maketrans({"!": "!!", "%": "!%", "_": "!_"})
# Beside the newest rows of any status. Of pending ones hardly any has one, and each row that is looked at costs 3 us.
_WITH_MESSAGES = (JobStatus.FAILED, JobStatus.PROCESSING)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A filter in the statements' words; ``below``: the number before which the page begins."""

    status: JobStatus | None
    type: str | None
    words: str | None
    below: int
    limit: int


def find_ids(connection: Connection, filter_: Filter, limit: int) -> list[int]:
    """The numbers of a page, newest first, at most ``limit``."""
    query = (filter_.query or "").strip()
    number = int(query) if query.isascii() and query.isdigit() and len(query) < 19 else None
    words = f"%{query.translate(_LIKE_SIGNS)}%" if query and number is None else None
    wanted = _Wanted(filter_.status, filter_.type, words, _below(connection, filter_), limit)
    if number is not None:
        return _by_number(connection, wanted, number)
    if words and wanted.status is JobStatus.COMPLETED:
        return []  # completing clears the message
    if wanted.type and _is_rare(connection, wanted.type):
        return _ids(connection, "queue.find_by_type", wanted)
    if wanted.status is None and words is None:
        return _ids(connection, "queue.find_by_type" if wanted.type else "queue.find_recent", wanted, floor=0)
    return _by_status(connection, wanted)


def _by_number(connection: Connection, wanted: _Wanted, number: int) -> list[int]:
    """The job of that number, and the jobs of the pattern of that number."""
    rows = connection.query("queue.jobs_of_pattern", pattern_id=number)
    return _ids(connection, "queue.find_numbers", wanted, ids=sorted({number, *(row["job_id"] for row in rows)}))


def _by_status(connection: Connection, wanted: _Wanted) -> list[int]:
    floor = wanted.below - _WINDOW
    found = _ids(connection, "queue.find_recent", wanted, floor=floor)
    if len(found) == wanted.limit or floor <= 0:
        return found
    rest = replace(wanted, below=floor, limit=wanted.limit - len(found))
    if wanted.status is JobStatus.COMPLETED:  # nearly all rows are: they cannot be far
        return found + _ids(connection, "queue.find_recent", rest, floor=0)
    statuses = _WITH_MESSAGES if wanted.status is None else (wanted.status,)
    return found + _ids(connection, "queue.find_by_status", rest, statuses=statuses)


def _is_rare(connection: Connection, type_: str) -> bool:
    row = connection.one("queue.has_more_of_type", type=type_, limit=_RARE + 1)
    return row is not None and row["n"] <= _RARE


def _below(connection: Connection, filter_: Filter) -> int:
    row = connection.one("queue.newest")
    end = int(row["id"]) + 1 if row and row["id"] is not None else 0
    return end if filter_.after is None else min(filter_.after, end)


def _ids(connection: Connection, statement: str, wanted: _Wanted, **more: int | Sequence[object]) -> list[int]:
    rows = connection.query(
        statement,
        status=wanted.status,
        type=wanted.type,
        words=wanted.words,
        after=wanted.below,
        limit=wanted.limit,
        **more,
    )
    return [row["id"] for row in rows]
