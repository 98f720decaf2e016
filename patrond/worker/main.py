"""From a fresh fork to the worker's exit code."""

import asyncio
import os
import random
import signal
from contextlib import suppress

from patrond.channel import Broken, send
from patrond.clock import SiteClock, SystemClock
from patrond.config.provider import provider_problem
from patrond.errors import PatrondError
from patrond.locks import take_worker_lock
from patrond.log import Log, open_log, told, trace
from patrond.providers import open_provider
from patrond.worker.worker import Birth, Worker

_LONGEST_REASON = 2_000


def run_worker(birth: Birth) -> int:
    """Live a worker's life in this process, a fresh fork; the exit code: 0 after a drain, 1 when it broke, or lost what
    it had begun.

    Leaves threads and loop as they are: the caller ends the process.
    """
    log = open_log(birth.settings, f"worker_{os.getpid()}")
    try:
        # The lock's descriptor stays open until the process ends: that is how others know us alive.
        lock = take_worker_lock(birth.settings.state_dir, birth.instance, os.getpid())
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda _, context: log.event("process_error", trace=told(context)))
        if not loop.run_until_complete(_live(birth, log)):
            return 1
        lock.note_drained()
    except PatrondError as error:
        _say_broken(birth, log, str(error))
        return 1
    except BaseException as error:
        log.event("process_error", trace=trace(error))
        _say_broken(birth, log, f"{type(error).__name__}: {error}")
        return 1
    return 0


async def _live(birth: Birth, log: Log) -> bool:
    clock = SystemClock()
    rng = random.Random()  # noqa: S311 - spreads waits, hides nothing
    site = SiteClock(birth.settings.database.timezone, clock)
    provider = None if provider_problem(birth.settings) else open_provider(birth.settings, rng)
    worker = Worker(birth, provider, log, clock, site, rng)
    _obey_signals(worker, birth.settings.workers.stop_timeout.total_seconds())
    return await worker.live()


def _obey_signals(worker: Worker, stop_seconds: float) -> None:
    """TERM drains this worker alone (the master replaces it), again hurries it; a terminal's Ctrl-C is the master's."""
    loop = asyncio.get_running_loop()
    given = iter([stop_seconds])
    loop.add_signal_handler(signal.SIGTERM, lambda: worker.drain(next(given, 0.0)))
    for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(ignored, signal.SIG_IGN)


def _say_broken(birth: Birth, log: Log, reason: str) -> None:
    log.event("worker_broken", reason=reason)
    with suppress(OSError):
        send(birth.sock, Broken(reason[:_LONGEST_REASON]))
