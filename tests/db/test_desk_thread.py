"""The thread that keeps a desk: it reconnects by itself, and a caller that gives up does no harm."""

import asyncio
import random
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from patrond.clock import SiteClock, SystemClock
from patrond.config.settings import DatabaseSettings, Settings
from patrond.desk import Desk, DeskThread
from patrond.errors import DatabaseUnavailable
from pydantic import SecretStr

from support.mariadb import MariaDB
from support.proxy import Proxy
from support.site import PARIS, Site


def thread_of(settings: Settings, limit: int = 256, trusted: float = 60.0) -> DeskThread:
    clock = SiteClock(PARIS, SystemClock())
    return DeskThread(settings, clock, "test", limit=limit, rng=random.Random(1), trusted=trusted)


def with_thread(thread: DeskThread, story: Callable[[DeskThread], Awaitable[None]]) -> None:
    """Run a story in a loop of its own, and stop the thread after it."""

    async def tell() -> None:
        thread.start()
        try:
            await story(thread)
        finally:
            await asyncio.wait_for(thread.stop(), 10)

    asyncio.run(tell())


def one(desk: Desk) -> int:
    return int(desk.connection.text("SELECT 1 AS one")[0]["one"])


@pytest.fixture
def sqlite(tmp_path: Path) -> Settings:
    return Settings(state_dir=tmp_path)


@pytest.fixture
def proxy(mariadb: MariaDB) -> Iterator[Proxy]:
    proxy = Proxy(mariadb.port)
    yield proxy
    proxy.close()


@pytest.fixture
def behind_proxy(installed_site: Site, mariadb: MariaDB, proxy: Proxy, tmp_path: Path) -> Settings:
    url = SecretStr(mariadb.url(installed_site.name, port=proxy.port))
    return Settings(state_dir=tmp_path, database=DatabaseSettings(url=url))


def test_a_call_is_answered_from_the_other_thread(sqlite: Settings) -> None:
    async def story(thread: DeskThread) -> None:
        assert await thread.run(one) == 1
        assert await thread.run(lambda _: threading.current_thread().name) == "test"
        assert thread.health.ok
        assert thread.health.problem is None
        assert thread.health.answered_seconds is not None

    with_thread(thread_of(sqlite), story)


def test_what_a_call_raises_reaches_its_caller_and_stops_nothing(sqlite: Settings) -> None:
    async def story(thread: DeskThread) -> None:
        with pytest.raises(ZeroDivisionError):
            await thread.run(lambda _: 1 / 0)
        assert await thread.run(one) == 1

    with_thread(thread_of(sqlite), story)


def test_a_cancelled_caller_does_no_harm(sqlite: Settings) -> None:
    begun, go_on, ran = threading.Event(), threading.Event(), []

    def slow(_: Desk) -> None:
        begun.set()
        go_on.wait(10)

    async def story(thread: DeskThread) -> None:
        first = asyncio.create_task(thread.run(slow))
        second = asyncio.create_task(thread.run(lambda _: ran.append("second")))
        await asyncio.to_thread(begun.wait, 10)
        first.cancel()
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        go_on.set()
        assert await thread.run(one) == 1
        assert ran == []

    with_thread(thread_of(sqlite), story)


def test_too_many_calls_are_turned_away(sqlite: Settings) -> None:
    go_on = threading.Event()

    async def story(thread: DeskThread) -> None:
        await thread.run(one)
        waiting = [asyncio.create_task(thread.run(lambda _: go_on.wait(10))) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(DatabaseUnavailable, match="waiting already"):
            for _ in range(3):
                waiting.append(asyncio.create_task(thread.run(one)))
                await asyncio.sleep(0)
                if waiting[-1].done():
                    await waiting[-1]
        go_on.set()
        await asyncio.gather(*waiting, return_exceptions=True)

    with_thread(thread_of(sqlite, limit=3), story)


def test_stop_finishes_what_waits_and_refuses_what_comes_later(sqlite: Settings) -> None:
    async def story(thread: DeskThread) -> None:
        calls = [asyncio.create_task(thread.run(one)) for _ in range(5)]
        await asyncio.sleep(0)
        await thread.stop()
        assert await asyncio.gather(*calls) == [1] * 5
        with pytest.raises(DatabaseUnavailable, match="stopping"):
            await thread.run(one)

    with_thread(thread_of(sqlite), story)


def test_while_the_database_is_down_calls_fail_quickly_and_then_it_recovers(
    behind_proxy: Settings, proxy: Proxy
) -> None:
    async def story(thread: DeskThread) -> None:
        assert await thread.run(one) == 1
        proxy.refusing = True
        proxy.cut()
        for _ in range(3):
            with pytest.raises(DatabaseUnavailable):
                await asyncio.wait_for(thread.run(one), 2)
        assert not thread.health.ok
        assert thread.health.problem
        proxy.refusing = False
        await asyncio.wait_for(_until_answered(thread), 5)
        assert thread.health.ok
        assert thread.health.problem is None

    with_thread(thread_of(behind_proxy), story)


def test_a_thread_that_starts_before_its_database_waits_for_it(behind_proxy: Settings, proxy: Proxy) -> None:
    proxy.refusing = True

    async def story(thread: DeskThread) -> None:
        with pytest.raises(DatabaseUnavailable):
            await asyncio.wait_for(thread.run(one), 2)
        proxy.refusing = False
        await asyncio.wait_for(_until_answered(thread), 5)

    with_thread(thread_of(behind_proxy), story)


def test_it_reconnects_with_nobody_asking(behind_proxy: Settings, proxy: Proxy) -> None:
    async def story(thread: DeskThread) -> None:
        await thread.run(one)
        proxy.cut()
        with pytest.raises(DatabaseUnavailable):
            await thread.run(one)
        async with asyncio.timeout(5):
            while not thread.health.ok:
                await asyncio.sleep(0.01)

    with_thread(thread_of(behind_proxy), story)


def test_a_connection_that_broke_in_silence_costs_no_call(behind_proxy: Settings, proxy: Proxy) -> None:
    """Somebody's wish is the first thing that is asked after the server was restarted in the night."""

    async def story(thread: DeskThread) -> None:
        assert await thread.run(one) == 1
        proxy.cut()
        assert await thread.run(one) == 1
        proxy.refusing = True
        proxy.cut()
        with pytest.raises(DatabaseUnavailable):
            await asyncio.wait_for(thread.run(one), 2)

    with_thread(thread_of(behind_proxy, trusted=0.0), story)


def test_what_a_desk_has_in_mind_survives_a_reconnection(behind_proxy: Settings, proxy: Proxy) -> None:
    async def story(thread: DeskThread) -> None:
        before = await thread.run(lambda desk: id(desk.queue))
        proxy.cut()
        with pytest.raises(DatabaseUnavailable):
            await thread.run(one)
        await asyncio.wait_for(_until_answered(thread), 5)
        assert await thread.run(lambda desk: id(desk.queue)) == before

    with_thread(thread_of(behind_proxy), story)


def test_the_skew_is_known(behind_proxy: Settings) -> None:
    async def story(thread: DeskThread) -> None:
        await thread.run(one)
        assert abs(timedelta(seconds=thread.health.skew_seconds)) < timedelta(seconds=10)

    with_thread(thread_of(behind_proxy), story)


async def _until_answered(thread: DeskThread) -> None:
    while True:
        try:
            await thread.run(one)
            return
        except DatabaseUnavailable:
            await asyncio.sleep(0.02)
