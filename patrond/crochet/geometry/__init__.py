"""What a pattern makes, from its counts: the outline of every piece, for pictures and for checks of shape.

>>> from patrond.crochet import Level, PatternType, Request, Study, generate
>>> from patrond.crochet.geometry import shape_of
>>> hat = shape_of(Study.of(generate(Request(PatternType.HAT, Level.BEGINNER))))
>>> hat.measure.value, [part.name for part in hat.parts]
('cm', ['Bonnet'])
"""

from collections.abc import Iterable

from patrond.crochet.findings import Finding
from patrond.crochet.geometry.bases import base_of
from patrond.crochet.geometry.course import Course
from patrond.crochet.geometry.panels import goes_on, in_rows, leaves_stitches
from patrond.crochet.geometry.part import Part
from patrond.crochet.geometry.round_parts import Disc, Handle, Point, Solid
from patrond.crochet.geometry.row_parts import Block, Cell, Edge, Panel
from patrond.crochet.geometry.shapes import Drawn, Measure, Shape
from patrond.crochet.geometry.solids import in_rounds
from patrond.crochet.geometry.works import works_of
from patrond.crochet.study import Study

__all__ = [
    "Block",
    "Cell",
    "Course",
    "Disc",
    "Drawn",
    "Edge",
    "Handle",
    "Measure",
    "Panel",
    "Part",
    "Point",
    "Shape",
    "Solid",
    "base_of",
    "shape_of",
]


def shape_of(study: Study, faults: Iterable[Finding] = ()) -> Shape:
    """The shape of what a pattern makes.

    ``faults`` are those of its report (:func:`patrond.crochet.judge`): each goes to the round or row it is about.
    Never raises: what cannot be drawn is named in ``undrawn`` and ``missing``.
    """
    parts: list[Drawn] = []
    undrawn: list[str] = []
    missing: list[str] = []
    for work in works_of(study, faults):
        missing.extend(work.missing)
        if not any(course.stitches for course in work.courses):
            undrawn.append(work.name)
        elif not work.measured.in_rows:
            parts.append(in_rounds(work, study.type))
        elif goes_on(work) and parts and isinstance(parts[-1], Panel) and leaves_stitches(parts[-1]):
            parts[-1] = in_rows(work, study.type, parts[-1])
        else:
            parts.append(in_rows(work, study.type))
    measure = Measure.CENTIMETRES if study.pattern.gauge is not None else Measure.STITCHES
    return Shape(measure, tuple(parts), tuple(undrawn), tuple(missing))
