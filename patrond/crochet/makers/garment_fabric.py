"""The rows of garments: plain, or in two stitches taken in turn; narrowed at one end or at both."""

from patrond.crochet.makers.fabric import across
from patrond.crochet.makers.moves import Loop, Rise, Step, Work
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.shaping import alternate, flat
from patrond.crochet.pattern import Level

GRAIN_ROW = 1.55  # single and double crochet in turn: (1 + 2.1) / 2


def is_grain(p: Plan) -> bool:
    """Whether the fabric is two stitches in turn, which even counts keep straight."""
    return p.level is Level.ADVANCED and p.main == "hdc"


def stitches(p: Plan, number: int) -> tuple[Step, ...]:
    """The stitches of a row of the fabric, without its turn."""
    if is_grain(p):
        pairs = alternate("sc", "dc", number // 2)
        return (*pairs, Work("sc")) if number % 2 else pairs
    return flat(number, p.main, Loop.BACK if p.level is Level.ADVANCED and p.main == "sc" else None)


def row(p: Plan, number: int) -> tuple[Step, ...]:
    """A straight row."""
    return turned(p, stitches(p, number))


def turned(p: Plan, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A row with its turn and turning chain."""
    return (Rise(1, turn=True), *steps) if is_grain(p) else across(steps, p.main)


def narrowed(p: Plan, number: int, first: int, last: int) -> tuple[Step, ...]:
    """A row on ``number`` stitches that loses some at its first and last end, one stitch in from the edge."""
    edge = Work("sc" if is_grain(p) else p.main)
    inner = number - 2 * (first + last) - bool(first) - bool(last)
    steps: tuple[Step, ...] = stitches(p, inner) if inner else ()
    if first:
        steps = (edge, Work("dec", first, None, p.main), *steps)
    if last:
        steps = (*steps, Work("dec", last, None, p.main), edge)
    return turned(p, steps)
