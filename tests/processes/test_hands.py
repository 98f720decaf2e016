"""The jobs that a worker has in hand."""

# ruff: noqa: DTZ001 - the stamps of rows are naive

import asyncio
from datetime import datetime

from patrond.channel import InHand
from patrond.handlers.contract import Result
from patrond.jobs import Done, Job, JobStatus, Lease, Token
from patrond.worker.hands import Drop, Hand, Hands

NOON = datetime(2026, 11, 24, 12)


def lease(job: int = 1, seq: int = 1) -> Lease:
    row = Job(job, "probe", JobStatus.PROCESSING, 1, 3, NOON, NOON)
    return Lease(row, Token("0123456789ab", 5, seq), NOON)


async def called() -> Result:
    await asyncio.Event().wait()
    return Result(Done())


def test_a_job_keeps_its_slot_until_its_end_is_stored_but_its_deadline_only_while_it_is_called():
    async def scenario():
        hands = Hands(2, lambda: None)
        hand = Hand(lease(), 0.0, 300.0, asyncio.create_task(called()))
        hands.take(hand)
        during = hands.told()
        hand.task.cancel()
        hands.call_over(hand)
        after, free = hands.told(), hands.free
        hands.let_go(hand)
        return during, after, free, hands.free

    assert asyncio.run(scenario()) == ((InHand(1, 300.0),), (InHand(1, None),), 1, 2)


def test_a_call_is_dropped_once_and_one_that_is_over_not_at_all():
    async def scenario():
        hands = Hands(2, lambda: None)
        hand = Hand(lease(), 0.0, 300.0, asyncio.create_task(called()))
        hands.take(hand)
        return (
            hands.drop(hand, Drop.LEASE_LOST),
            hands.drop(hand, Drop.DRAIN),
            hand.dropped,
            hands.drop(Hand(lease(2), 0.0, 300.0), Drop.DRAIN),
        )

    assert asyncio.run(scenario()) == (True, False, Drop.LEASE_LOST, False)


def test_a_job_that_came_back_is_another_lease_and_the_old_one_lets_go_of_nothing():
    async def scenario():
        hands = Hands(2, lambda: None)
        old, new = Hand(lease(seq=1), 0.0, 300.0), Hand(lease(seq=2), 0.0, 300.0)
        hands.take(old)
        hands.take(new)
        hands.let_go(old)
        return hands.of(old.lease), hands.of(new.lease) is new, len(hands)

    assert asyncio.run(scenario()) == (None, True, 1)


def test_a_limit_that_was_lowered_leaves_no_negative_room():
    async def scenario():
        hands = Hands(2, lambda: None)
        for job in (1, 2):
            hands.take(Hand(lease(job), 0.0, 300.0))
        hands.limit = 1
        return hands.free

    assert asyncio.run(scenario()) == 0
