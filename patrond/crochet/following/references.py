"""The lines that a line stands for: itself, or those that it refers to ("répéter les rangs 2 et 3")."""

from functools import lru_cache

from patrond.crochet.following.walk import Walk
from patrond.crochet.grammar.steps import Instructions, Join, Note, Refer, Step, Turn

MOST_TURNS = 3000
"""Turns of one line that are worked; a plain one settles after the first anyway."""

_MOST_LOOKED_UP = 10_000  # lines that all references of a piece stand for: each may name all before it
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def real_steps(instructions: Instructions) -> tuple[Step, ...]:
    """Its steps without what stands beside them."""
    return tuple(step for step in instructions.steps if not isinstance(step, Note | Turn | Join))


def bodies_of(walk: Walk, instructions: Instructions) -> tuple[tuple[Instructions, ...], str]:
    """The lines that a line stands for: itself, or those it refers to; and the number it refers to in vain."""
    real = real_steps(instructions)
    if len(real) != 1 or not isinstance(real[0], Refer):
        return (instructions,), ""
    refer = real[0]
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
