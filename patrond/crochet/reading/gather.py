"""Makes the pattern of what a document held: its sections' items and its pieces, as one value."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from patrond.crochet.grammar.labels import Unit
from patrond.crochet.grammar.normalise import clean_line, fold, words
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
from patrond.crochet.reading.particulars import mentions_yarn, read_gauge, read_hook, read_weight, read_yarn
from patrond.crochet.reading.sections import Section, level_of, section_of, type_of

Items = Mapping[Section, Sequence[str]]
Found = TypeVar("Found")


@dataclass(slots=True)
class OpenPiece:
    """A piece while it is being read; ``units`` are those of its labels."""

    name: str
    make: int
    lines: list[Line] = field(default_factory=list)
    units: list[Unit | None] = field(default_factory=list)

    def closed(self) -> Piece:
        """The piece as a value."""
        return Piece(self.name, self.make, self._worked(), tuple(self.lines))

    def _worked(self) -> Worked:
        rows, rounds = self.units.count(Unit.ROW), self.units.count(Unit.ROUND)
        if rows > rounds or (not rounds and any(_turns(line.text) for line in self.lines)):
            return Worked.ROWS
        joining = [line for line in self.lines if _joins(line.text) and not _REFERS.match(line.text)]
        if not joining:
            return Worked.SPIRAL
        every = sum(_rounds(line.label) for line in self.lines if not _REFERS.match(line.text))
        return Worked.JOINED if 2 * sum(_rounds(line.label) for line in joining) > every else Worked.SPIRAL


_REFERS = re.compile("rép|rep|comme|as ", re.IGNORECASE)  # the rounds that it names tell whether they are joined
_DIGITS = re.compile(r"\d+")
_MOST_ROUNDS = 1000


def _rounds(label: str) -> int:
    """How many rounds a label stands for: most of a bag is its wall, which is one line."""
    numbers = [int(digits) for digits in _DIGITS.findall(label)[:2] if len(digits) < 6]
    return min(max(numbers[-1] - numbers[0], 0) + 1, _MOST_ROUNDS) if numbers else 0


_JOINS = words("mc|joindre|join|joins|coulée|coulées|coulee|coulees|sl|ss")
_TURNS = frozenset({"tourner", "turn", "tourne"})


def _joins(text: str) -> bool:
    return not _JOINS.isdisjoint(text.lower().replace(",", " ").split())


def _turns(text: str) -> bool:
    return not _TURNS.isdisjoint(fold(word.strip(".,;")) for word in text.split())


def gather(
    title: str,
    items: Items,
    pieces: Iterable[OpenPiece],
    language: Language,
    terms: Terms,
    *,
    type: PatternType | None,
    level: Level | None,
) -> Pattern:
    """The pattern. What the reader was not told is looked for in the sections where people write it."""
    lead = [*items[Section.PREAMBLE], *items[Section.MATERIALS], *items[Section.NOTES]]
    spun = list(filter(mentions_yarn, lead))
    yarns = [*items[Section.YARN_WEIGHT], *spun]
    return Pattern(
        title=title,
        type=type or _first(type_of, [*items[Section.TYPE], title]),
        level=level or _first(level_of, items[Section.LEVEL]),
        language=language,
        terms=terms,
        yarn_weight=_first(_weight, items[Section.YARN_WEIGHT]) or _first(read_weight, yarns) or "",
        hook_size=_first(read_hook, [*items[Section.HOOK], *filter(_about_hooks, lead)]) or "",
        gauge=_gauge(items, lead),
        finished_size=" ".join(items[Section.SIZE]),
        pieces=tuple(piece.closed() for piece in pieces if piece.lines),
        yarn=tuple(_amounts(filter(set(spun).__contains__, [*items[Section.MATERIALS], *items[Section.PREAMBLE]]))),
        estimated_time=" ".join(items[Section.TIME]),
        materials=tuple(items[Section.MATERIALS]),
        abbreviations=tuple(_abbreviations(items[Section.ABBREVIATIONS])),
        assembly=tuple(items[Section.ASSEMBLY]),
        special_stitches=tuple(items[Section.SPECIAL]),
        notes=(*items[Section.NOTES], *items[Section.PREAMBLE], *items[Section.INSTRUCTIONS]),
        tips=tuple(items[Section.TIPS]),
    )


def _first(read: Callable[[str], Found | None], texts: Iterable[str]) -> Found | None:
    """The first that ``read`` finds in the texts."""
    return next((found for text in texts if (found := read(text))), None)


def _weight(text: str) -> str:
    """A field of its own is kept as written, if it names a weight."""
    return text if read_weight(text) else ""


_HOOKS = frozenset({"crochet", "hook"})


def _about_hooks(text: str) -> bool:
    return not _HOOKS.isdisjoint(fold(word.strip(".,:;()")) for word in text.split())


def _gauge(items: Items, lead: Sequence[str]) -> Gauge | None:
    stated = _first(read_gauge, [" ".join(items[Section.GAUGE]), *items[Section.GAUGE]])
    if stated is not None:
        return stated
    about = [text for text in lead if not _GAUGES.isdisjoint(fold(word.strip(".:")) for word in text.split())]
    return _first(read_gauge, about)


_GAUGES = frozenset({"echantillon", "gauge", "tension"})


def _amounts(texts: Iterable[str]) -> Iterator[Yarn]:
    """Of each line about yarn what it says of its amount."""
    said = [text for text in texts if not _about_needles(text)]
    for text in said:
        if not _said_again(text, said) and (yarn := read_yarn(text)) is not None:
            yield yarn


def _said_again(text: str, others: Sequence[str]) -> bool:
    """Whether a field ("Fil : laine DK, 80 m") says of the yarn no more than an entry of the list of materials."""
    if len(others) < 2 or not _is_field(text):
        return False
    told = set(_FIGURES_AND_WORDS.findall(text.partition(":")[2].lower()))
    listed = (other for other in others if not _is_field(other))
    return any(told <= set(_FIGURES_AND_WORDS.findall(other.lower())) for other in listed)


def _is_field(text: str) -> bool:
    """Whether a text is "Fil : …", and no entry like "Laine A : …"."""
    name, colon, _ = text.partition(":")
    return bool(colon) and section_of(name) is Section.MATERIALS


_FIGURES_AND_WORDS = re.compile(r"\d+|[^\W\d_]+")


def _about_needles(text: str) -> bool:
    """An "aiguille à laine" is no yarn."""
    return bool({fold(word) for word in text.split()} & {"aiguille", "needle"})


_EQUALS = (" : ", ": ", " = ", "=", " :", " - ", ":")


def _abbreviations(texts: Iterable[str]) -> Iterator[Abbreviation]:
    """ "ms : maille serrée", "sc = single crochet", several on a line parted by commas or semicolons."""
    for text in texts:
        parts = text.split(";") if ";" in text else text.split(",")
        several = [_entry(part) for part in parts]
        if len(parts) > 1 and not all(several) and not all(map(_is_entry_or_name, parts)):
            several = [_entry(text)]
        yield from (entry for entry in several if entry is not None)


def _is_entry_or_name(part: str) -> bool:
    """Of "MC = magic circle, sc, inc" some parts are explained and others only named."""
    return _entry(part) is not None or len(part.split()) == 1


def _entry(text: str) -> Abbreviation | None:
    text = clean_line(text)
    cuts = [(text.find(sign), sign) for sign in _EQUALS if sign in text]
    if not cuts:
        return None
    at, sign = min(cuts, key=lambda cut: (cut[0], -len(cut[1])))
    name, meaning = text[:at].strip(), text[at + len(sign) :].strip()
    return Abbreviation(name, meaning) if name and meaning and len(name) <= 40 else None
