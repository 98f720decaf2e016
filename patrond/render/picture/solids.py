"""Draws what is worked in rounds from the side: a hat, a ball, a limb, a bag with its handle."""

import math
from collections.abc import Sequence

from patrond.crochet.geometry import Course, Point, Solid
from patrond.render.picture.bands import LEAST_LINE, Band, bands, marked
from patrond.render.picture.ink import Canvas
from patrond.render.picture.pen import Pen
from patrond.render.picture.solid_labels import SolidLabels
from patrond.render.picture.tags import mark
from patrond.render.picture.views import SolidView
from patrond.render.picture.words import Words


class SolidFigure:
    """One solid at a scale."""

    def __init__(self, solid: Solid, scale: float, words: Words) -> None:
        self.solid = solid
        self.view = SolidView(solid, scale)
        self.words = words
        self.canvas = Canvas()

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
        SolidLabels(self.view, self.words, self.canvas).write()
        return self.canvas

    def _band(self, band: Band) -> None:
        """Some rounds: down the right side, back along the front, up the left side."""
        points = self.view.points(band.first, band.last)
        first, last = points[0], points[-1]
        pen = Pen().lines((self.view.x(point), self.view.y(point)) for point in points)
        pen.bow(-self.view.x(last), self.view.y(last), self.view.sag(last))
        pen.lines((-self.view.x(point), self.view.y(point)) for point in reversed(points[:-1]))
        pen.bow(self.view.x(first), self.view.y(first), self.view.sag(first)).close()
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
                y = self.view.y(point) + self.view.sag(point)
                if abs(y - drawn) >= LEAST_LINE:
                    x = self.view.x(point)
                    pen.move(-x, self.view.y(point)).bow(x, self.view.y(point), self.view.sag(point))
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
            self.canvas.draw(Pen().lines((side * self.view.x(point), self.view.y(point)) for point in way), "edge")
        lower = max(points, key=lambda point: (self.view.y(point), point.half))
        x, y = self.view.x(lower), self.view.y(lower)
        self.canvas.draw(Pen().move(-x, y).bow(x, y, self.view.sag(lower)), "edge")

    def _opening(self) -> None:
        """The upper end, where it is open: one looks into it."""
        start, end = self.solid.outline[0], self.solid.outline[-1]
        upper = start if self.solid.starts_on_top else end
        shut = self.solid.shut_start if self.solid.starts_on_top else self.solid.shut_end
        if shut or self.view.x(upper) < 1:
            return
        x, y, sag = self.view.x(upper), self.view.y(upper), self.view.sag(upper)
        self.canvas.draw(Pen().move(-x, y).bow(x, y, sag).bow(-x, y, -sag).close(), "inside")

    def _handle(self) -> None:
        """The front handle as it stands up, as thick as the rounds that are worked over it."""
        handle = self.solid.handles
        if handle is None:
            return
        half = handle.gap / 2 * self.view.scale
        leg = max(handle.length - math.pi * handle.gap / 2, 0.0) / 2 * self.view.scale
        outer = half + max(handle.band * self.view.scale, 4.0)
        pen = Pen().move(-outer, 0).line(-outer, -leg).bow(outer, -leg, -outer).line(outer, 0)
        pen.line(half, 0).line(half, -leg).bow(-half, -leg, -half).line(-half, 0).close()
        self.canvas.draw(pen, "fabric")
        self.canvas.draw(pen, "edge")
        texts = (self.words.say("picture.handles", n=handle.number), self.words.length(handle.length))
        what = self.words.both(*texts, self.words.stitches(handle.chains))
        self.canvas.write(0, -leg - outer - 7, what, "text", "middle")

    def _marks(self) -> None:
        for at in marked(self.solid.courses):
            point = self.view.points(at, at)[-1]
            mark(self.canvas, self.words, self.view.x(point), self.view.y(point), self.solid.courses[at])


def _between(points: Sequence[Point], share: float) -> Point:
    """The point at that share of the way through points that are evenly apart."""
    place = share * (len(points) - 1)
    at = min(int(place), len(points) - 2)
    rest = place - at
    start, end = points[at], points[at + 1]
    return Point(start.half + (end.half - start.half) * rest, start.at + (end.at - start.at) * rest)
