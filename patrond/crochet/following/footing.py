"""What the first line of a piece stands on, if it brings that along: "Ch 21, sc in 2nd ch from hook", "Ch 5, join"."""

from dataclasses import replace
from functools import lru_cache

from patrond.crochet.following.below import Below
from patrond.crochet.following.traits import traits
from patrond.crochet.following.walk import Walk
from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Chain,
    Foundation,
    FromHook,
    Group,
    Instructions,
    Join,
    Note,
    Repeat,
    Ring,
    Work,
)

_KEPT = 4096


def begin_within(walk: Walk, instructions: Instructions) -> bool:
    """A first row may bring its own chain."""
    start = traits(instructions).chain
    if start is not None:
        walk.chain, walk.below = start.chains, Below(chain=start.chains)
    return start is not None


def with_chain(walk: Walk, instructions: Instructions) -> Instructions:
    """ "Ch 21, sc in 2nd ch from hook…" begins a piece: a foundation. "Monter 3 ml, 1 br…" later on turns."""
    if not traits(instructions).chained:
        return instructions
    steps = instructions.steps
    at, lead = next(((at, step) for at, step in enumerate(steps) if isinstance(step, (Chain, Foundation))), (-1, None))
    if isinstance(lead, Foundation):
        begun = bool(walk.below.options or walk.below.chain) or any(isinstance(step, Ring) for step in steps[:at])
        works = any(isinstance(step, (Work, Repeat, Group)) for step in steps[at:])
        if not (begun and works and lead.chains <= LONGEST_TURNING):
            return instructions
        return _with(instructions, at, Chain(lead.chains))
    if lead is None or any(not isinstance(step, Note) for step in steps[:at]):
        return instructions
    if walk.below.options or walk.below.chain:
        return instructions
    rest = steps[at + 1 :]
    if rest and isinstance(rest[0], Join) and any(isinstance(step, (Work, Repeat, Group)) for step in rest):
        walk.chain = lead.number
        walk.below = Below(chain=lead.number, ring=True)
        return _without(instructions, at + 2)
    if at or not any(isinstance(step, FromHook) for step in steps):
        return instructions
    return _with(instructions, 0, Foundation(lead.number))


@lru_cache(maxsize=_KEPT)
def _with(instructions: Instructions, at: int, chain: Chain | Foundation) -> Instructions:
    """The same with another kind of chain in that place."""
    return replace(instructions, steps=(*instructions.steps[:at], chain, *instructions.steps[at + 1 :]))


@lru_cache(maxsize=_KEPT)
def _without(instructions: Instructions, steps: int) -> Instructions:
    """ "Ch 5, join to form a ring, ch 3, 15 dc in ring": its first round, worked in the ring."""
    return replace(instructions, steps=instructions.steps[steps:])
