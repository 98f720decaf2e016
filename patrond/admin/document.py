"""Reads a pattern's stored markdown into blocks that a template lays out; the template escapes, nothing here is HTML.

The subset is what the site's own PDF knows (``#`` to ``###``, ``**bold**``, ``- `` lists) and what its older patterns
hold besides: numbered lists, ``*`` and ``+`` bullets, ``*italics*``, rules. Anything else stays the text that it is.
A line that begins with the name of a round or row becomes a round, so that the reader can follow with a finger.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|_{3,}")
_BULLET = re.compile(r"[-*+•]\s+(.+)")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(.+)")
_UNIT = r"(?:tours?|rangs?|rgs?|rounds?|rnds?|rows?|t|r)"
_NUMBERS = r"\d{1,4}(?:\s*(?:-|–|—|à|to|et|and)\s*(?:[tr]\s*)?\d{1,4})?"
_ROUND = re.compile(
    rf"(?P<label>{_UNIT}\s*{_NUMBERS}(?:\s*\([^)]{{1,20}}\))?|cha[iî]nette(?: de base)?|foundation(?: chain)?)"
    r"\s*[:.\-–]\s+(?P<text>.+)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\s*(?:\[\s*(?P<square>\d[^\]]{0,40}?)\s*\]"
    r"|\(\s*(?P<round>\d+\s*(?:m|ms|mailles?|sts?|stitches|sc|br)\.?)\s*\))\s*\.?$"
)
_TERM = re.compile(r"(?:\*\*(?P<term>[^*:]{1,40})\*\*\s*:|\*\*(?P<tight>[^*:]{1,40}?)\s*:\s*\*\*)\s+(?P<meaning>.+)")
_INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|__(?P<under>[^_]+)__|(?<![\w*])\*(?P<em>[^*\s][^*]*?)\*(?![\w*])")


class Style(StrEnum):
    """How a run of text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EM = "em"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 to 3."""

    level: int
    spans: Spans
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    spans: Spans
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``first`` is its first number, None for bullets."""

    entries: tuple[Spans, ...]
    first: int | None = None
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means: an abbreviation, a measure."""

    term: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Terms:
    """Words that are explained: ``- **ms** : maille serrée``."""

    entries: tuple[Term, ...]
    kind: str = "terms"


@dataclass(frozen=True, slots=True)
class Round:
    """One numbered round or row: "Tour 4", what to do, and the count at its end ("24")."""

    label: str
    spans: Spans
    count: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """Rounds that follow each other."""

    entries: tuple[Round, ...]
    kind: str = "rounds"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    kind: str = "rule"


Block = Heading | Paragraph | Items | Terms | Rounds | Rule


def read_document(text: str) -> tuple[Block, ...]:
    """The blocks of a stored pattern, in order.

    >>> [block.kind for block in read_document("# Bonnet\\n\\n- Tour 1 : 6 ms [6]\\n- Tour 2 : 6 aug [12]")]
    ['heading', 'rounds']
    """
    blocks: list[Block] = []
    broken = True  # whether a blank line or another block stands before
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            broken = True
            continue
        block = _block(line)
        joined = _joined(blocks[-1], block) if blocks and (not broken or not isinstance(block, Paragraph)) else None
        if joined is not None:
            blocks[-1] = joined
        else:
            blocks.append(block)
        broken = False
    return tuple(blocks)


def _block(line: str) -> Block:
    if match := _HEADING.fullmatch(line):
        return Heading(min(len(match[1]), 3), spans_of(match[2]))
    if _RULE.fullmatch(line):
        return Rule()
    bullet = _BULLET.fullmatch(line)
    if found := _round(bullet[1] if bullet else line):
        return Rounds((found,))
    if bullet:
        if match := _TERM.fullmatch(bullet[1]):
            return Terms((Term(match["term"] or match["tight"], spans_of(match["meaning"])),))
        return Items((spans_of(bullet[1]),))
    if match := _NUMBERED.fullmatch(line):
        return Items((spans_of(match[2]),), int(match[1]))
    return Paragraph(spans_of(line))


def _round(line: str) -> Round | None:
    """A round, where the line is one: "**Tour 4 :** (1 ms, aug) x 6 [18]"."""
    match = _ROUND.fullmatch(line.replace("**", ""))
    if match is None:
        return None
    text, count = match["text"], ""
    if tail := _COUNT.search(text):
        text, count = text[: tail.start()], tail["square"] or tail["round"]
    # Stars in a round are the craft's own repeat marks, never italics: the text stays as it was written.
    return Round(match["label"].strip(), (Span(text.strip()),), count)


def _joined(last: Block, new: Block) -> Block | None:
    """The last block with the new one added to it, or None where a new block begins."""
    if isinstance(last, Rounds) and isinstance(new, Rounds):
        return Rounds(last.entries + new.entries)
    if isinstance(last, Items) and isinstance(new, Items) and (last.first is None) == (new.first is None):
        return Items(last.entries + new.entries, last.first)
    if isinstance(last, Terms) and isinstance(new, Terms):
        return Terms(last.entries + new.entries)
    if isinstance(last, Paragraph) and isinstance(new, Paragraph):
        return Paragraph((*last.spans, Span(" "), *new.spans))
    if isinstance(new, Paragraph) and isinstance(last, Items):
        return Items((*last.entries[:-1], (*last.entries[-1], Span(" "), *new.spans)), last.first)
    return None


def spans_of(text: str) -> Spans:
    """A line's runs of plain, bold and italic text.

    >>> [span.style.value for span in spans_of("**Taille :** adulte")]
    ['strong', 'plain']
    """
    spans: list[Span] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            spans.append(Span(text[at : match.start()]))
        strong = match["strong"] or match["under"]
        spans.append(Span(strong, Style.STRONG) if strong else Span(match["em"], Style.EM))
        at = match.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)
