"""Why a worker says nothing: stopped, stuck, or only starved of the processor. Reads /proc, decides by arithmetic."""

from dataclasses import dataclass
from pathlib import Path

_NANOSECONDS = 1e-9


@dataclass(frozen=True, slots=True)
class Sample:
    """What the kernel says of a process: its state's letter, seconds it ran, seconds it waited to run."""

    state: str
    ran: float
    waited: float


def sample(pid: int) -> Sample | None:
    """A sample of a process; None when it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        schedule = Path(f"/proc/{pid}/schedstat").read_text().split()
    except OSError:
        return None
    # The name in brackets may hold anything, brackets and spaces too: the state comes after the last one.
    state = stat.rpartition(")")[2].split()[0]
    return Sample(state, int(schedule[0]) * _NANOSECONDS, int(schedule[1]) * _NANOSECONDS)


def verdict(before: Sample, after: Sample, seconds: float) -> str | None:
    """Why a process that was silent for ``seconds`` is to be killed; None when it was starved and may live.

    >>> busy, idle = Sample("R", 0, 0), Sample("S", 0, 0)
    >>> verdict(idle, Sample("T", 0, 0), 30)
    'stopped'
    >>> verdict(busy, Sample("R", 29, 1), 30)
    'burning CPU'
    >>> verdict(idle, Sample("S", 0, 0), 30)
    'asleep'
    >>> verdict(busy, Sample("R", 2, 28), 30) is None
    True
    """
    if after.state in "Tt":
        return "stopped"
    if after.waited - before.waited > seconds / 2:
        return None
    return "burning CPU" if after.ran - before.ran > seconds / 2 else "asleep"
