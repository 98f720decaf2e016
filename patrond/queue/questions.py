"""What may be asked of the queue without changing it: counts, find, get, stuck, next_due, unknown_types."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from patrond.db import Connection
from patrond.db.values import moment
from patrond.jobs import PROBE, Job, JobStatus
from patrond.queue.context import QueueContext
from patrond.queue.contract import Counts, Filter, Page
from patrond.queue.listing import find_ids
from patrond.queue.rows import job_from

# Counting completed rows takes 25 ms at 300,000 and grows: the answer is kept for a hundred times as long as it took.
_KEPT_SECONDS = 2.0
_KEPT_TIMES = 100


class Questions:
    """Answers from one connection. Keeps the count of completed jobs for a while."""

    def __init__(self, context: QueueContext) -> None:
        self._context = context
        self._completed = 0
        self._counted_at: float | None = None
        self._good_for = 0.0

    def next_due(self, types: Collection[str]) -> datetime | None:
        """The poll; the database's clock rides on it."""
        row = self._connection.one("queue.next_due", types=sorted(types))
        if row is None:
            return None
        sync(self._context, row["utc"])
        return moment(row["available_at"]) if row["available_at"] is not None else None

    def counts(self) -> Counts:
        """Probes left out. Completed jobs may be counted some seconds late: ``age_seconds`` says how late."""
        by_status: dict[str, int] = {row["status"]: row["n"] for row in self._connection.query("queue.count_open")}
        probes = {row["status"]: row["n"] for row in self._connection.query("queue.count_type", type=PROBE)}
        self._count_completed(probes.get(JobStatus.COMPLETED, 0))
        oldest = self._connection.one("queue.oldest_pending", probe=PROBE)
        return Counts(
            pending=max(0, by_status.get(JobStatus.PENDING, 0) - probes.get(JobStatus.PENDING, 0)),
            processing=max(0, by_status.get(JobStatus.PROCESSING, 0) - probes.get(JobStatus.PROCESSING, 0)),
            completed=self._completed,
            failed=max(0, by_status.get(JobStatus.FAILED, 0) - probes.get(JobStatus.FAILED, 0)),
            oldest_pending_seconds=self._waited(moment(oldest["available_at"])) if oldest else None,
            age_seconds=self._context.clock.boottime() - (self._counted_at or 0.0),
        )

    def find(self, filter_: Filter) -> Page:
        """One row more than asked tells whether there is a next page."""
        ids = find_ids(self._connection, filter_, filter_.limit + 1)
        shown = ids[: filter_.limit]
        rows = self._connection.query("queue.listed", ids=shown) if shown else []
        jobs = tuple(job_from(row, self._context.clock.zone) for row in rows)
        return Page(jobs, shown[-1] if len(ids) > filter_.limit else None)

    def get(self, job_id: int) -> Job | None:
        row = self._connection.one("queue.get", id=job_id)
        return job_from(row, self._context.clock.zone) if row else None

    def stuck(self, limit: int) -> list[Job]:
        return [job_from(row, self._context.clock.zone) for row in self._connection.query("queue.stuck", limit=limit)]

    def unknown_types(self, known: Collection[str]) -> Mapping[str, int]:
        rows = self._connection.query("queue.unknown_types", known=sorted(known) or [""])
        return {row["type"]: row["n"] for row in rows}

    @property
    def _connection(self) -> Connection:
        return self._context.connection

    def _count_completed(self, probes: int) -> None:
        clock = self._context.clock
        began = clock.boottime()
        if self._counted_at is not None and began - self._counted_at < self._good_for:
            return
        row = self._connection.one("queue.count_completed")
        self._completed = max(0, (row["n"] if row else 0) - probes)
        self._counted_at = clock.boottime()
        self._good_for = max(_KEPT_SECONDS, _KEPT_TIMES * (self._counted_at - began))

    def _waited(self, available_at: datetime) -> float:
        return max(timedelta(0), self._context.clock.age(available_at)).total_seconds()


def sync(context: QueueContext, utc: object) -> None:
    """Take over the database's clock; a file has none, there the host's serves."""
    if utc is None:
        context.clock.resync()
    else:
        context.clock.sync(moment(utc))
