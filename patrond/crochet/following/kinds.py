"""How many stitches of one kind a line makes: "60 htr" at the end of a row of htr and dc counts the htr alone.

>>> from patrond.crochet.following.below import Below
>>> from patrond.crochet.following.tally import Tally
>>> from patrond.crochet.grammar.lines import read_line
>>> from patrond.crochet.grammar.tokens import Lexicon
>>> from patrond.crochet.pattern import Terms
>>> row = read_line("2 ms, 10 br, 2 ms", Lexicon.of(Terms.FR))
>>> [fit.made.stitches for fit in agreeing_by_kind(row, Below((Tally(14),)), Count(10, stitch="dc"))]
[14]
"""

from dataclasses import replace
from functools import lru_cache

from patrond.crochet.following.below import Below, Fit
from patrond.crochet.following.fit import fits
from patrond.crochet.grammar.steps import Count, FromHook, Group, Instructions, Mixed, Repeat, Step, Work
from patrond.crochet.stitches import STITCHES

_KEPT = 512


@lru_cache(maxsize=_KEPT)
def of_one_kind(instructions: Instructions) -> bool:
    """Whether all that it works is one plain stitch, or made of it, beside chains and slip stitches."""
    worked = [STITCHES[name] for name in instructions.stitches if name in STITCHES]
    return len({each.base for each in worked if each.height > 0}) == 1


def agreeing_by_kind(instructions: Instructions, below: Below, count: Count) -> tuple[Fit, ...]:
    """The readings that hold and make so many of the stitch that the count names; none where all are of that kind."""
    if not count.stitch or of_one_kind(instructions):
        return ()
    alone = fits(_only(instructions, count.stitch), below)
    whole = fits(instructions, below)
    return tuple(
        fit
        for fit, kind in zip(whole, alone, strict=False)
        if fit.holds and kind.holds and kind.used == fit.used and count.number in kind.made.totals
    )


@lru_cache(maxsize=_KEPT)
def _only(instructions: Instructions, base: str) -> Instructions:
    """The same work, of which only the stitches of that kind are laid down."""
    return replace(instructions, steps=tuple(_laid(step, base) for step in instructions.steps))


def _laid(step: Step, base: str) -> Step:
    match step:
        case Work(stitch) | FromHook(stitch) if stitch.base != base:
            return replace(step, stitch=replace(stitch, produced=0, row=()))
        case Repeat(steps) | Group(steps):
            return replace(step, steps=tuple(_laid(inner, base) for inner in steps))
        case Mixed(parts):
            laid = (_laid(part, base) for part in parts)
            return replace(step, parts=tuple(part for part in laid if isinstance(part, (Work, Group))))
    return step
