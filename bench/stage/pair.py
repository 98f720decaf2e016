"""Two patronds on one database, as on two hosts: each with its own state_dir, of which one is frozen and let go again.

A frozen process is what a host is that is cut off or has lost its power: its connections stay open, its locks are kept,
nothing of it says goodbye; and it may come back.
"""

import asyncio
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from support.daemon import until
from support.fake_endings import ENDINGS, Incoming
from support.installation import Installation
from support.site import Site


class Door:
    """An ending of calls that keeps them waiting while it is shut, and then answers well, within ``spread`` seconds."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.shut = False
        self.spread = 0.0
        self.waiting = 0

    async def __call__(self, incoming: Incoming) -> web.StreamResponse:
        self.waiting += 1
        try:
            while self.shut:
                await asyncio.sleep(0.005)
            await asyncio.sleep(self._rng.uniform(0.0, self.spread))
        finally:
            self.waiting -= 1
        return await ENDINGS["good"]()(incoming)


@contextmanager
def pair(site: Site, *, environ: dict[str, str], **settings: Any) -> Iterator[tuple[Installation, Installation]]:
    """Both are ready."""
    with ExitStack() as stack:
        both = []
        for _ in range(2):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="patrond-bench-")))
            made = Installation(folder, environ=environ, database={"url": site.url}, **settings)
            both.append(stack.enter_context(made).start())
        yield both[0], both[1]


def freeze(installation: Installation, known: list[int] | None = None) -> list[int]:
    """Stop all its processes where they stand; which. ``known`` saves the time of looking for them."""
    pids = known or installation.processes()
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    return pids


def thaw(pids: list[int]) -> None:
    """Let them go on as if nothing had been."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def instance_of(installation: Installation, site: Site) -> str:
    """The name under which it holds jobs."""
    assert installation.process is not None
    (row,) = site.run("SELECT instance FROM patrond_instances WHERE pid = %s", installation.process.pid)
    return str(row["instance"])


def held_by(instance: str, site: Site) -> list[int]:
    """The jobs that it has in hand."""
    rows = site.run("SELECT id FROM jobs WHERE status = 'processing' AND reserved_by LIKE %s", f"{instance}/%")
    return [row["id"] for row in rows]


def give_to(
    one: Installation, other: Installation, site: Site, door: Door, user: int, jobs: int
) -> list[tuple[int, int]]:
    """Patterns and jobs of which ``one`` has all in hand, each in a call that waits at the door."""
    door.shut = True
    other.post("/api/pause")
    asked = [site.ask(user) for _ in range(jobs)]
    until(lambda: door.waiting == jobs, 15, f"{jobs} calls at the door")
    other.post("/api/resume")
    return asked


@contextmanager
def locked(site: Site, user: int) -> Iterator[None]:
    """Whoever wants to count for this user waits."""
    with site.server.root(site.name) as root, root.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT id FROM users WHERE id = %s FOR UPDATE", (user,))
        yield
        cursor.execute("ROLLBACK")


def seconds_until_released(instance: str, site: Site, began: float, most: float) -> float:
    """From ``began`` until it holds nothing any more."""
    until(lambda: not held_by(instance, site), most, "its jobs are released")
    return time.monotonic() - began
