"""The store over a connection, for every dialect."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict

from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.db import Connection, MissingTable, Row, StatementRefused, in_transaction
from patrond.jobs import GENERATE_PATTERN, pattern_id_of
from patrond.store.contract import (
    AttemptRow,
    CallRow,
    Figures,
    OptionRow,
    PatternRow,
    Submission,
    Submitted,
    TemplateRow,
    UserRow,
)
from patrond.store.figures import figures
from patrond.store.rows import attempt_from, option_from, pattern_from, template_from, user_from
from patrond.store.submit import Submitter


class SqlStore:
    """:class:`patrond.store.contract.Store` on SQLite and on MySQL."""

    def __init__(self, connection: Connection, clock: SiteClock, settings: Settings) -> None:
        self._connection = connection
        self._clock = clock
        self._submitter = Submitter(connection, clock, settings.queue)

    def pattern(self, pattern_id: int) -> PatternRow | None:
        row = self._connection.one("store.pattern", id=pattern_id)
        return pattern_from(row) if row else None

    def statuses(self, pattern_ids: Collection[int]) -> dict[int, str]:
        rows = self._connection.query("store.statuses", ids=sorted(pattern_ids))
        return {row["id"]: row["status"] for row in rows}

    def patterns_of_jobs(self, job_ids: Collection[int]) -> dict[int, int]:
        rows = self._connection.query("store.payloads", ids=sorted(job_ids))
        found = {row["id"]: pattern_id_of(row["payload"]) for row in rows if row["type"] == GENERATE_PATTERN}
        return {job_id: pattern_id for job_id, pattern_id in found.items() if pattern_id is not None}

    def job_of_pattern(self, pattern_id: int) -> int | None:
        row = self._connection.one("store.job_of_pattern", pattern_id=pattern_id)
        return row["job_id"] if row else None

    def user(self, user_id: int) -> UserRow | None:
        row = self._connection.one("store.user", id=user_id)
        return user_from(row) if row else None

    def present_users(self, user_ids: Collection[int]) -> set[int]:
        return {row["id"] for row in self._connection.query("store.present_users", ids=sorted(user_ids))}

    def user_by_email(self, email: str) -> UserRow | None:
        row = self._connection.one("store.user_by_email", email=email)
        return user_from(row) if row else None

    def generating_count(self, user_id: int) -> int:
        row = self._connection.one("store.generating_count", user_id=user_id)
        return int(row["n"]) if row else 0

    def submit(self, submission: Submission, *, free_patterns: int | None = None) -> Submitted | None:
        return self._submitter.submit(submission, free_patterns)

    def options(self, keys: Collection[str]) -> list[OptionRow]:
        return [option_from(row) for row in self._optional("store.options", keys=sorted(keys))]

    def templates(self, type_: str, level: str, size: str, limit: int = 3) -> list[TemplateRow]:
        rows = self._optional("store.templates", type=type_, level=level, size=size, limit=limit)
        return [template_from(row) for row in rows]

    def count_template_use(self, ids: Sequence[int]) -> None:
        def work() -> None:
            for id_, n in sorted(Counter(ids).items()):  # in order: two workers that used the same do not deadlock
                self._connection.execute("store.count_template_use", id=id_, n=n)

        try:
            in_transaction(self._connection, work)
        except MissingTable:
            return

    def attempts(self, job_id: int) -> list[AttemptRow]:
        return [attempt_from(row) for row in self._connection.query("store.attempts", job_id=job_id)]

    def figures(self) -> Figures:
        return figures(self._connection, self._clock)

    def log_calls(self, calls: Sequence[CallRow]) -> None:
        rows = [asdict(call) for call in calls]
        try:
            in_transaction(self._connection, lambda: self._connection.execute_each("store.log_call", rows))
        except MissingTable:
            return
        except StatementRefused:  # a log of a call must not cost the answer that the call has paid for
            if len(calls) > 1:
                for call in calls:
                    self.log_calls([call])

    def _optional(self, name: str, **params: object) -> list[Row]:
        """Rows of a table that the site may not have."""
        try:
            return self._connection.query(name, **params)
        except MissingTable:
            return []
