"""For how long something has been seen unchanged, by a clock that the caller keeps. No I/O."""

from collections.abc import Collection, Hashable


class Stillness:
    """Remembers since when each key has its present value. Seconds of whatever clock ``at`` is.

    >>> still = Stillness()
    >>> still.look("job 5", "worker_1", at=100.0), still.look("job 5", "worker_1", at=130.0)
    (0.0, 30.0)
    """

    def __init__(self) -> None:
        self._seen: dict[Hashable, tuple[object, float]] = {}

    def look(self, key: Hashable, value: object, *, at: float) -> float:
        """Note what is seen now; for how long it has been so."""
        before, since = self._seen.get(key, (None, at))
        if key not in self._seen or before != value:
            self._seen[key] = (value, at)
            return 0.0
        return at - since

    def keep_only(self, keys: Collection[Hashable]) -> None:
        """Forget all others, which are gone."""
        self._seen = {key: seen for key, seen in self._seen.items() if key in keys}


class Witness:
    """Counts the time in which a beat of others would have been seen, because our own were being kept.

    An outage stops all beats: what is not seen then proves nothing. With ``beat`` (our own counter) the time since it
    last moved is worth as many intervals as it moves by, however often we look; without one (a command beside no
    daemon) the time since the last look, unless that is so long that there may have been an outage.

    >>> witness = Witness(interval=5.0, timeout=60.0)
    >>> [witness.look(at, beat) for at, beat in ((0.0, 7), (3.0, 7), (6.0, 8), (66.0, 9))]
    [0.0, 0.0, 5.0, 10.0]
    """

    def __init__(self, interval: float, timeout: float) -> None:
        self._interval = interval
        self._timeout = timeout
        self._last: tuple[float, int | None] | None = None
        self.seconds = 0.0

    def look(self, at: float, beat: int | None) -> float:
        """Now, with our own beat; all the time witnessed so far."""
        if self._last is None:
            self._last = (at, beat)
        elif beat is None or beat != self._last[1]:
            self.seconds += self._worth(at - self._last[0], self._last[1], beat)
            self._last = (at, beat)
        return self.seconds

    def _worth(self, gap: float, before: int | None, beat: int | None) -> float:
        if before is None or beat is None:
            return gap if gap <= self._timeout / 2 else 0.0
        return min(gap, max(0, beat - before) * self._interval)
