"""Bringing failed jobs back, by an operator's hand."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from patrond.db import in_transaction
from patrond.db.values import moment
from patrond.jobs import GENERATE_PATTERN, AttemptOutcome, pattern_id_of
from patrond.queue.context import QueueContext
from patrond.queue.effects import move_patterns
from patrond.queue.plan import PatternMove, PatternVerb

_BATCH = 100  # jobs brought back in one transaction
_PAGE = 500  # failed jobs that are looked at in one statement


def retry_failed(
    context: QueueContext,
    ids: Collection[int] | None = None,
    *,
    since: timedelta | None = None,
    limit: int | None = None,
    dry_run: bool = False,
) -> list[int]:
    """Failed jobs begin anew; which, newest first. Without ``ids`` cancelled ones are left alone."""
    after = context.clock.after(-since) if since is not None else None
    found = list(islice(_found(context, ids, after), limit))
    if dry_run:
        return [id_ for id_, _ in found]
    back: set[int] = set()
    for start in range(0, len(found), _BATCH):
        batch = sorted(found[start : start + _BATCH])
        back |= in_transaction(context.connection, lambda batch=batch: _bring_back(context, batch))  # type: ignore[misc]
    return [id_ for id_, _ in found if id_ in back]


def _found(
    context: QueueContext, ids: Collection[int] | None, after: datetime | None
) -> Iterator[tuple[int, int | None]]:
    """Failed jobs with their patterns, a page at a time: who wants ten does not go through all."""
    rows = context.connection.query("queue.failed_ids") if ids is None else ()
    wanted = sorted(ids or (row["id"] for row in rows), reverse=True)
    for start in range(0, len(wanted), _PAGE):
        for row in context.connection.query("queue.failed", ids=wanted[start : start + _PAGE]):
            cancelled = ids is None and row["last_outcome"] == AttemptOutcome.CANCELLED
            if not cancelled and (after is None or moment(row["failed_at"]) >= after):
                yield int(row["id"]), _pattern_of(row["type"], row["payload"])


def _bring_back(context: QueueContext, batch: Sequence[tuple[int, int | None]]) -> set[int]:
    hit = {
        id_ for id_, _ in batch if context.connection.execute("queue.bring_back", id=id_, now=context.clock.now()) == 1
    }
    moves = [PatternMove(pattern, PatternVerb.GENERATING) for id_, pattern in batch if id_ in hit and pattern]
    move_patterns(context, moves)
    for id_ in sorted(hit):
        context.connection.execute("queue.begin_anew", job_id=id_)
    return hit


def _pattern_of(type_: str, payload: str) -> int | None:
    return pattern_id_of(payload) if type_ == GENERATE_PATTERN else None
