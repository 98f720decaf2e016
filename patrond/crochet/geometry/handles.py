"""Straps that a round makes of chains over a gap in the rim: a bag's handles."""

from collections.abc import Iterator

from patrond.crochet.following.traits import LONGEST_ARCH
from patrond.crochet.geometry.course import Course
from patrond.crochet.geometry.round_parts import Handle
from patrond.crochet.geometry.works import Work
from patrond.crochet.grammar.steps import Chain, Place, Repeat, Skip, Step
from patrond.crochet.grammar.steps import Work as Worked


def strap_at(work: Work) -> int:
    """The course that makes straps; the number of courses where none does."""
    return next((at for at, course in enumerate(work.courses) if _straps(course)), len(work.courses))


def handles_of(work: Work, strap: int) -> Handle | None:
    """The straps that a line makes of chains over a gap of the rim, with the rounds that are worked over them."""
    if strap >= len(work.courses):
        return None
    straps = _straps(work.courses[strap])
    gap, chains = straps[0]
    band = sum(course.tall for course in work.courses[strap:])
    return Handle(chains, gap * work.width, chains * work.width, band, len(straps))


def _straps(course: Course) -> list[tuple[int, int]]:
    """Each gap with the chains over it: "78 ml, sauter 18 m", or the other way about."""
    found: list[tuple[int, int]] = []
    chains = gap = 0
    for step in _flat(course.line.instructions.steps):
        if isinstance(step, Chain) and step.number > LONGEST_ARCH:
            chains = step.number
        elif isinstance(step, Skip) and not step.space:
            gap = step.number
        elif isinstance(step, Worked) and step.place is Place.ALONG:
            chains = gap = 0
        if chains and gap:
            found.append((gap, chains))
            chains = gap = 0
    return found


def _flat(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, Repeat):
            for _ in range(min(step.times or 1, 4)):
                yield from _flat(step.steps)
        else:
            yield step
