"""All that keeps workers from reserving: the operator, the provider, a provider not named, a database not yet known."""

from collections.abc import Callable

from patrond.channel import Done, Frame, Halted, Pause, Snoozed
from patrond.clock import Clock
from patrond.config import Settings
from patrond.config.provider import provider_problem
from patrond.control import BreakerView
from patrond.log import Log
from patrond.master.breaker import Breaker


class Holding:
    """Says what is in force, and tells it to all workers whenever it changes."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        log: Log,
        *,
        tell: Callable[[Frame], None],
        on_quiet: Callable[[bool], None],
    ) -> None:
        self.paused = False
        self.problem = provider_problem(settings)
        self._known_good = False
        self._breaker = Breaker(settings.workers.job_timeout.total_seconds())
        self._clock = clock
        self._log = log
        self._tell = tell
        self._on_quiet = on_quiet

    @property
    def nobody_may(self) -> bool:
        """Whether no worker may reserve at all, whatever the provider says."""
        return self.paused or self.problem is not None or not self._known_good

    def pause_in_force(self) -> Pause:
        """What a worker is told when it comes up."""
        return self._breaker.pause(operator=self.nobody_may)

    def breaker_view(self) -> BreakerView | None:
        """The breaker for the page and ctl, when it is open."""
        now = self._clock.boottime()
        if not self._breaker.holds(now):
            return None
        return BreakerView(self._breaker.reason or "", self._breaker.seconds_left(now))

    def set_known_good(self) -> None:
        """The database has answered, and its tables fit."""
        self._known_good = True
        self._changed()

    def set_paused(self, paused: bool) -> None:
        """The operator says so; a resume also closes the provider's breaker."""
        self.paused = paused
        if not paused:
            self._breaker.close()
        self._log.event("paused" if paused else "resumed")
        self._changed()

    def may_wake(self) -> bool:
        """Whether workers may be woken for a due job."""
        return not self.nobody_may and not self._breaker.holds(self._clock.boottime())

    def may_try(self) -> bool:
        """Whether one worker may try one job with a provider that was halted; then the trial has begun."""
        return not self.nobody_may and self._breaker.begin_trial(self._clock.boottime())

    def trying(self, found_worker: bool) -> None:
        """Whether somebody was there to try."""
        if found_worker:
            self._log.event("provider_trial")
        else:
            self._breaker.abandon_trial()

    def on_snoozed(self, frame: Snoozed) -> None:
        """A worker was told to be silent: so are all."""
        if self._breaker.snooze(self._clock.boottime(), frame.seconds, frame.reason):
            self._log.event("provider_snoozed", seconds=f"{frame.seconds:.0f}", reason=frame.reason)
            self._changed()

    def on_halted(self, frame: Halted) -> None:
        """The provider cannot be used."""
        now = self._clock.boottime()
        if self._breaker.halt(now, frame.seconds, frame.reason):
            left = self._breaker.seconds_left(now)
            self._log.event("provider_halted", seconds=f"{left:.0f}", reason=frame.reason)
            self._changed()

    def on_done(self, frame: Done) -> None:
        """Attempts have ended in another way."""
        if self._breaker.ended(self._clock.boottime(), answered=frame.answered):
            self._log.event("provider_works")
            self._changed()

    def on_dead(self) -> None:
        """A worker has died, perhaps the one that tried."""
        self._breaker.abandon_trial()

    def _changed(self) -> None:
        self._tell(self.pause_in_force())
        self._on_quiet(self.nobody_may)
