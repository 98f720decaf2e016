"""Lines without a number: whether one names the chain or the ring of a piece, or works stitches in passing."""

import re

from patrond.crochet.grammar.labels import read_item, read_label
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.split import split_count
from patrond.crochet.grammar.steps import (
    Chain,
    Foundation,
    Join,
    Note,
    Partial,
    Place,
    Refer,
    Rejoin,
    Repeat,
    Ring,
    Turn,
    Work,
)
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.grammar.tokens import Entry, Lexicon, may_mean, words_of
from patrond.crochet.pattern import Terms
from patrond.crochet.reading.sources import Source, foundation_label
from patrond.crochet.stitches import Kind

_SHORTEST_FOUNDATION = 3  # fewer chains are a turning chain
_SEVERAL = re.compile(rf"[{_SHORTEST_FOUNDATION}-9]|\d\d")


def begins_work(text: str, lexicon: Lexicon, *, ring: bool = True) -> bool:
    """Whether a text begins with a chain of three or more, or in a ring; ``ring``: naming the ring is enough.

    >>> from patrond.crochet.pattern import Terms
    >>> begins_work("Monter 31 ml.", Lexicon.of(Terms.FR)), begins_work("Laine DK, 120 m", Lexicon.of(Terms.FR))
    (True, False)
    """
    if not _may_begin(text, lexicon.terms):
        return False
    steps = read_line(text, lexicon).steps
    for step in steps:
        match step:
            case Note() | Turn():
                continue
            case Foundation() | Work(place=Place.RING):
                return True
            case Ring():
                return ring or any(isinstance(later, Work) for later in steps)
            case Chain(number, counts):
                return number >= _SHORTEST_FOUNDATION and counts is None
        return False
    return False


def _may_begin(text: str, terms: Terms) -> bool:
    """Prose is not read: it names neither a foundation nor a ring, or chains without so many of them."""
    words = words_of(text)
    if may_mean(words, _is_base, terms):
        return True
    return may_mean(words, _is_chain, terms) and (
        _SEVERAL.search(text) is not None or may_mean(words, _is_several, terms)
    )


def _is_base(entry: Entry) -> bool:
    return entry.symbol in (Symbol.START_CHAIN, Symbol.RING)


def _is_chain(entry: Entry) -> bool:
    return entry.stitch is not None and entry.stitch.kind is Kind.CHAIN


def _is_several(entry: Entry) -> bool:
    return entry.symbol is Symbol.NUMBER and entry.value >= _SHORTEST_FOUNDATION


def works_on(text: str, lexicon: Lexicon) -> bool:
    """Whether words between two rounds work stitches that are no round: "2 ms. Puis travailler autour des deux (16 m)".

    Where they speak of rounds ("yeux entre les tours 7 et 8, 6 m d'écart") they only tell where something goes.
    """
    words = words_of(text)
    if may_mean(words, _is_round, lexicon.terms) or not may_mean(words, _is_stitch, lexicon.terms):
        return False
    read = read_line(text, lexicon).steps
    steps = [inner for step in read for inner in (step.steps if isinstance(step, Repeat) else (step,))]
    return any(
        isinstance(step, (Partial, Rejoin)) or (isinstance(step, Work) and step.stitch.kind is not Kind.SLIP)
        for step in steps
    )


def tells_again(text: str, lexicon: Lexicon) -> bool:
    """Whether words between two rows are a line that can be checked: "Répéter le rang 2 jusqu'à 14 cm (24)".

    Without a count they say nothing that could be wrong, and stay prose.
    """
    told, count = split_count(text)
    if count is None or not may_mean(words_of(told), _is_repeat, lexicon.terms):
        return False
    steps = [step for step in read_line(told, lexicon).steps if not isinstance(step, (Note, Turn, Join))]
    return len(steps) == 1 and isinstance(steps[0], Refer)


def _is_repeat(entry: Entry) -> bool:
    return entry.symbol in (Symbol.REPEAT, Symbol.AS)


def _is_round(entry: Entry) -> bool:
    return entry.symbol is Symbol.ROUND


def _is_stitch(entry: Entry) -> bool:
    return entry.stitch is not None or entry.symbol is Symbol.PARTIAL


def opens_piece(line: Source, lexicon: Lexicon) -> bool | None:
    """Whether a line opens a piece, or shows that none opens here; None where it shows neither."""
    label = read_label(line.text) or read_item(line.text)
    if label is not None:
        return label.first == 1
    if line.heading:
        return False
    return True if begins_work(foundation_label(line.text)[1], lexicon) else None
