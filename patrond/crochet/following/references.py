"""The lines that a line stands for: itself, or those that it refers to ("répéter les rangs 2 et 3")."""

from patrond.crochet.following.traits import traits
from patrond.crochet.following.walk import Walk
from patrond.crochet.grammar.steps import Instructions, Join, Note, Refer, Turn

MOST_TURNS = 3000
"""Turns of one line that are worked; a plain one settles after the first anyway."""

_MOST_LOOKED_UP = 10_000  # lines that all references of a piece stand for: each may name all before it


def _reference(instructions: Instructions) -> Refer | None:
    """What the line refers to, where it does nothing else."""
    if not traits(instructions).manner.refers:
        return None
    real = [step for step in instructions.steps if not isinstance(step, (Note, Turn, Join))]
    return real[0] if len(real) == 1 and isinstance(real[0], Refer) else None


def bodies_of(walk: Walk, instructions: Instructions) -> tuple[tuple[Instructions, ...], str]:
    """The lines that a line stands for: itself, or those it refers to; and the number it refers to in vain."""
    refer = _reference(instructions)
    if refer is None:
        return (instructions,), ""
    first, last = (refer.first, refer.last) if refer.first else (walk.worked, walk.worked)
    numbers = range(first, min(last, first + MOST_TURNS) + 1)
    walk.looked_up += len(numbers)
    if walk.looked_up > _MOST_LOOKED_UP:
        return (instructions,), ""
    found = [walk.bodies.get(number) for number in numbers]
    bodies = tuple(body for body in found if body is not None)
    if len(bodies) < len(found) or not bodies:
        ahead = len(instructions.steps) == 1 and bool(walk.bodies) and last > walk.number
        return (instructions,), str(last) if ahead and not walk.open_numbering else ""
    return bodies * min(max(refer.times or 1, 1), -(-MOST_TURNS // len(bodies))), ""
