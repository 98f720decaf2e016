"""Asks the queue, in a thread of its own, when the next job is due, and wakes the loop only when one is.

Through asyncio's executor the same poll costs twice as much. The thread also knows best how the database stands.
"""

import random
import threading
from collections.abc import Callable
from datetime import timedelta

from patrond import __version__
from patrond.clock import Clock, SiteClock
from patrond.config import Settings
from patrond.control import DatabaseView
from patrond.db.schema import verify
from patrond.desk import Desk, open_desk
from patrond.errors import PatrondError, SchemaError
from patrond.jobs import GENERATE_PATTERN, PROBE
from patrond.log import Log, trace
from patrond.queue import beat_interval
from patrond.waits import Waits

TYPES = (GENERATE_PATTERN, PROBE)
"""The kinds of job that the workers' handlers serve (the master does not load them; a test compares)."""

_QUIET_SECONDS = 1.0  # between polls that only ask whether the database is there
_FRESH_SECONDS = 5.0  # how old an answer may be for the database to count as there


class Poller:
    """The thread. What is handed in is called in it, and must only pass it on.

    ``on_first`` comes after the first connection, with the desk, once the tables have proved right; ``on_schema``
    when they have not. ``on_end``: the thread is over.
    """

    def __init__(
        self,
        settings: Settings,
        instance: str,
        site: SiteClock,
        clock: Clock,
        log: Log,
        rng: random.Random,
        *,
        on_due: Callable[[], None],
        on_first: Callable[[Desk], None],
        on_schema: Callable[[SchemaError], None],
        on_end: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._site = site
        self._clock = clock
        self._log = log
        self._rng = rng
        self._waits = Waits(rng)
        self._on_due = on_due
        self._on_first = on_first
        self._on_schema = on_schema
        self._on_end = on_end
        self._instance = instance
        self._interval = settings.queue.poll_interval.total_seconds()
        self._beat_every = beat_interval(settings.queue.instance_timeout)
        self._next_beat = 0.0
        self._desk: Desk | None = None
        self._broken = False
        self._began = False
        self._problem: str | None = None
        self._answered_at: float | None = None
        self._down_since: float | None = None
        self._look = threading.Event()
        self._stopped = False
        self._quiet = False
        self._thread = threading.Thread(target=self._run, name="poller", daemon=True)

    def start(self) -> None:
        """Begin to poll."""
        self._thread.start()

    def stop(self) -> None:
        """End, as soon as the poll in hand is over; then ``on_end`` is called."""
        self._stopped = True
        self._look.set()

    def set_quiet(self, quiet: bool) -> None:
        """While nobody may reserve, only ask whether the database is there."""
        self._quiet = quiet
        self._look.set()

    def health(self) -> DatabaseView:
        """How the database stands, from memory."""
        at = self._answered_at
        age = None if at is None else self._clock.boottime() - at
        fresh = age is not None and age < _FRESH_SECONDS + self._pause(None)
        problem = self._problem or (None if fresh or age is None else f"no answer for {age:.0f} s")
        return DatabaseView(fresh and problem is None, age, problem, self._site.skew.total_seconds())

    def _run(self) -> None:
        while not self._stopped:
            wait = self._pass()
            self._look.wait(wait)
            self._look.clear()
        if self._desk is not None:
            self._leave(self._desk)
        self._on_end()

    def _leave(self, desk: Desk) -> None:
        try:
            desk.instances.leave(self._instance)
        except PatrondError:
            pass  # the others find out by our silence
        finally:
            desk.close()

    def _pass(self) -> float:
        """One poll; seconds until the next."""
        try:
            desk = self._ready_desk()
            due = desk.queue.next_due(TYPES)
        except PatrondError as error:
            if isinstance(error, SchemaError) and not self._began:
                self._on_schema(error)  # which ends us: the database is there, and must not be said to be away
                return _QUIET_SECONDS
            self._lose(error)  # also a table that is gone later on: somebody may be restoring it
            return self._waits.next()
        except Exception as error:
            self._broken = True
            self._log.event("chore_failed", chore="poll", trace=trace(error))
            return _QUIET_SECONDS
        self._heard()
        if self._quiet:
            return _QUIET_SECONDS
        if due is None:
            return self._pause(None)
        if due <= self._site.due():
            self._on_due()
            return self._pause(None)
        return self._pause(-self._site.age(due))

    def _pause(self, left: timedelta | None) -> float:
        """The interval, or less when a job falls due within it, or the database is to be asked whether it is there."""
        wait = min(self._interval, _FRESH_SECONDS / 2)
        return wait if left is None else min(wait, left.total_seconds() + 0.001)

    def _ready_desk(self) -> Desk:
        if self._desk is None:
            self._desk = open_desk(self._settings, self._site, self._rng)
        elif self._broken:
            self._desk.connection.reopen()
        self._broken = False
        if not self._began:
            problems = verify(self._desk.connection)
            if problems:
                raise SchemaError(problems)
            self._desk.instances.register(self._instance, __version__, self._settings.state_dir)
            self._on_first(self._desk)
            self._began = True
        self._beat(self._desk)
        return self._desk

    def _beat(self, desk: Desk) -> None:
        """Move our row, by which other hosts know that we live.

        It also is how a database that has become read-only is found out, since the poll only reads; then it is
        tried at each pass, until it is taken.
        """
        now = self._clock.boottime()
        if self._problem is None and now < self._next_beat:
            return
        if not desk.instances.beat(self._instance):
            desk.instances.register(self._instance, __version__, self._settings.state_dir)
        self._next_beat = now + self._beat_every

    def _lose(self, error: PatrondError) -> None:
        self._broken = True
        self._problem = str(error)
        if self._down_since is None:
            self._down_since = self._clock.boottime()
            self._log.event("database_down", problem=error)

    def _heard(self) -> None:
        self._waits.reset()
        self._answered_at = self._clock.boottime()
        if self._down_since is not None:
            self._log.event("database_back", seconds=f"{self._answered_at - self._down_since:.1f}")
            self._down_since = self._problem = None
