"""What the start page and the figures show, read at most once a second however many people look."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from patrond.admin.advice import Advice
from patrond.admin.door import QUESTION_SECONDS, Door
from patrond.admin.facts import Facts, Reckoned, from_memory, gather
from patrond.admin.reckoning import Reckoning
from patrond.admin.refusals import Refusal
from patrond.clock import Clock, SiteClock
from patrond.config import Settings
from patrond.control import Control, Overview
from patrond.desk import Desk
from patrond.errors import DatabaseUnavailable, PatrondError, SchemaError
from patrond.jobs import Job, JobStatus
from patrond.queue.contract import Counts, Filter
from patrond.store.contract import AttemptRow, Figures

FRESH_SECONDS = 1.0
_FAILURES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One look at everything.

    ``problem`` None: the database answered. Else it was unavailable, lacks tables, or was slow, and the facts are
    from memory.
    """

    facts: Facts
    failures: tuple[Job, ...] = ()
    patterns: dict[int, int] = field(default_factory=dict)
    last_attempts: dict[int, AttemptRow] = field(default_factory=dict)
    problem: PatrondError | None = None

    def require_figures(self) -> tuple[Counts, Figures]:
        """What the database said. Raises Refusal 503 where it did not."""
        if self.facts.counts is None or self.facts.figures is None:
            key = self.problem.key if isinstance(self.problem, Refusal) else "refused_database"
            raise Refusal(503, key, headers={"Retry-After": "5"})
        return self.facts.counts, self.facts.figures


class Snapshots:
    """Takes snapshots; all who ask within a second, or while one is being taken, share it."""

    def __init__(
        self,
        settings: Settings,
        control: Control,
        clock: SiteClock,
        host: Clock,
        door: Door,
        warnings: Callable[[], Sequence[Advice]],
    ) -> None:
        self._settings = settings
        self._control = control
        self._clock = clock
        self._host = host
        self._door = door
        self._warnings = warnings
        self._reckoning = Reckoning(door, host)
        self._last: Snapshot | None = None
        self._taken_at = 0.0
        self._taking: asyncio.Task[Snapshot] | None = None

    async def look(self) -> Snapshot:
        """The state now, or as it was less than a second ago; never raises for the database."""
        if self._last is not None and self._host.boottime() - self._taken_at < FRESH_SECONDS:
            return self._last
        if self._taking is None:
            self._taking = asyncio.create_task(self._take())
            self._taking.add_done_callback(self._taken)
        return await asyncio.shield(self._taking)

    async def reckoned(self) -> Reckoned:
        """What takes long to ask, for a look at something else. Raises DatabaseUnavailable, or Refusal 503."""
        return await self._reckoning.latest()

    def forget(self) -> None:
        """Something was changed: the next look must see it, and one that is under way may not."""
        self._last, self._taking = None, None
        self._reckoning.forget()

    async def _take(self) -> Snapshot:
        overview = self._control.overview()
        try:
            reckoned = await self._reckoning.latest()
            snapshot = await self._door.ask(lambda desk: self._read(desk, overview, reckoned))
        except (DatabaseUnavailable, SchemaError, Refusal) as error:
            problem = f"no answer within {QUESTION_SECONDS:g} s" if isinstance(error, Refusal) else str(error)
            snapshot = Snapshot(from_memory(overview, self._settings, self._clock, problem), problem=error)
        return replace(snapshot, facts=replace(snapshot.facts, warnings=tuple(self._warnings())))

    def _read(self, desk: Desk, overview: Overview, reckoned: Reckoned) -> Snapshot:
        failures = desk.queue.find(Filter(status=JobStatus.FAILED, limit=_FAILURES_SHOWN)).jobs
        return Snapshot(
            facts=gather(desk, overview, self._settings, self._clock, reckoned),
            failures=failures,
            patterns=desk.store.patterns_of_jobs([job.id for job in failures]) if failures else {},
            last_attempts={job.id: attempts[-1] for job in failures if (attempts := desk.store.attempts(job.id))},
        )

    def _taken(self, task: asyncio.Task[Snapshot]) -> None:
        if task is not self._taking:
            return
        self._taking = None
        if not task.cancelled() and task.exception() is None:
            self._last, self._taken_at = task.result(), self._host.boottime()
