"""What a pattern makes, as values: parts with their rounds and rows, in centimetres or, without a gauge, in stitches.

Lengths are in :attr:`Shape.unit`. Widths go from left to right as the work is looked at, heights from where it starts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from patrond.crochet.findings import Finding, LineVerdict
from patrond.crochet.labels import Unit, read_label
from patrond.crochet.normalise import clean_line
from patrond.crochet.walk import FollowedLine


class Measure(StrEnum):
    """What lengths are in: centimetres where the pattern states a gauge, else widths of a stitch."""

    CENTIMETRES = "cm"
    STITCHES = "stitches"


@dataclass(frozen=True, slots=True)
class Course:
    """A line as it lies: ``times`` rounds or rows, each ``height`` high, ``stitches`` around or across at its end.

    ``below`` is the count that it is worked on. A faulty line has two counts, what it has ``stated`` and what is
    ``computed``, of which ``stitches`` is the likelier. ``row`` is said where the pattern counts rows and not rounds.
    """

    line: FollowedLine
    stitches: int
    below: int
    height: float
    faults: tuple[Finding, ...] = ()

    @property
    def first(self) -> int:
        """Its first number."""
        return self.line.first

    @property
    def last(self) -> int:
        """Its last number."""
        return max(self.line.last, self.line.first)

    @property
    def times(self) -> int:
        """How many rounds or rows it stands for."""
        return self.line.turns

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
        label = read_label(clean_line(self.line.line.label))
        return self.line.endless or (label is not None and label.onwards)

    @property
    def stated(self) -> int:
        """The count that it states, or has."""
        return self.line.stitches or 0

    @property
    def computed(self) -> int | None:
        """The count that a faulty line really makes; None where it is not known or is what is stated."""
        return really(self.line)


def really(line: FollowedLine) -> int | None:
    """What a faulty line makes, where that is known and is not what it states."""
    if line.verdict is not LineVerdict.FAULT or line.made is None or line.stitches in line.made.totals:
        return None
    return max(line.made.totals)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece, made ``make`` times.

    ``stitch`` is how wide one stitch is in it; ``complete``: no line is missing, so that its whole height is known.
    """

    name: str
    make: int
    stitch: float
    courses: tuple[Course, ...]
    complete: bool

    @property
    def most(self) -> int:
        """Stitches of its widest round or row."""
        return max(course.stitches for course in self.courses)

    @property
    def rounds(self) -> int:
        """How many rounds or rows it has."""
        return sum(course.times for course in self.courses)

    @property
    def fabric(self) -> float:
        """All of them end to end, along the fabric."""
        return sum(course.tall for course in self.courses)


@dataclass(frozen=True, slots=True)
class Point:
    """A place of an outline: ``half`` its width, ``at`` so high above the start."""

    half: float
    at: float


@dataclass(frozen=True, slots=True)
class Handle:
    """A strap of ``length`` over a ``gap`` in the rim, ``band`` high; ``number`` of them."""

    chains: int
    gap: float
    length: float
    band: float
    number: int


@dataclass(frozen=True, slots=True)
class Solid(Part):
    """A piece in rounds, seen from the side.

    ``outline`` runs from the start to the end; course ``i`` lies between the points ``cuts[i]`` and ``cuts[i + 1]``.
    ``shut_start`` and ``shut_end`` say which ends are closed, ``starts_on_top`` which way up it is looked at;
    ``stuffed``: its stitches are stretched by a filling. ``widest`` are the stitches of its widest round, straps not
    counted, ``mouth`` those around its open end (0: it has none); ``straight`` is the length of the chain in an oval.
    """

    outline: tuple[Point, ...]
    cuts: tuple[int, ...]
    shut_start: bool
    shut_end: bool
    starts_on_top: bool
    stuffed: bool
    widest: int
    mouth: int
    straight: float = 0.0
    handles: Handle | None = None

    @property
    def wide(self) -> float:
        """Its width."""
        return 2 * max(point.half for point in self.outline)

    @property
    def around(self) -> float:
        """Its widest circumference."""
        return self.widest * self.stitch

    @property
    def high(self) -> float:
        """Its height as it stands, which a dome makes less than the way along the fabric."""
        return self.outline[-1].at

    @property
    def deep(self) -> float:
        """Its depth from front to back: of an oval less than its width."""
        return self.wide - self.straight


@dataclass(frozen=True, slots=True)
class Disc(Part):
    """A piece in rounds that lies flat, seen from above: ``radii[i]`` is the outer edge of course ``i``.

    An oval is longer by ``straight``. ``square``: increases stand in four corners, and a radius is half a side.
    """

    radii: tuple[float, ...]
    straight: float = 0.0
    square: bool = False

    @property
    def wide(self) -> float:
        """Its width."""
        return self.straight + 2 * max(self.radii)

    @property
    def high(self) -> float:
        """Its depth as it lies, which is its height in a picture."""
        return 2 * max(self.radii)


@dataclass(frozen=True, slots=True)
class Edge:
    """A level of a piece in rows: from ``left`` to ``right``, at a height."""

    left: float
    right: float
    at: float

    @property
    def wide(self) -> float:
        """Its width."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Cell:
    """What course ``course`` covers: a trapezium between two edges."""

    course: int
    low: Edge
    high: Edge


@dataclass(frozen=True, slots=True)
class Block:
    """Rows on top of each other. A block that does not start at the foundation is a shoulder, a strap, a flap."""

    cells: tuple[Cell, ...]

    @property
    def base(self) -> Edge:
        """Where it starts."""
        return self.cells[0].low

    @property
    def top(self) -> Edge:
        """Where it ends."""
        return self.cells[-1].high


@dataclass(frozen=True, slots=True)
class Panel(Part):
    """A piece in rows, as it lies: the block that stands on the foundation, and those on top of it.

    ``endless``: how many rows there are is left to the maker. ``starts_on_top`` as of a solid.
    """

    blocks: tuple[Block, ...]
    endless: bool
    starts_on_top: bool

    def cells(self) -> Iterator[Cell]:
        """Every cell of every block."""
        return (cell for block in self.blocks for cell in block.cells)

    @property
    def left(self) -> float:
        """Its leftmost place."""
        return min(min(cell.low.left, cell.high.left) for cell in self.cells())

    @property
    def wide(self) -> float:
        """Its width."""
        return max(max(cell.low.right, cell.high.right) for cell in self.cells()) - self.left

    @property
    def high(self) -> float:
        """Its height."""
        return max(cell.high.at for cell in self.cells())

    @property
    def neck(self) -> tuple[Edge, float] | None:
        """The opening between two blocks that stand on one level: its upper edge, and how deep it is; None without."""
        levels = [block for block in self.blocks[1:] if block.base.at == self.blocks[1].base.at]
        if len(levels) < 2:
            return None
        first, second = sorted(levels[:2], key=lambda block: block.base.left)
        top = max(first.top.at, second.top.at)
        return Edge(first.top.right, second.top.left, top), top - first.base.at


Drawn = Solid | Disc | Panel
"""A part of which something can be drawn."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a pattern makes: its parts in the order of the work.

    ``undrawn`` are pieces of which nothing can be drawn, ``missing`` labels of lines whose count is not known.
    """

    measure: Measure
    parts: tuple[Drawn, ...]
    undrawn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def unverified(self) -> bool:
        """Whether something is drawn that was not verified."""
        return any(course.verdict is LineVerdict.NOT_VERIFIED for part in self.parts for course in part.courses)
