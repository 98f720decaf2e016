"""The master's own death, a second start, and what a new start finds."""

import os
import signal
from datetime import timedelta
from pathlib import Path

from support.daemon import alive, until


def test_when_the_master_is_killed_no_process_is_left(make_settings, start):
    daemon = start(make_settings())
    daemon.wait_ready()
    daemon.nursery()
    everybody = daemon.everybody()

    os.kill(daemon.pid, signal.SIGKILL)

    assert len(everybody) == 4
    until(lambda: not any(alive(pid) for pid in everybody), 2.0, "all gone")
    assert len(daemon.events("worker_stopped")) == 2


def test_a_busy_orphan_stores_its_result_before_it_ends(make_settings, start, jobs_of, api, claude):
    api.delay = 0.5
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.in_flight == 1)

    os.kill(daemon.pid, signal.SIGKILL)
    [late] = jobs.patterns(1)

    jobs.wait_all([job])
    until(lambda: not daemon.everybody() - {daemon.pid}, 3.0, "all gone")
    assert jobs.statuses([late]) == ["pending"]
    assert api.calls == 1


def test_an_idle_worker_that_is_stopped_is_killed_by_the_guardian(make_settings, start):
    daemon = start(make_settings())
    stopped, _ = daemon.wait_ready()
    nursery = daemon.nursery()
    os.kill(stopped, signal.SIGSTOP)

    os.kill(daemon.pid, signal.SIGKILL)

    until(lambda: not alive(stopped), 3.0, "the stopped worker is gone")
    until(lambda: not alive(nursery), 2.0, "the nursery is gone")
    assert daemon.wait_event("orphan_killed")["pid"] == stopped


def test_a_new_start_takes_over_what_the_dead_held(make_settings, start, jobs_of, api, claude):
    api.delay = 30.0
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)
    asked = jobs.patterns(3)
    first = start(settings)
    until(lambda: api.in_flight == 3)
    nursery = first.nursery()
    os.kill(first.pid, signal.SIGKILL)
    os.kill(nursery, signal.SIGKILL)
    until(lambda: not first.everybody() - {first.pid})
    api.delay = 0.0

    second = start(settings)

    jobs.wait_all(asked)
    assert jobs.counted() == 3
    assert all(jobs.outcomes(job) == ["crashed", "completed"] for job in asked)
    assert second.stop() == 0


def test_a_new_start_leaves_alone_what_living_orphans_hold(make_settings, start, jobs_of, api, claude):
    api.delay = 1.5
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)
    asked = jobs.patterns(2)
    first = start(settings)
    until(lambda: api.in_flight == 2)
    os.kill(first.pid, signal.SIGKILL)

    second = start(settings)

    second.wait_ready()
    jobs.wait_all(asked)
    assert api.calls == 2
    assert all(jobs.outcomes(job) == ["completed"] for job in asked)


def test_a_second_start_is_refused_with_the_pid_of_the_first(make_settings, start):
    settings = make_settings(workers={"count": 1})
    first = start(settings)
    first.wait_ready()

    second = start(settings)

    assert second.wait(5) == 1
    assert f"pid {first.pid}" in second.errors()
    assert first.process.poll() is None


def test_the_lock_does_not_outlive_a_killed_master(make_settings, start, jobs_of, api, claude):
    api.delay = 1.0
    settings = make_settings(provider=claude, workers={"count": 1})
    jobs = jobs_of(settings)
    jobs.patterns(1)
    first = start(settings)
    until(lambda: api.in_flight == 1)

    first.process.kill()
    first.process.wait()
    second = start(settings)

    second.wait_ready()


def test_a_worker_that_cannot_start_backs_off_says_why_and_heals(make_settings, start):
    settings = make_settings(workers={"count": 1, "start_timeout": timedelta(seconds=5)})
    locks = settings.state_dir / "locks"
    locks.write_text("a file where a folder should be")
    daemon = start(settings)

    backoff = daemon.wait_event("worker_backoff", 2)
    locks.unlink()

    assert "cannot make the lock" in backoff["exit"]
    daemon.wait_event("worker_started")
    assert daemon.stop() == 0


def test_secrets_are_in_no_command_line_environment_or_log(make_settings, start, claude):
    settings = make_settings(provider=claude, admin={"jwt_secret": "j" * 40})
    daemon = start(settings)
    daemon.wait_ready()
    secrets = [claude["api_key"].encode(), b"j" * 40]

    shown = settings.log.file.read_bytes()
    for pid in daemon.everybody():
        for name in ("cmdline", "environ"):
            shown += Path(f"/proc/{pid}/{name}").read_bytes()

    assert not [secret for secret in secrets if secret in shown]
