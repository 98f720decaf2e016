"""Cancelling: one job by its number, or many that wait, by their age or because they look alike."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from patrond.db import Row, in_transaction
from patrond.db.values import moment
from patrond.jobs import AttemptOutcome, Job, JobStatus, wish_of
from patrond.queue.context import QueueContext
from patrond.queue.effects import AttemptRecord, add_attempts, foreign_record, move_patterns
from patrond.queue.plan import failed
from patrond.queue.rows import created_from, job_from

_BATCH = 100  # jobs cancelled in one transaction
_PAGE = 1000  # rows read at once, with their payloads
_BEGINNING = datetime.fromisoformat("1000-01-01 00:00:00")  # the first that a DATETIME holds

_Chosen = Mapping[int, int | None]


def cancel(context: QueueContext, job_id: int, reason: str) -> Job | None:
    """Failed, outcome cancelled; the row as it was, or None if it had ended already (or never was)."""
    open_ = frozenset({JobStatus.PENDING, JobStatus.PROCESSING})
    jobs = in_transaction(context.connection, lambda: _cancel(context, [job_id], reason, open_))
    return jobs[0] if jobs else None


def cancel_pending(
    context: QueueContext,
    types: Collection[str],
    reason: str,
    *,
    older_than: timedelta | None = None,
    duplicates: bool = False,
    dry_run: bool = False,
) -> list[int]:
    """Cancel those that wait: each limit narrows the choice, and without one none is chosen. In order of the line."""
    chosen = _choose(context, types, older_than, duplicates) if older_than is not None or duplicates else {}
    if dry_run:
        return list(chosen)
    ids = list(chosen)
    gone: set[int] = set()
    for start in range(0, len(ids), _BATCH):
        batch = {id_: chosen[id_] for id_ in ids[start : start + _BATCH]}
        gone |= in_transaction(context.connection, lambda batch=batch: _cancel_batch(context, batch, reason))  # type: ignore[misc]
    return [id_ for id_ in ids if id_ in gone]


def _choose(
    context: QueueContext, types: Collection[str], older_than: timedelta | None, duplicates: bool
) -> dict[int, int | None]:
    """What is to be cancelled, each with the job that stays for it where it is a duplicate.

    Of look-alikes the one that is at work stays, else the first in the line: nobody waits longer for what stays, and
    a worker that reserves meanwhile takes just that one.
    """
    first: dict[bytes, int] = {}
    if duplicates:
        for row in _in_line(context, JobStatus.PROCESSING, types):
            _stays(first, row)
    chosen: dict[int, int | None] = {}
    for row in _in_line(context, JobStatus.PENDING, types):
        stays = _stays(first, row) if duplicates else None
        if (older_than is None or _age(context, row) > older_than) and stays != row["id"]:
            chosen[row["id"]] = stays
    return chosen


def _age(context: QueueContext, row: Row) -> timedelta:
    """Since it was asked for, whenever it is to be tried again; or since it is due, where that is longer ago."""
    stamps = (created_from(row, context.clock.zone), moment(row["available_at"]))
    return max(context.clock.age(stamp) for stamp in stamps)


def _stays(first: dict[bytes, int], row: Row) -> int:
    """The first job of this row's wish; itself where none came before, or it cannot be told what it wishes."""
    wish = wish_of(row["payload"])
    return int(row["id"]) if wish is None else first.setdefault(wish, int(row["id"]))


def _in_line(context: QueueContext, status: JobStatus, types: Collection[str]) -> Iterator[Row]:
    since, after = _BEGINNING, 0
    while True:
        rows = context.connection.query(
            "queue.in_line", status=status, types=sorted(types), since=since, after=after, limit=_PAGE
        )
        yield from rows
        if len(rows) < _PAGE:
            return
        since, after = moment(rows[-1]["available_at"]), rows[-1]["id"]


def _cancel_batch(context: QueueContext, batch: _Chosen, reason: str) -> set[int]:
    """Those that still wait; a duplicate only while the one that stays for it has not failed."""
    staying = sorted({stays for stays in batch.values() if stays is not None})
    well = {row["id"] for row in context.connection.query("queue.not_failed", ids=staying)} if staying else set()
    ids = [id_ for id_, stays in batch.items() if stays is None or stays in well]
    return {job.id for job in _cancel(context, ids, reason, frozenset({JobStatus.PENDING}))}


def _cancel(context: QueueContext, ids: Collection[int], reason: str, of: Collection[JobStatus]) -> list[Job]:
    """Rows, patterns, attempts, each kind in order of id; the jobs as they were."""
    rows = context.connection.query("queue.get_locked", ids=sorted(ids))
    jobs = [job for job in (job_from(row, context.clock.zone) for row in rows) if job.status in of]
    if not jobs:
        return []
    sentence = context.words("answers.cancelled")
    context.connection.execute("queue.cancel", ids=[job.id for job in jobs], sentence=sentence)
    move_patterns(context, [move for job in jobs if (move := failed(job, sentence))])
    add_attempts(context, [_record(context, job, reason) for job in jobs])
    return jobs


def _record(context: QueueContext, job: Job, reason: str) -> AttemptRecord:
    in_hand = job.status is JobStatus.PROCESSING
    return foreign_record(
        context,
        job_id=job.id,
        type_=job.type,
        attempt=job.attempts,
        held_by=job.reserved_by if in_hand else None,
        since=job.reserved_at if in_hand else None,
        outcome=AttemptOutcome.CANCELLED,
        reason=reason,
    )
