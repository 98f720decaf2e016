"""The queue's contract as a few lines over dictionaries: what the rows must be after any sequence of verbs.

It is written from the contract and shares no line with patrond. Where the contract leaves a choice (jitter may
shorten a backoff by a fifth) the model has a span, and takes over what the database chose.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

BACKOFF = (60, 300, 900)
STUCK_AFTER = 900
KEEP_COMPLETED = timedelta(days=7)
KEEP_ATTEMPTS = timedelta(days=90)


@dataclass(slots=True)
class ModelAttempt:
    """One ended attempt. ``counts`` is off once the job was brought back by hand."""

    token: str
    outcome: str
    ended_at: datetime
    counts: bool = True


@dataclass(slots=True)
class ModelJob:
    """A job with its pattern. ``due`` is the earliest and the latest that available_at may be."""

    id: int
    pattern: int
    max_attempts: int
    due: tuple[datetime, datetime]
    status: str = "pending"
    attempts: int = 0
    held_by: str | None = None
    held_at: datetime | None = None
    completed_at: datetime | None = None
    history: list[ModelAttempt] = field(default_factory=list)

    @property
    def last_outcome(self) -> str | None:
        counting = [each.outcome for each in self.history if each.counts]
        return counting[-1] if counting else None

    @property
    def is_after_a_crash(self) -> bool:
        return self.last_outcome == "crashed"

    def let_go(self) -> None:
        self.held_by = self.held_at = None


class QueueModel:
    """What the database must say. ``now`` is set by the test before each verb."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.jobs: dict[int, ModelJob] = {}
        self._histories: dict[int, list[ModelAttempt]] = {}  # also of the jobs that were cleared away
        self.patterns: dict[int, str] = {}
        self.counted = 0
        self._watched: dict[int, tuple[object, datetime]] = {}

    def ask(self, job: int, pattern: int, max_attempts: int) -> None:
        self.jobs[job] = ModelJob(job, pattern, max_attempts, (self.now, self.now))
        self._histories[job] = self.jobs[job].history
        self.patterns[pattern] = "generating"

    def reserve(self, limit: int, worker: str, token: str) -> list[int]:
        """The jobs that must be taken, in order. A worker holds one at most whose last attempt crashed."""
        pending = [job for job in self.jobs.values() if job.status == "pending" and job.due[0] <= self.now]
        holds_one = any(
            job.status == "processing" and job.is_after_a_crash and (job.held_by or "").startswith(worker)
            for job in self.jobs.values()
        )
        taken: list[ModelJob] = []
        for job in sorted(pending, key=lambda job: (job.due[0], job.id)):
            if len(taken) == limit:
                break
            if job.is_after_a_crash:
                if holds_one:
                    continue
                holds_one = True
            taken.append(job)
        for job in taken:
            job.status, job.held_by, job.held_at = "processing", token, self.now
            job.attempts += 1
        return [job.id for job in taken]

    def extend(self, held: Sequence[tuple[int, str]]) -> set[tuple[int, str]]:
        """Renews; those that are lost."""
        lost = {(job, token) for job, token in held if not self._is_held(job, token)}
        for job, token in set(held) - lost:
            self.jobs[job].held_at = self.now
            assert self.jobs[job].held_by == token
        return lost

    def end(self, job_id: int, token: str, outcome: str, after: int | None = None) -> bool:
        """Whether it is kept: this end, or one under this very token before."""
        job = self.jobs.get(job_id)
        if job is None or not self._is_held(job_id, token):
            return self._was_kept(job_id, token)
        if outcome == "retry" and job.attempts >= job.max_attempts:
            outcome = "failed"
        job.history.append(ModelAttempt(token, outcome, self.now))
        if outcome == "completed":
            job.status, job.completed_at = "completed", self.now
            self._complete(job.pattern)
        elif outcome == "failed":
            job.status = "failed"
            self._move(job.pattern, "error")
        else:
            if outcome != "retry":
                job.attempts -= 1
            if outcome == "retry":
                job.due = self._later(job.attempts) if after is None else self._exactly(after)
            elif outcome == "snooze":
                job.due = self._exactly(after or 0)
            job.status = "pending"
            job.let_go()
            self._move(job.pattern, "generating")
        return True

    def worker_dies(self, worker: str) -> set[int]:
        """All that it held is settled."""
        held = [
            job for job in self.jobs.values() if job.status == "processing" and (job.held_by or "").startswith(worker)
        ]
        for job in held:
            self._crash(job)
        return {job.id for job in held}

    def reap(self) -> set[int]:
        """Settles what was seen unchanged for long enough; no instance is known to the database."""
        processing = {job.id: job for job in self.jobs.values() if job.status == "processing"}
        self._watched = {id_: seen for id_, seen in self._watched.items() if id_ in processing}
        settled = set()
        for id_, job in processing.items():
            held = (job.held_by, job.held_at)
            before, since = self._watched.get(id_, (None, self.now))
            if before != held:
                self._watched[id_] = (held, self.now)
            elif (self.now - since).total_seconds() >= STUCK_AFTER:
                self._crash(job)
                settled.add(id_)
        return settled

    def retry(self, ids: Collection[int] | None) -> set[int]:
        """Failed jobs begin anew; without ids not the cancelled ones."""
        back = {
            job.id
            for job in self.jobs.values()
            if job.status == "failed" and (job.id in ids if ids is not None else job.last_outcome != "cancelled")
        }
        for id_ in back:
            job = self.jobs[id_]
            job.status, job.attempts, job.due, job.completed_at = "pending", 0, (self.now, self.now), None
            job.let_go()
            for each in job.history:
                each.counts = False
            self._move(job.pattern, "generating")
        return back

    def cancel(self, id_: int) -> bool:
        job = self.jobs[id_]
        if job.status not in ("pending", "processing"):
            return False
        token = job.held_by if job.status == "processing" and job.held_by else ""
        job.history.append(ModelAttempt(token, "cancelled", self.now))
        job.status = "failed"
        self._move(job.pattern, "error")
        return True

    def cleanup(self) -> int:
        gone = [
            job.id
            for job in self.jobs.values()
            if job.status == "completed" and job.completed_at and job.completed_at < self.now - KEEP_COMPLETED
        ]
        for id_ in gone:
            del self.jobs[id_]
        for history in self._histories.values():
            history[:] = [each for each in history if each.ended_at >= self.now - KEEP_ATTEMPTS]
        return len(gone)

    def _crash(self, job: ModelJob) -> None:
        crashes = 1 + sum(each.counts and each.outcome == "crashed" for each in job.history)
        job.history.append(ModelAttempt(job.held_by or "", "crashed", self.now))
        if job.attempts >= job.max_attempts:
            job.status = "failed"
            self._move(job.pattern, "error")
            return
        job.status = "pending"
        job.let_go()
        if crashes > 1:
            job.due = self._later(crashes - 1)
        self._move(job.pattern, "generating")

    def _is_held(self, job: int, token: str) -> bool:
        found = self.jobs.get(job)
        return found is not None and found.status == "processing" and found.held_by == token

    def _was_kept(self, job: int, token: str) -> bool:
        ended = [each.outcome for each in self._histories.get(job, ()) if each.token == token]
        return bool(ended) and ended[0] not in ("crashed", "cancelled")

    def _complete(self, pattern: int) -> None:
        self.counted += self.patterns[pattern] != "completed"
        self.patterns[pattern] = "completed"

    def _move(self, pattern: int, status: str) -> None:
        if self.patterns[pattern] != "completed":
            self.patterns[pattern] = status

    def _later(self, failures: int) -> tuple[datetime, datetime]:
        step = timedelta(seconds=BACKOFF[min(failures, len(BACKOFF)) - 1])
        return self.now + step * 4 / 5 - timedelta(seconds=1), self.now + step

    def _exactly(self, seconds: int) -> tuple[datetime, datetime]:
        due = self.now + timedelta(seconds=seconds)
        return due, due
