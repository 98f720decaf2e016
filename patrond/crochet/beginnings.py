"""What a piece begins on: whether a line without a number names a foundation chain or a ring."""

from patrond.crochet.lines import read_line
from patrond.crochet.steps import Chain, Foundation, Note, Place, Ring, Turn, Work
from patrond.crochet.stitches import Kind
from patrond.crochet.tokens import Entry, Lexicon, may_say
from patrond.crochet.vocabulary import Symbol

_SHORTEST_FOUNDATION = 3  # fewer chains are a turning chain


def begins_work(text: str, lexicon: Lexicon, *, ring: bool = True) -> bool:
    """Whether a text begins with a chain of three or more, or in a ring; ``ring``: naming the ring is enough.

    >>> from patrond.crochet.pattern import Terms
    >>> begins_work("Monter 31 ml.", Lexicon.of(Terms.FR)), begins_work("Laine DK, 120 m", Lexicon.of(Terms.FR))
    (True, False)
    """
    if not may_say(text, _is_beginning, lexicon.terms):
        return False
    for step in read_line(text, lexicon).steps:
        match step:
            case Note() | Turn():
                continue
            case Foundation() | Work(place=Place.RING):
                return True
            case Ring():
                return ring
            case Chain(number, counts):
                return number >= _SHORTEST_FOUNDATION and counts is None
        return False
    return False


def _is_beginning(entry: Entry) -> bool:
    chain = entry.stitch is not None and entry.stitch.kind is Kind.CHAIN
    return chain or entry.symbol in (Symbol.START_CHAIN, Symbol.RING)
