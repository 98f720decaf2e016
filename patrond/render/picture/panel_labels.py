"""What is written around a panel: its widths, its height, its neck, and the counts of its rows."""

from patrond.crochet.geometry import Edge
from patrond.render.picture.ink import Canvas
from patrond.render.picture.pen import Pen
from patrond.render.picture.tags import COLUMN, OFF, Tag, across, labelled, tag, up, write_tags, write_tags_above
from patrond.render.picture.views import PanelView
from patrond.render.picture.words import Words

_NECK_COLUMN = 66.0  # from the fabric to the counts, past the depth of a neck


class PanelLabels:
    """The labels of one figure."""

    def __init__(self, view: PanelView, words: Words, canvas: Canvas) -> None:
        self.view = view
        self.panel = view.panel
        self.words = words
        self.canvas = canvas

    def write(self) -> None:
        """Dimensions, then what counts have room beside them."""
        self._dimensions()
        self._neck()
        self._counts()

    def _dimensions(self) -> None:
        panel, words = self.panel, self.words
        height = (words.length(panel.high), words.levels(panel.rounds, rows=True))
        if self.view.along:
            (left, top), (_, bottom) = self.view.ends(panel.blocks[0].base)
            up(self.canvas, left - OFF, top, bottom, *self._width(panel.blocks[0].base))
            if panel.complete:
                across(self.canvas, 0, self.view.high, self.view.wide + 12, words.both(*height))
            return
        self._width_line(panel.blocks[0].base, over=panel.starts_on_top)
        base, top_edge = panel.blocks[0].base, panel.blocks[0].top
        if len(panel.blocks) == 1 and abs(base.wide - top_edge.wide) > panel.stitch:
            self._width_line(top_edge, over=not panel.starts_on_top)
        if panel.complete:
            up(self.canvas, -OFF, 0, self.view.high, *height if len(panel.blocks) == 1 else height[:1])

    def _width(self, edge: Edge) -> tuple[str, str]:
        return self.words.length(edge.wide), self.words.stitches(round(edge.wide / self.panel.stitch))

    def _width_line(self, edge: Edge, *, over: bool) -> None:
        (left, y), (right, _) = self.view.ends(edge)
        across(self.canvas, left, right, y - 12 if over else y + 12, self.words.both(*self._width(edge)), over=over)

    def _neck(self) -> None:
        """The width of the neck over its opening, and how deep it is beside it."""
        found = self.panel.neck
        if found is None:
            return
        edge, deep = found
        (left, top), (right, _) = self.view.ends(edge)
        text = self.words.length(edge.wide) or self.words.stitches(round(edge.wide / self.panel.stitch))
        across(self.canvas, left, right, top - 8, text, over=True)
        length = self.words.length(deep)
        if length:
            x, low = self.view.wide + 9, top + deep * self.view.scale
            pen = Pen().move(x, top).line(x, low)
            for y in (top, low):
                pen.move(x - 3.5, y).line(x + 3.5, y)
            self.canvas.draw(pen, "dim")
            self.canvas.write_if_free(x + 6, (top + low) / 2 + 4, length, "text")

    def _counts(self) -> None:
        """The counts where they change; of shoulders that stand side by side those of one."""
        shown = set(labelled(self.panel.courses))
        column = self.view.wide + (_NECK_COLUMN if self.panel.neck else COLUMN)
        tags: list[Tag] = []
        for block in self.panel.blocks:
            level = [each for each in self.panel.blocks if each.base.at == block.base.at]
            for cell in block.cells:
                course = self.panel.courses[cell.course]
                if cell.course not in shown:
                    continue
                x, y = self.view.mark_place(cell.high)
                if course.faults:
                    tags.append(tag(self.words, course, x, y, rows=True))
                elif block is level[0]:
                    tags.append(tag(self.words, course, x if len(level) == 1 else column - 12, y, rows=True))
        if self.view.along:
            write_tags_above(self.canvas, -10, self.view.high, tags)
        else:
            write_tags(self.canvas, column, tags)
