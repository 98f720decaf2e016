"""Tokens: the text of a line as symbols of the grammar, found by longest match in the vocabulary of its terms.

>>> lexicon = Lexicon.of(Terms.FR)
>>> [str(token.symbol) for token in lexicon.tokens("*3 ms, aug* x6")]
['*', 'number', 'stitch', ',', 'stitch', '*', 'times', 'number']
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from patrond.crochet.normalise import fold
from patrond.crochet.pattern import Terms
from patrond.crochet.steps import Instructions
from patrond.crochet.stitches import STITCHES, Stitch
from patrond.crochet.vocabulary import Symbol, phrases


class Token(NamedTuple):
    """One symbol with its place in the text; ``value`` of numbers, ``stitch`` of stitches, ``text`` as written."""

    symbol: Symbol
    text: str
    start: int
    end: int
    value: int = 0
    stitch: Stitch | None = None
    foreign: bool = False


class Entry(NamedTuple):
    """What a phrase means."""

    symbol: Symbol
    value: int = 0
    stitch: Stitch | None = None
    foreign: bool = False


# Ordinals before numbers, numbers with a unit before whole ones: "3,5 mm" counts nothing.
_RAW = re.compile(
    r"(?P<ordinal>\d+(?:[eè]mes?|i[eè]mes?|[eè]res?|er|re|e|nd|rd|th)(?![^\W\d_])|(?<!\d)1st(?![^\W\d_]))"
    r"|(?P<decimal>\d+[.,]\d+(?=\s?(?:cm|mm|m|g|yds?|in)?\b))"
    r"|(?P<number>\d+)"
    r"|(?P<word>½|[^\W\d_]+'?)"
    r"|(?P<sign>\S)"
)
_SIGNS: Mapping[str, Symbol] = {
    "*": Symbol.STAR,
    "(": Symbol.OPEN,
    "[": Symbol.OPEN,
    "{": Symbol.OPEN,
    ")": Symbol.CLOSE,
    "]": Symbol.CLOSE,
    "}": Symbol.CLOSE,
    ",": Symbol.COMMA,
    ";": Symbol.COMMA,
    "+": Symbol.COMMA,
    "/": Symbol.COMMA,
    ".": Symbol.STOP,
    "!": Symbol.STOP,
    ":": Symbol.COLON,
    "-": Symbol.DASH,
    "=": Symbol.EQUALS,
    "&": Symbol.AND,
}
_MAX_DIGITS = 6  # a longer number counts nothing; it would only cost arithmetic
_LEAF = ""

_Trie = dict[str, Any]  # piece -> deeper trie; "" -> Entry


class Lexicon:
    """The words in force for one pattern: its glossary, then its terms, then the stitches of other terms.

    ``read`` is the grammar's memory of the lines that it read with these words.
    """

    def __init__(self, terms: Terms, glossary: Mapping[str, Stitch]) -> None:
        self.terms = terms
        self.glossary = glossary
        self.read: dict[str, Instructions] = {}
        self._base = _base_trie(terms)
        self._own: _Trie = {}
        self._exact = {word: Entry(Symbol.STITCH, 0, stitch) for word, stitch in glossary.items()}
        for word, stitch in glossary.items():
            _plant(self._own, word, Entry(Symbol.STITCH, 0, stitch))

    @classmethod
    def of(cls, terms: Terms, glossary: Mapping[str, Stitch] | None = None) -> "Lexicon":
        """The lexicon of those terms; ``glossary`` maps the pattern's own abbreviations to stitches."""
        return _plain_lexicon(terms) if not glossary else cls(terms, glossary)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a cleaned line, without noise words."""
        raw = list(_pieces(text))
        found: list[Token] = []
        index, count = 0, len(raw)
        while index < count:
            token, index = self._token(text, raw, index)
            if token.symbol is not Symbol.NOISE:
                found.append(token)
        return found

    def _token(self, text: str, raw: "list[_Piece]", index: int) -> tuple[Token, int]:
        piece = raw[index]
        if piece.kind == "word" or piece.key in _STARTS:
            entry, after = self._longest(raw, index)
            if entry is not None:
                end = raw[after - 1].end
                symbol, value, stitch, foreign = entry
                return Token(symbol, text[piece.start : end], piece.start, end, value, stitch, foreign), after
        return _plain(piece), index + 1

    def _longest(self, raw: "list[_Piece]", index: int) -> tuple[Entry | None, int]:
        exact = self._exact.get(raw[index].text)
        best, after = (exact, index + 1) if exact is not None else (None, index)
        for trie in (self._own, self._base) if self._own else (self._base,):
            node, at = trie, index
            while at < len(raw) and (deeper := node.get(raw[at].key)) is not None:
                node, at = deeper, at + 1
                if at > after and _LEAF in node:
                    best, after = node[_LEAF], at
        return best, after


class _Piece(NamedTuple):
    kind: str
    text: str
    key: str
    start: int
    end: int


def _pieces(text: str) -> Iterator[_Piece]:
    """Words, numbers and signs. A number glued to a word has a key of its own: ``inc3`` is not ``inc 3``."""
    end = -1
    before = ""
    for match in _RAW.finditer(text):
        kind = str(match.lastgroup)
        found = match.group()
        key = fold(found) if kind == "word" else found
        if kind == "number" and before == "word" and match.start() == end:
            key = f"~{found}"
        end, before = match.end(), kind
        yield _Piece(kind, found, key, match.start(), end)


def _plain(piece: _Piece) -> Token:
    """The token of a piece that no phrase begins with."""
    if piece.kind == "sign":
        return Token(_SIGNS.get(piece.text, Symbol.WORD), piece.text, piece.start, piece.end)
    if piece.kind in ("number", "ordinal"):
        digits = piece.text if piece.kind == "number" else "".join(sign for sign in piece.text if sign.isdigit())
        if len(digits) <= _MAX_DIGITS and digits.isascii():
            value = int(digits)
            symbol = Symbol.NUMBER if piece.kind == "number" else Symbol.FIRST if value == 1 else Symbol.ORDINAL
            return Token(symbol, piece.text, piece.start, piece.end, value)
    if piece.kind == "decimal":
        return Token(Symbol.NOISE, piece.text, piece.start, piece.end)
    return Token(Symbol.WORD, piece.text, piece.start, piece.end)


def _plant(trie: _Trie, phrase: str, entry: Entry) -> None:
    for piece in _pieces(phrase):
        trie = trie.setdefault(piece.key, {})
    trie.setdefault(_LEAF, entry)


_LANGUAGES: Mapping[Terms, str] = {Terms.FR: "fr", Terms.US: "en", Terms.UK: "en"}
_FOREIGN: Mapping[Terms, tuple[Terms, ...]] = {
    Terms.FR: (Terms.US, Terms.UK),
    Terms.US: (Terms.UK, Terms.FR),
    Terms.UK: (Terms.US, Terms.FR),
}
_STARTS = frozenset({"1"})  # phrases that begin with a digit: "1/2 bride"


@lru_cache(maxsize=8)
def _base_trie(terms: Terms) -> _Trie:
    """First the stitches of these terms, then the words of the language, then stitches by other names."""
    trie: _Trie = {}
    for name, stitch in _names(terms):
        _plant(trie, name, Entry(Symbol.STITCH, 0, stitch))
    for phrase, (symbol, value) in phrases(_LANGUAGES[terms]).items():
        _plant(trie, phrase, Entry(symbol, value))
    for other in _FOREIGN[terms]:
        for name, stitch in _names(other):
            _plant(trie, name, Entry(Symbol.STITCH, 0, stitch, True))
    return trie


def _names(terms: Terms) -> Iterable[tuple[str, Stitch]]:
    for stitch in STITCHES.values():
        for name in stitch.names[terms]:
            yield name, stitch
            if name.startswith("½"):
                yield name.replace("½", "1/2 ").replace("  ", " "), stitch


@lru_cache(maxsize=8)
def _plain_lexicon(terms: Terms) -> Lexicon:
    return Lexicon(terms, {})
