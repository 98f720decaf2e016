"""A pattern as a picture: an SVG of what it makes, drawn to scale from its counts, its faulty rounds marked.

The text of a pattern is foreign: it is written as text only. A picture has no script, no link, nothing from elsewhere.
The same pattern gives the same bytes.
"""

import xml.etree.ElementTree as ET
from enum import Enum
from string import ascii_uppercase

from patrond.crochet import Report, Study
from patrond.crochet.geometry import Drawn, Panel, Shape, Solid, shape_of
from patrond.render.picture.arrange import Sheet, arrange
from patrond.render.picture.curve import Curve
from patrond.render.picture.ink import SIZES, Canvas
from patrond.render.picture.lettering import clean, wrapped
from patrond.render.picture.notes import notes
from patrond.render.picture.pen import short
from patrond.render.picture.style import style_sheet
from patrond.render.picture.words import Words

__all__ = ["Format", "picture"]

_MARGIN = 20.0
_BETWEEN = 26.0
_MOST_PARTS = 16
_TITLE_LINES = 2


class Format(Enum):
    """For which room a picture is drawn: its text stays as large, its figures make use of the room."""

    WIDE = Sheet(640.0, 430.0)
    NARROW = Sheet(340.0, 620.0)


def picture(study: Study, report: Report, language: str, *, format_: Format = Format.WIDE, alone: bool = True) -> str:
    """The SVG, in the words of ``language`` ("fr", "en").

    ``alone``: a file of its own, with its style, its paper and the pattern's title. Else it is for a page, whose style
    sheet knows its classes.
    """
    shape = _at_most(shape_of(study, report.faults))
    words = Words.of(language, shape.measure)
    sheet = format_.value
    canvas = Canvas()
    title = clean(study.pattern.title) or words.say("picture.untitled")
    if alone:
        _heading(canvas, title, sheet.width)
    if shape.parts:
        letters = _letters(shape)
        _under(canvas, arrange(shape, words, sheet, letters))
        _under(canvas, Curve(shape.parts, words, sheet.width).draw(letters))
    _under(canvas, notes(shape, report.faults, words, sheet.width))
    return _written(canvas, sheet.width, words, title, _description(shape, words), alone=alone)


def _at_most(shape: Shape) -> Shape:
    """A sheet holds so many parts; the rest is named."""
    rest = tuple(part.name for part in shape.parts[_MOST_PARTS:])
    return Shape(shape.measure, shape.parts[:_MOST_PARTS], (*shape.undrawn, *rest), shape.missing)


def _letters(shape: Shape) -> list[str]:
    """By which a part and its curve are known; one part alone needs none."""
    return list(ascii_uppercase[: len(shape.parts)]) if len(shape.parts) > 1 else [""]


def _heading(canvas: Canvas, title: str, width: float) -> None:
    lines = list(wrapped(title, SIZES["title"], width, bold=True))
    for at, line in enumerate(lines[:_TITLE_LINES]):
        canvas.write(
            0, at * 24.0, line if at + 1 < _TITLE_LINES or len(lines) <= _TITLE_LINES else f"{line[:-1]}…", "title"
        )


def _under(canvas: Canvas, other: Canvas) -> None:
    """The next thing, under what is there."""
    if other.box is not None:
        y = canvas.box.bottom + _BETWEEN if canvas.box is not None else 0.0
        canvas.place(other, 0.0, y - other.box.top)


def _description(shape: Shape, words: Words) -> str:
    """The picture in words, for those who do not see it."""
    return " ".join(_described(part, words) for part in shape.parts) or words.say("picture.nothing")


def _described(part: Drawn, words: Words) -> str:
    rows = isinstance(part, Panel)
    facts = [words.levels(part.rounds, rows=rows), words.say("picture.up_to", n=part.most)]
    if isinstance(part, Solid) and not part.stuffed and not part.straight:
        facts.append(words.around(part.around))
    elif words.in_cm:
        facts.append(words.say("picture.size", wide=words.number(part.wide), high=words.number(part.high)))
    name = clean(part.name) or words.say("picture.piece")
    return words.say("picture.told", label=name, what=", ".join(fact for fact in facts if fact)) + "."


def _written(canvas: Canvas, width: float, words: Words, title: str, description: str, *, alone: bool) -> str:
    box = canvas.box
    top = box.top if box is not None else 0.0
    margin = _MARGIN if alone else 2.0
    high = (box.bottom - top if box is not None else 0.0) + 2 * margin
    wide = width + 2 * margin
    view = " ".join(short(value) for value in (-margin, top - margin, wide, high))
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": view, "role": "img"})
    if alone:
        root.attrib |= {"width": short(wide), "height": short(high), "lang": words.say.language}
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "desc").text = description
    if alone:
        ET.SubElement(root, "style").text = style_sheet()
        paper = dict(zip(("x", "y", "width", "height"), view.split(), strict=True))
        ET.SubElement(root, "rect", {"class": "pc-paper", **paper})
    root.extend(canvas.elements)
    return ET.tostring(root, encoding="unicode") + "\n"
