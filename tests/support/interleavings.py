"""A machine of hypothesis that drives a queue and its model side by side, and compares every row after each step."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from patrond.desk import Desk
from patrond.jobs import Ending, Fail, Halt, Lease, Outcome, Release, Retry, Snooze

from support.house import INSTANCE, House
from support.queue_model import QueueModel

_PIDS = (4001, 4002, 4003)
_OUTCOMES = st.sampled_from(("completed", "retry", "retry", "retry at", "snooze", "halt", "released", "failed"))
_SECONDS = 90


def interleavings(make_house: Callable[[], House]) -> type[RuleBasedStateMachine]:
    """The machine's class; each sequence begins in an empty house."""

    class Interleavings(_Steps):
        def __init__(self) -> None:
            super().__init__(make_house())

    return Interleavings


class _Steps(RuleBasedStateMachine):
    """What may happen, in any order. ``leases`` are all that were ever given: a late worker still has its own."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house = house
        self.desks = (house.desk, house.open_desk())
        self.model = QueueModel(house.clock.now())
        self.leases: list[Lease] = []
        self.ended: list[tuple[Ending, str]] = []

    def teardown(self) -> None:
        self.house.close()

    @initialize(allowed=st.lists(st.sampled_from((1, 2, 3, 3, 3)), min_size=2, max_size=5))
    def ask_for_some(self, allowed: list[int]) -> None:
        for max_attempts in allowed:
            self.ask(max_attempts)

    @rule(max_attempts=st.integers(1, 3))
    def ask(self, max_attempts: int) -> None:
        pattern, job = self.house.ask(max_attempts=max_attempts)
        self.model.ask(job, pattern, max_attempts)

    @rule(limit=st.integers(1, 4), pid=st.sampled_from(_PIDS), desk=st.integers(0, 1))
    def reserve(self, limit: int, pid: int, desk: int) -> None:
        leases = self.house.reserve(limit, pid=pid, desk=self.desks[desk])
        token = str(leases[0].token) if leases else ""

        assert [lease.job.id for lease in leases] == self.model.reserve(limit, _worker(pid), token)
        self.leases += leases

    @precondition(lambda self: self.leases)
    @rule(data=st.data(), desk=st.integers(0, 1))
    def end(self, data: st.DataObject, desk: int) -> None:
        """Some together, as a group commit; late ones and repeated ones among them."""
        newest = self.leases[-6:]  # of the old ones, which are mostly late, a few are enough
        some = st.sampled_from(newest) | st.sampled_from(self.leases)
        picked = data.draw(st.lists(st.tuples(some, _OUTCOMES), min_size=1, max_size=4))
        asked = [(Ending(lease, self._outcome(lease, name)), name) for lease, name in picked]
        self._end(asked, self.desks[desk])
        self.ended += asked

    @precondition(lambda self: self.ended)
    @rule(data=st.data())
    def end_again(self, data: st.DataObject) -> None:
        """The answer to a COMMIT was lost: the same ends are told once more."""
        self._end(data.draw(st.lists(st.sampled_from(self.ended), min_size=1, max_size=3)), self.house.desk)

    @precondition(lambda self: self.leases)
    @rule(data=st.data())
    def extend(self, data: st.DataObject) -> None:
        held = data.draw(st.lists(st.sampled_from(self.leases), min_size=1, max_size=4, unique_by=id))

        lost = {(lease.job.id, str(lease.token)) for lease in self.house.queue.extend(held)}

        assert lost == self.model.extend([(lease.job.id, str(lease.token)) for lease in held])

    @rule(limit=st.integers(1, 4), pid=st.sampled_from(_PIDS), times=st.integers(1, 3))
    def a_job_kills_its_worker(self, limit: int, pid: int, times: int) -> None:
        """Again and again, with the backoff gone by between."""
        for _ in range(times):
            self.reserve(limit, pid, 0)
            self.a_worker_dies(pid)
            self.time_goes_on(timedelta(minutes=6))

    @rule(pid=st.sampled_from(_PIDS))
    def a_worker_dies(self, pid: int) -> None:
        settled = self.house.queue.release_dead(INSTANCE, [pid], reason="killed")

        assert set(settled) == self.model.worker_dies(_worker(pid))

    @rule(data=st.data(), renewed=st.booleans())
    def the_reaper_passes_by(self, data: st.DataObject, renewed: bool) -> None:
        """Twice within its time and once after it; a lease may be renewed in between."""
        self._reap()
        self.time_goes_on(timedelta(minutes=10))
        self._reap()
        if renewed and self.leases:
            self.extend(data)
        self.time_goes_on(timedelta(minutes=6))
        self._reap()

    @precondition(lambda self: self.model.jobs)
    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        """One by its number, or all that were not cancelled."""
        job = data.draw(st.none() | st.sampled_from(sorted(self.model.jobs)))
        ids = None if job is None else [job]

        assert set(self.house.queue.retry_failed(ids)) == self.model.retry(ids)

    @precondition(lambda self: self.model.jobs)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(sorted(self.model.jobs)))

        assert (self.house.queue.cancel(job, "by hand") is not None) == self.model.cancel(job)

    @rule()
    def cleanup(self) -> None:
        assert self.house.queue.cleanup() == self.model.cleanup()

    @rule(data=st.data(), pid=st.sampled_from(_PIDS))
    def a_pattern_is_completed_meanwhile(self, data: st.DataObject, pid: int) -> None:
        """The old worker saves it and dies before it ends the job: taken over, it counts no second time."""
        self.reserve(1, pid, 0)
        in_hand = [job.pattern for job in self.model.jobs.values() if job.status == "processing"]
        for pattern in data.draw(st.lists(st.sampled_from(in_hand), max_size=2)) if in_hand else ():
            self.house.rows("UPDATE patterns SET status = 'completed' WHERE id = :id", id=pattern)
            self.model.patterns[pattern] = "completed"
        if self.leases:
            self._end([(Ending(self.leases[-1], self.house.done(self.leases[-1])), "completed")], self.house.desk)

    @rule(time=st.sampled_from((timedelta(seconds=20), timedelta(minutes=6), timedelta(days=4))))
    def time_goes_on(self, time: timedelta) -> None:
        self.house.lent.pass_by(time)
        self.model.now = self.house.clock.now()

    @invariant()
    def the_rows_are_the_models(self) -> None:
        rows = {row["id"]: row for row in self.house.rows("SELECT * FROM jobs")}
        assert set(rows) == set(self.model.jobs)
        for id_, job in self.model.jobs.items():
            row = rows[id_]
            assert (row["status"], row["attempts"]) == (job.status, job.attempts), id_
            due = datetime.fromisoformat(str(row["available_at"]))
            assert job.due[0] <= due <= job.due[1], id_
            job.due = (due, due)
            if job.status == "processing":
                assert row["reserved_by"] == job.held_by
            attempts = self.house.store.attempts(id_)
            assert [each.outcome for each in attempts] == [each.outcome for each in job.history], id_
        patterns = {row["id"]: row["status"] for row in self.house.rows("SELECT id, status FROM patterns")}
        assert patterns == self.model.patterns
        assert self.house.counted() == self.model.counted

    def _reap(self) -> None:
        assert set(self.house.queue.release_stuck()) == self.model.reap()

    def _end(self, asked: list[tuple[Ending, str]], desk: Desk) -> None:
        ended = desk.queue.end([ending for ending, _ in asked])

        expected = [
            self.model.end(ending.lease.job.id, str(ending.lease.token), _as_written(name), _after(name))
            for ending, name in asked
        ]
        assert [each.kept for each in ended] == expected

    def _outcome(self, lease: Lease, name: str) -> Outcome:
        after = timedelta(seconds=_SECONDS)
        outcomes: dict[str, Outcome] = {
            "completed": self.house.done(lease),
            "retry": Retry("no", "Non."),
            "retry at": Retry("no", "Non.", after),
            "snooze": Snooze("529", after),
            "halt": Halt("401"),
            "released": Release("stop"),
            "failed": Fail("no", "Non."),
        }
        return outcomes[name]


def _worker(pid: int) -> str:
    return f"{INSTANCE}/{pid}/"


def _as_written(name: str) -> str:
    return "retry" if name == "retry at" else name


def _after(name: str) -> int | None:
    return _SECONDS if name in ("retry at", "snooze") else None
