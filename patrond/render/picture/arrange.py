"""Sets figures side by side on a sheet, all to one scale, as large as the sheet allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from patrond.crochet.geometry import Disc, Drawn, Measure, Panel, Shape, Solid, base_of
from patrond.render.picture.discs import DiscFigure
from patrond.render.picture.ink import SIZES, Canvas
from patrond.render.picture.lettering import clean, shortened, width_of
from patrond.render.picture.panels import PanelFigure
from patrond.render.picture.pen import Box, Pen
from patrond.render.picture.solids import SolidFigure
from patrond.render.picture.words import Words

_BETWEEN = 22.0
_UNDER_NAME = 12.0
_LARGEST = {Measure.CENTIMETRES: 34.0, Measure.STITCHES: 16.0}  # units of the sheet for one of the shape's
_FINER = 0.88
_SMALLEST = 110.0  # of the sheet, that the longest part should at least be
_MORE_ROOM = 0.13  # that each part beyond three adds to the height of a sheet
_FINEST = 200  # rungs of the ladder of scales, a millionth of a millionth
_BARS = (100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0)
_LONGEST_BAR = 110.0


Lettered = Sequence[tuple[Drawn, str]]
"""Parts, each with the letter by which it is known."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How wide a picture is, and how high its figures together should at most be."""

    width: float
    figures: float


@dataclass(frozen=True, slots=True)
class _Placed:
    canvas: Canvas
    box: Box

    @property
    def wide(self) -> float:
        return self.box.right - self.box.left

    @property
    def high(self) -> float:
        return self.box.bottom - self.box.top


def arrange(shape: Shape, words: Words, sheet: Sheet, letters: Sequence[str]) -> Canvas:
    """Every part with its name, in rows; and under them how long a centimetre is."""
    parts = tuple(zip(shape.parts, letters, strict=True))
    scale = _largest(parts, words, sheet, _LARGEST[shape.measure])
    canvas = Canvas()
    y = 0.0
    for shelf in _shelves(_figures(parts, scale, words, sheet), sheet.width):
        x = (sheet.width - sum(placed.wide for placed in shelf) - _BETWEEN * (len(shelf) - 1)) / 2
        for placed in shelf:
            canvas.place(placed.canvas, x - placed.box.left, y - placed.box.top)
            x += placed.wide + _BETWEEN
        y += max(placed.high for placed in shelf) + _BETWEEN
    _bar(canvas, words, scale, sheet.width, y)
    return canvas


def _largest(parts: Lettered, words: Words, sheet: Sheet, scale: float) -> float:
    """The largest scale at which all fits, by halving a ladder of scales.

    Down to where the largest part is still something to look at; from there on a sheet becomes longer, not wider.
    """
    longest = max(max(part.wide, part.high) for part, _ in parts)
    rungs = max(math.ceil(math.log(scale * longest / _SMALLEST) / -math.log(_FINER)), 0)
    room = sheet.figures * max(1.0, 1 + _MORE_ROOM * (len(parts) - 3))
    low, high = 0, rungs
    while low < high:
        middle = (low + high) // 2
        wide, tall = _room(parts, scale * _FINER**middle, words, sheet)
        if wide <= sheet.width and tall <= room:
            high = middle
        else:
            low = middle + 1
    while low < _FINEST and _room(parts, scale * _FINER**low, words, sheet)[0] > sheet.width:
        low += 1  # handles may reach beyond the part that they are on
    return scale * _FINER**low


def _room(parts: Lettered, scale: float, words: Words, sheet: Sheet) -> tuple[float, float]:
    """How wide the widest figure is, and how high all rows of them are."""
    shelves = _shelves(_figures(parts, scale, words, sheet, sketch=True), sheet.width)
    return max(placed.wide for shelf in shelves for placed in shelf), _high(shelves)


def _figures(parts: Lettered, scale: float, words: Words, sheet: Sheet, *, sketch: bool = False) -> list[_Placed]:
    """The figure of every part, and beside a bag's that of its base."""
    figures: list[_Placed] = []
    for part, letter in parts:
        name = clean(part.name) or (words.say("picture.piece") if len(parts) > 1 else "")
        times = words.say("picture.times", n=part.make) if part.make > 1 else ""
        canvas = _drawn(part, scale, words, sketch=sketch)
        figures.append(_named(canvas, f"{letter}  {name}" if letter else name, times, sheet.width))
        base = base_of(part) if isinstance(part, Solid) else None
        if base is not None:
            canvas = DiscFigure(base, scale, words, bare=True).draw(sketch=sketch)
            figures.append(_named(canvas, words.say("picture.base"), "", sheet.width))
    return figures


def _drawn(part: Drawn, scale: float, words: Words, *, sketch: bool) -> Canvas:
    match part:
        case Solid():
            return SolidFigure(part, scale, words).draw(sketch=sketch)
        case Disc():
            return DiscFigure(part, scale, words).draw(sketch=sketch)
        case Panel():
            return PanelFigure(part, scale, words).draw(sketch=sketch)


def _named(canvas: Canvas, name: str, times: str, room: float) -> _Placed:
    """The figure with its name on top of it, at its left."""
    box = canvas.box or Box(0, 0, 0, 0)
    tail = width_of(times, SIZES["text"]) + 6 if times else 0.0
    text = shortened(name, SIZES["name"], min(room, max(box.right - box.left, 150)) - tail, bold=True)
    y = box.top - _UNDER_NAME
    if text:
        canvas.write(box.left, y, text, "name")
    if times:
        canvas.write(box.left + width_of(text, SIZES["name"], bold=True) + 6, y, times, "text")
    return _Placed(canvas, canvas.box or box)


def _shelves(figures: Sequence[_Placed], width: float) -> list[list[_Placed]]:
    shelves: list[list[_Placed]] = [[]]
    used = 0.0
    for placed in figures:
        if shelves[-1] and used + _BETWEEN + placed.wide > width:
            shelves.append([])
            used = 0.0
        used += placed.wide + (_BETWEEN if shelves[-1] else 0.0)
        shelves[-1].append(placed)
    return shelves


def _high(shelves: Sequence[Sequence[_Placed]]) -> float:
    return sum(max(placed.high for placed in shelf) + _BETWEEN for shelf in shelves) - _BETWEEN


def _bar(canvas: Canvas, words: Words, scale: float, width: float, y: float) -> None:
    """A bar of a round length, at the right."""
    length = next((bar for bar in _BARS if bar * scale <= _LONGEST_BAR), _BARS[-1])
    text = words.length(length) or words.stitches(round(length))
    right = width - 1
    left = right - length * scale
    y += 6
    pen = Pen().move(left, y - 3).line(left, y + 3).move(left, y).line(right, y).move(right, y - 3).line(right, y + 3)
    canvas.draw(pen, "bar")
    canvas.write(left - 6, y + 4, text, "small", "end")
