"""What follows a job's own row in the same transaction: its pattern, the attempt's row, the user's counter.

Always in this order, and each kind in order of id: unsorted group commits deadlock by the hundred (measured). Users
come last: whoever asks for a pattern meanwhile waits for the row (its INSERT's foreign key).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from patrond.jobs import AttemptOutcome, Ending, Token, Usage
from patrond.queue.context import QueueContext
from patrond.queue.plan import PatternMove, PatternVerb

_REASON_LENGTH = 8000  # patrond_attempts.reason is a TEXT of 64 KiB
_REQUEST_IDS_LENGTH = 8000
_WATERMARK_LENGTH = 255


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """A row for ``patrond_attempts``, field by field."""

    job_id: int
    token: str
    type: str
    attempt: int
    instance: str
    pid: int
    started_at: datetime
    ended_at: datetime
    duration_ms: int
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


def move_patterns(context: QueueContext, moves: Sequence[PatternMove]) -> Mapping[int, int]:
    """Move patterns; how many became complete for each user, which is to be counted."""
    emails = _emails(context, moves)
    counted: Counter[int] = Counter()
    for move in sorted(moves, key=lambda move: move.id):
        if move.result is None:
            context.connection.execute(move.verb, id=move.id, sentence=move.sentence, now=context.clock.now())
            continue
        values = asdict(move.result)
        user_id = values.pop("user_id")
        values["id"] = values.pop("pattern_id")
        hit = context.connection.execute(
            PatternVerb.COMPLETED, **values, watermark=emails.get(user_id), now=context.clock.now()
        )
        counted[user_id] += hit  # 0: completed before, or gone during the call; then nothing is counted
    return +counted


def count_patterns(context: QueueContext, counted: Mapping[int, int]) -> None:
    """Each user once; neighbours with the same number as one statement."""
    for n, run in groupby(sorted(counted.items()), key=lambda item: item[1]):
        context.connection.execute("queue.count_patterns", ids=[user_id for user_id, _ in run], n=n)


def add_attempts(context: QueueContext, records: Sequence[AttemptRecord]) -> None:
    """The attempts' rows, in one round trip."""
    context.connection.execute_each("queue.add_attempt", [asdict(record) for record in records])


def record_of(context: QueueContext, ending: Ending, outcome: AttemptOutcome, reason: str) -> AttemptRecord:
    """The row of an attempt that its worker ended."""
    lease, usage = ending.lease, ending.usage
    return _record(
        context,
        lease.job.id,
        lease.job.type,
        lease.job.attempts,
        str(lease.token),
        lease.token,
        lease.started_at,
        outcome,
        reason,
        usage,
        ending.report,
    )


def foreign_record(
    context: QueueContext,
    *,
    job_id: int,
    type_: str,
    attempt: int,
    held_by: str | None,
    since: datetime | None,
    outcome: AttemptOutcome,
    reason: str,
) -> AttemptRecord:
    """The row of an attempt that another ended for it: a crash, a cancel.

    What is not one of our tokens may come again for the same job, even within a second: time and chance tell apart.
    """
    token = Token.parse(held_by)
    at = f"{since or context.clock.now():%Y%m%d%H%M%S}"
    text = str(token) if token else f"{(held_by or '-')[:100]}@{at}-{context.random.getrandbits(32):08x}"
    ascii_text = text.encode("ascii", "replace").decode()
    started = since or context.clock.exact()
    return _record(context, job_id, type_, attempt, ascii_text, token, started, outcome, reason, Usage(), None)


def _record(
    context: QueueContext,
    job_id: int,
    type_: str,
    attempt: int,
    token_text: str,
    token: Token | None,
    started_at: datetime,
    outcome: AttemptOutcome,
    reason: str,
    usage: Usage,
    report: str | None,
) -> AttemptRecord:
    return AttemptRecord(
        job_id=job_id,
        token=token_text,
        type=type_,
        attempt=attempt,
        instance=token.instance if token else "",
        pid=token.pid if token else 0,
        started_at=started_at,
        ended_at=context.clock.now(),
        duration_ms=max(0, round(context.clock.age(started_at).total_seconds() * 1000)),
        outcome=outcome,
        reason=reason[:_REASON_LENGTH],
        provider=usage.provider[:50],
        model=usage.model[:100],
        calls=usage.calls,
        input_tokens=usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=usage.cost_usd,
        request_ids=" ".join(usage.request_ids)[:_REQUEST_IDS_LENGTH],
        report=report,
    )


def _emails(context: QueueContext, moves: Sequence[PatternMove]) -> dict[int, str]:
    """Read without a lock: a shared lock on users, then the counter's exclusive one, would deadlock."""
    ids = sorted({move.result.user_id for move in moves if move.result})
    if not ids:
        return {}
    return {
        int(row["id"]): row["email"][:_WATERMARK_LENGTH] for row in context.connection.query("queue.emails", ids=ids)
    }
