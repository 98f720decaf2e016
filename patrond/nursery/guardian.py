"""When a worker must end whose master has died: policy alone, a function of time and of its having jobs in hand."""

from dataclasses import dataclass

IDLE_SECONDS = 1.0
BUSY_SECONDS = 20.0
_LOOK_EVERY = 1.0  # a busy worker may become idle, and one that is stopped cannot say so


@dataclass(frozen=True, slots=True)
class Guardian:
    """``since``: CLOCK_BOOTTIME of the master's death."""

    since: float

    def must_end(self, now: float, *, busy: bool) -> bool:
        """Whether a worker that has not ended by itself is killed now.

        >>> Guardian(since=100.0).must_end(101.0, busy=False), Guardian(since=100.0).must_end(101.0, busy=True)
        (True, False)
        """
        return now - self.since >= (BUSY_SECONDS if busy else IDLE_SECONDS)

    def next_in(self, now: float) -> float:
        """Seconds until the next look."""
        ends = [self.since + limit for limit in (IDLE_SECONDS, BUSY_SECONDS) if self.since + limit > now]
        return min([_LOOK_EVERY, *(end - now for end in ends)])
