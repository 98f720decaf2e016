"""The size that a pattern itself says it is made for, as a request: "Taille : adulte", "to fit a head of 56 cm".

Only what can mean one thing is taken: one word of the charts, one age, one head. A text that names several sizes, or
"one size", says none.
"""

import re

from patrond.crochet.grammar.normalise import clean_line, fold, words
from patrond.crochet.pattern import Level, Pattern, PatternType
from patrond.crochet.request import Request
from patrond.crochet.sizing.size_words import age_in_months, letter, plain

_LONGEST = 300
_WORDS = words("adult|adulte|femme|woman|women|homme|man|men|enfant|child|children|kid|bebe|baby|babies|ado|teen"
               "|teenager|premature|preemie|naissance|newborn")  # fmt: skip
_SNOODS = words("snood|cowl|infinity|tube")
_AGE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:\s?(?:-|à|a|to)\s?\d{1,2})?\s?(?:mois|months?|ans|years?|yrs?))\b", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:t[êe]te|head)(?:\s+(?:circumference|size))?\s*(?:de|of|:|=)?\s*(\d{2}(?:[.,]\d)?)(?:\s?(?:-|à|to)\s?(\d{2}))?\s?cm",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?:\b(?:taille|size)\s*:?\s*|^)(X{0,3}[SL]|M|[2-5]XL?)(?=$|[\s,.;(])(?!\s*[,/(-]\s*[SMLX\d])")


def stated_request(pattern: Pattern) -> Request | None:
    """The pattern's own size as a request; None where it says none that is certain.

    >>> from patrond.crochet.reading.document import parse
    >>> stated_request(parse("Bonnet adulte\\n\\nTour 1 : 6 ms dans un cercle magique [6]")).size
    'adult'
    """
    kind = pattern.type
    if kind not in _READERS or any(_named(piece.name) for piece in pattern.pieces):
        return None
    is_snood = not _SNOODS.isdisjoint(_folded(pattern.title))
    if kind is PatternType.SCARF and not is_snood:
        return None  # how wide and long a scarf is, is a matter of taste
    size = _READERS[kind](clean_line(pattern.finished_size[:_LONGEST]), clean_line(pattern.title[:_LONGEST]))
    options = {"style": "snood"} if is_snood else {}
    return Request(kind, pattern.level or Level.ADVANCED, size, pattern.language, options=options) if size else None


def _worn_on_head(field: str, title: str) -> str:
    """A head in centimetres, else an age, else a word: of the field of sizes before the title."""
    for text in (field, title):
        if (heads := _HEAD.findall(text)) and len(set(heads)) == 1:
            low, high = (float(edge.replace(",", ".")) if edge else 0.0 for edge in heads[0])
            return f"{(low + high) / 2 if high else low:g}cm"
        if size := _one(text):
            return size
    return ""


def _worn_on_body(field: str, title: str) -> str:
    """A letter where it is said to be a size, an age, or a word."""
    for text in (field, title):
        found = {letter(match.lower()) for match in _LETTER.findall(text)}
        if len(found) == 1:
            return found.pop() or ""
        if not found and (size := _one(text)):
            return size
    return ""


def _one(text: str) -> str:
    """The one age or size that a text names; empty where it names none or several."""
    ages = {age for match in _AGE.findall(text) if age_in_months(age := plain(match)) is not None}
    named = _named(text)
    if len(ages) == 1 and len(named) <= 1:
        return ages.pop()  # "enfant (4 ans)": the age says it better
    return named.pop() if len(named) == 1 and not ages else ""


def _named(text: str) -> set[str]:
    return {plain(word) for word in _folded(text) if word in _WORDS}


def _folded(text: str) -> list[str]:
    return [fold(word) for word in "".join(sign if sign.isalpha() else " " for sign in text).split()]


_READERS = {
    PatternType.HAT: _worn_on_head,
    PatternType.SCARF: _worn_on_head,
    PatternType.GARMENT: _worn_on_body,
}
