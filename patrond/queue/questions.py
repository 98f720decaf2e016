"""What may be asked of the queue without changing it: tally, counts, find, get, stuck, next_due, unknown_types."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from patrond.db import Connection
from patrond.db.values import moment
from patrond.jobs import PROBE, Job, JobStatus
from patrond.queue.context import QueueContext
from patrond.queue.contract import Counts, Filter, Page, Tally
from patrond.queue.listing import find_ids
from patrond.queue.rows import job_from

_MOST = 2000  # open jobs of a status that are counted at each look, by the index alone: 1 ms
_MOST_LOOKED_AT = 200  # and of which the rows are looked at, to leave out probes: 1 ms


class Questions:
    """Answers from one connection."""

    def __init__(self, context: QueueContext) -> None:
        self._context = context

    def next_due(self, types: Collection[str]) -> datetime | None:
        """The poll; the database's clock rides on it."""
        row = self._connection.one("queue.next_due", types=sorted(types))
        if row is None:
            return None
        sync(self._context, row["utc"])
        return moment(row["available_at"]) if row["available_at"] is not None else None

    def tally(self, known: Collection[str]) -> Tally:
        """Counted whole. Of probes there are those that are open, and else the completed ones."""
        at = self._context.clock.boottime()
        counted = {JobStatus(row["status"]): row["n"] for row in self._connection.query("queue.count_all")}
        probes = self._open_of(PROBE)
        row = self._connection.one("queue.count_type", type=PROBE)
        probes[JobStatus.COMPLETED] = (row["n"] if row else 0) - sum(probes.values())
        by_status = {status: max(0, n - probes.get(status, 0)) for status, n in counted.items()}
        return Tally(by_status, probes, self.unknown_types(known) if known else {}, at)

    def counts(self, tally: Tally | None = None) -> Counts:
        """Probes left out. Of what the tally says only completed jobs are taken from it, unless others are many."""
        whole = self.tally(()) if tally is None else tally
        by_status = whole.by_status if tally is None else {**whole.by_status, **self._open(whole)}
        pending = by_status.get(JobStatus.PENDING, 0)
        oldest = self._connection.one("queue.oldest_pending", probe=PROBE) if pending else None
        return Counts(
            pending=pending,
            processing=by_status.get(JobStatus.PROCESSING, 0),
            completed=by_status.get(JobStatus.COMPLETED, 0),
            failed=by_status.get(JobStatus.FAILED, 0),
            oldest_pending_seconds=self._waited(moment(oldest["available_at"])) if oldest else None,
            age_seconds=self._context.clock.boottime() - whole.at,
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
        served = {type_.casefold() for type_ in known}  # as the site's collation compares them
        counted = {type_: self._open_of(type_).get(JobStatus.PENDING, 0) for type_ in self._types(served)}
        return {type_: n for type_, n in counted.items() if n}

    @property
    def _connection(self) -> Connection:
        return self._context.connection

    def _open(self, tally: Tally) -> dict[JobStatus, int]:
        """Open jobs as they are now; where there are too many to count at each look, as the tally has them."""
        found = {}
        for status, n, probes in self._open_and_probes(tally):
            seen = max(0, n - probes)
            found[status] = seen if n <= _MOST else max(seen, tally.by_status.get(status, 0))
        return found

    def _open_and_probes(self, tally: Tally) -> Iterator[tuple[JobStatus, int, int]]:
        rows = self._connection.query("queue.count_open", most=_MOST + 1)
        counted = {JobStatus(row["status"]): row["n"] for row in rows}
        rows = self._connection.query("queue.count_open_probes", probe=PROBE, most=_MOST_LOOKED_AT)
        probes = {JobStatus(row["status"]): int(row["n"]) for row in rows}
        for status in (JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.FAILED):
            n = counted.get(status, 0)
            yield status, n, (probes if n <= _MOST_LOOKED_AT else tally.probes).get(status, 0)

    def _open_of(self, type_: str) -> dict[JobStatus, int]:
        rows = self._connection.query("queue.count_open_type", type=type_)
        return {JobStatus(row["status"]): row["n"] for row in rows}

    def _types(self, served: Collection[str]) -> Iterator[str]:
        """Types that occur, without those served."""
        last = ""
        while (row := self._connection.one("queue.next_type", after=last)) and row["type"] is not None:
            last = row["type"]
            if last.casefold() not in served:
                yield last

    def _waited(self, available_at: datetime) -> float:
        return max(timedelta(0), self._context.clock.age(available_at)).total_seconds()


def sync(context: QueueContext, utc: object) -> None:
    """Take over the database's clock; a file has none, there the host's serves."""
    if utc is None:
        context.clock.resync()
    else:
        context.clock.sync(moment(utc))
