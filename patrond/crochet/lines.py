"""The grammar of one line: recursive descent over its tokens, in French and English alike.

What is not understood becomes :class:`Unknown`, never an error; each step takes at least one token, and nesting is
bounded, so that no text costs more than its length.

>>> read_line("*3 ms, aug* x6 [30]", Lexicon.of(Terms.FR)).counts
(Count(number=30, of=<Counted.STITCHES: 'stitches'>),)
"""

from collections.abc import Callable

from patrond.crochet import clauses, counts
from patrond.crochet.cursor import SEPARATORS, Cursor, S
from patrond.crochet.nouns import Noun, begins_noun, place, read_noun
from patrond.crochet.pattern import Terms
from patrond.crochet.repeats import Times, read_times
from patrond.crochet.steps import (
    Chain,
    Count,
    Doubt,
    FromHook,
    Group,
    Instructions,
    Join,
    Note,
    OtherSide,
    Place,
    Refer,
    Repeat,
    Ring,
    Skip,
    Step,
    Turn,
    Unknown,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind, Stitch, in_one, together
from patrond.crochet.tokens import Lexicon

__all__ = ["Lexicon", "Terms", "read_line"]

_DEEPEST = 10  # no human pattern nests further
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
    cursor = Cursor(tokens, text)
    steps = _body(cursor, ())
    while not cursor.done:  # a closing sign that nothing opened
        cursor.take()
        steps += _body(cursor, ())
    named = [token for token in tokens if token.stitch is not None]
    return Instructions(
        steps=tuple(_slip_at_end(steps, cursor)),
        counts=tuple(cursor.counts),
        doubts=frozenset(cursor.doubts),
        stitches=frozenset(token.stitch.id for token in named if token.stitch is not None),
        foreign=tuple(dict.fromkeys(token.text for token in named if token.foreign)),
        strange=tuple(dict.fromkeys(cursor.strange)),
    )


def _slip_at_end(steps: list[Step], cursor: Cursor) -> list[Step]:
    """A slip stitch that ends a line may be its join: a doubt."""
    for step in reversed(steps):
        if isinstance(step, Note | Turn):
            continue
        if isinstance(step, Work) and step.stitch.kind is Kind.SLIP and step.number == 1:
            cursor.doubts.add(Doubt.SLIP)
        break
    return steps


def _body(cursor: Cursor, closers: tuple[S, ...]) -> list[Step]:
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
        if S.STAR in closers and symbol is S.REPEAT and _closes_star(cursor):
            break
        _step(cursor, steps, closers)
    return steps


def _closes_star(cursor: Cursor) -> bool:
    """ "rep from *", "répéter de * à *", "répéter depuis *"."""
    return cursor.ahead(1) is S.STAR or (cursor.ahead(1) in (S.FROM, S.TO, S.AND) and cursor.ahead(2) is S.STAR)


def _step(cursor: Cursor, steps: list[Step], closers: tuple[S, ...]) -> None:
    """Reads one step at hand and appends what it is."""
    symbol = cursor.look()
    if symbol is not None and (reader := _READERS.get(symbol)) is not None:
        reader(cursor, steps)
    else:
        steps.append(clauses.aside(cursor))


def _star(cursor: Cursor, steps: list[Step]) -> None:
    start = cursor.at
    cursor.take()
    if cursor.depth >= _DEEPEST:
        steps.append(Unknown("*"))
        return
    cursor.depth += 1
    inner = _body(cursor, (S.STAR,))
    cursor.depth -= 1
    cursor.accept(S.STAR)
    if not inner:
        steps.append(Note(cursor.written(start)))
        return
    _repeat(cursor, steps, inner, star=True)


def _open(cursor: Cursor, steps: list[Step]) -> None:
    if counts.bracketed(cursor):
        return
    start = cursor.at
    if cursor.depth >= _DEEPEST:
        cursor.at = max(cursor.close_of(start), start + 1)
        cursor.accept(S.CLOSE)
        steps.append(Unknown("("))
        return
    if clauses.is_explanation(cursor):
        cursor.at = min(cursor.close_of(start) + 1, cursor.end)
        steps.append(Note(cursor.written(start)))
        return
    cursor.take()
    cursor.depth += 1
    inner = _body(cursor, (S.CLOSE,))
    cursor.depth -= 1
    cursor.accept(S.CLOSE)
    if all(isinstance(step, Note | Turn) for step in inner):
        steps.extend(inner)
    elif all(isinstance(step, Unknown | Note) for step in inner):
        steps.append(Unknown(cursor.written(start)))
    else:
        _repeat(cursor, steps, inner, star=False)


def _repeat(cursor: Cursor, steps: list[Step], inner: list[Step], *, star: bool) -> None:
    """What stands after a closed repeat: how often, or in which place."""
    body = tuple(inner)
    if begins_noun(cursor) and cursor.look() is not S.NEXT:
        noun = read_noun(cursor)
        if noun.said:
            steps.append(_grouped(cursor, body, noun))
            return
    times = read_times(cursor, verb=True)
    steps.append(_repeated(cursor, body, times, star=star))


def _repeated(cursor: Cursor, body: tuple[Step, ...], times: Times | None, *, star: bool) -> Repeat:
    if times is None:
        if not star:
            cursor.doubts.add(Doubt.BARE)
        return Repeat(body, None, bare=not star)
    if times.or_number is not None:
        cursor.doubts.add(Doubt.TURNS)
    if times.to_last:
        cursor.doubts.add(Doubt.LAST)
    return Repeat(body, times.number, times.keep, times.or_number, to_last=times.to_last)


def _grouped(cursor: Cursor, body: tuple[Step, ...], noun: Noun) -> Step:
    """A group in one place, or in each of several."""
    if noun.ring:
        return Group(body, Place.RING)
    if noun.space:
        where = Place.SPACE
    elif noun.same:
        where = Place.SAME
        cursor.doubts.add(Doubt.SAME)
    else:
        where = Place.ONE
    group = Group(body, where)
    if noun.each or (noun.number or 0) > 1:
        times = read_times(cursor)
        return Repeat((group,), noun.number, times.keep if times else 0)
    times = read_times(cursor)
    return _repeated(cursor, (group,), times, star=False) if times else group


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
        case S.STITCH:
            _stitches(cursor, steps, number)
        case S.TIMES:
            cursor.take()
            _times_before(cursor, steps, number, start)
        case S.COUNTER:
            _counters(cursor, steps, number, start)
        case S.UNIT:
            cursor.take()
            steps.append(Note(cursor.written(start)))
        case S.OPEN if cursor.ahead(1) is not S.NUMBER or cursor.ahead(2) is S.STITCH:
            _times_before(cursor, steps, number, start)
        case _:
            cursor.at = start
            steps.append(clauses.aside(cursor))


def _times_before(cursor: Cursor, steps: list[Step], number: int, start: int) -> None:
    """ "6 x (1 ms, aug)", "6 fois : …", "6 x aug"."""
    cursor.skip((S.COLON, S.COMMA))
    if cursor.look() in (S.OPEN, S.STAR):
        inner: list[Step] = []
        _step(cursor, inner, ())
        last = inner[-1] if inner else None
        if isinstance(last, Repeat) and (last.bare or last.times is None):
            steps.append(Repeat(last.steps, number))
            return
        if isinstance(last, Group):
            steps.append(Repeat((last,), number))
            return
    elif cursor.look() is S.STITCH:
        _stitches(cursor, steps, number)
        return
    elif _apply_times(steps, Times(number)):
        return
    steps.append(Unknown(cursor.written(start)))


def _counters(cursor: Cursor, steps: list[Step], number: int, start: int) -> None:
    """ "2 m ens", or the count "24 m" that ends a line without a sign."""
    cursor.take()
    if cursor.accept(S.TOGETHER):
        stitch = cursor.take().stitch if cursor.look() is S.STITCH else None
        _placed(cursor, steps, together(stitch or STITCHES["sc"], number), 1)
        return
    cursor.skip((S.TOTAL,))
    if steps and (cursor.done or (cursor.look() is S.STOP and cursor.at + 1 >= cursor.end)):
        cursor.counts = [Count(number)]
        return
    cursor.at = start
    steps.append(clauses.aside(cursor))


def _stitch(cursor: Cursor, steps: list[Step]) -> None:
    _stitches(cursor, steps, None)


def _stitches(cursor: Cursor, steps: list[Step], number: int | None) -> None:
    """A stitch at hand, with its number before or after, its shaping and its place."""
    stitch = cursor.stitch()
    if stitch.kind is Kind.CHAIN:
        _chain(cursor, steps, number)
        return
    stitch = _shaped(cursor, stitch)
    if number is not None and number >= 2 and cursor.look() is S.TOGETHER:
        cursor.take()
        stitch, number = together(stitch, number), 1
    if number is None:
        number = _number_after(cursor)
    _placed(cursor, steps, stitch, number)


def _shaped(cursor: Cursor, stitch: Stitch) -> Stitch:
    """ "sc2tog", "br aug", "aug en br", "inc dc"."""
    if cursor.look() is S.NUMBER and cursor.ahead(1) is S.TOGETHER:
        number = cursor.take().value
        cursor.take()
        return together(stitch, number) if 2 <= number <= 12 else stitch
    other = cursor.tokens[cursor.at].stitch if cursor.look() is S.STITCH else None
    if other is not None:
        plain, shaping = (stitch, other) if stitch.kind is Kind.PLAIN else (other, stitch)
        if plain.kind is Kind.PLAIN and shaping.kind in (Kind.INCREASE, Kind.DECREASE):
            cursor.take()
            if shaping.kind is Kind.INCREASE:
                return in_one(plain, shaping.produced)
            return together(plain, shaping.consumed)
    return stitch


def _number_after(cursor: Cursor) -> int:
    """ "sc 3": the number after its stitch, if it belongs to it."""
    if cursor.look() is S.NUMBER and cursor.ahead(1) not in (S.STITCH, S.TIMES, S.COUNTER, S.UNIT):
        return cursor.take().value
    if cursor.look() is S.TIMES and cursor.ahead(1) is S.NUMBER and cursor.ahead(2) is not S.STITCH:
        cursor.take()
        return cursor.take().value
    return 1


def _placed(cursor: Cursor, steps: list[Step], stitch: Stitch, number: int) -> None:
    """The place of a stitch, or of several places in a row: "in 2nd ch from hook and in each ch across"."""
    if cursor.look() is S.OPEN and not counts.bracketed(cursor) and clauses.is_explanation(cursor):
        cursor.at = min(cursor.close_of(cursor.at) + 1, cursor.end)
    if not begins_noun(cursor):
        _unplaced(cursor, steps, stitch, number)
        return
    while True:
        noun = read_noun(cursor)
        step = place(cursor, stitch, number, noun)
        if isinstance(step, FromHook):
            step = FromHook(step.stitch, step.number, step.nth, clauses.chain_counts(cursor))
        _add(cursor, steps, step, noun)
        if not _and_in(cursor):
            return
        cursor.accept(S.COMMA)
        cursor.take()


def _and_in(cursor: Cursor) -> bool:
    """Whether the same stitch goes on in another place."""
    distance = 1 if cursor.look() is S.COMMA and cursor.ahead(1) is S.AND else 0
    return cursor.ahead(distance) is S.AND and cursor.ahead(distance + 1) in (S.IN, S.EACH, S.NEXT)


def _add(cursor: Cursor, steps: list[Step], step: Step, noun: Noun) -> None:
    """Appends a placed step, with the end of its repeat where it is one."""
    if isinstance(step, Repeat) and step.times is None:
        times = read_times(cursor)
        if times is not None:
            step = _repeated(cursor, step.steps, times, star=True)
    elif isinstance(step, Work) and not noun.said:
        _unplaced(cursor, steps, step.stitch, step.number)
        return
    elif isinstance(step, Work) and (times := read_times(cursor)) is not None:
        step = _repeated(cursor, (step,), times, star=True)
    if isinstance(step, Join):
        clauses.join_clause(cursor)
    steps.append(step)


def _unplaced(cursor: Cursor, steps: list[Step], stitch: Stitch, number: int) -> None:
    """ "6 ms", "ms tout le tour", "ms jusqu'aux 3 dernières m", "aug 6 fois"."""
    times = read_times(cursor)
    if times is None:
        steps.append(Work(stitch, number))
    elif times.number is not None:
        steps.append(Work(stitch, number * times.number))
    elif number == 1:
        steps.append(_repeated(cursor, (Work(stitch, 1),), times, star=True))
    else:
        # "2 ms tout le tour": two in each, or just twice as many?
        steps.append(Unknown(f"{number} {stitch.id}"))


def _chain(cursor: Cursor, steps: list[Step], number: int | None) -> None:
    """Chains, a chain space misused as a noun, or the chain that a pattern starts on."""
    if number is None:
        cursor.accept(S.DASH)
        number = _number_after(cursor)
    counts_as = clauses.chain_counts(cursor)
    if begins_noun(cursor) and cursor.look() is not S.NEXT:
        noun = read_noun(cursor)
        if noun.from_hook:
            steps.append(Unknown("ch"))
            return
    steps.append(Chain(number, counts_as))


def _skip(cursor: Cursor, steps: list[Step]) -> None:
    start = cursor.at
    cursor.take()
    noun = read_noun(cursor)
    if not noun.said or noun.each:
        cursor.at = start
        cursor.take()
        steps.append(clauses.aside(cursor, start))
        return
    if noun.number is None and noun.first:
        cursor.doubts.add(Doubt.SKIP)
    steps.append(Skip(noun.number or 1, noun.first, noun.space))


def _prefix(cursor: Cursor, steps: list[Step]) -> None:
    """A place before its stitch: "Dans chaque m : 2 ms", "Dans le brin arrière, …", "Dans un cercle magique : 6 ms"."""
    start = cursor.at
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
        _step(cursor, inner, ())
    match inner:
        case [Work(stitch, number, Place.ALONG)]:
            steps.append(place(cursor, stitch, number, noun))
        case [Repeat(body, None, bare=True)]:
            steps.append(_grouped(cursor, body, noun))
        case _:
            steps.append(Unknown(cursor.written(start)))


def _again(cursor: Cursor, steps: list[Step]) -> None:
    """The verb repeat: another line, from a star, so many times, or all that went before."""
    start = cursor.at
    cursor.take()
    if (refer := clauses.reference(cursor)) is not None:
        steps.append(refer)
        return
    cursor.skip((S.FROM, S.TO, S.AND, S.STAR, S.EACH, S.COMMA, S.COLON))
    if cursor.look() is S.OPEN:
        _open(cursor, steps)
        return
    if cursor.look() is S.NUMBER and cursor.ahead(1) is S.TIMES and cursor.ahead(2) in (S.COLON, S.OPEN, S.STAR):
        number = cursor.take().value
        cursor.take()
        _times_before(cursor, steps, number, start)
        return
    times = read_times(cursor, again=True)
    if not _apply_times(steps, times):
        cursor.at = max(cursor.at, start + 1)
        steps.append(clauses.aside(cursor, start))
    elif times is not None and times.or_number is not None:
        cursor.doubts.add(Doubt.TURNS)


def _apply_times(steps: list[Step], times: Times | None) -> bool:
    """Says of the last repeat, or of all steps of the line, how often they are worked."""
    number = times.number if times else None
    other = times.or_number if times else None
    keep = times.keep if times else 0
    if steps and isinstance(steps[-1], Repeat) and steps[-1].times is None and not steps[-1].keep:
        steps[-1] = Repeat(steps[-1].steps, number, keep, other)
        return True
    if not steps or times is None or any(isinstance(step, Repeat | Unknown | Chain) for step in steps):
        return False
    body = tuple(steps)
    steps[:] = [Repeat(body, number, keep, other)]
    return True


def _late_times(cursor: Cursor, steps: list[Step]) -> None:
    """A number of times after a comma: "*1 ms, aug*, x6", "…, jusqu'à la fin"."""
    start = cursor.at
    times = read_times(cursor)
    last = steps[-1] if steps else None
    if times is not None and isinstance(last, Repeat) and last.times is None:
        steps[-1] = _repeated(cursor, last.steps, times, star=True)
    elif times is not None and times.number is None and isinstance(last, Work) and last.number == 1:
        steps[-1] = _repeated(cursor, (last,), times, star=True)
    elif times is not None and times.number is None and times.keep == 0 and isinstance(last, Repeat):
        steps.append(Note(cursor.written(start)))
    else:
        cursor.at = max(cursor.at, start + 1)
        steps.append(clauses.aside(cursor, start))


def _as(cursor: Cursor, steps: list[Step]) -> None:
    start = cursor.at
    cursor.take()
    refer: Refer | None = clauses.reference(cursor)
    steps.append(refer if refer is not None else clauses.aside(cursor, start))


def _result(cursor: Cursor, steps: list[Step]) -> None:
    if not counts.stated(cursor):
        start = cursor.at
        cursor.take()
        steps.append(clauses.aside(cursor, start))


def _simple(make: Callable[[], Step]) -> Callable[[Cursor, list[Step]], None]:
    def read(cursor: Cursor, steps: list[Step]) -> None:
        cursor.take()
        steps.append(make())

    return read


def _clause(make: Callable[[Cursor], Step]) -> Callable[[Cursor, list[Step]], None]:
    def read(cursor: Cursor, steps: list[Step]) -> None:
        steps.append(make(cursor))

    return read


_READERS: dict[S, Callable[[Cursor, list[Step]], None]] = {
    S.STAR: _star,
    S.OPEN: _open,
    S.NUMBER: _number,
    S.STITCH: _stitch,
    S.SKIP: _skip,
    S.IN: _prefix,
    S.EACH: _prefix,
    S.LOOP: _prefix,
    S.REPEAT: _again,
    S.TIMES: _late_times,
    S.TWICE: _late_times,
    S.TO_END: _late_times,
    S.UNTIL: _late_times,
    S.MORE: _late_times,
    S.AS: _as,
    S.RESULT: _result,
    S.EQUALS: _result,
    S.TOTAL: _result,
    S.TURN: _simple(Turn),
    S.RING: _simple(Ring),
    S.OTHER_SIDE: _simple(OtherSide),
    S.JOIN: _clause(clauses.join),
    S.START_CHAIN: _clause(clauses.foundation),
    S.NOTE: _clause(clauses.note),
    S.COLOUR: _clause(clauses.colour),
    S.PARTIAL: _clause(clauses.partial),
    S.REJOIN: _clause(clauses.rejoin),
}
