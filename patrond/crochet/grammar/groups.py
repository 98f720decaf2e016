"""Repeats and groups: "*…* x6", "(…) tout le tour", "(…) dans la même m", "répéter de * à *", "6 x (…)"."""

from patrond.crochet.grammar import clauses, counts, working
from patrond.crochet.grammar.cursor import SEPARATORS, Cursor, S
from patrond.crochet.grammar.nouns import Noun, begins_noun, read_noun, space_place
from patrond.crochet.grammar.repeats import Times, read_times, repeated
from patrond.crochet.grammar.steps import (
    Chain,
    Count,
    Doubt,
    FromHook,
    Group,
    Note,
    Place,
    Repeat,
    Ring,
    Step,
    Turn,
    Unknown,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind

_SURE_LEAD = 2  # chains; more may be the first arch of lace
_DEEPEST = 10  # no human pattern nests further
_FEWEST_TOLD = 6


def star(cursor: Cursor, steps: list[Step]) -> None:
    """A repeat in stars, with what says how often."""
    start = cursor.at
    cursor.take()
    if cursor.depth >= _DEEPEST:
        steps.append(Unknown("*"))
        return
    cursor.depth += 1
    cursor.starred += 1
    inner = cursor.body((S.STAR,))
    cursor.starred -= 1
    cursor.depth -= 1
    closed = cursor.accept(S.STAR)
    if not inner or (not closed and all(isinstance(step, Note) for step in inner)):
        steps.append(Note(cursor.written(start)))  # "… (18) *do not tie off"
        return
    _repeat(cursor, steps, inner, star=True, closed=closed)


def parenthesis(cursor: Cursor, steps: list[Step]) -> None:
    """A bracket at hand: a count, a remark, a repeat or a group."""
    if counts.bracketed(cursor):
        if not cursor.depth and _ends_sentence(cursor):
            cursor.told = len(steps)
        return
    start = cursor.at
    if cursor.depth >= _DEEPEST:
        cursor.at = max(cursor.close_of(start), start + 1)
        cursor.accept(S.CLOSE)
        steps.append(Unknown("("))
        return
    after = cursor.ahead(1)
    remark = (
        after is S.FROM
        or cursor.sees(S.OPEN, S.WORD, S.COLON)
        or (after is S.NUMBER and cursor.sees(S.OPEN, S.NUMBER, S.ROUND, S.CLOSE))
    )
    if remark or clauses.is_explanation(cursor):
        cursor.at = min(cursor.close_of(start) + 1, cursor.end)
        steps.append(Note(cursor.written(start)))
        return
    cursor.take()
    cursor.depth += 1
    inner = cursor.body((S.CLOSE,))
    cursor.depth -= 1
    cursor.accept(S.CLOSE)
    kinds = set(map(type, inner))
    if kinds <= {Note, Turn, Ring}:
        steps.extend(inner)
    elif kinds <= {Note, Unknown}:
        names = cursor.at - start == 3 and cursor.symbols[start + 1] is S.WORD and read_times(cursor) is None
        steps.append(Note(cursor.written(start)) if names else Unknown(cursor.written(start)))
    elif _names_shaping(cursor, steps, inner, start):
        steps.append(Note(cursor.written(start)))
    elif (number := _explained(cursor, steps)) is not None:
        cursor.counts = [Count(number)]
        steps[:] = [repeated(cursor, tuple(inner), None, star=True)]
    else:
        _repeat(cursor, steps, inner, star=False, closed=True)


def _names_shaping(cursor: Cursor, steps: list[Step], inner: list[Step], start: int) -> bool:
    """ "2 ms dans la m suivante (augmentation), …": the bracket says what the stitches before it are called."""
    match inner:
        case [Work(stitch, 1, Place.ALONG, True)] if stitch.kind in (Kind.INCREASE, Kind.DECREASE):
            alone = cursor.look() in (None, S.COMMA, S.STOP, S.AND, S.STAR, S.CLOSE)
            return alone and bool(steps) and start > 0 and cursor.symbols[start - 1] not in SEPARATORS
    return False


def _explained(cursor: Cursor, steps: list[Step]) -> int | None:
    """How many stitches a round is said to have before a bracket tells how: "21 ms (1 ms, 1 aug)"; else None."""
    if cursor.depth or cursor.counts or not (cursor.done or (cursor.look() is S.STOP and cursor.at + 1 >= cursor.end)):
        return None
    match steps:
        case [Work(_, number, Place.ALONG, True)] if number >= _FEWEST_TOLD:
            return number
    return None


def _is_number_in_one(cursor: Cursor, steps: list[Step], inner: list[Step]) -> bool:
    """Takes "(2 sc), sc in next st": two in one stitch, and the list of both goes around."""
    match inner:
        case [Work(_, number, Place.ALONG, True) as work] if number in (2, 3) and cursor.sees(S.COMMA, S.STITCH):
            steps.append(work)
            cursor.doubts |= {Doubt.ONE, Doubt.LIST}
            return True
    return False


def _ends_sentence(cursor: Cursor) -> bool:
    """Whether what follows is another sentence: "… (24). Place your marker", "… (20) These should be in front"."""
    rest = cursor.text[cursor.tokens[cursor.at - 1].end :].lstrip()
    return not rest or rest[0] == "." or rest[0].isupper()


def _repeat(cursor: Cursor, steps: list[Step], inner: list[Step], *, star: bool, closed: bool) -> None:
    """What stands after a closed repeat: how often, or in which place."""
    match inner:
        case [Repeat(within, None, bare=True)] if star:  # "*[2 dc in next st, dc in next st], repeat from *"
            inner = list(within)
    body = tuple(inner)
    if begins_noun(cursor) and cursor.look() is not S.NEXT:
        noun = read_noun(cursor)
        if noun.said:
            steps.append(grouped(cursor, body, noun))
            return
    if not star and _is_number_in_one(cursor, steps, inner):
        return
    of_star = not star and cursor.starred and cursor.repeats_star(1 if cursor.look() is S.COMMA else 0)
    times = None if of_star else read_times(cursor, verb=True)
    steps.append(repeated(cursor, body, times, star=star, closed=closed))


def grouped(cursor: Cursor, body: tuple[Step, ...], noun: Noun) -> Step:
    """A group in one place, or in each of several."""
    cursor.entered.add(noun.named)
    if noun.ring:
        return Group(body, Place.RING)
    if noun.from_hook or (noun.chain and noun.nth and not noun.space):
        return FromHook(STITCHES["ch"], 0, noun.nth or 2, clauses.chain_counts(cursor), noun.from_hook, body)
    if noun.space:
        where = space_place(noun)
    elif noun.same:
        where = Place.SAME
        cursor.doubts.add(Doubt.SAME)
    elif noun.first and not noun.each and noun.number is None:
        where = Place.FIRST
        cursor.doubts.add(Doubt.SAME)
    else:
        where = Place.ONE
    group = Group(body, where, noun.which)
    if noun.each or (noun.number or 0) > 1:
        times = read_times(cursor)
        return Repeat((group,), noun.number, times.keep if times else 0)
    times = read_times(cursor)
    return repeated(cursor, (group,), times, star=False) if times else group


def slashed(cursor: Cursor, steps: list[Step], start: int) -> bool:
    """Takes "2 br/1 ml/2 br dans l'arceau", a group, if that is at hand after its first number."""
    if cursor.tokens[min(start + 2, cursor.end - 1)].text != "/":
        return False
    at, body = start, list[Step]()
    while cursor.symbols[at] is S.NUMBER and (stitch := cursor.tokens[at + 1].stitch) is not None:
        number = cursor.tokens[at].value
        body.append(Chain(number) if clauses.is_chain(cursor, at + 1) else Work(stitch, number))
        at += 2
        if cursor.symbols[at] is not S.COMMA or cursor.tokens[at].text != "/":
            break
        at += 1
    if len(body) < 2:
        return False
    before, cursor.at = cursor.at, at
    noun = read_noun(cursor) if begins_noun(cursor) else Noun()
    if not noun.said:
        cursor.at = before
        return False
    if isinstance(body[0], Chain) and not noun.space and not any(not isinstance(step, Note) for step in steps):
        steps.append(body.pop(0))  # "3 ml/2 br dans la 1re m": the chain turns, and stands there too
        noun = Noun(said=True, same=True)
    steps.append(grouped(cursor, tuple(body), noun))
    return True


def go_on(cursor: Cursor, inner: list[Step]) -> None:
    """ "Dans chaque arceau : 1 ms, 3 br, 1 ms": all that goes into the one space, up to what has a place of its own."""
    while _is_plain(inner) and cursor.look() in (S.COMMA, S.AND):
        after = cursor.ahead(1)
        if after is not S.STITCH and not (after is S.NUMBER and cursor.ahead(2) is S.STITCH):
            return
        before = cursor.at
        cursor.take()
        cursor.step(inner)
        if not _is_plain(inner):
            inner.pop()
            cursor.at = before
            return


def _is_plain(inner: list[Step]) -> bool:
    """Whether the last step has no place of its own."""
    last = inner[-1] if inner else None
    return isinstance(last, Chain) or (isinstance(last, Work) and last.place is Place.ALONG and last.bare)


def times_before(cursor: Cursor, steps: list[Step], number: int, start: int) -> None:
    """ "6 x (1 ms, aug)", "6 fois : …", "6 x aug"."""
    cursor.skip((S.COLON, S.COMMA))
    if cursor.look() in (S.OPEN, S.STAR):
        inner: list[Step] = []
        cursor.step(inner)
        last = inner[-1] if inner else None
        if isinstance(last, Repeat) and (last.bare or last.times is None):
            steps.append(Repeat(last.steps, number))
            return
        if isinstance(last, Group):
            steps.append(Repeat((last,), number))
            return
    elif cursor.look() is S.STITCH:
        working.stitches(cursor, steps, number)
        return
    elif _apply_times(steps, Times(number)):
        return
    steps.append(Unknown(cursor.written(start)))


def again(cursor: Cursor, steps: list[Step]) -> None:
    """The verb repeat: another line, from a star, so many times, or all that went before."""
    start = cursor.at
    cursor.take()
    if (refer := clauses.reference(cursor)) is not None:
        steps.append(refer)
        return
    starred = cursor.at
    cursor.skip((S.FROM, S.BETWEEN, S.TO, S.AND, S.STAR, S.EACH, S.COMMA, S.COLON))
    if (S.STAR in cursor.symbols[starred : cursor.at] or _names_stars(cursor)) and _once_more(cursor, steps):
        return
    if cursor.look() is S.OPEN:
        parenthesis(cursor, steps)
        return
    if cursor.look() is S.NUMBER and cursor.ahead(1) is S.TIMES and cursor.ahead(2) in (S.COLON, S.OPEN, S.STAR):
        number = cursor.take().value
        cursor.take()
        times_before(cursor, steps, number, start)
        return
    times = read_times(cursor, again=True)
    if times is None and cursor.look() in (None, S.STOP, S.OPEN):
        times = Times(None)  # "inc, 2 sc, repeat": to the end
    if not _apply_times(steps, times):
        cursor.at = max(cursor.at, start + 1)
        steps.append(clauses.aside(cursor, start))
    elif times is not None and times.or_number is not None:
        cursor.doubts.add(Doubt.TURNS)


def _names_stars(cursor: Cursor) -> bool:
    """ "… 1 fois de * à *": the stars are named after the number."""
    return cursor.sees(S.NUMBER, S.TIMES, S.STAR, S.TO) and cursor.ahead(4) is S.STAR


def _once_more(cursor: Cursor, steps: list[Step]) -> bool:
    """ "*…* 2 times, 40 sc, repeat between * * 6 more times": a repeat that was left is taken up again."""
    if not steps or isinstance(steps[-1], Repeat):
        return False
    before = next((step for step in reversed(steps) if isinstance(step, Repeat) and len(step.steps) > 1), None)
    if before is None or cursor.look() is not S.NUMBER or cursor.ahead(1) not in (S.TIMES, S.MORE):
        return False
    number = cursor.take().value
    cursor.skip((S.MORE, S.TIMES, S.FROM, S.BETWEEN, S.STAR, S.TO))
    steps.append(Repeat(before.steps, number))
    return True


def _apply_times(steps: list[Step], times: Times | None) -> bool:
    """Says of the last repeat, or of all steps of the line, how often they are worked."""
    number = times.number if times else None
    other = times.or_number if times else None
    keep = times.keep if times else 0
    if steps and isinstance(steps[-1], Repeat) and steps[-1].times is None and not steps[-1].keep:
        steps[-1] = Repeat(steps[-1].steps, number, keep, other)
        return True
    lead = 1 if steps and _is_lead(steps[0]) else 0
    if len(steps) == lead or times is None or any(_is_whole(step) for step in steps[lead:]):
        return False
    body = tuple(steps[lead:])
    steps[lead:] = [Repeat(body, number, keep, other)]
    return True


def _is_lead(step: Step) -> bool:
    """Whether a chain that begins the line is its turning chain, of which "repeat" does not speak."""
    return isinstance(step, Chain) and (step.number <= _SURE_LEAD or step.counts is not None)


def _is_whole(step: Step) -> bool:
    """Whether "repeat" cannot speak of a step together with those before it; of "in each of next 2" it can."""
    if isinstance(step, Repeat):
        return step.times is None or len(step.steps) > 1
    return isinstance(step, (Unknown, Chain))


def _is_listed(step: Step) -> bool:
    """Stitches of a list: "1 ms", "1 ms dans chacune des 2 m suivantes"."""
    return isinstance(step, Work) or (isinstance(step, Repeat) and step.times is not None and len(step.steps) == 1)


def _is_turn(work: Work) -> bool:
    """Whether a step can be one turn of what goes on to the end: "2 ms" cannot, "2 ms dans la suivante" can."""
    return work.number == 1 or work.place is Place.ONE


def late_times(cursor: Cursor, steps: list[Step]) -> None:
    """A number of times after a comma: "*1 ms, aug*, x6", "…, jusqu'à la fin"."""
    start = cursor.at
    times = read_times(cursor)
    last = steps[-1] if steps else None
    if times is not None and isinstance(last, Repeat) and last.times is None:
        steps[-1] = repeated(cursor, last.steps, times, star=True)
    elif times is not None and isinstance(last, Work) and _is_turn(last) and times.number is None:
        if len(steps) > 1 and all(_is_listed(step) for step in steps):
            cursor.doubts.add(Doubt.WHOLE)
        steps[-1] = repeated(cursor, (last,), times, star=True)
    elif times is not None and len(steps) > 1 and all(_is_listed(step) for step in steps):
        steps[:] = [repeated(cursor, tuple(steps), times, star=True)]
    elif times is not None and times.number is None and times.keep == 0 and isinstance(last, Repeat):
        steps.append(Note(cursor.written(start)))
    else:
        cursor.at = max(cursor.at, start + 1)
        steps.append(clauses.aside(cursor, start))
