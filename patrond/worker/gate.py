"""How many jobs a worker may reserve now: hunger, pauses and the drain in one place. Pure but for its own memory."""

from dataclasses import dataclass

from patrond.channel import Pause


@dataclass(slots=True)
class Gate:
    """What opens and closes the way to the queue. Times are CLOCK_BOOTTIME.

    ``hungry`` means that due jobs may be waiting: set by a wake, which is thus remembered while the worker is
    full, and cleared by a reservation that got fewer than it asked for.
    """

    hungry: bool = False
    paused: bool = False
    draining: bool = False
    halted: bool = False
    trial: bool = False
    held_until: float = 0.0
    reserving: bool = False
    _wakes: int = 0

    def wake(self) -> None:
        """A job is due."""
        self.hungry = True
        self._wakes += 1

    def allow_trial(self) -> None:
        """One job may be reserved although the provider is halted."""
        self.trial = True

    def take_over(self, pause: Pause) -> None:
        """What the master says holds all workers back, in place of what was said before."""
        self.paused = pause.operator
        self.halted = pause.halted
        self.held_until = pause.until
        self.trial = self.trial and pause.halted

    def hold(self, until: float) -> None:
        """The provider wants silence; obeyed at once, before the master has told the others."""
        self.held_until = max(self.held_until, until)

    def halt(self) -> None:
        """The provider cannot be used."""
        self.halted = True

    def allowance(self, free: int, now: float) -> int:
        """How many jobs may be reserved with ``free`` slots."""
        if self.draining or self.paused or now < self.held_until:
            return 0
        if self.halted:
            return min(free, 1) if self.trial else 0
        return free if self.hungry else 0

    def opens_in(self, now: float) -> float | None:
        """Seconds until time alone opens the gate; None where only an event can."""
        return self.held_until - now if now < self.held_until else None

    def begin(self) -> int:
        """A reservation begins; hand the result to :meth:`finish`."""
        self.trial = False
        self.reserving = True
        return self._wakes

    def finish(self, begun: int, *, filled: bool) -> None:
        """It brought all that was asked for, or less: then nothing more is due, unless a wake came meanwhile."""
        self.reserving = False
        if not filled and begun == self._wakes:
            self.hungry = False
