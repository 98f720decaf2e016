"""The rounds and rows of each piece with their heights: what was followed, measured, and found faulty."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.following.walk import FollowedLine
from patrond.crochet.geometry.course import Course, goes_on, really
from patrond.crochet.geometry.lengths import height_said
from patrond.crochet.measured import Measured, Row, measure_pieces
from patrond.crochet.pattern import Gauge
from patrond.crochet.study import Study

IN_STITCHES = Gauge(10, 11.8)
"""Where no gauge is stated: a stitch is 1 wide, and a round is to it as in the median of 113 labels of yarn."""

_MOST_REPEATS = 5000
_MOST = 600  # lines of a piece that are drawn; no piece that hands make has more

Faults = Mapping[tuple[str, int, str], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Work:
    """A piece with what is known of its lines: ``missing`` are the labels of those that cannot be drawn."""

    measured: Measured
    courses: tuple[Course, ...]
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        """The piece's name."""
        return self.measured.name

    @property
    def width(self) -> float:
        """The width of one stitch."""
        return self.measured.gauge.stitch_width

    @property
    def complete(self) -> bool:
        """Whether the height of all its lines is known."""
        return not self.missing and not any(course.endless for course in self.courses)


def works_of(study: Study, faults: Iterable[Finding]) -> Iterator[Work]:
    """Every piece of the pattern, those without a line to draw too."""
    known = _by_line(faults)
    for measured in measure_pieces(study, study.pattern.gauge or IN_STITCHES):
        rows = measured.rows[:_MOST]
        drawn = {id(row.line): row for row in rows}
        missing = [line.line.label for line in measured.piece.lines
                   if id(line) not in drawn and line.turns and line.line.label]  # fmt: skip
        courses: list[Course] = []
        high = 0.0
        for at, row in enumerate(rows):
            before = courses[-1].stitches if courses else measured.piece.chain
            after = rows[at + 1].stitches if at + 1 < len(rows) else before
            stitches = _likelier(row.line, row.stitches, (before, after))
            repeats = _repeats(row, high) if study.pattern.gauge is not None else 0
            faults_here = known.get(_key(measured, row.line), ())
            courses.append(Course(row.line, stitches, before, row.height, faults_here, repeats))
            high += courses[-1].tall
        yield Work(measured, tuple(courses), tuple(missing))


def _repeats(row: Row, high: float) -> int:
    """The rows of a line that is worked on until the piece, now ``high``, has the height that it says; else 0."""
    if not goes_on(row.line):
        return 0
    said = height_said(row.line.line.text)
    return min(round((said - high) / row.height), _MOST_REPEATS) if said is not None and said > high else 0


def _likelier(line: FollowedLine, stated: int, around: tuple[int, int]) -> int:
    """Of a faulty line the count that is nearer to the lines around it: a slip of the pen makes no brim of a crown."""
    computed = really(line)
    if computed is None:
        return stated
    return min((stated, computed), key=lambda count: sum(abs(count - near) for near in around))


def _by_line(faults: Iterable[Finding]) -> Faults:
    """The errors that are about one line, by piece, line and label."""
    found: dict[tuple[str, int, str], tuple[Finding, ...]] = defaultdict(tuple)
    for finding in faults:
        if finding.severity is Severity.ERROR and finding.label:
            found[finding.piece, finding.line, finding.label] += (finding,)
    return found


def _key(measured: Measured, line: FollowedLine) -> tuple[str, int, str]:
    return measured.name, line.line.source_line, line.line.label
