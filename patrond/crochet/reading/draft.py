"""A pattern as JSON: the draft that a model is asked for, and what ``pattern generate --format json`` writes.

Lenient where nothing is lost by it: a missing key is empty, a number may come as text. What is no pattern at all is
refused by name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from patrond.crochet.pattern import (
    Abbreviation,
    Gauge,
    Language,
    Level,
    Line,
    Pattern,
    PatternType,
    Piece,
    Terms,
    Worked,
    Yarn,
)
from patrond.crochet.reading.decoded import DraftError, decode
from patrond.crochet.reading.limits import MOST_LINES
from patrond.crochet.reading.particulars import named_terms, read_gauge, shown_terms
from patrond.crochet.reading.sections import language_of, level_of, type_of

_LONGEST_TEXT = 20_000
_MOST_ITEMS = 10_000


def parse_json(
    text: str,
    *,
    language: Language | None = None,
    type: PatternType | None = None,
    level: Level | None = None,
) -> Pattern:
    """The pattern of a JSON object with ``pieces``.

    Raises:
        DraftError: it is not JSON (it may have been cut off), or holds no pieces.
    """
    draft = decode(text)
    if not is_draft(draft):
        raise DraftError("cannot read the pattern: the JSON is no object with 'pieces', a list of pieces")
    return from_draft(draft, language=language, type=type, level=level)


def is_draft(value: Any) -> bool:
    """Whether a decoded JSON value is a draft: an object with ``pieces``, a list of objects with ``lines``."""
    pieces = value.get("pieces") if isinstance(value, dict) else None
    return isinstance(pieces, list) and all("lines" in piece for piece in pieces if isinstance(piece, dict))


def from_draft(
    draft: Mapping[str, Any],
    *,
    language: Language | None = None,
    type: PatternType | None = None,
    level: Level | None = None,
) -> Pattern:
    """The pattern of a draft as decoded JSON.

    Lines are numbered as the input has them; where that is not known, over all pieces, from 1.
    """
    pieces, unread_from = _pieces(draft.get("pieces"))
    sample = " ".join(line.text for piece in pieces for line in piece.lines)[:_LONGEST_TEXT]
    notes = _texts(draft.get("notes"))
    language = (
        language or _enum(Language, draft.get("language")) or language_of(f"{_text(draft.get('title'))} {sample}")
    )
    told = " ".join((*notes, sample))
    named = _named_terms(draft.get("terms"), language, told)
    return Pattern(
        title=_text(draft.get("title")),
        type=type or _enum(PatternType, draft.get("type")) or type_of(_text(draft.get("title"))),
        level=level or _enum(Level, draft.get("level")) or level_of(_text(draft.get("level"))),
        language=language,
        terms=named or shown_terms(told),
        yarn_weight=_text(draft.get("yarn_weight")),
        hook_size=_text(draft.get("hook_size")),
        gauge=_gauge(draft.get("gauge")),
        finished_size=_text(draft.get("finished_size")),
        pieces=pieces,
        yarn=tuple(_yarn(item) for item in _list(draft.get("yarn")) if isinstance(item, dict)),
        estimated_time=_text(draft.get("estimated_time")),
        materials=_texts(draft.get("materials")),
        abbreviations=tuple(
            _abbreviation(item) for item in _list(draft.get("abbreviations")) if isinstance(item, dict)
        ),
        assembly=_texts(draft.get("assembly")),
        special_stitches=_texts(draft.get("special_stitches")),
        notes=notes,
        tips=_texts(draft.get("tips")),
        terms_named=named is not None,
        unread_from=unread_from or _int(draft.get("unread_from")) or 0,
    )


def to_draft(pattern: Pattern) -> dict[str, object]:
    """The draft of a pattern, its type and language beside it: what :func:`from_draft` reads back as the same."""
    return {
        "title": pattern.title,
        "type": pattern.type.value if pattern.type else None,
        "level": pattern.level.value if pattern.level else None,
        "language": pattern.language.value,
        "terms": pattern.terms.value,
        "yarn_weight": pattern.yarn_weight,
        "hook_size": pattern.hook_size,
        "gauge": {"stitches": pattern.gauge.stitches, "rows": pattern.gauge.rows} if pattern.gauge else None,
        "finished_size": pattern.finished_size,
        "yarn": [{"colour": yarn.colour, "metres": yarn.metres, "grams": yarn.grams} for yarn in pattern.yarn],
        "estimated_time": pattern.estimated_time,
        "materials": list(pattern.materials),
        "abbreviations": [
            {"abbreviation": entry.abbreviation, "meaning": entry.meaning} for entry in pattern.abbreviations
        ],
        "pieces": [_draft_of(piece) for piece in pattern.pieces],
        "assembly": list(pattern.assembly),
        "special_stitches": list(pattern.special_stitches),
        "notes": list(pattern.notes),
        "tips": list(pattern.tips),
        **({"unread_from": pattern.unread_from} if pattern.unread_from else {}),  # the end of it was not written out
    }


def _draft_of(piece: Piece) -> dict[str, object]:
    return {
        "name": piece.name,
        "make": piece.make,
        "worked": piece.worked.value,
        "lines": [{"label": line.label, "text": line.text, "count": line.count} for line in piece.lines],
    }


def _pieces(items: Any) -> tuple[tuple[Piece, ...], int]:
    """The pieces; and where there are more lines than are read, the number of the first that is not, else 0."""
    pieces: list[Piece] = []
    at = unread_from = 0
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        lines: list[Line] = []
        for line in every if isinstance(every := item.get("lines"), list) else ():
            if isinstance(line, dict):
                at += 1
                label, text = line.get("label"), line.get("text")
                written = getattr(text, "at", 0) or getattr(label, "at", 0)
                if at > MOST_LINES:
                    unread_from = unread_from or written or at
                    break
                lines.append(Line(_text(label), _text(text), _int(line.get("count")), written or at))
        worked = _enum(Worked, item.get("worked")) or Worked.SPIRAL
        pieces.append(Piece(_text(item.get("name")), max(_int(item.get("make")) or 1, 1), worked, tuple(lines)))
    return tuple(pieces), unread_from


def _named_terms(value: Any, language: Language, told: str) -> Terms | None:
    if language is Language.FR:
        return Terms.FR
    named = _enum(Terms, value)
    return named if named in (Terms.US, Terms.UK) else named_terms(told, language)


def _gauge(value: Any) -> Gauge | None:
    if isinstance(value, str):
        return read_gauge(value)
    if not isinstance(value, dict):
        return None
    stitches, rows = _float(value.get("stitches")), _float(value.get("rows"))
    return Gauge(stitches, rows) if stitches and rows else None


def _yarn(item: Mapping[str, Any]) -> Yarn:
    return Yarn(_text(item.get("colour")), _float(item.get("metres")), _float(item.get("grams")))


def _abbreviation(item: Mapping[str, Any]) -> Abbreviation:
    return Abbreviation(_text(item.get("abbreviation")), _text(item.get("meaning")))


def _list(value: Any) -> Sequence[Any]:
    return value[:_MOST_ITEMS] if isinstance(value, list) else ()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(_text(item) for item in _list(value) if isinstance(item, str) and item)


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (str, int, float)):
        return " ".join(str(value).split())[:_LONGEST_TEXT]
    return ""


def _int(value: Any) -> int | None:
    """A whole number, as one or as text; None where it is none."""
    number = _float(value)
    return int(number) if number is not None and number == int(number) and number < 1_000_000 else None


def _float(value: Any) -> float | None:
    """A positive number, as one or as text with a point or a comma."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        digits = value.strip().replace(",", ".")
        if not digits.replace(".", "", 1).isdigit() or not digits.isascii() or len(digits) > 12:
            return None
        value = float(digits)
    if not isinstance(value, (int, float)) or not 0 <= value < 1e9:
        return None
    return float(value)


def _enum(kind: Any, value: Any) -> Any:
    """The member of that value; None where there is none."""
    if not isinstance(value, str):
        return None
    return next((member for member in kind if member.value == value.strip().lower()), None)
