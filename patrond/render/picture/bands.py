"""Which rounds are drawn as one band of fabric: a line is one; in a long work lines of one verdict are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from patrond.crochet.findings import LineVerdict
from patrond.crochet.geometry import Course

LEAST_LINE = 3.3
"""Between two rounds that are drawn: closer ones are not seen one by one."""
_MOST = 90  # bands of a part, each with its own words; a picture stays small that way
MOST_MARKS = 30
"""Faulty rounds of a part that bear a mark: of more, a reader begins with the first anyway."""

_FABRIC = {LineVerdict.VERIFIED: "fabric", LineVerdict.NOT_VERIFIED: "faint", LineVerdict.FAULT: "faulty"}


@dataclass(frozen=True, slots=True)
class Band:
    """Courses ``first`` to ``last``, drawn in one kind of fabric."""

    first: int
    last: int
    kind: str

    @property
    def single(self) -> bool:
        """Whether it is one line, of which something can be told."""
        return self.first == self.last


def kind_of(course: Course) -> str:
    """The class of a round's fabric."""
    return "faulty" if course.faults else _FABRIC[course.verdict]


def bands(courses: Sequence[Course]) -> Iterator[Band]:
    """The bands of a part, in order."""
    kinds = [kind_of(course) for course in courses]
    if len(courses) <= _MOST:
        yield from (Band(at, at, kind) for at, kind in enumerate(kinds))
        return
    for kind, group in groupby(range(len(kinds)), key=kinds.__getitem__):
        members = list(group)
        yield Band(members[0], members[-1], kind)


def marked(courses: Sequence[Course]) -> list[int]:
    """The faulty courses that bear a mark."""
    return [at for at, course in enumerate(courses) if course.faults][:MOST_MARKS]
