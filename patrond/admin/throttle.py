"""Slows down who guesses tokens: so many wrong ones in a minute, then none is looked at."""

from collections import OrderedDict, deque

from patrond.clock import Clock

FAILURES = 10
WINDOW_SECONDS = 60.0
_MOST_PEERS = 4096  # the longest silent goes first: a caller with many addresses cannot fill the memory


class Throttle:
    """Failures by peer, in a sliding window."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_seconds(self, peer: str) -> float:
        """How long this peer must wait before a token of theirs is looked at again; 0 for not at all."""
        failures = self._failures.get(peer)
        if failures is None:
            return 0.0
        now = self._clock.boottime()
        while failures and failures[0] <= now - WINDOW_SECONDS:
            failures.popleft()
        if not failures:
            del self._failures[peer]
            return 0.0
        return max(0.0, failures[0] + WINDOW_SECONDS - now) if len(failures) >= FAILURES else 0.0

    def failed(self, peer: str) -> None:
        """Note a wrong token."""
        self._failures.setdefault(peer, deque(maxlen=FAILURES)).append(self._clock.boottime())
        self._failures.move_to_end(peer)
        while len(self._failures) > _MOST_PEERS:
            self._failures.popitem(last=False)
