"""Ending attempts: the guarded row first, then its effects, many attempts in one transaction (group commit)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from patrond.db import StatementRefused, in_transaction
from patrond.db.values import moment
from patrond.jobs import AttemptOutcome, Ended, Ending, Snooze
from patrond.queue.context import QueueContext, history
from patrond.queue.effects import add_attempts, count_patterns, move_patterns, record_of
from patrond.queue.plan import Plan, fail, plan

# What others write over a worker's attempt: its own late end was not kept.
_TAKEN_AWAY = frozenset({AttemptOutcome.CRASHED, AttemptOutcome.CANCELLED})


class _CountOff(Exception):
    """A guarded UPDATE hit fewer rows than the group has."""


def end(context: QueueContext, endings: Sequence[Ending]) -> list[Ended]:
    """End all together; where one of them cannot be, each by itself. Results in the order given."""
    plans = [_plan(context, ending) for ending in endings]
    if not plans:
        return []
    try:
        _write(context, plans)
        ended = [_kept(each) for each in plans]
    except (_CountOff, StatementRefused):
        ended = [_end_one(context, each) for each in plans]
    return ended


def _plan(context: QueueContext, ending: Ending) -> Plan:
    past = history(context, ending.lease.job.id) if isinstance(ending.outcome, Snooze) else None
    return plan(context, ending, past)


def _end_one(context: QueueContext, each: Plan) -> Ended:
    try:
        _write(context, [each])
        return _kept(each)
    except _CountOff:
        return _what_happened(context, each)
    except StatementRefused as refused:
        if each.verb == "queue.fail":
            raise
        # A repeat would be refused in the same way, for ever: the job has failed, and says what for.
        sentence = context.words("answers.failed_unstorable")
        return _end_one(context, fail(each.ending, f"the result cannot be stored: {refused}", sentence))


def _write(context: QueueContext, plans: Sequence[Plan]) -> None:
    ordered = sorted(plans, key=lambda each: each.job_id)

    def work() -> None:
        for ids, first in _runs(ordered):
            hit = context.connection.execute(
                first.verb,
                ids=ids,
                token=str(first.ending.lease.token),
                now=context.clock.now(),
                sentence=first.sentence,
                available_at=first.available_at,
            )
            if hit != len(ids):
                raise _CountOff
        counted = move_patterns(context, [each.pattern for each in ordered if each.pattern])
        add_attempts(context, [record_of(context, each.ending, each.outcome, each.reason) for each in ordered])
        count_patterns(context, counted)

    in_transaction(context.connection, work)


def _runs(ordered: Sequence[Plan]) -> Iterator[tuple[list[int], Plan]]:
    """Neighbours that are written alike, as one statement; the order of ids stays."""

    def alike(each: Plan) -> tuple[str, str, str | None, datetime | None]:
        return each.verb, str(each.ending.lease.token), each.sentence, each.available_at

    for _, group in groupby(ordered, key=alike):
        run = list(group)
        yield [each.job_id for each in run], run[0]


def _kept(each: Plan) -> Ended:
    return Ended(each.ending, kept=True, outcome=each.outcome, available_at=each.available_at)


def _what_happened(context: QueueContext, each: Plan) -> Ended:
    """The row is not ours any more: either an earlier try was kept and its answer lost, or the lease is lost."""
    row = context.connection.one("queue.attempt", job_id=each.job_id, token=str(each.ending.lease.token))
    outcome = AttemptOutcome(row["outcome"]) if row else None
    if outcome is None or outcome in _TAKEN_AWAY:
        return Ended(each.ending, kept=False)
    job = context.connection.one("queue.get", id=each.job_id)
    pending = job is not None and job["status"] == "pending"
    due = moment(job["available_at"]) if job is not None and pending else None
    return Ended(each.ending, kept=True, outcome=outcome, available_at=due)
