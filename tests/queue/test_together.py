"""Everything at once: workers, a reaper, an operator; then the books must balance."""

import random
import threading
from collections.abc import Callable
from datetime import timedelta

from patrond.desk import Desk
from patrond.jobs import GENERATE_PATTERN, Ending, Fail, Lease, Outcome, Release, Retry

from support.house import INSTANCE, House

JOBS = 90
WORKERS = (4001, 4002, 4003)


def test_whatever_happens_together_each_pattern_counts_once(house: House) -> None:
    users = [house.user, house.add_user("jean@example.fr")]
    wishes = dict(house.ask(users[n % 2], max_attempts=100) for n in range(JOBS))
    failures: list[BaseException] = []
    open_work = threading.Semaphore(0)

    def outcome(rng: random.Random, lease: Lease) -> Outcome | None:
        """Mostly done; sometimes something else; sometimes the worker dies (None)."""
        return rng.choices(
            [house.done(lease), Retry("r", "s", timedelta(0)), Release("x"), Fail("f", "s"), None],
            weights=[12, 1, 1, 1, 1],
        )[0]

    def worker(desk: Desk, pid: int) -> None:
        rng = random.Random(pid)
        while leases := house.reserve(7, pid=pid, desk=desk):
            endings = [Ending(lease, what) for lease in leases if (what := outcome(rng, lease))]
            rng.shuffle(endings)
            assert all(ended.kept for ended in desk.queue.end(endings))
            desk.queue.release_dead(INSTANCE, [pid], reason="killed")

    def operator(desk: Desk) -> None:
        while not open_work.acquire(timeout=0.01):
            desk.queue.release_stuck()
            desk.queue.retry_failed(limit=10)
            desk.queue.counts()

    def guarded(work: Callable[[], None]) -> threading.Thread:
        def run() -> None:
            try:
                work()
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    desks = [house.open_desk() for _ in WORKERS]
    operating = house.open_desk()
    aside = guarded(lambda: operator(operating))
    threads = [guarded(lambda d=desk, p=pid: worker(d, p)) for desk, pid in zip(desks, WORKERS, strict=True)]
    for thread in threads:
        thread.join(30)
    open_work.release()
    aside.join(10)
    while house.queue.retry_failed() or house.queue.next_due([GENERATE_PATTERN]):
        house.pass_by(hours=1)
        worker(desks[0], WORKERS[0])

    assert failures == []
    for pattern_id, job_id in wishes.items():
        assert house.pattern(pattern_id)["status"] == "completed"
        assert house.job(job_id)["status"] == "completed"
        assert house.outcomes(job_id).count("completed") == 1
    assert [house.counted(user) for user in users] == [JOBS // 2, JOBS // 2]
