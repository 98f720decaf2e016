"""A master inside the test's own loop, with its control at hand; nursery and workers are processes as ever."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.control import Control, Overview
from patrond.master import run_master


async def until_so(holds: Callable[[], Any], seconds: float = 15.0, what: str = "") -> Any:
    """Wait in the loop until ``holds`` is true; fail after ``seconds``."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not (result := holds()):
        assert loop.time() < deadline, f"not within {seconds} s: {what or holds}"
        await asyncio.sleep(0.01)
    return result


@asynccontextmanager
async def running(settings: Settings, *, ready: bool = True) -> AsyncIterator[Control]:
    """Run it; when ``ready``, wait for its workers and its database. It is stopped at the end, and must end with 0."""
    made: list[Control] = []

    def make_services(control: Control, clock: SiteClock) -> list[Any]:
        made.append(control)
        return []

    life = asyncio.create_task(run_master(settings, make_services))
    try:
        await until_so(lambda: made or life.done())
        if life.done():
            life.result()
        if ready:
            await until_so(lambda: is_ready(made[0].overview()), what="ready")
        yield made[0]
        if not life.done():
            await made[0].stop()
        assert await asyncio.wait_for(life, 30) == 0
    finally:
        if not life.done():
            await made[0].stop()
            await made[0].stop()
            await asyncio.wait([life], timeout=10)


def is_ready(overview: Overview) -> bool:
    """All workers up, and the database known good."""
    up = [worker for worker in overview.workers if worker.state in ("ready", "busy")]
    return len(up) == overview.worker_count and overview.database.ok
