"""A running page: the real server on loopback and on a unix socket, over a real SQLite desk, and a plain supervisor."""

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from patrond.admin import AdminServer
from patrond.config import Settings
from patrond.config.settings import DatabaseSettings, LogSettings
from patrond.control import DatabaseView, Overview, WorkerState, WorkerView
from patrond.errors import NotFound, NotYet, PatrondError
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock

SECRET = "9f2c1e7a5b8d4036a1c5e7f90b2d4c6e8a"
INSTANCE = "0123456789ab"
NOW = datetime(2026, 6, 15, 12, 0)  # noqa: DTZ001 - the site's time is naive


def overview(**changes: Any) -> Overview:
    """A supervisor at which all is well: two workers, builtin, a database that answers."""
    started = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
    workers = tuple(WorkerView(slot, 4000 + slot, WorkerState.READY, (), started, 0, None) for slot in (1, 2))
    well = Overview(
        instance=INSTANCE,
        version="0.1.0",
        started_at=started,
        uptime_seconds=3600.0,
        workers=workers,
        worker_count=2,
        concurrency=8,
        paused=False,
        draining=False,
        provider="builtin",
        provider_problem=None,
        breaker=None,
        database=DatabaseView(True, 0.1, None),
        cycle_age_seconds=0.05,
    )
    return replace(well, **changes)


class PlainControl:
    """The supervisor's side as a plain value: what is asked of it is noted and shows in the overview."""

    def __init__(self) -> None:
        self.state = overview()
        self.asked: list[str] = []

    def overview(self) -> Overview:
        return self.state

    def wake(self) -> None:
        self.asked.append("wake")

    async def pause(self) -> None:
        self.asked.append("pause")
        self.state = replace(self.state, paused=True)

    async def resume(self) -> None:
        self.asked.append("resume")
        self.state = replace(self.state, paused=False)

    async def scale(self, count: int) -> None:
        self.asked.append(f"scale {count}")
        self.state = replace(self.state, worker_count=count)

    async def restart(self, slot: int | None) -> None:
        if slot is not None and slot not in {worker.slot for worker in self.state.workers}:
            raise NotFound(f"cannot restart worker {slot}: there is none of that number")
        self.asked.append(f"restart {slot}")

    async def reload(self) -> None:
        raise NotYet("cannot reload: not yet in this version; restart patrond instead")

    async def stop(self) -> None:
        self.asked.append("stop")
        if self.state.draining:
            raise PatrondError("cannot stop: patrond is stopping already")
        self.state = replace(self.state, draining=True)

    async def cancel_call(self, job_id: int) -> None:
        self.asked.append(f"cancel_call {job_id}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def cookie(self) -> str:
        """The cookie that was set, ready to be sent back."""
        return (self.headers["Set-Cookie"] or "").partition(";")[0]


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=10)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


@dataclass(slots=True)
class Caller:
    """Somebody who calls: over TCP or the unix socket, with headers that go with each request."""

    port: int | None
    path: Path | None
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, route: str, body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, one answer."""
        connection: http.client.HTTPConnection
        if self.path is not None:
            connection = _UnixConnection(self.path)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, route, body=body, headers=self.headers | dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, route: str, **headers: str) -> Answer:
        return self.ask("GET", route, headers=headers)

    def post(self, route: str, body: object = None, **headers: str) -> Answer:
        """A POST of JSON."""
        text = None if body is None else json.dumps(body)
        return self.ask("POST", route, text, {"Content-Type": "application/json"} | headers)

    def send(self, route: str, headers: Mapping[str, str] | None = None, **fields: object) -> Answer:
        """A POST of a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", route, urlencode(fields), kind | dict(headers or {}))

    def bearing(self, token: str) -> "Caller":
        """The same caller with a token."""
        return Caller(self.port, self.path, self.headers | {"Authorization": f"Bearer {token}"})

    def wearing(self, cookie: str) -> "Caller":
        """The same caller with a session's cookie."""
        return Caller(self.port, self.path, self.headers | {"Cookie": cookie})


class Page:
    """The server in a thread with a loop of its own; the test's thread calls it, and works on the same database."""

    def __init__(self, folder: Path, *, url: str | None = None, database: bool = True, **admin: Any) -> None:
        base = Settings(
            state_dir=folder,
            database=DatabaseSettings(url=SecretStr(url) if url else None),
            log=LogSettings(file=folder / "log"),
        )
        language = admin.pop("language", "fr")
        jwt_secret = admin.pop("jwt_secret", SECRET)
        given: dict[str, Any] = {
            "listen": "127.0.0.1:0",
            "socket": folder / "s",
            "jwt_secret": SecretStr(jwt_secret) if jwt_secret else None,
        }
        self.settings = base.model_copy(
            update={"admin": base.admin.model_copy(update=given | admin), "language": language}
        )
        self.lent = LentClock()
        self.house = House(self.settings, self.lent, Random(1))
        self.control = PlainControl()
        served = self.settings
        if not database:  # a port on which nobody listens
            url = SecretStr("mysql://nobody:nothing@127.0.0.1:1/nowhere")
            served = served.model_copy(update={"database": served.database.model_copy(update={"url": url})})
        self.server = AdminServer(served, self.control, self.house.clock, host=self.lent)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            self.run(self.server.start())
        except BaseException:
            self.close()
            raise

    def run(self, work: Any) -> Any:
        """Run a coroutine in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def close(self) -> None:
        self.run(self.server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self.house.close()

    @property
    def port(self) -> int:
        assert self.server.url is not None
        return int(self.server.url.rpartition(":")[2])

    @property
    def stranger(self) -> Caller:
        """Somebody on loopback without credentials."""
        return Caller(self.port, None)

    @property
    def operator(self) -> Caller:
        """Somebody on the unix socket."""
        return Caller(None, self.settings.admin.socket)

    @property
    def log_text(self) -> str:
        return (self.settings.state_dir / "log").read_text() if (self.settings.state_dir / "log").exists() else ""
