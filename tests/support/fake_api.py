"""The Messages API as a real HTTP server on loopback, with its faults on demand. For tests and benches.

In a test::

    with FakeApi() as api:
        api.script("rate_limit", "good")     # one ending a call, in order; after that api.always ("good")
        ... settings.provider.base_url = api.url ...
        assert api.calls == 2

From another process: ``python -m support.fake_api --port 8799 --delay 5`` (in tests/), steered by
``POST /_fake/script`` with ``{"script": ["overloaded"], "always": "good", "delay": 5, "reset": true}``; what it saw
is at ``GET /_fake/state``.

A good answer is a sound pattern, made by the builtin generator from the request in the prompt.
"""

import argparse
import asyncio
import itertools
import json
import threading
from collections import deque
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from aiohttp import web

from support.fake_endings import ENDINGS, Ending, Incoming


class FakeApi:
    """The server, in a thread with a loop of its own. Counters may be read from any thread."""

    def __init__(
        self,
        *,
        delay: float = 0.0,
        always: str | Ending = "good",
        host: str = "127.0.0.1",
        port: int = 0,
        keep: int | None = None,
    ):
        self.delay = delay
        self.always = always
        self.calls = 0
        self.in_flight = 0
        self.most_in_flight = 0
        # All of them, or the last ``keep``: ten thousand bodies are 300 MB.
        self.requests: deque[dict[str, Any]] = deque(maxlen=keep)
        self.headers: deque[dict[str, str]] = deque(maxlen=keep)
        self._script: deque[str | Ending] = deque()
        self._ids = itertools.count(1)
        self._host, self._port = host, port
        self._thread = threading.Thread(target=self._run, name="fake api", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    @property
    def url(self) -> str:
        """For ``provider.base_url``."""
        return f"http://{self._host}:{self._port}"

    def script(self, *endings: str | Ending) -> None:
        """The next calls end like this, one each. A name of ENDINGS, with arguments after a colon
        (``rate_limit:30``), or a function."""
        for ending in endings:
            _resolve(ending)
        self._script.extend(endings)

    def reset(self) -> None:
        """Forget script, counters and requests."""
        self._script.clear()
        self.calls = self.most_in_flight = 0
        self.requests.clear()
        self.headers.clear()
        self.always, self.delay = "good", 0.0

    def start(self) -> "FakeApi":
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("cannot start the fake API: no loop within 10 s")
        return self

    def stop(self) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)

    def __enter__(self) -> "FakeApi":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.run(self.serve())

    async def serve(self) -> None:
        """Serve until stopped."""
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=8 * 2**20)
        app.router.add_post("/v1/messages", self._messages)
        app.router.add_get("/v1/models/{id}", self._model)
        app.router.add_post("/_fake/script", self._steer)
        app.router.add_get("/_fake/state", self._state)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, self._host, self._port, backlog=1024)
        await site.start()
        self._port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]  # port 0: the kernel chose
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        ending = _resolve(self._script.popleft() if self._script else self.always)
        self.calls += 1
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            body = await request.json()
            self.requests.append(body)
            self.headers.append(dict(request.headers))
            if self.delay:
                await asyncio.sleep(self.delay)
            return await ending(Incoming(request, body, next(self._ids)))
        finally:
            self.in_flight -= 1

    async def _model(self, request: web.Request) -> web.StreamResponse:
        self.headers.append(dict(request.headers))
        ending = self._script.popleft() if self._script else self.always
        incoming = Incoming(request, {}, next(self._ids))
        if ending != "good":
            return await _resolve(ending)(incoming)
        name = request.match_info["id"]
        answer = {"type": "model", "id": name, "display_name": name, "created_at": "2026-10-01T00:00:00Z"}
        return web.json_response(answer, headers=incoming.headers)

    async def _steer(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if asked.get("reset"):
            self.reset()
        try:
            self.script(*asked.get("script", ()))
            _resolve(asked.get("always", "good"))
        except KeyError as unknown:
            return web.json_response({"error": f"no ending {unknown}", "known": sorted(ENDINGS)}, status=400)
        self.always = asked.get("always", self.always)
        self.delay = float(asked.get("delay", self.delay))
        return await self._state(request)

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "calls": self.calls,
                "in_flight": self.in_flight,
                "most_in_flight": self.most_in_flight,
                "left": len(self._script),
                "always": self.always if isinstance(self.always, str) else "function",
                "delay": self.delay,
                "last_request": self.requests[-1] if self.requests else None,
            }
        )


def _resolve(ending: str | Ending) -> Ending:
    if not isinstance(ending, str):
        return ending
    name, *arguments = ending.split(":", 1)
    return ENDINGS[name](*arguments)


def main(arguments: Iterable[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="The Messages API on loopback, with faults on demand.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8799, help="0: any; the address is printed")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--always", default="good", help=f"one of {', '.join(sorted(ENDINGS))}")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    api = FakeApi(delay=options.delay, always=options.always, host=options.host, port=options.port).start()
    print(json.dumps({"url": api.url}), flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        api.stop()


if __name__ == "__main__":
    main()
