"""The database goes away while answers are paid for and come in: none is lost, none is paid for twice. On MariaDB."""

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from support.claude import KEY
from support.daemon import alive, until
from support.installation import Installation
from support.outages import Stand, balance, cycle
from support.proxy import Proxy

CALLS = 4


@pytest.fixture
def on_site(make_settings, installed_site, claude):
    """Settings for the site's database and the fake API."""

    def make(**sections):
        return make_settings(database={"url": installed_site.url}, provider=claude, **sections)

    return make


@pytest.fixture
def asked(installed_site):
    """Jobs as the site's form makes them, of one user."""
    user = installed_site.add_user()
    return [installed_site.ask(user)[1] for _ in range(CALLS)]


@contextmanager
def outage(site) -> Iterator[None]:
    """The server is gone, and comes back at the end."""
    site.server.stop()
    try:
        yield
    finally:
        site.server.start()
        site.connection.connect()


def spooled(settings):
    folder = settings.state_dir / "spool"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def reserved_and_never_begun(site, daemon):
    """What a reservation leaves whose COMMIT got no answer, when its worker had to go before it could ask."""
    worker = daemon.events("worker_started")[0]["process"].removeprefix("worker_")
    token = f"{daemon.events('master_started')[0]['instance']}/{worker}/1"
    _, job = site.ask(site.run("SELECT MAX(id) AS id FROM users")[0]["id"])
    site.run(
        "UPDATE jobs SET status = 'processing', attempts = 1, reserved_at = NOW(), reserved_by = %s WHERE id = %s",
        token,
        job,
    )
    return job


def balanced(jobs, asked, api, released=()):
    """Every call was paid for once, stored once, counted once, and burnt no second attempt."""
    assert api.calls == len(asked)
    assert jobs.counted() == len(asked)
    told = {job: ["released", "completed"] if job in released else ["completed"] for job in asked}
    assert {job: jobs.outcomes(job) for job in asked} == told
    assert [jobs.get(job).attempts for job in asked] == [1] * len(asked)
    assert sum(row.calls for job in asked for row in jobs.attempts(job)) == api.calls


def test_a_worker_killed_in_an_outage_has_left_its_answers_in_the_spool(
    on_site, installed_site, start, jobs_of, api, asked
):
    api.delay = 0.5
    settings = on_site()
    daemon = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")

    with outage(installed_site):
        until(lambda: len(spooled(settings)) == CALLS, 10.0, "answers in the spool")
        for pid in daemon.workers():
            os.kill(pid, signal.SIGKILL)
        daemon.wait_event("worker_died", 2)

    jobs = jobs_of(settings)
    jobs.wait_all(asked, seconds=5.0)
    balanced(jobs, asked, api)
    until(lambda: spooled(settings) == [], 2.0, "an empty spool")
    daemon.wait_event("ending_replayed", CALLS)
    assert daemon.events("dead_settled") == []
    assert daemon.stop() == 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_next_master_stores_what_the_last_one_could_not(on_site, installed_site, start, jobs_of, api, asked, end):
    api.delay = 0.5
    settings = on_site()
    first = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")

    with outage(installed_site):
        until(lambda: len(spooled(settings)) == CALLS, 10.0, "answers in the spool")
        first.signal(end)
        assert first.wait(30) == (0 if end is signal.SIGTERM else -signal.SIGKILL)
        until(lambda: first.everybody() == set(), 30.0, "nobody is left")
    left = len(spooled(settings))
    in_doubt = reserved_and_never_begun(installed_site, first)
    second = start(settings)

    jobs = jobs_of(settings)
    jobs.wait_all([*asked, in_doubt], seconds=15.0)
    assert jobs.outcomes(in_doubt) == ["released", "completed"]
    asked.append(in_doubt)
    assert left == CALLS
    assert first.events("ending_lost") == []
    balanced(jobs, asked, api, released=[in_doubt])
    until(lambda: spooled(settings) == [], 2.0, "an empty spool")
    assert second.stop() == 0


def test_a_peer_on_this_host_stores_what_a_dead_master_left_in_a_state_dir_of_its_own(
    on_site, installed_site, start, jobs_of, api, asked, tmp_path
):
    """The dead one is not started again, and nothing tells the peer of its folder but the database."""
    api.delay = 0.5
    settings = on_site()
    daemon = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")
    folder = tmp_path / "peer"
    folder.mkdir()
    peer = start(
        on_site(
            admin={"socket": folder / "patrond.sock"},
            log={"file": folder / "log"},
        ).model_copy(update={"state_dir": folder})
    )

    with outage(installed_site):
        until(lambda: len(spooled(settings)) == CALLS, 10.0, "answers in the spool")
        for pid in (daemon.pid, *daemon.workers()):
            os.kill(pid, signal.SIGKILL)
        until(lambda: daemon.everybody() == set(), 30.0, "nobody is left")
        peer.wait_ready()

    jobs = jobs_of(settings)
    jobs.wait_all(asked, seconds=15.0)
    balanced(jobs, asked, api)
    peer.wait_event("ending_replayed", CALLS)
    assert peer.events("stuck_released") == []
    assert peer.stop() == 0


def test_a_server_that_hangs_is_an_outage_too(on_site, installed_site, start, jobs_of, api, asked):
    """No store has failed yet, none has been answered; and the workers are killed."""
    api.delay = 0.5
    settings = on_site()
    daemon = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")
    server = installed_site.server.pid

    os.kill(server, signal.SIGSTOP)
    try:
        until(lambda: len(spooled(settings)) == CALLS, 10.0, "answers in the spool")
        for pid in daemon.workers():
            os.kill(pid, signal.SIGKILL)
        daemon.wait_event("worker_died", 2)
    finally:
        os.kill(server, signal.SIGCONT)

    jobs = jobs_of(settings)
    jobs.wait_all(asked, seconds=15.0)
    balanced(jobs, asked, api)
    assert daemon.stop() == 0


def test_a_disk_that_takes_nothing_is_said_once_and_the_memory_keeps_it_all(
    on_site, installed_site, start, jobs_of, api, asked, tmp_path
):
    api.delay = 0.5
    settings = on_site(workers={"count": 1})
    (tmp_path / "spool").write_text("no folder")  # what no account can make a folder of, root's neither
    daemon = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")

    with outage(installed_site):
        daemon.wait_event("ending_deferred")
        daemon.wait_event("spool_unusable")
        until(lambda: api.in_flight == 0, 5.0, "all answered")

    jobs = jobs_of(settings)
    jobs.wait_all(asked, seconds=5.0)
    balanced(jobs, asked, api)
    worker = daemon.events("job_reserved")[0]["process"]
    assert len([line for line in daemon.events("spool_unusable") if line["process"] == worker]) == 1
    assert daemon.stop() == 0


def test_a_stop_waits_for_the_database_while_the_disk_takes_nothing(
    on_site, installed_site, start, jobs_of, api, asked, tmp_path
):
    """Longer than it waits for what lies in the spool: nowhere else are the answers."""
    api.delay = 0.5
    settings = on_site(workers={"count": 1, "stop_timeout": timedelta(seconds=120)})
    (tmp_path / "spool").write_text("no folder")
    daemon = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")

    with outage(installed_site):
        daemon.wait_event("ending_deferred")
        daemon.signal(signal.SIGTERM)
        time.sleep(12.0)  # longer than it stays for anything else
        assert alive(daemon.pid)

    assert daemon.wait(30) == 0
    assert daemon.events("ending_lost") == []
    balanced(jobs_of(settings), asked, api)


def test_answers_that_come_in_an_outage_are_stored_by_their_own_worker_and_leave_no_file(
    on_site, installed_site, start, jobs_of, api, asked
):
    api.delay = 0.5
    settings = on_site()
    daemon = start(settings)
    until(lambda: api.in_flight == CALLS, 20.0, "calls in flight")

    with outage(installed_site):
        until(lambda: len(spooled(settings)) == CALLS, 10.0, "answers in the spool")
        daemon.wait_event("database_down")

    jobs = jobs_of(settings)
    jobs.wait_all(asked, seconds=5.0)
    balanced(jobs, asked, api)
    until(lambda: spooled(settings) == [], 2.0, "an empty spool")
    assert len(daemon.events("ending_deferred")) in (1, 2)
    assert daemon.events("ending_replayed") == []
    assert daemon.events("worker_died") == []
    assert daemon.stop() == 0


def test_four_outages_in_a_row_cost_nothing(installed_site, api, tmp_path):
    """The short form of bench/outages.py, which also says how soon work goes on."""
    api.delay = 0.3
    proxy = Proxy(installed_site.server.port)
    installation = Installation(
        tmp_path,
        environ={"ANTHROPIC_API_KEY": KEY},
        database={"url": installed_site.server.url(installed_site.name, port=proxy.port)},
        provider={"name": "claude", "base_url": api.url},
        queue={"instance_timeout": "4s"},
        log={"format": "json"},
    )
    with contextlib.closing(proxy), installation.start():
        assert installation.process is not None
        master = installation.process.pid
        stand = Stand(installed_site, api, (installation,), random.Random(4), installed_site.add_user(), proxy)
        for kind in ("kill -9", "read-only", "too many connections", "answer to COMMIT lost"):
            cycle(stand, kind, 1.5, jobs=9)
        books = balance(stand, [master])

    assert books.jobs == books.calls == books.booked == 4 * 12
    assert books.faults() == {}
