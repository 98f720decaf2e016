"""Runs probes on a desk and takes their times, by watching their rows."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from patrond.clock import SystemClock
from patrond.desk import Desk
from patrond.jobs import PROBE, JobStatus

GIVEN_UP_SECONDS = 30.0  # without any progress
LOOK_SECONDS = 0.002  # rows tell no events; this is the times' precision
_WATCHED = 50  # at once: workers take jobs in order, so the ones behind cannot overtake these by much


@dataclass(slots=True)
class Timing:
    """One probe: seconds after its INSERT was committed; None: not yet."""

    job_id: int
    enqueued_at: float
    reserved: float | None = None
    completed: float | None = None

    def as_json(self) -> dict[str, object]:
        return {"job": self.job_id, "reserved_seconds": self.reserved, "completed_seconds": self.completed}


def run_probes(desk: Desk, count: int, given_up: float = GIVEN_UP_SECONDS) -> list[Timing]:
    """Enqueue ``count`` probes and watch them to their end; those that nobody takes are cancelled.

    A probe that was reserved and completed between two looks has both times alike.
    """
    now = SystemClock().boottime
    timings = [Timing(desk.queue.enqueue(PROBE, "{}"), now()) for _ in range(count)]
    waiting, progress_at, pause = list(timings), now(), threading.Event()
    while waiting and now() - progress_at < given_up:
        if sum(_look(desk, timing, now) for timing in waiting[:_WATCHED]):  # every one of them, not up to the first
            progress_at = now()
            waiting = [timing for timing in waiting if timing.completed is None]
        else:
            pause.wait(LOOK_SECONDS)
    for timing in waiting:
        desk.queue.cancel(timing.job_id, "nobody took this probe in time")
    return timings


def _look(desk: Desk, timing: Timing, now: Callable[[], float]) -> bool:
    """Take the times that the row shows; whether there was a new one."""
    job = desk.queue.get(timing.job_id)
    seconds = round(now() - timing.enqueued_at, 6)
    if job is None or job.status is JobStatus.PENDING:
        return False
    is_new = timing.reserved is None
    timing.reserved = seconds if is_new else timing.reserved
    if job.status is JobStatus.COMPLETED:
        timing.completed = seconds
        return True
    return is_new
