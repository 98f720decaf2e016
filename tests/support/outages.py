"""Outages of a real database while answers come in: each breaks it in its own way, and tells when it was back."""

import contextlib
import json
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pymysql

from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.mariadb import PASSWORD, USER, MariaDB
from support.proxy import Loss, Proxy
from support.rows import all_are
from support.site import Site

_ALL_DONE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Stand:
    """A site, the API, and the patronds that serve them; ``proxy`` where they reach the database through one."""

    site: Site
    api: FakeApi
    installations: tuple[Installation, ...]
    rng: random.Random
    user: int
    proxy: Proxy | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """Seconds from the database's return to the first job that was completed, and to the first that was reserved."""

    kind: str
    completed: float
    reserved: float


@dataclass(frozen=True, slots=True)
class Books:
    """What it all came to. ``lost``: endings that were given up; ``burnt``: attempts beyond the first."""

    jobs: int
    calls: int
    booked: int
    not_completed: int
    burnt: int
    miscounted: int
    master_exits: int
    worker_deaths: int
    lost: int

    @property
    def calls_lost(self) -> int:
        """Calls that were paid for and stand in no attempt."""
        return self.calls - self.booked

    def faults(self) -> dict[str, int]:
        """The figures that ought to be 0 and are not."""
        named = {name: value for name, value in asdict(self).items() if name not in ("jobs", "calls", "booked")}
        return {name: value for name, value in {**named, "calls_lost": self.calls_lost}.items() if value}


def cycle(
    stand: Stand, kind: str, seconds: float, *, jobs: int, meanwhile: Callable[[Stand], None] = lambda stand: None
) -> Recovery:
    """Ask for jobs, break the database for ``seconds`` while their calls are in flight, ask for more, see all done.

    ``meanwhile`` is what happens besides, at the end of the outage.
    """
    asked = _ask(stand, jobs)
    until(lambda: stand.api.in_flight >= jobs // 3, 30.0, "calls in flight")
    time.sleep(stand.rng.uniform(0, stand.api.delay))
    with KINDS[kind](stand) as back:
        time.sleep(seconds)
        meanwhile(stand)
    asked += _ask(stand, jobs // 3)
    recovery = Recovery(kind, first_after(stand, "job_completed", back()), first_after(stand, "job_reserved", back()))
    until(lambda: all_are(stand.site, asked, "completed"), _ALL_DONE_SECONDS, f"all completed after {kind}")
    return recovery


def restart(stand: Stand, sign: signal.Signals) -> None:
    """Every patrond is ended when the last call has been answered, and is up again before the database is.

    SIGKILL goes to all their processes.
    """
    until(lambda: stand.api.in_flight == 0, 30.0, "all calls answered")
    time.sleep(1.0)  # an answer is on the disk within an instant; nobody tells when
    for installation in stand.installations:
        assert installation.process is not None
        victims = [installation.process.pid] if sign is signal.SIGTERM else installation.processes()
        for pid in victims:
            os.kill(pid, sign)
        installation.process.wait(30)
        installation.start(wait=False)
    for installation in stand.installations:
        installation.wait_ready()


def _ask(stand: Stand, count: int) -> list[int]:
    return [stand.site.ask(stand.user)[1] for _ in range(count)]


def first_after(stand: Stand, event: str, moment: float) -> float:
    """Seconds from ``moment`` to the first line of this event in any of the logs; waited for."""

    def found() -> float | None:
        times = [at for line in lines(stand) if line["event"] == event and (at := _at(line)) >= moment]
        return min(times, default=None)

    return float(until(found, _ALL_DONE_SECONDS, f"{event} after the return")) - moment


def balance(stand: Stand, master_pids: list[int]) -> Books:
    """The books at the end."""
    run = stand.site.run
    jobs = run("SELECT status, attempts FROM jobs")
    events = [line["event"] for line in lines(stand)]
    completed = sum(job["status"] == "completed" for job in jobs)
    counted = run("SELECT patterns_generated_count AS n FROM users WHERE id = %s", stand.user)[0]["n"]
    alive = [each.process.pid for each in stand.installations if each.process and each.process.poll() is None]
    return Books(
        jobs=len(jobs),
        calls=stand.api.calls,
        booked=int(run("SELECT COALESCE(SUM(calls), 0) AS n FROM patrond_attempts")[0]["n"]),
        not_completed=len(jobs) - completed,
        burnt=sum(job["attempts"] - 1 for job in jobs),
        miscounted=abs(counted - completed),
        master_exits=len(set(master_pids) - set(alive)),
        worker_deaths=sum(
            event in ("worker_died", "worker_killed", "worker_broken", "nursery_died") for event in events
        ),
        lost=sum(event in ("ending_lost", "lease_lost") for event in events),
    )


def lines(stand: Stand) -> Iterator[dict[str, Any]]:
    """Every line of every log, as it stands now."""
    for installation in stand.installations:
        for line in installation.log().splitlines():
            if line.endswith("}"):
                yield json.loads(line)


def _at(line: dict[str, Any]) -> float:
    return datetime.fromisoformat(line["time"]).timestamp()


# --- the ways in which a database goes away; each yields what tells, afterwards, when it was back

Back = Callable[[], float]


@contextmanager
def _down(stand: Stand, sign: signal.Signals) -> Iterator[Back]:
    server, returned = stand.site.server, [0.0]
    server.stop(sign)
    try:
        yield lambda: returned[0]
    finally:
        # Watched from aside: the server dies with the thread that starts it.
        watching = threading.Thread(target=lambda: returned.insert(0, _port_answers(server)))
        watching.start()
        server.start()
        watching.join()
        stand.site.connection.connect()


@contextmanager
def _frozen(stand: Stand) -> Iterator[Back]:
    """It takes connections, by its kernel, and answers nothing."""
    returned = [0.0]
    os.kill(stand.site.server.pid, signal.SIGSTOP)
    try:
        yield lambda: returned[0]
    finally:
        os.kill(stand.site.server.pid, signal.SIGCONT)
        returned[0] = time.time()


@contextmanager
def _read_only(stand: Stand) -> Iterator[Back]:
    returned = [0.0]
    stand.site.run("SET GLOBAL read_only = 1")
    try:
        yield lambda: returned[0]
    finally:
        stand.site.run("SET GLOBAL read_only = 0")
        returned[0] = time.time()


@contextmanager
def _too_many(stand: Stand) -> Iterator[Back]:
    """Others have taken every connection: ours are killed, and none is to be had."""
    returned = [0.0]
    held: list[Any] = []
    name = stand.site.name
    limit = stand.site.run("SELECT @@max_connections AS n")[0]["n"]
    stand.site.run("SET GLOBAL max_connections = 10")
    try:
        with contextlib.suppress(pymysql.err.OperationalError):
            while True:
                _kill_ours(stand.site)
                held.append(pymysql.connect(**_account(stand.site.server), database=name))
        _kill_ours(stand.site)
        yield lambda: returned[0]
    finally:
        for connection in held:
            connection.close()
        stand.site.run(f"SET GLOBAL max_connections = {limit}")
        returned[0] = time.time()


@contextmanager
def _cut_at_commit(stand: Stand, loss: Loss) -> Iterator[Back]:
    """The next COMMIT, or its answer, gets lost; then nobody gets through."""
    proxy, returned = stand.proxy, [0.0]
    assert proxy is not None
    proxy.lose(b"COMMIT", loss)
    assert proxy.lost.wait(10)
    proxy.refusing = True
    proxy.cut()
    try:
        yield lambda: returned[0]
    finally:
        proxy.refusing = False
        returned[0] = time.time()


def _port_answers(server: MariaDB) -> float:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            return time.time()
        time.sleep(0.002)  # nobody tells when a port opens
    raise AssertionError("the server's port does not come back")


def _kill_ours(site: Site) -> None:
    for row in site.run("SELECT id FROM information_schema.processlist WHERE user = 'patrond' AND host <> 'localhost'"):
        with contextlib.suppress(pymysql.MySQLError):  # gone already
            site.run("KILL %s", row["id"])


def _account(server: MariaDB) -> dict[str, Any]:
    return {"unix_socket": str(server.socket), "user": USER, "password": PASSWORD}


KINDS: dict[str, Callable[[Stand], contextlib.AbstractContextManager[Back]]] = {
    "stop": lambda stand: _down(stand, signal.SIGTERM),
    "kill -9": lambda stand: _down(stand, signal.SIGKILL),
    "read-only": _read_only,
    "too many connections": _too_many,
    "frozen": _frozen,
    "COMMIT lost": lambda stand: _cut_at_commit(stand, Loss.REQUEST),
    "answer to COMMIT lost": lambda stand: _cut_at_commit(stand, Loss.ANSWER),
}
"""Those of the last two lines need a proxy."""
