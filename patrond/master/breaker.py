"""The provider's breaker: who may call it, for all workers together. No I/O; times are CLOCK_BOOTTIME.

closed: everybody. snoozed: nobody until a moment that the provider named. open: nobody, since it cannot be used
(key, credit, model). trial: it was open long enough, and one job is tried.
"""

from dataclasses import dataclass

from patrond.channel import Pause

_LONGEST_OPEN = 900.0  # seconds: a cure is noticed within a quarter of an hour without anybody's help


@dataclass(slots=True)
class Breaker:
    """Its state, and the moves between them. ``trial_seconds``: after so long a trial is given up as lost."""

    trial_seconds: float
    reason: str | None = None
    halted: bool = False
    until: float = 0.0
    _trial_until: float = 0.0
    _wait: float = 0.0

    def snooze(self, now: float, seconds: float, reason: str) -> bool:
        """The provider wants silence; False when that was known."""
        if self.halted or now + seconds <= self.until:
            return False
        self.until, self.reason = now + seconds, reason
        return True

    def halt(self, now: float, seconds: float, reason: str) -> bool:
        """The provider cannot be used; False when that was known: calls that were in flight end so too.

        A trial that ends so doubles the wait, to a quarter of an hour.
        """
        if self.halted and not self.in_trial:
            return False
        self._open(now, min(self._wait * 2, _LONGEST_OPEN) if self.halted else seconds, reason)
        return True

    def ended(self, now: float, *, answered: bool) -> bool:
        """An attempt has ended otherwise; True when that closes the breaker.

        A call that was under way before the halt may still end well: only in a trial does it count. A trial that
        brought no answer (its call timed out) is repeated after the same wait.
        """
        if not self.in_trial:
            return False
        if answered:
            self.close()
            return True
        self._open(now, self._wait, self.reason or "")
        return False

    def close(self) -> None:
        """Everybody may call again."""
        self.reason, self.halted = None, False
        self.until = self._trial_until = self._wait = 0.0

    def begin_trial(self, now: float) -> bool:
        """Whether one job may be tried now; then the trial has begun."""
        if not self.halted or now < self.until or now < self._trial_until:
            return False
        self._trial_until = now + self.trial_seconds
        return True

    def abandon_trial(self) -> None:
        """There was no worker for it, or it has died: the next may begin at once."""
        self._trial_until = 0.0

    @property
    def in_trial(self) -> bool:
        """Whether a job is being tried."""
        return self._trial_until > 0.0

    def holds(self, now: float) -> bool:
        """Whether anything is held back."""
        return self.halted or now < self.until

    def seconds_left(self, now: float) -> float:
        """Until the next try."""
        return max(self.until - now, 0.0)

    def pause(self, *, operator: bool) -> Pause:
        """What the workers are told."""
        return Pause(operator, 0.0 if self.halted else self.until, self.halted)

    def _open(self, now: float, wait: float, reason: str) -> None:
        self.halted, self.reason = True, reason
        self._wait, self.until, self._trial_until = wait, now + wait, 0.0
