"""A pattern's JSON of any shape but the draft's, written out as the lines of text that it stands for.

People and models give each their own keys: ``{"instructions": [{"round": 1, "text": "…", "stitches": 6}]}``,
``{"sections": [{"title": "Base", "steps": ["Tour 1 : …"]}]}``, ``{"tete": ["T1: …"], "oreilles (x2)": [...]}``.
What a key means is told by the same tables that read headings and heads of rounds in text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, NamedTuple

from patrond.crochet.grammar.labels import read_item, read_label
from patrond.crochet.grammar.normalise import clean_line, fold, words
from patrond.crochet.grammar.split import split_count
from patrond.crochet.pattern import Pattern
from patrond.crochet.reading.decoded import Written
from patrond.crochet.reading.limits import MOST_WRITTEN
from patrond.crochet.reading.sections import Section, section_of

_DEEPEST = 12
_LONGEST_NAME = 60


def _keys(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words(text))


_NAMES = _keys("title|name|titre|nom|section|piece|part|partie|heading|component|element")
_BODIES = _keys("text|instruction|instructions|description|pattern|texte|action|detail|details|content|how|do|body")
_COUNTS = _keys("stitches|count|total|sts|stitch_count|stitchcount|mailles|total_stitches|nb_mailles|compte|stitch")
_NUMBERS = _keys("number|numero|numéro|no|n|label|line|ligne|#")
_ORDERS = _keys("step|etape|étape|id|order|ordre|index|position")
_MAKES = _keys("make|quantity|quantite|qty|x|faire|copies")
_GAUGE = (_keys("stitches|sts|mailles|m"), _keys("rows|rounds|rangs|tours"))
_PLAIN = _keys("pattern|patron|data|content|sections|pieces|parts|parties|components|steps|etapes|rounds|rows|lines")


class Spelled(NamedTuple):
    """One line of text, and the line of the input that it comes from (0: not known); ``more``: its text goes on."""

    text: str
    at: int
    more: bool = False


_BLANK = Spelled("", 0)


def outline(value: Mapping[str, Any]) -> list[Spelled]:
    """The lines of a decoded JSON object; a blank one after each text, since none goes on in the next.

    There may be one more than is read, so that it shows.

    >>> found = outline({"instructions": [{"round": 1, "text": "6 sc in MR", "stitches": 6}]})
    >>> [line.text for line in found if line.text]
    ['## instructions', 'round 1 : 6 sc in MR (6)']
    """
    while len(value) == 1 and isinstance(only := next(iter(value.values())), Mapping):
        value = only
    found: list[Spelled] = []
    written = 0
    for line in _object(value, 1):
        found.extend((line,) if line.more else (line, _BLANK))
        written += bool(line.text.strip())
        if written > MOST_WRITTEN:
            break
    return found


def numbered_anew(pattern: Pattern) -> Pattern:
    """Where all of the input is one line, lines are numbered over all pieces, as in a draft."""
    place = count(1)
    pieces = (
        replace(piece, lines=tuple(replace(line, source_line=next(place)) for line in piece.lines))
        for piece in pattern.pieces
    )
    anew = replace(pattern, pieces=tuple(pieces))
    return replace(anew, unread_from=next(place)) if pattern.unread_from else anew


def _object(value: Mapping[str, Any], depth: int) -> Iterator[Spelled]:
    """An object under its name, or a round."""
    if depth > _DEEPEST:
        return
    if (line := _round(value)) is not None:
        yield line
        return
    yield from _heading(value, depth)
    for key, inner in value.items():
        if fold(key) not in _NAMES or not isinstance(inner, str):
            yield from _entry(key, inner, depth)


def _heading(value: Mapping[str, Any], depth: int) -> Iterator[Spelled]:
    """The name of a piece, with how often it is made."""
    name = next((inner for key, inner in value.items() if fold(key) in _NAMES and isinstance(inner, str)), None)
    make = next((inner for key, inner in value.items() if fold(key) in _MAKES and isinstance(inner, int)), 1)
    if name is not None:
        yield _like(name, f"{_marks(depth)} {name}" if make == 1 else f"{_marks(depth)} {name} (x {make})")


def _marks(depth: int) -> str:
    return "#" * min(depth, 6)


def _entry(key: str, value: Any, depth: int) -> Iterator[Spelled]:
    """One key with what it holds."""
    section = section_of(key.replace("_", " "))
    if section is Section.GAUGE and isinstance(value, Mapping):
        yield _gauge(key, value)
    elif isinstance(value, Mapping):
        yield from _under(key, depth)
        yield from _pairs(value) if section in _LISTS else _object(value, depth + 1)
    elif isinstance(value, list):
        yield from _under(key, depth)
        yield from _items(value, section, depth)
    elif isinstance(value, str):
        yield from _text(key, value, depth)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and fold(key) not in _MAKES | _ORDERS:
        yield _like(key, f"{key.replace('_', ' ')}: {value}")


_LISTS = frozenset({Section.ABBREVIATIONS, Section.SPECIAL, Section.MATERIALS})


def _under(key: str, depth: int) -> Iterator[Spelled]:
    """The heading that a key is; of a key that says no more than that rounds follow, none."""
    if fold(key) not in _PLAIN or (depth == 1 and section_of(key) is not None):
        yield _like(key, f"{_marks(depth + 1)} {key.replace('_', ' ')}")


def _pairs(value: Mapping[str, Any]) -> Iterator[Spelled]:
    """A glossary, or another list as an object: "ms": "maille serrée"."""
    for key, inner in value.items():
        if isinstance(inner, (str, int, float)):
            yield _like(inner if isinstance(inner, Written) else key, f"- {key} : {inner}")


def _items(value: list[Any], section: Section | None, depth: int) -> Iterator[Spelled]:
    """A list: rounds, names with more below them, or texts."""
    for item in value:
        if isinstance(item, Mapping):
            texts = [inner for inner in item.values() if isinstance(inner, str)]
            if section in _LISTS and len(texts) == 2 == len(item):
                yield _like(texts[0], f"- {texts[0]} : {texts[1]}")
            else:
                yield from _object(item, depth + 1)
        elif isinstance(item, list):
            yield from _items(item, section, depth) if depth < _DEEPEST else ()
        elif isinstance(item, str):
            bullet = "- " if section is not None and section is not Section.INSTRUCTIONS else ""
            yield from _lines(item, bullet)


def _text(key: str, value: str, depth: int) -> Iterator[Spelled]:
    """A text under its key: the title, a field, a round whose head is the key, or a text of several lines."""
    if depth == 1 and fold(key) in _NAMES:
        yield _like(value, f"# {value}")
    elif "\n" in value:
        yield from _under(key, depth)
        yield from _lines(value)
    elif fold(key) in _BODIES or read_label(clean_line(value)) is not None:
        yield Spelled(value, getattr(value, "at", 0))
    else:
        yield _like(value, f"{key.replace('_', ' ')} : {value}")


def _lines(text: str, bullet: str = "") -> Iterator[Spelled]:
    at = getattr(text, "at", 0)
    lines = text.splitlines()
    return (Spelled(bullet + line, at, number < len(lines)) for number, line in enumerate(lines, start=1))


def _round(value: Mapping[str, Any]) -> Spelled | None:
    """An object that is one round, as it stands in text: ``{"round": "5-7", "text": "…", "stitches": 24}``."""
    body = _first(value, _BODIES)
    if not isinstance(body, str) or "\n" in body:
        return None
    text = clean_line(body)
    if read_label(text) is None:
        head = _head(value)
        if head is None:
            return None
        text = f"{head} : {text}"
    stated = _first(value, _COUNTS)
    if isinstance(stated, (int, str)) and str(stated)[:1].isdigit() and not _states(text, str(stated)):
        text = f"{text} ({stated})"
    return _like(body, text)


def _states(text: str, stated: str) -> bool:
    """Whether a text says at its end what its count says beside it."""
    within = split_count(text)[1]
    return within is not None and str(within) == stated


def _head(value: Mapping[str, Any]) -> str | None:
    """ "round 3", "Tours 5-7", "Foundation"; a bare number stands as "3."."""
    for key, inner in value.items():
        if isinstance(inner, (str, int)) and not isinstance(inner, bool) and len(str(inner)) <= _LONGEST_NAME:
            said = clean_line(str(inner))
            if fold(key) in _BODIES or fold(key) in _COUNTS:
                continue
            if read_label(f"{said} :") is not None:
                return said
            if read_label(f"{key} {said} :") is not None:
                return f"{key} {said}"
            if fold(key) in _NUMBERS and read_item(f"{said}. x") is not None:
                return f"{said}. "
            if read_label(f"{key} 1 :") is not None:  # {"row": "Foundation"}
                return said
    return None


def _gauge(key: str, value: Mapping[str, Any]) -> Spelled:
    """``{"stitches": 14, "rows": 16}`` as the sentence that it is."""
    found = [_first(value, names) for names in _GAUGE]
    rest = " ".join(str(inner) for inner in value.values() if isinstance(inner, str) and inner not in found)
    return _like(key, f"gauge : {found[0]} sts x {found[1]} rows = {rest or '10 cm'}")


def _first(value: Mapping[str, Any], names: Iterable[str]) -> Any:
    """What stands under the first key of these names."""
    return next((inner for key, inner in value.items() if fold(key) in names), None)


def _like(place: str, text: str) -> Spelled:
    """A line that stands where ``place`` does."""
    return Spelled(text, getattr(place, "at", 0))
