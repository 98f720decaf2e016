"""Tokens: the text of a line as symbols of the grammar, found by longest match in the vocabulary of its terms.

>>> lexicon = Lexicon.of(Terms.FR)
>>> [str(token.symbol) for token in lexicon.tokens("*3 ms, aug* x6")]
['*', 'number', 'stitch', ',', 'stitch', '*', 'times', 'number']
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.normalise import fold
from patrond.crochet.grammar.steps import Instructions
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.grammar.vocabulary import phrases
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import STITCHES, Stitch


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


# Words first, as most pieces are; ordinals before numbers; figures before whole ones: "3,5 mm" counts nothing.
_RAW = re.compile(
    r"(?P<word>½|[^\W\d_]+'?)"
    r"|(?P<ordinal>\d+(?:[eè]mes?|i[eè]mes?|[eè]res?|ers?|re|e|mes?|nde?|rd|th|°)(?![^\W\d_])|(?<!\d)1st(?![^\W\d_]))"
    r"|(?P<decimal>\d+[.,]\d+(?=\s?(?:cm|mm|m|g|yds?|in)?\b))"
    r"|(?P<number>\d+)"
    r"|(?P<sign>\S)"
)
_SIGNS: Mapping[str, Symbol] = {
    "*": Symbol.STAR,
    "|": Symbol.STAR,
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
S = direct(Symbol)
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
        self._exact = {word: Entry(Symbol.STITCH, 0, stitch) for word, stitch in glossary.items()}
        self._trie = _with_own(_base_trie(terms), self._exact)
        self._x_is_own = any(word.lower() == _X for word in glossary)

    @classmethod
    def of(cls, terms: Terms, glossary: Mapping[str, Stitch] | None = None) -> "Lexicon":
        """The lexicon of those terms; ``glossary`` maps the pattern's own abbreviations to stitches.

        Patterns with the same words share it, and what was read with it.
        """
        return _shared(terms, tuple(glossary.items()) if glossary else ())

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a cleaned line, without noise words."""
        pieces = _pieces(text)
        trie, exact = self._trie, self._exact
        found: list[Token] = []
        after = 0
        for index, (kind, written, key, start, end) in enumerate(pieces):
            if index < after:
                continue  # it is in the phrase before
            entry: Entry | None = None
            if (kind == "word" or key in _STARTS) and (node := trie.get(key)) is not None:
                entry = node.get(_LEAF)
                if len(node) > 1 or entry is None:  # longer phrases begin with it
                    entry, after = _longest(node, pieces, index)
                if after > index + 1:
                    end = pieces[after - 1][_END]
                    written = text[start:end]
                elif exact:
                    entry = exact.get(written, entry)
            symbol, value, stitch, foreign = entry or (_known if len(written) <= _MAX_DIGITS else _read_plain)(
                kind, written
            )  # what a piece means that no phrase begins with
            if symbol is not S.NOISE:
                found.append(_new(Token, (symbol, written, start, end, value, stitch, foreign)))
        return _times_told_apart(found) if self._x_is_own else found


_X = "x"


def _times_told_apart(tokens: list[Token]) -> list[Token]:
    """Where the pattern's own X is a stitch: "(X, V) x 6" still says how often, after what is repeated."""
    for index in range(1, len(tokens) - 1):
        token, before = tokens[index], tokens[index - 1].symbol
        if before is S.OPEN and index > 1:  # "*X, V* (x 6)"
            before = tokens[index - 2].symbol if tokens[index - 2].symbol in _REPEATED else before
        if token.text.lower() != _X:
            continue
        after = tokens[index + 1].symbol
        told_after = after is S.NUMBER and before in (*_REPEATED, S.STITCH)
        if told_after or (before is S.NUMBER and after is S.OPEN and _holds_steps(tokens[index + 2 : index + 5])):
            tokens[index] = token._replace(symbol=S.TIMES, stitch=None)
    return tokens


def _holds_steps(inner: list[Token]) -> bool:
    """ "6 x (X, V)", and not the count of "6 X (6)"."""
    symbols = [token.symbol for token in inner]
    return symbols[:1] == [S.STITCH] or (symbols[:2] == [S.NUMBER, S.STITCH] and symbols[2:] != [S.CLOSE])


_REPEATED = (Symbol.CLOSE, Symbol.STAR)

_new = tuple.__new__  # tokens are many, and a named tuple's own constructor takes three times as long
_Piece = tuple[str, str, str, int, int]
"""Kind, as written, its key in the tries, start, end."""

_KEY: Final = 2
_END: Final = 4


def _pieces(text: str) -> list[_Piece]:
    """Words, numbers and signs. A number glued to a word has a key of its own: ``inc3`` is not ``inc 3``."""
    pieces: list[_Piece] = []
    word_end = -1
    for match in _RAW.finditer(text):
        kind, written = match.lastgroup or "", match[0]
        start, end = match.span()
        key = written
        if kind == "word":
            key, word_end = fold(written), end
        elif kind == "number" and start == word_end:
            key = f"~{written}"
        pieces.append((kind, written, key, start, end))
    return pieces


def _longest(node: _Trie, pieces: Sequence[_Piece], index: int) -> tuple[Entry | None, int]:
    """What the longest phrase from ``index`` on means, and where it ends; ``node`` is that of its first piece."""
    best: Entry | None = node.get(_LEAF)
    after = at = index + 1
    while at < len(pieces) and (deeper := node.get(pieces[at][_KEY])) is not None:
        node, at = deeper, at + 1
        if _LEAF in node:
            best, after = node[_LEAF], at
    return best, after


def _read_plain(kind: str, written: str) -> Entry:
    if kind == "sign":
        return Entry(_SIGNS.get(written, S.WORD))
    if kind == "decimal":
        return Entry(S.NOISE)
    if kind != "word":
        digits = written if kind == "number" else "".join(sign for sign in written if sign.isdigit())
        if len(digits) <= _MAX_DIGITS and digits.isascii():
            value = int(digits)
            return Entry(S.NUMBER if kind == "number" else S.FIRST if value == 1 else S.ORDINAL, value)
    return Entry(S.WORD)


_known = lru_cache(maxsize=4096)(_read_plain)


def _plant(trie: _Trie, phrase: str, entry: Entry) -> None:
    for _, _, key, _, _ in _pieces(phrase):
        trie = trie.setdefault(key, {})
    trie.setdefault(_LEAF, entry)


def _with_own(base: _Trie, own: Mapping[str, Entry]) -> _Trie:
    """The tries of all with the words of one pattern over them; what they do not touch is shared."""
    if not own:
        return base
    trie = dict(base)
    ours = {id(trie)}  # a list of a thousand words that begin alike is not copied a thousand times
    for phrase in reversed(tuple(own)):  # of two that differ in case alone the first is read in any case
        node = trie
        for _, _, key, _, _ in _pieces(phrase):
            deeper: _Trie = node.get(key, {})
            if id(deeper) not in ours:
                deeper = node[key] = dict(deeper)
                ours.add(id(deeper))
            node = deeper
        node[_LEAF] = own[phrase]
    return trie


_LANGUAGES: Mapping[Terms, str] = {Terms.FR: "fr", Terms.US: "en", Terms.UK: "en"}
_FOREIGN: Mapping[Terms, tuple[Terms, ...]] = {
    Terms.FR: (Terms.US, Terms.UK),
    Terms.US: (Terms.UK, Terms.FR),
    Terms.UK: (Terms.US, Terms.FR),
}
_STARTS = frozenset({"1"})  # phrases that begin with a digit: "1/2 bride"


@lru_cache(maxsize=8)
def _base_trie(terms: Terms) -> _Trie:
    trie: _Trie = {}
    for phrase, entry in _entries(terms):
        _plant(trie, phrase, entry)
    return trie


def _entries(terms: Terms) -> Iterator[tuple[str, Entry]]:
    """First the stitches of these terms, then the words of the language, then stitches by other names."""
    for name, stitch in _names(terms):
        yield name, Entry(Symbol.STITCH, 0, stitch)
    for phrase, (symbol, value) in phrases(_LANGUAGES[terms]).items():
        yield phrase, Entry(symbol, value)
    for other in _FOREIGN[terms]:
        for name, stitch in _names(other):
            if len(name) == 1:
                continue  # "yarn B" is nobody's bride
            yield name, Entry(Symbol.STITCH, 0, stitch, True)


def _names(terms: Terms) -> Iterable[tuple[str, Stitch]]:
    for stitch in STITCHES.values():
        for name in stitch.names[terms]:
            yield name, stitch
            if len(name) == 2 and terms is not Terms.FR and name.isalpha():
                yield f"{name}s", stitch  # "5 dcs"; the plural of a longer word is folded away
            if name.startswith("½"):
                yield name.replace("½", "1/2 ").replace("  ", " "), stitch


@lru_cache(maxsize=32)
def _shared(terms: Terms, glossary: tuple[tuple[str, Stitch], ...]) -> Lexicon:
    return Lexicon(terms, dict(glossary))


def may_say(text: str, meaning: Callable[[Entry], bool], terms: Terms) -> bool:
    """Whether some phrase of that meaning can stand in ``text``: its telltale word does. Prose is seldom read then."""
    return may_mean(words_of(text), meaning, terms)


def words_of(text: str) -> frozenset[str]:
    """The words of ``text``, folded: for those who ask after several meanings."""
    return _words_of(text) if len(text) <= _LONGEST_PROSE else _read_words(text)


def _read_words(text: str) -> frozenset[str]:
    return frozenset(map(fold, _WORD.findall(text)))


_words_of = lru_cache(maxsize=1024)(_read_words)  # a line of prose is asked three times: here, of chains, of counting
_LONGEST_PROSE = 500


def may_mean(words: frozenset[str], meaning: Callable[[Entry], bool], terms: Terms) -> bool:
    """Whether some phrase of that meaning can be made of these words."""
    tells = _telltales(meaning, terms)
    return not tells.words.isdisjoint(words) or (
        not tells.letters.isdisjoint(words) and any(map(words.issuperset, tells.together))
    )


class _Telltales(NamedTuple):
    """One word of each phrase; of one in letters, as "m.l.", all ``together``: "m" alone stands in "120 m" as well."""

    words: frozenset[str]
    letters: frozenset[str]
    together: tuple[frozenset[str], ...]


_WORD = re.compile(r"½|[^\W\d_]+'?")
_SHORTEST_TELLTALE = 3


@lru_cache(maxsize=64)  # a few meanings, each in three terms
def _telltales(meaning: Callable[[Entry], bool], terms: Terms) -> _Telltales:
    """Of each phrase a word that prose seldom has: "air" of "maille en l'air", "compte" of "compte pour"."""
    entries = list(_entries(terms))
    noise = {fold(phrase) for phrase, entry in entries if entry.symbol is Symbol.NOISE}
    tells: set[str] = set()
    together: set[frozenset[str]] = set()
    for phrase, entry in entries:
        if meaning(entry):
            said = [fold(word) for word in _WORD.findall(phrase)]
            rare = [word for word in said if word not in noise and len(word) >= _SHORTEST_TELLTALE]
            if rare or len(set(said)) == 1:
                tells.add(rare[-1] if rare else said[0])
            else:
                together.add(frozenset(said))
    return _Telltales(frozenset(tells), frozenset().union(*together), tuple(together))
