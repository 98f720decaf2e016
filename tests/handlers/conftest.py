"""A worker's surroundings for one handler: a real SQLite desk, a real log, a real provider, one submitted job."""

import asyncio
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.config.settings import LogSettings, ProviderSettings
from patrond.desk import Desk, open_desk
from patrond.handlers import HANDLERS
from patrond.handlers.contract import Result, Tools
from patrond.jobs import GENERATE_PATTERN, Ended, Ending, Lease, Token
from patrond.log import open_log
from patrond.providers import open_provider
from patrond.store.contract import PatternRow, Submission

from support.claude import KEY
from support.fake_api import FakeApi

T = TypeVar("T")
Q = TypeVar("Q")
A = TypeVar("A")

# The site's optional tables, as far as patrond reads them.
_SITE_TABLES = (
    "CREATE TABLE pattern_options (option_key TEXT, available_values TEXT, ai_prompt_template TEXT, "
    "is_active INTEGER DEFAULT 1)",
    "CREATE TABLE pattern_templates (id INTEGER PRIMARY KEY, name TEXT, type TEXT, level TEXT, size TEXT, "
    "content TEXT, yarn_weight TEXT, hook_size TEXT, is_active INTEGER DEFAULT 1, usage_count INTEGER DEFAULT 0)",
    "CREATE TABLE api_logs (id INTEGER PRIMARY KEY, user_id INTEGER, pattern_id INTEGER, provider TEXT, endpoint TEXT, "
    "request_data TEXT, response_data TEXT, tokens_used INTEGER, duration_ms INTEGER, status_code INTEGER, "
    "error_message TEXT)",
)


@dataclass(frozen=True)
class Door:
    """The desk from within the loop; one thread is enough here."""

    desk: Desk

    async def run(self, function: Callable[[Desk], T]) -> T:
        return function(self.desk)

    async def together(self, function: Callable[[Desk, Sequence[Q]], Sequence[A]], question: Q) -> A:
        return function(self.desk, [question])[0]


class Bench:
    """Submits a wish, runs its handler as a worker does, and ends the job."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self.settings = settings
        self.clock = SiteClock(settings.database.timezone, SystemClock())
        self.desk = open_desk(settings, self.clock, random.Random(1))
        self._log = log
        self._seq = 0

    def submit(self, **wish: Any) -> int:
        """One job for user 1; its pattern's number."""
        stated = {"type": "hat", "level": "beginner", "size": "adulte", "options": None, "wish": None, **wish}
        done = self.desk.store.submit(
            Submission(
                user_id=1,
                type=stated["type"],
                level=stated["level"],
                size=stated["size"],
                custom_options=json.dumps(stated["options"]),
                specific_request=stated["wish"],
                title="",
                price=Decimal("2.99"),
            )
        )
        assert done is not None
        return done.pattern_id

    def enqueue(self, payload: str, type_: str = GENERATE_PATTERN) -> int:
        """A job with any payload."""
        return self.desk.queue.enqueue(type_, payload)

    def reserve(self) -> Lease:
        self._seq += 1
        (lease,) = self.desk.queue.reserve(1, HANDLERS, Token("0123456789ab", 77, self._seq))
        return lease

    def run(self) -> Result:
        """Reserve the next job and run its handler; nothing is ended."""
        return self.run_lease(self.reserve())

    def run_lease(self, lease: Lease) -> Result:
        async def work() -> Result:
            provider = open_provider(self.settings, random.Random(2))
            tools = Tools(self.settings, provider, Door(self.desk), open_log(self.settings, "worker_77"))
            try:
                return await HANDLERS[lease.job.type](lease, tools)
            finally:
                await provider.close()

        return asyncio.run(work())

    def turns_of(self, leases: Sequence[Lease]) -> list[int]:
        """In which turn of one loop the handler of each is done, all begun together."""
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        async def work() -> list[int]:
            provider = open_provider(self.settings, random.Random(2))
            tools = Tools(self.settings, provider, Door(self.desk), open_log(self.settings, "worker_77"))

            async def one(lease: Lease) -> int:
                await HANDLERS[lease.job.type](lease, tools)
                return turns

            counting = asyncio.create_task(count())
            try:
                return await asyncio.gather(*(one(lease) for lease in leases))
            finally:
                counting.cancel()

        return asyncio.run(work())

    def finish(self) -> tuple[Result, Ended]:
        """Reserve, run, end: what a worker does with one job."""
        lease = self.reserve()
        result = self.run_lease(lease)
        (ended,) = self.desk.queue.end([Ending(lease, result.outcome, result.usage, result.report)])
        return result, ended

    def pattern(self, pattern_id: int) -> PatternRow:
        row = self.desk.store.pattern(pattern_id)
        assert row is not None
        return row

    def log_lines(self) -> list[str]:
        """What was logged, without time and level."""
        return [line.split("] ", 3)[3] for line in self._log.read_text("utf-8").splitlines()]

    def site_tables(self) -> None:
        """Add the site's optional tables."""
        for table in _SITE_TABLES:
            self.desk.connection.text(table)

    def sql(self, statement: str, **values: object) -> list[Any]:
        return [dict(row) for row in self.desk.connection.text(statement, **values)]


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def make(*, language: str = "fr", **provider: Any) -> Bench:
        log = tmp_path / "patrond.log"
        settings = Settings(
            state_dir=tmp_path,
            language=language,
            provider=ProviderSettings(**provider),
            log=LogSettings(file=log),
        )
        made.append(Bench(settings, log))
        return made[-1]

    yield make
    for bench in made:
        bench.desk.close()


@pytest.fixture
def builtin(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench(name="builtin")


@pytest.fixture(scope="module")
def _server() -> Iterator[FakeApi]:
    with FakeApi() as api:
        yield api


@pytest.fixture
def api(_server: FakeApi) -> FakeApi:
    _server.reset()
    return _server


@pytest.fixture
def claude(make_bench: Callable[..., Bench], api: FakeApi) -> Bench:
    return make_bench(name="claude", base_url=api.url, api_key=KEY)
