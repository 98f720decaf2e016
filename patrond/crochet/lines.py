"""The grammar of one line: recursive descent over its tokens, in French and English alike.

What is not understood becomes :class:`Unknown`, never an error; each step takes at least one token, and nesting is
bounded, so that no text costs more than its length.

>>> from patrond.crochet.pattern import Terms
>>> read_line("*3 ms, aug* x6 [30]", Lexicon.of(Terms.FR)).counts
(Count(number=30, of=<Counted.STITCHES: 'stitches'>),)
"""

from collections.abc import Callable

from patrond.crochet import clauses, counts, groups, spread, working
from patrond.crochet.cursor import SEPARATORS, Cursor, S
from patrond.crochet.nouns import place, read_noun
from patrond.crochet.steps import (
    LONGEST_TURNING,
    Chain,
    Doubt,
    Foundation,
    FromHook,
    Group,
    Instructions,
    Join,
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
from patrond.crochet.stitches import STITCHES, Kind
from patrond.crochet.tokens import Lexicon
from patrond.crochet.vocabulary import Symbol

_NO_SHAPING = frozenset({Kind.PLAIN, Kind.CHAIN, Kind.SLIP})
_SHAPES = frozenset({Kind.INCREASE, Kind.DECREASE})
_LONGEST_LIST = 4
_LONGEST = 3000  # characters; no human line is longer, and a machine's may not cost more than its length
_TOO_LONG = Instructions((Unknown("..."),))
_MOST_KEPT = 2000


def read_line(text: str, lexicon: Lexicon) -> Instructions:
    """The instructions of one cleaned line, without its head ("Tour 3 :").

    A pattern repeats its lines, and each is read by the document and again by the judges: what was read is kept.
    """
    known = lexicon.read.get(text)
    if known is None:
        if len(lexicon.read) >= _MOST_KEPT:
            lexicon.read.clear()
        known = lexicon.read[text] = _read(text, lexicon) if len(text) <= _LONGEST else _TOO_LONG
    return known


def _read(text: str, lexicon: Lexicon) -> Instructions:
    tokens = lexicon.tokens(text)
    cursor = Cursor(tokens, text, _body, _step)
    steps = _body(cursor, ())
    while not cursor.done:  # a closing sign that nothing opened
        cursor.take()
        steps += _body(cursor, ())
    named = [token for token in tokens if token.stitch is not None]
    if all(token.stitch.kind in _NO_SHAPING for token in named if token.stitch is not None) and _has_few(steps):
        cursor.doubts.add(Doubt.ONE)
    if _is_one_stitch(steps, numbered=S.NUMBER in cursor.symbols):
        cursor.doubts.add(Doubt.WHOLE)
    if _is_list(steps):
        cursor.doubts.add(Doubt.LIST)
    return Instructions(
        steps=tuple(_slip_at_end(_in_the_midst(steps), cursor)),
        counts=tuple(cursor.counts),
        doubts=frozenset(cursor.doubts),
        stitches=frozenset(token.stitch.id for token in named if token.stitch is not None),
        foreign=tuple(dict.fromkeys(token.text for token in named if token.foreign)),
        strange=tuple(dict.fromkeys(cursor.strange)),
    )


def _has_few(steps: list[Step]) -> bool:
    """Whether two or three stitches stand in a repeat without their place."""
    repeats = [step for step in steps if isinstance(step, Repeat)]
    works = [inner for step in repeats for inner in step.steps if isinstance(inner, Work)]
    if any(inner.place is Place.ONE and inner.number > 1 for inner in works):
        return False  # who says "2 ms dans la m suivante" means two by "2 ms"
    return any(inner.bare and inner.number in (2, 3) for inner in works)


def _is_one_stitch(steps: list[Step], *, numbered: bool) -> bool:
    """Whether a line names one stitch and nothing else to work: "Tours 6 à 9 : ms (30)", "tout en mc"."""
    worked = [step for step in steps if not isinstance(step, Note | Turn | Chain | Join)]
    match worked:
        case [Work(stitch, 1, Place.ALONG, True)]:
            return stitch.kind is not Kind.SLIP or not numbered
    return False


def _in_the_midst(steps: list[Step]) -> list[Step]:
    """After other stitches "dans la 3e ml" is the top of a turning chain, and a few chains begin no piece."""
    begun = False
    for index, step in enumerate(steps):
        if begun and isinstance(step, FromHook) and not step.said:
            steps[index] = Work(step.stitch, step.number, Place.TOP)
        elif begun and isinstance(step, Foundation) and step.chains <= LONGEST_TURNING:
            steps[index] = Chain(step.chains)
        begun = begun or isinstance(step, Work | Repeat | Group | Ring | FromHook)
    return steps


def _is_list(steps: list[Step]) -> bool:
    """Whether a line is a short list of stitches that shapes: "1 aug, 3 ms". Its author may mean it all around."""
    works = [step for step in steps if not isinstance(step, Note | Turn | Join | Ring)]
    if works and isinstance(works[0], Chain):
        del works[0]
    if not 2 <= len(works) <= _LONGEST_LIST:
        return False
    return all(isinstance(step, Work) and step.stitch.kind is not Kind.SLIP for step in works) and any(
        isinstance(step, Work) and (step.stitch.kind in _SHAPES or step.place is Place.ONE) for step in works
    )


def _slip_at_end(steps: list[Step], cursor: Cursor) -> list[Step]:
    """A slip stitch that ends a line may be its join: a doubt, unless the line goes all around."""
    for index in range(len(steps) - 1, 0, -1):
        step = steps[index]
        if isinstance(step, Note | Turn):
            continue
        if isinstance(step, Work) and step.stitch.kind is Kind.SLIP and step.number == 1:
            if _goes_around(steps):
                steps[index] = Join()
            else:
                cursor.doubts.add(Doubt.SLIP)
        break
    return steps


def _goes_around(steps: list[Step]) -> bool:
    """Whether a line is worked in a ring, or begins with a turning chain, works to the end and does not turn."""
    if any(isinstance(step, Ring) or (isinstance(step, Work) and step.place is Place.RING) for step in steps):
        return True
    lead = next((step for step in steps if not isinstance(step, Note)), None)
    around = any(isinstance(step, Repeat) and step.times is None and not step.bare for step in steps)
    return isinstance(lead, Chain) and around and not any(isinstance(step, Turn) for step in steps)


def _body(cursor: Cursor, closers: tuple[Symbol, ...]) -> list[Step]:
    """Steps up to one of ``closers``, to a repeat that closes a star, or to the end."""
    steps: list[Step] = []
    while not cursor.done:
        symbol = cursor.look()
        if symbol in closers or symbol is S.CLOSE:
            break
        if symbol in SEPARATORS:
            if closers or symbol not in (S.DASH, S.COLON) or not counts.dashed(cursor):
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
    start = cursor.at
    number = cursor.take().value
    match cursor.look():
        case S.STITCH if groups.slashed(cursor, steps, start):
            pass
        case S.STITCH if steps and cursor.ahead(1) is S.TOTAL and cursor.ahead(2) in (None, S.STOP):
            cursor.at = start
            counts.total(cursor)
        case S.STITCH:
            working.stitches(cursor, steps, number)
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
        cursor.take()
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
    """ "BLO sc in each st", "BLO 24 sc": the loop stands before stitches and names no place."""
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


def _result(cursor: Cursor, steps: list[Step]) -> None:
    if not counts.stated(cursor):
        start = cursor.at
        cursor.take()
        steps.append(clauses.aside(cursor, start))


def _other_side(cursor: Cursor, steps: list[Step]) -> None:
    """ "along the other side of the chain": the chain is only named."""
    cursor.take()
    if cursor.look() is S.START_CHAIN or (cursor.look() is S.STITCH and clauses.is_chain(cursor, cursor.at)):
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
    S.START_CHAIN: _clause(clauses.foundation),
    S.NOTE: _clause(clauses.note),
    S.COLOUR: _clause(clauses.colour),
    S.PARTIAL: _clause(clauses.partial),
    S.REJOIN: _clause(clauses.rejoin),
}
