"""The chain that a pattern begins on: "Monter 31 ml", "40 ml + 3 ml pour tourner", the first of several sizes."""

from patrond.crochet.grammar import clauses
from patrond.crochet.grammar.cursor import CLAUSE_ENDS, Cursor, S
from patrond.crochet.grammar.steps import LONGEST_TURNING, Chain, Foundation, Note, Ring, Step

_SIZES = frozenset({S.NUMBER, S.COMMA, S.DASH})
_PLUS = frozenset({"+", "plus"})
_LONGEST_SUM = 10


def foundation(cursor: Cursor) -> Step:
    """ "Monter 31 ml", "chaînette de 20 ml", "monter un anneau magique"."""
    start = cursor.at
    cursor.take()
    cursor.skip((S.COLON, S.FROM, S.START_CHAIN))
    if cursor.look() is S.RING or (cursor.look() is S.NUMBER and cursor.ahead(1) is S.RING):
        cursor.skip((S.NUMBER, S.RING))
        return Ring()
    if cursor.look() is S.STITCH and clauses.is_chain(cursor, cursor.at):
        cursor.take()
        number = cursor.number()
    else:
        number = cursor.number()
        if cursor.look() in (S.STITCH, S.COUNTER):
            cursor.take()
    if number is None:
        return Note(cursor.written(start))
    if _sizes_follow(cursor):
        if cursor.look() is not S.OPEN:
            return clauses.aside(cursor, start)
        cursor.at = min(cursor.close_of(cursor.at) + 1, cursor.end)  # that of the first; the others are read apart
        cursor.skip((S.STITCH, S.COUNTER))
    number += chains_added(cursor, number)
    clauses.skip_alias(cursor)
    counts_as = clauses.chain_counts(cursor)
    return Foundation(number) if counts_as is None else Chain(number, counts_as)


def chains_added(cursor: Cursor, number: int) -> int:
    """Takes "+ 3 ml pour tourner" after a foundation: the chains for the height of its first row; 0 where none are.

    "62 ml (60 + 2 ml pour tourner)" adds none: the bracket tells the same number again.
    """
    if cursor.look() is S.OPEN:
        close = min(cursor.close_of(cursor.at), cursor.at + _LONGEST_SUM)
        within = [token.value for token in cursor.tokens[cursor.at : close] if token.symbol is S.NUMBER]
        if len(within) > 1 and sum(within) == number and cursor.symbols[close] is S.CLOSE:
            cursor.at = close + 1
        return 0
    if cursor.done or cursor.tokens[cursor.at].text.lower() not in _PLUS or cursor.ahead(1) is not S.NUMBER:
        return 0
    added, after = cursor.tokens[cursor.at + 1].value, cursor.ahead(2)
    chains = after is S.STITCH and clauses.is_chain(cursor, cursor.at + 2)
    if added > LONGEST_TURNING or not (chains or after in (S.TURN, S.WORD, S.OPEN, *CLAUSE_ENDS, None)):
        return 0
    cursor.at += 2
    cursor.skip((S.STITCH, S.WORD, S.TURN))
    return added


def _sizes_follow(cursor: Cursor) -> bool:
    """Whether the number just taken is that of the first of several sizes: "60 (66, 72) ml", "70-77-84 mailles"."""
    if cursor.symbols[cursor.at - 1] is not S.NUMBER:
        return False
    if cursor.look() is S.OPEN:
        inside = cursor.symbols[cursor.at + 1 : cursor.close_of(cursor.at)]
        return bool(inside) and all(symbol in _SIZES for symbol in inside)
    return cursor.sees(S.DASH, S.NUMBER, S.DASH, S.NUMBER)
