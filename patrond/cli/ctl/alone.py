"""What ``ctl`` can do on the database alone, while no daemon answers: the API's own objects, made here."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from patrond.admin import actions, answers
from patrond.admin.facts import gather
from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.desk import Desk, open_desk
from patrond.i18n import translator
from patrond.jobs import JobStatus
from patrond.queue.contract import Filter

_ENGLISH = translator("en")


@dataclass(frozen=True, slots=True)
class Alone:
    """A desk of our own. Every method may raise DatabaseUnavailable; the answers are those of the routes."""

    settings: Settings
    clock: SiteClock
    desk: Desk

    @classmethod
    def open(cls, settings: Settings) -> "Alone":
        """Connect to the database of the settings."""
        clock = SiteClock(settings.database.timezone, SystemClock())
        return cls(settings, clock, open_desk(settings, clock, random.Random()))  # noqa: S311 - spreads waits

    def close(self) -> None:
        self.desk.close()

    def stats(self) -> Any:
        return answers.stats(self.desk, None)

    def why(self) -> Any:
        return answers.instances(gather(self.desk, None, self.settings, self.clock), _ENGLISH)

    def jobs(self, status: str | None, type_: str | None, limit: int) -> Any:
        filter_ = Filter(status=JobStatus(status) if status else None, type=type_, limit=limit)
        return answers.jobs(self.desk, filter_, settings=self.settings, clock=self.clock)

    def stuck(self, limit: int) -> Any:
        return answers.stuck(self.desk, limit, settings=self.settings, clock=self.clock)

    def job(self, job_id: int) -> Any:
        return answers.job(self.desk, job_id, None, settings=self.settings, clock=self.clock, words=_ENGLISH)

    def retry_failed(self, since: timedelta | None, limit: int | None, dry_run: bool) -> Any:
        return actions.retry_failed(self.desk, actions.RetryWish(since, limit, dry_run))

    def retry(self, job_id: int) -> Any:
        return self._listed(actions.retry(self.desk, job_id).id)

    def cancel(self, job_id: int) -> Any:
        return self._listed(actions.cancel(self.desk, job_id).id)

    def cancel_pending(self, older_than: timedelta | None, duplicates: bool, dry_run: bool) -> Any:
        return actions.cancel_pending(self.desk, actions.CancelWish(older_than, duplicates, dry_run))

    def release_stuck(self) -> Any:
        return actions.release_stuck(self.desk)

    def cleanup(self, days: int | None) -> Any:
        return actions.cleanup(self.desk, days)

    def _listed(self, job_id: int) -> Any:
        job = answers.require_job(self.desk, job_id)
        pattern_id = self.desk.store.patterns_of_jobs([job_id]).get(job_id)
        return answers.job_json(job, pattern_id, self.settings.database.timezone, self.clock.now())
