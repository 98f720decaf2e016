"""The account of calls that the chaos run rests on finds each way in which it can be wrong."""

import pytest

from support.paid_calls import GRACE, Attempt, Death, PaidCall, balance

WORKER, OTHER = 71, 72


def stored(calls: int, *ids: int, pid: int = WORKER, outcome: str = "completed") -> Attempt:
    return Attempt(5, pid, outcome, calls, frozenset(ids))


def crashed(pid: int = WORKER) -> Attempt:
    return Attempt(5, pid, "crashed", 0, frozenset())


def call(number: int, began: float, ended: float) -> PaidCall:
    return PaidCall(number, 5, began, ended)


def died(*moments: float) -> list[Death]:
    return [Death(killed=at, seen=at) for at in moments]


def test_a_call_in_flight_at_a_death_and_its_repeat_are_accounted_for() -> None:
    account = balance([call(1, 10, 11), call(2, 12, 13)], [crashed(), stored(1, 2, pid=OTHER)], {WORKER: died(11.0)})

    assert (account.stored, account.in_flight, account.faults) == (1, 1, [])


def test_a_draft_answered_and_its_repair_in_flight_are_both_lost_with_their_worker() -> None:
    account = balance([call(1, 10, 11), call(2, 11.2, 13)], [crashed()], {WORKER: died(2.0, 13.0)})

    assert (account.stored, account.in_flight, account.faults) == (0, 2, [])


def test_how_long_a_lost_answer_had_been_there_is_told() -> None:
    account = balance([call(1, 10, 11)], [crashed()], {WORKER: died(11.4)})

    assert account.oldest_lost == pytest.approx(0.4)
    assert account.faults == []


def test_a_call_that_two_crashes_may_have_cut_was_cut_by_the_first() -> None:
    deaths = {WORKER: died(11.0), OTHER: died(14.0)}

    account = balance([call(1, 10, 11)], [crashed(), crashed(OTHER)], deaths)

    assert (account.in_flight, account.oldest_lost, account.faults) == (1, 0.0, [])


def test_whoever_looks_late_makes_no_answer_older() -> None:
    account = balance([call(1, 10, 11)], [crashed()], {WORKER: [Death(killed=11.2, seen=11.0 + 2 * GRACE)]})

    assert account.faults == []
    assert account.oldest_lost == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("calls", "attempts", "deaths"),
    [
        pytest.param([call(1, 10, 11), call(2, 12, 13)], [stored(1, 2)], {}, id="a call that nobody stored"),
        pytest.param([call(1, 10, 11)], [], {}, id="a call without an attempt"),
        pytest.param([call(1, 10, 11)], [stored(2, 1)], {}, id="an attempt that claims a call too many"),
        pytest.param([], [stored(1)], {}, id="an attempt that claims a call that was not made"),
        pytest.param([call(1, 10, 11)], [stored(1, 2)], {}, id="an attempt with another's request id"),
        pytest.param([call(1, 10, 11)], [crashed()], {}, id="a crash of a worker that lives"),
        pytest.param([call(1, 10, 11)], [crashed()], {WORKER: died(8.0)}, id="a call begun by a dead worker"),
        pytest.param([call(1, 10, 11)], [crashed()], {WORKER: died(11 + GRACE + 1)}, id="an answer lost that was old"),
        pytest.param(
            [call(1, 10, 11), call(2, 12, 13), call(3, 14, 15)], [crashed()], {WORKER: died(15.0)},
            id="a third call in one attempt",
        ),
        pytest.param(
            [call(1, 10, 14), call(2, 12, 13)], [crashed(), stored(1, 2, pid=OTHER)], {WORKER: died(14.0)},
            id="two owners at once",
        ),
    ],
)  # fmt: skip
def test_what_fits_nowhere_is_a_fault(
    calls: list[PaidCall], attempts: list[Attempt], deaths: dict[int, list[Death]]
) -> None:
    account = balance(calls, attempts, deaths)

    assert account.faults != []
