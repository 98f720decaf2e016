"""Lace: lines that go by chain spaces or by the gaps between groups, worked by hands in every reading.

>>> from patrond.crochet.grammar.lines import read_line
>>> from patrond.crochet.pattern import Terms
>>> from patrond.crochet.grammar.tokens import Lexicon
>>> line = read_line("*1 br, 1 ml, sauter 1 m* x 3", Lexicon.of(Terms.FR))
>>> worked(line, (1,) * 6, Reading(), around=True).row
(1, -1, 1, -1, 1, -1)
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from patrond.crochet.effort import Effort
from patrond.crochet.following.anchors import STITCH, Row, Under
from patrond.crochet.following.below import LONGEST_RING, Below, Fit
from patrond.crochet.following.hands import MOST_ANCHORS, Hands
from patrond.crochet.following.leads import chain_doubts
from patrond.crochet.following.manners import manner
from patrond.crochet.following.readings import Reading, readings
from patrond.crochet.following.rearranged import as_read, drop_last_slip
from patrond.crochet.following.tally import Uncountable, tally_of
from patrond.crochet.following.traits import traits
from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Chain,
    Counted,
    Doubt,
    FromHook,
    Instructions,
    Note,
    Step,
    Turn,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind

_KEPT = 4096
_BEGUN = 10  # units of effort before the first step is worked
_LAID = 8  # anchors that are laid out and told together for one


def needs_hands(instructions: Instructions, below: Below) -> bool:
    """Whether chain spaces or the gaps between groups play a part, so that sums do not tell."""
    seen = traits(instructions)
    if seen.lace or seen.spaces or seen.gaps or any(count.of is Counted.GROUPS for count in instructions.counts):
        return True
    return any(option.row or option.chains for option in below.options)


@lru_cache(maxsize=_KEPT)
def _may_stand_apart(instructions: Instructions) -> bool:
    """Whether the first chains are more than the height of the stitches, so that some may be a space beside it."""
    height = tallest(instructions)
    return any(
        (isinstance(step, Chain) and not step.beside and height < step.number <= LONGEST_TURNING)
        or (isinstance(step, FromHook) and step.nth > height + 2)
        for step in instructions.steps[:4]
    )


def by_hand(instructions: Instructions, below: Below, effort: Effort) -> Iterator[Fit]:
    """Every reading of the line as hands work it, anchor by anchor; none where they cannot.

    Raises:
        Exhausted: it takes more than may be spent on one line.
    """
    around = not below.back
    ways = _ways(instructions)
    for row in _rows(instructions, below):
        for reading in ways:
            for spaced in (True, False) if reading.chain_counts and _may_stand_apart(instructions) else (False,):
                effort.spend(_BEGUN + (len(row) // _LAID if row else 0))
                try:
                    done = worked(instructions, row, reading, around=around, spaced=spaced, effort=effort)
                except Uncountable:
                    continue
                effort.spend(len(done.row) // _LAID)
                made = tally_of(done.row, done.groups)
                yield Fit(done.holds, done.used, done.there, made, 0, done.yarn, reading.in_one, True)


@lru_cache(maxsize=_KEPT)
def _ways(instructions: Instructions) -> tuple[Reading, ...]:
    after = _after_slips(instructions)
    return readings(*chain_doubts(after, manner(after).lead))


@lru_cache(maxsize=_KEPT)
def _after_slips(instructions: Instructions) -> Instructions:
    """The line without the slip stitches that lead to its first place: its turning chain comes after them."""
    steps = instructions.steps
    while len(steps) > 1 and isinstance(step := steps[0], Work) and step.stitch.kind is Kind.SLIP:
        steps = steps[1:]
    return instructions if len(steps) == len(instructions.steps) else replace(instructions, steps=steps)


def _rows(instructions: Instructions, below: Below) -> Iterator[Row | None]:
    """The anchors of the line below, in the order in which this line meets them; chains may be worked like stitches.

    More than hands can follow are none: rounds that double forty times have a count, but no row that fits a memory.
    """
    if traits(instructions).ring or (below.ring and not below.chain):
        yield None
    elif 0 < below.chain <= MOST_ANCHORS:
        yield (STITCH,) * below.chain
        if below.ring and below.chain < LONGEST_RING:
            yield None
    for option in below.options:
        if not option.row and (option.chains or traits(instructions).in_spaces):
            continue  # it is not known where its spaces are
        if option.stitches + option.chains > MOST_ANCHORS:
            continue
        row = option.row or (STITCH,) * option.stitches
        row = row[::-1] if below.back else row
        yield row
        if option.chains and not traits(instructions).in_spaces:
            yield tuple(chain.from_iterable((STITCH,) * -anchor if anchor < 0 else (anchor,) for anchor in row))
            yield tuple(STITCH if anchor < 0 else anchor for anchor in row)


class Worked(NamedTuple):
    """A line as it was worked: ``holds`` where it uses all of the ``there`` anchors that it should, no more.

    ``row`` are the anchors it leaves, ``groups`` how many stitches went into each place that took several.
    """

    holds: bool
    used: int
    there: int
    row: Row
    groups: tuple[int, ...]
    yarn: float


def worked(
    instructions: Instructions,
    row: Row | None,
    reading: Reading,
    *,
    around: bool,
    spaced: bool = False,
    effort: Effort | None = None,
) -> Worked:
    """Works the line on ``row`` (None: in a ring) in one reading.

    ``around``: it is closed to a round; ``spaced``: a turning chain that is higher than its stitch leaves a space.

    Raises:
        Uncountable: a step is one that hands cannot follow here.
    """
    steps = as_read(instructions.steps, reading)
    if reading.slip_joins and Doubt.SLIP in instructions.doubts:
        drop_last_slip(steps)
    hands = Hands(Under(row), reading, tallest(instructions), around=around, spaced=spaced, effort=effort or Effort())
    holds = hands.work(_worked_steps(steps))
    there = hands.under.there()
    used = there - hands.under.left(hands.leaves) if holds is not None else there + 1
    return Worked(bool(holds), used, there, hands.laid.ended(around=around), tuple(hands.laid.groups), hands.yarn)


def tallest(instructions: Instructions) -> int:
    """The chains of the tallest stitch named: what a turning chain needs to be as high."""
    found = (STITCHES[name] for name in instructions.stitches if name in STITCHES)
    heights = (STITCHES.get(stitch.base, stitch).chains for stitch in found if stitch.kind is not Kind.CHAIN)
    return max(heights, default=1)


def _worked_steps(steps: list[Step]) -> list[Step]:
    """Without the turn at the end of a row, and the chain beside it: they belong to the next. A join closes on it."""
    end = len(steps)
    while end and isinstance(steps[end - 1], (Note, Turn)):
        end -= 1
    if end > 1 and isinstance(last := steps[end - 1], Chain) and last.number <= LONGEST_TURNING:
        end -= 1
    while end and isinstance(steps[end - 1], (Note, Turn)):
        end -= 1
    return steps[:end]
