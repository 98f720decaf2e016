"""Paths: moves, lines and the halves of ellipses as SVG writes them, and the box that they need."""

from collections.abc import Iterable
from dataclasses import dataclass


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
