"""A wish becomes a pattern row, a job row and their link, in one transaction, behind the quota's gate."""

import json
from collections import deque
from dataclasses import dataclass
from functools import partial

from patrond.clock import SiteClock
from patrond.config.settings import QueueSettings
from patrond.db import CommitUnknown, Conflict, Connection, in_transaction
from patrond.errors import DatabaseUnavailable, NotFound
from patrond.jobs import GENERATE_PATTERN
from patrond.store.contract import Submission, Submitted

_TRIES = 3  # of a wish whose COMMIT got lost each time
_REMEMBERED_SECONDS = 600.0  # whoever was told that nobody knows has tried again by then
_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A wish of which nobody knows whether it was kept: its rows, if they are there, have these numbers."""

    submission: Submission
    submitted: Submitted
    since: float


class Submitter:
    """Takes wishes in. A COMMIT whose answer is lost is looked up before the wish is tried again, by us or by the user.

    The payload names the pattern, so that a job's row with its number and this payload is the wish's own.
    """

    def __init__(self, connection: Connection, clock: SiteClock, settings: QueueSettings) -> None:
        self._connection = connection
        self._clock = clock
        self._settings = settings
        self._doubts: deque[_Doubt] = deque(maxlen=_REMEMBERED)

    def submit(self, submission: Submission, free_patterns: int | None) -> Submitted | None:
        """The two new numbers; None if the quota is given and used up. Raises NotFound if there is no such user.

        Raises DatabaseUnavailable. Where it went away in the middle of COMMIT and is not back yet, the same wish is
        looked up first when it comes again.
        """
        for _ in range(_TRIES):
            kept = self._kept_before(submission)
            if kept is not None:
                return kept
            made: list[Submitted] = []
            try:
                return in_transaction(self._connection, partial(self._write, submission, free_patterns, made))
            except CommitUnknown as error:
                last = error
                self._doubts += [_Doubt(submission, each, self._clock.boottime()) for each in made[-1:]]
                self._connection.reopen()
        raise last

    def _write(self, submission: Submission, free_patterns: int | None, made: list[Submitted]) -> Submitted | None:
        submitted = _submit(self._connection, self._clock, self._settings, submission, free_patterns)
        made[:] = [submitted] if submitted else []
        return submitted

    def _kept_before(self, submission: Submission) -> Submitted | None:
        """Of the doubts about this very wish the first that proves kept; what is looked up is a doubt no more."""
        oldest = self._clock.boottime() - _REMEMBERED_SECONDS
        for doubt in [doubt for doubt in self._doubts if doubt.submission == submission and doubt.since > oldest]:
            is_kept = self._is_kept(doubt)
            self._doubts.remove(doubt)
            if is_kept:
                return doubt.submitted
        return None

    def _is_kept(self, doubt: _Doubt) -> bool:
        """By a locking read: it waits for the transaction in doubt to end, one way or the other."""
        try:
            with self._connection.transaction():
                row = self._connection.one("store.payload_for_certain", id=doubt.submitted.job_id)
        except Conflict as conflict:
            raise DatabaseUnavailable(f"cannot tell yet whether a wish was kept: {conflict}") from conflict
        return row is not None and row["payload"] == payload_of(doubt.submission, doubt.submitted.pattern_id)


def payload_of(submission: Submission, pattern_id: int) -> str:
    """The payload exactly as the site's form makes it."""
    return json.dumps(
        {
            "pattern_id": pattern_id,
            "user_id": submission.user_id,
            "params": {
                "type": submission.type,
                "level": submission.level,
                "size": submission.size,
                "custom_options": json.loads(submission.custom_options),
                "specificRequest": submission.specific_request,
            },
        },
        separators=(",", ":"),
    )


def _submit(
    connection: Connection,
    clock: SiteClock,
    settings: QueueSettings,
    submission: Submission,
    free_patterns: int | None,
) -> Submitted | None:
    user = connection.one("store.user_locked", id=submission.user_id)
    if user is None:
        raise NotFound(f"cannot submit: there is no user {submission.user_id!r}")
    if free_patterns is not None:
        row = connection.one("store.generating_count", user_id=submission.user_id)
        generating = row["n"] if row else 0
        if (user["patterns_generated_count"] or 0) + generating >= free_patterns:
            return None
    now = clock.now()
    pattern_id = connection.insert(
        "store.add_pattern",
        user_id=submission.user_id,
        title=submission.title[:255],
        level=submission.level,
        type=submission.type,
        size=submission.size[:50],
        price=submission.price,
        now=now,
    )
    job_id = connection.insert(
        "store.add_job",
        type=GENERATE_PATTERN,
        payload=payload_of(submission, pattern_id),
        max_attempts=settings.max_attempts,
        now=now,
    )
    connection.insert("store.link", pattern_id=pattern_id, job_id=job_id, now=now)
    return Submitted(pattern_id, job_id)
