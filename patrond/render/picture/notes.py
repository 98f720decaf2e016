"""What a picture says in words: what is faulty, what was not verified, what is left out, and how it is drawn."""

from collections.abc import Iterator, Sequence

from patrond.crochet.findings import Finding
from patrond.crochet.geometry import Panel, Shape, Solid
from patrond.render.picture.ink import SIZES, Canvas
from patrond.render.picture.lettering import clean, wrapped
from patrond.render.picture.pen import Pen
from patrond.render.picture.words import Words
from patrond.render.report import hint, message

_LINE = 16.0
_MOST_FAULTS = 6
_MOST_NAMES = 6
_INDENT = 20.0


def notes(shape: Shape, faults: Sequence[Finding], words: Words, width: float) -> Canvas:
    """Lines of text, those of the faults with their mark."""
    canvas = Canvas()
    y = 0.0
    indent = _INDENT if faults or shape.unverified else 0.0
    for finding in faults[:_MOST_FAULTS]:
        _cross(canvas, y)
        y = _lines(canvas, _fault(finding, words), "wrong", y, width, indent)
    if len(faults) > _MOST_FAULTS:
        y = _lines(canvas, words.say("picture.more_faults", n=len(faults) - _MOST_FAULTS), "wrong", y, width, indent)
    for text in _remarks(shape, words):
        if shape.unverified and text == words.say("picture.unverified"):
            swatch = Pen().lines(((2, y - 9), (14, y - 9), (14, y + 1), (2, y + 1))).close()
            canvas.draw(swatch, "faint")
        y = _lines(canvas, text, "note", y, width, indent)
    return canvas


def _fault(finding: Finding, words: Words) -> str:
    """Where, then what."""
    place = ", ".join(clean(part) for part in (finding.piece, finding.label) if part)
    text = clean(f"{message(finding, words.say.language)} {hint(finding, words.say.language)}")
    return words.say("picture.told", label=place, what=text) if place else text


def _remarks(shape: Shape, words: Words) -> Iterator[str]:
    if shape.unverified:
        yield words.say("picture.unverified")
    if shape.missing:
        yield words.say("picture.missing", which=_names(shape.missing, words))
    if shape.undrawn:
        yield words.say("picture.undrawn", which=_names(shape.undrawn, words))
    if not shape.parts:
        yield words.say("picture.nothing")
        return
    if any(isinstance(part, Panel) and part.endless for part in shape.parts):
        yield words.say("picture.endless")
    yield words.say("picture.from_gauge" if words.in_cm else "picture.from_counts")
    if any(isinstance(part, Solid) and part.stuffed for part in shape.parts):
        yield words.say("picture.stuffed")


def _names(names: Sequence[str], words: Words) -> str:
    """The first of them, and how many more there are."""
    known = list(dict.fromkeys(clean(name) for name in names))
    shown = ", ".join(known[:_MOST_NAMES])
    more = len(known) - _MOST_NAMES
    return words.say("picture.and_more", names=shown, n=more) if more > 0 else shown


def _lines(canvas: Canvas, text: str, kind: str, y: float, width: float, indent: float) -> float:
    """The text broken into lines; returns where the next one stands."""
    for line in wrapped(text, SIZES[kind], width - indent):
        canvas.write(indent, y, line, kind)
        y += _LINE
    return y + 2


def _cross(canvas: Canvas, y: float) -> None:
    x, middle = 8.0, y - 4
    canvas.draw(Pen().move(x - 5, middle).bow(x + 5, middle, 5).bow(x - 5, middle, -5).close(), "mark")
    cross = Pen().move(x - 2.5, middle - 2.5).line(x + 2.5, middle + 2.5)
    canvas.draw(cross.move(x - 2.5, middle + 2.5).line(x + 2.5, middle - 2.5), "cross")
