"""An SVG looked at by its coordinates: where its texts and lines are, whatever groups they are moved by."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from patrond.render.picture.ink import box_of
from patrond.render.picture.pen import Box
from patrond.render.picture.style import CLASSES

ELEMENTS = {"svg", "title", "desc", "style", "rect", "g", "path", "text"}
ATTRIBUTES = {"viewBox", "role", "width", "height", "lang", "class", "d", "x", "y", "text-anchor", "transform"}
NS = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\((\S+) (\S+)\)")
_NUMBER = re.compile(r"[MLHVAZ]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Text:
    """A text with the place it takes."""

    words: str
    kind: str
    box: Box


@dataclass(frozen=True)
class Path:
    """A path with its corners, and what it tells when it is pointed at."""

    kind: str
    points: tuple[tuple[float, float], ...]
    told: str


class Drawing:
    """One picture."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)
        self.texts: list[Text] = []
        self.paths: list[Path] = []
        self._walk(self.root, 0.0, 0.0)

    @property
    def view(self) -> Box:
        left, top, wide, high = map(float, self.root.attrib["viewBox"].split())
        return Box(left, top, left + wide, top + high)

    def title(self) -> str:
        return self.root.findtext(f"{NS}title") or ""

    def of(self, kind: str) -> list[Path]:
        """The paths of a class."""
        return [path for path in self.paths if path.kind == kind]

    def words(self, *kinds: str) -> list[str]:
        """The texts of these classes, or all."""
        return [text.words for text in self.texts if not kinds or text.kind in kinds]

    def overlaps(self) -> list[tuple[str, str]]:
        """Texts that lie on each other."""
        return [(a.words, b.words) for a, b in combinations(self.texts, 2) if a.box.meets(b.box)]

    def outside(self) -> list[str]:
        """What reaches beyond the picture."""
        view = self.view
        out = [text.words for text in self.texts if not _within(text.box, view)]
        return out + [p.kind for p in self.paths if not all(_within(Box(x, y, x, y), view) for x, y in p.points)]

    def _walk(self, element: ET.Element, x: float, y: float) -> None:
        tag = element.tag.removeprefix(NS)
        moved = _MOVED.fullmatch(element.get("transform", ""))
        if tag == "g" and moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        kind = element.get("class", "").removeprefix("pc-")
        if tag == "text":
            words = element.text or ""
            upright = element.get("transform", "").startswith("rotate(-90 ")
            at = float(element.attrib["x"]) + x, float(element.attrib["y"]) + y
            self.texts.append(Text(words, kind, box_of(*at, words, kind, element.get("text-anchor", "start"),
                                                       upright=upright)))  # fmt: skip
        if tag == "path":
            points = tuple((px + x, py + y) for px, py in _corners(element.attrib["d"]))
            self.paths.append(Path(kind, points, element.findtext(f"{NS}title") or ""))
        for child in element:
            self._walk(child, x, y)


def _within(box: Box, view: Box) -> bool:
    slack = 0.11  # coordinates are rounded
    return (
        box.left >= view.left - slack
        and box.right <= view.right + slack
        and box.top >= view.top - slack
        and box.bottom <= view.bottom + slack
    )


def _corners(data: str) -> Iterator[tuple[float, float]]:
    """The ends of a path's steps; anything that is no step of ours is a ValueError."""
    left = _NUMBER.sub("", data).strip()
    if left:
        raise ValueError(f"no path of ours: {left!r}")
    x = y = 0.0
    words = iter(_NUMBER.findall(data))
    for word in words:
        match word:
            case "M" | "L":
                x, y = float(next(words)), float(next(words))
            case "H":
                x = float(next(words))
            case "V":
                y = float(next(words))
            case "A":
                *_, across, down = (float(next(words)) for _ in range(7))
                x, y = across, down
            case "Z":
                continue
        yield x, y


def assert_is_sound(drawing: Drawing) -> None:
    """Well-formed and of our elements only, all within the picture, no text on another, no number gone astray."""
    assert drawing.overlaps() == []
    assert drawing.outside() == []
    assert not any(word in ("nan", "inf") for text in drawing.words() for word in text.split())
    for element in drawing.root.iter():
        assert element.tag.removeprefix(NS) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        kind = element.get("class")
        assert kind is None or kind in CLASSES
