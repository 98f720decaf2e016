"""Clearing completed jobs and old attempts away, in steps that block nobody."""

from datetime import timedelta

from patrond.jobs import PROBE, Done, Ending, Fail
from patrond.queue.turn import Turn

from support.house import House

WEEK = timedelta(days=7)


def complete(house: House, number: int) -> list[int]:
    """So many completed jobs, all stamped now."""
    jobs = [house.ask()[1] for _ in range(number)]
    leases = house.reserve(number)
    house.queue.end([Ending(lease, Done()) for lease in leases])
    house.rows("UPDATE jobs SET created_at = :now", now=house.clock.now())
    return jobs


def test_cleanup_deletes_completed_jobs_past_their_keeping_and_nothing_else(house: House) -> None:
    _, failed = house.ask()
    house.end(house.lease(), Fail("400 invalid_request", "Sorry."))
    old = complete(house, 2)
    house.pass_by(days=6)
    young = complete(house, 1)
    house.rows("UPDATE jobs SET created_at = :at", at=house.clock.after(timedelta(days=-9)))
    house.pass_by(days=1, seconds=1)

    assert house.queue.cleanup() == 2

    left = {row["id"] for row in house.rows("SELECT id FROM jobs")}
    assert left == {failed, *young}
    assert left.isdisjoint(old)
    assert house.queue.cleanup() == 0


def test_cleanup_takes_another_keeping(house: House) -> None:
    complete(house, 1)
    house.pass_by(days=2)

    assert house.queue.cleanup(timedelta(days=3)) == 0
    assert house.queue.cleanup(timedelta(days=1)) == 1


def test_cleanup_takes_the_links_along_and_keeps_the_pattern(house: House) -> None:
    pattern_id, job_id = house.ask()
    house.rows(
        "INSERT INTO pattern_jobs (pattern_id, job_id, created_at) VALUES (:p, :j, :now)",
        p=pattern_id,
        j=job_id,
        now=house.clock.now(),
    )
    house.end(house.lease(), Done())
    house.rows("UPDATE jobs SET created_at = :now", now=house.clock.now())
    house.pass_by(days=8)

    house.queue.cleanup()

    assert house.store.job_of_pattern(pattern_id) is None
    assert house.store.pattern(pattern_id) is not None


def test_attempts_are_kept_longer_than_jobs(house: House) -> None:
    (job_id,) = complete(house, 1)
    house.pass_by(days=89)
    house.queue.cleanup()
    assert house.outcomes(job_id) == ["completed"]

    house.pass_by(days=2)
    house.queue.cleanup()
    assert house.outcomes(job_id) == []


def fill(house: House, number: int, status: str = "completed") -> None:
    """So many jobs that were due, and completed, in one second two weeks ago; each with its attempt."""
    then = house.clock.after(-2 * WEEK)
    row = {"type": PROBE, "payload": "{}", "max_attempts": 3, "available_at": then, "now": then}
    with house.desk.connection.transaction():
        house.desk.connection.execute_each("queue.enqueue", [row] * number)
    house.rows(
        "UPDATE jobs SET status = :status, completed_at = :then WHERE status = 'pending'", status=status, then=then
    )
    house.rows(
        "INSERT INTO patrond_attempts (job_id, token, type, attempt, instance, pid, started_at, ended_at, duration_ms,"
        " outcome, reason, provider, model, calls, input_tokens, output_tokens, cost_usd, request_ids)"
        " SELECT id, 'x/1/1', type, 1, 'x', 1, :then, :then, 0, 'completed', '', '', '', 0, 0, 0, 0, '' FROM jobs"
        " WHERE id NOT IN (SELECT job_id FROM patrond_attempts)",
        then=then,
    )


def test_many_are_deleted_a_few_at_a_time(house: House) -> None:
    """All due in the same second, so that only the number tells the pages apart."""
    fill(house, 1203)

    assert list(house.queue.cleanup_steps()) == [250, 250, 250, 250, 203]
    assert house.rows("SELECT COUNT(*) AS n FROM jobs")[0]["n"] == 0


def test_old_attempts_are_deleted_a_few_at_a_time(house: House) -> None:
    fill(house, 1203, "failed")
    house.pass_by(days=90)

    assert list(house.queue.cleanup_steps()) == [0] * 5
    assert house.rows("SELECT COUNT(*) AS n FROM patrond_attempts")[0]["n"] == 0
    assert house.rows("SELECT COUNT(*) AS n FROM jobs")[0]["n"] == 1203


def test_a_job_that_waited_long_and_is_done_since_is_kept_and_hides_no_older_one(house: House) -> None:
    fill(house, 600)
    house.rows("UPDATE jobs SET completed_at = :now WHERE id <= 550", now=house.clock.now())

    assert house.queue.cleanup() == 50
    assert house.rows("SELECT COUNT(*) AS n, MAX(id) AS last FROM jobs")[0] == {"n": 550, "last": 550}


def test_a_cleanup_that_is_broken_off_is_gone_on_with_by_the_next(house: House) -> None:
    fill(house, 1203)
    steps = house.queue.cleanup_steps()
    assert next(steps) == 250

    assert house.open_desk().queue.cleanup() == 953
    assert list(steps) == []


def test_by_the_clock_one_instance_cleans_at_a_time(house: House) -> None:
    fill(house, 1203)
    other = house.open_desk()
    steps = house.queue.cleanup_steps(in_turn=True)
    assert next(steps) == 250

    with Turn(other.connection).take():
        rest = list(steps)

    if house.desk.connection.dialect == "mysql":
        assert rest == []
        assert other.queue.cleanup() == 953
    else:  # one file has one host
        assert sum(rest) == 953
