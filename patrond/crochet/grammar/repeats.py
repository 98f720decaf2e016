"""How often: "x 6", "6 fois de plus", "twice", "tout le tour", "jusqu'aux 3 dernières mailles", "rep from * around"."""

from collections.abc import Callable
from typing import NamedTuple

from patrond.crochet.grammar.cursor import Cursor, S
from patrond.crochet.grammar.nouns import read_noun
from patrond.crochet.grammar.steps import Doubt, Repeat, Step
from patrond.crochet.grammar.symbols import Symbol

_AFTER_REPEAT = frozenset(
    {S.FROM, S.BETWEEN, S.TO, S.AND, S.STAR, S.NUMBER, S.MORE, S.TIMES, S.TO_END, S.TWICE, S.UNTIL, S.RESULT}
)


class Times(NamedTuple):
    """``number`` None: to the end, but for the last ``keep``; ``or_number`` is the other reading.

    ``to_last`` says that "the last stitch" was named without a number: with it or without? ``to_space``: to the end
    before the next chain space.
    """

    number: int | None
    keep: int = 0
    or_number: int | None = None
    to_last: bool = False
    to_space: bool = False


def read_times(cursor: Cursor, *, again: bool = False, verb: bool = False) -> Times | None:
    """The number of turns at hand, if any; the cursor stays where there is none.

    ``again``: the verb repeat stood before, so that N may mean N more. ``verb``: a repeat was just closed, so that
    "répéter de * à * 5 fois" speaks of it.
    """
    start = cursor.at
    if verb:
        if cursor.look() is S.COMMA and cursor.ahead(1) is S.REPEAT:
            cursor.take()
        if cursor.look() is S.REPEAT and cursor.ahead(1) in _AFTER_REPEAT:
            cursor.take()
            return _after_verb(cursor, start)
    times = _bare_times(cursor)
    if times is None:
        cursor.at = start
        return None
    return _more(times) if again else times


def _after_verb(cursor: Cursor, start: int) -> Times | None:
    """After "repeat": the stars it speaks of, then the number. Without a number it means to the end."""
    star = False
    while cursor.look() in (S.FROM, S.BETWEEN, S.AND, S.STAR) or cursor.sees(S.TO, S.STAR):
        star = star or cursor.look() is S.STAR
        cursor.take()
    times = _bare_times(cursor)
    if times is None:
        if star:
            return Times(None)
        cursor.at = start
        return None
    _past_stars(cursor)
    return _more(times)


def _past_stars(cursor: Cursor) -> None:
    """ "répéter six fois de * à *": which stars are meant is said after the number."""
    at = cursor.at + (1 if cursor.look() in (S.FROM, S.BETWEEN) else 0)
    two = cursor.symbols[at + 1] in (S.TO, S.AND) and cursor.symbols[at + 2] is S.STAR
    if cursor.symbols[at] is S.STAR and (two or at > cursor.at):
        cursor.at = at + (3 if two else 1)


def _more(times: Times) -> Times:
    """ "repeat 5 times": five turns, or five more than the one that was written."""
    if times.number is None or times.or_number is not None:
        return times
    return Times(times.number, or_number=times.number + 1)


def _bare_times(cursor: Cursor) -> Times | None:
    symbol = cursor.look()
    reader = _READERS.get(symbol) if symbol is not None else None
    return reader(cursor) if reader is not None else None


def _after_sign(cursor: Cursor) -> Times | None:
    """ "x 6", "x 6 fois"."""
    if cursor.ahead(1) is not S.NUMBER:
        return None
    cursor.take()
    number = cursor.take().value
    cursor.accept(S.TIMES)
    return _total(cursor, number)


def _before_times(cursor: Cursor) -> Times | None:
    """ "6 fois", "6 more times"."""
    more = cursor.ahead(1) is S.MORE
    if cursor.ahead(2 if more else 1) is not S.TIMES:
        return None
    number = cursor.take().value
    cursor.at += 2 if more else 1
    return _exactly(cursor, number + 1) if more else _total(cursor, number)


def _more_times(cursor: Cursor) -> Times | None:
    """ "encore 6 fois"."""
    if cursor.ahead(1) is not S.NUMBER or cursor.ahead(2) is not S.TIMES:
        return None
    cursor.take()
    number = cursor.take().value
    cursor.take()
    return _exactly(cursor, number + 1)


def _of_a_total(cursor: Cursor) -> Times | None:
    """ "a total of 6 times"."""
    if cursor.ahead(1) is not S.NUMBER or cursor.ahead(2) is not S.TIMES:
        return None
    cursor.take()
    number = cursor.take().value
    cursor.take()
    return _exactly(cursor, number)


def _twice(cursor: Cursor) -> Times:
    return _total(cursor, cursor.take().value)


def _total(cursor: Cursor, number: int) -> Times:
    """What stands after the number: "de plus", "au total", or "tout le tour" said once more."""
    if cursor.accept(S.MORE):
        return _exactly(cursor, number + 1)
    if cursor.accept(S.TOTAL):
        return _exactly(cursor, number)
    cursor.accept(S.TO_END)
    return Times(number)


def _exactly(cursor: Cursor, number: int) -> Times:
    cursor.accept(S.TO_END)
    # A number that says "more" or "in total" has one reading.
    return Times(number, or_number=number)


def _in_brackets(cursor: Cursor) -> Times | None:
    """ "*1 ms, aug* (x6)", "(6 fois)"."""
    start = cursor.at
    cursor.take()
    if cursor.look() in (S.TIMES, S.NUMBER, S.TWICE):
        times = _bare_times(cursor)
        if times is not None and cursor.accept(S.CLOSE):
            return times
    cursor.at = start
    return None


def _to_end(cursor: Cursor) -> Times:
    cursor.take()
    cursor.skip((S.TO_END,))
    said = None
    if cursor.look() is S.OPEN:
        said = _in_brackets(cursor)
    elif cursor.look() is S.NUMBER and cursor.ahead(1) is S.TIMES:
        said = _bare_times(cursor)
    if said is not None:
        return said
    kept = _until(cursor) if cursor.look() in (S.UNTIL, S.TO) else None
    return kept or Times(None)


def _until(cursor: Cursor) -> Times | None:
    """ "jusqu'aux 3 dernières m", "to last 3 sts", "until 3 sts remain", "jusqu'à la dernière m"."""
    start = cursor.at
    cursor.take()
    number: int | None = None
    last = False
    while cursor.look() in (S.NUMBER, S.LAST, S.COUNTER, S.STITCH, S.REMAIN, S.IN, S.EACH):
        token = cursor.take()
        if token.symbol is S.NUMBER:
            if number is not None:
                cursor.at -= 1
                break
            number = token.value
        last = last or token.symbol in (S.LAST, S.REMAIN)
        if token.symbol in (S.COUNTER, S.STITCH) and last and cursor.look() is not S.REMAIN:
            break
    if not last:
        cursor.at = start
        return _until_space(cursor)
    return Times(None, keep=number or 1, to_last=number is None)


def _until_space(cursor: Cursor) -> Times | None:
    """ "jusqu'à l'espace suivant", "to next ch-1 sp", "to corner"."""
    start = cursor.at
    cursor.take()
    if read_noun(cursor).space:
        return Times(None, to_space=True)
    cursor.at = start
    return None


_READERS: dict[Symbol, Callable[[Cursor], Times | None]] = {
    S.TIMES: _after_sign,
    S.NUMBER: _before_times,
    S.MORE: _more_times,
    S.TWICE: _twice,
    S.OPEN: _in_brackets,
    S.TO_END: _to_end,
    S.UNTIL: _until,
    S.TO: _until,
    S.RESULT: _of_a_total,
}


def repeated(
    cursor: Cursor, body: tuple[Step, ...], times: Times | None, *, star: bool, closed: bool = False
) -> Repeat:
    """The repeat of ``body``; its doubts are noted.

    ``star``: a star without a number means to the end. ``closed``: its end was marked before the number.
    """
    if (times is None or times == Times(None)) and len(body) == 1:
        inner = body[0]
        if isinstance(inner, Repeat) and inner.times is None and not inner.bare:
            return inner  # "*2 br dans chaque m*", "(1 ms dans chaque m) tout le tour"
    if times is None:
        if not star:
            cursor.doubts.add(Doubt.BARE)
        return Repeat(body, None, bare=not star)
    if times.or_number not in (None, times.number):
        cursor.doubts.add(Doubt.AGAIN if closed else Doubt.TURNS)
    if times.to_last:
        cursor.doubts.add(Doubt.LAST)
    return Repeat(body, times.number, times.keep, times.or_number, to_last=times.to_last, to_space=times.to_space)
