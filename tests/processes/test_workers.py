"""Workers that are killed, stopped and drained; what is asserted is the state of the jobs."""

import os
import signal
import time
from datetime import timedelta

import pytest

from support.daemon import alive, until


def test_jobs_are_done_and_a_term_ends_everything_with_exit_0(make_settings, start, jobs_of):
    settings = make_settings()
    jobs = jobs_of(settings)
    asked = jobs.patterns(3) + jobs.probes(20)

    daemon = start(settings)
    jobs.wait_all(asked)
    code = daemon.stop()

    assert code == 0
    assert daemon.everybody() == set()
    assert jobs.counted() == 3
    assert [jobs.outcomes(job) for job in asked] == [["completed"]] * 23
    assert list((settings.state_dir / "locks").iterdir()) == []


def test_a_killed_worker_is_replaced_and_each_of_its_jobs_is_completed_and_counted_once(
    make_settings, start, jobs_of, api, claude
):
    api.delay = 0.4
    settings = make_settings(provider=claude, workers={"count": 1})
    jobs = jobs_of(settings)
    asked = jobs.patterns(5)
    daemon = start(settings)
    until(lambda: api.in_flight == 5, what="5 calls in flight")

    [victim] = daemon.workers()
    os.kill(victim, signal.SIGKILL)

    died = daemon.wait_event("worker_died")
    jobs.wait_all(asked)
    assert jobs.counted() == 5
    assert all(jobs.outcomes(job) == ["crashed", "completed"] for job in asked)
    assert died["exit"] == "killed by SIGKILL"
    assert daemon.stop() == 0


def test_a_job_that_kills_its_worker_each_time_fails_after_its_attempts_and_says_so(
    make_settings, start, jobs_of, api, claude
):
    api.delay = 30.0
    settings = make_settings(provider=claude, workers={"count": 1}, queue={"backoff": [timedelta(0)]})
    jobs = jobs_of(settings)
    [poison] = jobs.patterns(1)
    daemon = start(settings)

    for n in range(3):
        daemon.wait_event("job_reserved", n + 1)
        until(lambda: api.in_flight == 1, what="a call")
        os.kill(daemon.workers()[0], signal.SIGKILL)
        until(lambda: api.in_flight == 0)

    jobs.wait_all([poison], "failed")
    assert jobs.outcomes(poison) == ["crashed"] * 3
    assert jobs.pattern_of(poison).status == "error"


def test_a_drain_lets_the_call_in_flight_finish_and_takes_no_new_job(make_settings, start, jobs_of, api, claude):
    api.delay = 0.8
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)
    [running] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.in_flight == 1)

    daemon.signal(signal.SIGTERM)
    daemon.wait_event("drain_started")
    [late] = jobs.patterns(1)

    assert daemon.wait() == 0
    assert jobs.statuses([running, late]) == ["completed", "pending"]
    assert api.calls == 1


def test_a_call_longer_than_stop_timeout_is_released_with_its_attempt_given_back(
    make_settings, start, jobs_of, api, claude
):
    api.delay = 30.0
    settings = make_settings(provider=claude, workers={"stop_timeout": timedelta(milliseconds=300)})
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.in_flight == 1)

    assert daemon.stop(5) == 0

    row = jobs.get(job)
    assert (row.status, row.attempts, row.reserved_by) == ("pending", 0, None)
    assert jobs.outcomes(job) == ["released"]
    assert jobs.pattern_of(job).status == "generating"


def test_a_second_term_is_quick(make_settings, start, jobs_of, api, claude):
    api.delay = 30.0
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.in_flight == 1)

    daemon.signal(signal.SIGTERM)
    daemon.wait_event("drain_started")
    daemon.signal(signal.SIGTERM)

    assert daemon.wait(5) == 0
    assert (jobs.get(job).status, jobs.get(job).attempts) == ("pending", 0)


def test_a_term_to_one_worker_drains_that_one_alone_and_it_is_replaced(make_settings, start, jobs_of):
    settings = make_settings()
    daemon = start(settings)
    first, second = daemon.wait_ready()

    os.kill(first, signal.SIGTERM)

    until(lambda: not alive(first))
    daemon.wait_event("worker_started", 3)
    assert second in daemon.workers() and len(daemon.workers()) == 2
    jobs = jobs_of(settings)
    jobs.wait_all(jobs.probes(5))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1])
def test_the_nursery_leaves_signals_to_the_master(make_settings, start, number):
    daemon = start(make_settings(workers={"count": 1}))
    daemon.wait_ready()

    os.kill(daemon.nursery(), number)

    os.kill(daemon.workers()[0], signal.SIGKILL)  # a nursery that lives replaces it
    daemon.wait_event("worker_started", 2)
    assert len(daemon.events("nursery_started")) == 1


def test_a_dead_nursery_takes_its_workers_along_and_all_are_replaced(make_settings, start, jobs_of, api, claude):
    api.delay = 0.5
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)
    asked = jobs.patterns(3)
    daemon = start(settings)
    until(lambda: api.in_flight == 3)
    before = daemon.workers()

    os.kill(daemon.nursery(), signal.SIGKILL)

    until(lambda: not any(alive(pid) for pid in before), 1.0, "the workers are dead")
    jobs.wait_all(asked)
    assert jobs.counted() == 3
    assert all(jobs.outcomes(job) == ["crashed", "completed"] for job in asked)


def test_a_storm_of_wakes_reserves_nothing_twice(make_settings, start, jobs_of):
    settings = make_settings(workers={"count": 4, "concurrency": 3}, queue={"poll_interval": timedelta(milliseconds=5)})
    jobs = jobs_of(settings)
    daemon = start(settings)
    daemon.wait_ready()

    asked = [job for _ in range(10) for job in jobs.probes(20)]

    jobs.wait_all(asked)
    assert [len(jobs.attempts(job)) for job in asked] == [1] * 200
    reserved = [line["job"] for line in daemon.events("job_reserved")]
    assert sorted(reserved) == sorted(asked)


def test_a_stopped_worker_is_found_out_by_its_silence_and_replaced(make_settings, start, jobs_of, api, claude):
    api.delay = 0.5
    settings = make_settings(provider=claude, workers={"count": 1, "heartbeat_timeout": timedelta(seconds=1)})
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.in_flight == 1)

    os.kill(daemon.workers()[0], signal.SIGSTOP)

    killed = daemon.wait_event("worker_killed", seconds=5)
    assert "stopped" in killed["reason"]
    jobs.wait_all([job])
    assert jobs.outcomes(job) == ["crashed", "completed"]


def test_a_job_past_its_limit_is_tried_again_and_the_worker_lives(make_settings, start, jobs_of, api, claude):
    api.delay = 30.0
    settings = make_settings(provider=claude, workers={"count": 1, "job_timeout": timedelta(milliseconds=400)})
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)

    daemon.wait_event("job_retry")

    assert jobs.get(job).status == "pending"
    [attempt] = jobs.attempts(job)
    assert attempt.outcome == "retry" and "workers.job_timeout" in attempt.reason
    assert daemon.events("worker_died") == []


def test_a_lost_lease_ends_its_call(make_settings, start, jobs_of, api, claude):
    api.delay = 30.0
    settings = make_settings(provider=claude, workers={"count": 1}, queue={"stuck_after": timedelta(seconds=1)})
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.in_flight == 1)

    jobs.desk.queue.cancel(job, "not wanted any more")

    daemon.wait_event("lease_lost", seconds=5)
    until(lambda: api.in_flight == 0)
    assert jobs.get(job).status == "failed"


def test_usr1_reopens_every_log_and_hup_says_not_yet(make_settings, start):
    settings = make_settings(workers={"count": 1})
    daemon = start(settings)
    daemon.wait_ready()
    log = settings.log.file
    log.rename(log.with_suffix(".1"))

    daemon.signal(signal.SIGUSR1)
    until(log.exists)
    daemon.signal(signal.SIGHUP)

    until(lambda: "reload_refused" in log.read_text())
    assert daemon.stop() == 0
    assert "worker_stopped" in log.read_text()


def test_a_worker_killed_while_idle_is_back_in_an_instant(make_settings, start):
    daemon = start(make_settings())
    daemon.wait_ready()

    began = time.monotonic()
    os.kill(daemon.workers()[0], signal.SIGKILL)
    daemon.wait_event("worker_started", 3)

    assert time.monotonic() - began < 2.0
    assert daemon.events("worker_backoff") == []


@pytest.mark.parametrize("how", ["its time is over", "the drain is hurried"])
def test_a_draft_that_was_paid_for_stands_in_the_account_when_its_repair_is_cut(
    make_settings, start, jobs_of, api, claude, how
):
    api.script("wrong", "hang")
    seconds = 1 if how == "its time is over" else 60
    settings = make_settings(
        provider=claude,
        workers={"count": 1, "job_timeout": timedelta(seconds=seconds)},
        queue={"backoff": (timedelta(hours=1),)},
    )
    jobs = jobs_of(settings)
    [job] = jobs.patterns(1)
    daemon = start(settings)
    until(lambda: api.calls == 2 and api.in_flight == 1)
    if how == "the drain is hurried":
        daemon.signal(signal.SIGTERM)
        daemon.wait_event("drain_started")
        daemon.signal(signal.SIGTERM)
    until(lambda: jobs.attempts(job))

    (attempt,) = jobs.attempts(job)
    assert attempt.outcome == ("retry" if how == "its time is over" else "released")
    assert (attempt.calls, attempt.request_ids) == (1, "req_fake000001")
    assert attempt.output_tokens > 0
    assert attempt.cost_usd > 0
