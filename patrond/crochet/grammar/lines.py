"""The grammar of one line: recursive descent over its tokens, in French and English alike.

What is not understood becomes :class:`Unknown`, never an error; each step takes at least one token, and nesting is
bounded, so that no text costs more than its length.

>>> from patrond.crochet.pattern import Terms
>>> read_line("*3 ms, aug* x6 [30]", Lexicon.of(Terms.FR)).counts
(Count(number=30, of=<Counted.STITCHES: 'stitches'>, stitch=''),)
"""

from collections.abc import Callable

from patrond.crochet.grammar import clauses, counts, foundations, groups, spread, working
from patrond.crochet.grammar.cursor import SEPARATORS, Cursor, S
from patrond.crochet.grammar.doubts import doubts_of, in_the_midst, slip_at_end
from patrond.crochet.grammar.hindsight import settled
from patrond.crochet.grammar.nouns import begins_noun, place, read_noun
from patrond.crochet.grammar.second_look import is_picky, merged
from patrond.crochet.grammar.steps import (
    Count,
    Doubt,
    Ends,
    FromHook,
    Instructions,
    Note,
    OtherSide,
    Partial,
    Place,
    Refer,
    Repeat,
    Ring,
    Step,
    Turn,
    Unknown,
    Work,
)
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.stitches import STITCHES

LONGEST = 3000
"""Characters of a line that is read; no human line is longer, and a machine's may not cost more than its length."""
_TOO_LONG = Instructions((Unknown("..."),))
MOST_KEPT = 2000
"""Lines that were read and are kept."""


def read_line(text: str, lexicon: Lexicon) -> Instructions:
    """The instructions of one cleaned line, without its head ("Tour 3 :").

    A pattern repeats its lines, and each is read by the document and again by the judges: what was read is kept.
    """
    if len(text) > LONGEST:
        return _TOO_LONG
    known = lexicon.read.get(text)
    if known is None:
        if len(lexicon.read) >= MOST_KEPT:
            lexicon.read.clear()
        known = lexicon.read[text] = _read(text, lexicon)
    return known


def _read(text: str, lexicon: Lexicon) -> Instructions:
    tokens = lexicon.tokens(text)
    cursor = Cursor(tokens, text, _body, _step)
    steps = _body(cursor, ())
    while not cursor.done:  # a closing sign that nothing opened
        cursor.take()
        steps += _body(cursor, ())
    named = [token for token in tokens if token.stitch is not None]
    steps = settled(steps, cursor.told)
    cursor.doubts |= doubts_of(steps, named, numbered=S.NUMBER in cursor.symbols)
    return Instructions(
        steps=tuple(slip_at_end(merged(in_the_midst(steps)), cursor.doubts)),
        counts=tuple(cursor.counts),
        doubts=frozenset(cursor.doubts),
        stitches=frozenset(token.stitch.id for token in named if token.stitch is not None),
        foreign=tuple(dict.fromkeys(token.text for token in named if token.foreign)),
        strange=tuple(dict.fromkeys(cursor.strange)),
        picky=is_picky(cursor),
    )


def _body(cursor: Cursor, closers: tuple[Symbol, ...]) -> list[Step]:
    """Steps up to one of ``closers``, to a repeat that closes a star, or to the end."""
    steps: list[Step] = []
    while not cursor.done:
        symbol = cursor.look()
        if symbol in closers or symbol is S.CLOSE:
            break
        if symbol in SEPARATORS:
            if closers or symbol not in (S.DASH, S.COLON) or not counts.dashed(cursor, steps):
                cursor.take()
            continue
        if S.STAR in closers and cursor.repeats_star():
            break
        _step(cursor, steps)
    return steps


def _step(cursor: Cursor, steps: list[Step]) -> None:
    """Reads one step at hand and appends what it is."""
    symbol = cursor.look()
    if symbol is not None and (reader := _READERS.get(symbol)) is not None:
        reader(cursor, steps)
    else:
        steps.append(clauses.aside(cursor))


def _number(cursor: Cursor, steps: list[Step]) -> None:
    soft = counts.sentence(cursor)
    if soft is not None and steps and not cursor.counts:
        cursor.doubts.add(Doubt.SENTENCE)
        cursor.counts = [soft]
        cursor.at = cursor.end
        return
    if steps and not cursor.counts and counts.sentences(cursor):
        return
    start = cursor.at
    number = cursor.take().value
    match cursor.look():
        case S.STITCH if groups.slashed(cursor, steps, start):
            pass
        case S.STITCH if steps and cursor.ahead(1) is S.TOTAL and cursor.ahead(2) in (None, S.STOP):
            cursor.at = start
            counts.total(cursor)
        case S.STITCH if steps and cursor.symbols[start - 1] is S.TO_END and cursor.ahead(1) in (None, S.STOP):
            cursor.at = start  # "… repeat around 18 sc"
            counts.total(cursor)
        case S.STITCH:
            working.stitches(cursor, steps, number)
        case S.IN if steps and cursor.ahead(1) is S.EACH and cursor.ahead(2) in (None, S.COMMA, S.STOP):
            cursor.counts = [Count(number)]  # "…, 36 in all, and join"
            cursor.at += 2
        case S.TIMES:
            cursor.take()
            groups.times_before(cursor, steps, number, start)
        case S.COUNTER:
            working.counted_stitches(cursor, steps, number, start)
        case S.ROUND if cursor.ahead(1) is S.STITCH:  # "faire un rang de ms"
            cursor.take()
            steps.append(Repeat((Work(cursor.stitch(), 1),), None))
        case S.UNIT | S.ROUND:  # "… - 8 tours": how many the head stands for
            cursor.take()
            steps.append(Note(cursor.written(start)))
        case S.RING:
            cursor.take()
            steps.append(Ring())
        case S.OPEN if cursor.ahead(1) is not S.NUMBER or cursor.ahead(2) is S.STITCH:
            groups.times_before(cursor, steps, number, start)
        case _:
            cursor.at = start
            steps.append(clauses.aside(cursor))


def _prefix(cursor: Cursor, steps: list[Step]) -> None:
    """A place before its stitch: "Dans chaque m : 2 ms", "Dans le brin arrière, …", "Dans un cercle magique : 6 ms"."""
    start = cursor.at
    if _is_loop_of_stitches(cursor):
        cursor.skip((S.IN, S.LOOP))
        steps.append(Note(cursor.written(start)))
        return
    noun = read_noun(cursor)
    if not noun.said:
        if cursor.at == start:
            cursor.take()
        steps.append(Note(cursor.written(start)))
        return
    if noun.ring:
        steps.append(Ring())
        return
    cursor.skip((S.COLON, S.COMMA))
    inner: list[Step] = []
    if cursor.look() in (S.NUMBER, S.STITCH, S.OPEN):
        _step(cursor, inner)
        if noun.space:
            groups.go_on(cursor, inner)
    match inner:
        case [_, _, *_]:
            steps.append(groups.grouped(cursor, tuple(inner), noun))
        case [Work(stitch, number, Place.ALONG)]:
            steps.append(place(cursor, stitch, number, noun))
        case [Repeat(body, None, bare=True)]:
            steps.append(groups.grouped(cursor, body, noun))
        case _:
            steps.append(Unknown(cursor.written(start)))


def _is_loop_of_stitches(cursor: Cursor) -> bool:
    """ "BLO sc in each st", "BLO 24 sc", "in BLO sc in each st": the loop stands before stitches and names no place."""
    if cursor.sees(S.IN, S.LOOP, S.STITCH):
        return cursor.ahead(3) in (S.IN, S.EACH, S.NEXT, S.TO_END)
    after = cursor.ahead(2) if cursor.ahead(1) is S.NUMBER else cursor.ahead(1)
    return cursor.look() is S.LOOP and after is S.STITCH


def _from(cursor: Cursor, steps: list[Step]) -> None:
    """ "Starting in 2nd ch from hook, sc 7": the first goes there, and the others in the chains after it."""
    start = cursor.at
    noun = read_noun(cursor)
    if not noun.chain or not noun.nth:
        cursor.at = start
        cursor.take()
        steps.append(clauses.aside(cursor, start))
        return
    cursor.skip((S.COLON, S.COMMA))
    inner: list[Step] = []
    if cursor.look() in (S.NUMBER, S.STITCH):
        _step(cursor, inner)
    match inner:
        case [Work(stitch, number, Place.ALONG)]:
            steps.append(FromHook(stitch, 1, noun.nth))
            steps.extend([Work(stitch, number - 1)] if number > 1 else [])
        case [Repeat((Work(stitch, 1, Place.ALONG),), None) as rest]:
            steps += [FromHook(stitch, 1, noun.nth), rest]
        case _:
            steps.append(Unknown(cursor.written(start)))


def _as(cursor: Cursor, steps: list[Step]) -> None:
    start = cursor.at
    cursor.take()
    refer: Refer | None = clauses.reference(cursor)
    steps.append(refer if refer is not None else clauses.aside(cursor, start))


def _ring(cursor: Cursor, steps: list[Step]) -> None:
    """ "Magic ring", and "Magic ring 6": what is worked in it is single crochet, or it would say so."""
    while cursor.look() is S.RING:
        cursor.take()
    steps.append(Ring())
    if cursor.look() is S.NUMBER and cursor.ahead(1) in (None, S.STOP, S.COMMA, S.OPEN):
        steps.append(Work(STITCHES["sc"], cursor.take().value, Place.RING))


def _manner(cursor: Cursor, steps: list[Step]) -> None:
    """ "Working over the wire, …" tells how; "working 3 sc in each corner" tells what, and says no more than "work"."""
    if not clauses.says_what(cursor):
        steps.append(clauses.note(cursor))
    else:
        cursor.take()


def _result(cursor: Cursor, steps: list[Step]) -> None:
    if not counts.stated(cursor):
        start = cursor.at
        cursor.take()
        steps.append(clauses.aside(cursor, start))


def _ending(cursor: Cursor, steps: list[Step]) -> None:
    """ "en terminant par 1 ms": after a repeat to the end it may be the last of that."""
    start = cursor.at
    cursor.take()
    if steps and isinstance(last := steps[-1], Repeat) and last.times is None:
        cursor.doubts.add(Doubt.ENDS)
    steps.append(Ends(cursor.written(start)))


def _rejoin(cursor: Cursor, steps: list[Step]) -> None:
    """ "Reprendre le fil"; "reprendre 1 fois de * à *" is a repeat."""
    if cursor.ahead(1) is S.NUMBER and cursor.ahead(2) is S.TIMES:
        groups.again(cursor, steps)
    else:
        steps.append(clauses.rejoin(cursor))


def _last(cursor: Cursor, steps: list[Step]) -> None:
    """ "…, la dernière ms dans la 3e ml": where the last of the stitches told goes, and no stitch more."""
    start = cursor.at
    cursor.take()
    if cursor.look() in (S.STITCH, S.COUNTER):
        cursor.take()
        if begins_noun(cursor) and read_noun(cursor).said:
            steps.append(Note(cursor.written(start)))
            return
    cursor.at = start + 1
    steps.append(clauses.aside(cursor, start))


def _other_side(cursor: Cursor, steps: list[Step]) -> None:
    """ "along the other side of the chain": the chain is only named."""
    cursor.take()
    cursor.accept(S.START_CHAIN)
    if cursor.look() is S.STITCH and clauses.is_chain(cursor, cursor.at):
        cursor.take()
    steps.append(OtherSide())


def _simple(make: Callable[[], Step]) -> Callable[[Cursor, list[Step]], None]:
    def read(cursor: Cursor, steps: list[Step]) -> None:
        cursor.take()
        steps.append(make())

    return read


def _clause(make: Callable[[Cursor], Step]) -> Callable[[Cursor, list[Step]], None]:
    def read(cursor: Cursor, steps: list[Step]) -> None:
        steps.append(make(cursor))

    return read


_READERS: dict[Symbol, Callable[[Cursor, list[Step]], None]] = {
    S.STAR: groups.star,
    S.OPEN: groups.parenthesis,
    S.NUMBER: _number,
    S.STITCH: working.stitch_alone,
    S.SKIP: working.skip,
    S.IN: _prefix,
    S.FROM: _from,
    S.EACH: _prefix,
    S.ENDING: _ending,
    S.LAST: _last,
    S.LOOP: _prefix,
    S.REPEAT: groups.again,
    S.DOUBLE: spread.double,
    S.EVENLY: spread.evenly,
    S.TIMES: groups.late_times,
    S.TWICE: groups.late_times,
    S.TO_END: groups.late_times,
    S.UNTIL: groups.late_times,
    S.MORE: groups.late_times,
    S.AS: _as,
    S.RESULT: _result,
    S.EQUALS: _result,
    S.TOTAL: _result,
    S.TURN: _simple(Turn),
    S.LAYERS: _simple(Partial),
    S.RING: _ring,
    S.OTHER_SIDE: _other_side,
    S.JOIN: _clause(clauses.join),
    S.START_CHAIN: _clause(foundations.foundation),
    S.NOTE: _clause(clauses.note),
    S.MANNER: _manner,
    S.COLOUR: _clause(clauses.colour),
    S.PARTIAL: _clause(clauses.partial),
    S.REJOIN: _rejoin,
}
