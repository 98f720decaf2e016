"""Habits: what an author means by a form that can be read in two ways, once a stated count has shown it.

"*…* rép. 6 fois" is six turns or seven, "2 ms dans la même m" works the next stitch or again the last one. An author
means one and keeps to it, so that what one line has shown holds for those after it.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from patrond.crochet.following.below import Below, Fit
from patrond.crochet.following.fit import agrees, fits
from patrond.crochet.grammar.steps import Count, Doubt, Instructions

Habits = frozenset[Doubt]
"""Doubts that are settled: the likelier reading was borne out."""

_SETTLE = frozenset({Doubt.AGAIN, Doubt.SAME, Doubt.EVERY, Doubt.SKIP})
_KEPT = 1024


@lru_cache(maxsize=_KEPT)
def in_habit(instructions: Instructions, settled: Habits) -> Instructions:
    """The same without the doubts that are settled."""
    if instructions.doubts.isdisjoint(settled):
        return instructions
    return replace(instructions, doubts=instructions.doubts - settled)


def shown(instructions: Instructions, below: Below, counts: tuple[Count, ...]) -> Habits:
    """The doubts of a line that its stated count settles: the likelier reading agrees, and the other does not."""
    doubts = instructions.doubts & _SETTLE
    if not counts or not doubts:
        return frozenset()
    every = _agreeing(fits(instructions, below), counts)
    return frozenset(doubt for doubt in doubts if _settles(instructions, doubt, below, counts, every))


def _settles(instructions: Instructions, doubt: Doubt, below: Below, counts: tuple[Count, ...], every: int) -> bool:
    likelier = _agreeing(fits(in_habit(instructions, frozenset({doubt})), below), counts)
    return likelier > 0 and likelier == every


def _agreeing(found: Iterable[Fit], counts: tuple[Count, ...]) -> int:
    return sum(fit.holds and agrees(fit.made, counts) for fit in found)
