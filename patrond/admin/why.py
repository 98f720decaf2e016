"""The diagnosis: from facts to advice, as pure functions. Gathering is done in facts, the words are in page.po."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from patrond.admin.advice import Advice, Severity
from patrond.admin.facts import KNOWN_TYPES, Facts
from patrond.control import Overview, WorkerState
from patrond.jobs import AttemptOutcome, Job, JobStatus, Token
from patrond.store.contract import AttemptRow

CYCLE_LATE_SECONDS = 10.0  # a cycle turns several times a second; ten seconds are a hang
DATABASE_FRESH_SECONDS = 5.0  # /readyz: the database answered within these
OLD_PENDING_SECONDS = 120.0
SKEW_SECONDS = 5.0
DISK_LOW_BYTES = 200 * 1024 * 1024

_AT_WORK = (WorkerState.READY, WorkerState.BUSY)
_ILL = (WorkerState.CRASH_LOOP, WorkerState.BACKOFF)  # each has its own advice, which says more than "none ready"
_DENIED = re.compile(r"access denied|\baccount\b|\b1045\b|\b1698\b|\b1044\b", re.IGNORECASE)
_SCHEMA = re.compile(r"db install|\btable\b|\bcolumn\b", re.IGNORECASE)
_READ_ONLY = re.compile(r"read[- ]?only|\b1290\b|\b1792\b|\b1836\b", re.IGNORECASE)


def why(facts: Facts) -> list[Advice]:
    """Everything that keeps jobs waiting, will do so, or explains the state; the gravest first."""
    found = [
        *_database(facts),
        *_supervisor(facts),
        *_unstored(facts),
        *_provider(facts),
        *_queue(facts),
        *_surroundings(facts),
    ]
    if any(advice.severity is Severity.PROBLEM for advice in found):  # the long wait has its cause
        found = [advice for advice in found if advice.code != "waiting_long"]
    return sorted([*found, *facts.warnings], key=lambda advice: list(Severity).index(advice.severity))


def is_ready(overview: Overview) -> bool:
    """What ``/readyz`` says: a worker at work, and the database answered in the last five seconds."""
    answered = overview.database.answered_seconds
    fresh = overview.database.ok and answered is not None and answered <= DATABASE_FRESH_SECONDS
    return fresh and any(worker.state in _AT_WORK for worker in overview.workers)


def is_alive(overview: Overview) -> bool:
    """What ``/healthz`` says: the supervision cycle turns."""
    return overview.cycle_age_seconds <= CYCLE_LATE_SECONDS


def _database(facts: Facts) -> Iterator[Advice]:
    view, own = (facts.overview.database if facts.overview else None), facts.database_problem
    if view is None:
        if own is not None:
            yield Advice(_kind_of(own), Severity.PROBLEM, {"problem": own})
        return
    if not view.ok:
        problem = view.problem or own or "?"
        yield Advice(_kind_of(problem), Severity.PROBLEM, {"problem": problem})
    elif view.answered_seconds is None or view.answered_seconds > DATABASE_FRESH_SECONDS:
        seconds = "?" if view.answered_seconds is None else f"{view.answered_seconds:.0f}"
        yield Advice("database_silent", Severity.PROBLEM, {"seconds": seconds})
    elif own is not None and (kind := _kind_of(own)) != "database_down":
        yield Advice(kind, Severity.PROBLEM, {"problem": own})
    elif own is not None:
        yield Advice("page_database", Severity.WARNING, {"problem": own})


def _kind_of(problem: str) -> str:
    """Which of the kinds that have remedies of their own. A refused right names tables too, so it is asked first."""
    for kind, mark in (("read_only", _READ_ONLY), ("refused", _DENIED), ("schema", _SCHEMA)):
        if mark.search(problem):
            return f"database_{kind}"
    return "database_down"


def _supervisor(facts: Facts) -> Iterator[Advice]:
    overview = facts.overview
    if overview is None:
        yield Advice("no_daemon", Severity.PROBLEM)
        return
    if not is_alive(overview):
        yield Advice("cycle_late", Severity.PROBLEM, {"seconds": f"{overview.cycle_age_seconds:.0f}"})
    if overview.draining:
        yield Advice("draining", Severity.WARNING)
    elif overview.paused:
        yield Advice("paused", Severity.PROBLEM)
    yield from _workers(overview)


def _workers(overview: Overview) -> Iterator[Advice]:
    if overview.worker_count == 0:
        yield Advice("no_workers", Severity.PROBLEM)
    elif not overview.draining and not any(worker.state in (*_AT_WORK, *_ILL) for worker in overview.workers):
        yield Advice("none_ready", Severity.PROBLEM)
    for worker in overview.workers:
        values = {"slot": str(worker.slot), "exit": worker.last_exit or "?"}
        if worker.state is WorkerState.CRASH_LOOP:
            yield Advice("crash_loop", Severity.PROBLEM, values)
        elif worker.state is WorkerState.BACKOFF:
            yield Advice("backoff", Severity.WARNING, values)


def _unstored(facts: Facts) -> Iterator[Advice]:
    """Answers that are paid for and not in the database: of living workers, of dead ones, of nobody's use."""
    workers = facts.overview.workers if facts.overview else ()
    if waiting := [worker for worker in workers if worker.unstored]:
        count = sum(worker.unstored for worker in waiting)
        values = {"count": str(count), "spooled": str(facts.spool.waiting), "problem": waiting[0].problem}
        yield Advice("unstored", Severity.PROBLEM, values)
    elif facts.spool.waiting:
        yield Advice("spooled", Severity.WARNING, {"count": str(facts.spool.waiting)})
    if facts.spool.aside:
        yield Advice("spool_aside", Severity.WARNING, {"count": str(facts.spool.aside)})


def _provider(facts: Facts) -> Iterator[Advice]:
    overview = facts.overview
    if overview is None:
        return
    if overview.provider is None:
        yield Advice("provider_unnamed", Severity.PROBLEM)
    elif overview.provider_problem:
        yield Advice("provider_problem", Severity.PROBLEM, {"problem": overview.provider_problem})
    if overview.breaker:
        seconds = f"{max(0.0, overview.breaker.seconds_left):.0f}"
        yield Advice("breaker_open", Severity.PROBLEM, {"reason": overview.breaker.reason, "seconds": seconds})


def _queue(facts: Facts) -> Iterator[Advice]:
    for type_, count in sorted(facts.unknown.items()):
        yield Advice("unknown_type", Severity.WARNING, {"type": type_, "count": str(count)})
    yield from _held(facts)
    counts = facts.counts
    if counts and counts.failed and facts.figures and facts.figures.failed_1h:
        yield Advice("failures", Severity.WARNING, {"count": str(facts.figures.failed_1h)})
    if counts is None or not counts.pending:
        return
    if facts.next_due and facts.next_due > facts.now:
        yield Advice("not_due", Severity.NOTE, {"count": str(counts.pending), "when": _clock_time(facts.next_due)})
        return
    waited = counts.oldest_pending_seconds
    if waited is not None and waited > OLD_PENDING_SECONDS and facts.next_due:
        yield _long_wait(facts, waited)


def _long_wait(facts: Facts, waited: float) -> Advice:
    values = {"minutes": f"{waited / 60:.0f}"}
    overview = facts.overview
    capacity = overview.worker_count * overview.concurrency if overview else 0
    in_hand = sum(len(worker.jobs) for worker in overview.workers) if overview else 0
    if capacity and in_hand >= capacity:
        return Advice("at_capacity", Severity.WARNING, values | {"capacity": str(capacity)})
    return Advice("waiting_long", Severity.WARNING, values)


def _held(facts: Facts) -> Iterator[Advice]:
    """Jobs in processing that nobody here works on: a foreign worker's, or a dead instance's."""
    foreign, dead = [], []
    for job in facts.held:
        if job.reserved_at is None or facts.now - job.reserved_at < facts.stuck_after:
            continue
        token = Token.parse(job.reserved_by)
        if token is None:
            foreign.append(job)
        elif facts.overview is None or token.instance != facts.overview.instance:
            dead.append(job)
    for code, jobs in (("foreign_stuck", foreign), ("dead_instance", dead)):
        if jobs:
            yield Advice(code, Severity.WARNING, {"count": str(len(jobs)), **_holder(jobs[0], facts.now)})


def _holder(job: Job, now: datetime) -> dict[str, str]:
    minutes = (now - job.reserved_at).total_seconds() / 60 if job.reserved_at else 0
    return {"job": str(job.id), "holder": job.reserved_by or "?", "minutes": f"{minutes:.0f}"}


def _surroundings(facts: Facts) -> Iterator[Advice]:
    if facts.disk_free is not None and facts.disk_free < DISK_LOW_BYTES:
        yield Advice("disk_low", Severity.WARNING, {"megabytes": str(facts.disk_free // (1024 * 1024))})
    if facts.overview is None:
        return
    if facts.overview.zone_warning:
        yield Advice("zone_wrong", Severity.WARNING, {"warning": facts.overview.zone_warning})
    skew = facts.overview.database.skew_seconds
    if abs(skew) > SKEW_SECONDS:
        yield Advice("clock_skew", Severity.NOTE, {"seconds": f"{skew:+.0f}"})


def why_job(job: Job, history: Sequence[AttemptRow], facts: Facts) -> list[Advice]:
    """Why this job stands as it does, followed by what holds up all jobs where that is what it waits for."""
    values = {
        "job": str(job.id),
        "type": job.type,
        "attempts": str(job.attempts),
        "max": str(job.max_attempts),
        "reason": (history[-1].reason if history else "") or job.error_message or "?",
    }
    if job.status is JobStatus.COMPLETED:
        when = _clock_time(job.completed_at) if job.completed_at else "?"
        return [Advice("job_completed", Severity.NOTE, values | {"when": when})]
    if job.status is JobStatus.FAILED:
        cancelled = bool(history) and history[-1].outcome == AttemptOutcome.CANCELLED
        return [Advice("job_cancelled" if cancelled else "job_failed", Severity.PROBLEM, values)]
    if job.status is JobStatus.PROCESSING:
        return [_why_processing(job, facts, values)]
    return _why_pending(job, facts, values)


def _why_processing(job: Job, facts: Facts, values: dict[str, str]) -> Advice:
    values = values | _holder(job, facts.now)
    token = Token.parse(job.reserved_by)
    if token is None:
        return Advice("job_foreign", Severity.WARNING, values)
    if facts.overview is None or token.instance != facts.overview.instance:
        return Advice("job_other_instance", Severity.WARNING, values)
    for worker in facts.overview.workers:
        if worker.pid == token.pid:
            return Advice("job_in_hand", Severity.NOTE, values | {"slot": str(worker.slot)})
    return Advice("job_worker_gone", Severity.WARNING, values)


def _why_pending(job: Job, facts: Facts, values: dict[str, str]) -> list[Advice]:
    if job.type not in KNOWN_TYPES:
        return [Advice("job_unknown_type", Severity.PROBLEM, values)]
    if job.available_at > facts.now:
        values = values | {"when": _clock_time(job.available_at)}
        return [Advice("job_tried" if job.attempts else "job_not_due", Severity.NOTE, values)]
    blocking = [advice for advice in why(facts) if advice.severity is Severity.PROBLEM]
    return blocking or [Advice("job_in_line", Severity.NOTE, values)]


def _clock_time(when: datetime) -> str:
    return when.isoformat(sep=" ", timespec="seconds")
