"""Keeps one nursery alive and warm: started at need, started again when it dies, killed when it hangs."""

import random
from collections.abc import Callable
from typing import Protocol

from patrond import __version__
from patrond.channel import Frame
from patrond.clock import Clock
from patrond.config import Settings
from patrond.log import Log
from patrond.master.nursery import Nursery
from patrond.master.policy import exit_words, restart_wait

_WARM_WITHIN = 60.0  # seconds, to load the SDK on a loaded machine
_LIVED_LONG = 10.0  # seconds after which a death is the first one again


class Owner(Protocol):
    """Who asked for the nursery."""

    def on_nursery_frame(self, frame: Frame, fds: tuple[int, ...]) -> None: ...

    def on_nursery_dead(self, words: str) -> None: ...

    def ask_look(self) -> None: ...


class NurseryKeeper:
    """At most one nursery at a time."""

    def __init__(
        self, settings: Settings, instance: str, owner: Owner, log: Log, clock: Clock, rng: random.Random
    ) -> None:
        self._settings = settings
        self._instance = instance
        self._owner = owner
        self._log = log
        self._clock = clock
        self._rng = rng
        self._nursery: Nursery | None = None
        self._since = 0.0
        self._deaths = 0
        self._next_start = 0.0
        self._closing = False

    @property
    def warm(self) -> Nursery | None:
        """The nursery, if it can fork."""
        return self._nursery if self._nursery is not None and self._nursery.warm else None

    @property
    def is_alive(self) -> bool:
        """Whether there is one, warm or not."""
        return self._nursery is not None

    def tend(self, now: float) -> float | None:
        """Do what is due for a nursery that is wanted; when to come again, None where an event will tell."""
        if self._nursery is None:
            if now < self._next_start:
                return self._next_start
            self._start(now)
        elif not self._nursery.warm and now - self._since > _WARM_WITHIN:
            self.kill(f"not warm after {_WARM_WITHIN:.0f} s")
        return None

    def kill(self, reason: str) -> None:
        """It hangs."""
        if self._nursery is not None:
            self._log.event("nursery_killed", pid=self._nursery.pid, reason=reason)
            self._nursery.kill()

    def reopen_log(self) -> None:
        """It opens its log anew."""
        if self._nursery is not None:
            self._nursery.reopen_log()

    def close(self) -> None:
        """Have it end: by itself, or, while it is still loading and does not listen, by force."""
        self._closing = True
        if self._nursery is None:
            return
        if self._nursery.warm:
            self._nursery.close()
        else:
            self._nursery.kill()

    def _start(self, now: float) -> None:
        self._since = now
        hooks: dict[str, Callable[..., None]] = {"on_warm": self._on_warm, "on_dead": self._on_dead}
        self._nursery = Nursery(self._settings, self._instance, on_frame=self._owner.on_nursery_frame, **hooks)
        self._log.event("nursery_started", pid=self._nursery.pid)

    def _on_warm(self) -> None:
        assert self._nursery is not None  # noqa: S101 - it has just spoken
        seconds = self._clock.boottime() - self._since
        self._log.event("nursery_warm", pid=self._nursery.pid, seconds=f"{seconds:.1f}")
        if self._nursery.version != __version__:
            self._log.event("version_differs", found=self._nursery.version, own=__version__)
        self._owner.ask_look()

    def _on_dead(self, nursery: Nursery, status: int) -> None:
        self._nursery = None
        now = self._clock.boottime()
        self._deaths = 1 if now - self._since > _LIVED_LONG else self._deaths + 1
        # The first death is answered at once, as a worker's after READY.
        self._next_start = now + (restart_wait(self._deaths - 1, self._rng) if self._deaths > 1 else 0.0)
        words = exit_words(status)
        if status != 0 and not self._closing:
            self._log.event("nursery_died", pid=nursery.pid, exit=words)
        self._owner.on_nursery_dead(f"the nursery died: {words}")
