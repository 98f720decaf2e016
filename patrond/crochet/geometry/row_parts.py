"""Parts in rows as values: a panel of blocks, each a stack of cells between two edges."""

from collections.abc import Iterator
from dataclasses import dataclass

from patrond.crochet.geometry.part import Part


@dataclass(frozen=True, slots=True)
class Edge:
    """A level of a piece in rows: from ``left`` to ``right``, at a height."""

    left: float
    right: float
    at: float

    @property
    def wide(self) -> float:
        """Its width."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Cell:
    """What course ``course`` covers: a trapezium between two edges."""

    course: int
    low: Edge
    high: Edge


@dataclass(frozen=True, slots=True)
class Block:
    """Rows on top of each other. A block that does not start at the foundation is a shoulder, a strap, a flap."""

    cells: tuple[Cell, ...]

    @property
    def base(self) -> Edge:
        """Where it starts."""
        return self.cells[0].low

    @property
    def top(self) -> Edge:
        """Where it ends."""
        return self.cells[-1].high


@dataclass(frozen=True, slots=True)
class Panel(Part):
    """A piece in rows, as it lies: the block that stands on the foundation, and those on top of it.

    ``endless``: how many rows there are is left to the maker. ``starts_on_top`` as of a solid.
    """

    blocks: tuple[Block, ...]
    endless: bool
    starts_on_top: bool

    def cells(self) -> Iterator[Cell]:
        """Every cell of every block."""
        return (cell for block in self.blocks for cell in block.cells)

    @property
    def left(self) -> float:
        """Its leftmost place."""
        return min(min(cell.low.left, cell.high.left) for cell in self.cells())

    @property
    def wide(self) -> float:
        """Its width."""
        return max(max(cell.low.right, cell.high.right) for cell in self.cells()) - self.left

    @property
    def high(self) -> float:
        """Its height."""
        return max(cell.high.at for cell in self.cells())

    @property
    def neck(self) -> tuple[Edge, float] | None:
        """The opening between two blocks that stand on one level: its upper edge, and how deep it is; None without."""
        levels = [block for block in self.blocks[1:] if block.base.at == self.blocks[1].base.at]
        if len(levels) < 2:
            return None
        first, second = sorted(levels[:2], key=lambda block: block.base.left)
        top = max(first.top.at, second.top.at)
        return Edge(first.top.right, second.top.left, top), top - first.base.at
