"""The calls in flight: from a reserved lease to an ending handed on; what the provider says is heeded at once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from patrond.channel import Done, Frame, Halted, Snoozed
from patrond.clock import Clock
from patrond.config import Settings
from patrond.handlers import HANDLERS
from patrond.handlers.contract import Result, Tools
from patrond.jobs import Ended, Ending, Halt, Lease, Outcome, Release, Snooze
from patrond.log import Log
from patrond.worker.attempt import attempt
from patrond.worker.gate import Gate
from patrond.worker.hands import Drop, Hand, Hands
from patrond.worker.reporting import has_answered, report

_LONGEST_REASON = 2_000  # characters; a frame has its bound


class Calls:
    """Begins, drops and ends them. ``tell`` sends a frame to the master, ``put`` hands on what is to be stored."""

    def __init__(
        self,
        settings: Settings,
        tools: Tools | None,
        gate: Gate,
        hands: Hands,
        log: Log,
        clock: Clock,
        *,
        tell: Callable[[Frame], None],
        put: Callable[[Ending], None],
    ) -> None:
        self._limit = settings.workers.job_timeout
        self._tools = tools
        self._gate = gate
        self._hands = hands
        self._log = log
        self._clock = clock
        self._tell = tell
        self._put = put

    def take(self, leases: list[Lease]) -> None:
        """Jobs have been reserved: call for them, or give them back where the drain was quicker."""
        now = self._clock.boottime()
        for lease in leases:
            self.lose(lease.job.id)  # ours once more: the call of the lease that we had lost is still under way
            hand = Hand(lease, now, now + self._limit.total_seconds())
            self._hands.take(hand)
            if self._gate.draining:
                self._put(Ending(lease, Release("patrond stops")))
            else:
                self._begin(hand)

    def cancel(self, job: int) -> None:
        """The job was ended by an operator: its call is of no use."""
        self._drop(job, Drop.CANCELLED, "job_cancelled")

    def lose(self, job: int) -> None:
        """The lease is another's: so will be the result."""
        self._drop(job, Drop.LEASE_LOST, "lease_lost")

    def stored(self, ended: list[Ended]) -> None:
        """Attempts have been ended for good."""
        now = self._clock.boottime()
        for one in ended:
            hand = self._hands.of(one.ending.lease)
            if hand is not None:
                report(self._log, one, now - hand.taken_at)
                self._hands.let_go(hand)
        self._tell(Done(len(ended), any(has_answered(one) for one in ended)))

    def _begin(self, hand: Hand) -> None:
        job = hand.lease.job
        self._log.event("job_reserved", job=job.id, attempt=job.attempts, max_attempts=job.max_attempts)
        assert self._tools is not None  # noqa: S101 - without a provider nothing is reserved
        tools = replace(self._tools, bill=hand.bill)
        work = attempt(hand.lease, HANDLERS[job.type], tools, self._limit)
        hand.task = asyncio.create_task(work, name=f"job {job.id}")
        # By callback: a task that is cancelled before its first step never runs a line of its own.
        hand.task.add_done_callback(lambda task: self._over(hand, task))

    def _over(self, hand: Hand, task: asyncio.Task[Result]) -> None:
        """The call is over; what came of it is to be stored, unless its job is no longer ours."""
        self._hands.call_over(hand)
        if hand.dropped in (Drop.CANCELLED, Drop.LEASE_LOST):
            self._hands.let_go(hand)
            return
        dropped = Result(Release("patrond stops, its call was dropped"), hand.bill.usage)
        result = dropped if task.cancelled() else task.result()
        self._heed(result.outcome)
        self._put(Ending(hand.lease, result.outcome, result.usage, result.report))

    def _heed(self, outcome: Outcome) -> None:
        """Obey at once what the provider asks for, and pass it on for the other workers."""
        if isinstance(outcome, Snooze):
            seconds = outcome.after.total_seconds()
            self._gate.hold(self._clock.boottime() + seconds)
            self._tell(Snoozed(seconds, outcome.reason[:_LONGEST_REASON]))
        elif isinstance(outcome, Halt):
            self._gate.halt()
            self._tell(Halted(outcome.after.total_seconds(), outcome.reason[:_LONGEST_REASON]))

    def _drop(self, job: int, why: Drop, event: str) -> None:
        hand = self._hands.by_job(job)
        if hand is not None and self._hands.drop(hand, why):
            self._log.event(event, job=job)
