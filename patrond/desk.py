"""A desk: one connection with its queue and store, for one thread; and the thread that keeps one for a loop."""

import asyncio
import queue as channels
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.control import DatabaseView
from patrond.db import Connection, Contended, open_database
from patrond.errors import DatabaseUnavailable, PatrondError
from patrond.queue import Instances, Queue, SqlQueue
from patrond.store import SqlStore, Store

T = TypeVar("T")

_FIRST_DELAY = 0.1  # seconds between tries to reconnect: doubled up to the longest, jitter shortens
_LONGEST_DELAY = 2.0
_TRUSTED = 5.0  # seconds of silence after which a connection is tried before it is used


@dataclass(frozen=True, slots=True)
class Desk:
    """A connection and what is done over it. Belongs to one thread at a time."""

    connection: Connection
    queue: Queue
    store: Store
    instances: Instances
    clock: SiteClock
    settings: Settings

    def close(self) -> None:
        """Close the connection; never raises."""
        self.connection.close()


def open_desk(settings: Settings, clock: SiteClock, rng: Random | None = None) -> Desk:
    """Connect, and set ``clock`` by the database's; raises DatabaseUnavailable. ``rng`` jitters backoffs.

    SQLite's file and tables are made if they are missing. Whether MySQL's tables fit is for
    :func:`patrond.db.schema.verify` to say.
    """
    connection = open_database(settings).connect()
    queue = SqlQueue(connection, clock, settings, rng or Random())  # noqa: S311 - jitter, no secret
    queue.sync()
    store = SqlStore(connection, clock, settings)
    return Desk(connection, queue, store, Instances(connection, clock), clock, settings)


_Call = tuple[Callable[[Desk], Any], "Future[Any]"]


class DeskThread:
    """A desk in a thread of its own, asked from an event loop.

    It connects by itself, and after a failure again and again, with growing, jittered delays of at most two seconds.
    While the database is down every call fails at once; one that comes after a silence of ``trusted`` seconds does not
    fail for a connection that broke meanwhile. What a desk's queue has in mind survives a reconnection.
    A cancelled caller does no harm: a call that has not begun is dropped, one that has is finished and its result is.
    """

    def __init__(
        self,
        settings: Settings,
        clock: SiteClock,
        name: str,
        *,
        limit: int = 256,
        rng: Random | None = None,
        trusted: float = _TRUSTED,
    ) -> None:
        self._settings = settings
        self._trusted = trusted
        self._clock = clock
        self._random = rng or Random()  # noqa: S311 - jitter, no secret
        self._limit = limit
        self._calls: channels.SimpleQueue[_Call | None] = channels.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._ended: Future[None] = Future()
        self._stopping = False
        self._desk: Desk | None = None
        self._connected = False
        self._problem: str | None = None
        self._answered_at: float | None = None
        self._host = SystemClock()  # waits are real, whatever clock the queue was lent
        self._delay = _FIRST_DELAY
        self._next_try = 0.0

    def start(self) -> None:
        """Begin; returns at once. Calls made before the first connection wait for it, or for its failure."""
        self._thread.start()

    async def run(self, function: Callable[[Desk], T]) -> T:
        """Run ``function`` on the desk and give back what it returns or raises.

        Raises DatabaseUnavailable: at once while the database is down, or too many calls wait, or after stop.
        """
        if self._stopping or self._ended.done():
            raise DatabaseUnavailable("cannot ask the database: this process is stopping")
        if self._calls.qsize() >= self._limit:
            raise DatabaseUnavailable(f"cannot ask the database: {self._limit} calls are waiting already")
        future: Future[T] = Future()
        self._calls.put((function, future))
        return await asyncio.wrap_future(future)

    async def stop(self) -> None:
        """Finish the calls that wait, close the connection, end the thread."""
        self._stopping = True  # said in the loop's thread, as run is: nothing comes after the last call
        if not self._thread.is_alive():
            return
        self._calls.put(None)
        await asyncio.shield(asyncio.wrap_future(self._ended))

    @property
    def health(self) -> DatabaseView:
        """How the database stands, from memory."""
        answered = self._answered_at
        return DatabaseView(
            ok=self._connected,
            answered_seconds=None if answered is None else self._host.boottime() - answered,
            problem=self._problem,
            skew_seconds=self._clock.skew.total_seconds(),
        )

    def _serve(self) -> None:
        try:
            self._connect()
            while (call := self._next()) is not None:
                self._answer(*call)
        finally:
            if self._desk is not None:
                self._desk.close()
            self._ended.set_result(None)
            self._turn_away()

    def _next(self) -> _Call | None:
        """The next call; while disconnected, tries to reconnect as the waits run out."""
        while not self._connected:
            wait = self._next_try - self._host.boottime()
            if wait <= 0:
                self._connect()
                continue
            try:
                return self._calls.get(timeout=wait)
            except channels.Empty:
                continue
        return self._calls.get()

    def _answer(self, function: Callable[[Desk], Any], future: "Future[Any]") -> None:
        if not future.set_running_or_notify_cancel():
            return
        if self._answered_at is not None and self._host.boottime() - self._answered_at > self._trusted:
            self._try_connection()
        if self._desk is None or not self._connected:
            future.set_exception(DatabaseUnavailable(self._problem or "cannot reach the database"))
            return
        try:
            result = function(self._desk)
        except Contended as error:  # nothing is wrong with the connection
            self._heard()
            future.set_exception(error)
        except DatabaseUnavailable as error:
            self._lose(error)
            future.set_exception(error)
        except BaseException as error:  # the caller's to judge, whatever it is: this thread goes on
            self._heard()
            future.set_exception(error)
        else:
            self._heard()
            future.set_result(result)

    def _try_connection(self) -> None:
        """The server may have been restarted since: who asks for a change would be told that nobody knows of it."""
        if self._desk is None or not self._connected:
            return
        try:
            self._desk.connection.one("queue.clock")
        except PatrondError:
            self._connect()

    def _connect(self) -> None:
        try:
            if self._desk is None:
                self._desk = open_desk(self._settings, self._clock, self._random)
            else:
                self._desk.connection.reopen()
        except PatrondError as error:  # also of a schema that is being repaired: it is tried again
            self._put_off(error)
        else:
            self._connected, self._problem, self._delay = True, None, _FIRST_DELAY
            self._heard()

    def _lose(self, error: DatabaseUnavailable) -> None:
        """The connection can no longer be trusted: it is made anew before the next call, the first time at once."""
        self._connected, self._problem = False, str(error)
        self._next_try = self._host.boottime()

    def _put_off(self, error: PatrondError) -> None:
        self._connected, self._problem = False, str(error)
        self._next_try = self._host.boottime() + self._delay * (1 - self._random.random() / 2)
        self._delay = min(self._delay * 2, _LONGEST_DELAY)

    def _heard(self) -> None:
        self._answered_at = self._host.boottime()

    def _turn_away(self) -> None:
        """Calls that came after the last one."""
        while True:
            try:
                call = self._calls.get_nowait()
            except channels.Empty:
                return
            if call is not None and call[1].set_running_or_notify_cancel():
                call[1].set_exception(DatabaseUnavailable("cannot ask the database: this process is stopping"))
