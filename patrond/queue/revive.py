"""By an operator's hand or by the clock: bringing failed jobs back, clearing finished ones away."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from patrond.db import in_transaction
from patrond.jobs import GENERATE_PATTERN, pattern_id_of
from patrond.queue.context import QueueContext
from patrond.queue.effects import move_patterns
from patrond.queue.plan import PatternMove, PatternVerb

_BATCH = 100  # jobs brought back in one transaction
_MANY = 1_000_000
_DELETE = 1000  # rows of one DELETE: 11 ms
# created_at is stamped by the database in its zone, completed_at in the site's: never more than a day apart.
_ZONES_APART = timedelta(days=1)


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


def cleanup(context: QueueContext, keep: timedelta | None = None) -> int:
    """Delete completed jobs past ``keep``, and old attempts; how many jobs."""
    keep = context.settings.keep_completed if keep is None else keep
    deleted = 0
    while True:
        rows = context.connection.query(
            "queue.finished",
            created_before=context.clock.after(_ZONES_APART - keep),
            completed_before=context.clock.after(-keep),
            limit=_DELETE,
        )
        deleted += _delete(context, "queue.delete_jobs", [row["id"] for row in rows])
        if len(rows) < _DELETE:
            break
    _clear_attempts(context)
    return deleted


def _bring_back(context: QueueContext, batch: Sequence[tuple[int, int | None]]) -> set[int]:
    hit = {
        id_ for id_, _ in batch if context.connection.execute("queue.bring_back", id=id_, now=context.clock.now()) == 1
    }
    moves = [PatternMove(pattern, PatternVerb.GENERATING) for id_, pattern in batch if id_ in hit and pattern]
    move_patterns(context, moves)
    for id_ in sorted(hit):
        context.connection.execute("queue.begin_anew", job_id=id_)
    return hit


def _clear_attempts(context: QueueContext) -> None:
    before = context.clock.after(-context.settings.keep_attempts)
    while True:
        rows = context.connection.query("queue.old_attempts", ended_before=before, limit=_DELETE)
        _delete(context, "queue.delete_attempts", [row["id"] for row in rows])
        if len(rows) < _DELETE:
            return


def _delete(context: QueueContext, statement: str, ids: Sequence[int]) -> int:
    if not ids:
        return 0
    return in_transaction(context.connection, lambda: context.connection.execute(statement, ids=sorted(ids)))


def _pattern_of(type_: str, payload: str) -> int | None:
    return pattern_id_of(payload) if type_ == GENERATE_PATTERN else None
