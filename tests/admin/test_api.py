"""Our own JSON: the shapes that are promised, and the verbs, which really move jobs."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from patrond.control import BreakerView, WorkerState, WorkerView
from patrond.jobs import GENERATE_PATTERN, AttemptOutcome, Done, Ending, Fail, JobStatus, Retry, Token, Usage

from support.page import INSTANCE, Page, overview


def fail_one(page: Page, sentence: str = "Cela n'a pas marché.") -> int:
    _, job = page.house.ask(max_attempts=1)
    page.house.end(page.house.lease(), Fail("the API said no", sentence))
    return job


def test_stats_have_exactly_the_promised_shape(page: Page) -> None:
    page.house.ask()
    lease = page.house.lease()
    page.house.pass_by(seconds=7)
    usage = Usage("claude", "claude-sonnet-5-5", 1, 1000, 234, cost_usd=Decimal("0.0125"))
    page.house.queue.end([Ending(lease, page.house.done(lease), usage)])
    fail_one(page)
    page.house.ask()
    page.house.pass_by(seconds=30)
    stats = page.stranger.get("/api/stats").json
    assert stats == {
        "queue": {"pending": 1, "processing": 0, "completed": 1, "failed": 1, "total": 3, "age_seconds": 0.0},
        "oldest_pending_seconds": 30.0,
        "workers": [
            {
                "slot": slot,
                "pid": 4000 + slot,
                "state": "ready",
                "jobs": [],
                "started_at": "2026-06-15T09:00:00+00:00",
                "restarts": 0,
            }
            for slot in (1, 2)
        ],
        "throughput": {"completed_1h": 1, "failed_1h": 1, "p50_seconds": 7.0, "p95_seconds": 7.0},
        "cost": {"tokens_today": 1234, "usd_today": 0.0125},
        "version": "0.1.0",
        "uptime_seconds": 3600.0,
    }


def test_workers_say_what_they_do_and_how_the_last_one_ended(page: Page) -> None:
    started = datetime(2026, 6, 15, 9, tzinfo=UTC)
    busy = WorkerView(1, 4001, WorkerState.BUSY, (5, 9), started, 2, "killed by SIGKILL")
    page.control.state = overview(workers=(busy, WorkerView(2, None, WorkerState.BACKOFF, (), None, 0, None)))
    assert page.stranger.get("/api/workers").json == {
        "workers": [
            {
                "slot": 1,
                "pid": 4001,
                "state": "busy",
                "jobs": [5, 9],
                "started_at": "2026-06-15T09:00:00+00:00",
                "restarts": 2,
                "last_exit": "killed by SIGKILL",
            },
            {
                "slot": 2,
                "pid": None,
                "state": "backoff",
                "jobs": [],
                "started_at": None,
                "restarts": 0,
                "last_exit": None,
            },
        ]
    }


def test_instances_say_how_the_master_stands_and_what_is_wrong_in_english(page: Page) -> None:
    page.control.state = overview(paused=True, breaker=BreakerView("no credit", 90.0))
    answer = page.operator.get("/api/instances").json
    (instance,) = answer["instances"]
    assert instance["instance"] == INSTANCE
    assert (instance["paused"], instance["breaker"]["seconds_left"]) == (True, 90.0)
    assert instance["database"] == {"ok": True, "answered_seconds": 0.1, "problem": None, "skew_seconds": 0.0}
    assert [advice["code"] for advice in answer["why"]] == ["paused", "breaker_open"]
    assert answer["why"][0]["text"] == "Paused: no new job is reserved."
    assert "patrond ctl resume" in answer["why"][0]["remedy"]


def test_instances_are_all_that_share_the_queue(page: Page) -> None:
    house = page.house
    peer = "INSERT INTO patrond_instances VALUES (:i, :host, 'of another host', 'pid:[1]', 77, '0.2.0', 5, :now, :now)"
    house.rows(peer, i="00000000cafe", host="www2", now=house.clock.now())
    house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], Token("00000000cafe", 78, 1))
    own, other = page.operator.get("/api/instances").json["instances"]
    assert (own["answers"], own["jobs"], own["state"]) == (True, 0, "living")
    assert other == {
        "instance": "00000000cafe",
        "host": "www2",
        "pid": 77,
        "version": "0.2.0",
        "started_at": "2026-06-15T12:00:00+02:00",
        "state": "living",
        "beat_seconds": 0.0,
        "jobs": 1,
        "answers": False,
    }
    page.house.pass_by(minutes=2)
    (_, silent) = page.operator.get("/api/instances").json["instances"]
    assert (silent["state"], silent["beat_seconds"]) == ("silent", 120.0)
    assert "www2" in page.operator.get("/").text
    assert "www2" not in page.stranger.get("/").text  # counts and workers are all that strangers see


def test_jobs_are_listed_newest_first_and_a_page_at_a_time(page: Page) -> None:
    ids = [page.house.ask()[1] for _ in range(5)]
    first = page.operator.get("/api/jobs?limit=2").json
    assert [job["id"] for job in first["jobs"]] == [ids[4], ids[3]]
    second = page.operator.get(f"/api/jobs?limit=2&after={first['next']}").json
    third = page.operator.get(f"/api/jobs?limit=2&after={second['next']}").json
    assert [job["id"] for job in (*second["jobs"], *third["jobs"])] == [ids[2], ids[1], ids[0]]
    assert third["next"] is None


def test_a_listed_job_has_its_pattern_and_times_with_the_sites_offset(page: Page) -> None:
    pattern, job = page.house.ask()
    (listed,) = page.operator.get("/api/jobs").json["jobs"]
    assert listed == {
        "id": job,
        "type": "generate_pattern",
        "status": "pending",
        "attempts": 0,
        "max_attempts": 3,
        "pattern_id": pattern,
        "error_message": None,
        "available_at": "2026-06-15T12:00:00+02:00",
        "created_at": "2026-06-15T12:00:00+02:00",
        "reserved_at": None,
        "reserved_by": None,
        "completed_at": None,
        "minutes_stuck": None,
    }


def test_jobs_are_filtered_by_status_type_and_words(page: Page) -> None:
    failed = fail_one(page, "La laine manque.")
    _, waiting = page.house.ask()

    def ids(query: str) -> list[int]:
        return [job["id"] for job in page.operator.get(f"/api/jobs?{query}").json["jobs"]]

    assert ids("status=failed") == [failed]
    assert ids("status=") == [waiting, failed]
    assert ids("type=probe") == []
    assert ids("q=laine") == [failed]
    assert ids("q=%25") == []


@pytest.mark.parametrize(
    "query", ["status=lost", "limit=0", "limit=9999", "after=x", "after=-1", "what=1", f"after={2**64}"]
)
def test_a_query_that_makes_no_sense_is_422(page: Page, query: str) -> None:
    answer = page.operator.get(f"/api/jobs?{query}")
    assert answer.status == 422
    assert list(answer.json["errors"]) == [query.partition("=")[0]]


def test_what_is_in_processing_is_listed_longest_first(page: Page) -> None:
    page.house.ask(), page.house.lease()
    page.house.pass_by(minutes=4)
    page.house.ask(), page.house.lease()
    page.house.pass_by(minutes=2)
    jobs = page.operator.get("/api/jobs?stuck=1").json["jobs"]
    assert [(job["id"], job["minutes_stuck"]) for job in jobs] == [(1, 6.0), (2, 2.0)]


def test_a_job_is_shown_with_its_payload_attempts_and_diagnosis(page: Page) -> None:
    pattern, job = page.house.ask()
    lease = page.house.lease()
    page.house.pass_by(seconds=11)
    usage = Usage("claude", "claude-sonnet-5-5", 2, 4400, 610, cost_usd=Decimal("0.1047"), request_ids=("req_a",))
    report = '{"verdict": "faulty", "findings": []}'
    page.house.queue.end(
        [Ending(lease, Retry("Tour 5: 31, not 30", "Réessayez.", timedelta(minutes=5)), usage, report)]
    )
    answer = page.operator.get(f"/api/jobs/{job}").json
    assert (answer["pattern_id"], answer["payload"]["pattern_id"]) == (pattern, pattern)
    (attempt,) = answer["history"]
    assert attempt | {"started_at": "", "ended_at": ""} == {
        "attempt": 1,
        "outcome": "retry",
        "reason": "Tour 5: 31, not 30",
        "started_at": "",
        "ended_at": "",
        "seconds": 11.0,
        "instance": INSTANCE,
        "pid": 4001,
        "provider": "claude",
        "model": "claude-sonnet-5-5",
        "calls": 2,
        "input_tokens": 4400,
        "output_tokens": 610,
        "cost_usd": 0.1047,
        "request_ids": attempt["request_ids"],
        "report": {"verdict": "faulty", "findings": []},
    }
    assert [advice["code"] for advice in answer["why"]] == ["job_tried"]
    assert "2026-06-15 12:05:11" in answer["why"][0]["text"]


def test_a_payload_that_is_no_json_is_shown_as_it_is(page: Page) -> None:
    job = page.house.queue.enqueue("probe", "{not json")
    assert page.operator.get(f"/api/jobs/{job}").json["payload"] == "{not json"


def test_a_job_that_is_not_there_is_404_in_words(page: Page) -> None:
    answer = page.operator.get("/api/jobs/999")
    assert answer.status == 404
    assert answer.json["error"].startswith("cannot find job 999")


def test_retry_brings_a_failed_job_back_and_wakes_the_workers(page: Page) -> None:
    job = fail_one(page)
    answer = page.operator.post(f"/api/jobs/{job}/retry")
    assert (answer.status, answer.json["status"], answer.json["attempts"]) == (200, "pending", 0)
    assert page.house.pattern(1)["status"] == "generating"
    assert page.control.asked == ["wake"]


def test_only_a_failed_job_is_brought_back(page: Page) -> None:
    _, job = page.house.ask()
    answer = page.operator.post(f"/api/jobs/{job}/retry")
    assert (answer.status, answer.json) == (409, {"error": f"Job {job} cannot be retried: it is pending."})


def test_cancel_ends_a_waiting_job_without_disturbing_any_worker(page: Page) -> None:
    _, job = page.house.ask()
    assert page.operator.post(f"/api/jobs/{job}/cancel").json["status"] == "failed"
    assert page.house.pattern(1)["status"] == "error"
    assert page.control.asked == []
    assert page.operator.post(f"/api/jobs/{job}/cancel").status == 409


def test_cancel_of_a_job_in_hand_ends_its_row_first_and_then_drops_its_call(page: Page) -> None:
    _, job = page.house.ask()
    lease = page.house.lease()
    assert page.operator.post(f"/api/jobs/{job}/cancel").status == 200
    assert page.control.asked == [f"cancel_call {job}"]
    assert page.house.outcomes(job) == [AttemptOutcome.CANCELLED]
    assert not page.house.end(lease, Done()).kept


def test_retry_failed_leaves_cancelled_jobs_and_says_which_it_brought_back(page: Page) -> None:
    first, second = fail_one(page), fail_one(page)
    _, cancelled = page.house.ask()
    page.operator.post(f"/api/jobs/{cancelled}/cancel")
    dry = page.operator.post("/api/jobs/retry-failed", {"dry_run": True}).json
    assert sorted(dry["retried"]) == [first, second]
    assert page.house.queue.get(first).status is JobStatus.FAILED
    done = page.operator.post("/api/jobs/retry-failed").json
    assert (sorted(done["retried"]), done["count"], done["dry_run"]) == ([first, second], 2, False)
    assert page.house.queue.get(first).status is JobStatus.PENDING
    assert page.house.queue.get(cancelled).status is JobStatus.FAILED


def test_retry_failed_can_be_kept_to_the_latest(page: Page) -> None:
    fail_one(page)
    page.house.pass_by(hours=3)
    late = fail_one(page)
    assert page.operator.post("/api/jobs/retry-failed", {"since": "2h", "dry_run": True}).json["retried"] == [late]
    assert page.operator.post("/api/jobs/retry-failed", {"since": 7200, "dry_run": True}).json["retried"] == [late]
    assert page.operator.post("/api/jobs/retry-failed", {"limit": 1, "dry_run": True}).json["count"] == 1


@pytest.mark.parametrize(
    "body", [{"dryrun": True}, {"since": "soon"}, {"since": -1}, {"limit": 0}, {"dry_run": "what"}]
)
def test_a_slip_of_the_pen_never_retries_everything(page: Page, body: dict[str, object]) -> None:
    job = fail_one(page)
    answer = page.operator.post("/api/jobs/retry-failed", body)
    assert answer.status == 422
    assert page.house.queue.get(job).status is JobStatus.FAILED


def test_many_that_wait_are_cancelled_together_and_one_of_a_wish_stays(page: Page) -> None:
    first, second = page.house.ask()[1], page.house.ask()[1]
    page.house.pass_by(days=3)
    dry = page.operator.post("/api/jobs/cancel", {"duplicates": True, "dry_run": True}).json
    assert dry == {"cancelled": [second], "count": 1, "dry_run": True}
    assert page.operator.post("/api/jobs/cancel", {"duplicates": True}).json["cancelled"] == [second]
    assert page.operator.post("/api/jobs/cancel", {"older_than": "4d"}).json["cancelled"] == []
    assert page.operator.post("/api/jobs/cancel", {"older_than": 2 * 86400}).json["cancelled"] == [first]
    assert page.stranger.get("/api/stats").json["queue"]["failed"] == 2


@pytest.mark.parametrize(
    "body",
    [None, {}, {"dry_run": True}, {"older_than": "old"}, {"older_than": -1}, {"duplicates": "2d"}, {"older": "2d"}],
)
def test_a_slip_of_the_pen_never_cancels_everything(page: Page, body: dict[str, object] | None) -> None:
    _, job = page.house.ask()
    assert page.operator.post("/api/jobs/cancel", body).status == 422
    assert page.house.queue.get(job).status is JobStatus.PENDING


def test_release_stuck_gives_back_what_nobody_holds(page: Page) -> None:
    _, job = page.house.ask()
    page.house.rows(
        "UPDATE jobs SET status='processing', attempts=1, reserved_by='php_worker_1', reserved_at=:then WHERE id=:id",
        then=page.house.clock.after(timedelta(days=-1)),
        id=job,
    )
    page.operator.post("/api/jobs/release-stuck")  # seen for the first time: it may yet live
    page.house.pass_by(minutes=16)
    assert page.operator.post("/api/jobs/release-stuck").json == {"released": [job], "count": 1}


def test_cleanup_deletes_completed_jobs_past_their_days(page: Page) -> None:
    page.house.ask()
    lease = page.house.lease()
    page.house.end(lease, page.house.done(lease))
    page.house.pass_by(days=3)
    assert page.operator.post("/api/jobs/cleanup").json == {"deleted": 0}
    assert page.operator.post("/api/jobs/cleanup", {"days": 1}).json == {"deleted": 1}


def test_the_supervisors_verbs_reach_it_and_answer_with_the_workers(page: Page) -> None:
    for route, body in (
        ("pause", None),
        ("resume", {}),
        ("scale", {"count": 5}),
        ("restart", {"slot": 2}),
        ("restart", None),
        ("stop", None),
    ):
        answer = page.operator.post(f"/api/{route}", body)
        assert (answer.status, len(answer.json["workers"])) == (200, 2), route
    assert page.control.asked == ["pause", "resume", "scale 5", "restart 2", "restart None", "stop"]


def test_what_the_supervisor_refuses_is_told_in_its_own_words(page: Page) -> None:
    page.operator.post("/api/stop")
    for route, body, status, words in (
        ("restart", {"slot": 9}, 404, "there is none of that number"),
        ("reload", None, 501, "not yet in this version"),
        ("stop", None, 409, "patrond is stopping already"),
    ):
        answer = page.operator.post(f"/api/{route}", body)
        assert answer.status == status
        assert words in answer.json["error"]


@pytest.mark.parametrize("body", [{}, {"count": 65}, {"count": -1}, {"count": "2"}, {"count": True}, {"n": 2}])
def test_scale_takes_a_number_of_workers_and_nothing_else(page: Page, body: dict[str, object]) -> None:
    assert page.operator.post("/api/scale", body).status == 422
    assert page.control.asked == []


def test_many_who_look_at_once_share_one_look_at_the_database(page: Page) -> None:
    page.house.ask()
    counted: list[int] = []
    together = threading.Barrier(8)

    def look() -> None:
        together.wait(5)
        counted.append(page.stranger.get("/api/stats").json["queue"]["pending"])

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    page.house.ask()
    assert page.stranger.get("/api/stats").json["queue"]["pending"] == 1  # no second has passed
    page.house.pass_by(seconds=1)
    assert page.stranger.get("/api/stats").json["queue"]["pending"] == 2
    assert counted == [1] * 8


def test_what_was_just_done_shows_at_once(page: Page) -> None:
    job = fail_one(page)
    assert page.operator.get("/api/stats").json["queue"]["failed"] == 1
    page.operator.post(f"/api/jobs/{job}/retry")
    assert page.operator.get("/api/stats").json["queue"]["failed"] == 0
