"""What page and ctl may ask of a running master."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest
from patrond.errors import NotFound, NotYet, PatrondError

from support.master import running, until_so


def test_the_overview_shows_workers_database_and_age(make_settings):
    async def scenario():
        async with running(make_settings()) as control:
            return control.overview()

    seen = asyncio.run(scenario())

    assert [(worker.slot, worker.state, worker.restarts) for worker in seen.workers] == [
        (1, "ready", 0),
        (2, "ready", 0),
    ]
    assert seen.database.ok and seen.database.answered_seconds < 5
    assert (seen.provider, seen.provider_problem, seen.breaker, seen.paused) == ("builtin", None, None, False)
    assert seen.cycle_age_seconds < 5


def test_nothing_is_reserved_while_paused_and_resume_goes_on(make_settings, jobs_of):
    settings = make_settings()
    jobs = jobs_of(settings)

    async def scenario():
        async with running(settings) as control:
            await control.pause()
            asked = jobs.probes(5)
            control.wake()
            await until_so(lambda: control.overview().paused)
            await asyncio.sleep(0.2)  # ten polls: that nothing happens can only be waited for
            held = jobs.statuses(asked)
            await control.resume()
            await until_so(lambda: set(jobs.statuses(asked)) == {"completed"})
            return held

    assert asyncio.run(scenario()) == ["pending"] * 5


def test_scaling_touches_no_worker_that_stays(make_settings):
    async def scenario():
        async with running(make_settings()) as control:
            pids = [worker.pid for worker in control.overview().workers]
            await control.scale(4)
            four = [worker.pid for worker in control.overview().workers]
            await control.scale(1)
            await until_so(lambda: len(control.overview().workers) == 1)
            one = [worker.pid for worker in control.overview().workers]
            await control.scale(0)
            await until_so(lambda: not control.overview().workers)
            await control.scale(2)
            return pids, four, one, control.overview()

    pids, four, one, again = asyncio.run(scenario())

    assert four[:2] == pids and len(set(four)) == 4
    assert one == pids[:1]
    assert [worker.state for worker in again.workers] == ["ready", "ready"]


def test_an_impossible_scale_is_refused_in_words(make_settings):
    async def scenario():
        async with running(make_settings()) as control:
            await control.scale(65)

    with pytest.raises(PatrondError, match="cannot scale to 65: a number from 0 to 64"):
        asyncio.run(scenario())


def test_restart_replaces_all_one_by_one(make_settings):
    async def scenario():
        async with running(make_settings()) as control:
            before = {worker.pid for worker in control.overview().workers}
            await control.restart(None)
            after = control.overview().workers
            with pytest.raises(NotFound, match="cannot restart worker 7: there are 2"):
                await control.restart(7)
            return before, after

    before, after = asyncio.run(scenario())

    assert not before & {worker.pid for worker in after}
    assert [(worker.state, worker.restarts, worker.last_exit) for worker in after] == [("ready", 1, "exit 0")] * 2


def test_reload_says_not_yet(make_settings):
    async def scenario():
        async with running(make_settings()) as control:
            await control.reload()

    with pytest.raises(NotYet, match="restart patrond instead"):
        asyncio.run(scenario())


def test_a_cancelled_job_loses_its_call_at_once(make_settings, jobs_of, api, claude):
    api.delay = 30.0
    settings = make_settings(provider=claude)
    jobs = jobs_of(settings)

    async def scenario():
        [job] = jobs.patterns(1)
        async with running(settings) as control:
            await until_so(lambda: api.in_flight == 1)
            jobs.desk.queue.cancel(job, "not wanted any more")
            await control.cancel_call(job)
            await until_so(lambda: api.in_flight == 0, 3.0)
            await until_so(lambda: all(not worker.jobs for worker in control.overview().workers))
            return job

    job = asyncio.run(scenario())

    assert jobs.get(job).status == "failed"
    assert jobs.outcomes(job) == ["cancelled"]


def test_a_halted_provider_stops_everybody_and_no_attempt_is_used(make_settings, jobs_of, api, claude):
    api.always = "unauthorized"
    settings = make_settings(provider=claude, workers={"concurrency": 1})
    jobs = jobs_of(settings)

    async def scenario():
        asked = jobs.patterns(6)
        async with running(settings) as control:
            await until_so(lambda: control.overview().breaker is not None)
            # The other worker's call may still be on its way to the same end.
            await until_so(lambda: set(jobs.statuses(asked)) == {"pending"})
            await until_so(lambda: api.calls == sum(len(jobs.attempts(job)) for job in asked))
            calls, breaker = api.calls, control.overview().breaker
            rows = [jobs.get(job) for job in asked]
            api.always = "good"
            await control.resume()
            await until_so(lambda: set(jobs.statuses(asked)) == {"completed"})  # those that were called for, too
            return calls, breaker, rows, control.overview().breaker

    calls, breaker, rows, after = asyncio.run(scenario())

    assert calls <= 2  # one a worker: both may have been in flight
    assert [(row.status, row.attempts) for row in rows] == [("pending", 0)] * 6
    assert breaker.reason and breaker.seconds_left > 0
    assert after is None


def test_a_rate_limit_silences_all_workers_until_it_is_over(make_settings, jobs_of, api, claude):
    api.script("rate_limit:1")
    settings = make_settings(provider=claude, workers={"concurrency": 1})
    jobs = jobs_of(settings)

    async def scenario():
        async with running(settings) as control:
            asked = jobs.patterns(1)
            await until_so(lambda: control.overview().breaker is not None, what="silence")
            asked += jobs.patterns(3)
            await until_so(lambda: set(jobs.statuses(asked)) == {"completed"})
            return asked, control.overview().breaker

    asked, breaker = asyncio.run(scenario())

    lines = [json.loads(line) for line in settings.log.file.read_text().splitlines()]
    [silenced] = [line["time"] for line in lines if line["event"] == "provider_snoozed"]
    first, second, *_ = [line["time"] for line in lines if line["event"] == "job_reserved"]
    assert first < silenced < second
    assert datetime.fromisoformat(second) - datetime.fromisoformat(silenced) >= timedelta(milliseconds=950)
    assert breaker is None
    assert all(jobs.get(job).attempts == 1 for job in asked)


@pytest.mark.parametrize("key", [None, "  "])
def test_claude_without_a_key_takes_no_job_and_says_why(make_settings, jobs_of, key):
    settings = make_settings(provider={"name": "claude", "api_key": key})
    jobs = jobs_of(settings)

    async def scenario():
        asked = jobs.patterns(2)
        async with running(settings) as control:
            await asyncio.sleep(0.2)  # ten polls
            return control.overview(), jobs.statuses(asked)

    seen, statuses = asyncio.run(scenario())

    assert "key" in seen.provider_problem
    assert statuses == ["pending", "pending"]
    assert [worker.state for worker in seen.workers] == ["ready", "ready"]


def test_a_service_that_cannot_start_ends_the_master_with_its_words(make_settings):
    from patrond.master import run_master

    class Taken:
        async def start(self):
            raise PatrondError("cannot listen on 127.0.0.1:80: it is taken")

        async def stop(self):
            raise AssertionError("it never started")

    settings = make_settings()

    with pytest.raises(PatrondError, match="it is taken"):
        asyncio.run(run_master(settings, lambda control, clock: [Taken()]))
    assert not (settings.state_dir / "patrond.sock.lock").exists()


def test_a_worker_told_to_stop_while_starting_ends_all_the_same(make_settings):
    async def scenario():
        async with running(make_settings(workers={"stop_timeout": timedelta(seconds=1)}), ready=False) as control:
            await until_so(lambda: any(worker.state == "starting" for worker in control.overview().workers))

    asyncio.run(scenario())
