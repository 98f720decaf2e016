"""What is written around a solid: how far around and how high it is, and the counts of its rounds."""

import math
from collections.abc import Sequence

from patrond.crochet.geometry import base_of
from patrond.render.picture.ink import SIZES, Canvas
from patrond.render.picture.lettering import width_of
from patrond.render.picture.pen import Pen
from patrond.render.picture.tags import COLUMN, OFF, Tag, across, around, beside_line, labelled, tag, up, write_tags
from patrond.render.picture.views import SolidView
from patrond.render.picture.words import Words


class SolidLabels:
    """The labels of one figure."""

    def __init__(self, view: SolidView, words: Words, canvas: Canvas) -> None:
        self.view = view
        self.solid = view.solid
        self.words = words
        self.canvas = canvas

    def write(self) -> None:
        """Dimensions, then what counts have room beside them."""
        self._dimensions()
        self._counts()

    def _dimensions(self) -> None:
        """Under it how wide it is or how far around, beside it how high."""
        solid, words = self.solid, self.words
        lowest = max(self.view.y(solid.outline[0]), self.view.y(solid.outline[-1]))
        sag = max((self.view.sag(p) for p in solid.outline if self.view.y(p) > lowest - 1), default=0.0)
        half = self.view.half
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
        bottom = max(solid.outline[0], solid.outline[-1], key=self.view.y)
        at_brim = solid.mouth if bottom.half else solid.widest
        x = self.view.x(bottom) if bottom.half else self.view.half
        texts = [words.both(words.around(at_brim * solid.stitch), words.stitches(at_brim))]
        if solid.widest != at_brim:
            what = words.both(words.around(solid.around), words.stitches(solid.widest))
            texts.append(words.say("picture.widest", what=what))
        around(self.canvas, -x, x, lowest + 10, max(sag, 4), *texts)

    def _height(self) -> None:
        """Along the fabric from a crown, as a hat is measured; else right up."""
        solid, words = self.solid, self.words
        left = -self.view.half - OFF
        crowned = solid.shut_start if solid.starts_on_top else solid.shut_end
        if solid.stuffed or not crowned:
            ends = sorted((self.view.y(solid.outline[0]), self.view.y(solid.outline[-1])))
            up(
                self.canvas,
                left,
                ends[0],
                ends[1],
                words.length(solid.high),
                words.levels(solid.rounds, rows=self.solid.courses[0].row),
            )
        elif words.in_cm:
            self._along(left)

    def _along(self, left: float) -> None:
        """A dimension line beside the outline, from the crown to the brim."""
        outwards = 1 if self.solid.starts_on_top else -1
        way = [
            (-x, y) for x, y in _beside([(self.view.x(p), self.view.y(p)) for p in self.solid.outline], OFF * outwards)
        ]
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
        column = self.view.half + COLUMN
        tags: list[Tag] = []
        courses = self.solid.courses
        for at in labelled(courses):
            point = self.solid.outline[self.solid.cuts[at + 1]]
            if at >= under or courses[at].faults:
                tags.append(
                    tag(self.words, courses[at], self.view.x(point), self.view.y(point), rows=self.solid.courses[0].row)
                )
        write_tags(self.canvas, column, tags)


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
