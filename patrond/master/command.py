"""What an operator may ask of the master: :class:`patrond.control.Control`, carried out."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from patrond import __version__
from patrond.channel import Cancel
from patrond.clock import Clock
from patrond.config import Settings
from patrond.control import Overview
from patrond.errors import NotFound, NotYet, PatrondError
from patrond.log import Log
from patrond.master.fleet import Fleet
from patrond.master.holding import Holding
from patrond.master.poller import Poller

_MOST_WORKERS = 64
_NOTED_WITHIN = 10.0  # seconds; a reservation under way ends within the database's timeouts
_WARM_SECONDS = 60.0  # a fleet that was empty has its nursery to load first


class Command:
    """Each mutation waits for what it asks for, within the settings' timeouts, and says so when it does not come."""

    def __init__(
        self,
        settings: Settings,
        instance: str,
        fleet: Fleet,
        holding: Holding,
        poller: Poller,
        log: Log,
        clock: Clock,
        *,
        wake: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._instance = instance
        self._fleet = fleet
        self._holding = holding
        self._poller = poller
        self._log = log
        self._clock = clock
        self._wake = wake
        self._stop = stop
        self._started_at: datetime = clock.utc()
        self._started = clock.boottime()
        self._restarts = asyncio.Lock()
        self.cycled_at = self._started
        self.zone_warning: str | None = None

    def overview(self) -> Overview:
        """From memory alone."""
        now = self._clock.boottime()
        return Overview(
            instance=self._instance,
            version=__version__,
            started_at=self._started_at,
            uptime_seconds=now - self._started,
            workers=self._fleet.views(),
            worker_count=self._fleet.count,
            concurrency=self._settings.workers.concurrency,
            paused=self._holding.paused,
            draining=self._fleet.stopping,
            provider=self._settings.provider_name,
            provider_problem=self._holding.problem,
            breaker=self._holding.breaker_view(),
            database=self._poller.health(),
            cycle_age_seconds=now - self.cycled_at,
            zone_warning=self.zone_warning,
        )

    def wake(self) -> None:
        """Something is due now."""
        self._wake()

    async def pause(self) -> None:
        """No new job is reserved from the moment that this returns."""
        self._refuse_while_stopping("pause")
        self._holding.set_paused(True)
        if not await self._fleet.until(lambda: self._fleet.is_held or not self._holding.paused, _NOTED_WITHIN):
            raise PatrondError(
                f"cannot be sure of the pause: a worker has not taken note of it within {_NOTED_WITHIN:.0f} s; "
                "it will when it answers again, see `patrond ctl workers`"
            )

    async def resume(self) -> None:
        """Reserve again, and try the provider again."""
        self._refuse_while_stopping("resume")
        self._holding.set_paused(False)

    async def scale(self, count: int) -> None:
        """Set the number of workers; returns when the new ones are up and the others are draining."""
        self._refuse_while_stopping("scale")
        if not 0 <= count <= _MOST_WORKERS:
            raise PatrondError(f"cannot scale to {count!r}: a number from 0 to {_MOST_WORKERS} is expected")
        self._fleet.count = count
        self._log.event("scaled", count=count)
        self._fleet.ask_look()
        seconds = self._settings.workers.start_timeout.total_seconds() + _WARM_SECONDS
        if not await self._fleet.until(lambda: self._fleet.is_up or self._fleet.count != count, seconds):
            raise PatrondError(f"cannot scale to {count}: {self._why_not_up()}; see `patrond ctl workers`")

    async def restart(self, slot: int | None) -> None:
        """Drain and replace one worker, or one after the other all of them."""
        self._refuse_while_stopping("restart")
        numbers = [one.number for one in self._fleet.slots] if slot is None else [slot]
        async with self._restarts:
            for number in numbers:
                await self._restart(number)

    async def reload(self) -> None:
        """Not in this version."""
        self._log.event("reload_refused")
        raise NotYet("cannot reload the settings: this version does not do it yet; restart patrond instead")

    async def stop(self) -> None:
        """Begin the drain; a second time hurries it."""
        self._stop()

    async def cancel_call(self, job_id: int) -> None:
        """Have the call dropped by whoever has the job in hand."""
        self._fleet.broadcast(Cancel(job_id))

    async def _restart(self, number: int) -> None:
        slot = next((one for one in self._fleet.slots if one.number == number), None)
        if slot is None:
            raise NotFound(
                f"cannot restart worker {number}: there are {len(self._fleet.slots)}; see `patrond ctl workers`"
            )
        before = slot.process
        self._log.event("restarting", slot=number)
        limits = self._settings.workers
        self._fleet.drain(slot, limits.stop_timeout.total_seconds())
        slot.next_start = 0.0
        self._fleet.ask_look()
        seconds = (limits.stop_timeout + limits.start_timeout).total_seconds() + _WARM_SECONDS

        def is_replaced() -> bool:
            return slot not in self._fleet.slots or (slot.is_up and slot.process is not before)

        if not await self._fleet.until(is_replaced, seconds) or slot not in self._fleet.slots:
            raise PatrondError(f"cannot restart worker {number}: {self._why_not_up()}; see `patrond ctl workers`")

    def _why_not_up(self) -> str:
        down = [slot for slot in self._fleet.slots if not slot.is_up]
        words = [f"worker {slot.number} is {slot.state} ({slot.last_exit or 'no word from it'})" for slot in down]
        return ", ".join(words) or "not all workers are up"

    def _refuse_while_stopping(self, verb: str) -> None:
        if self._fleet.stopping:
            raise PatrondError(f"cannot {verb}: patrond is stopping")
