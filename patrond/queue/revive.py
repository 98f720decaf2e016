"""Bringing failed jobs back, by an operator's hand."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from patrond.db import in_transaction
from patrond.jobs import GENERATE_PATTERN, pattern_id_of
from patrond.queue.context import QueueContext
from patrond.queue.effects import move_patterns
from patrond.queue.plan import PatternMove, PatternVerb

_BATCH = 100  # jobs brought back in one transaction
_MANY = 1_000_000


def retry_failed(
    context: QueueContext,
    ids: Collection[int] | None = None,
    *,
    since: timedelta | None = None,
    limit: int | None = None,
    dry_run: bool = False,
) -> list[int]:
    """Failed jobs begin anew; which, newest first. Without ``ids`` cancelled ones are left alone."""
    rows = context.connection.query(
        "queue.failed",
        any_id=ids is None,
        ids=sorted(ids or ()),
        cancelled_too=ids is not None,
        since=context.clock.after(-since) if since is not None else None,
        limit=_MANY if limit is None else limit,
    )
    found = [(int(row["id"]), _pattern_of(row["type"], row["payload"])) for row in rows]
    if dry_run:
        return [id_ for id_, _ in found]
    back: set[int] = set()
    for start in range(0, len(found), _BATCH):
        batch = sorted(found[start : start + _BATCH])
        back |= in_transaction(context.connection, lambda batch=batch: _bring_back(context, batch))  # type: ignore[misc]
    return [id_ for id_, _ in found if id_ in back]


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
