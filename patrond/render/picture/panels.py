"""Draws what is worked in rows as it lies: a panel with its shoulders, a sleeve, and along the sheet a scarf."""

import math
from collections.abc import Iterator

from patrond.crochet.geometry import Block, Cell, Course, Edge, Panel
from patrond.render.picture.bands import LEAST_LINE, Band, bands, marked
from patrond.render.picture.ink import Canvas
from patrond.render.picture.panel_labels import PanelLabels
from patrond.render.picture.pen import Pen
from patrond.render.picture.tags import mark
from patrond.render.picture.views import PanelView
from patrond.render.picture.words import Words

_TOOTH = 4.0


class PanelFigure:
    """One panel at a scale, its first corner at the origin."""

    def __init__(self, panel: Panel, scale: float, words: Words) -> None:
        self.panel = panel
        self.view = PanelView(panel, scale)
        self.words = words
        self.canvas = Canvas()

    def draw(self, *, sketch: bool = False) -> Canvas:
        """Fabric, rows, edges, then the labels around them; a ``sketch`` has all that takes room."""
        if not sketch:
            for band in bands(self.panel.courses):
                self._band(band)
            self._lines()
        for block in self.panel.blocks:
            self._edges(block)
        self._marks()
        PanelLabels(self.view, self.words, self.canvas).write()
        return self.canvas

    def _course(self, cell: Cell) -> Course:
        return self.panel.courses[cell.course]

    def _band(self, band: Band) -> None:
        """Some rows; those of one band that stand in several blocks are as many shapes."""
        for block in self.panel.blocks:
            cells = [cell for cell in block.cells if band.first <= cell.course <= band.last]
            if not cells:
                continue
            right = [self.view.at(edge.right, edge.at) for cell in cells for edge in (cell.low, cell.high)]
            left = [self.view.at(edge.left, edge.at) for cell in cells for edge in (cell.low, cell.high)]
            course = self.panel.courses[band.first]
            told = self.words.told(course, self.words.length(course.stitches * self.panel.stitch))
            shape = Pen().lines((*right, *reversed(left))).close()
            self.canvas.draw(shape, band.kind, told if band.single else "")

    def _lines(self) -> None:
        """Every row, or every so many where they lie too close."""
        pen = Pen()
        for cell in self.panel.cells():
            times = self._course(cell).times
            step = math.ceil(LEAST_LINE / max((cell.high.at - cell.low.at) * self.view.scale / times, 0.001))
            for row in range(step, times + 1, step):
                start, end = self.view.ends(_between(cell.low, cell.high, row / times))
                pen.move(*start).line(*end)
        self.canvas.draw(pen, "round")

    def _edges(self, block: Block) -> None:
        """Both sides, what of the upper end no other block stands on, and of the first block the lower end."""
        for side in ("left", "right"):
            points = [(getattr(edge, side), edge.at) for cell in block.cells for edge in (cell.low, cell.high)]
            self.canvas.draw(Pen().lines(self.view.at(*point) for point in points), "edge")
        if block is self.panel.blocks[0]:
            start, end = self.view.ends(block.base)
            self.canvas.draw(Pen().move(*start).line(*end), "edge")
        for left, right in self._free(block):
            start, end = self.view.ends(Edge(left, right, block.top.at))
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
            pen.line(x + off, y) if self.view.along else pen.line(x, y - off)
        return pen

    def _marks(self) -> None:
        bad = set(marked(self.panel.courses))
        for cell in self.panel.cells():
            if cell.course in bad:
                mark(self.canvas, self.words, *self.view.mark_place(cell.high), self._course(cell))


def _between(low: Edge, high: Edge, share: float) -> Edge:
    return Edge(
        low.left + (high.left - low.left) * share,
        low.right + (high.right - low.right) * share,
        low.at + (high.at - low.at) * share,
    )
