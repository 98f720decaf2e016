"""Where stitches go: "dans chacune des 3 m suivantes", "in 2nd ch from hook", "dans le brin arrière de chaque m"."""

from dataclasses import dataclass

from patrond.crochet.grammar.cursor import Cursor, S
from patrond.crochet.grammar.steps import (
    ANY_SPACE,
    CORNER_SPACE,
    GAP_SPACE,
    Doubt,
    FromHook,
    Join,
    Place,
    Repeat,
    Step,
    Unknown,
    Work,
)
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.stitches import Kind, Stitch


@dataclass(slots=True)
class Noun:
    """What a noun phrase says; ``said`` is whether it says where at all (a loop alone does not)."""

    said: bool = False
    each: bool = False
    same: bool = False
    first: bool = False
    last: bool = False
    next: bool = False
    number: int | None = None
    nth: int | None = None
    from_hook: bool = False
    space: bool = False
    ring: bool = False
    top: bool = False
    chain: bool = False
    slips: bool = False
    apart: bool = False
    which: int = ANY_SPACE
    named: str = ""

    @property
    def bare(self) -> bool:
        """Whether nothing says yet which of several is meant."""
        return not (self.each or self.same or self.first or self.last or self.number or self.nth)


_BEFORE = frozenset(
    {S.EACH, S.NEXT, S.SAME, S.FIRST, S.LAST, S.REMAIN, S.NUMBER, S.ORDINAL, S.LOOP, S.FROM, S.IN, S.AROUND_POST}
    | {S.BETWEEN}
)
_NAMES = frozenset({S.BASE, S.COUNTER, S.STITCH, S.SPACE, S.RING, S.TOP, S.START_CHAIN, S.CORNER, S.GROUP})
_AFTER = frozenset({S.NEXT, S.LAST, S.REMAIN, S.FIRST, S.FROM_HOOK, S.SAME, S.LOOP, S.LIMB, S.BETWEEN, S.CORNER})


_BEGINS = frozenset({S.IN, S.EACH, S.LOOP, S.NEXT, S.FIRST, S.AROUND_POST, S.SAME, S.TOP, S.LIMB, S.BETWEEN})
_BEGINS_WITH = {
    S.DASH: frozenset({S.LOOP}),
    S.TO_END: frozenset({S.NEXT, S.EACH}),  # "FPdc around next st"
    S.TO: frozenset({S.FIRST, S.TOP, S.NEXT, S.SAME}),
}


def begins_noun(cursor: Cursor) -> bool:
    """Whether a place is named at hand."""
    symbol = cursor.look()
    if symbol is None or symbol in _BEGINS:
        return symbol is not None
    then = _BEGINS_WITH.get(symbol)
    return then is not None and cursor.ahead(1) in then


def and_space(cursor: Cursor) -> bool:
    """Whether "each" goes on to a space: "in each dc and ch-1 sp", "dans chaque br et espace"."""
    if cursor.look() is not S.AND:
        return False
    at = cursor.at + 1
    if cursor.symbols[at] is S.STITCH and (named := cursor.tokens[at].stitch) and named.kind is Kind.CHAIN:
        at += 1
        at += 2 if cursor.symbols[at] is S.DASH and cursor.symbols[at + 1] is S.NUMBER else 0
        at += 1 if cursor.symbols[at] is S.DASH else 0
    return cursor.symbols[at] is S.SPACE


def read_noun(cursor: Cursor, *, each: bool = False) -> Noun:
    """Reads a place; the cursor stands on its first word. ``each`` was said before it, of a place beside this one."""
    noun = Noun(each=each)
    cursor.accept(S.TO_END)
    cursor.accept(S.DASH)
    cursor.accept(S.TO)
    cursor.accept(S.AND)
    while cursor.look() in _BEFORE or _is_strand(cursor):
        _before(cursor, noun)
    if cursor.look() in _NAMES:
        _name(cursor, noun)
    while cursor.look() in _AFTER:
        _after(cursor, noun)
    if noun.same and cursor.look() is S.AS:  # "in same ch as first 2 sc"
        cursor.take()
        cursor.skip((S.FIRST, S.LAST, S.NUMBER, S.STITCH, S.COUNTER, S.JOIN, S.TURN, S.START_CHAIN))
    return noun


def _is_strand(cursor: Cursor) -> bool:
    """ "dans le 3e brin de chaque bride": a loop, of stitches that are named after it."""
    if cursor.look() is not S.COUNTER or cursor.ahead(1) not in (S.EACH, S.NEXT, S.SAME):
        return False
    return cursor.tokens[cursor.at].text.lower().startswith(("brin", "boucle"))


def _before(cursor: Cursor, noun: Noun) -> None:
    token = cursor.take()
    match token.symbol:
        case S.COUNTER:
            noun.nth, noun.first = None, False
        case S.NUMBER:
            # "dans un cercle", "dans une même maille": not a count of stitches.
            if not (token.value == 1 and not token.text.isdigit()):
                noun.number = token.value
                noun.said = True
        case S.ORDINAL:
            noun.nth = token.value
            noun.said = True
        case S.LOOP | S.FROM | S.IN | S.AROUND_POST:
            pass
        case S.BETWEEN:
            _between(cursor, noun)
        case _:
            _mark(noun, token.symbol)


def _after(cursor: Cursor, noun: Noun) -> None:
    token = cursor.take()
    if token.symbol is S.FROM_HOOK:
        noun.from_hook = True
    elif token.symbol is S.LIMB:
        noun.apart = noun.said = True
        cursor.skip((S.NUMBER, S.ORDINAL, S.FIRST))
    elif token.symbol is S.BETWEEN:
        _between(cursor, noun)
    elif token.symbol is S.CORNER:
        noun.which = CORNER_SPACE
    elif token.symbol is not S.LOOP:
        _mark(noun, token.symbol)


def _mark(noun: Noun, symbol: Symbol) -> None:
    noun.said = True
    match symbol:
        case S.EACH:
            noun.each = True
        case S.SAME:
            noun.same = True
        case S.FIRST:
            noun.first = True
        case S.NEXT:
            noun.next = True
        case S.LAST:
            noun.last = True
        case S.REMAIN:
            noun.each = noun.each or noun.number is None


def _name(cursor: Cursor, noun: Noun) -> None:
    """The noun itself: maille, ml, arceau, cercle, haut des 3 ml."""
    token = cursor.take()
    noun.said = True
    if token.symbol is S.RING:
        noun.ring = True
    elif token.symbol in (S.TOP, S.BASE):
        noun.top, noun.same = token.symbol is S.TOP, token.symbol is S.BASE
        cursor.skip((S.NUMBER, S.ORDINAL, S.FIRST, S.STITCH, S.START_CHAIN, S.COUNTER, S.TURN, S.DASH))
    elif token.symbol is S.SPACE:
        _space(cursor, noun)
    elif token.symbol is S.CORNER:
        _corner(cursor, noun)
    elif token.symbol is S.STITCH and token.stitch is not None and token.stitch.kind is Kind.CHAIN:
        _chain(cursor, noun)
    elif token.symbol is S.STITCH and cursor.look() is S.SPACE:
        cursor.take()
        noun.space = True
    elif token.symbol is S.STITCH:
        noun.named = token.stitch.id if token.stitch is not None else ""
        noun.slips = token.stitch is not None and token.stitch.kind is Kind.SLIP
        # A V-stitch is worked into the space of the one below.
        noun.space = token.stitch is not None and any(anchor < 0 for anchor in token.stitch.row)
        cursor.accept(S.COUNTER)
    elif token.symbol is S.COUNTER and cursor.look() is S.STITCH and cursor.ahead(1) is not S.NUMBER:
        _maille_en_l_air(cursor)


def _maille_en_l_air(cursor: Cursor) -> None:
    """ "dans la maille (ms)": the second name says again what the first said."""
    if cursor.tokens[cursor.at - 1].end == cursor.tokens[cursor.at].start:
        cursor.take()


def _chain(cursor: Cursor, noun: Noun) -> None:
    """ "ch-2 sp", "3e ml", "ml tournante", "each ch st"."""
    noun.chain = True
    if noun.each:
        cursor.accept(S.COUNTER)
    if cursor.look() is S.DASH and cursor.ahead(1) is S.NUMBER:
        cursor.take()
        noun.which = cursor.take().value
        noun.space = True
    elif cursor.look() is S.NUMBER and cursor.ahead(1) is S.SPACE:
        noun.which = cursor.take().value
    elif cursor.look() is S.DASH and cursor.ahead(1) is S.SPACE:
        cursor.take()
    if cursor.accept(S.SPACE):
        noun.space = True
        if not noun.which and noun.number is not None and not noun.each:
            noun.which, noun.number = noun.number, None  # "in next 2 ch sp"
        cursor.accept(S.CORNER)
    if cursor.accept(S.TURN):
        noun.top = True


def _space(cursor: Cursor, noun: Noun) -> None:
    """ "arceau de 3 ml", "espace de coin", "espace de 1 ml du V suivant", "les arceaux"."""
    noun.space = True
    if noun.bare and cursor.tokens[cursor.at - 1].text[-1] in "sx":
        noun.each = True
    if cursor.accept(S.CORNER):
        noun.which = CORNER_SPACE
    if cursor.look() is S.NUMBER and cursor.ahead(1) is S.STITCH:
        noun.which = cursor.take().value
        cursor.take()
    elif cursor.look() is S.DASH and cursor.ahead(1) is S.NUMBER and cursor.ahead(2) is S.STITCH:
        noun.which = cursor.tokens[cursor.at + 1].value
        cursor.at += 3
    if cursor.look() in (S.STITCH, S.GROUP):
        cursor.take()


def _corner(cursor: Cursor, noun: Noun) -> None:
    """ "le coin suivant", "corner ch-2 sp", "coin de 2 ml"."""
    noun.space, noun.which = True, CORNER_SPACE
    cursor.accept(S.SPACE)
    if cursor.look() is S.STITCH and cursor.ahead(1) is S.DASH and cursor.ahead(2) is S.NUMBER:
        cursor.at += 3
    elif cursor.look() is S.NUMBER and cursor.ahead(1) is S.STITCH:
        cursor.at += 2
    cursor.accept(S.SPACE)


def _between(cursor: Cursor, noun: Noun) -> None:
    """ "l'espace entre les groupes", "between next two groups": the gap beside a group, and no chain."""
    noun.said = noun.space = True
    noun.which = GAP_SPACE
    cursor.skip((S.EACH, S.NEXT, S.NUMBER, S.COUNTER, S.STITCH, S.GROUP, S.SAME))


def place(cursor: Cursor, stitch: Stitch, number: int, noun: Noun, *, opens: bool = False) -> Step:
    """The step of ``number`` stitches at that place; ``opens``: it is the first of what is repeated."""
    cursor.entered.add(noun.named)
    if stitch.kind is Kind.SLIP and number == 1 and (noun.top or (noun.first and (noun.number or 1) == 1)):
        return Join()
    if noun.from_hook and noun.last and not noun.nth:
        return Unknown(f"{stitch.id} in last ch")
    if noun.from_hook or (noun.chain and noun.nth and not noun.space):
        return FromHook(stitch, number, noun.nth or noun.number or 2, said=noun.from_hook)
    if noun.ring:
        return Work(stitch, number, Place.RING)
    if noun.apart:
        return Unknown("") if noun.each else Work(stitch, number, Place.APART)
    if noun.space:
        return _in_spaces(stitch, number, noun)
    if noun.first and not noun.each and noun.number is None and stitch.consumed == 1:
        cursor.doubts.add(Doubt.SAME)
        return Work(stitch, number, Place.FIRST)
    if noun.each:
        each = _in_each(stitch, number)
        return Repeat((each,), noun.number, to_last=False) if noun.number else Repeat((each,), None)
    if noun.number:
        return _over(stitch, number, noun.number)
    if noun.same and number > 1 and opens:
        return _in_each(stitch, number)  # "*2 br dans la même m, …": nothing was worked before it
    if noun.same:
        cursor.doubts.add(Doubt.SAME)
        return Work(stitch, number, Place.SAME)
    if noun.top or noun.last:
        return Work(stitch, number, Place.TOP)
    if not noun.said:
        return Work(stitch, number)
    return _in_each(stitch, number, bare=not (noun.next or noun.first or noun.last or noun.nth))


def _in_each(stitch: Stitch, number: int, *, bare: bool = False) -> Work:
    """``bare``: "1 sc in sc" names a stitch and not which: perhaps one in each."""
    return Work(stitch, number, Place.ONE if number > 1 else Place.ALONG, bare)


def _in_spaces(stitch: Stitch, number: int, noun: Noun) -> Step:
    work = Work(stitch, number, space_place(noun), space=noun.which)
    if noun.each:
        return Repeat((work,), noun.number)
    return Repeat((work,), noun.number) if noun.number and noun.number > 1 else work


def space_place(noun: Noun) -> Place:
    """The next space, or again the one that was worked last."""
    return Place.SAME_SPACE if noun.same and not noun.each else Place.SPACE


def _over(stitch: Stitch, number: int, over: int) -> Step:
    """ "1 ms dans les 5 m suivantes" is one in each; "1 dim sur les 2 m suivantes" is one over both."""
    if stitch.consumed > 1:
        turns, rest = divmod(over, stitch.consumed)
        if rest == 0 and number in (1, turns):
            return Work(stitch, turns)
        return Work(stitch, number)
    if number in (1, over):
        return Work(stitch, over)
    return Repeat((_in_each(stitch, number),), over)
