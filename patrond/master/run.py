"""The master's life: lock, services, workers, and back again when told to stop."""

import os
import secrets
import socket
from collections.abc import Callable, Sequence

import setproctitle

from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.control import Control, Service
from patrond.locks import FileLock, take_instance_lock
from patrond.log import open_log
from patrond.master.master import Master
from patrond.notify import Notify

MakeServices = Callable[[Control, SiteClock], Sequence[Service]]


async def run_master(settings: Settings, make_services: MakeServices, *, lock: FileLock | None = None) -> int:
    """Run patrond in this process until it is told to stop; the exit code.

    ``make_services`` gets the master's Control and the site's clock, and makes what runs beside it in this loop (the
    page); they are started before the first worker and stopped after the last. ``lock`` is the instance's, when the
    caller has taken it already, before the heavy imports.

    Raises:
        AlreadyRunning: another patrond has this socket.
        SchemaError: the database's tables do not fit (at the start, or when it first answers).
        PatrondError: a service cannot start (its port is taken).
    """
    held = lock or take_instance_lock(settings.admin.socket)
    try:
        clock = SystemClock()
        setproctitle.setproctitle(f"patrond: master [{socket.gethostname()}]")
        log = open_log(settings, f"master_{os.getpid()}", clock=clock)
        site = SiteClock(settings.database.timezone, clock)
        master = Master(settings, secrets.token_hex(6), site, clock, log, Notify.from_environment())
        return await master.live(make_services(master.control, site))
    finally:
        held.release(unlink=True)
