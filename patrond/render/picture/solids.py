"""Draws what is worked in rounds from the side: a hat, a ball, a limb, a bag with its handle."""

import math
from collections.abc import Sequence

from patrond.crochet.geometry import Course, Point, Solid, base_of
from patrond.render.picture.bands import Band, bands, marked
from patrond.render.picture.ink import SIZES, Canvas, Pen
from patrond.render.picture.lettering import width_of
from patrond.render.picture.tags import Tag, across, around, beside_line, labelled, mark, tag, up, write_tags
from patrond.render.picture.words import Words

TILT = 0.15
"""How much of a circle is seen from where one looks at it: a little from above."""
LEAST_LINE = 3.3  # between two rounds that are drawn
_COLUMN = 16.0  # from the fabric to the counts
_OFF = 11.0  # from the fabric to a dimension line along it


class SolidFigure:
    """One solid at a scale."""

    def __init__(self, solid: Solid, scale: float, words: Words) -> None:
        self.solid = solid
        self.scale = scale
        self.words = words
        self.canvas = Canvas()
        self.rows = solid.courses[0].row

    def draw(self, *, sketch: bool = False) -> Canvas:
        """Handle, fabric, rounds, edge, then the labels around them; a ``sketch`` has all that takes room."""
        self._handle()
        if not sketch:
            for band in bands(self.solid.courses):
                self._band(band)
            self._rounds()
        self._edge()
        self._opening()
        self._marks()
        self._dimensions()
        self._counts()
        return self.canvas

    def _x(self, point: Point) -> float:
        return point.half * self.scale

    def _y(self, point: Point) -> float:
        return (point.at if self.solid.starts_on_top else self.solid.high - point.at) * self.scale

    def _sag(self, point: Point) -> float:
        """How deep the front of a round hangs below its sides: an oval's less than a circle's."""
        return max(point.half - self.solid.straight / 2, 0.0) * self.scale * TILT

    def _points(self, first: int, last: int) -> Sequence[Point]:
        """The outline of those courses; what is drawn shut at the end belongs to the last."""
        end = self.solid.cuts[last + 1] if last + 1 < len(self.solid.courses) else len(self.solid.outline) - 1
        return self.solid.outline[self.solid.cuts[first] : end + 1]

    def _band(self, band: Band) -> None:
        """Some rounds: down the right side, back along the front, up the left side."""
        points = self._points(band.first, band.last)
        first, last = points[0], points[-1]
        pen = Pen().lines((self._x(point), self._y(point)) for point in points)
        pen.bow(-self._x(last), self._y(last), self._sag(last))
        pen.lines((-self._x(point), self._y(point)) for point in reversed(points[:-1]))
        pen.bow(self._x(first), self._y(first), self._sag(first)).close()
        course = self.solid.courses[band.first]
        self.canvas.draw(pen, band.kind, self.words.told(course, self._around(course)) if band.single else "")

    def _around(self, course: Course) -> str:
        """The circumference of a round; of one with handles in it none is told."""
        return self.words.around(course.stitches * self.solid.stitch) if course.stitches <= self.solid.widest else ""

    def _rounds(self) -> None:
        """The front of every round, or of every other one where they lie too close."""
        pen = Pen()
        drawn = -math.inf
        for at, course in enumerate(self.solid.courses):
            for point in self._levels(at, course):
                y = self._y(point) + self._sag(point)
                if abs(y - drawn) >= LEAST_LINE:
                    x = self._x(point)
                    pen.move(-x, self._y(point)).bow(x, self._y(point), self._sag(point))
                    drawn = y
        self.canvas.draw(pen, "round")

    def _levels(self, at: int, course: Course) -> Sequence[Point]:
        """Where its rounds end: some of many are enough, they are too close to be drawn anyway."""
        points = self.solid.outline[self.solid.cuts[at] : self.solid.cuts[at + 1] + 1]
        if len(points) - 1 >= course.times:
            return points[1:]
        number = min(course.times, 400)
        return [_between(points, (index + 1) / number) for index in range(number)]

    def _edge(self) -> None:
        """The outline on both sides, and the front of the lower end."""
        points = self.solid.outline
        standing = [at for at, point in enumerate(points) if point.at <= 0.0 and not self.solid.starts_on_top]
        for side in (1, -1):  # of a flat base nothing is seen but its rim
            way = points[max(standing, default=0) :]
            self.canvas.draw(Pen().lines((side * self._x(point), self._y(point)) for point in way), "edge")
        lower = max(points, key=lambda point: (self._y(point), point.half))
        x, y = self._x(lower), self._y(lower)
        self.canvas.draw(Pen().move(-x, y).bow(x, y, self._sag(lower)), "edge")

    def _opening(self) -> None:
        """The upper end, where it is open: one looks into it."""
        start, end = self.solid.outline[0], self.solid.outline[-1]
        upper = start if self.solid.starts_on_top else end
        shut = self.solid.shut_start if self.solid.starts_on_top else self.solid.shut_end
        if shut or self._x(upper) < 1:
            return
        x, y, sag = self._x(upper), self._y(upper), self._sag(upper)
        self.canvas.draw(Pen().move(-x, y).bow(x, y, sag).bow(-x, y, -sag).close(), "inside")

    def _handle(self) -> None:
        """The front handle as it stands up, as thick as the rounds that are worked over it."""
        handle = self.solid.handles
        if handle is None:
            return
        half = handle.gap / 2 * self.scale
        leg = max(handle.length - math.pi * handle.gap / 2, 0.0) / 2 * self.scale
        outer = half + max(handle.band * self.scale, 4.0)
        pen = Pen().move(-outer, 0).line(-outer, -leg).bow(outer, -leg, -outer).line(outer, 0)
        pen.line(half, 0).line(half, -leg).bow(-half, -leg, -half).line(-half, 0).close()
        self.canvas.draw(pen, "fabric")
        self.canvas.draw(pen, "edge")
        texts = (self.words.say("picture.handles", n=handle.number), self.words.length(handle.length))
        what = self.words.both(*texts, self.words.stitches(handle.chains))
        self.canvas.write(0, -leg - outer - 7, what, "text", "middle")

    def _marks(self) -> None:
        for at in marked(self.solid.courses):
            point = self._points(at, at)[-1]
            mark(self.canvas, self.words, self._x(point), self._y(point), self.solid.courses[at])

    def _dimensions(self) -> None:
        """Under it how wide it is or how far around, beside it how high."""
        solid, words = self.solid, self.words
        lowest = max(self._y(solid.outline[0]), self._y(solid.outline[-1]))
        sag = max((self._sag(p) for p in solid.outline if self._y(p) > lowest - 1), default=0.0)
        half = solid.wide / 2 * self.scale
        count = words.stitches(solid.widest)
        if solid.straight:
            texts = (words.length(solid.wide), words.both(words.around(solid.around), count))
            across(self.canvas, -half, half, lowest + sag + 12, *texts)
        elif solid.stuffed:
            across(self.canvas, -half, half, lowest + sag + 12, words.both(words.across(solid.wide), count))
        else:
            self._circumference(lowest, sag)
        if solid.complete:
            self._height()

    def _circumference(self, lowest: float, sag: float) -> None:
        """The way around: at the brim where that is below, and at the widest place where that is another."""
        solid, words = self.solid, self.words
        bottom = max(solid.outline[0], solid.outline[-1], key=self._y)
        at_brim = solid.mouth if bottom.half else solid.widest
        x = self._x(bottom) if bottom.half else solid.wide / 2 * self.scale
        texts = [words.both(words.around(at_brim * solid.stitch), words.stitches(at_brim))]
        if solid.widest != at_brim:
            what = words.both(words.around(solid.around), words.stitches(solid.widest))
            texts.append(words.say("picture.widest", what=what))
        around(self.canvas, -x, x, lowest + 10, max(sag, 4), *texts)

    def _height(self) -> None:
        """Along the fabric from a crown, as a hat is measured; else right up."""
        solid, words = self.solid, self.words
        left = -solid.wide / 2 * self.scale - _OFF
        crowned = solid.shut_start if solid.starts_on_top else solid.shut_end
        if solid.stuffed or not crowned:
            ends = sorted((self._y(solid.outline[0]), self._y(solid.outline[-1])))
            up(
                self.canvas,
                left,
                ends[0],
                ends[1],
                words.length(solid.high),
                words.levels(solid.rounds, rows=self.rows),
            )
        elif words.in_cm:
            self._along(left)

    def _along(self, left: float) -> None:
        """A dimension line beside the outline, from the crown to the brim."""
        outwards = 1 if self.solid.starts_on_top else -1
        way = [(-x, y) for x, y in _beside([(self._x(p), self._y(p)) for p in self.solid.outline], _OFF * outwards)]
        pen = Pen().lines(way)
        (x0, y0), (x1, y1) = way[0], way[-1]
        pen.move(x0, y0 - 3.5).line(x0, y0 + 3.5).move(x1 - 3.5, y1).line(x1 + 3.5, y1)
        self.canvas.draw(pen, "dim")
        upright = [y for x, y in way if x <= left + 1] or [y1]
        text = self.words.say("picture.along", value=self.words.number(self.solid.fabric))
        half = width_of(text, SIZES["text"]) / 2
        middle = (min(upright) + max(upright)) / 2
        beside_line(self.canvas, left, min(middle, max(upright) - half) if outwards > 0 else middle, text)

    def _counts(self) -> None:
        """The counts where they change; of a flat base only that of its rim, which is what is seen of it."""
        base = base_of(self.solid)
        under = len(base.courses) - 1 if base is not None else 0
        column = self.solid.wide / 2 * self.scale + _COLUMN
        tags: list[Tag] = []
        courses = self.solid.courses
        for at in labelled(courses):
            point = self.solid.outline[self.solid.cuts[at + 1]]
            if at >= under or courses[at].faults:
                tags.append(tag(self.words, courses[at], self._x(point), self._y(point), rows=self.rows))
        write_tags(self.canvas, column, tags)


def _between(points: Sequence[Point], share: float) -> Point:
    """The point at that share of the way through points that are evenly apart."""
    place = share * (len(points) - 1)
    at = min(int(place), len(points) - 2)
    rest = place - at
    start, end = points[at], points[at + 1]
    return Point(start.half + (end.half - start.half) * rest, start.at + (end.at - start.at) * rest)


def _beside(points: Sequence[tuple[float, float]], off: float) -> list[tuple[float, float]]:
    """A line that runs beside another, so far to the left of the way that it takes on the screen."""
    moved: list[tuple[float, float]] = []
    for at, (x, y) in enumerate(points):
        before, after = points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy)
        if length > 1e-6:
            moved.append((x + dy / length * off, y - dx / length * off))
    return moved
