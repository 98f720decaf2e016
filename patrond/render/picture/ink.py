"""A canvas: shapes and texts as SVG elements, with the places that labels take, so that none lies on another."""

import xml.etree.ElementTree as ET

from patrond.render.picture.lettering import width_of
from patrond.render.picture.pen import Box, Pen, short

SIZES = {"name": 13.0, "text": 12.0, "small": 11.0, "bad": 12.0, "note": 12.0, "wrong": 12.0, "title": 19.0}
"""The size of each class of text."""
BOLD = frozenset({"name", "bad", "title"})
_UP, _DOWN = 0.80, 0.24  # of its size, that a text reaches above and below its line
_AIR = 1.0  # between two labels


def box_of(x: float, y: float, text: str, kind: str, anchor: str = "start", *, upright: bool = False) -> Box:
    """The place that a text takes, its line beginning, centred or ending at that point."""
    size = SIZES[kind]
    wide = width_of(text, size, bold=kind in BOLD)
    start = {"start": 0.0, "middle": -wide / 2, "end": -wide}[anchor]
    if upright:  # turned by a quarter to the left: it runs upwards
        return Box(x - _UP * size, y - start - wide, x + _DOWN * size, y - start)
    return Box(x + start, y - _UP * size, x + start + wide, y + _DOWN * size)


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
