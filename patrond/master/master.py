"""The master: its parts put together, the events between them, and the order in which they start and stop."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from patrond import __version__
from patrond.channel import Done, Halted, Pause, Snoozed, Trial
from patrond.clock import Clock, SiteClock
from patrond.config import Settings
from patrond.control import Control, Service
from patrond.desk import Desk
from patrond.errors import DatabaseUnavailable, SchemaError
from patrond.i18n import translator
from patrond.log import Log, told
from patrond.master import signals
from patrond.master.chores import Chores
from patrond.master.command import Command
from patrond.master.fleet import Fleet
from patrond.master.holding import Holding
from patrond.master.poller import Poller
from patrond.master.zone import read_stamps, shift
from patrond.notify import Notify

_CYCLE = 1.0  # seconds between two looks at limits that no event tells of
_ZONE_EVERY = 60.0
_STALLED = 5.0  # seconds late: it was us who stood still, not the workers
_DATABASE_END = 3.0  # seconds that the last settling, and the farewell, may take when we stop


class Master:
    """One master. Made inside its loop; :meth:`live` is its whole life."""

    def __init__(
        self, settings: Settings, instance: str, site: SiteClock, clock: Clock, log: Log, notify: Notify
    ) -> None:
        rng = random.Random()  # noqa: S311 - spreads waits, hides nothing
        self._settings = settings
        self._instance = instance
        self._clock = clock
        self._log = log
        self._notify = notify
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(lambda loop, context: log.event("process_error", trace=told(context)))
        self._fatal: SchemaError | None = None
        self._stop_asked = asyncio.Event()
        self._poller_over = asyncio.Event()
        self._poller = Poller(
            settings,
            instance,
            site,
            clock,
            log,
            rng,
            on_due=lambda: self._in_loop(self._due),
            on_first=self._first_answer,
            on_schema=lambda error: self._in_loop(self._schema_is_wrong, error),
            on_end=lambda: self._in_loop(self._poller_over.set),
        )
        self._fleet = Fleet(settings, instance, self, log, clock, rng)
        self._holding = Holding(settings, clock, log, tell=self._fleet.broadcast, on_quiet=self._poller.set_quiet)
        self._chores = Chores(settings, instance, site, clock, log, on_settled=self._due)
        self._command = Command(
            settings,
            instance,
            self._fleet,
            self._holding,
            self._poller,
            log,
            clock,
            wake=self._due,
            stop=self.stop,
        )
        self.control: Control = self._command

    async def live(self, services: Sequence[Service]) -> int:
        """Start everything, run until stopped, stop everything; the exit code. Raises as run_master does."""
        remove_signals = signals.obey(stop=self.stop, reload=self._reload, reopen=self._reopen)
        started: list[Service] = []
        try:
            for service in services:
                await service.start()
                started.append(service)
            await self._run()
        finally:
            for service in reversed(started):
                await service.stop()
            remove_signals()
        if self._fatal is not None:
            raise self._fatal
        self._log.event("master_stopped")
        return 0

    async def _run(self) -> None:
        self._say_started()
        self._poller.start()
        self._chores.start()
        self._fleet.look()
        tasks = [
            asyncio.create_task(self._cycles()),
            asyncio.create_task(self._announce()),
            asyncio.create_task(self._watch_zone()),
        ]
        try:
            await self._stop_asked.wait()
            await self._fleet.until(lambda: self._fleet.is_empty)
        finally:
            for task in tasks:
                task.cancel()
            await self._fleet.close()
            with suppress(TimeoutError):  # a database that hangs: the next start settles what is left
                async with asyncio.timeout(_DATABASE_END):
                    await self._chores.stop()
                    self._poller.stop()
                    await self._poller_over.wait()
        for task in tasks:
            if task.done() and not task.cancelled():
                task.result()

    def stop(self) -> None:
        """Drain; when asked again, at once."""
        if not self._fleet.stopping:
            self._log.event("stop_signal")
            self._begin_end(self._settings.workers.stop_timeout.total_seconds())
        else:
            self._log.event("drain_hurried")
            self._fleet.drain_all(0.0)

    def _begin_end(self, seconds: float) -> None:
        jobs = self._fleet.jobs_in_hand()
        self._log.event("drain_started", n=jobs, seconds=f"{seconds:.0f}")
        self._notify.stopping(f"stopping, {jobs} jobs in hand", seconds)
        self._poller.set_quiet(True)
        self._fleet.drain_all(seconds)
        self._stop_asked.set()

    def _say_started(self) -> None:
        workers = self._settings.workers
        self._log.event(
            "master_started",
            version=__version__,
            instance=self._instance,
            workers=workers.count,
            concurrency=workers.concurrency,
            provider=self._settings.provider_name or "-",
        )
        if self._holding.problem is not None:
            self._log.event("provider_missing", problem=self._holding.problem)

    # --- time

    async def _cycles(self) -> None:
        """The supervision cycle; its completion feeds systemd's watchdog and `/healthz`."""
        while True:
            now = self._clock.boottime()
            if now - self._command.cycled_at > _STALLED:
                self._fleet.forgive()
            self._fleet.look()
            self._command.cycled_at = now
            self._notify.watchdog()
            await asyncio.sleep(_CYCLE)

    async def _announce(self) -> None:
        await self._fleet.until(lambda: self._fleet.is_up)
        self._notify.ready(f"{self._fleet.count} workers ready")

    # --- the database (called in the poller's thread where it says so)

    def _first_answer(self, desk: Desk) -> None:
        """In the poller's thread: the tables fit. Look at the zone while the connection is at hand."""
        off = None
        with suppress(DatabaseUnavailable):  # then the zone is not judged; the poll says that the database is away
            off = shift(read_stamps(desk.connection), self._settings.database.timezone)
        self._in_loop(self._database_is_good, off)

    def _database_is_good(self, zone_off: timedelta | None) -> None:
        self._judge_zone(zone_off)
        self._holding.set_known_good()

    async def _watch_zone(self) -> None:
        """Only the site's rows show that the zone is wrong, and they may come later than we."""
        while self._command.zone_warning is None:
            await asyncio.sleep(_ZONE_EVERY)
            self._judge_zone(await self._chores.zone_off())

    def _judge_zone(self, zone_off: timedelta | None) -> None:
        if zone_off is not None and self._command.zone_warning is None:
            values = {"zone": self._settings.database.timezone, "hours": f"{zone_off.total_seconds() / 3600:+g}"}
            self._command.zone_warning = translator(self._settings.language)("log.zone_wrong", **values)
            self._log.event("zone_wrong", **values)

    def _schema_is_wrong(self, error: SchemaError) -> None:
        if self._fatal is None:
            self._fatal = error
            self._log.event("schema_wrong", problem=error)
            self._begin_end(0.0)

    def _due(self) -> None:
        """A job is due."""
        if self._fleet.stopping:
            return
        if self._holding.may_wake():
            self._fleet.wake()
        elif self._holding.may_try():
            self._holding.trying(self._fleet.wake(Trial(), one=True))

    # --- what workers report

    def on_snoozed(self, frame: Snoozed) -> None:
        self._holding.on_snoozed(frame)

    def on_halted(self, frame: Halted) -> None:
        self._holding.on_halted(frame)

    def on_done(self, frame: Done) -> None:
        self._holding.on_done(frame)

    def on_dead(self, pid: int, words: str, *, clean: bool) -> None:
        self._chores.settle(pid, words, clean=clean)
        self._holding.on_dead()

    def pause_in_force(self) -> Pause:
        return self._holding.pause_in_force()

    def _in_loop(self, call: Callable[..., None], *args: object) -> None:
        """From the poller's thread. Once the loop is closed there is nobody to tell."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *args)

    # --- signals

    def _reload(self) -> None:
        self._log.event("reload_refused")

    def _reopen(self) -> None:
        self._log.reopen()
        self._fleet.reopen_logs()
        self._log.event("log_reopened")
