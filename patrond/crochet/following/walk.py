"""A piece as it was followed, and where the hands are while it is: values that evaluation fills."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from patrond.crochet.effort import Effort
from patrond.crochet.findings import Finding, LineVerdict
from patrond.crochet.following.below import Below
from patrond.crochet.following.habits import Habits
from patrond.crochet.following.tally import Tally
from patrond.crochet.following.traits import Traits
from patrond.crochet.grammar.labels import Unit
from patrond.crochet.grammar.steps import Doubt, Instructions
from patrond.crochet.pattern import Line, Piece


class FollowedLine(NamedTuple):
    """One line as it was followed.

    ``first`` to ``last`` are its numbers (0: a foundation), ``made`` its stitches as computed, or as stated where
    they could not be computed; None where neither is known. ``used`` are the stitches of the line below; ``yarn``
    is what all its turns eat, in single crochet, None where that is not known. ``below`` is the line below as it was
    found, where the line was worked on one. ``traits`` are those of ``instructions``: every judge asks for them, and in
    a long piece each comes too late for what is kept of the last lines. ``effort`` is what it took to follow; ``left``:
    the pattern took so much before that this line was neither read nor followed.
    """

    line: Line
    first: int
    last: int
    unit: Unit | None
    instructions: Instructions
    traits: Traits
    verdict: LineVerdict
    used: int | None = None
    made: Tally | None = None
    findings: tuple[Finding, ...] = ()
    yarn: float | None = None
    endless: bool = False  # "répéter le rang 2 jusqu'à 160 cm": the number of rows is not known
    below: Below = Below()
    effort: int = 0
    left: bool = False

    @property
    def stitches(self) -> int | None:
        """The stitches of the finished line."""
        if self.line.count is not None:
            return self.line.count
        return self.made.stitches if self.made is not None else None

    @property
    def turns(self) -> int:
        """How many rounds or rows it stands for; a foundation is none."""
        return max(self.last - self.first + 1, 1) if self.last else 0


@dataclass(frozen=True, slots=True)
class FollowedPiece:
    """A piece as it was followed, with ``chain`` the length of its foundation (0: none, or a ring).

    ``continues``: its numbers go on from the piece before, so that it is a section of the same work ("Corps du
    bonnet" after "Couronne"); ``last`` is its last number, ``end`` its last line as the next one finds it, ``habits``
    what its author was shown to mean, ``borne`` and ``against`` how many lines so far speak for and against it;
    ``rest`` are the stitches that a row left, where it says how many; ``counted`` is what its lines, or those of a
    piece before it, say of their turning chains.
    """

    piece: Piece
    lines: tuple[FollowedLine, ...]
    chain: int = 0
    continues: bool = False
    last: int = 0
    end: Below = Below()  # noqa: RUF009 — a frozen value
    habits: Habits = frozenset()
    borne: Mapping[Doubt, int] = field(default_factory=dict)
    against: Mapping[Doubt, int] = field(default_factory=dict)
    rest: int = 0
    counted: Mapping[int, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Walk:
    """Where the hands are in a piece: the line below, the last number, what others may refer to."""

    below: Below = field(default_factory=Below)
    number: int = 0
    worked: int = 0  # the last number whose line was followed
    unit: Unit | None = None
    bodies: dict[int, Instructions] = field(default_factory=dict)
    looked_up: int = 0
    chain: int = 0
    open_numbering: bool = False
    after_gap: bool = False
    habits: Habits = frozenset()
    borne: Counter[Doubt] = field(default_factory=Counter)  # lines that bear a habit out
    against: Counter[Doubt] = field(default_factory=Counter)  # … and that spoke against it before it was one
    slips: set[Instructions] = field(default_factory=set)  # those that were faults: others that refer to them are none
    disputed: bool = False  # the line before was a fault: what it really made is not known
    border: Below | None = None  # the last line of the piece before: a border may be worked on it
    effort: Effort = field(default_factory=Effort)
