"""What a pattern makes, as a value: its parts, in centimetres or, without a gauge, in widths of a stitch.

Widths go from left to right as the work is looked at, heights from where it starts.
"""

from dataclasses import dataclass
from enum import StrEnum

from patrond.crochet.findings import LineVerdict
from patrond.crochet.geometry.round_parts import Disc, Solid
from patrond.crochet.geometry.row_parts import Panel


class Measure(StrEnum):
    """What lengths are in: centimetres where the pattern states a gauge, else widths of a stitch."""

    CENTIMETRES = "cm"
    STITCHES = "stitches"


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
