"""Increases and decreases spread evenly: the sums hold for every pair of counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrond.crochet.makers.moves import InSame, Rise, Step, Times, Work, consumed, produced
from patrond.crochet.makers.notation import Notation
from patrond.crochet.makers.shaping import alternate, change, counted, scatter
from patrond.crochet.pattern import Terms

counts = st.integers(min_value=1, max_value=400)


def runs(steps: tuple[Step, ...]) -> list[int]:
    """Plain stitches before each shaping, one after the other."""
    found, run = [], 0
    for step in flattened(steps):
        assert isinstance(step, Work)
        if step.id in ("inc", "dec"):
            found += [run] + [0] * (step.number - 1)
            run = 0
        else:
            run += step.number
    return [*found[1:], found[0] + run] if found else []


def flattened(steps: tuple[Step, ...]) -> list[Step]:
    flat: list[Step] = []
    for step in steps:
        flat += flattened(step.steps) * step.number if isinstance(step, Times) else [step]
    return flat


@given(before=counts, after=counts, staggered=st.booleans())
def test_a_change_uses_what_is_there_and_makes_what_is_wanted(before: int, after: int, staggered: bool) -> None:
    if after > 2 * before or 2 * after < before:
        with pytest.raises(ValueError, match="in one line"):
            change(before, after, staggered=staggered)
        return

    steps = change(before, after, staggered=staggered)

    assert (consumed(steps), produced(steps)) == (before, after)


@given(before=counts, after=counts, staggered=st.booleans())
def test_shapings_are_spread_to_within_two_stitches(before: int, after: int, staggered: bool) -> None:
    if before == after or after > 2 * before or 2 * after < before:
        return

    gaps = runs(change(before, after, staggered=staggered))

    assert len(gaps) == abs(after - before)
    assert max(gaps) - min(gaps) <= 2


@given(before=st.integers(min_value=2, max_value=300), more=st.integers(min_value=0, max_value=300))
def test_a_counting_chain_changes_no_count(before: int, more: int) -> None:
    after = before + min(more, before)
    plain = change(before, after, "dc")

    steps = counted(plain, "dc", 3)

    assert (consumed(steps), produced(steps)) == (before, after)
    assert isinstance(steps[0], Rise)


def test_a_counting_chain_before_an_increase_is_its_first_half() -> None:
    steps = counted((Work("inc", 12, None, "dc"),), "dc", 3)

    assert steps[1] == InSame("dc")
    assert Notation(Terms.US).line(steps) == "ch 3 (counts as 1 dc), 1 dc in same st, 11 inc"


def test_a_decrease_cannot_be_a_chain() -> None:
    with pytest.raises(ValueError, match="counting chain"):
        counted((Work("dec"), Work("dc", 4)), "dc", 3)


@given(total=st.integers(min_value=2, max_value=300), number=st.integers(min_value=1, max_value=60))
def test_scattered_stitches_keep_the_count(total: int, number: int) -> None:
    number = min(number, total)

    steps = scatter(total, "bobble", number, "sc")

    assert (consumed(steps), produced(steps)) == (total, total)
    assert sum(step.number for step in flattened(steps) if isinstance(step, Work) and step.id == "bobble") == number


def test_two_stitches_in_turn_make_pairs() -> None:
    assert Notation(Terms.FR).line(alternate("fpdc", "bpdc", 36)) == "(1 brav, 1 brar) x 36"
