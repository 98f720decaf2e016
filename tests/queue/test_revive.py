"""Rule 10 by hand: retry_failed."""

from datetime import timedelta

from patrond.jobs import Fail, Retry

from support.house import House

SORRY = Fail("400 invalid_request", "Sorry.")


def fail_one(house: House) -> tuple[int, int]:
    """A failed job; pattern and job."""
    numbers = house.ask()
    house.end(house.lease(), SORRY)
    return numbers


def test_retry_failed_begins_anew(house: House) -> None:
    pattern_id, job_id = fail_one(house)
    house.pass_by(minutes=5)

    assert house.queue.retry_failed() == [job_id]

    job, pattern = house.job(job_id), house.pattern(pattern_id)
    assert (job["status"], job["attempts"], job["error_message"]) == ("pending", 0, None)
    assert str(job["available_at"]) == str(house.clock.now())
    assert (pattern["status"], pattern["error_message"]) == ("generating", None)


def test_what_was_brought_back_completes_and_counts_once(house: House) -> None:
    _, job_id = fail_one(house)
    house.queue.retry_failed()

    lease = house.lease()
    house.end(lease, house.done(lease))

    assert house.counted() == 1
    assert house.outcomes(job_id) == ["failed", "completed"]


def test_crashes_before_it_was_brought_back_count_no_more(house: House) -> None:
    _, job_id = house.ask(max_attempts=1)
    lease = house.lease()
    house.queue.release_dead(lease.token.instance, [4001], reason="killed")
    house.rows("UPDATE jobs SET max_attempts = 3")
    house.queue.retry_failed()

    house.lease()
    house.queue.release_dead(lease.token.instance, [4001], reason="killed")

    assert house.job(job_id)["status"] == "pending"
    assert [lease.job.id for lease in house.reserve()] == [job_id]


def test_retry_failed_can_be_limited_to_the_newest_and_to_a_time(house: House) -> None:
    jobs = []
    for _ in range(3):
        jobs.append(fail_one(house)[1])
        house.pass_by(hours=1)

    assert house.queue.retry_failed(since=timedelta(hours=2, minutes=1), dry_run=True) == [jobs[2], jobs[1]]
    assert house.queue.retry_failed(limit=1, dry_run=True) == [jobs[2]]
    assert house.job(jobs[2])["status"] == "failed"
    assert house.queue.retry_failed(limit=2) == [jobs[2], jobs[1]]
    assert house.queue.retry_failed() == [jobs[0]]


def test_cancelled_jobs_come_back_only_by_their_number(house: House) -> None:
    _, job_id = house.ask()
    house.queue.cancel(job_id, "by hand")

    assert house.queue.retry_failed() == []
    assert house.queue.retry_failed([job_id]) == [job_id]
    assert house.job(job_id)["status"] == "pending"


def test_a_job_that_failed_after_being_cancelled_and_brought_back_is_an_ordinary_failure(house: House) -> None:
    _, job_id = house.ask()
    house.queue.cancel(job_id, "by hand")
    house.queue.retry_failed([job_id])
    house.end(house.lease(), SORRY)

    assert house.queue.retry_failed() == [job_id]


def test_a_job_that_did_not_fail_is_not_brought_back(house: House) -> None:
    _, job_id = house.ask()

    assert house.queue.retry_failed([job_id, 999]) == []


def test_retry_failed_leaves_a_completed_pattern_alone(house: House) -> None:
    pattern_id, job_id = fail_one(house)
    house.rows("UPDATE patterns SET status = 'completed' WHERE id = :id", id=pattern_id)

    assert house.queue.retry_failed([job_id]) == [job_id]
    assert house.pattern(pattern_id)["status"] == "completed"


def test_retry_with_backoff_zero_keeps_going(house: House) -> None:
    _, job_id = house.ask()
    house.end(house.lease(), Retry("x", "y", after=timedelta(0)))

    assert house.reserve()[0].job.id == job_id
