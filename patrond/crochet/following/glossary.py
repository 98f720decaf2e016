"""The pattern's own words: its abbreviations and special stitches, which override the table, and its chain rules.

>>> from patrond.crochet.pattern import Abbreviation
>>> own = read_glossary((Abbreviation("db", "double bride"),), (), Terms.FR)
>>> own.stitches["db"].id, own.overrides
('tr', ('db',))
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from patrond.crochet.following.below import Below
from patrond.crochet.following.fit import fits
from patrond.crochet.following.tally import Tally
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.normalise import clean_line, fold
from patrond.crochet.grammar.steps import Group, Instructions, Place, Repeat, Work
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.grammar.tokens import Lexicon, Token
from patrond.crochet.pattern import Abbreviation, Terms
from patrond.crochet.stitches import STITCHES, Kind, Stitch, in_one, together

_MOST_STITCHES = 1000  # entries that may name one; longer lists are no glossary, and each entry is read like a line
_LONGEST_MEANING = 300
_LONGEST_NOTE = 1000
_MOVES = re.compile(r"\b(?:yarn over|yo|yrh|insert (?:the )?hook|draw up|pull up|jeté|piquer)\b", re.IGNORECASE)
"""How the hands make a stitch says nothing of how many it uses."""
_SHAPING = frozenset({Kind.INCREASE, Kind.DECREASE})
_CLUSTERS = frozenset({Kind.CLUSTER, Kind.SPECIAL, Kind.POST})


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the pattern defines: ``stitches`` by word as written, ``words`` every word defined, folded.

    ``meanings`` holds every word that names a stitch, as the table has it or not; ``overrides`` are words that it uses
    for another stitch than the table does.
    """

    stitches: Mapping[str, Stitch]
    words: frozenset[str]
    meanings: Mapping[str, Stitch]
    overrides: tuple[str, ...] = ()


def read_glossary(abbreviations: Iterable[Abbreviation], special: Iterable[str], terms: Terms) -> Glossary:
    """The glossary of a pattern; entries that name no stitch are known words and no more."""
    stitches: dict[str, Stitch] = {}
    words: set[str] = set()
    meanings: dict[str, Stitch] = {}
    overrides: list[str] = []
    for place, entry in enumerate((*abbreviations, *_special_entries(special))):
        names = [name.strip() for name in clean_line(entry.abbreviation)[:_LONGEST_MEANING].split("/") if name.strip()]
        words.update(fold(name) for name in names)
        if place >= _MOST_STITCHES:
            continue
        stitch = _meaning(clean_line(entry.meaning)[:_LONGEST_MEANING], terms)
        if stitch is None:
            continue
        for name in names:
            usual = usual_stitch(name, terms)
            meanings[name] = stitch
            if usual is None or usual.id != stitch.id:
                stitches[name] = meanings[name] = _kept(usual, stitch)
                if usual is not None and stitches[name].id != usual.id and usual.kind is Kind.PLAIN:
                    overrides.append(name)
    folded = {fold(name) for name in stitches}
    for name, stitch in meanings.items():
        if fold(name) in folded:  # "dbr" redefined beside a "Dbr" that is as usual: both count as written
            stitches.setdefault(name, stitch)
    return Glossary(stitches, frozenset(words), meanings, tuple(overrides))


_DEFINES = re.compile(r'^["*]*([^\W\d_][\w\' -]{0,20}?)["*]*\s*[=:]\s*([(\[].{3,80}?[)\]]\s*(?:in|into|dans)\b.*)$')

_BRACKETS = frozenset("([")

_OR_ELSE = re.compile(r"\s+(?:or|ou)\s+")  # "in the same stitch or space"


def definitions(notes: Iterable[str]) -> Iterator[str]:
    """The notes, as cleaned, that say what the hands make in one place: "V-st = (dc, ch 1, dc) in same stitch".

    >>> list(definitions(["Point V : (1 br, 1 ml, 1 br) dans la même maille", "Tour 1 : 6 ms dans un rond"]))
    ['Point V : (1 br, 1 ml, 1 br) dans la même maille']
    """
    for note in notes:
        if _BRACKETS.isdisjoint(note):
            continue
        for sentence in note[:_LONGEST_NOTE].split(". "):
            found = _DEFINES.match(sentence[:_LONGEST_MEANING])
            if found is not None:
                yield f"{found[1]} : {_OR_ELSE.split(found[2])[0]}"


def _special_entries(texts: Iterable[str]) -> Iterator[Abbreviation]:
    """ "Point nope (nope) : 5 br …" defines both names."""
    for text in texts:
        cleaned = clean_line(text)
        name, colon, meaning = cleaned.partition(":") if ":" in cleaned else cleaned.partition(" - ")
        if not colon or len(name) > 60:
            continue
        outer, _, inner = name.partition("(")
        for word in (outer, inner.rstrip(") ")):
            if word.strip():
                yield Abbreviation(word.strip(), meaning)


@lru_cache(maxsize=1024)
def usual_stitch(name: str, terms: Terms) -> Stitch | None:
    """What the table says of that word, or the grammar of a name like "dc3tog"."""
    plain = Lexicon.of(terms)
    tokens = plain.tokens(name)
    if len(tokens) == 1:
        return tokens[0].stitch
    if _OF_STITCHES.isdisjoint(token.symbol for token in tokens):
        return None  # most words of a long list
    match read_line(name, plain).steps:
        case (Work(stitch, 1, Place.ALONG),):
            return stitch
    return None


_OF_STITCHES = frozenset({Symbol.STITCH, Symbol.COUNTER, Symbol.DOUBLE})
"""No stitch is worked by words without one of these."""


def _kept(usual: Stitch | None, own: Stitch) -> Stitch:
    """A cluster described by its loops ("5 br rabattues ensemble") stays the cluster that its name says."""
    return usual if usual is not None and usual.kind in _CLUSTERS and own.kind is not Kind.SHELL else own


@lru_cache(maxsize=1024)
def _meaning(text: str, terms: Terms) -> Stitch | None:
    plain = Lexicon.of(terms)
    tokens = plain.tokens(text)
    if not tokens:
        return None
    if [token.symbol for token in tokens[:3]] == [Symbol.OPEN, Symbol.STITCH, Symbol.CLOSE]:
        del tokens[0]  # "Sc: (single crochet) - insert hook …"
    first = tokens[0]
    if first.stitch is not None and first.stitch.kind is Kind.PLAIN and (closed := _closed_together(tokens)):
        return closed
    if first.stitch is not None:
        return _shaped(first.stitch, tokens[1:])
    if any(token.symbol is Symbol.TOGETHER for token in tokens):
        return _together(text, plain)
    if _MOVES.search(text) is not None:
        return None
    return _described(read_line(text.split(".")[0], plain))


def _closed_together(tokens: list[Token]) -> Stitch | None:
    """ "double crochet 3 stitches together" is one stitch over three, and no double crochet."""
    symbols = [token.symbol for token in tokens]
    if Symbol.TOGETHER not in symbols or Symbol.SAME in symbols:
        return None
    before = tokens[: symbols.index(Symbol.TOGETHER)]
    if any(token.symbol in (Symbol.OPEN, Symbol.STOP, Symbol.COMMA, Symbol.COLON) for token in before):
        return None
    number = next((token.value for token in before if token.symbol is Symbol.NUMBER), 2)
    return together(tokens[0].stitch or STITCHES["sc"], number) if 2 <= number <= 12 else None


def _shaped(named: Stitch, rest: list[Token]) -> Stitch:
    """ "augmentation (2 br dans la même maille)" is one of dc, whatever an increase usually is."""
    if named.kind is not Kind.INCREASE:
        return named
    base = next((token.stitch for token in rest if token.stitch is not None), None)
    number = next((token.value for token in rest if token.symbol is Symbol.NUMBER), named.produced)
    if base is None or base.kind is not Kind.PLAIN or not 2 <= number <= 12:
        return named
    return in_one(base, number)


def _together(text: str, plain: Lexicon) -> Stitch | None:
    """ "2 m ens" is a decrease; loops in one stitch, closed together, are a cluster."""
    instructions = read_line(text.split(".")[0], plain)
    step = next((step for step in instructions.steps if isinstance(step, Work)), None)
    if step is None:
        return None
    if any(token.symbol in (Symbol.SAME,) for token in plain.tokens(text)):
        return replace(STITCHES["cluster"], id="own cluster")
    return step.stitch


def _described(instructions: Instructions) -> Stitch | None:
    """ "5 br dans la même maille": what it uses and makes is what its steps do."""
    if not any(isinstance(step, (Work, Repeat, Group)) for step in instructions.steps):
        return None
    first = instructions.steps[0]
    if len(instructions.steps) == 1 and isinstance(first, Work) and first.number >= 2:
        if first.place in (Place.SAME, Place.ONE) and first.number <= 12:
            return in_one(first.stitch, first.number)
        if first.place is Place.ALONG:
            return None
    if not instructions.understood:
        return None
    found = fits(instructions, Below((Tally(1),)))
    if not found:
        return None
    fit = found[0]
    made = fit.made.stitches
    row = tuple(anchor for anchor in fit.made.row if anchor) if fit.made.chains else ()
    return replace(
        STITCHES["shell"], id="own group", consumed=max(fit.used, 1), produced=made, yarn=2.0 * made, row=row
    )
