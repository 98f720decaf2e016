"""Whether a line fits the line below: what it uses of it, what it makes, in every reading that holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.effort import MOST_OF_LINE, Effort, Exhausted
from patrond.crochet.following.below import LONGEST_RING, Below, Fit
from patrond.crochet.following.lace import by_hand, needs_hands
from patrond.crochet.following.leads import chain_doubts
from patrond.crochet.following.manners import manner
from patrond.crochet.following.readings import Reading, readings
from patrond.crochet.following.tally import (
    Span,
    Tally,
    Uncountable,
    measure,
)
from patrond.crochet.following.traits import traits
from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Count,
    Counted,
    FromHook,
    Instructions,
    OtherSide,
    Place,
    Work,
)
from patrond.crochet.stitches import STITCHES

_KEPT = 4096  # rounds repeat each other, within a pattern and from one to the next
_BEGUN, _SUMMED, _COMPARED = 8, 2, 2  # units of effort: of a reading, of each step in it, of each count below
_MOST_STITCHES = 1_000_000  # of a line that is counted: rounds that double forty times are nobody's work


class Fitted(NamedTuple):
    """Every reading of a line on the line below, and what it took to find them."""

    fits: tuple[Fit, ...]
    effort: int


def fits(instructions: Instructions, below: Below) -> tuple[Fit, ...]:
    """Every reading of the line on the line below, most likely first; empty where it cannot be counted."""
    return fitted(instructions, below).fits


@lru_cache(maxsize=_KEPT)
def fitted(instructions: Instructions, below: Below) -> Fitted:
    """The same with its effort; empty as well where that is more than one line may take."""
    if any(there.stitches > _MOST_STITCHES for there in below.options):
        return Fitted((), 1)
    effort = Effort(MOST_OF_LINE)
    try:
        return Fitted(_fits(instructions, below, effort), effort.spent)
    except Exhausted:
        return Fitted((), effort.spent)


def _fits(instructions: Instructions, below: Below, effort: Effort) -> tuple[Fit, ...]:
    found = list(by_hand(instructions, below, effort)) if needs_hands(instructions, below) else []
    if any(fit.holds for fit in found):
        return tuple(dict.fromkeys(found))
    every = readings(*chain_doubts(instructions, manner(instructions).lead))
    effort.spend(len(every))
    each = summing(instructions) + _COMPARED * len(below.options)
    for reading in every:
        effort.spend(each)
        try:
            some = _on(instructions, below, reading)
            found.extend(fit._replace(far=True) for fit in some) if reading.in_one or reading.listed else found.extend(
                some
            )
        except Uncountable:
            continue
    return tuple(found)


def summing(instructions: Instructions) -> int:
    """What it takes to sum a line in one reading."""
    return _BEGUN + _SUMMED * traits(instructions).size


def _on(instructions: Instructions, below: Below, reading: Reading) -> Iterator[Fit]:
    begins = traits(instructions).ring
    if below.ring and below.chain and not begins:
        yield from _on_chain_ring(instructions, below, reading)
        return
    ring = begins or below.ring
    span = measure(instructions, reading, in_ring=ring)
    if below.chain and not ring:
        yield from _on_chain(instructions, span, below)
    elif below.options and not ring:
        for there in below.options:
            yield from _on_line(instructions, span, there)
    elif span.per_turn is None:
        yield Fit(True, span.used, span.used, span.made, yarn=span.yarn)


def _on_line(instructions: Instructions, span: Span, there: Tally) -> Iterator[Fit]:
    partial = traits(instructions).leaves
    for have, per_turn, need in _comparisons(span, there):
        yield _solve(span, have, per_turn, need, partial=partial)


def _comparisons(span: Span, there: Tally) -> Iterator[tuple[int, int, int]]:
    """What is used, used per turn, and there: by stitches, with each chain, with each space, by spaces alone."""
    turn = span.per_turn or Span()
    both, both_turn = span.used + span.spaces, turn.used + turn.spaces
    if not span.spaces and not turn.spaces:
        yield span.used, turn.used, there.stitches
        if there.chains:
            yield span.used, turn.used, there.stitches + there.chains
            yield span.used, turn.used, there.stitches + there.spaces
        return
    by_spaces = (span.spaces, turn.spaces, there.spaces)
    if not span.used and not turn.used:
        yield by_spaces  # "3 ms dans chaque arceau": nothing goes into the stitches between
    yield both, both_turn, there.stitches + there.spaces
    yield both, both_turn, there.stitches + there.chains
    if span.used or turn.used:
        yield by_spaces


def _solve(span: Span, have: int, per_turn: int, need: int, *, partial: bool) -> Fit:
    """Whether ``have`` stitches, and as many turns of the flexible step as there is room for, use up ``need``."""
    if span.per_turn is None:
        return Fit(have == need or (partial and have <= need), have, need, span.made, yarn=span.yarn)
    left = 0 if span.after else span.keep  # "to the last 3", and nothing said of those three
    rest = need - have - left
    turns, over = divmod(rest, per_turn) if rest >= 0 and per_turn else (0, 1)
    if over and not span.uneven:
        return Fit(False, have + left, need, span.made, per_turn)
    made = span.made.plus(span.per_turn.made, turns)
    if over:
        made = made.plus(Tally(over))
    yarn = span.yarn + turns * span.per_turn.yarn
    holds = not span.keep or span.after in (0, span.keep)
    return Fit(holds, need - left, need, made, per_turn, yarn)


def _on_chain(instructions: Instructions, span: Span, below: Below) -> Iterator[Fit]:
    """A first row on a chain. With its place said ("dans la 2e ml") the sum is exact; else chains may be skipped."""
    lead = manner(instructions).lead
    hook = traits(instructions).hook
    per_turn = span.per_turn.used if span.per_turn else 0
    for length in [below.chain] if lead is None else [below.chain, below.chain + lead.number]:
        needs = [length] if hook else [length - skipped for skipped in range(_tallest(instructions) + 1)]
        if _goes_round(instructions):
            needs += _both_sides(length, hook)
        for need in needs:
            if need > 0:
                yield _solve(span, span.used, per_turn, need, partial=False)


def _both_sides(length: int, hook: FromHook | None) -> list[int]:
    """What an oval uses of its chain: of L loops L and, back along them, all but the far end's, which is worked once.

    The first loop is worked again at the end, but perhaps not where several stitches were put into it at the start.
    """
    skipped = hook.nth - 1 if hook is not None else 1
    loops = length - skipped
    around = 2 * loops - 1
    if hook is None:
        return [around, around - 1]
    several = hook.number * hook.stitch.produced >= 2
    return [around + skipped - 1, around + skipped] if several else [around + skipped]


def _goes_round(instructions: Instructions) -> bool:
    """Three or more stitches in one end of the chain turn the corner of an oval, or the other side is named."""
    if any(isinstance(step, OtherSide) for step in instructions.steps):
        return True
    ends = (Place.ONE, Place.TOP)
    return any(isinstance(step, Work) and step.place in ends and step.number >= 3 for step in instructions.steps)


def _tallest(instructions: Instructions) -> int:
    heights = [STITCHES[name].chains for name in instructions.stitches if name in STITCHES and name != "ch"]
    return max(heights, default=1)


def _on_chain_ring(instructions: Instructions, below: Below, reading: Reading) -> Iterator[Fit]:
    """A first round on a closed chain: into each of its chains, or, where it is short, into the ring."""
    along = measure(instructions, reading, in_ring=False)
    per_turn = along.per_turn.used if along.per_turn else 0
    yield _solve(along, along.used, per_turn, below.chain, partial=False)
    if below.chain < LONGEST_RING and along.per_turn is None:
        inside = measure(instructions, reading, in_ring=True)
        yield Fit(True, inside.used, inside.used, inside.made, yarn=inside.yarn)


def agrees(made: Tally, counts: tuple[Count, ...]) -> bool:
    """Whether a line that was made is what the stated counts say; of groups, where they were followed."""
    if len(counts) == 1 and counts[0].of is Counted.STITCHES:
        number = counts[0].number
        return number == made.stitches or number in made.totals
    stated: dict[Counted, int] = {}
    for number, of, _ in counts:
        stated[of] = stated.get(of, 0) + number
    if _turning_chain_apart(made, stated):
        return True
    apart = Counted.GROUPS in stated
    return all(number in _counted(made, of, apart) for of, number in stated.items() if _is_known(made, of))


def _turning_chain_apart(made: Tally, stated: Mapping[Counted, int]) -> bool:
    """ "12 tr + 3 ch": the turning chain that counts is told apart."""
    told = stated.get(Counted.STITCHES, 0) + 1 == made.stitches and not made.chains and not stated.get(Counted.SPACES)
    return told and 2 <= stated.get(Counted.CHAINS, 0) <= LONGEST_TURNING


def _is_known(made: Tally, of: Counted) -> bool:
    """Whether a line was followed closely enough to tell so many of a kind."""
    return bool(made.groups) if of is Counted.GROUPS else of is not Counted.CORNERS


def _counted(made: Tally, of: Counted, apart: bool) -> frozenset[int]:
    """The numbers that may be stated of a kind: all, or those of one size; ``apart``: as in "5 shells, 6 sc"."""
    match of:
        case Counted.STITCHES:
            return frozenset({made.stitches, made.stitches - sum(made.groups)} if apart else {made.stitches})
        case Counted.CHAINS:
            return frozenset({made.chains})
        case Counted.SPACES:
            return frozenset({made.spaces, *Counter(anchor for anchor in made.row if anchor < 0).values()})
    return frozenset({len(made.groups), *Counter(made.groups).values()})
