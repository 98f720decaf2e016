"""Rule 10 by hand: cancel one job, or many that wait, by age or because they look alike."""

from datetime import timedelta

from patrond.jobs import GENERATE_PATTERN, PROBE, Fail, JobStatus

from support.house import House

TYPES = (GENERATE_PATTERN, PROBE)
DAY = timedelta(days=1)


def ask(house: House, user: int | None = None, *, age: timedelta = timedelta(0)) -> int:
    """A wish for the same hat, asked for so long ago; its job. created_at is in the database's zone."""
    _, job_id = house.ask(user)
    at = house.clock.after(-age)
    house.rows(
        "UPDATE jobs SET created_at = :created, available_at = :at WHERE id = :id",
        created=at if house.desk.connection.dialect == "sqlite" else (house.lent.utc() - age).replace(tzinfo=None),
        at=at,
        id=job_id,
    )
    return job_id


def statuses(house: House, *jobs: int) -> list[str]:
    return [house.job(job_id)["status"] for job_id in jobs]


def test_cancelling_a_waiting_job_fails_it_and_its_pattern(house: House) -> None:
    pattern_id, job_id = house.ask()

    before = house.queue.cancel(job_id, "asked by phone")

    job, pattern = house.job(job_id), house.pattern(pattern_id)
    assert before is not None
    assert before.status is JobStatus.PENDING
    assert (job["status"], job["error_message"]) == ("failed", "Making your pattern was cancelled.")
    assert (pattern["status"], pattern["error_message"]) == ("error", job["error_message"])
    (attempt,) = house.store.attempts(job_id)
    assert (attempt.outcome, attempt.reason) == ("cancelled", "asked by phone")


def test_cancelling_a_job_in_hand_takes_its_lease(house: House) -> None:
    _, job_id = house.ask()
    lease = house.lease()

    before = house.queue.cancel(job_id, "by hand")

    assert before is not None
    assert before.status is JobStatus.PROCESSING
    assert house.queue.extend([lease]) == [lease]
    assert not house.end(lease, house.done(lease)).kept
    assert house.counted() == 0
    assert house.outcomes(job_id) == ["cancelled"]


def test_what_has_ended_cannot_be_cancelled(house: House) -> None:
    _, job_id = house.ask()
    lease = house.lease()
    house.end(lease, house.done(lease))

    assert house.queue.cancel(job_id, "too late") is None
    assert house.queue.cancel(999, "never was") is None
    assert house.job(job_id)["status"] == "completed"


def test_a_job_can_be_cancelled_twice_in_its_life_even_within_a_second(house: House) -> None:
    _, job_id = house.ask()
    house.queue.cancel(job_id, "once")
    house.queue.retry_failed([job_id])

    assert house.queue.cancel(job_id, "twice") is not None
    assert house.outcomes(job_id) == ["cancelled", "cancelled"]


def test_old_ones_are_cancelled_together_each_as_one_is(house: House) -> None:
    old, young = ask(house, age=3 * DAY), ask(house, age=DAY)

    assert house.queue.cancel_pending(TYPES, "too old", older_than=2 * DAY) == [old]

    job = house.job(old)
    pattern = house.pattern(1)
    assert (job["status"], job["error_message"]) == ("failed", "Making your pattern was cancelled.")
    assert (pattern["status"], pattern["error_message"]) == ("error", job["error_message"])
    (attempt,) = house.store.attempts(old)
    assert (attempt.outcome, attempt.reason) == ("cancelled", "too old")
    assert statuses(house, young) == ["pending"]
    assert house.queue.retry_failed() == []


def test_the_age_is_that_of_the_wish_not_of_its_last_try(house: House) -> None:
    old = ask(house, age=3 * DAY)
    house.rows("UPDATE jobs SET available_at = :later", later=house.clock.after(DAY))

    assert house.queue.cancel_pending(TYPES, "too old", older_than=2 * DAY) == [old]


def test_what_is_due_for_so_long_is_old_whatever_its_other_stamp_says(house: House) -> None:
    old = ask(house)
    house.rows("UPDATE jobs SET available_at = :then", then=house.clock.after(-3 * DAY))

    assert house.queue.cancel_pending(TYPES, "too old", older_than=2 * DAY) == [old]


def test_what_is_at_work_or_of_a_foreign_type_is_not_cancelled_for_its_age(house: House) -> None:
    at_work, foreign = ask(house, age=3 * DAY), house.queue.enqueue("send_email", "{}")
    house.lease()
    house.pass_by(days=2)

    assert house.queue.cancel_pending(TYPES, "too old", older_than=DAY) == []
    assert statuses(house, at_work, foreign) == ["processing", "pending"]


def test_of_look_alikes_the_first_in_the_line_stays(house: House) -> None:
    other = house.add_user("marie@example.fr")
    late = ask(house)
    first, hers, second = ask(house, age=2 * DAY), ask(house, other, age=DAY), ask(house, age=DAY)

    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True, dry_run=True) == [second, late]
    assert statuses(house, first, second, late) == ["pending"] * 3
    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True) == [second, late]
    assert statuses(house, first, hers, second, late) == ["pending", "pending", "failed", "failed"]
    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True) == []


def test_what_looks_like_a_job_at_work_is_a_duplicate(house: House) -> None:
    at_work = ask(house)
    house.lease()
    waiting = ask(house, age=DAY)

    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True) == [waiting]
    assert statuses(house, at_work) == ["processing"]


def test_what_looks_like_an_ended_job_is_a_new_wish(house: House) -> None:
    done = ask(house)
    lease = house.lease()
    house.end(lease, house.done(lease))
    failed = ask(house)
    house.end(house.lease(), Fail("400", "Sorry."))
    ask(house)

    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True) == []
    assert statuses(house, done, failed) == ["completed", "failed"]


def test_a_wish_that_cannot_be_read_looks_like_no_other(house: House) -> None:
    for payload in ("{}", "{}", "broken", "broken", '{"user_id": 1}', '{"user_id": 1}'):
        house.queue.enqueue(GENERATE_PATTERN, payload)

    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True) == []


def test_old_look_alikes_are_those_that_are_both(house: House) -> None:
    ask(house, age=4 * DAY)
    old, _ = ask(house, age=3 * DAY), ask(house, age=DAY)

    assert house.queue.cancel_pending(TYPES, "both", older_than=2 * DAY, duplicates=True) == [old]


def test_without_a_limit_none_is_cancelled(house: House) -> None:
    ask(house, age=3 * DAY)

    assert house.queue.cancel_pending(TYPES, "no reason") == []


def test_a_whole_backlog_is_cancelled_in_batches(house: House) -> None:
    """More than a page of rows, all due at the same second, so that only the number tells the pages apart."""
    payload = '{"pattern_id": 0, "user_id": 1, "params": {"type": "hat"}}'
    for _ in range(1003):
        house.queue.enqueue(GENERATE_PATTERN, payload)

    assert house.queue.cancel_pending(TYPES, "alike", duplicates=True) == list(range(2, 1004))
    assert house.queue.counts().pending == 1
    assert house.rows("SELECT COUNT(*) AS n FROM patrond_attempts WHERE outcome = 'cancelled'")[0]["n"] == 1002
