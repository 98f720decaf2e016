"""Rules 7, 8 and 9: what becomes of jobs whose holder died, and whose holder only seems to have."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from patrond.jobs import GENERATE_PATTERN, Fail, Retry, Snooze

from support.house import INSTANCE, House

OTHER = "ba9876543210"


def died(house: House, pid: int = 4001) -> list[int]:
    """The master settles what a dead worker held."""
    return house.queue.release_dead(INSTANCE, [pid], reason="killed by SIGKILL")


def a_dead_pid() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@contextmanager
def a_living_process() -> Iterator[int]:
    """The number of a process that lives meanwhile."""
    process = subprocess.Popen(["sleep", "60"])
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def set_master(house: House, instance: str, pid: int, boot: str | None = None) -> None:
    """Make a registered instance another master's."""
    house.desk.instances.register(instance, "1")
    house.rows("UPDATE patrond_instances SET pid = :pid WHERE instance = :i", pid=pid, i=instance)
    if boot:
        house.rows("UPDATE patrond_instances SET boot_id = :boot WHERE instance = :i", boot=boot, i=instance)


def test_a_dead_workers_jobs_are_due_again_at_once_and_the_attempt_counts(house: House) -> None:
    pattern_id, job_id = house.ask()
    house.lease()
    house.rows("UPDATE patterns SET status = 'error' WHERE id = :id", id=pattern_id)

    assert died(house) == [job_id]

    job = house.job(job_id)
    assert (job["status"], job["attempts"], job["reserved_by"]) == ("pending", 1, None)
    assert house.pattern(pattern_id)["status"] == "generating"
    assert house.outcomes(job_id) == ["crashed"]
    assert house.lease(pid=4002).job.attempts == 2


def test_only_the_dead_workers_jobs_are_settled(house: House) -> None:
    house.ask()
    _, other = house.ask()
    house.reserve(1, pid=4001)
    house.reserve(1, pid=40010)

    died(house, 4001)

    assert house.job(other)["status"] == "processing"


def test_what_a_drained_worker_never_began_is_given_back(house: House) -> None:
    """Its reservation's COMMIT got no answer, and it had to go before it could ask."""
    pattern_id, job_id = house.ask()
    house.lease()
    released = house.queue.release_dead(INSTANCE, [4001], reason="worker 4001 stopped", begun=False)

    assert released == [job_id]
    assert house.job(job_id)["status"] == "pending"
    assert house.job(job_id)["attempts"] == 0
    assert house.outcomes(job_id) == ["released"]
    assert house.pattern(pattern_id)["status"] == "generating"
    assert house.lease().job.attempts == 1


def test_a_whole_instance_can_be_settled(house: House) -> None:
    for _ in range(2):
        house.ask()
    house.reserve(1, pid=4001)
    house.reserve(1, pid=4002)

    assert len(house.queue.release_dead(INSTANCE, None, reason="the master was killed")) == 2


def test_settling_twice_does_nothing_twice(house: House) -> None:
    _, job_id = house.ask()
    house.lease()

    assert died(house) == [job_id]
    assert died(house) == []
    assert house.outcomes(job_id) == ["crashed"]


def test_the_second_crash_waits(house: House) -> None:
    _, job_id = house.ask(max_attempts=5)
    for pid in (4001, 4002):
        house.lease(pid=pid)
        died(house, pid)

    assert house.reserve() == []
    house.pass_by(minutes=1)
    assert [lease.job.id for lease in house.reserve()] == [job_id]


def test_max_attempts_crashes_fail_the_job_with_that_reason(house: House) -> None:
    pattern_id, job_id = house.ask(max_attempts=2)
    for pid in (4001, 4002):
        house.lease(pid=pid)
        died(house, pid)

    job, pattern = house.job(job_id), house.pattern(pattern_id)
    assert job["status"] == "failed"
    assert "interrupted several times" in job["error_message"]
    assert (pattern["status"], pattern["error_message"]) == ("error", job["error_message"])
    assert house.store.attempts(job_id)[-1].reason == "killed by SIGKILL; no attempt is left"
    assert house.counted() == 0


def test_a_poison_job_that_is_snoozed_between_its_crashes_does_not_go_round_for_ever(house: House) -> None:
    _, job_id = house.ask(max_attempts=2)
    house.lease(pid=4001)
    died(house, 4001)
    house.end(house.lease(), Snooze("429", timedelta(0)))

    house.lease(pid=4002)
    died(house, 4002)

    assert house.job(job_id)["status"] == "failed"


def test_a_crash_after_ordinary_failures_is_tried_again_at_once(house: House) -> None:
    _, job_id = house.ask(max_attempts=5)
    for _ in range(2):
        house.end(house.lease(), Retry("529", "Wait.", after=timedelta(0)))
    house.lease()

    died(house)

    assert [lease.job.id for lease in house.reserve(pid=4002)] == [job_id]


def test_a_crashed_job_keeps_its_place_in_the_line(house: House) -> None:
    _, first = house.ask()
    house.lease()
    house.pass_by(seconds=30)
    house.ask()
    house.pass_by(seconds=30)

    died(house)

    assert house.reserve(1, pid=4002)[0].job.id == first


def test_the_reaper_never_touches_a_living_master_or_worker(house: House) -> None:
    house.desk.instances.register(INSTANCE, "1")
    house.ask()
    house.lease(pid=a_dead_pid())
    for _ in range(40):
        house.pass_by(minutes=1)
        assert house.queue.release_stuck() == []


def test_an_instance_whose_master_and_worker_are_gone_is_settled_at_once(house: House) -> None:
    set_master(house, OTHER, a_dead_pid())
    _, job_id = house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], house.token(a_dead_pid(), OTHER))

    assert house.queue.release_stuck() == [job_id]
    assert house.queue.release_stuck() == []


def test_a_dead_instance_is_struck_out_when_it_was_twice_seen_to_hold_nothing(house: House) -> None:
    """A COMMIT can land after the death: a job taken so late must still be known for a dead instance's."""
    set_master(house, OTHER, a_dead_pid())
    house.queue.release_stuck()
    _, job_id = house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], house.token(a_dead_pid(), OTHER))
    assert house.queue.release_stuck() == [job_id]

    house.queue.release_stuck()
    house.queue.release_stuck()

    assert house.desk.instances.all() == []


def test_a_worker_that_outlives_its_master_keeps_its_job(house: House) -> None:
    set_master(house, OTHER, a_dead_pid())
    house.ask()
    with a_living_process() as pid:
        house.queue.reserve(1, [GENERATE_PATTERN], house.token(pid, OTHER))
        assert house.queue.release_stuck() == []

    assert len(house.queue.release_stuck()) == 1


def test_an_instance_elsewhere_is_dead_when_its_beat_stands_still_for_the_timeout(house: House) -> None:
    set_master(house, OTHER, 1, boot="another-boot")
    _, job_id = house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], house.token(7, OTHER))

    released = []
    for _ in range(6):
        released.append(house.queue.release_stuck())
        house.pass_by(seconds=10)
    assert released == [[]] * 6
    assert house.queue.release_stuck() == [job_id]


def test_an_instance_elsewhere_that_beats_lives(house: House) -> None:
    set_master(house, OTHER, 1, boot="another-boot")
    house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], house.token(7, OTHER))

    for _ in range(20):
        house.pass_by(seconds=10)
        assert house.desk.instances.beat(OTHER)
        assert house.queue.release_stuck() == []


def test_a_master_that_looks_seldom_still_finds_the_dead_while_its_own_beats_are_kept(house: House) -> None:
    house.desk.instances.register(INSTANCE, "1")
    set_master(house, OTHER, 1, boot="another-boot")
    _, job_id = house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], house.token(7, OTHER))
    house.queue.release_stuck()

    for _ in range(12):
        house.pass_by(seconds=5)
        house.desk.instances.beat(INSTANCE)

    assert house.queue.release_stuck() == [job_id]


@pytest.mark.parametrize("registered", [True, False])
def test_after_an_outage_nobody_is_robbed(house: House, registered: bool) -> None:
    """Beats that nobody could send prove nothing."""
    if registered:
        house.desk.instances.register(INSTANCE, "1")
    set_master(house, OTHER, 1, boot="another-boot")
    house.ask()
    house.queue.reserve(1, [GENERATE_PATTERN], house.token(7, OTHER))
    house.queue.release_stuck()

    house.pass_by(minutes=30)
    if registered:
        house.desk.instances.beat(INSTANCE)

    assert house.queue.release_stuck() == []


def test_a_strangers_job_is_released_only_after_we_saw_it_unchanged(house: House) -> None:
    pattern_id, job_id = house.ask()
    old = house.clock.after(timedelta(days=-2))
    house.rows(
        "UPDATE jobs SET status = 'processing', attempts = 1, reserved_by = 'worker_123', reserved_at = :at", at=old
    )

    assert house.queue.release_stuck() == []
    house.pass_by(minutes=14)
    assert house.queue.release_stuck() == []
    house.pass_by(minutes=1)
    assert house.queue.release_stuck() == [job_id]
    assert house.job(job_id)["status"] == "pending"
    assert house.pattern(pattern_id)["status"] == "generating"


def test_a_stranger_that_took_the_job_again_is_left_alone(house: House) -> None:
    house.ask()
    taken = "UPDATE jobs SET status = 'processing', reserved_by = 'worker_123', reserved_at = :at"
    for _ in range(4):
        house.rows(taken, at=house.clock.now())
        assert house.queue.release_stuck() == []
        house.pass_by(minutes=10)


def test_a_stranger_on_its_last_attempt_is_failed_and_never_left(house: House) -> None:
    pattern_id, job_id = house.ask()
    house.rows("UPDATE jobs SET status = 'processing', attempts = 3, reserved_by = NULL, reserved_at = NULL")
    house.queue.release_stuck()
    house.pass_by(minutes=15)

    assert house.queue.release_stuck() == [job_id]
    assert house.job(job_id)["status"] == "failed"
    assert house.pattern(pattern_id)["status"] == "error"


def test_a_strangers_name_may_come_twice_for_the_same_job(house: House) -> None:
    _, job_id = house.ask()
    for n in range(2):
        house.rows(
            "UPDATE jobs SET status = 'processing', attempts = :n, reserved_by = 'worker_é', reserved_at = :at",
            n=n,
            at=house.clock.now(),
        )
        house.queue.release_stuck()
        house.pass_by(minutes=15)
        assert house.queue.release_stuck() == [job_id]

    assert house.outcomes(job_id) == ["crashed", "crashed"]


def test_stuck_lists_what_is_in_hand_longest_first(house: House) -> None:
    _, first = house.ask()
    house.lease()
    house.pass_by(minutes=2)
    _, second = house.ask()
    house.lease()

    assert [job.id for job in house.queue.stuck(10)] == [first, second]


def test_a_master_says_goodbye(house: House) -> None:
    house.desk.instances.register(INSTANCE, "1.2")
    (row,) = house.desk.instances.all()
    assert (row.pid, row.version, row.is_ours) == (os.getpid(), "1.2", True)

    house.desk.instances.leave(INSTANCE)

    assert house.desk.instances.all() == []
    assert not house.desk.instances.beat(INSTANCE)


def test_a_failed_job_is_no_longer_anybodys(house: House) -> None:
    house.ask()
    house.end(house.lease(), Fail("400", "Sorry."))

    assert died(house) == []
