"""Shaping spread over a line: "1 aug toutes les 3 m", "doubler 1 m sur 2", "6 dim réparties", "inc 6 sts evenly"."""

from patrond.crochet.grammar import clauses
from patrond.crochet.grammar.cursor import CLAUSE_ENDS, Cursor, S
from patrond.crochet.grammar.nouns import read_noun
from patrond.crochet.grammar.steps import Doubt, Every, Place, Repeat, Step, Work
from patrond.crochet.stitches import STITCHES, Kind, Stitch

_SHAPING = frozenset({Kind.INCREASE, Kind.DECREASE})
_STITCHED = frozenset({S.NUMBER, S.STITCH, S.COUNTER, S.EACH, S.SPACE})
_FEWEST = 7  # stitches along an edge; fewer may be "2 sc evenly" of a repeat
_HOW_MANY = frozenset({S.NUMBER, S.ORDINAL})


def spread(cursor: Cursor, steps: list[Step], stitch: Stitch, number: int | None) -> bool:
    """Takes what says how the shaping at hand, which was just taken, is spread; False where nothing does."""
    if stitch.kind not in _SHAPING:
        return number is not None and cursor.look() is S.EVENLY and _along_an_edge(cursor, steps, stitch, number)
    if number in (None, 1) and (every := _every(cursor)) is not None:
        cursor.doubts.add(Doubt.EVERY)
        steps.append(Every(stitch, every))
        return True
    start = cursor.at
    if number is None:  # "augmenter 6 m", "inc 6 sts"
        number = cursor.number()
        cursor.skip((S.COUNTER,))
    if number is None or not cursor.accept(S.EVENLY):
        cursor.at = start
        return False
    cursor.skip((S.EVENLY, S.TO_END, S.IN, S.ROUND))
    _evenly(steps, stitch, number)
    return True


def _along_an_edge(cursor: Cursor, steps: list[Step], stitch: Stitch, number: int) -> bool:
    """Takes "62 sc evenly along the edge": so many stitches, on rows or on a seam that no count tells of."""
    end = cursor.at
    while cursor.symbols[end] not in (*CLAUSE_ENDS, S.OPEN, S.EQUALS, None):
        end += 1
    named = {token.symbol for token in cursor.tokens[cursor.at : end] if not token.foreign}
    if number < _FEWEST or not _STITCHED.isdisjoint(named):
        return False
    cursor.at = end
    steps.append(Work(stitch, number, Place.APART))
    return True


def _every(cursor: Cursor) -> int | None:
    """ "toutes les 3 m", "1 m sur 3", "in every 3rd st" said without its place; None where it is not said."""
    start = cursor.at
    if cursor.sees(S.IN, S.EACH, S.ORDINAL):
        cursor.at += 2
    elif cursor.look() is S.EACH and cursor.ahead(1) in _HOW_MANY and cursor.ahead(2) in (S.COUNTER, S.STITCH):
        cursor.take()
    elif cursor.sees(S.NUMBER, S.COUNTER, S.IN, S.NUMBER) and cursor.tokens[start].value == 1:
        cursor.at += 3
    else:
        return None
    number = cursor.take().value
    cursor.skip((S.COUNTER, S.STITCH, S.TO_END))
    return number


def _evenly(steps: list[Step], stitch: Stitch, number: int) -> None:
    """So many anywhere, and plain stitches in all the others."""
    if not any(isinstance(step, Repeat) and step.times is None for step in steps):
        steps.append(Repeat((Work(STITCHES.get(stitch.base, stitch), 1),), None))
    steps.append(Work(stitch, number))


def evenly(cursor: Cursor, steps: list[Step]) -> None:
    """ "… en répartissant 6 aug": the verb before its shaping."""
    start = cursor.at
    cursor.take()
    number = cursor.number()
    if number is not None and cursor.look() is S.STITCH:
        stitch = cursor.stitch()
        if stitch.kind in _SHAPING:
            cursor.skip((S.EVENLY, S.TO_END))
            _evenly(steps, stitch, number)
            return
        if _along_an_edge(cursor, steps, stitch, number):
            return
    cursor.at = max(cursor.at, start + 1)
    steps.append(clauses.aside(cursor, start))


def double(cursor: Cursor, steps: list[Step]) -> None:
    """ "doubler chaque m", "doubler 1 m sur 3": an increase by another name."""
    start = cursor.at
    cursor.take()
    if spread(cursor, steps, STITCHES["inc"], None):
        return
    noun = read_noun(cursor)
    if noun.each:
        steps.append(Repeat((Work(STITCHES["inc"], 1),), noun.number))
        return
    cursor.at = max(cursor.at, start + 1)
    steps.append(clauses.aside(cursor, start))
