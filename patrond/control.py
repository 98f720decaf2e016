"""What the page and ctl may ask of the supervisor, as a Protocol and the values it answers with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class WorkerState(StrEnum):
    """The states of a worker's slot, as ``/api/workers`` shows them."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    DRAINING = "draining"
    KILLING = "killing"
    BACKOFF = "backoff"
    CRASH_LOOP = "crash_loop"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class WorkerView:
    """One slot. ``started_at`` is aware UTC; ``last_exit`` words ("killed by SIGKILL") or None.

    ``unstored`` finished attempts wait in its memory because the database does not take them; ``problem`` says why.
    """

    slot: int
    pid: int | None
    state: WorkerState
    jobs: tuple[int, ...]
    started_at: datetime | None
    restarts: int
    last_exit: str | None
    unstored: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DatabaseView:
    """How the database stands: ``answered_seconds`` since its last answer (None: never), the last problem in words."""

    ok: bool
    answered_seconds: float | None
    problem: str | None
    skew_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BreakerView:
    """The provider's breaker when open: why, and for how long still."""

    reason: str
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The supervisor at a glance; made from memory alone, never waits for anything."""

    instance: str
    version: str
    started_at: datetime
    uptime_seconds: float
    workers: tuple[WorkerView, ...]
    worker_count: int
    concurrency: int
    paused: bool
    draining: bool
    provider: str | None
    provider_problem: str | None
    breaker: BreakerView | None
    database: DatabaseView
    cycle_age_seconds: float
    zone_warning: str | None = None


class Control(Protocol):
    """The supervisor's side of the page and ctl. Mutations return when done and say what came of them.

    They raise :class:`patrond.errors.PatrondError` with words for the operator; NotYet for what this version lacks.
    """

    def overview(self) -> Overview:
        """The state of everything, from memory."""
        ...

    def wake(self) -> None:
        """Something is due now: workers reserve at once."""
        ...

    async def pause(self) -> None:
        """No new job is reserved; jobs in hand go on."""
        ...

    async def resume(self) -> None:
        """Reserve again; also closes the provider's breaker."""
        ...

    async def scale(self, count: int) -> None:
        """Set the number of workers (0 to 64); running ones that stay are not touched."""
        ...

    async def restart(self, slot: int | None) -> None:
        """Drain and replace one worker, or all, one by one."""
        ...

    async def reload(self) -> None:
        """Judge the settings anew and take them over."""
        ...

    async def stop(self) -> None:
        """Begin the drain, as TERM does; returns at once."""
        ...

    async def cancel_call(self, job_id: int) -> None:
        """Drop the call of a job in hand, wherever it runs. The row was ended before."""
        ...


class Service(Protocol):
    """Something that runs beside the supervisor in the master's loop: the page and its API."""

    async def start(self) -> None:
        """Accept connections; raises PatrondError when it cannot (port taken)."""
        ...

    async def stop(self) -> None:
        """Stop accepting, finish what is in hand within a second or two."""
        ...
