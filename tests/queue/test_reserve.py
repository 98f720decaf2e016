"""Rules 1, 2 and 7 of the queue: who gets which job, in which order, under which token."""

import threading
from datetime import timedelta

from patrond.desk import Desk
from patrond.jobs import GENERATE_PATTERN, PROBE, JobStatus, Lease

from support.house import House


def test_a_due_job_is_taken_with_its_payload_and_counts_as_an_attempt(house: House) -> None:
    _, job_id = house.ask()

    lease = house.lease()

    row = house.job(job_id)
    assert lease.job.id == job_id
    assert lease.job.attempts == 1
    assert '"pattern_id"' in lease.job.payload
    assert row["status"] == "processing"
    assert row["attempts"] == 1
    assert row["reserved_by"] == str(lease.token)


def test_jobs_come_in_order_of_available_at_then_id(house: House) -> None:
    late = house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(seconds=-1))
    later = house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(seconds=-1))
    early = house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(seconds=-60))

    assert [lease.job.id for lease in house.reserve()] == [early, late, later]


def test_a_job_is_left_alone_until_it_is_due(house: House) -> None:
    house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(seconds=10))

    assert house.reserve() == []
    house.pass_by(seconds=10)
    assert len(house.reserve()) == 1


def test_unknown_types_are_left_for_others(house: House) -> None:
    mail = house.queue.enqueue("send_mail", "{}")
    house.ask()

    house.reserve()

    assert house.job(mail)["status"] == "pending"
    assert house.queue.unknown_types([GENERATE_PATTERN, PROBE]) == {"send_mail": 1}


def test_no_more_are_taken_than_asked_for(house: House) -> None:
    for _ in range(5):
        house.ask()

    assert len(house.reserve(3)) == 3
    assert len(house.reserve(8)) == 2


def test_workers_that_reserve_at_once_never_share_a_job(house: House) -> None:
    jobs = {house.ask()[1] for _ in range(40)}
    desks = [house.open_desk() for _ in range(3)]
    taken: list[Lease] = []
    lock = threading.Lock()

    def work(desk: Desk, pid: int) -> None:
        while leases := house.reserve(4, pid=pid, desk=desk):
            with lock:
                taken.extend(leases)

    threads = [threading.Thread(target=work, args=(desk, 4001 + n)) for n, desk in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(lease.job.id for lease in taken) == sorted(jobs)
    holders = {lease.job.id: str(lease.token) for lease in taken}
    assert all(house.job(job_id)["reserved_by"] == holders[job_id] for job_id in jobs)


def test_a_worker_holds_one_job_whose_last_attempt_crashed(house: House) -> None:
    jobs = [house.ask()[1] for _ in range(3)]
    house.reserve(pid=4001)
    house.queue.release_dead(house.token().instance, [4001], reason="killed by SIGKILL")
    _, fresh = house.ask()

    first = house.reserve(8, pid=4002)
    second = house.reserve(8, pid=4002)
    other = house.reserve(8, pid=4003)

    assert [lease.job.id for lease in first] == [jobs[0], fresh]
    assert second == []
    assert [lease.job.id for lease in other] == [jobs[1]]


def test_crashed_jobs_at_the_head_do_not_keep_others_from_a_worker(house: House) -> None:
    for _ in range(4):
        house.ask()
    house.reserve(pid=4001)
    house.queue.release_dead(house.token().instance, [4001], reason="killed by SIGKILL")
    fresh = {house.ask()[1] for _ in range(3)}

    taken = [lease.job.id for lease in house.reserve(4, pid=4002)]

    assert fresh < set(taken)
    assert len(taken) == 4


def test_extend_renews_and_names_the_leases_that_are_lost(house: House) -> None:
    for _ in range(3):
        house.ask()
    kept, cancelled, ended = house.reserve()
    house.queue.cancel(cancelled.job.id, "by hand")
    house.end(ended, house.done(ended))
    house.pass_by(minutes=5)

    lost = house.queue.extend([kept, cancelled, ended])

    assert lost == [cancelled, ended]
    assert str(house.job(kept.job.id)["reserved_at"]) == str(house.clock.now())


def test_extending_twice_in_one_second_loses_nothing(house: House) -> None:
    house.ask()
    lease = house.lease()

    assert house.queue.extend([lease]) == []
    assert house.queue.extend([lease]) == []


def test_next_due_is_the_earliest_of_our_types(house: House) -> None:
    assert house.queue.next_due([GENERATE_PATTERN]) is None
    house.queue.enqueue("send_mail", "{}")
    house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(minutes=2))
    house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(minutes=1))

    assert house.queue.next_due([GENERATE_PATTERN]) == house.clock.after(timedelta(minutes=1))


def test_a_job_in_hand_is_not_due(house: House) -> None:
    _, job_id = house.ask()
    house.lease()

    assert house.queue.next_due([GENERATE_PATTERN]) is None
    job = house.queue.get(job_id)
    assert job is not None
    assert job.status is JobStatus.PROCESSING
