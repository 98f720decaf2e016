"""Habits: what an author means by a form that can be read in two ways, once a stated count has shown it.

"*…* rép. 6 fois" is six turns or seven, "2 ms dans la même m" works the next stitch or again the last one. An author
means one and keeps to it, so that what one line has shown holds for those after it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.following.below import Below, Fit
from patrond.crochet.following.fit import agrees, fits
from patrond.crochet.grammar.steps import Count, Doubt, Group, Instructions, Join, Place, Work
from patrond.crochet.stitches import Kind

Habits = frozenset[Doubt]
"""Doubts that are settled: the likelier reading was borne out."""

_SETTLE = frozenset({Doubt.AGAIN, Doubt.SAME, Doubt.EVERY, Doubt.SKIP, Doubt.LAST, Doubt.SLIP})
_COMPARED = frozenset({Doubt.AGAIN, Doubt.SLIP})  # of the others an author may mean now one, now the other
_OUTWEIGHS = 2  # lines that show one reading, for each that shows the other
_KEPT = 1024


@lru_cache(maxsize=_KEPT)
def in_habit(instructions: Instructions, settled: Habits) -> Instructions:
    """The same without the doubts that are settled."""
    if Doubt.JOINS in settled and Doubt.SLIP in instructions.doubts:
        instructions = _closed(instructions)
    known = _may_settle(instructions) & settled
    return replace(instructions, doubts=instructions.doubts - known) if known else instructions


def _closed(instructions: Instructions) -> Instructions:
    """The same with its last slip stitch as the join that it is."""
    steps = list(instructions.steps)
    at = max(index for index, step in enumerate(steps) if isinstance(step, Work) and step.stitch.kind is Kind.SLIP)
    steps[at] = Join()
    return replace(instructions, steps=tuple(steps), doubts=instructions.doubts - {Doubt.SLIP})


class Evidence(NamedTuple):
    """The doubts of a line for whose likelier reading its stated count speaks, and those against which it does."""

    settled: Habits = frozenset()
    against: Habits = frozenset()


def shown(instructions: Instructions, below: Below, counts: tuple[Count, ...]) -> Evidence:
    """What the stated count of a line shows: one reading of a doubt agrees with it, and the other does not."""
    doubts = _may_settle(instructions) & _SETTLE
    if not counts or not doubts:
        return Evidence()
    every = _agreeing(fits(instructions, below), counts)
    likelier = {doubt: _likelier(instructions, doubt, below, counts) for doubt in doubts}
    return Evidence(
        frozenset(doubt for doubt, agreeing in likelier.items() if 0 < agreeing == every),
        frozenset(doubt for doubt, agreeing in likelier.items() if 0 == agreeing < every) & _COMPARED,
    )


def _may_settle(instructions: Instructions) -> frozenset[Doubt]:
    """Its doubts, but for that of "3 tr into first st": what it means hangs each time on the chain before it."""
    first = Doubt.SAME in instructions.doubts and any(
        isinstance(step, (Work, Group)) and step.place is Place.FIRST for step in instructions.steps
    )
    return instructions.doubts - {Doubt.SAME} if first else instructions.doubts


def _likelier(instructions: Instructions, doubt: Doubt, below: Below, counts: tuple[Count, ...]) -> int:
    return _agreeing(fits(in_habit(instructions, frozenset({doubt})), below), counts)


def _agreeing(found: Iterable[Fit], counts: tuple[Count, ...]) -> int:
    return sum(fit.holds and agrees(fit.made, counts) for fit in found)


def now_settled(told: Evidence, borne: Mapping[Doubt, int], against: Mapping[Doubt, int]) -> Habits:
    """The habits that a line settles; that a last slip stitch is no join takes two lines, and none that joins."""
    if Doubt.SLIP not in told.settled or (borne.get(Doubt.SLIP, 0) and not against.get(Doubt.SLIP, 0)):
        return told.settled
    return told.settled - {Doubt.SLIP}


def outweighed(borne: Mapping[Doubt, int], against: Mapping[Doubt, int]) -> Habits:
    """Habits that so many lines bear out that those which speak against them are slips, even where they came first."""
    joining, others = against.get(Doubt.SLIP, 0), borne.get(Doubt.SLIP, 0)
    joins = frozenset({Doubt.JOINS}) if joining >= _OUTWEIGHS * others > 0 else frozenset()
    return joins | frozenset(
        doubt
        for doubt, lines in against.items()
        if doubt is not Doubt.SLIP and borne.get(doubt, 0) >= _OUTWEIGHS * lines > 0
    )
