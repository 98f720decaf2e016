"""How a line begins and ends: its turning chain and the stitch beside it, whether it turns, whether it is closed.

Worked out once for each line that was read, and kept: a pattern works most of its lines in a few manners.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.following.leads import turning_chain
from patrond.crochet.grammar.steps import (
    Chain,
    Doubt,
    Group,
    Instructions,
    Join,
    Note,
    Refer,
    Repeat,
    Step,
    Turn,
    Unknown,
    Work,
)
from patrond.crochet.stitches import Stitch


class Manner(NamedTuple):
    """``lead`` is the turning chain, ``beside`` the stitch after it (or the first), ``trailing`` the next line's chain.

    ``joins``: it says that the round is closed; ``refers``: it is worked as another line, whatever that one says;
    ``remarks``: it holds words that count nothing, or are not understood.
    """

    lead: Chain | None
    beside: Stitch | None
    trailing: Chain | None
    works: bool
    turns: bool
    joins: bool
    refers: bool
    remarks: bool


@lru_cache(maxsize=4096)
def manner(instructions: Instructions) -> Manner:
    """How a line begins and ends."""
    steps = instructions.steps
    kinds = set(map(type, steps))
    lead = turning_chain(steps) if Chain in kinds else None
    return Manner(
        lead=lead,
        beside=_first_stitch(steps, lead),
        trailing=_chain_at_end(steps) if Chain in kinds and instructions.understood else None,
        works=not kinds.isdisjoint((Work, Repeat, Group)),
        turns=Turn in kinds,
        joins=Join in kinds or Doubt.SLIP in instructions.doubts,
        refers=Refer in kinds,
        remarks=not kinds.isdisjoint((Note, Unknown)),
    )


def _first_stitch(steps: Iterable[Step], lead: Chain | None) -> Stitch | None:
    """The stitch that stands beside the turning chain."""
    for step in steps:
        if step is lead or isinstance(step, (Note, Turn, Join)):
            continue
        if isinstance(step, Work):
            return step.stitch
        return _first_stitch(step.steps, lead) if isinstance(step, (Repeat, Group)) else None
    return None


def _chain_at_end(steps: tuple[Step, ...]) -> Chain | None:
    """ "…, 1 ml, tourner", "…, 1 mc, 2 ml": the chain of the next line."""
    real = [step for step in steps if not isinstance(step, Note)]
    turned = bool(real) and isinstance(real[-1], Turn)
    at = len(real) - 2 if turned else len(real) - 1
    last = real[at] if at > 0 else None
    if not isinstance(last, Chain):
        return None
    return last if turned or isinstance(real[at - 1], (Join, Turn)) else None
