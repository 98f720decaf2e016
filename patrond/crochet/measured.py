"""Centimetres and metres from counts and gauge: the width and height of pieces, and the yarn that they eat."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from patrond.crochet.findings import LineVerdict
from patrond.crochet.following.heights import lift, tallest
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.members import direct
from patrond.crochet.parts import ACCESSORIES, parts_named
from patrond.crochet.pattern import Gauge, Worked
from patrond.crochet.stitches import STITCHES
from patrond.crochet.study import Study
from patrond.crochet.stuffing import STRETCH
from patrond.crochet.yarns import LENGTH_PER_STITCH

V = direct(LineVerdict)
_DRAWN_SHUT = 12  # stitches that an end of a toy closes over


class Row(NamedTuple):
    """The rounds or rows of ``line`` as they lie: ``stitches`` wide, ``height`` cm high, worked ``times`` times."""

    line: FollowedLine
    stitches: int
    height: float
    times: int


@dataclass(frozen=True)
class Measured:
    """A piece in numbers. ``sure``: every line was verified, so that a judgement may rest on it."""

    piece: FollowedPiece
    rows: tuple[Row, ...]
    gauge: Gauge
    sure: bool

    @property
    def name(self) -> str:
        """The piece's name."""
        return self.piece.piece.name

    @property
    def in_rows(self) -> bool:
        """Whether it is worked to and fro."""
        return self.piece.piece.worked is Worked.ROWS

    @cached_property
    def most(self) -> int:
        """Stitches of its widest row."""
        return max((row.stitches for row in self.rows), default=0)

    @cached_property
    def usual(self) -> int:
        """Stitches of the row that is worked most often."""
        counted: Counter[int] = Counter()
        for row in self.rows:
            counted[row.stitches] += row.times
        return max(counted, key=counted.__getitem__, default=0)

    @cached_property
    def height(self) -> float:
        """All its rows on top of each other, in cm."""
        return sum(row.height * row.times for row in self.rows)

    @cached_property
    def row_count(self) -> int:
        """How many rounds or rows it has."""
        return sum(row.times for row in self.rows)

    def width(self, stitches: int) -> float:
        """So many stitches side by side, in cm."""
        return stitches * self.gauge.stitch_width

    def solid_height(self, stretch: float = STRETCH) -> float:
        """The height of a stuffed shape, in cm: its rounds end to end, with a dome in place of each closed end.

        A dome of radius r takes pi r / 2 of the fabric as it lies, and stands as high as the stuffing stretches r: of
        a ball, which is two domes, its diameter is left.
        """
        radius = self.width(self.most) / (2 * math.pi)
        ends = sum(
            row.stitches <= _DRAWN_SHUT and row.stitches < 0.6 * self.most for row in (self.rows[0], self.rows[-1])
        )
        return max(self.height - ends * radius * (math.pi / 2 - stretch), radius / 2)


def measure_pieces(study: Study, gauge: Gauge) -> tuple[Measured, ...]:
    """Every piece in numbers, at that gauge; sections of one work are one piece."""
    main = study.main_stitch
    whole: list[FollowedPiece] = []
    for piece in study.pieces:
        if piece.continues and whole:
            before = whole.pop()
            whole.append(replace(before, lines=(*before.lines, *piece.lines)))
        else:
            whole.append(piece)
    return tuple(_measured(piece, gauge, main, known=not study.goes_on) for piece in whole)


def main_piece(pieces: Sequence[Measured]) -> Measured:
    """The piece with the most stitches, all its copies counted; a strap is an accessory however long it is."""
    own = [piece for piece in pieces if ACCESSORIES.isdisjoint(parts_named(piece.name))]
    return max(own or pieces, key=lambda piece: piece.most * piece.row_count * piece.piece.piece.make)


def _measured(piece: FollowedPiece, gauge: Gauge, main: str, *, known: bool) -> Measured:
    rows = tuple(_rows(piece, gauge, main))
    worked = [line for line in piece.lines if line.turns]
    return Measured(piece, rows, gauge, known and bool(worked) and all(_is_sure(line) for line in worked))


def _is_sure(line: FollowedLine) -> bool:
    """Whether a line's width is known: where chains lie between its stitches, its count must count them too."""
    if line.verdict is not V.VERIFIED or line.endless or line.stitches is None:
        return False
    return line.made is None or not line.made.chains or line.stitches == line.made.stitches + line.made.chains


def _rows(piece: FollowedPiece, gauge: Gauge, main: str) -> Iterator[Row]:
    unit = gauge.row_height / STITCHES[main].height if main else 0.0
    for line in piece.lines:
        stitches, turns = line.stitches, line.turns
        if stitches is not None and turns:
            yield Row(line, stitches, unit * lift(line.instructions.stitches) or gauge.row_height, turns)


def yarn_needed(study: Study, gauge: Gauge) -> float | None:
    """Metres that all pieces eat, without reserve; None where too little is known."""
    if study.goes_on:
        return None
    units = 0.0
    for piece in study.pieces:
        for line in piece.lines:
            if line.endless or (line.turns and line.yarn is None and line.made is None):
                return None
            eaten = line.yarn if line.yarn is not None else _guessed(line)
            units += eaten * piece.piece.make
    return units * LENGTH_PER_STITCH * gauge.stitch_width / 100 if units else None


def _guessed(line: FollowedLine) -> float:
    """A line that was not counted eats what its stitches usually do."""
    stitches = line.stitches or 0
    highest = tallest(line.instructions.stitches)
    each = STITCHES[highest].yarn if highest else STITCHES["ch"].yarn
    return stitches * each * max(line.turns, 1)
