"""The database that is away, wrong or of the site: on a real MariaDB."""

import asyncio
import os
import signal
from datetime import timedelta

import pytest
from patrond.config import Settings
from patrond.errors import SchemaError
from pydantic import SecretStr

from support.daemon import until
from support.master import running, until_so


@pytest.fixture
def on_site(make_settings, installed_site):
    """Settings for the site's database."""

    def make(**sections) -> Settings:
        return make_settings(database={"url": installed_site.url}, **sections)

    return make


def ask(site, count, user):
    """Jobs as the site's form makes them; their numbers."""
    return [site.ask(user, type="hat", level="beginner", size="adulte")[1] for _ in range(count)]


def test_a_worker_killed_on_mariadb_loses_and_doubles_nothing(on_site, installed_site, start, jobs_of, api, claude):
    api.delay = 0.5
    settings = on_site(provider=claude)
    user = installed_site.add_user()
    asked = ask(installed_site, 5, user)
    jobs = jobs_of(settings)
    daemon = start(settings)
    until(lambda: api.in_flight == 5, 20.0, "5 calls in flight")
    victims = {int(line["process"].removeprefix("worker_")) for line in daemon.events("job_reserved")}

    for pid in victims:
        os.kill(pid, signal.SIGKILL)

    jobs.wait_all(asked, seconds=20.0)
    assert jobs.counted(user) == 5
    assert all(jobs.outcomes(job) == ["crashed", "completed"] for job in asked)
    assert daemon.stop() == 0


def test_mysql_without_a_named_provider_takes_no_job_and_says_why(on_site, installed_site):
    settings = on_site()
    asked = ask(installed_site, 2, installed_site.add_user())

    async def scenario():
        async with running(settings) as control:
            await asyncio.sleep(0.2)  # ten polls
            return control.overview()

    seen = asyncio.run(scenario())

    assert seen.provider is None
    assert "provider.name" in seen.provider_problem
    rows = installed_site.run("SELECT status, attempts FROM jobs")
    assert rows == [{"status": "pending", "attempts": 0}] * len(asked)


def test_a_missing_table_ends_the_start_with_the_remedy(make_settings, site_database, start):
    settings = make_settings(database={"url": site_database.url}, provider={"name": "builtin"})

    daemon = start(settings)

    assert daemon.wait(15) == 78
    assert "patrond db install" in daemon.errors()
    assert daemon.everybody() == set()


def test_a_missing_table_is_an_error_of_its_own_class(make_settings, site_database):
    settings = make_settings(database={"url": site_database.url}, provider={"name": "builtin"})

    async def scenario():
        async with running(settings, ready=False) as control:
            await until_so(lambda: control.overview().draining)

    with pytest.raises(SchemaError):
        asyncio.run(scenario())


def test_a_wrong_password_stops_nothing_and_says_so(make_settings, installed_site):
    wrong = "mysql://nobody:wrong-password@" + installed_site.url.split("@", 1)[1]
    settings = make_settings(database={"url": wrong}, provider={"name": "builtin"})

    async def scenario():
        async with running(settings, ready=False) as control:
            await until_so(lambda: control.overview().database.problem)
            await until_so(lambda: all(worker.state == "ready" for worker in control.overview().workers))
            return control.overview()

    seen = asyncio.run(scenario())

    assert not seen.database.ok
    assert "wrong-password" not in seen.database.problem
    assert len(seen.workers) == 2


def test_a_read_only_server_is_found_out_and_work_goes_on_after_the_cure(on_site, installed_site, start, jobs_of):
    settings = on_site(provider={"name": "builtin"}, queue={"instance_timeout": timedelta(seconds=4)})
    user = installed_site.add_user()
    daemon = start(settings)
    daemon.wait_ready()
    installed_site.run("SET GLOBAL read_only=1")
    try:
        down = daemon.wait_event("database_down", seconds=10)
        asked = ask(installed_site, 2, user)  # as root, who may write
    finally:
        installed_site.run("SET GLOBAL read_only=0")

    daemon.wait_event("database_back", seconds=5)
    jobs = jobs_of(settings)
    jobs.wait_all(asked, seconds=5.0)
    assert "read" in down["problem"]
    assert daemon.events("worker_died") == []


def test_the_log_is_in_the_words_of_the_site(on_site, installed_site, start, jobs_of, tmp_path):
    text = tmp_path / "text.log"
    settings = on_site(provider={"name": "builtin"})
    settings = Settings.model_validate({**settings.model_dump(), "database": {"url": installed_site.url}})
    french = settings.model_copy(
        update={
            "language": "fr",
            "log": settings.log.model_copy(update={"format": "text", "file": text, "level": "info"}),
        }
    )
    user = installed_site.add_user()
    [job] = ask(installed_site, 1, user)

    async def scenario():
        async with running(french):
            await until_so(lambda: installed_site.run("SELECT status FROM jobs")[0]["status"] == "completed")

    asyncio.run(scenario())

    said = text.read_text()
    for words in (
        "Worker démarré : worker_1",
        f"Job #{job} réservé (tentative 1/3)",
        f"pour utilisateur #{user}",
        f"Job #{job} complété avec succès en ",
        "Signal d'arrêt reçu...",
        "Worker arrêté proprement",
    ):
        assert words in said


def test_results_that_the_database_refuses_are_told_and_stored_once_the_right_is_there(on_site, installed_site):
    name = installed_site.name
    account = f"'weak_{name[-8:]}'@'127.0.0.1'"
    installed_site.run(f"CREATE USER {account} IDENTIFIED BY 'pw'")
    try:
        installed_site.run(f"GRANT SELECT ON `{name}`.* TO {account}")
        for table in ("jobs", "users", "pattern_jobs", "patrond_attempts", "patrond_instances", "patrond_meta"):
            installed_site.run(f"GRANT INSERT, UPDATE, DELETE ON `{name}`.{table} TO {account}")
        url = f"mysql://weak_{name[-8:]}:pw@127.0.0.1:{installed_site.server.port}/{name}"
        settings = on_site(provider={"name": "builtin"}).model_copy(
            update={"database": on_site().database.model_copy(update={"url": SecretStr(url)})}
        )
        asked = ask(installed_site, 2, installed_site.add_user())

        def status():
            return {row["status"] for row in installed_site.run(f"SELECT status FROM jobs WHERE id IN {tuple(asked)}")}

        async def scenario():
            async with running(settings) as control:
                await until_so(lambda: sum(worker.unstored for worker in control.overview().workers) == 2, 15.0)
                told = next(worker.problem for worker in control.overview().workers if worker.unstored)
                before = status()
                installed_site.run(f"GRANT UPDATE ON `{name}`.patterns TO {account}")
                await until_so(lambda: status() == {"completed"}, 10.0)
                await until_so(lambda: all(not worker.unstored for worker in control.overview().workers), 10.0)
                return told, before

        told, before = asyncio.run(scenario())
    finally:
        installed_site.run(f"DROP USER {account}")

    assert "patterns" in told and "pw@" not in told
    assert before == {"processing"}
