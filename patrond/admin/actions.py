"""What an operator may do to jobs, over one desk: each a verb of the queue with its answer, for API, pages and ``ctl``.

They only touch rows. With a daemon the caller then wakes the workers, or drops the call in hand (Control).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from patrond import replay
from patrond.admin.answers import require_job
from patrond.admin.facts import KNOWN_TYPES
from patrond.admin.shapes import CancelJson, CleanupJson, ReleaseStuckJson, RetryFailedJson
from patrond.desk import Desk
from patrond.errors import PatrondError
from patrond.jobs import Job, JobStatus

CANCEL_REASON = "cancelled by the operator"


@dataclass(frozen=True, slots=True)
class RetryWish:
    """Which failed jobs to bring back: those that failed within ``since``, at most ``limit``."""

    since: timedelta | None = None
    limit: int | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class CancelWish:
    """Which pending jobs to cancel: those older than that, those that look like another, or with both the old
    look-alikes."""

    older_than: timedelta | None = None
    duplicates: bool = False
    dry_run: bool = False


class WrongState(PatrondError):
    """The job is in a state that the verb does not fit; ``status`` is the state it is in."""

    def __init__(self, verb: str, job: Job, why: str) -> None:
        self.verb = verb
        self.job_id = job.id
        self.status = job.status
        super().__init__(f"cannot {verb} job {job.id}: it is {job.status.value}{why}")


def retry_failed(desk: Desk, wish: RetryWish) -> RetryFailedJson:
    """Bring failed jobs back; cancelled ones are left alone."""
    ids = desk.queue.retry_failed(since=wish.since, limit=wish.limit, dry_run=wish.dry_run)
    return {"retried": list(ids), "count": len(ids), "dry_run": wish.dry_run}


def retry(desk: Desk, job_id: int) -> Job:
    """Bring one failed job back, cancelled or not; the row after. Raises NotFound, WrongState."""
    job = require_job(desk, job_id)
    if not desk.queue.retry_failed([job_id]):
        raise WrongState("retry", job, ", and only a failed job is brought back")
    return require_job(desk, job_id)


def cancel(desk: Desk, job_id: int) -> Job:
    """End a pending or processing job as failed; the row before. Raises NotFound, WrongState."""
    require_job(desk, job_id)
    before = desk.queue.cancel(job_id, CANCEL_REASON)
    if before is None:
        raise WrongState("cancel", require_job(desk, job_id), " already")
    return before


def cancel_pending(desk: Desk, wish: CancelWish) -> CancelJson:
    """Cancel many pending jobs; jobs of types that patrond does not serve are left alone."""
    ids = desk.queue.cancel_pending(
        KNOWN_TYPES, CANCEL_REASON, older_than=wish.older_than, duplicates=wish.duplicates, dry_run=wish.dry_run
    )
    return {"cancelled": list(ids), "count": len(ids), "dry_run": wish.dry_run}


def is_in_hand(job: Job) -> bool:
    """Whether a call may be running for a job that was cancelled: then Control.cancel_call drops it."""
    return job.status is JobStatus.PROCESSING


def release_stuck(desk: Desk) -> ReleaseStuckJson:
    """The reaper's pass, now; ``stored`` are the jobs whose finished attempts lay in the spool."""
    stored: list[int] = []

    def note(event: str, **values: Any) -> None:
        if event == "ending_replayed":
            stored.append(values["job"])
        elif event == "spool_unusable":  # finished attempts may lie there: nobody's job is released past them
            raise PatrondError(f"cannot release: {values['problem']}; run this as the account that runs patrond")

    ids = replay.release_stuck(desk, note)
    answer: ReleaseStuckJson = {"released": list(ids), "count": len(ids)}
    return {**answer, "stored": stored} if stored else answer


def cleanup_steps(desk: Desk, days: int | None) -> Iterator[int]:
    """Delete completed jobs older than ``days`` (None: as the settings keep them); after each statement how many."""
    return desk.queue.cleanup_steps(None if days is None else timedelta(days=days))


def cleanup(desk: Desk, days: int | None) -> CleanupJson:
    """The same at one go, for who has nobody to hold up."""
    return {"deleted": sum(cleanup_steps(desk, days))}
