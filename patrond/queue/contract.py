"""The queue's contract: the closed set of verbs and questions that every backend keeps (design: rules of the queue).

Calls are synchronous and short; each object belongs to one thread and one connection. Every method may raise
:class:`patrond.errors.DatabaseUnavailable`, after which the caller tries again; nothing is half-written.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from patrond.jobs import Ended, Ending, Job, JobStatus, Lease, Token


@dataclass(frozen=True, slots=True)
class Counts:
    """Jobs by status; probes are not counted. ``age_seconds``: how old completed (and so total) are, and what else is
    more than two thousand.
    """

    pending: int
    processing: int
    completed: int
    failed: int
    oldest_pending_seconds: float | None
    age_seconds: float = 0.0

    @property
    def total(self) -> int:
        return self.pending + self.processing + self.completed + self.failed


@dataclass(frozen=True, slots=True)
class Tally:
    """What takes long to count in a table of a million jobs, as it was ``at`` (seconds of boottime): jobs by status,
    probes left out, those probes, and pending jobs by types that this patrond does not serve.
    """

    by_status: Mapping[JobStatus, int]
    probes: Mapping[JobStatus, int]
    unknown: Mapping[str, int]
    at: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What a listing asks for. ``query`` is a job's or pattern's number, or words of an error message.

    Without a status words are looked for among the newest ten thousand rows, and among all that failed or are in
    processing.
    """

    status: JobStatus | None = None
    type: str | None = None
    query: str | None = None
    after: int | None = None  # keyset: ids below this one
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Jobs, newest first, without payloads; ``next`` is the cursor for ``Filter.after`` or None at the end."""

    jobs: tuple[Job, ...]
    next: int | None


class Queue(Protocol):
    """The verbs and questions."""

    def enqueue(
        self, type_: str, payload: str, *, max_attempts: int | None = None, delay: timedelta | None = None
    ) -> int:
        """Insert one pending job; its id."""
        ...

    @property
    def identity(self) -> str:
        """The name that the database keeps for itself, as leases and the spool's files tell it."""
        ...

    def reserve(self, limit: int, types: Collection[str], token: Token) -> list[Lease]:
        """Take up to ``limit`` due jobs of these types, in order of available_at, id. Payloads are read after COMMIT.

        At most one of them has a last attempt that ended in a crash. If a COMMIT's answer was lost, the next call
        looks up what that token holds and returns it first.
        """
        ...

    def extend(self, leases: Sequence[Lease]) -> list[Lease]:
        """Renew reserved_at; returns those whose lease is lost (their calls are to be dropped)."""
        ...

    def end(self, endings: Sequence[Ending]) -> list[Ended]:
        """Complete, retry, snooze, fail or release attempts: one transaction for all (group commit), else one by one.

        Guarded by status and token; moves pattern, counter, pattern_jobs' pattern and patrond_attempts with it.
        Safe to repeat after a lost answer: an ending whose attempt row exists counts as kept.
        """
        ...

    def release_dead(
        self, instance: str, pids: Collection[int] | None, *, reason: str, begun: bool = True
    ) -> list[int]:
        """Settle what workers (None: a whole instance) held when they died: attempt counted, due at once or failed.

        Not ``begun``: they ended in order, and never worked on what they still hold (the COMMIT that reserved it got no
        answer): it is given back, no attempt used. Returns the ids of the jobs released or failed.
        """
        ...

    def release_stuck(self, first: Callable[[], object] | None = None) -> list[int]:
        """The reaper's pass: leases of no living instance, unchanged for ``stuck_after``; ids released or failed.

        ``first`` is called when the dead are known and before any of their jobs is released: it may end some of them.
        """
        ...

    def retry_failed(
        self,
        ids: Collection[int] | None = None,
        *,
        since: timedelta | None = None,
        limit: int | None = None,
        dry_run: bool = False,
    ) -> list[int]:
        """Bring failed jobs back: attempts 0, due now, pattern generating. Without ``ids`` cancelled ones are left."""
        ...

    def cancel(self, job_id: int, reason: str) -> Job | None:
        """End a pending or processing job as failed, outcome cancelled; the row before, or None if it was ended."""
        ...

    def cancel_pending(
        self,
        types: Collection[str],
        reason: str,
        *,
        older_than: timedelta | None = None,
        duplicates: bool = False,
        dry_run: bool = False,
    ) -> list[int]:
        """Cancel many pending jobs of these types: those that were asked for longer ago than ``older_than``, those
        whose wish another open job has (of look-alikes the one at work stays, else the first in the line), or with
        both those that are both. Which, in order of the line; with neither none.
        """
        ...

    def cleanup(self, keep: timedelta | None = None) -> int:
        """Delete completed jobs (and old attempts) past their keeping, in batches; how many jobs."""
        ...

    def cleanup_steps(self, keep: timedelta | None = None, *, in_turn: bool = False) -> Iterator[int]:
        """The same a short statement at a time, for who must not be held up: how many jobs each deleted.

        ``in_turn``: ends early where another instance is at it.
        """
        ...

    def next_due(self, types: Collection[str]) -> datetime | None:
        """available_at of the next pending job of these types (may be past: due), or None."""
        ...

    def tally(self, known: Collection[str]) -> Tally:
        """Count what takes long to count; ``known`` are the types served."""
        ...

    def counts(self, tally: Tally | None = None) -> Counts:
        """Jobs by status: with a tally what takes long is taken from it, and else counted now."""
        ...

    def find(self, filter_: Filter) -> Page: ...

    def get(self, job_id: int) -> Job | None: ...

    def stuck(self, limit: int) -> list[Job]:
        """Jobs in processing, longest first."""
        ...

    def unknown_types(self, known: Collection[str]) -> Mapping[str, int]:
        """Pending jobs by types that this patrond does not serve."""
        ...
