"""How long a process waits before it asks a lost database again: two seconds at most, never in step with others."""

import random

_FIRST = 0.1
_LONGEST = 2.0  # seconds; with it work goes on well within 5 s after the database is back


class Waits:
    """A growing wait; ``rng`` shortens each by up to half, so that workers do not come back all at once."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._failures = 0

    @property
    def first(self) -> bool:
        """Whether nothing has failed since the last success."""
        return self._failures == 0

    def next(self) -> float:
        """Seconds to wait after one more failure."""
        wait = min(_FIRST * 2.0**self._failures, _LONGEST)
        self._failures = min(self._failures + 1, 16)
        return wait * self._rng.uniform(0.5, 1.0)

    def reset(self) -> None:
        """It worked."""
        self._failures = 0
