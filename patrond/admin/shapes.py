"""The JSON objects that the API answers with and ``ctl --json`` prints, as types; building them is done in answers."""

from typing import Any, NotRequired, TypedDict


class QueueJson(TypedDict):
    """Jobs by status. ``completed`` (and so ``total``) may be ``age_seconds`` old; the others are of this moment."""

    pending: int
    processing: int
    completed: int
    failed: int
    total: int
    age_seconds: float


class WorkerOfStatsJson(TypedDict):
    """One slot, as ``/api/stats`` shows it. ``started_at`` is ISO 8601 with its offset."""

    slot: int
    pid: int | None
    state: str
    jobs: list[int]
    started_at: str | None
    restarts: int


class WorkerJson(WorkerOfStatsJson):
    """One slot, as ``/api/workers`` shows it: with the words of its last exit."""

    last_exit: str | None


class ThroughputJson(TypedDict):
    """The last hour; seconds from reservation to end."""

    completed_1h: int
    failed_1h: int
    p50_seconds: float | None
    p95_seconds: float | None


class CostJson(TypedDict):
    """What today's calls used and cost (the site's day)."""

    tokens_today: int
    usd_today: float


class StatsJson(TypedDict):
    """``GET /api/stats``. ``uptime_seconds`` is null when no daemon runs."""

    queue: QueueJson
    oldest_pending_seconds: float | None
    workers: list[WorkerOfStatsJson]
    throughput: ThroughputJson
    cost: CostJson
    version: str
    uptime_seconds: float | None


class WorkersJson(TypedDict):
    """``GET /api/workers``."""

    workers: list[WorkerJson]


class DatabaseJson(TypedDict):
    """How the database stands; ``answered_seconds`` since its last answer, null for never."""

    ok: bool
    answered_seconds: float | None
    problem: str | None
    skew_seconds: float


class BreakerJson(TypedDict):
    """The provider's breaker while it is open."""

    reason: str
    seconds_left: float


class InstanceJson(TypedDict):
    """One master that shares the queue. ``state`` is living or silent; ``beat_seconds`` since its last beat and
    ``jobs`` in hand are null while the database does not answer. ``answers``: it is the one that says all this."""

    instance: str
    host: str
    pid: int
    version: str
    started_at: str
    state: str
    beat_seconds: float | None
    jobs: int | None
    answers: bool


class AnsweringInstanceJson(InstanceJson):
    """The master that answers: with what it knows of itself alone."""

    uptime_seconds: float
    worker_count: int
    concurrency: int
    paused: bool
    draining: bool
    provider: str | None
    provider_problem: str | None
    breaker: BreakerJson | None
    database: DatabaseJson
    cycle_age_seconds: float


class JobJson(TypedDict):
    """One job of a listing. Times are ISO 8601 with the site's offset; ``minutes_stuck`` only while processing."""

    id: int
    type: str
    status: str
    attempts: int
    max_attempts: int
    pattern_id: int | None
    error_message: str | None
    available_at: str
    created_at: str
    reserved_at: str | None
    reserved_by: str | None
    completed_at: str | None
    minutes_stuck: float | None


class AttemptJson(TypedDict):
    """One attempt of a job, from ``patrond_attempts``. ``report`` is the validator's, as an object."""

    attempt: int
    outcome: str
    reason: str
    started_at: str
    ended_at: str
    seconds: float
    instance: str
    pid: int
    provider: str
    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    request_ids: str
    report: Any


class AdviceJson(TypedDict):
    """One thing that is wrong, worded in English; ``values`` let a caller word it in another language."""

    code: str
    severity: str
    values: dict[str, str]
    text: str
    remedy: str


class InstancesJson(TypedDict):
    """``GET /api/instances``: who runs, what is wrong and what to do, the gravest first (``ctl status``, ``why``)."""

    instances: list[InstanceJson | AnsweringInstanceJson]
    why: list[AdviceJson]


class JobDetailJson(JobJson):
    """``GET /api/jobs/{id}``: with its payload (an object where it is JSON), its attempts, and why it stands so."""

    payload: Any
    history: list[AttemptJson]
    why: list[AdviceJson]


class JobsJson(TypedDict):
    """``GET /api/jobs``; ``next`` goes into ``after``."""

    jobs: list[JobJson]
    next: int | None


class JobOfPatternJson(TypedDict):
    """The newest job of a pattern, as the site's status route shows it."""

    id: int
    status: str
    attempts: int
    error_message: str | None


class PatternStatusJson(TypedDict):
    """``data`` of ``GET /api/patterns/{id}/status``."""

    pattern_id: int
    status: str
    job: JobOfPatternJson | None


class RetryFailedJson(TypedDict):
    """What retry_failed brought back (or would: ``dry_run``)."""

    retried: list[int]
    count: int
    dry_run: bool


class CancelJson(TypedDict):
    """Which pending jobs were cancelled together (or would be: ``dry_run``), in order of the line."""

    cancelled: list[int]
    count: int
    dry_run: bool


class ReleaseStuckJson(TypedDict):
    """What release_stuck gave back or failed; ``stored``: whose finished attempts lay in the spool, if any did."""

    released: list[int]
    count: int
    stored: NotRequired[list[int]]


class CleanupJson(TypedDict):
    """How many completed jobs were deleted."""

    deleted: int
