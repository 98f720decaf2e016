"""Pieces in rows as they lie: where each row begins and ends, shoulders and what is worked on stitches left before."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from patrond.crochet.geometry.course import Course
from patrond.crochet.geometry.edges import change_at_ends, left_unworked, skipped_first, slipped_first, starts_anew
from patrond.crochet.geometry.row_parts import Block, Cell, Edge, Panel
from patrond.crochet.geometry.works import Work
from patrond.crochet.parts import parts_named
from patrond.crochet.pattern import PatternType

_STEP = 4  # stitches at one end: more do not slope, they stand out or are cut off


@dataclass(frozen=True, slots=True)
class Rest:
    """Stitches that a row left unworked: where, and how high."""

    edge: Edge
    outwards: bool  # to the left of what was worked


@dataclass(slots=True)
class _Hands:
    """Where the hands are: the edge that the next row is worked on, in stitches, and what was left.

    ``odd_rightwards``: rows of odd numbers run to the right. A piece begins with a row to the left, as its right side
    is looked at; one that goes on over stitches that were left runs on as the row did that left them.
    """

    edge: Edge
    blocks: list[list[Cell]] = field(default_factory=lambda: [[]])
    rests: list[Rest] = field(default_factory=list)
    odd_rightwards: bool = False

    def rightwards(self, course: Course) -> bool:
        """Which way a row runs."""
        return (course.first % 2 == 1) is self.odd_rightwards


def in_rows(work: Work, type_: PatternType | None, on: Panel | None = None) -> Panel:
    """The piece as it lies. ``on`` is a panel that left stitches, on which this piece goes on (a second shoulder)."""
    courses = (*(on.courses if on else ()), *work.courses)
    first = courses[0]
    width = work.width
    hands = _Hands(Edge(0.0, float(first.stitches if first.below <= 0 else _first_width(first)), 0.0))
    for at, course in enumerate(courses):
        _lay(hands, at, course, new=on is not None and at == len(on.courses))
    blocks = tuple(Block(tuple(_scaled(cell, width) for cell in block)) for block in hands.blocks if block)
    return Panel(
        name=on.name if on else work.name,
        make=on.make if on else work.measured.piece.piece.make,
        stitch=width,
        courses=courses,
        complete=work.complete and (on is None or on.complete),
        blocks=blocks,
        endless=any(course.endless for course in courses),
        starts_on_top=type_ is PatternType.GARMENT and _hangs(work.name, courses),
    )


def leaves_stitches(panel: Panel) -> bool:
    """Whether its last row was worked on a part of the stitches, so that a piece may go on with the others."""
    if len(panel.blocks) < 2:
        return False
    covered = sum(block.base.wide for block in panel.blocks[1:])
    return covered < panel.blocks[0].top.wide


def goes_on(work: Work) -> bool:
    """Whether a piece in rows begins on stitches that were left before."""
    if not work.courses or work.measured.piece.chain:
        return False
    first = work.courses[0].line
    return first.first <= 1 and starts_anew(first.instructions)


def _first_width(first: Course) -> int:
    """A first row lies straight on its chain, whatever of that its turning chain took."""
    return first.stitches


def _lay(hands: _Hands, at: int, course: Course, *, new: bool) -> None:
    """One line on the edge at hand."""
    instructions = course.line.instructions
    rest = hands.rests.pop() if hands.rests and (new or starts_anew(instructions)) else None
    if rest is not None:
        _begin_on(hands, rest, course)
    low = hands.edge
    narrower = rest is None and low.wide > course.stitches
    led = slipped_first(instructions) if narrower else 0
    left_over = left_unworked(course, led) if narrower else 0
    rightwards = hands.rightwards(course)
    if left_over:
        low = _cut_off(hands, left_over, rightwards=rightwards)
    if led and round(low.wide) - led >= course.stitches:  # slipped over, as for an armhole: a step inwards
        low = Edge(low.left + led, low.right, low.at) if rightwards else Edge(low.left, low.right - led, low.at)
    start, end = change_at_ends(instructions, round(course.stitches - low.wide))
    left, right = (start, end) if rightwards else (end, start)
    if course.times > 1:
        left = right = (course.stitches - low.wide) / 2
    high = Edge(low.left - left, low.right + right, low.at + course.tall)
    low = Edge(high.left if abs(left) >= _STEP else low.left, high.right if abs(right) >= _STEP else low.right, low.at)
    hands.blocks[-1].append(Cell(at, low, high))
    hands.edge = high


def _cut_off(hands: _Hands, left_over: int, *, rightwards: bool) -> Edge:
    """The row stops short: what it leaves is kept for later, and a block of its own stands on what it works."""
    edge = hands.edge
    if rightwards:
        cut = Edge(edge.left, edge.right - left_over, edge.at)
        hands.rests.append(Rest(Edge(cut.right, edge.right, edge.at), outwards=False))
    else:
        cut = Edge(edge.left + left_over, edge.right, edge.at)
        hands.rests.append(Rest(Edge(edge.left, cut.left, edge.at), outwards=True))
    if hands.blocks[-1]:
        hands.blocks.append([])
    return cut


def _begin_on(hands: _Hands, rest: Rest, course: Course) -> None:
    """Work goes on over stitches that were left: after those that are skipped, else at the far edge."""
    edge = rest.edge
    skipped = skipped_first(course.line.instructions) or max(edge.wide - course.stitches, 0)
    wide = min(float(course.stitches), edge.wide)
    if rest.outwards:
        right = max(edge.right - skipped, edge.left + wide)
        begun = Edge(right - wide, right, edge.at)
        beyond = Edge(edge.left, begun.left, edge.at)
    else:
        left = min(edge.left + skipped, edge.right - wide)
        begun = Edge(left, left + wide, edge.at)
        beyond = Edge(begun.right, edge.right, edge.at)
    if beyond.wide >= 1:
        hands.rests.append(Rest(beyond, rest.outwards))
    hands.blocks.append([])
    hands.edge = begun
    hands.odd_rightwards = (course.first % 2 == 1) is not rest.outwards


def _scaled(cell: Cell, width: float) -> Cell:
    return Cell(cell.course, _wide(cell.low, width), _wide(cell.high, width))


def _wide(edge: Edge, width: float) -> Edge:
    return Edge(edge.left * width, edge.right * width, edge.at)


def _hangs(name: str, courses: Sequence[Course]) -> bool:
    """A sleeve that is worked from its top: the wide end is up."""
    return "sleeve" in parts_named(name) and courses[0].stitches > courses[-1].stitches
