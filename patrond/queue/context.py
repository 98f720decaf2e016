"""What every verb of the queue works with, and the few questions that all of them ask of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from patrond.clock import SiteClock
from patrond.config.settings import QueueSettings
from patrond.db import Connection, Row
from patrond.db.values import moment
from patrond.i18n import Translator
from patrond.jobs import AttemptOutcome


@dataclass(frozen=True, slots=True)
class QueueContext:
    """One connection's footing. ``words`` is the language of the sentences that customers read."""

    connection: Connection
    clock: SiteClock
    settings: QueueSettings
    random: Random
    words: Translator

    def backoff(self, failures: int) -> timedelta:
        """How long to wait after the ``failures``-th in a row. Jitter only shortens, by up to a fifth."""
        steps = self.settings.backoff
        if failures < 1 or not steps:
            return timedelta(0)
        return steps[min(failures, len(steps)) - 1] * (1 - self.random.random() / 5)


@dataclass(frozen=True, slots=True)
class History:
    """The attempts of a job since it was last brought back by hand."""

    crashes: int
    snoozes: int
    first_snooze: datetime | None

    @classmethod
    def from_rows(cls, rows: list[Row]) -> "History":
        """From ``queue.history``, oldest first."""

        snoozes = [row for row in rows if row["outcome"] == AttemptOutcome.SNOOZE]
        return cls(
            crashes=sum(row["outcome"] == AttemptOutcome.CRASHED for row in rows),
            snoozes=len(snoozes),
            first_snooze=moment(snoozes[0]["ended_at"]) if snoozes else None,
        )


def history(context: QueueContext, job_id: int) -> History:
    """What the attempts so far say of a job."""
    return History.from_rows(context.connection.query("queue.history", job_id=job_id))
