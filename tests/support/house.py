"""What the contract's tests need around a queue: wishes to generate, leases, results, and rows as they are."""

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.desk import Desk, open_desk
from patrond.jobs import GENERATE_PATTERN, Done, Ended, Ending, Lease, Outcome, PatternResult, Token

from support.lent_clock import LentClock, LentSiteClock

INSTANCE = "0123456789ab"


class House:
    """A database, a lent clock and the desks that a test opens."""

    def __init__(self, settings: Settings, lent: LentClock, rng: Random) -> None:
        self.settings = settings
        self.lent = lent
        self.clock: SiteClock = LentSiteClock(lent)
        self._rng = rng
        self._desks: list[Desk] = []
        self._numbers = count(1)
        self.desk = self.open_desk()
        self.queue, self.store = self.desk.queue, self.desk.store
        self.user = self.add_user("claire@example.fr")

    def open_desk(self, settings: Settings | None = None) -> Desk:
        """One more desk on the same database."""
        desk = open_desk(settings or self.settings, self.clock, self._rng)
        self._desks.append(desk)
        return desk

    def close(self) -> None:
        for desk in self._desks:
            desk.close()

    def pass_by(self, **time: float) -> None:
        """Time goes on: ``minutes=5``."""
        self.lent.pass_by(timedelta(**time))

    def rows(self, sql: str, **params: object) -> list[Mapping[str, Any]]:
        """Any statement, by the first desk's connection."""
        return self.desk.connection.text(sql, **params)

    def job(self, job_id: int) -> Mapping[str, Any]:
        """The job's row."""
        return self.rows("SELECT * FROM jobs WHERE id = :id", id=job_id)[0]

    def pattern(self, pattern_id: int) -> Mapping[str, Any]:
        """The pattern's row."""
        return self.rows("SELECT * FROM patterns WHERE id = :id", id=pattern_id)[0]

    def counted(self, user: int | None = None) -> int:
        """The user's quota used."""
        row = self.rows("SELECT patterns_generated_count AS n FROM users WHERE id = :id", id=user or self.user)[0]
        return int(row["n"])

    def outcomes(self, job_id: int) -> list[str]:
        """How the attempts of a job ended, in order."""
        return [attempt.outcome for attempt in self.store.attempts(job_id)]

    def add_user(self, email: str) -> int:
        password = "" if self.desk.connection.dialect == "sqlite" else ", password"
        value = "" if self.desk.connection.dialect == "sqlite" else ", ''"
        self.rows(f"INSERT INTO users (email{password}) VALUES (:email{value})", email=email)
        return int(self.rows("SELECT id FROM users WHERE email = :email", email=email)[0]["id"])

    def ask(self, user: int | None = None, *, max_attempts: int | None = None) -> tuple[int, int]:
        """A pattern that is generating, and its due job; their numbers."""
        user = user or self.user
        now = self.clock.now()
        self.rows(
            "INSERT INTO patterns (user_id, title, level, type, status, created_at, updated_at)"
            " VALUES (:user, 'Bonnet', 'beginner', 'hat', 'generating', :now, :now)",
            user=user,
            now=now,
        )
        pattern = int(self.rows("SELECT MAX(id) AS id FROM patterns")[0]["id"])
        wish = {"type": "hat", "level": "beginner", "size": "adulte", "custom_options": [], "specificRequest": ""}
        payload = json.dumps({"pattern_id": pattern, "user_id": user, "params": wish})
        return pattern, self.queue.enqueue(GENERATE_PATTERN, payload, max_attempts=max_attempts)

    def store_text(self, content: str, *, title: str = "Bonnet", type_: str = "hat") -> int:
        """A completed pattern with that text; its number."""
        pattern, _ = self.ask()
        changes = "title=:title, type=:type, content=:content, status='completed'"
        self.rows(f"UPDATE patterns SET {changes} WHERE id=:id", title=title, type=type_, content=content, id=pattern)
        return pattern

    def token(self, pid: int = 4001, instance: str = INSTANCE) -> Token:
        """A token that nobody had before."""
        return Token(instance, pid, next(self._numbers))

    def reserve(self, limit: int = 8, *, pid: int = 4001, desk: Desk | None = None) -> list[Lease]:
        """Leases of a worker."""
        return (desk or self.desk).queue.reserve(limit, [GENERATE_PATTERN], self.token(pid))

    def lease(self, *, pid: int = 4001) -> Lease:
        """The one job that waits, taken."""
        (lease,) = self.reserve(1, pid=pid)
        return lease

    def end(self, lease: Lease, outcome: Outcome, *, desk: Desk | None = None) -> Ended:
        """End one attempt."""
        (ended,) = (desk or self.desk).queue.end([Ending(lease, outcome)])
        return ended

    def done(self, lease: Lease) -> Done:
        """A finished pattern for a lease."""
        payload = json.loads(lease.job.payload)
        return Done(result(payload["pattern_id"], payload["user_id"]))


def result(pattern: int, user: int) -> PatternResult:
    """What a handler stores."""
    return PatternResult(
        pattern_id=pattern,
        user_id=user,
        title="Bonnet en laine – 56 cm",
        content="## Bonnet\n- Tour 1 : 6 ms dans un cercle magique [6]\n",
        materials='["Laine DK, 100 g"]',
        yarn_weight="DK",
        hook_size="4 mm",
        estimated_time="4 h",
        ai_provider="claude",
        generation_prompt="un bonnet",
        tokens_used=1234,
    )
