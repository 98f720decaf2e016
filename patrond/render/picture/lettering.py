"""Letters: how wide a text is, where it breaks, what of a foreign text may be shown.

Which font a reader has is not known; widths are those of a wide one (DejaVu Sans, Verdana), so that what does not
overlap here overlaps nowhere.
"""

from collections.abc import Iterator
from functools import lru_cache

_NARROW = {"ijl'|": 0.29, "I.,:; ·!": 0.33, "ftr()[]-/": 0.42, "sczJ": 0.56, "mMW%œæ": 0.98, "w×": 0.84, "…": 1.0}
_WIDTHS = {letter: width for letters, width in _NARROW.items() for letter in letters}
_SMALL, _DIGIT, _CAPITAL, _OTHER = 0.63, 0.64, 0.74, 1.05
_BOLD = 1.13

_LATIN = 0x250


def clean(text: str) -> str:
    """A foreign text on one line, without what cannot be seen: control characters, marks that turn the writing."""
    shown = "".join(" " if letter.isspace() else letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(shown.split())


@lru_cache(maxsize=2048)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is at most, at that size.

    >>> width_of("72 m", 10) < width_of("172 m", 10) < width_of("172 m", 10, bold=True)
    True
    """
    return sum(map(_width, text)) * size * (_BOLD if bold else 1.0)


def _width(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if letter.isdigit():
        return _DIGIT
    if ord(letter) >= _LATIN:
        return _OTHER
    return _CAPITAL if letter.isupper() else _SMALL


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than its room.

    >>> shortened("Bonnet", 10, 100), shortened("Bonnet à côtes", 10, 60)
    ('Bonnet', 'Bonnet à…')
    """
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> Iterator[str]:
    """The text in lines that fit their room; a word that is longer is broken.

    >>> list(wrapped("un deux trois", 10, 60))
    ['un deux', 'trois']
    """
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width_of(line, size, bold=bold) > room:
            fits = next(at for at in range(len(line), 0, -1) if at == 1 or width_of(line[:at], size, bold=bold) <= room)
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line
