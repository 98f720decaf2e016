"""Draws what is worked in rows as it lies: a panel with its shoulders, a sleeve, and along the sheet a scarf."""

import math
from collections.abc import Iterator

from patrond.crochet.geometry import Block, Cell, Course, Edge, Panel
from patrond.render.picture.bands import Band, bands, marked
from patrond.render.picture.ink import Canvas, Pen
from patrond.render.picture.solids import LEAST_LINE
from patrond.render.picture.tags import Tag, across, labelled, mark, tag, up, write_tags, write_tags_above
from patrond.render.picture.words import Words

LENGTHWISE = 2.2
"""A panel so many times as high as wide lies along the sheet."""
_COLUMN = 16.0
_NECK_COLUMN = 66.0
_OFF = 11.0
_TOOTH = 4.0


class PanelFigure:
    """One panel at a scale, its first corner at the origin."""

    def __init__(self, panel: Panel, scale: float, words: Words) -> None:
        self.panel = panel
        self.scale = scale
        self.words = words
        self.canvas = Canvas()
        self.rows = True
        self.along = len(panel.blocks) == 1 and panel.high > LENGTHWISE * panel.wide
        self.wide, self.high = panel.wide * scale, panel.high * scale

    def draw(self, *, sketch: bool = False) -> Canvas:
        """Fabric, rows, edges, then the labels around them; a ``sketch`` has all that takes room."""
        if not sketch:
            for band in bands(self.panel.courses):
                self._band(band)
            self._lines()
        for block in self.panel.blocks:
            self._edges(block)
        self._marks()
        self._dimensions()
        self._neck()
        self._counts()
        return self.canvas

    def _at(self, across_: float, height: float) -> tuple[float, float]:
        """A place of the panel on the sheet."""
        x, y = (across_ - self.panel.left) * self.scale, height * self.scale
        if self.along:
            return y, x
        return x, (y if self.panel.starts_on_top else self.high - y)

    def _ends(self, edge: Edge) -> tuple[tuple[float, float], tuple[float, float]]:
        return self._at(edge.left, edge.at), self._at(edge.right, edge.at)

    def _course(self, cell: Cell) -> Course:
        return self.panel.courses[cell.course]

    def _band(self, band: Band) -> None:
        """Some rows; those of one band that stand in several blocks are as many shapes."""
        for block in self.panel.blocks:
            cells = [cell for cell in block.cells if band.first <= cell.course <= band.last]
            if not cells:
                continue
            right = [self._at(edge.right, edge.at) for cell in cells for edge in (cell.low, cell.high)]
            left = [self._at(edge.left, edge.at) for cell in cells for edge in (cell.low, cell.high)]
            course = self.panel.courses[band.first]
            told = self.words.told(course, self.words.length(course.stitches * self.panel.stitch))
            shape = Pen().lines((*right, *reversed(left))).close()
            self.canvas.draw(shape, band.kind, told if band.single else "")

    def _lines(self) -> None:
        """Every row, or every so many where they lie too close."""
        pen = Pen()
        for cell in self.panel.cells():
            times = self._course(cell).times
            step = math.ceil(LEAST_LINE / max((cell.high.at - cell.low.at) * self.scale / times, 0.001))
            for row in range(step, times + 1, step):
                start, end = self._ends(_between(cell.low, cell.high, row / times))
                pen.move(*start).line(*end)
        self.canvas.draw(pen, "round")

    def _edges(self, block: Block) -> None:
        """Both sides, what of the upper end no other block stands on, and of the first block the lower end."""
        for side in ("left", "right"):
            points = [(getattr(edge, side), edge.at) for cell in block.cells for edge in (cell.low, cell.high)]
            self.canvas.draw(Pen().lines(self._at(*point) for point in points), "edge")
        if block is self.panel.blocks[0]:
            start, end = self._ends(block.base)
            self.canvas.draw(Pen().move(*start).line(*end), "edge")
        for left, right in self._free(block):
            start, end = self._ends(Edge(left, right, block.top.at))
            torn = self.panel.endless and block is self.panel.blocks[-1]
            self.canvas.draw(self._torn(start, end) if torn else Pen().move(*start).line(*end), "edge")

    def _free(self, block: Block) -> Iterator[tuple[float, float]]:
        """The parts of a block's upper end on which nothing stands."""
        at = block.top.left
        bases = [b.base for b in self.panel.blocks if b is not block and abs(b.base.at - block.top.at) < 1e-6]
        for base in sorted(bases, key=lambda edge: edge.left):
            if base.left > at + 1e-6:
                yield at, base.left
            at = max(at, base.right)
        if block.top.right > at + 1e-6:
            yield at, block.top.right

    def _torn(self, start: tuple[float, float], end: tuple[float, float]) -> Pen:
        """An end of which nobody says where it is."""
        number = max(2, round(math.dist(start, end) / (2 * _TOOTH)))
        pen = Pen().move(*start)
        for tooth in range(1, number + 1):
            x = start[0] + (end[0] - start[0]) * tooth / number
            y = start[1] + (end[1] - start[1]) * tooth / number
            off = _TOOTH if tooth % 2 and tooth < number else 0.0
            pen.line(x + off, y) if self.along else pen.line(x, y - off)
        return pen

    def _marks(self) -> None:
        bad = set(marked(self.panel.courses))
        for cell in self.panel.cells():
            if cell.course in bad:
                mark(self.canvas, self.words, *self._mark_place(cell), self._course(cell))

    def _mark_place(self, cell: Cell) -> tuple[float, float]:
        """At the end of a row: its right, or its upper side where the panel lies along."""
        middle = _between(cell.low, cell.high, 1.0)
        return self._at(middle.left if self.along else middle.right, middle.at)

    def _dimensions(self) -> None:
        panel, words = self.panel, self.words
        height = (words.length(panel.high), words.levels(panel.rounds, rows=True))
        if self.along:
            (left, top), (_, bottom) = self._ends(panel.blocks[0].base)
            up(self.canvas, left - _OFF, top, bottom, *self._width(panel.blocks[0].base))
            if panel.complete:
                across(self.canvas, 0, self.high, self.wide + 12, words.both(*height))
            return
        self._width_line(panel.blocks[0].base, over=panel.starts_on_top)
        base, top_edge = panel.blocks[0].base, panel.blocks[0].top
        if len(panel.blocks) == 1 and abs(base.wide - top_edge.wide) > panel.stitch:
            self._width_line(top_edge, over=not panel.starts_on_top)
        if panel.complete:
            up(self.canvas, -_OFF, 0, self.high, *height if len(panel.blocks) == 1 else height[:1])

    def _width(self, edge: Edge) -> tuple[str, str]:
        return self.words.length(edge.wide), self.words.stitches(round(edge.wide / self.panel.stitch))

    def _width_line(self, edge: Edge, *, over: bool) -> None:
        (left, y), (right, _) = self._ends(edge)
        across(self.canvas, left, right, y - 12 if over else y + 12, self.words.both(*self._width(edge)), over=over)

    def _neck(self) -> None:
        """The width of the neck over its opening, and how deep it is beside it."""
        found = self.panel.neck
        if found is None:
            return
        edge, deep = found
        (left, top), (right, _) = self._ends(edge)
        text = self.words.length(edge.wide) or self.words.stitches(round(edge.wide / self.panel.stitch))
        across(self.canvas, left, right, top - 8, text, over=True)
        length = self.words.length(deep)
        if length:
            x, low = self.wide + 9, top + deep * self.scale
            pen = Pen().move(x, top).line(x, low)
            for y in (top, low):
                pen.move(x - 3.5, y).line(x + 3.5, y)
            self.canvas.draw(pen, "dim")
            self.canvas.write_if_free(x + 6, (top + low) / 2 + 4, length, "text")

    def _counts(self) -> None:
        """The counts where they change; of shoulders that stand side by side those of one."""
        shown = set(labelled(self.panel.courses))
        column = self.wide + (_NECK_COLUMN if self.panel.neck else _COLUMN)
        tags: list[Tag] = []
        for block in self.panel.blocks:
            level = [each for each in self.panel.blocks if each.base.at == block.base.at]
            for cell in block.cells:
                course = self._course(cell)
                if cell.course not in shown:
                    continue
                x, y = self._mark_place(cell)
                if course.faults:
                    tags.append(tag(self.words, course, x, y, rows=True))
                elif block is level[0]:
                    tags.append(tag(self.words, course, x if len(level) == 1 else column - 12, y, rows=True))
        if self.along:
            write_tags_above(self.canvas, -10, self.high, tags)
        else:
            write_tags(self.canvas, column, tags)


def _between(low: Edge, high: Edge, share: float) -> Edge:
    return Edge(
        low.left + (high.left - low.left) * share,
        low.right + (high.right - low.right) * share,
        low.at + (high.at - low.at) * share,
    )
