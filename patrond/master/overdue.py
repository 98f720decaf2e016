"""Why a worker must be killed now: too slow to start, to drain, to answer, or past a job's deadline."""

from patrond.config.settings import WorkerSettings
from patrond.config.values import format_duration
from patrond.control import WorkerState
from patrond.master.policy import is_past_hard_limit
from patrond.master.silence import sample, verdict
from patrond.master.slot import Process, Slot


def overdue(slot: Slot, now: float, limits: WorkerSettings) -> str | None:
    """The reason in words, or None. Of a silent worker a sample is kept, to be compared at its time limit."""
    process = slot.process
    if process is None or slot.state is WorkerState.KILLING:
        return None
    if slot.state is WorkerState.STARTING:
        late = now - process.forked_at > limits.start_timeout.total_seconds()
        return f"not ready after {format_duration(limits.start_timeout)}" if late else None
    if slot.state is WorkerState.DRAINING:
        return "not drained in time" if process.kill_at is not None and now > process.kill_at else None
    if is_past_hard_limit([hand.deadline for hand in process.jobs if hand.deadline is not None], now):
        return f"a job is past its limit of {format_duration(limits.job_timeout)} and does not let go"
    return _silent(process, now, limits.heartbeat_timeout.total_seconds())


def _silent(process: Process, now: float, limit: float) -> str | None:
    silent = now - process.heard_at
    if silent < limit / 2 or process.pid is None:
        process.sampled = None
        return None
    seen = sample(process.pid)
    if seen is None:
        return None
    if process.sampled is None:
        process.sampled = now, seen
        return None
    since, before = process.sampled
    if silent < limit:
        return None
    why = verdict(before, seen, now - since)
    if why is None:  # starved: give it as long again
        process.sampled = now, seen
        process.heard_at = now - limit / 2
        return None
    return f"silent for {silent:.0f} s, {why}"
