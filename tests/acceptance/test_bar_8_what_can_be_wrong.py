"""Bar 8: broken settings and schemas end with 78; a database that is away, closed or read-only ends nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.commands import real_command
from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.rows import job
from support.site import Site

BROKEN = sorted((Path(__file__).parents[1] / "config" / "broken").glob("*.yaml"))
RECOVERY_SECONDS = 5.0


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_exits_78_naming_each_fault_and_its_remedy(file: Path) -> None:
    ended = real_command("run", "-c", file)
    assert (ended.status, ended.out) == (78, "")
    announced = [line.split(": ")[1] for line in file.read_text().splitlines() if line.startswith("# fault: ")]
    assert announced
    for place in announced:
        assert f"  {place}: got " in ended.err


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("DROP TABLE patrond_attempts", ("patrond_attempts", "patrond db install")),
        ("ALTER TABLE jobs MODIFY reserved_by VARCHAR(20)", ("reserved_by", "varchar(20)")),
    ],
)
def test_tables_that_do_not_fit_exit_78_with_the_remedy(
    install: Callable[..., Installation], site_database: Site, fault: str, words: tuple[str, str]
) -> None:
    installation = install(database={"url": site_database.url})
    assert real_command("db", "install", "-c", installation.file, env=installation.environ).status == 0
    site_database.run(fault)
    ended = real_command("run", "-c", installation.file, env=installation.environ)
    assert ended.status == 78
    for word in words:
        assert word in ended.err
    assert "Traceback" not in ended.err


def test_a_database_that_is_down_is_waited_for(
    install: Callable[..., Installation], installed_site: Site, customer: int
) -> None:
    _, waiting = installed_site.ask(customer)
    server = installed_site.server
    server.stop()
    installation = install()
    try:
        installation.start(wait=False)
        assert_says(installation, "database_down")
    finally:
        server.start()
        installed_site.connection = server.root(installed_site.name)
    with recovery(installation):
        until(lambda: job(installed_site, waiting)["status"] == "completed", RECOVERY_SECONDS)


def test_a_database_that_goes_and_comes_back_costs_no_attempt(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.delay = 1.0
    installation = install().start()
    _, in_hand = installed_site.ask(customer)
    until(lambda: api.in_flight == 1)
    workers = installation.workers()
    server = installed_site.server
    server.stop()
    try:
        assert_says(installation, "database_down")
    finally:
        server.start()
        installed_site.connection = server.root(installed_site.name)
    with recovery(installation):
        until(lambda: job(installed_site, in_hand)["status"] == "completed", RECOVERY_SECONDS)
    assert job(installed_site, in_hand)["attempts"] == 1
    assert api.calls == 1
    assert installation.workers() == workers  # an outage is nobody's crash


def test_a_wrong_password_is_said_and_its_cure_taken_up(
    install: Callable[..., Installation], installed_site: Site, customer: int
) -> None:
    _, waiting = installed_site.ask(customer)
    account = f"'late_{installed_site.name[-8:]}'@'127.0.0.1'"
    installed_site.run(f"CREATE USER {account} IDENTIFIED BY 'another'")
    installed_site.run(f"GRANT ALL ON `{installed_site.name}`.* TO {account}")
    url = f"mysql://late_{installed_site.name[-8:]}:oNeSecret@127.0.0.1:{installed_site.server.port}/{installed_site.name}"
    installation = install(database={"url": url}).start(wait=False)
    assert_says(installation, "database_refused")
    installed_site.run(f"ALTER USER {account} IDENTIFIED BY 'oNeSecret'")
    with recovery(installation):
        until(lambda: job(installed_site, waiting)["status"] == "completed", RECOVERY_SECONDS)
    assert "oNeSecret" not in installation.log() + installation.stderr()


def test_a_read_only_database_is_said_and_its_cure_taken_up(
    install: Callable[..., Installation], installed_site: Site, customer: int
) -> None:
    installation = install().start()
    installed_site.run("SET GLOBAL read_only = 1")
    try:
        _, waiting = installed_site.ask(customer)
        assert_says(installation, "database_read_only")
        assert job(installed_site, waiting)["status"] == "pending"
    finally:
        installed_site.run("SET GLOBAL read_only = 0")
    with recovery(installation):
        until(lambda: job(installed_site, waiting)["status"] == "completed", RECOVERY_SECONDS)
    assert job(installed_site, waiting)["attempts"] == 1


def test_without_a_named_provider_no_job_is_taken_and_everything_says_why(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    _, waiting = installed_site.ask(customer)
    installation = install(provider={"base_url": api.url, "name": None}).start(wait=False)
    until(installation.answers)
    until(lambda: "provider_unnamed" in codes(installation))
    assert not installation.is_ready()
    for words in ("why", "why " + str(waiting), "status"):
        assert "no provider is named" in installation.ctl(*words.split()).out.lower()
    assert "no provider is named" in installation.stderr()
    assert job(installed_site, waiting)["status"] == "pending"
    assert api.calls == 0


def assert_says(installation: Installation, code: str) -> None:
    """`ctl why` and /readyz say so; the master, and a page, are there all the while."""
    until(installation.answers)
    until(lambda: code in codes(installation), what=f"{code}; it says {codes(installation)}")
    assert not installation.is_ready()
    assert installation.get("/healthz")[0] == 200
    status, answer = installation.get("/readyz")
    assert status == 503
    assert code in [problem["code"] for problem in answer["problems"]]
    assert installation.ctl("why").out.startswith("problem: ")


def codes(installation: Installation) -> list[str]:
    return [advice["code"] for advice in installation.get("/api/instances")[1]["why"]]


@contextmanager
def recovery(installation: Installation) -> Iterator[None]:
    """Within five seconds of the cure it is ready, and what is asked within is so too."""
    cured = time.monotonic()
    until(installation.is_ready, RECOVERY_SECONDS, "ready again")
    yield
    assert time.monotonic() - cured < RECOVERY_SECONDS
