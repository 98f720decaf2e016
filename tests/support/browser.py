"""A real browser: headless Chromium, driven over its DevTools protocol, told to wait for events and not for time."""

import asyncio
import base64
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

START_SECONDS, PAGE_SECONDS = 20.0, 10.0
_TALLEST = 2600  # pixels of a picture
_OVERLAPS = """
JSON.stringify([...document.querySelectorAll("svg")].flatMap(svg => {
  const texts = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
  const seen = texts.filter(([_, box]) => box.width > 0);
  return seen.flatMap(([a, p], at) => seen.slice(at + 1)
    .filter(([_, q]) => Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
      && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 3)
    .map(([b]) => a + " on " + b));
}))
"""  # of two lines of text the boxes touch before their letters do
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip


@dataclass(slots=True)
class Look:
    """What one page was at one width in one scheme: ``content_width`` beyond ``width`` means sideways scrolling.

    ``complaints`` are what the browser's console says (blocked styles, missing files, errors of scripts);
    ``requested`` every address that was asked for; ``overlaps`` the texts within pictures that lie on each other.
    """

    route: str
    width: int
    scheme: str
    content_width: int = 0
    title: str = ""
    background: str = ""
    complaints: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    overlaps: list[str] = field(default_factory=list)
    picture: bytes = b""


def looks(
    start: str, base: str, routes: Sequence[str], *, widths: Sequence[int], schemes: Sequence[str], pictures: bool
) -> list[Look]:
    """Open ``start`` (a link that logs in), then each route at each width and scheme."""
    program = shutil.which("chromium")
    assert program, "chromium is needed: apt-get install chromium (make test does)"
    with tempfile.TemporaryDirectory(prefix="patrond-browser-", ignore_cleanup_errors=True) as profile:
        command = [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
            try:
                return asyncio.run(_looks(Path(profile), start, base, routes, widths, schemes, pictures))
            finally:
                process.kill()


async def _looks(
    profile: Path, start: str, base: str, routes: Sequence[str], widths: Sequence[int], schemes: Sequence[str],
    pictures: bool,
) -> list[Look]:  # fmt: skip
    port = await _port(profile)
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/json") as answer:
            target = next(page for page in await answer.json() if page["type"] == "page")
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            tab = _Tab(socket)
            for domain in ("Page", "Network", "Log", "Runtime"):
                await tab.ask(f"{domain}.enable")
            await tab.open(start)
            return [
                await _look(tab, base, Look(route, width, scheme), pictures)
                for width in widths
                for scheme in schemes
                for route in routes
            ]


async def _port(profile: Path) -> int:
    """Chromium writes the port that it chose into its profile."""
    file = profile / "DevToolsActivePort"
    async with asyncio.timeout(START_SECONDS):
        while True:
            with suppress(OSError, ValueError, IndexError):
                return int(file.read_text().splitlines()[0])
            await asyncio.sleep(0.02)


async def _look(tab: "_Tab", base: str, look: Look, picture: bool) -> Look:
    phone = look.width < 600
    await tab.ask("Emulation.setDeviceMetricsOverride", width=look.width, height=844, deviceScaleFactor=1, mobile=phone)
    scheme = {"name": "prefers-color-scheme", "value": look.scheme}
    await tab.ask("Emulation.setEmulatedMedia", features=[scheme])
    tab.complaints, tab.requested = look.complaints, look.requested
    await tab.open(base + look.route)
    size = (await tab.ask("Page.getLayoutMetrics"))["cssContentSize"]
    look.content_width = round(size["width"])
    look.title = await tab.evaluate("document.title")
    look.overlaps = json.loads(await tab.evaluate(_OVERLAPS))
    look.background = await tab.evaluate("getComputedStyle(document.body).backgroundColor")
    if picture:
        clip = {"x": 0, "y": 0, "width": look.width, "height": min(size["height"], _TALLEST), "scale": 1}
        shot = await tab.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        look.picture = base64.b64decode(shot["data"])
    return look


class _Tab:
    """One tab: questions and their answers, and what it says in between."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._asked = 0
        self.complaints: list[str] = []
        self.requested: list[str] = []

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one command."""
        self._asked += 1
        number = self._asked
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        said = await self._until(lambda said: said.get("id") == number)
        assert "result" in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def open(self, url: str) -> None:
        """Go there, and wait until all of it is loaded."""
        await self.ask("Page.navigate", url=url)
        await self._until(lambda said: said.get("method") == "Page.loadEventFired")

    async def evaluate(self, expression: str) -> str:
        """What a script's expression is, as text."""
        return str((await self.ask("Runtime.evaluate", expression=expression))["result"].get("value"))

    async def _until(self, wanted: Any) -> dict[str, Any]:
        async with asyncio.timeout(PAGE_SECONDS):
            while True:
                said: dict[str, Any] = json.loads((await self._socket.receive()).data)
                self._hear(said)
                if wanted(said):
                    return said

    def _hear(self, said: dict[str, Any]) -> None:
        parameters = said.get("params", {})
        match said.get("method"):
            case "Network.requestWillBeSent":
                self.requested.append(parameters["request"]["url"])
            case "Log.entryAdded" if parameters["entry"]["level"] in ("warning", "error"):
                self.complaints.append(parameters["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(parameters["exceptionDetails"]["text"])
