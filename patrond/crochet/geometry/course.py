"""A line as it lies: how many rounds or rows, how high, how many stitches, and what is wrong with it."""

from dataclasses import dataclass

from patrond.crochet.findings import Finding, LineVerdict
from patrond.crochet.following.walk import FollowedLine
from patrond.crochet.grammar.labels import Unit, read_label
from patrond.crochet.grammar.normalise import clean_line


@dataclass(frozen=True, slots=True)
class Course:
    """A line as it lies: ``times`` rounds or rows, each ``height`` high, ``stitches`` around or across at its end.

    ``below`` is the count that it is worked on. A faulty line has two counts, what it has ``stated`` and what is
    ``computed``, of which ``stitches`` is the likelier. ``row`` is said where the pattern counts rows and not rounds.
    ``repeats``: it is worked on to a height that it names, in so many rows.
    """

    line: FollowedLine
    stitches: int
    below: int
    height: float
    faults: tuple[Finding, ...] = ()
    repeats: int = 0

    @property
    def first(self) -> int:
        """Its first number."""
        return self.line.first

    @property
    def last(self) -> int:
        """Its last number."""
        if self.repeats:
            return self.first + self.repeats - 1
        return max(self.line.last, self.line.first)

    @property
    def times(self) -> int:
        """How many rounds or rows it stands for."""
        return self.repeats or self.line.turns

    @property
    def tall(self) -> float:
        """The height of all of them."""
        return self.height * self.times

    @property
    def label(self) -> str:
        """Its name as written."""
        return self.line.line.label

    @property
    def row(self) -> bool:
        """Whether it is called a row."""
        return self.line.unit is Unit.ROW

    @property
    def verdict(self) -> LineVerdict:
        """Whether its arithmetic holds."""
        return self.line.verdict

    @property
    def endless(self) -> bool:
        """Whether how often it is worked is left to the maker: "rang 3 et suivants", "until it measures 150 cm"."""
        return not self.repeats and goes_on(self.line)

    @property
    def stated(self) -> int:
        """The count that it states, or has."""
        return self.line.stitches or 0

    @property
    def computed(self) -> int | None:
        """The count that a faulty line really makes; None where it is not known or is what is stated."""
        return really(self.line)


def goes_on(line: FollowedLine) -> bool:
    """Whether a line is worked as often as it takes."""
    label = read_label(clean_line(line.line.label))
    return line.endless or (label is not None and label.onwards)


def really(line: FollowedLine) -> int | None:
    """What a faulty line makes, where that is known and is not what it states."""
    if line.verdict is not LineVerdict.FAULT or line.made is None or line.stitches in line.made.totals:
        return None
    return max(line.made.totals)
