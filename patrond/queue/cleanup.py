"""Clearing away completed jobs and old attempts past their keeping, in short statements that block nobody."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from patrond.db import in_transaction
from patrond.db.values import moment
from patrond.queue.context import QueueContext
from patrond.queue.turn import Turn

_ROWS = 250  # of one statement: 5 ms to delete, on a durable server, with their links to patterns
_BEGINNING = datetime.fromisoformat("1000-01-01 00:00:00")  # the first that a DATETIME holds


def cleanup_steps(context: QueueContext, keep: timedelta | None, turn: Turn | None) -> Iterator[int]:
    """Completed jobs past ``keep``, then old attempts; after each statement how many jobs it deleted.

    With ``turn`` it ends where another instance is at it.
    """
    keep = context.settings.keep_completed if keep is None else keep
    for step in (_clear_jobs(context, keep), _clear_attempts(context)):
        while True:
            if turn is None:
                deleted = next(step, None)
            else:
                with turn.take() as ours:
                    if not ours:
                        return
                    deleted = next(step, None)
            if deleted is None:
                break
            yield deleted


def _clear_jobs(context: QueueContext, keep: timedelta) -> Iterator[int]:
    """By the index on status and available_at, each page where the last one ended: rows that are gone, or are kept,
    are not gone through again.

    A job is completed after it is due. (The PHP worker stamped the one in another zone than the other: of its jobs some
    are kept a few hours longer.)
    """
    since, after = _BEGINNING, 0
    completed_before = context.clock.after(-keep)
    while True:
        rows = context.connection.query(
            "queue.completed_page",
            before=completed_before,
            since=since,
            after=after,
            limit=_ROWS,
        )
        if not rows:
            return
        old = [row["id"] for row in rows if moment(row["completed_at"]) < completed_before]
        yield _delete(context, "queue.delete_jobs", old)
        since, after = moment(rows[-1]["available_at"]), rows[-1]["id"]


def _clear_attempts(context: QueueContext) -> Iterator[int]:
    since, before = _BEGINNING, context.clock.after(-context.settings.keep_attempts)
    while True:
        rows = context.connection.query("queue.old_attempts", since=since, before=before, limit=_ROWS)
        if not rows:
            return
        _delete(context, "queue.delete_attempts", [row["id"] for row in rows])
        yield 0
        since = moment(rows[-1]["ended_at"])


def _delete(context: QueueContext, statement: str, ids: Sequence[int]) -> int:
    if not ids:
        return 0
    return in_transaction(context.connection, lambda: context.connection.execute(statement, ids=sorted(ids)))
