"""Stitches with their number, their shaping and their place: "3 ms", "sc2tog", "aug en br", "2 ms dans chaque m"."""

from dataclasses import replace

from patrond.crochet.grammar import clauses, counts
from patrond.crochet.grammar.cursor import Cursor, S
from patrond.crochet.grammar.foundations import chains_added
from patrond.crochet.grammar.hindsight import chain_counted, is_picot, picot
from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.nouns import Noun, and_space, begins_noun, place, read_noun
from patrond.crochet.grammar.repeats import read_times, repeated
from patrond.crochet.grammar.spread import spread
from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Chain,
    Count,
    Doubt,
    FromHook,
    Group,
    Join,
    Note,
    Place,
    Repeat,
    Ring,
    Skip,
    Step,
    Unknown,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind, Stitch, in_one, together

_PLURALS = frozenset({"sts", "stitches", "mailles", "sps", "spaces", "chs", "chains"})  # "skip the sl sts": how many?
_PLACE_WORDS = frozenset({S.IN, S.EACH, S.NEXT, S.NUMBER, S.STITCH, S.COUNTER, S.FIRST, S.ORDINAL})


K = direct(Kind)
_MOST_IN_ONE = 6
_MIDDLE = frozenset({"center", "centre", "middle", "milieu"})
_FEWEST_IN_RING = 4
_LOOP_ENDS = frozenset({S.COMMA, S.STOP, S.OPEN, S.EQUALS, S.DASH, S.COLON, None})


def counted_stitches(cursor: Cursor, steps: list[Step], number: int, start: int) -> None:
    """ "2 m ens", or the count "24 m" that ends a line without a sign."""
    cursor.take()
    if cursor.accept(S.TOGETHER):
        stitch = cursor.take().stitch if cursor.look() is S.STITCH else None
        _placed(cursor, steps, together(stitch or STITCHES["sc"], number), 1)
        return
    if cursor.sees(S.IN, S.ROUND):
        cursor.at += 2  # "…, 24 stitches in the round"
    elif cursor.look() in (S.IN, S.EACH) and begins_noun(cursor):
        _placed(cursor, steps, STITCHES["sc"], number)
        return
    cursor.skip((S.TOTAL,))
    if cursor.done or (cursor.look() is S.STOP and cursor.at + 1 >= cursor.end):
        if all(isinstance(step, (Note, Ring)) for step in steps):  # "CM de 6 m", "18 m": stitches, of the usual kind
            steps.append(Work(STITCHES["sc"], number))
        else:
            cursor.counts = [Count(number)]
        return
    cursor.at = start
    steps.append(clauses.aside(cursor))


def stitch_alone(cursor: Cursor, steps: list[Step]) -> None:
    """A stitch without a number before it."""
    stitches(cursor, steps, None)


def stitches(cursor: Cursor, steps: list[Step], number: int | None) -> None:
    """A stitch at hand, with its number before or after, its shaping and its place."""
    stitch = cursor.stitch()
    if stitch.kind is K.CHAIN:
        _chain(cursor, steps, number)
        return
    if number is None and _is_hyphened(cursor):
        cursor.take()
    stitch = _shaped(cursor, stitch)
    if spread(cursor, steps, stitch, number):
        return
    if number is not None and number >= 2 and cursor.look() is S.TOGETHER:
        cursor.take()
        stitch, number = together(stitch, number), 1
    if number is None:
        listed = cursor.look() is S.TIMES and steps and not cursor.depth and _are_bare(steps)
        number = 1 if listed else _number_after(cursor)  # "sc, inc x 6": the last, or all of it?
    if _per_stitch(cursor):
        cursor.at += 2
        steps.append(place(cursor, stitch, number, Noun(said=True, each=True)))
        return
    _placed(cursor, steps, stitch, number)


def _is_hyphened(cursor: Cursor) -> bool:
    """ "sc-dec": one name; in "2 sc-dec-2 sc" dashes stand between the steps."""
    if not cursor.sees(S.DASH, S.STITCH):
        return False
    before, dash, shaping = cursor.tokens[cursor.at - 1 : cursor.at + 2]
    joined = before.end == dash.start and dash.end == shaping.start and cursor.ahead(2) is not S.DASH
    return joined and shaping.stitch is not None and shaping.stitch.kind in (K.INCREASE, K.DECREASE)


def _per_stitch(cursor: Cursor) -> bool:
    """ "2 ms/m", "2ms/ms": two in each stitch."""
    if cursor.look() is not S.COMMA or cursor.tokens[cursor.at].text != "/" or cursor.depth:
        return False
    return cursor.ahead(1) in (S.COUNTER, S.STITCH) and cursor.ahead(2) in (None, S.STOP, S.OPEN, S.EQUALS, S.COMMA)


def _shaped(cursor: Cursor, stitch: Stitch) -> Stitch:
    """ "sc2tog", "br aug", "aug en br", "inc dc"."""
    if cursor.look() is S.NUMBER and cursor.ahead(1) is S.TOGETHER:
        number = cursor.take().value
        cursor.take()
        return together(stitch, number) if 2 <= number <= 12 else stitch
    other = cursor.tokens[cursor.at].stitch if cursor.look() is S.STITCH else None
    letters = other is not None and len(cursor.tokens[cursor.at - 1].text) == len(cursor.tokens[cursor.at].text) == 1
    if other is not None and not letters:  # "X V" of a legend are two, one after the other
        plain, shaping = (stitch, other) if stitch.kind is K.PLAIN else (other, stitch)
        if plain.kind is K.PLAIN and shaping.kind in (K.INCREASE, K.DECREASE):
            cursor.take()
            if shaping.kind is K.INCREASE:
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
    if cursor.look() is S.OPEN and not counts.bracketed(cursor) and clauses.is_alias(cursor):
        cursor.at = min(cursor.close_of(cursor.at) + 1, cursor.end)
    if stitch.kind is K.SLIP and number == 1 and clauses.joins(cursor):
        steps.append(clauses.join(cursor))
        return
    if stitch.kind is K.SLIP and (where := _led_to_space(cursor)) is not None:
        steps.append(Work(stitch, 1, Place.SPACE, space=where))
        return
    if stitch.kind is K.SLIP and _moves(cursor, steps):
        return
    if cursor.sees(S.FROM, S.ORDINAL, S.STITCH) and clauses.is_chain(cursor, cursor.at + 2):
        nth = cursor.tokens[cursor.at + 1].value
        cursor.at += 3
        cursor.accept(S.FROM_HOOK)
        steps.append(FromHook(stitch, 1, nth, clauses.chain_counts(cursor)))
        steps.extend([Work(stitch, number - 1)] if number > 1 else [])
        return
    if number >= _FEWEST_IN_RING and _in_a_loop(cursor):
        steps.append(Work(stitch, number, Place.RING))
        return
    if cursor.look() is S.TO_END and cursor.ahead(1) in (S.FIRST, S.NEXT) and cursor.ahead(2) is S.NUMBER:
        cursor.take()  # "sl st across first 4 sts"
    if not begins_noun(cursor):
        _unplaced(cursor, steps, stitch, number)
        return
    each = False
    while True:
        noun = read_noun(cursor, each=each)
        step = place(cursor, stitch, number, noun, opens=cursor.depth > 0 and not steps)
        if steps and is_picot(steps[-1], step) and _is_under_way(cursor, steps):
            steps[-1:] = picot(steps[-1], step)
            _skip_its_name(cursor)
            return
        if isinstance(step, FromHook) and not noun.from_hook and _is_under_way(cursor, steps):
            step = Join() if stitch.kind is K.SLIP else Work(stitch, number, Place.TOP)
        if stitch.kind is K.SLIP and noun.said and cursor.look() is S.WORD:
            clauses.join_clause(cursor)  # "sl st in next 2 sts of the hem": they hold the strip to another piece
            step = Join()
        if isinstance(step, FromHook):
            step = replace(step, counts=clauses.chain_counts(cursor))
        _add(cursor, steps, step, noun)
        if isinstance(step, FromHook) and cursor.sees(S.AND, S.TO_END):  # "hdc in 3rd ch from hook and across"
            cursor.at += 2
            steps.append(Repeat((Work(stitch, 1),), None))
        each = noun.each and and_space(cursor)
        if not each and not _and_in(cursor):
            return
        cursor.accept(S.COMMA)
        cursor.take()


def _in_a_loop(cursor: Cursor) -> bool:
    """Takes "dans une boucle", a ring by an older name, where nothing more is said of which."""
    at = cursor.at + (2 if cursor.ahead(1) is S.NUMBER else 1)
    if cursor.look() is not S.IN or cursor.symbols[at] is not S.COUNTER or cursor.symbols[at + 1] not in _LOOP_ENDS:
        return False
    if cursor.tokens[at].text.lower() != "boucle":
        return False
    cursor.at = at + 1
    return True


def _led_to_space(cursor: Cursor) -> int | None:
    """ "sl st to corner sp", "mc jusqu'au 1er espace": which space slip stitches lead to; None where to none."""
    if cursor.look() not in (S.TO, S.UNTIL, S.MOVE):
        return None
    start = cursor.at
    cursor.take()
    if cursor.look() is S.WORD and cursor.tokens[cursor.at].text.lower() in _MIDDLE:
        cursor.take()
    noun = read_noun(cursor)
    if noun.space:
        return noun.which
    cursor.at = start
    return None


def _moves(cursor: Cursor, steps: list[Step]) -> bool:
    """ "3 mc pour arriver au milieu de l'arceau", "1 mc sur les 2 br suivantes pour …": the hook only goes there."""
    start = at = cursor.at
    while cursor.symbols[at] in _PLACE_WORDS:
        at += 1
    if cursor.symbols[at] is not S.MOVE:
        return False
    while cursor.symbols[at] not in (S.COMMA, S.STOP, S.CLOSE, S.COLON, None):
        at += 1
    cursor.at = at
    steps.append(Note(cursor.written(start)))
    return True


def _is_under_way(cursor: Cursor, steps: list[Step]) -> bool:
    """Whether stitches were worked: "…, 1 br dans la 3e ml" is then in the turning chain, and begins no row."""
    return cursor.depth > 0 or any(isinstance(step, (Work, Repeat, Group)) for step in steps)


def _skip_its_name(cursor: Cursor) -> None:
    """ "3 ml, 1 mc dans la 3e ml à partir du crochet (picot)", "… - picot made": what was worked is called so."""
    at = cursor.at + (1 if cursor.look() in (S.OPEN, S.DASH, S.EQUALS) else 0)
    if cursor.symbols[at] is not S.STITCH or (named := cursor.tokens[at].stitch) is None or named.kind is not K.PICOT:
        return
    if cursor.look() is S.OPEN:
        cursor.at = min(cursor.close_of(cursor.at) + 1, cursor.end)
        return
    cursor.at = at + 1
    cursor.skip((S.WORD,))


def _and_in(cursor: Cursor) -> bool:
    """Whether the same stitch goes on in another place."""
    distance = 1 if cursor.look() is S.COMMA and cursor.ahead(1) is S.AND else 0
    return cursor.ahead(distance) is S.AND and cursor.ahead(distance + 1) in (S.IN, S.EACH, S.NEXT)


def _add(cursor: Cursor, steps: list[Step], step: Step, noun: Noun) -> None:
    """Appends a placed step, with the end of its repeat where it is one."""
    if isinstance(step, Repeat) and step.times is None:
        if cursor.sees(S.FROM, S.ORDINAL) or cursor.sees(S.FROM, S.NEXT):
            cursor.at += 2  # "… à partir de la 2e maille": the turning chain stands on the first
            cursor.skip((S.COUNTER, S.STITCH))
        times = read_times(cursor)
        if times is not None:
            step = repeated(cursor, step.steps, times, star=True)
    elif isinstance(step, Work) and not noun.said:
        _unplaced(cursor, steps, step.stitch, step.number)
        return
    elif isinstance(step, Repeat) and (slips := _slips_of(step)) is not None:
        step = slips
    elif isinstance(step, Work) and (times := read_times(cursor)) is not None:
        step = repeated(cursor, (step,), times, star=True)
    if isinstance(step, Join):
        clauses.join_clause(cursor)
    steps.append(step)


def _slips_of(step: Repeat) -> Work | None:
    """ "1 mc dans chacune des 2 br suivantes": as "2 mc", which may lead to where the line begins."""
    match step:
        case Repeat((Work(stitch, 1, Place.ALONG, bare),), int(times)) if stitch.kind is K.SLIP:
            return Work(stitch, times, Place.ALONG, bare)
    return None


def _unplaced(cursor: Cursor, steps: list[Step], stitch: Stitch, number: int) -> None:
    """ "6 ms", "ms tout le tour", "ms jusqu'aux 3 dernières m", "aug 6 fois"."""
    times = read_times(cursor)
    if times is None:
        steps.append(Work(stitch, number, bare=True))
    elif times.number is not None and steps and not cursor.depth and _are_bare(steps):
        cursor.doubts.add(Doubt.ALL)
        steps.append(Repeat((Work(stitch, number, bare=True),), times.number))
    elif times.number is not None:
        steps.append(Work(stitch, number * times.number))
    elif number == 1:
        if times.keep == 0 and steps and _are_bare(steps):
            cursor.doubts.add(Doubt.WHOLE)
        steps.append(repeated(cursor, (Work(stitch, 1),), times, star=True))
    elif number > _MOST_IN_ONE:
        steps.append(Work(stitch, number, bare=True))  # "22 sc across": so many there are
    else:
        # "2 ms tout le tour": two in each, or just twice as many?
        steps.append(Unknown(f"{number} {stitch.id}"))


def _are_bare(steps: list[Step]) -> bool:
    """Whether all before is a list of stitches without a place."""
    return all(isinstance(step, Work) and step.bare for step in steps)


def _chain(cursor: Cursor, steps: list[Step], number: int | None) -> None:
    """Chains, a chain space misused as a noun, or the chain that a pattern starts on."""
    if number is None:
        if not cursor.accept(S.DASH) and cursor.sees(S.STOP, S.NUMBER) and cursor.ahead(2) not in (S.STITCH, S.COUNTER):
            cursor.take()  # "Ch. 3, …"
        number = _number_after(cursor)
    if number > LONGEST_TURNING and not steps and not cursor.depth:
        number += chains_added(cursor, number)
    remark = cursor.at
    counts_as = clauses.chain_counts(cursor)
    beside = clauses.chain_beside(cursor, remark) if counts_as else 0
    clauses.skip_alias(cursor)
    if begins_noun(cursor) and cursor.look() is not S.NEXT:
        noun = read_noun(cursor)
        if noun.from_hook:
            steps.append(Unknown("ch"))
            return
    steps.append(Chain(number, counts_as, beside))


def skip(cursor: Cursor, steps: list[Step]) -> None:
    """ "sauter 2 m", "skip next ch-2 sp"."""
    start = cursor.at
    cursor.take()
    noun = read_noun(cursor)
    several = noun.number is None and cursor.at > start + 1 and cursor.tokens[cursor.at - 1].text.lower() in _PLURALS
    if not noun.said or noun.each or several:
        cursor.at = start
        cursor.take()
        steps.append(clauses.aside(cursor, start))
        return
    if noun.slips:
        steps.append(Note(cursor.written(start)))  # "skip the sl sts": they were counted as no stitches
        return
    if noun.number is None and noun.first and not chain_counted(steps):
        cursor.doubts.add(Doubt.SKIP)
    cursor.skipped.add(noun.named)
    steps.append(Skip(noun.number or 1, noun.first, noun.space, noun.chain))
