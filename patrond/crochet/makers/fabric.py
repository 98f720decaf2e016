"""How lines start and end in each stitch: spiral, joined rounds, turned rows; their height in chains."""

import math

from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.moves import Foundation, InChain, Join, Loop, Ring, Rise, Step, Work
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.shaping import alternate, change, counted, flat
from patrond.crochet.pattern import Worked
from patrond.crochet.stitches import stitch

RING = {"sc": 6, "hdc": 8, "dc": 12}
"""Stitches in the magic ring, and increases per round of a flat circle: 2 pi x height / width of the stitch."""

_HARMLESS = 1.10  # so much more than lies flat does not show
_RIBS = {"sc": ("fphdc", "bphdc"), "hdc": ("fphdc", "bphdc"), "dc": ("fpdc", "bpdc")}
COUNTING = frozenset({"dc"})
"""Stitches whose starting chain stands for the first of them; lower chains do not count: edges stay straight."""


def around(steps: tuple[Step, ...], main: str, worked: Worked) -> tuple[Step, ...]:
    """A whole round of ``main`` stitches: as it is in a spiral, else with its starting chain and its join."""
    if worked is Worked.SPIRAL:
        return steps
    chains = stitch(main).chains
    if main in COUNTING:
        return (*counted(steps, main, chains), Join(chains))
    return (Rise(chains), *steps, Join())


def across(steps: tuple[Step, ...], main: str) -> tuple[Step, ...]:
    """A whole row of ``main`` stitches, with its turn and turning chain."""
    chains = stitch(main).chains
    if main in COUNTING:
        return counted(steps, main, chains, turn=True)
    return (Rise(chains, turn=True), *steps)


def start_flat(piece: PieceDraft, number: int, main: str) -> None:
    """Foundation chain and first row of ``number`` stitches: chains = W + h - c (docs/crochet.md)."""
    chains = stitch(main).chains
    counting = main in COUNTING
    piece.foundation(Foundation(number + chains - counting))
    piece.line(InChain(main, chains + 1, counting), Work(main, number - 1 - counting))


def rib(number: int, main: str, *, simple: bool = False) -> tuple[Step, ...]:
    """A ribbed line on an even number of stitches: posts from front and back in turn, in columns that stretch.

    ``simple``: by the back loops of the main stitch, which a beginner can do; its ridges lie across.
    """
    if simple:
        return flat(number, main, Loop.BACK)
    front, back = _RIBS[main]
    # The chain that stands for the first stitch lies at the back: the first column is a back one.
    return alternate(back, front, number // 2) if main in COUNTING else alternate(front, back, number // 2)


def ribbed_around(number: int, main: str, worked: Worked, *, simple: bool = False) -> tuple[Step, ...]:
    """A whole round of ribbing."""
    return around(rib(number, main, simple=simple), main, worked)


def ribbed_across(number: int, main: str, *, simple: bool = False) -> tuple[Step, ...]:
    """A whole row of ribbing; over single crochet it is as high as half double crochet, and rises so."""
    steps = rib(number, main, simple=simple)
    return (Rise(2, turn=True), *steps) if main == "sc" and not simple else across(steps, main)


def circle(p: Plan, piece: PieceDraft, main: str, total: int) -> None:
    """A flat circle; its last round is uneven, since a multiple of the ring would miss the measure by up to 22 %."""
    ring = min(_ring(p, main), total)
    piece.line(*around((Ring(main, ring),), main, piece.worked))
    count = ring
    while count < total:
        after = min(count + ring, total)
        staggered = piece.number % 2 == 0
        piece.line(*around(change(count, after, main, staggered=staggered), main, piece.worked))
        count = after


def _ring(p: Plan, main: str) -> int:
    """Stitches of the ring, and of each round's growth: the usual number, or fewer where low rows would ruffle."""
    flat = 2 * math.pi * p.unit_height * stitch(main).height / p.width
    return min(RING[main], math.floor(_HARMLESS * math.ceil(flat)))
