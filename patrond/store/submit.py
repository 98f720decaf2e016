"""A wish becomes a pattern row, a job row and their link, in one transaction, behind the quota's gate."""

import json

from patrond.clock import SiteClock
from patrond.config.settings import QueueSettings
from patrond.db import Connection, in_transaction
from patrond.errors import NotFound
from patrond.jobs import GENERATE_PATTERN
from patrond.store.contract import Submission, Submitted


def submit(
    connection: Connection,
    clock: SiteClock,
    settings: QueueSettings,
    submission: Submission,
    free_patterns: int | None,
) -> Submitted | None:
    """The two new numbers; None if the quota is given and used up. Raises NotFound if there is no such user."""
    return in_transaction(connection, lambda: _submit(connection, clock, settings, submission, free_patterns))


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
