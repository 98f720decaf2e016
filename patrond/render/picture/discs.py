"""Draws what lies flat in rounds, from above: a disc, an oval, a square."""

from patrond.crochet.geometry import Disc
from patrond.render.picture.bands import LEAST_LINE, bands, marked
from patrond.render.picture.ink import Canvas
from patrond.render.picture.pen import Pen
from patrond.render.picture.tags import COLUMN, OFF, Tag, across, labelled, mark, tag, up, write_tags
from patrond.render.picture.words import Words

_SLANT = 0.8  # how far up a ring its label points at it


class DiscFigure:
    """One disc at a scale, its middle at the origin; ``bare``: without its counts."""

    def __init__(self, disc: Disc, scale: float, words: Words, *, bare: bool = False) -> None:
        self.disc = disc
        self.scale = scale
        self.words = words
        self.canvas = Canvas()
        self.rows = disc.courses[0].row
        self.bare = bare

    def draw(self, *, sketch: bool = False) -> Canvas:
        """Rings, each over the one around it, then the labels; a ``sketch`` has all that takes room."""
        if not sketch:
            self._rings()
            self._lines()
        self.canvas.draw(self._ring(max(self.disc.radii)), "edge")
        for at in marked(self.disc.courses):
            mark(self.canvas, self.words, *self._place(self.disc.radii[at]), self.disc.courses[at])
        self._dimensions()
        if not self.bare:
            self._counts()
        return self.canvas

    def _ring(self, radius: float) -> Pen:
        r, half = radius * self.scale, self.disc.straight / 2 * self.scale
        if self.disc.square:
            return Pen().lines(((-r, -r), (r, -r), (r, r), (-r, r))).close()
        return Pen().move(-half, -r).line(half, -r).turn(half, r, r).line(-half, r).turn(-half, -r, -r).close()

    def _rings(self) -> None:
        rings = [(max(self.disc.radii[band.first : band.last + 1]), band) for band in bands(self.disc.courses)]
        for radius, band in sorted(rings, key=lambda ring: -ring[0]):
            told = self.words.told(self.disc.courses[band.first], "") if band.single else ""
            self.canvas.draw(self._ring(radius), band.kind, told)

    def _lines(self) -> None:
        drawn = 0.0
        inner = 0.0
        for radius, course in zip(self.disc.radii, self.disc.courses, strict=True):
            for turn in range(1, min(course.times, 200) + 1):
                at = inner + (radius - inner) * turn / min(course.times, 200)
                if (at - drawn) * self.scale >= LEAST_LINE:
                    self.canvas.draw(self._ring(at), "round")
                    drawn = at
            inner = radius

    def _place(self, radius: float) -> tuple[float, float]:
        """Where on a ring its label points at."""
        r, half = radius * self.scale, self.disc.straight / 2 * self.scale
        if self.disc.square:
            return r, -r * _SLANT
        return half + r * (1 - _SLANT**2) ** 0.5, -r * _SLANT

    def _dimensions(self) -> None:
        disc, words = self.disc, self.words
        half, r = disc.wide / 2 * self.scale, max(disc.radii) * self.scale
        round_ = not disc.straight and not disc.square
        length = words.across(disc.wide) if round_ else words.length(disc.wide)
        across(self.canvas, -half, half, r + 12, words.both(length, words.stitches(disc.most)))
        if not round_:
            up(self.canvas, -half - OFF, -r, r, words.length(disc.high))

    def _counts(self) -> None:
        column = self.disc.wide / 2 * self.scale + COLUMN
        tags: list[Tag] = []
        for at in labelled(self.disc.courses):
            x, y = self._place(self.disc.radii[at])
            tags.append(tag(self.words, self.disc.courses[at], x, y, rows=self.rows))
        write_tags(self.canvas, column, tags)
