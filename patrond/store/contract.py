"""What is kept beside the queue, as values: patterns, users, options, templates, attempts, figures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One row of the site's ``patterns``. ``materials`` is the JSON text; times naive as stored."""

    id: int
    user_id: int
    title: str
    level: str
    type: str
    size: str | None
    yarn_weight: str | None
    hook_size: str | None
    content: str | None
    materials: str | None
    estimated_time: str | None
    status: str
    price_paid: Decimal | None
    is_paid: bool
    watermark: str | None
    generation_prompt: str | None
    ai_provider: str | None
    tokens_used: int | None
    error_message: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class UserRow:
    """What patrond needs of a user."""

    id: int
    email: str
    role: str
    subscription_type: str | None
    subscription_expires_at: datetime | None
    patterns_generated_count: int


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One row of ``pattern_options``: key, its values (JSON text), the prompt template."""

    key: str
    available_values: str
    ai_prompt_template: str | None


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row of ``pattern_templates`` (reference pattern); ``content`` is JSON text."""

    id: int
    name: str
    type: str
    level: str
    size: str | None
    content: str
    yarn_weight: str | None
    hook_size: str | None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One row of ``patrond_attempts``."""

    job_id: int
    token: str
    attempt: int
    instance: str
    pid: int
    started_at: datetime
    ended_at: datetime
    outcome: str
    reason: str
    provider: str
    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal
    request_ids: str
    report: str | None


@dataclass(frozen=True, slots=True)
class CallRow:
    """One row for the site's ``api_logs``: a call to a provider. request and response as JSON without any key."""

    user_id: int
    pattern_id: int
    provider: str
    endpoint: str
    request: str
    response: str
    tokens: int
    duration_ms: int
    status_code: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Submission:
    """A wish as the site's form sends it, already judged: one pattern row and one job row are made from it."""

    user_id: int
    type: str
    level: str
    size: str
    custom_options: str  # JSON text: an object, or null
    specific_request: str | None
    title: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class Submitted:
    """The two numbers that a submission made."""

    pattern_id: int
    job_id: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The last hour (from patrond_attempts, probes left out) and today's cost (the site's day)."""

    completed_1h: int
    failed_1h: int
    p50_seconds: float | None
    p95_seconds: float | None
    tokens_today: int
    usd_today: Decimal


class Store(Protocol):
    """Synchronous and short; one object per thread and connection. May raise DatabaseUnavailable.

    Where one of the site's optional tables (pattern_options, pattern_templates, api_logs) is missing, its
    questions answer empty.
    """

    def pattern(self, pattern_id: int) -> PatternRow | None: ...

    def patterns_of_jobs(self, job_ids: Collection[int]) -> dict[int, int]:
        """Pattern ids by job id, from the payloads (the link table may be late or missing)."""
        ...

    def job_of_pattern(self, pattern_id: int) -> int | None:
        """The newest job of a pattern, by pattern_jobs; for the status route."""
        ...

    def statuses(self, pattern_ids: Collection[int]) -> dict[int, str]:
        """The status of each of these patterns that is there."""
        ...

    def user(self, user_id: int) -> UserRow | None: ...

    def present_users(self, user_ids: Collection[int]) -> set[int]:
        """Those of these users that are there."""
        ...

    def user_by_email(self, email: str) -> UserRow | None: ...

    def generating_count(self, user_id: int) -> int:
        """How many of the user's patterns are still generating (for the free quota)."""
        ...

    def submit(self, submission: Submission, *, free_patterns: int | None = None) -> Submitted | None:
        """Pattern row, job row and link, one transaction; None if ``free_patterns`` is given and used up.

        The quota is counted under a lock on the user's row, so that two quick requests do not pass as one. Where a
        COMMIT's answer was lost, the same wish, when it comes again within ten minutes, gets what was kept.
        """
        ...

    def options(self, keys: Collection[str]) -> list[OptionRow]: ...

    def templates(self, type_: str, level: str, size: str, limit: int = 3) -> list[TemplateRow]:
        """The best references: same type and active, 2 points for the level, 1 for the size, then usage_count."""
        ...

    def count_template_use(self, ids: Sequence[int]) -> None:
        """One more use of each; of one that is named twice, two."""
        ...

    def attempts(self, job_id: int) -> list[AttemptRow]: ...

    def figures(self) -> Figures: ...

    def log_calls(self, calls: Sequence[CallRow]) -> None:
        """Rows in ``api_logs``, if the table exists and takes them. Where it raises, none is kept."""
        ...
