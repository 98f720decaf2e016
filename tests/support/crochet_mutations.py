"""Plants one fault in a sound pattern: the slips of the pen that a check must catch.

Why each is a fault, without asking the validator: every line of a generated pattern uses up the line below and states
what it makes, and both are sums of its numbers, each of which counts. So another number of repeats, of stitches, of
skipped stitches or of chains, a shaping that turns into its opposite or into a plain stitch, and another stated count
contradict the line below or the stated count. A round that changes the count cannot be left out, since the next one
works on what it made, nor be worked twice, since the second time it finds what it made itself. What counts nothing (the
turning chain, the slip stitch that joins, what stands in a remark) is left alone, as are places of which that cannot be
said: a count that is right in another way of counting chains, a last round, after which nothing is worked.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from patrond.crochet import Line, Pattern, Terms
from patrond.crochet.stitches import STITCHES, Kind

PLAIN_ROUND = "deleted plain round"
"""Not seen by arithmetic, and mostly too small for the size: counted apart."""
PARTIAL_ROW = "deleted partial row"
"""Where the row that leaves stitches is gone, the next one leaves them unsaid: a short row gets a warning, no error."""


@dataclass(frozen=True)
class Mutant:
    """A pattern with one fault of ``kind``, to be found at one of the lines of index ``places`` among all its lines.

    ``text`` is the line that was changed, before and after.
    """

    kind: str
    pattern: Pattern
    places: tuple[int, ...]
    text: str


def mutants(pattern: Pattern, chance: random.Random) -> Iterator[Mutant]:
    """One mutant of each kind that the pattern has a place for."""
    starts = [0, *accumulate(len(piece.lines) for piece in pattern.pieces)]
    for kind, mutate in KINDS.items():
        places = [(at, index) for at, piece in enumerate(pattern.pieces) for index in range(len(piece.lines))]
        chance.shuffle(places)
        for at, index in places:
            lines = pattern.pieces[at].lines
            edit = mutate(_Draw(lines, index, pattern.terms, chance))
            if edit is not None:
                told = f"{_told(lines, index)} -> {_told(edit.lines, index)}"
                places = tuple(starts[at] + place for place in edit.places)
                yield Mutant(kind, _with(pattern, at, edit.lines), places, told)
                break


def _told(lines: "_Lines", at: int) -> str:
    return f"{lines[at].label}: {lines[at].text} [{lines[at].count}]"


def numbered(pattern: Pattern) -> Pattern:
    """The same, each line at its place among all lines from 1, as in a draft."""
    starts = accumulate((len(piece.lines) for piece in pattern.pieces), initial=1)
    return replace(
        pattern,
        pieces=tuple(
            replace(piece, lines=tuple(replace(line, source_line=at + n) for n, line in enumerate(piece.lines)))
            for piece, at in zip(pattern.pieces, starts, strict=False)
        ),
    )


def _with(pattern: Pattern, at: int, lines: "_Lines") -> Pattern:
    pieces = list(pattern.pieces)
    pieces[at] = replace(pieces[at], lines=lines)
    return replace(pattern, pieces=tuple(pieces))


_Lines = tuple[Line, ...]


@dataclass(frozen=True)
class _Edit:
    """The lines of a piece after the change, and the index of the one that is wrong now, or of another that may be."""

    lines: _Lines
    fault_at: int
    or_at: int | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """The indexes of the lines that may be called wrong."""
        return (self.fault_at,) if self.or_at is None else (self.fault_at, self.or_at)


@dataclass(frozen=True)
class _Draw:
    """The line that is to be changed, among the lines of its piece."""

    lines: _Lines
    at: int
    terms: Terms
    chance: random.Random

    @property
    def line(self) -> Line:
        return self.lines[self.at]

    @property
    def said(self) -> str:
        """The text with what counts nothing blanked out, each letter at its place."""
        return _UNCOUNTED.sub(lambda match: " " * len(match.group()), self.line.text)

    def one_more_or_less(self, matches: Iterator[re.Match[str]]) -> "_Edit | None":
        """One of these numbers changed by one; none falls to nothing."""
        spans = [match.span(match.lastindex or 0) for match in matches]
        if not spans:
            return None
        start, end = self.chance.choice(spans)
        number = int(self.line.text[start:end]) + self.chance.choice([-1, 1])
        return self.put(start, end, str(number)) if number > 0 else None

    def put(self, start: int, end: int, words: str) -> "_Edit":
        """Other words in the text."""
        return self.changed(replace(self.line, text=f"{self.line.text[:start]}{words}{self.line.text[end:]}"))

    def changed(self, line: Line) -> "_Edit":
        """Another line in its place."""
        return _Edit((*self.lines[: self.at], line, *self.lines[self.at + 1 :]), self.at)


# "(compte comme 1 br)" counts nothing, nor does the chain that it is said of, nor a place that is named by its chain.
_UNCOUNTED = re.compile(
    r"(?:\d+ ml |ch \d+ )?\([^()]*(?:compt|count)[^()]*\)|en haut des \d+ ml|to top of ch \d+", re.IGNORECASE
)
_CHAINS = r"\b(\d+)(?= ml\b)|\bch (\d+)"
_FOUNDATION = re.compile(r"^(?:Monter|Ch) (\d+)")
_OPPOSITES = {"aug": "dim", "dim": "aug", "inc": "dec", "dec": "inc"}
_SHAPING = re.compile(r"(?<![\w-])(?:(\d+) )?(aug|dim|inc|dec)(?![\w-])")
_REFERENCE = re.compile(r"(?<=^répéter les )\D+(\d+) et (\d+)|(?<=^repeat )\D+(\d+) and (\d+)")
_PARTIAL = re.compile(r"laisser les \d+ m|leave the remaining")
_NUMBER = re.compile(r"\d+")


def _names(terms: Terms, *kinds: Kind) -> str:
    """The written names of the stitches of those kinds, the longest first, as alternatives."""
    names = sorted((each.abbreviation(terms) for each in STITCHES.values() if each.kind in kinds), key=len)
    return "|".join(re.escape(name) for name in reversed(names))


def _inner_numbers(terms: Terms) -> re.Pattern[str]:
    stitches = _names(terms, *(kind for kind in Kind if kind not in (Kind.CHAIN, Kind.SLIP)))
    return re.compile(rf"\b(\d+)(?= (?:{stitches})\b)|(?:sauter|laisser les|skip|miss|remaining) (\d+)|{_CHAINS}")


_INNER = {terms: _inner_numbers(terms) for terms in Terms}
_PLAIN = {terms: re.compile(rf"(?<![\w-])(?:{_names(terms, Kind.PLAIN)})(?![\w-])") for terms in Terms}


def _stated(draw: _Draw) -> _Edit | None:
    count = draw.line.count
    if count is None:
        return None
    other = count + draw.chance.choice([-6, -2, -1, 1, 2, 6])
    return draw.changed(replace(draw.line, count=other)) if other > 0 and other not in _totals(draw) else None


def _totals(draw: _Draw) -> frozenset[int]:
    """What else the line may state: people count the chains of an arch each, as one space, or not at all."""
    count = draw.line.count or 0
    chains = [int(number) for match in re.finditer(_CHAINS, draw.said) for number in match.groups() if number]
    each, spaces = sum(chains), len(chains)
    return frozenset({count, count + each, count + spaces, count - each, count - each + spaces, count - spaces})


def _repeat(draw: _Draw) -> _Edit | None:
    return draw.one_more_or_less(re.finditer(r"\) x (\d+)", draw.said))


def _inner(draw: _Draw) -> _Edit | None:
    if _FOUNDATION.search(draw.line.text):
        return None
    return draw.one_more_or_less(_INNER[draw.terms].finditer(draw.said))


def _chain(draw: _Draw) -> _Edit | None:
    """A longer or shorter chain, which states its own length: wrong itself, or the first row that could be changed."""
    if draw.at + 1 == len(draw.lines) or not _FOUNDATION.search(draw.line.text):
        return None
    edit = draw.one_more_or_less(_FOUNDATION.finditer(draw.line.text))
    if edit is None or draw.line.count is None:
        return edit and replace(edit, or_at=draw.at + 1)
    chain = edit.lines[draw.at]
    number = int(_NUMBER.findall(chain.text)[0])
    return _Edit(draw.changed(replace(chain, count=number)).lines, draw.at, draw.at + 1)


def _opposite(draw: _Draw) -> _Edit | None:
    return _one_shaping(draw, lambda word: _OPPOSITES[word])


def _without(draw: _Draw) -> _Edit | None:
    plain = next((match.group() for line in draw.lines if (match := _PLAIN[draw.terms].search(line.text))), "")
    return _one_shaping(draw, lambda word: f"1 {plain}") if plain else None


def _one_shaping(draw: _Draw, other: Callable[[str], str]) -> _Edit | None:
    """One increase or decrease becomes something else: of "6 aug" five are left."""
    matches = list(_SHAPING.finditer(draw.said))
    if not matches:
        return None
    match = draw.chance.choice(matches)
    number, word = match.groups()
    rest = f"{int(number) - 1} {word}, " if number and int(number) > 1 else ""
    return draw.put(*match.span(), rest + other(word))


def _deleted(draw: _Draw) -> _Edit | None:
    return None if _PARTIAL.search(draw.line.text) else _without_line(draw)


def _partial(draw: _Draw) -> _Edit | None:
    return _without_line(draw) if _PARTIAL.search(draw.line.text) else None


def _without_line(draw: _Draw) -> _Edit | None:
    if not _shapes(draw) or draw.at + 1 == len(draw.lines):
        return None
    return _Edit((*draw.lines[: draw.at], *_moved(draw.lines[draw.at + 1 :], draw.line, -1)), draw.at)


def _doubled(draw: _Draw) -> _Edit | None:
    if not _shapes(draw):
        return None
    return _Edit((*draw.lines[: draw.at + 1], *_moved(draw.lines[draw.at :], draw.line, 1)), draw.at + 1)


def _plain(draw: _Draw) -> _Edit | None:
    """One round of those that change nothing; of a range one is left out."""
    if draw.at == 0 or draw.line.count != draw.lines[draw.at - 1].count or draw.at + 1 == len(draw.lines):
        return None
    if any(_REFERENCE.search(line.text) for line in draw.lines[draw.at :]):
        return None
    return _Edit(
        (*draw.lines[: draw.at], *_shortened(draw.line), *_moved(draw.lines[draw.at + 1 :], draw.line, -1)), draw.at
    )


def _shapes(draw: _Draw) -> bool:
    """Whether the line changes the count of a line below that is no chain."""
    before = draw.lines[draw.at - 1] if draw.at else None
    return before is not None and draw.line.count != before.count and bool(_NUMBER.search(before.label))


def _shortened(line: Line) -> _Lines:
    """A range without its last line: "Tours 5-6" are "Tour 5" then; a single line is gone."""
    first, last = int(_NUMBER.findall(line.label)[0]), int(_NUMBER.findall(line.label)[-1])
    if first == last:
        return ()
    words = line.label.split()[0]
    label = f"{words} {first}-{last - 1}" if last - 1 > first else f"{words.removesuffix('s')} {first}"
    return (replace(line, label=label),)


def _moved(lines: _Lines, since: Line, by: int) -> _Lines:
    """Lines under the numbers that they have now, and references to those that moved."""
    last = int(_NUMBER.findall(since.label)[-1])

    def number(match: re.Match[str]) -> str:
        return str(int(match.group()) + by)

    def referred(match: re.Match[str]) -> str:
        return _NUMBER.sub(lambda found: number(found) if int(found.group()) > last else found.group(), match.group())

    return tuple(
        replace(line, label=_NUMBER.sub(number, line.label), text=_REFERENCE.sub(referred, line.text)) for line in lines
    )


KINDS: dict[str, Callable[[_Draw], _Edit | None]] = {
    "stated count": _stated,
    "repeat number": _repeat,
    "inner count": _inner,
    "foundation chain": _chain,
    "aug for dim": _opposite,
    "plain for aug": _without,
    "deleted round": _deleted,
    "doubled round": _doubled,
    PARTIAL_ROW: _partial,
    PLAIN_ROUND: _plain,
}
