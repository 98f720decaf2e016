"""What a line is like by its steps alone: lace, in a ring, a short row, a bare foundation, understood or not.

Seen once for each line that was read, and kept: nearly all that judges ask of a line, they ask again.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.following.manners import Manner, manner
from patrond.crochet.grammar.steps import (
    Chain,
    Foundation,
    FromHook,
    Group,
    Instructions,
    Join,
    Mixed,
    Note,
    Partial,
    Place,
    Refer,
    Rejoin,
    Repeat,
    Ring,
    Skip,
    Step,
    Turn,
    Unknown,
    Work,
)

LONGEST_ARCH = 7  # a longer chain within a line is a strap or an underarm: each of its chains counts
_OWN_WAYS = frozenset({"shell", "vst", "cluster"})
_LACY = _OWN_WAYS | {"picot"}
_SPACES = frozenset({Place.SPACE, Place.SAME_SPACE})
_BESIDE = frozenset({Note, Turn, Join})
_BASES = frozenset({Foundation, Ring, Chain})
_BASED = _BASES | {Skip}  # "Ch 33, skip 1"
_NESTED = (Repeat, Group)
_WORKED = (Work, Repeat, Group)
_STITCHED = (*_WORKED, FromHook)


_NO_WORK = frozenset({Rejoin, Note, Join, Turn})
""" "Reprendre les explications de la tête": such a line says of what it speaks, and not what is worked."""


class Traits(NamedTuple):
    """``understood``: every word that may count was read; ``countable``: and it is no other line that it speaks of.

    ``foundation``: only a chain or a ring; ``chained``: a chain or a foundation stands in it; ``chain``: the foundation
    that it brings along; ``hook``: the first stitch into one; ``ring``: begun in a ring; ``apart``: it goes on over
    another part. ``lace``: chain spaces play a part, so that counts are a matter of custom; ``guessed``: a stitch is
    named that each pattern makes in its own way; ``midway``: it turns among
    its stitches, after which the next line may begin anywhere; ``leaves``: stitches stay unworked, nobody says how
    many; ``endless``: it repeats another line, nobody says how often.

    ``spaces``: it leaves chains among its stitches; ``gaps``: it skips stitches between groups, as shells and grannies
    do; ``in_spaces``: it names spaces to work into or to skip. ``size`` are its steps, those within others among them;
    ``manner`` is how it begins and ends.
    """

    understood: bool
    countable: bool
    foundation: bool
    chained: bool
    chain: Foundation | None
    hook: FromHook | None
    ring: bool
    lace: bool
    guessed: bool
    apart: bool
    midway: bool
    leaves: bool
    endless: bool
    spaces: bool
    gaps: bool
    in_spaces: bool
    size: int
    manner: Manner


@lru_cache(maxsize=4096)  # rounds repeat each other, within a pattern and from one to the next
def traits(instructions: Instructions) -> Traits:
    """What the line is like. What kinds of steps it holds is asked first: most traits are then out of question."""
    steps = instructions.steps
    kinds = set(map(type, steps))
    how = manner(instructions)
    nested = not kinds.isdisjoint(_NESTED)
    every = tuple(_deep(steps)) if nested else steps
    deep = set(map(type, every)) if nested else kinds
    works = [step for step in every if isinstance(step, Work)]
    names = {step.stitch.id for step in works}
    places = {step.place for step in every if isinstance(step, (Work, Group))}
    understood = not kinds <= {Note} and Unknown not in deep
    real = kinds - _BESIDE
    midway = Turn in kinds and _turns_midway(steps)
    apart = Place.APART in places and any(isinstance(step, Work) and step.place is Place.APART for step in steps)
    in_spaces = Mixed in deep or not places.isdisjoint(_SPACES)
    lacy = Chain in deep or in_spaces or not names.isdisjoint(_LACY) or (Repeat in deep and _goes_by_spaces(every))
    return Traits(
        understood=understood,
        countable=understood and Refer not in kinds and not (Rejoin in kinds and kinds <= _NO_WORK),
        foundation=not real.isdisjoint(_BASES) and real <= _BASED and (Skip not in real or isinstance(steps[-1], Skip)),
        chained=not kinds.isdisjoint((Chain, Foundation)),
        chain=next((step for step in steps if isinstance(step, Foundation)), None) if Foundation in kinds else None,
        hook=next((step for step in every if isinstance(step, FromHook)), None) if FromHook in deep else None,
        ring=(Ring in kinds or Place.RING in places) and _in_ring(steps),
        lace=lacy and _is_lace(steps, how.lead),
        guessed=not names.isdisjoint(_OWN_WAYS),
        apart=apart,
        midway=midway,
        leaves=midway or apart or (not kinds.isdisjoint((Rejoin, Partial)) and _leaves_some(steps)),
        endless=Refer in kinds and any(isinstance(step, Refer) and step.times is None for step in steps),
        spaces=Chain in deep and _leaves_spaces(steps, how.lead),
        gaps=Skip in deep and _leaves_gaps(every),
        in_spaces=in_spaces or (Skip in deep and any(isinstance(s, Skip) and (s.space or s.chain) for s in every)),
        size=len(every),
        manner=how,
    )


@lru_cache(maxsize=4096)
def of_all(bodies: tuple[Instructions, ...]) -> Traits:
    """What several lines are like that are worked in turn: begun as the first and ended as the last of them."""
    first = traits(bodies[0])
    if len(bodies) == 1:
        return first
    every = [traits(body) for body in dict.fromkeys(bodies)]  # two rows repeated a thousand times are two
    return first._replace(
        countable=all(body.countable for body in every),
        lace=any(body.lace for body in every),
        guessed=any(body.guessed for body in every),
        apart=any(body.apart for body in every),
        midway=traits(bodies[-1]).midway,
    )


def _deep(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        if isinstance(step, (Repeat, Group)):
            yield from _deep(step.steps)


def _turns_midway(steps: Sequence[Step]) -> bool:
    works = [index for index, step in enumerate(steps) if isinstance(step, _STITCHED)]
    return bool(works) and any(
        isinstance(step, Turn) and works[0] < index < works[-1] for index, step in enumerate(steps)
    )


def _in_ring(steps: Iterable[Step]) -> bool:
    return any(
        isinstance(step, Ring) or (isinstance(step, (Work, Group)) and step.place is Place.RING) for step in steps
    )


def _is_lace(steps: Sequence[Step], lead: Chain | None) -> bool:
    return any(_lacy(step, lead) for step in _deep(_own_steps(steps)))


def _goes_by_spaces(every: Iterable[Step]) -> bool:
    """Whether a repeat goes on to a space, or what is repeated makes spaces of its own."""
    return any(
        (isinstance(step, Repeat) and step.to_space) or (isinstance(step, Work) and bool(step.stitch.row))
        for step in every
    )


def _lacy(step: Step, lead: Chain | None) -> bool:
    if isinstance(step, Work):
        return step.place in _SPACES or step.stitch.id in _LACY or bool(step.stitch.row)
    if isinstance(step, Chain):
        return step is not lead and step.number <= LONGEST_ARCH
    if isinstance(step, Repeat):
        return step.to_space
    return isinstance(step, Mixed) or (isinstance(step, Group) and step.place in _SPACES)


def _leaves_spaces(steps: Sequence[Step], lead: Chain | None) -> bool:
    return any(isinstance(step, Chain) and step is not lead for step in _deep(_own_steps(steps)))


def _leaves_gaps(every: Iterable[Step]) -> bool:
    skips = groups = False
    for step in every:
        skips = skips or (isinstance(step, Skip) and not step.first)
        several = isinstance(step, Work) and step.place is Place.ONE and step.number > 1
        groups = groups or several or isinstance(step, Group)
    return skips and groups


def _own_steps(steps: Sequence[Step]) -> Iterator[Step]:
    """Without chains at the end: they turn the next line."""
    for index, step in enumerate(steps):
        if not isinstance(step, Chain) or any(isinstance(later, _WORKED) for later in steps[index + 1 :]):
            yield step


def _leaves_some(steps: Iterable[Step]) -> bool:
    return any(isinstance(step, Rejoin) or (isinstance(step, Partial) and step.number is None) for step in steps)
