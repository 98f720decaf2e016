"""The values of the queue: a job, its lease, how an attempt ends. No I/O.

They stand below queue, store and providers, which all speak of them and must not import each other.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

GENERATE_PATTERN = "generate_pattern"
PROBE = "probe"


class JobStatus(StrEnum):
    """The site's own statuses."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class AttemptOutcome(StrEnum):
    """How an attempt ended, as ``patrond_attempts.outcome`` says it."""

    COMPLETED = "completed"
    RETRY = "retry"
    SNOOZE = "snooze"
    HALT = "halt"
    FAILED = "failed"
    RELEASED = "released"
    CRASHED = "crashed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Token:
    """Who holds a job: ``<instance>/<pid>/<seq>``, one per reservation batch, in ``jobs.reserved_by``.

    ``instance`` is 12 hex digits, random per start of the master. The text stays far below the column's 100
    characters: an over-long one is truncated by a non-strict server and every finish then fails.
    """

    instance: str
    pid: int
    seq: int

    def __str__(self) -> str:
        return f"{self.instance}/{self.pid}/{self.seq}"

    @classmethod
    def parse(cls, text: str | None) -> "Token | None":
        """The token in ``reserved_by``, or None where it is not one of ours (a PHP worker's name)."""
        parts = (text or "").split("/")
        if len(parts) != 3 or len(parts[0]) != 12 or not (parts[1].isdigit() and parts[2].isdigit()):
            return None
        if any(c not in "0123456789abcdef" for c in parts[0]):
            return None
        return cls(parts[0], int(parts[1]), int(parts[2]))


@dataclass(frozen=True, slots=True)
class Job:
    """One row of ``jobs``. Times are naive, whole seconds, in the site's zone. ``payload`` is the raw JSON text.

    In a listing ``payload`` is empty: it is a LONGTEXT and is read only where it is needed.
    """

    id: int
    type: str
    status: JobStatus
    attempts: int
    max_attempts: int
    available_at: datetime
    created_at: datetime
    payload: str = ""
    error_message: str | None = None
    reserved_at: datetime | None = None
    reserved_by: str | None = None
    completed_at: datetime | None = None

    @property
    def is_last_attempt(self) -> bool:
        """Whether the attempt in hand is the last that the row allows."""
        return self.attempts >= self.max_attempts


@dataclass(frozen=True, slots=True)
class Usage:
    """What an attempt's calls used. Adds up over a draft and its repair."""

    provider: str = ""
    model: str = ""
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    request_ids: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        """All tokens, in and out, cached or not."""
        return self.input_tokens + self.output_tokens + self.cache_read_tokens + self.cache_write_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            provider=other.provider or self.provider,
            model=other.model or self.model,
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cache_read_tokens=self.cache_read_tokens + other.cache_read_tokens,
            cache_write_tokens=self.cache_write_tokens + other.cache_write_tokens,
            cost_usd=self.cost_usd + other.cost_usd,
            request_ids=self.request_ids + other.request_ids,
        )


@dataclass(frozen=True, slots=True)
class PatternResult:
    """What a completed pattern's row receives. Texts are already capped to the site's columns.

    ``materials`` is the JSON list as text. The watermark is the user's e-mail, read in the same transaction.
    """

    pattern_id: int
    user_id: int
    title: str
    content: str
    materials: str
    yarn_weight: str
    hook_size: str
    estimated_time: str
    ai_provider: str
    generation_prompt: str
    tokens_used: int


@dataclass(frozen=True, slots=True)
class Done:
    """The job is completed. ``result`` is None for jobs that make no pattern, or whose pattern was done before."""

    result: PatternResult | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again later; the attempt counts. After the last attempt the queue makes it a Fail.

    ``reason`` is the detail for the operator (patrond_attempts); ``sentence`` what a customer may read.
    ``after`` overrides the backoff.
    """

    reason: str
    sentence: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """Try again after ``after``; no attempt is used. Nobody calls this provider before it is over."""

    reason: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Halt:
    """The provider cannot be used at all (key, credit, model); the job waits, no attempt is used.

    Pauses the provider, not the job: all workers stop reserving, and one tries again after ``after``.
    """

    reason: str
    after: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Fail:
    """The job has failed for good. ``reason`` for the operator, ``sentence`` for the customer."""

    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Release:
    """The job is given back without using an attempt (drain, lost call at shutdown)."""

    reason: str


Outcome = Done | Retry | Snooze | Halt | Fail | Release


@dataclass(frozen=True, slots=True)
class Lease:
    """A job that we hold: the row as reserved (``attempts`` already counts this one) and the token on it.

    ``database``: the identity of the one that it was taken from; empty where nobody told.
    """

    job: Job
    token: Token
    started_at: datetime
    database: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """One attempt's end, ready to be written: one transaction, guarded by (job_id, token).

    ``report`` is the validator's report as JSON text, or None.
    """

    lease: Lease
    outcome: Outcome
    usage: Usage = field(default_factory=Usage)
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of an :class:`Ending`: ``kept`` False means the lease was lost and nothing was written.

    ``outcome`` is what was written (a Retry on the last attempt is FAILED); ``available_at`` when it is due again.
    """

    ending: Ending
    kept: bool
    outcome: AttemptOutcome | None = None
    available_at: datetime | None = None


def pattern_id_of(payload: str) -> int | None:
    """The pattern that a ``generate_pattern`` payload is for; None where it names none (a probe, broken JSON).

    The payload is the source: the site inserts its pattern_jobs link after the job, or not at all.

    >>> pattern_id_of('{"pattern_id": "42", "user_id": 1}')
    42
    """
    try:
        value = json.loads(payload)["pattern_id"]
    except (ValueError, TypeError, KeyError):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def wish_of(payload: str) -> bytes | None:
    """What makes two jobs look alike: the same user asks for the same thing, whatever the pattern's number.

    A digest; None where the payload does not say who asks for what, and so is like no other.

    >>> wish_of('{"pattern_id": 1, "user_id": 7, "params": {"type": "hat", "size": ""}}') == wish_of(
    ...     '{"params": {"size": "", "type": "hat"}, "user_id": 7, "pattern_id": 2}')
    True
    >>> wish_of('{"pattern_id": 1}') is None
    True
    """
    try:
        content = json.loads(payload)
        user, params = content["user_id"], content["params"]
    except (ValueError, TypeError, KeyError):
        return None
    if user is None or not isinstance(params, dict):
        return None
    return hashlib.blake2b(json.dumps([user, params], sort_keys=True).encode(), digest_size=16).digest()
