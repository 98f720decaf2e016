"""A canvas: shapes and texts as SVG elements, with the places that labels take, so that none lies on another."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass

from patrond.render.picture.lettering import width_of

SIZES = {"name": 13.0, "text": 12.0, "small": 11.0, "bad": 12.0, "note": 12.0, "wrong": 12.0, "title": 19.0}
"""The size of each class of text."""
BOLD = frozenset({"name", "bad", "title"})
_UP, _DOWN = 0.80, 0.24  # of its size, that a text reaches above and below its line
_AIR = 1.0  # between two labels


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def around(self, other: "Box") -> "Box":
        """Both in one."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def moved(self, x: float, y: float) -> "Box":
        """The same elsewhere."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)


def box_of(x: float, y: float, text: str, kind: str, anchor: str = "start", *, upright: bool = False) -> Box:
    """The place that a text takes, its line beginning, centred or ending at that point."""
    size = SIZES[kind]
    wide = width_of(text, size, bold=kind in BOLD)
    start = {"start": 0.0, "middle": -wide / 2, "end": -wide}[anchor]
    if upright:  # turned by a quarter to the left: it runs upwards
        return Box(x - _UP * size, y - start - wide, x + _DOWN * size, y - start)
    return Box(x + start, y - _UP * size, x + start + wide, y + _DOWN * size)


def short(value: float) -> str:
    """A coordinate in few letters.

    >>> short(12.04), short(-0.01), short(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Pen:
    """A path: absolute moves, lines and the halves of ellipses, with the box that it needs."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._points: list[tuple[float, float]] = []
        self._at = ("", "")

    def move(self, x: float, y: float) -> "Pen":
        """Lifts the pen."""
        return self._to("M", x, y)

    def line(self, x: float, y: float) -> "Pen":
        """A straight line."""
        return self._to("L", x, y)

    def lines(self, points: Iterable[tuple[float, float]]) -> "Pen":
        """Straight lines through those points; to begin with, a move."""
        for x, y in points:
            self._to("L" if self._words else "M", x, y)
        return self

    def bow(self, x: float, y: float, sag: float) -> "Pen":
        """The lower half of an ellipse to a point on the same height, ``sag`` deep (negative: the upper half)."""
        from_x, _ = self._points[-1]
        wide = abs(x - from_x) / 2
        if wide < 0.05 or abs(sag) < 0.05:
            return self.line(x, y)
        sweep = int((x < from_x) == (sag > 0))
        self._points.append(((from_x + x) / 2, y + sag))
        return self._curve(x, y, (wide, abs(sag)), sweep)

    def turn(self, x: float, y: float, bulge: float) -> "Pen":
        """Half an ellipse to a point straight above or below, ``bulge`` to the right (negative: to the left)."""
        from_y = self._points[-1][1]
        high = abs(y - from_y) / 2
        if high < 0.05 or abs(bulge) < 0.05:
            return self.line(x, y)
        sweep = int((y > from_y) == (bulge > 0))
        self._points.append((x + bulge, (from_y + y) / 2))
        return self._curve(x, y, (abs(bulge), high), sweep)

    def close(self) -> "Pen":
        """Back to where it began."""
        self._words.append("Z")
        return self

    @property
    def drawn(self) -> bool:
        """Whether anything is."""
        return bool(self._words)

    @property
    def path(self) -> str:
        """The path's data."""
        return "".join(self._words)

    @property
    def box(self) -> Box:
        """What it covers."""
        across, down = zip(*self._points, strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def _to(self, word: str, x: float, y: float) -> "Pen":
        across, down = short(x), short(y)
        if word == "L" and self._at[1] == down:
            self._words.append(f"H{across}")
        elif word == "L" and self._at[0] == across:
            self._words.append(f"V{down}")
        else:
            self._words.append(f"{word}{across} {down}")
        self._at = (across, down)
        self._points.append((x, y))
        return self

    def _curve(self, x: float, y: float, radii: tuple[float, float], sweep: int) -> "Pen":
        """Half an ellipse of those radii."""
        self._at = (short(x), short(y))
        self._words.append(f"A{short(radii[0])} {short(radii[1])} 0 0 {sweep} {self._at[0]} {self._at[1]}")
        self._points.append((x, y))
        return self


class Canvas:
    """Elements in the order in which they are drawn."""

    def __init__(self) -> None:
        self.elements: list[ET.Element] = []
        self.labels: list[Box] = []
        self.box: Box | None = None

    def draw(self, pen: Pen, kind: str, title: str = "") -> None:
        """A path; ``title`` is told when it is pointed at."""
        if not pen.drawn:
            return
        element = ET.Element("path", {"class": f"pc-{kind}", "d": pen.path})
        if title:
            ET.SubElement(element, "title").text = title
        self._keep(element, pen.box)

    def write(self, x: float, y: float, text: str, kind: str, anchor: str = "start", *, upright: bool = False) -> None:
        """A text; its place is taken from now on."""
        box = box_of(x, y, text, kind, anchor, upright=upright)
        attributes = {"class": f"pc-{kind}", "x": short(x), "y": short(y)}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if upright:
            attributes["transform"] = f"rotate(-90 {short(x)} {short(y)})"
        element = ET.Element("text", attributes)
        element.text = text
        self.labels.append(box)
        self._keep(element, box)

    def has_room(self, box: Box) -> bool:
        """Whether no label is there yet, nor touches it."""
        wide = Box(box.left - _AIR, box.top - _AIR, box.right + _AIR, box.bottom + _AIR)
        return not any(wide.meets(label) for label in self.labels)

    def write_if_free(
        self, x: float, y: float, text: str, kind: str, anchor: str = "start", *, upright: bool = False
    ) -> bool:
        """A text that may be left out: it is written where nothing else stands."""
        if not self.has_room(box_of(x, y, text, kind, anchor, upright=upright)):
            return False
        self.write(x, y, text, kind, anchor, upright=upright)
        return True

    def place(self, other: "Canvas", x: float, y: float) -> None:
        """Another canvas, moved there."""
        if other.box is None:
            return
        group = ET.Element("g", {"transform": f"translate({short(x)} {short(y)})"})
        group.extend(other.elements)
        self.labels.extend(label.moved(x, y) for label in other.labels)
        self._keep(group, other.box.moved(x, y))

    def _keep(self, element: ET.Element, box: Box) -> None:
        self.elements.append(element)
        self.box = box if self.box is None else self.box.around(box)
