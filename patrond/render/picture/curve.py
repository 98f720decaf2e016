"""The count of every round and row as a curve, piece after piece, with what a faulty line really makes."""

from collections.abc import Sequence
from dataclasses import dataclass

from patrond.crochet.geometry import Course, Drawn, Panel
from patrond.render.picture.ink import SIZES, Canvas, Pen
from patrond.render.picture.lettering import clean, shortened, width_of
from patrond.render.picture.words import Words

_HIGH = 84.0
_GAP = 10.0  # between two pieces
_LEAST = 14.0  # wide, at least, is a piece
_RIGHT = 8.0
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where a round and a count are on the sheet."""

    left: float
    unit: float
    high: float

    def y(self, count: float) -> float:
        """The height of a count."""
        return _HIGH - count * self.high


def curve(parts: Sequence[Drawn], words: Words, width: float, letters: Sequence[str]) -> Canvas:
    """All parts in a row, each as wide as it has rounds."""
    canvas = Canvas()
    most = max(max(course.stitches, course.computed or 0) for part in parts for course in part.courses)
    step = next((step for step in _STEPS if most / step <= 3.5), most)
    ticks = [tick * step for tick in range(1, int(most / step) + 1)]
    left = max([width_of(str(tick), SIZES["small"]) for tick in ticks] or [20.0]) + 8
    room = width - left - _RIGHT - _GAP * (len(parts) - 1) - _LEAST * len(parts)
    unit = max(room, 1.0) / max(sum(part.rounds for part in parts), 1)
    axes = _Axes(left, unit, _HIGH / max(most, 1))
    canvas.write(
        0,
        -22,
        words.say("picture.curve_rows" if all(isinstance(part, Panel) for part in parts) else "picture.curve_rounds"),
        "small",
    )
    for tick in (0, *ticks):
        canvas.draw(Pen().move(left, axes.y(tick)).line(width, axes.y(tick)), "grid")
        canvas.write_if_free(left - 5, axes.y(tick) + 4, str(tick), "small", "end")
    x = left
    for part, letter in zip(parts, letters, strict=True):
        wide = _LEAST + part.rounds * unit
        _part(canvas, words, part, letter, axes, x, wide)
        x += wide + _GAP
    return canvas


def _part(canvas: Canvas, words: Words, part: Drawn, letter: str, axes: _Axes, x: float, wide: float) -> None:
    """The steps of one part over its rounds."""
    unit = wide / max(part.rounds, 1)
    line, area, at = Pen(), Pen().move(x, _HIGH), x
    bad: list[tuple[float, Course]] = []
    for course in part.courses:
        start, at = at, at + course.times * unit
        for pen in (line, area):
            pen.lines(((start, axes.y(course.stitches)), (at, axes.y(course.stitches))))
        if course.faults:
            bad.append(((start + at) / 2, course))
    area.line(at, _HIGH).close()
    canvas.draw(area, "area")
    for place, course in bad:
        _fault(canvas, words, part, axes, place, course)
    canvas.draw(line, "curve")
    widest = next(course for course in part.courses if course.stitches == part.most)
    start = x + unit * sum(course.times for course in part.courses[: part.courses.index(widest)])
    canvas.write_if_free(start, axes.y(widest.stitches) - 5, str(widest.stitches), "small")
    _ends(canvas, part, letter, x, at)


def _fault(canvas: Canvas, words: Words, part: Drawn, axes: _Axes, x: float, course: Course) -> None:
    """A faulty line: its number under the axis, a cross on what it states, a ring on what it makes."""
    y = axes.y(course.stitches)
    canvas.draw(Pen().move(x, _HIGH).line(x, y), "wire")
    if course.computed is not None:
        real = axes.y(course.computed)
        canvas.write_if_free(x, min(y, real) - 8, f"{course.stitches} ≠ {course.computed}", "bad", "middle")
        canvas.draw(Pen().move(x, y).line(x, real), "wire")
        ring = Pen().move(x - 3.5, real).bow(x + 3.5, real, 3.5).bow(x - 3.5, real, -3.5).close()
        canvas.draw(ring, "ring", words.say("picture.told_computed", n=course.computed))
    cross = Pen().move(x - 3.5, y - 3.5).line(x + 3.5, y + 3.5).move(x - 3.5, y + 3.5).line(x + 3.5, y - 3.5)
    canvas.draw(cross, "cross", words.told(course, ""))
    canvas.write_if_free(x, _HIGH + 14, str(course.last), "bad", "middle")


def _ends(canvas: Canvas, part: Drawn, letter: str, x: float, end: float) -> None:
    """The first and the last number under the axis, and whose curve it is under those."""
    first, last = part.courses[0].first or 1, max(course.last for course in part.courses)
    canvas.write_if_free(end, _HIGH + 14, str(last), "small", "end")
    if last != first:
        canvas.write_if_free(x, _HIGH + 14, str(first), "small")
    if letter:
        name = f"{letter} {clean(part.name)}"
        text = shortened(name, SIZES["small"], max(end - x, width_of(letter, SIZES["small"]) + 1))
        canvas.write_if_free(x, _HIGH + 29, text if not text.endswith("…") or len(text) > 6 else letter, "small")
