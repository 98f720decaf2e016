"""From a part's lengths to places on its figure: where a point of a solid and an edge of a panel are, at a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from patrond.crochet.geometry import Edge, Panel, Point, Solid

TILT = 0.15
"""How much of a circle is seen from where one looks at it: a little from above."""
LENGTHWISE = 2.2
"""A panel so many times as high as wide lies along the sheet."""


@dataclass(frozen=True, slots=True)
class SolidView:
    """A solid at a scale: its middle is at 0, its upper end at 0, and down is more."""

    solid: Solid
    scale: float

    def x(self, point: Point) -> float:
        """Half the width there, on the sheet."""
        return point.half * self.scale

    def y(self, point: Point) -> float:
        """How far down it is, on the sheet."""
        return (point.at if self.solid.starts_on_top else self.solid.high - point.at) * self.scale

    def sag(self, point: Point) -> float:
        """How deep the front of a round hangs below its sides: an oval's less than a circle's."""
        return max(point.half - self.solid.straight / 2, 0.0) * self.scale * TILT

    def points(self, first: int, last: int) -> Sequence[Point]:
        """The outline of those courses; what is drawn shut at the end belongs to the last."""
        end = self.solid.cuts[last + 1] if last + 1 < len(self.solid.courses) else len(self.solid.outline) - 1
        return self.solid.outline[self.solid.cuts[first] : end + 1]

    @property
    def half(self) -> float:
        """Half of its width."""
        return self.solid.wide / 2 * self.scale


class PanelView:
    """A panel at a scale, its first corner at the origin. ``along``: it lies along the sheet, its start at the left.

    ``wide`` and ``high`` are the piece's on the sheet, whichever way it lies. Measured once: a panel asks every cell.
    """

    def __init__(self, panel: Panel, scale: float) -> None:
        wide, high = panel.wide, panel.high
        self.panel = panel
        self.scale = scale
        self.along = len(panel.blocks) == 1 and high > LENGTHWISE * wide
        self.wide, self.high = wide * scale, high * scale
        self._left = panel.left

    def at(self, across: float, height: float) -> tuple[float, float]:
        """A place of the panel on the sheet."""
        x, y = (across - self._left) * self.scale, height * self.scale
        if self.along:
            return y, x
        return x, (y if self.panel.starts_on_top else self.high - y)

    def ends(self, edge: Edge) -> tuple[tuple[float, float], tuple[float, float]]:
        """Both ends of an edge."""
        return self.at(edge.left, edge.at), self.at(edge.right, edge.at)

    def mark_place(self, edge: Edge) -> tuple[float, float]:
        """Where a row that ends at that edge is marked: at its right, or its upper side where the panel lies along."""
        return self.at(edge.left if self.along else edge.right, edge.at)
