"""Clauses around the stitches: joins, notes, colours, references, foundations, and what is not understood."""

from patrond.crochet.grammar.cursor import CLAUSE_ENDS, COUNTING, Cursor, S
from patrond.crochet.grammar.steps import (
    Join,
    Note,
    Partial,
    Refer,
    Rejoin,
    Step,
    Unknown,
)
from patrond.crochet.stitches import Kind

_STEP_BEGINS = frozenset({S.STITCH, S.STAR, S.SKIP, S.REPEAT, S.JOIN, S.TURN, S.START_CHAIN})
_WHAT = frozenset({S.NUMBER, S.RING, S.SPACE, S.EACH, S.NEXT, S.LAST, S.FIRST, S.SAME, S.OTHER_SIDE})
_CLAUSE_OVER = frozenset({None, S.COMMA, S.STOP, S.CLOSE, S.COLON, S.STAR})
_NAMES = frozenset({S.STITCH, S.COUNTER, S.STOP, S.WORD})
_EXPLAINS = frozenset({S.EQUALS, S.COUNTS, S.COUNTS_NOT})
_EXPLAINS_FIRST = frozenset({S.RESULT, S.AS})
_LIST_ENDS = frozenset({S.COMMA, S.OPEN, S.CLOSE})
_BEFORE_COLOUR = ("with", "avec", "en")
_LONGEST_LINK = 6
_PARTIAL_ENDS = frozenset({S.STOP, S.CLOSE, S.COMMA, S.OPEN, S.EQUALS, S.RESULT})
_LONGEST_STRANGE = 5
_COLOUR_NOUNS = ("couleur", "coloris", "colour", "color")


def aside(cursor: Cursor, start: int | None = None) -> Step:
    """Takes the clause at hand: a note if nothing in it can count, else unknown."""
    start = cursor.at if start is None else start
    counting = False
    while not cursor.done and cursor.look() not in CLAUSE_ENDS and cursor.look() is not S.OPEN:
        if cursor.look() is S.NUMBER and cursor.ahead(1) is not S.UNIT:
            counting = True
        counting = counting or cursor.look() in COUNTING
        cursor.take()
    if cursor.at == start:
        cursor.take()
    for index in range(start, cursor.at):
        counting = counting or cursor.symbols[index] in COUNTING
    _note_strange(cursor, start)
    counting = counting or _may_be_stitch(cursor, start)
    text = cursor.written(start)
    return Unknown(text) if counting else Note(text)


def _may_be_stitch(cursor: Cursor, start: int) -> bool:
    """A word alone in its clause, in a list: "(2 ms, zorglub) x 6". A sentence of one word ("Rembourrer.") is prose."""
    if cursor.at - start != 1 or cursor.symbols[start] is not S.WORD:
        return False
    at = cursor.tokens[start].start
    if cursor.text[max(at - _LONGEST_LINK, 0) : at].rstrip().lower().endswith(_BEFORE_COLOUR):
        return False  # "with rust, sc around"
    ended = not cursor.done and cursor.look() in _LIST_ENDS
    return ended or (start > 0 and cursor.symbols[start - 1] in _LIST_ENDS)


def _note_strange(cursor: Cursor, start: int) -> None:
    """A short word after a number, alone in its clause, stands where a stitch should: "3 xyz,"."""
    if cursor.at - start != 2 or cursor.symbols[start] is not S.NUMBER or cursor.symbols[start + 1] is not S.WORD:
        return
    word = cursor.tokens[start + 1].text
    if word.isalpha() and len(word) <= _LONGEST_STRANGE:
        cursor.strange.append(word)


def is_explanation(cursor: Cursor) -> bool:
    """Whether the parenthesis at hand explains (``= 2 ms dans la même m``) and tells nothing to do.

    So does the multiple of a stitch pattern: "Monter 38 ml (multiple de 6 + 2)".
    """
    close = cursor.close_of(cursor.at)
    inside = cursor.symbols[cursor.at + 1 : min(close, cursor.at + 12)]
    return bool(inside) and (
        cursor.tokens[cursor.at + 1].text.lower().startswith("multiple")
        or inside[0] in _EXPLAINS_FIRST
        or not _EXPLAINS.isdisjoint(inside)
    )


def is_alias(cursor: Cursor) -> bool:
    """Whether the parenthesis after a stitch only names or explains it: "mailles serrées (m.s.)"."""
    close = cursor.close_of(cursor.at)
    inside = cursor.symbols[cursor.at + 1 : min(close, cursor.at + 6)]
    names = bool(inside) and close - cursor.at <= 5 and all(symbol in _NAMES for symbol in inside)
    after = cursor.symbols[min(close + 1, cursor.end)]
    return (names and after not in (S.TIMES, S.NUMBER, S.TWICE, S.TO_END)) or is_explanation(cursor)


def skip_alias(cursor: Cursor) -> None:
    """Moves past "(mailles en l'air)" after "32 ml": the same said again."""
    opened = cursor.look() is S.OPEN
    if opened and S.NUMBER not in cursor.symbols[cursor.at : cursor.close_of(cursor.at)] and is_alias(cursor):
        cursor.at = min(cursor.close_of(cursor.at) + 1, cursor.end)


def joins(cursor: Cursor) -> bool:
    """Whether a slip stitch at hand is said to join: "ss to join", "1 mc pour fermer"."""
    if cursor.sees(S.TO, S.ORDINAL, S.STITCH) and is_chain(cursor, cursor.at + 2):
        return True  # "sl st to 3rd ch": of the turning chain
    return cursor.look() is S.JOIN or (cursor.look() is S.TO and cursor.ahead(1) is S.JOIN)


def chain_counts(cursor: Cursor) -> bool | None:
    """Takes the remark that a chain counts as a stitch, or does not; None where nothing is said."""
    at = cursor.at
    if cursor.symbols[at] is S.COMMA:
        at += 1
    opened = cursor.symbols[at] is S.OPEN
    stop = min(cursor.close_of(at), at + 14) if opened else min(at + 2, cursor.end)
    for index in range(at, stop):
        symbol = cursor.symbols[index]
        named = opened and index == at + 1 and symbol is S.FIRST  # "3 ml (1re br)"
        if named or symbol in (S.COUNTS, S.COUNTS_NOT, S.EQUALS):
            _past_remark(cursor, index, opened, at)
            return symbol is not S.COUNTS_NOT
        if not opened and symbol is not S.WORD:
            break
    return None


def chain_beside(cursor: Cursor, start: int) -> int:
    """The chains that a remark taken from ``start`` counts as a space: "(compte comme 1 br + 1 ml)"."""
    for at in range(start, cursor.at):
        if cursor.symbols[at] is S.STITCH and is_chain(cursor, at):
            for near in (at + 1, at + 2, at - 1):
                if start <= near < cursor.at and cursor.symbols[near] is S.NUMBER:
                    return cursor.tokens[near].value
            return 1
    return 0


def _past_remark(cursor: Cursor, index: int, opened: bool, at: int) -> None:
    if opened:
        cursor.at = min(cursor.close_of(at) + 1, cursor.end)
        return
    cursor.at = index + 1
    cursor.skip((S.AS, S.NUMBER, S.FIRST, S.STITCH, S.COUNTER, S.ROUND, S.WORD))


def join(cursor: Cursor) -> Step:
    """ "joindre par 1 mc dans la 1re ms", "fermer en rond"."""
    cursor.take()
    join_clause(cursor)
    return Join()


def join_clause(cursor: Cursor) -> None:
    """Takes what belongs to a join: where it goes; in "join 10 hdc in ring" the stitches are another step."""
    while not cursor.done and cursor.look() not in CLAUSE_ENDS and cursor.look() not in (S.OPEN, S.TURN, S.EQUALS):
        if cursor.sees(S.NUMBER, S.STITCH) and cursor.tokens[cursor.at].value > 1 and not _at_its_top(cursor):
            return
        cursor.take()


def _at_its_top(cursor: Cursor) -> bool:
    """ "… at the top of the 3 chain": they only name where the join goes."""
    return cursor.at > 0 and cursor.symbols[cursor.at - 1] is S.TOP and is_chain(cursor, cursor.at + 1)


def says_what(cursor: Cursor) -> bool:
    """Whether the clause at hand, which begins with "working", names anything that is worked or where."""
    at = cursor.at + 1
    while cursor.symbols[at] not in _CLAUSE_OVER:
        if cursor.symbols[at] in _WHAT or (cursor.symbols[at] is S.STITCH and not is_chain(cursor, at)):
            return True
        at += 1
    return False


def note(cursor: Cursor) -> Step:
    """Words to the end of the sentence, or to a comma after which stitches go on."""
    start = cursor.at
    cursor.take()
    while not cursor.done and cursor.look() not in (S.STOP, S.CLOSE):
        if cursor.look() is S.OPEN and _count_follows(cursor):
            break
        if cursor.look() in (S.COMMA, S.COLON, S.AND) and _stitches_follow(cursor):
            break
        cursor.take()
    return Note(cursor.written(start))


def _count_follows(cursor: Cursor) -> bool:
    return cursor.ahead(1) is S.NUMBER and cursor.ahead(2) in (S.CLOSE, S.STITCH, S.COUNTER)


def _stitches_follow(cursor: Cursor) -> bool:
    after = cursor.ahead(1)
    if after is S.NUMBER:
        return cursor.ahead(2) in (S.STITCH, S.TIMES)
    if cursor.look() is S.AND:  # "couper le fil et le passer dans les 6 dernières m"
        return after in (S.STITCH, S.STAR)
    return after in _STEP_BEGINS or after is S.OPEN


def colour(cursor: Cursor) -> Step:
    """ "en blanc", "couleur A"."""
    start = cursor.at
    cursor.take()
    if _is_sign_of_colour(cursor):
        cursor.tokens[cursor.at] = cursor.tokens[cursor.at]._replace(symbol=S.WORD, stitch=None, foreign=False)
        cursor.take()
    elif cursor.look() is S.WORD:
        cursor.take()
    return Note(cursor.written(start))


def _is_sign_of_colour(cursor: Cursor) -> bool:
    """The letter or number of a colour: in "en couleur B, 6 ms" the B is no bride, in "couleur 2 :" the 2 no count."""
    if cursor.done or not cursor.tokens[cursor.at - 1].text.lower().endswith(_COLOUR_NOUNS):
        return False
    text = cursor.tokens[cursor.at].text
    if len(text) == 1 and text.isupper():
        return True
    return cursor.look() is S.NUMBER and cursor.ahead(1) in (*CLAUSE_ENDS, None)


def partial(cursor: Cursor) -> Step:
    """ "laisser les 12 mailles restantes"; "laisser 30 cm de fil" is a note."""
    start = cursor.at
    cursor.take()
    counting = cursor.tokens[start].text.endswith("ed")
    number: int | None = None
    while not cursor.done and cursor.look() not in _PARTIAL_ENDS and not cursor.sees(S.DASH, S.NUMBER):
        if cursor.look() is S.NUMBER and cursor.ahead(1) is not S.UNIT:
            number = cursor.tokens[cursor.at].value
        counting = counting or cursor.look() in (S.COUNTER, S.STITCH, S.REMAIN, S.PARTIAL)
        cursor.take()
    return Partial(number) if counting else Note(cursor.written(start))


def rejoin(cursor: Cursor) -> Step:
    """ "rattacher le fil dans la 1re m libre", up to the stitches that go on."""
    cursor.take()
    while not cursor.done and cursor.look() not in (S.STOP, S.CLOSE, S.COMMA, S.COLON, S.AND):
        cursor.take()
    return Rejoin()


def is_chain(cursor: Cursor, index: int) -> bool:
    """Whether the token at ``index`` names chain stitches."""
    stitch = cursor.tokens[index].stitch
    return stitch is not None and stitch.kind is Kind.CHAIN


def reference(cursor: Cursor) -> Refer | None:
    """ "le rang 2", "les tours 3-5", "2nd rnd", after "repeat" or "as"; None where no line is named."""
    start = cursor.at
    cursor.skip((S.TO, S.IN, S.FROM))
    named = start > 0 and cursor.symbols[start - 1] is S.AS
    if cursor.look() is S.ORDINAL and (cursor.ahead(1) is S.ROUND or (named and cursor.ahead(1) in (None, S.STOP))):
        first = cursor.take().value
        cursor.accept(S.ROUND)
        return Refer(first, first)
    if not (cursor.look() is S.ROUND or _names_round(cursor, named=named)):
        cursor.at = start
        return None
    if cursor.look() is not S.NUMBER:
        cursor.take()
    first_number = cursor.number()
    if first_number is None:
        if cursor.look() is S.WORD and cursor.take().text.lower().startswith(("préc", "prec", "prev")):
            return Refer(0, 0)
        cursor.at = start
        return None
    last = first_number
    if cursor.look() is S.DASH and cursor.ahead(2) in (S.STITCH, S.COUNTER):
        return Refer(first_number, last)  # "rep row 11 - 60 sc"
    if cursor.look() in (S.DASH, S.TO, S.AND) and (
        cursor.ahead(1) is S.NUMBER or (cursor.ahead(1) is S.ROUND and cursor.ahead(2) is S.NUMBER)
    ):
        cursor.take()
        cursor.accept(S.ROUND)
        last = cursor.take().value
    return Refer(first_number, last, _reference_times(cursor))


def _names_round(cursor: Cursor, *, named: bool) -> bool:
    """ "R4", "T12"; and "10 et 11" after "comme", where no stitch follows."""
    if cursor.look() is S.WORD:
        return cursor.tokens[cursor.at].text.lower() in ("r", "t") and cursor.ahead(1) is S.NUMBER
    return named and cursor.look() is S.NUMBER and cursor.ahead(1) in (None, S.STOP, S.AND, S.DASH, S.TO, S.COMMA)


def _reference_times(cursor: Cursor) -> int | None:
    """ "… encore 5 fois", "… jusqu'à 160 cm": how often, None for as long as it takes."""
    more = cursor.accept(S.MORE)
    if cursor.look() is S.NUMBER and cursor.ahead(1) in (S.TIMES, S.MORE):
        number = cursor.take().value
        while cursor.look() in (S.TIMES, S.MORE):
            more = more or cursor.look() is S.MORE
            cursor.take()
        return number
    if cursor.look() is S.UNTIL:
        while not cursor.done and cursor.look() not in (S.STOP, S.CLOSE, S.OPEN, S.COMMA):
            cursor.take()
        return None
    return 1
