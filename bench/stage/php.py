"""The PHP worker's own statements, as its code has them, for a patrond that must live beside it.

A session as loose as PHP's (REPEATABLE READ, no strict mode), every error swallowed. Its one statement that cannot run
at all, the reserve with mixed placeholders, is as its author meant it.
"""

import json
import threading
import time
from collections import Counter
from typing import Any

import pymysql

from support.site import Site

Connection = Any  # pymysql.Connection[DictCursor]: generic for the type checker alone
Row = dict[str, Any]

_DUE = "SELECT * FROM jobs WHERE status = 'pending' AND available_at <= NOW() AND attempts < max_attempts"
_NEXT = f"{_DUE} ORDER BY created_at ASC LIMIT 1 FOR UPDATE"
_TAKE = (
    "UPDATE jobs SET status = 'processing', attempts = attempts + 1, reserved_at = NOW(), reserved_by = %s"
    " WHERE id = %s"
)
_SAVE = (
    "UPDATE patterns SET title = 'Bonnet', content = '## Bonnet', status = 'completed', watermark = %s WHERE id = %s"
)
_COUNT = "UPDATE users SET patterns_generated_count = patterns_generated_count + 1 WHERE id = %s"
_FINISH = "UPDATE jobs SET status = 'completed', completed_at = NOW() WHERE id = %s"
_REAP = (
    "UPDATE jobs SET status = 'pending', reserved_at = NULL, reserved_by = NULL WHERE status = 'processing'"
    " AND reserved_at < NOW() - INTERVAL 15 MINUTE AND attempts < max_attempts"
)
_CLEAN = "DELETE FROM jobs WHERE status = 'completed' AND completed_at < NOW() - INTERVAL 7 DAY"


class PhpWorkers:
    """Some of them, with their reaper and clean-up each second. ``errors`` has what they swallowed, by number."""

    def __init__(self, site: Site, count: int, call_seconds: float) -> None:
        self._site = site
        self._call = call_seconds
        self._over = threading.Event()
        self.errors: Counter[int] = Counter()
        self.finished = 0
        self.uncounted = 0  # patterns that they saved, and whose count they lost over an error
        loops = [lambda number=number: self._work(f"worker_{number}") for number in range(count)]
        self._threads = [threading.Thread(target=loop, daemon=True) for loop in (*loops, self._chores)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(30)

    def _work(self, name: str) -> None:
        with self._site.server.root(self._site.name) as connection:
            while not self._over.is_set():
                job = self._reserve(connection, name)
                if job is None:
                    time.sleep(0.01)
                    continue
                time.sleep(self._call)
                self._finish(connection, job)

    def _reserve(self, connection: Connection, name: str) -> Row | None:
        try:
            connection.begin()
            with connection.cursor() as cursor:
                cursor.execute(_NEXT)
                row = cursor.fetchone()
                if row:
                    cursor.execute(_TAKE, (name, row["id"]))
            connection.commit()
        except pymysql.MySQLError as error:
            self.errors[int(error.args[0])] += 1
            connection.rollback()
            return None
        return row

    def _finish(self, connection: Connection, job: Row) -> None:
        """Pattern, counter and job, each by itself and by its number alone."""
        payload = json.loads(job["payload"])
        saved = self._run(connection, _SAVE, "php@example.fr", payload["pattern_id"])
        if saved and not self._run(connection, _COUNT, payload["user_id"]):
            self.uncounted += 1
        self._run(connection, _FINISH, job["id"])
        self.finished += 1

    def _chores(self) -> None:
        with self._site.server.root(self._site.name) as connection:
            while not self._over.wait(1.0):
                self._run(connection, _REAP)
                self._run(connection, _CLEAN)

    def _run(self, connection: Connection, sql: str, *values: object) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
        except pymysql.MySQLError as error:
            self.errors[int(error.args[0])] += 1
            return False
        return True
