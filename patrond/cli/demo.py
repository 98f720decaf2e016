"""The demonstration's play: a real master with its workers in this process's care, five wishes, what came of them."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from patrond.admin import AdminServer
from patrond.cli.ctl.client import Client
from patrond.cli.demo_show import Made, Show, Wish
from patrond.cli.main import EXIT_INTERRUPTED
from patrond.clock import SiteClock
from patrond.config.settings import (
    AdminSettings,
    DatabaseSettings,
    LogSettings,
    ProviderSettings,
    QueueSettings,
    Settings,
    WorkerSettings,
)
from patrond.control import Control, Service
from patrond.errors import PatrondError
from patrond.master import run_master

WISHES = (
    Wish("hat", "beginner", "adulte"),
    Wish("scarf", "intermediate", "medium"),
    Wish("amigurumi", "beginner", "20cm"),
    Wish("bag", "intermediate", "medium"),
    Wish("garment", "beginner", "M"),
)
GIVEN_UP_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_LOG_LINES_SHOWN = 20


def settings_in(folder: Path, language: str) -> Settings:
    """A patrond of its own: SQLite and socket in ``folder``, any free port, one attempt each (formulas do not vary)."""
    return Settings(
        state_dir=folder,
        database=DatabaseSettings(),
        queue=QueueSettings(max_attempts=1),
        workers=WorkerSettings(stop_timeout=timedelta(seconds=5)),
        provider=ProviderSettings(name="builtin"),
        admin=AdminSettings(listen="127.0.0.1:0", socket=folder / "patrond.sock"),
        language=language,
        log=LogSettings(file=folder / "patrond.log"),
    )


async def play(folder: Path, language: str, show: Show, *, stays: bool) -> int:
    """From the start of the processes to their end; the exit status: 0 when every pattern is sound."""
    settings = settings_in(folder, language)
    house = _House(settings)
    master = asyncio.create_task(run_master(settings, house.services))
    act = asyncio.create_task(_act(house, show, stays=stays))
    await asyncio.wait({master, act}, return_when=asyncio.FIRST_COMPLETED)
    if not act.done():  # told to stop in the middle, or it could not start
        act.cancel()
        await master
        return EXIT_INTERRUPTED
    try:
        made = act.result()
        if stays:
            show.stays(house.server.login_url)
            await master
            show.stopped()
    finally:
        if not master.done():
            await house.control.stop()
            await master
    return 0 if all(pattern.is_sound for pattern in made) else 1


class _House:
    """The running patrond, as the play sees it. The last of its services: it opens when all others listen."""

    control: Control
    server: AdminServer

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.client = Client(settings.admin.socket)
        self.is_open = asyncio.Event()

    def services(self, control: Control, clock: SiteClock) -> Sequence[Service]:
        self.control = control
        self.server = AdminServer(self.settings, control, clock)
        return [self.server, self]

    async def start(self) -> None:
        self.is_open.set()

    async def stop(self) -> None:
        self.is_open.clear()


async def _act(house: _House, show: Show, *, stays: bool) -> list[Made]:
    await house.is_open.wait()
    show.begins(house.server.url if stays else house.server.login_url)
    try:
        async with asyncio.timeout(GIVEN_UP_SECONDS):
            made = await _all_made(house, show)
    except TimeoutError:
        late = f"cannot make {len(WISHES)} patterns in {GIVEN_UP_SECONDS:g} s"
        raise PatrondError(f"{late}; the log says:\n{_log(house)}") from None
    finally:
        show.close()
    show.ends(made)
    return made


async def _all_made(house: _House, show: Show) -> list[Made]:
    """Submit every wish, then look at the jobs until all have ended; the API tells no events yet."""
    waiting = {(await _post(house, wish))["job_id"]: wish for wish in WISHES}
    made: list[Made] = []
    while waiting:
        for job_id, wish in list(waiting.items()):
            job = await _get(house, f"/api/jobs/{job_id}")
            if job["status"] in ("completed", "failed"):
                del waiting[job_id]
                made.append(await _made(house, wish, job))
                show.made(made[-1], len(made), len(WISHES))
        await asyncio.sleep(_LOOK_SECONDS if waiting else 0)
    return sorted(made, key=lambda pattern: WISHES.index(pattern.wish))


async def _made(house: _House, wish: Wish, job: dict[str, Any]) -> Made:
    if job["status"] == "failed":
        return Made(wish, reason=job["history"][-1]["reason"] if job["history"] else job["error_message"])
    row = (await _get(house, f"/api/patterns/{job['pattern_id']}"))["data"]["pattern"]
    report = job["history"][-1]["report"]
    figures = {name: report[name] for name in ("verdict", "lines", "verified", "score")}
    return Made(wish, row["title"], row["content"], **figures)


async def _post(house: _House, wish: Wish) -> dict[str, Any]:
    answer = await asyncio.to_thread(
        house.client.post, "/api/patterns/generate", type=wish.type, level=wish.level, size=wish.size
    )
    data: dict[str, Any] = answer["data"]
    return data


async def _get(house: _House, route: str) -> dict[str, Any]:
    return await asyncio.to_thread(house.client.get, route)


def _log(house: _House) -> str:
    path = house.settings.log.file
    lines = path.read_text("utf-8", "replace").splitlines() if path and path.exists() else []
    return "\n".join(lines[-_LOG_LINES_SHOWN:])
