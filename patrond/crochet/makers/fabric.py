"""How lines start and end in each stitch: spiral, joined rounds, turned rows; their height in chains."""

from patrond.crochet.drafting import PieceDraft
from patrond.crochet.moves import Foundation, InChain, Join, Loop, Rise, Step, Work
from patrond.crochet.pattern import Worked
from patrond.crochet.shaping import alternate, counted, flat
from patrond.crochet.stitches import stitch

RING = {"sc": 6, "hdc": 8, "dc": 12}
"""Stitches in the magic ring, and increases per round of a flat circle: 2 pi x height / width of the stitch."""

_RIBS = {"hdc": ("fphdc", "bphdc"), "dc": ("fpdc", "bpdc")}
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


def rib(number: int, main: str) -> tuple[Step, ...]:
    """A ribbed line on an even number of stitches; single crochet ribs by its back loops."""
    if main in _RIBS:
        front, back = _RIBS[main]
        return alternate(back, front, number // 2) if main in COUNTING else alternate(front, back, number // 2)
    return flat(number, main, Loop.BACK)
