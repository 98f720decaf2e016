"""The count of every round and row as a curve, piece after piece, with what a faulty line really makes."""

from collections.abc import Sequence

from patrond.crochet.geometry import Course, Drawn, Panel
from patrond.render.picture.bands import marked
from patrond.render.picture.ink import SIZES, Canvas
from patrond.render.picture.lettering import clean, shortened, width_of
from patrond.render.picture.pen import Pen
from patrond.render.picture.words import Words

_HIGH = 84.0
_ABOVE = 6.0  # as far as a count is cut off that no round has
_GAP = 10.0  # between two pieces
_LEAST = 14.0  # wide, at least, is a piece
_RIGHT = 8.0
_ARM = 3.5
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 100_000)


class Curve:
    """All parts in a row, each as wide as it has rounds; the axis lies at the height ``_HIGH``."""

    def __init__(self, parts: Sequence[Drawn], words: Words, width: float) -> None:
        self.parts = parts
        self.words = words
        self.width = width
        self.canvas = Canvas()
        self.most = max(max(part.most for part in parts), 1)

    def draw(self, letters: Sequence[str]) -> Canvas:
        """Title, grid, and the parts one after the other."""
        in_rows = all(isinstance(part, Panel) for part in self.parts)
        self.canvas.write(0, -22, self.words.say("picture.curve_rows" if in_rows else "picture.curve_rounds"), "small")
        x = self._grid()
        room = self.width - x - _RIGHT - _GAP * (len(self.parts) - 1) - _LEAST * len(self.parts)
        unit = max(room, 1.0) / max(sum(part.rounds for part in self.parts), 1)
        for part, letter in zip(self.parts, letters, strict=True):
            wide = _LEAST + part.rounds * unit
            self._part(part, x, wide / max(part.rounds, 1))
            self._under(part, letter, x, x + wide)
            x += wide + _GAP
        return self.canvas

    def _y(self, count: float) -> float:
        """The height of a count; a slip of the pen that no round comes near is cut off a little above the rest."""
        return max(_HIGH - count * _HIGH / self.most, -_ABOVE)

    def _grid(self) -> float:
        """Lines at round counts; returns where they begin."""
        step = next((step for step in _STEPS if self.most / step <= 3.5), self.most)
        ticks = range(0, self.most + 1, step)
        left = max(width_of(str(tick), SIZES["small"]) for tick in ticks) + 8
        for tick in ticks:
            self.canvas.draw(Pen().move(left, self._y(tick)).line(self.width, self._y(tick)), "grid")
            self.canvas.write_if_free(left - 5, self._y(tick) + 4, str(tick), "small", "end")
        return left

    def _part(self, part: Drawn, x: float, unit: float) -> None:
        """The steps of one part over its rounds, its faults, and the count of its widest round."""
        steps: list[tuple[float, float]] = []
        places: list[float] = [x]
        for course in part.courses:
            places.append(places[-1] + course.times * unit)
            steps += [(places[-2], self._y(course.stitches)), (places[-1], self._y(course.stitches))]
        self.canvas.draw(Pen().move(x, _HIGH).lines((*steps, (places[-1], _HIGH))).close(), "area")
        for at in marked(part.courses):
            self._fault((places[at] + places[at + 1]) / 2, part.courses[at])
        self.canvas.draw(Pen().lines(steps), "curve")
        widest = next(at for at, course in enumerate(part.courses) if course.stitches == part.most)
        text = str(part.most)
        start = min(places[widest], self.width - width_of(text, SIZES["small"]))
        self.canvas.write_if_free(start, self._y(part.most) - 5, text, "small")

    def _fault(self, x: float, course: Course) -> None:
        """A faulty line: its number under the axis, a cross on what it states, a ring on what it makes."""
        y = self._y(course.stated)
        self.canvas.draw(Pen().move(x, _HIGH).line(x, y), "wire")
        if course.computed is not None:
            real = self._y(course.computed)
            self._write(x, min(y, real) - 8, f"{course.stated} ≠ {course.computed}")
            self.canvas.draw(Pen().move(x, y).line(x, real), "wire")
            ring = Pen().move(x - _ARM, real).bow(x + _ARM, real, _ARM).bow(x - _ARM, real, -_ARM).close()
            self.canvas.draw(ring, "ring", self.words.say("picture.told_computed", n=course.computed))
        cross = Pen().move(x - _ARM, y - _ARM).line(x + _ARM, y + _ARM)
        self.canvas.draw(cross.move(x - _ARM, y + _ARM).line(x + _ARM, y - _ARM), "cross", self.words.told(course, ""))
        self._write(x, _HIGH + 14, str(course.last))

    def _write(self, x: float, y: float, text: str) -> None:
        """What is said of a fault, centred as far as the sheet allows."""
        half = width_of(text, SIZES["bad"], bold=True) / 2
        self.canvas.write_if_free(min(max(x, half), self.width - half), y, text, "bad", "middle")

    def _under(self, part: Drawn, letter: str, x: float, end: float) -> None:
        """The first and the last number under the axis, and whose curve it is under those."""
        first, last = part.courses[0].first or 1, max(course.last for course in part.courses)
        self.canvas.write_if_free(end, _HIGH + 14, str(last), "small", "end")
        if last != first:
            self.canvas.write_if_free(x, _HIGH + 14, str(first), "small")
        if letter:
            text = shortened(f"{letter} {clean(part.name)}", SIZES["small"], end - x)
            self.canvas.write_if_free(x, _HIGH + 29, text if len(text) > 6 or text[-1:] != "…" else letter, "small")
