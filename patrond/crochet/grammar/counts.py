"""Stated counts: ``[24]``, ``(24 m)``, ``= 24``, "on obtient 24 mailles", ``[24 br, 4 espaces]``, "12 sc."."""

from collections.abc import Sequence

from patrond.crochet.grammar.cursor import Cursor, S
from patrond.crochet.grammar.steps import Count, Counted, Join, Step, Turn
from patrond.crochet.grammar.tokens import Entry, may_say
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import Kind

_REPEATS = frozenset({S.TIMES, S.TWICE, S.TO_END, S.IN, S.UNTIL, S.REPEAT, S.EACH})
_ITEMS = frozenset(
    {S.NUMBER, S.STITCH, S.COUNTER, S.SPACE, S.COMMA, S.AND, S.DASH, S.EQUALS, S.TOTAL, S.RESULT, S.COLON}
    | {S.GROUP, S.CORNER}
)
_SHELL = 3  # stitches in one place that people count as one thing
_SHAPING = frozenset({Kind.INCREASE, Kind.DECREASE})


def may_state(text: str, terms: Terms) -> bool:
    """Whether a text may state a count, by its signs and words: most steps need not be read for it.

    >>> may_state("3 ms, aug", Terms.FR), may_state("3 ms, aug = 5", Terms.FR), may_state("3 ms, 5 mailles", Terms.FR)
    (False, True, True)
    """
    return not _SIGNS.isdisjoint(text) or may_say(text, _is_of_counts, terms)


_SIGNS = frozenset("([{=-:.!")


def _is_of_counts(entry: Entry) -> bool:
    return entry.symbol in (S.COUNTER, S.RESULT, S.TOTAL)


def bracketed(cursor: Cursor) -> bool:
    """Takes a count in brackets or parentheses at hand, if that is what it is."""
    start, close = cursor.at, cursor.close_of(cursor.at)
    if close >= cursor.end or close - start > 24:
        return False
    if start == 0 and cursor.symbols[close + 1] is S.COMMA:
        return False  # nothing was worked yet: "(2 sc), sc in next st"
    if _goes_on(cursor, close + 1):
        return False
    last = _before_remark(cursor, close)
    inside = cursor.symbols[start + 1 : last]
    if not inside or not _ITEMS.issuperset(inside) or S.NUMBER not in inside:
        return False
    found = _items(cursor, start + 1, last)
    if not found or (len(found) > 1 and not _at_end(cursor, close + 1)):
        return False
    cursor.counts = found
    cursor.at = close + 1
    return True


def _before_remark(cursor: Cursor, close: int) -> int:
    """Where "(72 ms par tour)", "(212 br au tour 14)", "(50 br, les 3 ml comptent)" have said all that they count."""
    begun = cursor.at + 3
    if cursor.symbols[cursor.at + 2] in (S.STITCH, S.COUNTER) and _kind_of(cursor, cursor.at + 2) is Counted.STITCHES:
        rest = cursor.symbols[begun:close]
        if S.COUNTS in rest or S.COUNTS_NOT in rest:  # "(101 brides en comptant les 3 ml)"
            return begun
    at = close - 1
    while cursor.symbols[at] in (S.TOTAL, S.STOP):
        at -= 1
    if cursor.symbols[at] is S.ROUND and cursor.symbols[at - 2 : at] == [S.COMMA, S.NUMBER]:
        return at - 2
    if cursor.symbols[at] is S.NUMBER and cursor.symbols[at - 1] is S.ROUND:
        at -= 1
    if cursor.symbols[at] is not S.ROUND:
        return close
    while cursor.symbols[at - 1] in (S.EACH, S.IN, S.TO, S.WORD):
        at -= 1
    return at if cursor.symbols[at - 1] in (S.STITCH, S.COUNTER, S.SPACE) else close


def _goes_on(cursor: Cursor, after: int) -> bool:
    """Whether what follows makes a repeat or a group of the bracket: ``(6 ms) x 2``."""
    symbols = cursor.symbols
    if symbols[after] in _REPEATS:
        return True
    return symbols[after] is S.NUMBER and symbols[after + 1] is S.TIMES


def _at_end(cursor: Cursor, index: int) -> bool:
    while cursor.symbols[index] in (S.STOP, S.COMMA):
        index += 1
    return index >= cursor.end or cursor.symbols[index] in (S.TURN, S.JOIN, S.NOTE)


def _items(cursor: Cursor, start: int, close: int) -> list[Count]:
    """The counts between two indices; empty where they are steps. After ``=`` only the result counts."""
    for index in range(start, close):
        if cursor.symbols[index] is S.EQUALS and index > start:
            return _items(cursor, index + 1, close)
    found: list[Count] = []
    index = start
    while index < close:
        if cursor.symbols[index] is S.NUMBER:
            count, index = _item(cursor, index)
            if count.of is Counted.STITCHES and _is_shaping(cursor, index - 1) and found:
                return []
            found.append(count)
        elif cursor.symbols[index] is S.STITCH:
            return []
        else:
            index += 1
    return found


def _is_shaping(cursor: Cursor, index: int) -> bool:
    stitch = cursor.tokens[index].stitch
    return stitch is not None and stitch.kind in _SHAPING


def _item(cursor: Cursor, index: int) -> tuple[Count, int]:
    """One number with what it counts, and the index after it: "24 br", "4 espaces de 2 ml", "16 ch-5 loops"."""
    symbols = cursor.symbols
    of, at = _kind_of(cursor, index + 1), index + 1
    if of in (Counted.SPACES, Counted.GROUPS):
        while symbols[at] in (S.STITCH, S.DASH, S.SPACE, S.GROUP, S.CORNER) or (
            symbols[at] is S.NUMBER and S.STITCH in (symbols[at - 1], symbols[at - 2], symbols[at + 1])
        ):
            at += 1
    elif symbols[at] in (S.STITCH, S.COUNTER):
        at += 1
    return _counted(cursor, index), at


def _counted(cursor: Cursor, index: int) -> Count:
    """The number at ``index`` with what it counts."""
    of, stitch = _kind_of(cursor, index + 1), None
    if of is Counted.STITCHES and cursor.symbols[index + 1] is S.STITCH:
        stitch = cursor.tokens[index + 1].stitch
    return Count(cursor.tokens[index].value, of, stitch.base if stitch is not None else "")


def _kind_of(cursor: Cursor, index: int) -> Counted:
    """What the number before ``index`` counts."""
    symbol = cursor.symbols[index]
    if symbol in (S.SPACE, S.CORNER):
        return Counted.SPACES if symbol is S.SPACE else Counted.CORNERS
    if symbol is S.GROUP or (symbol is S.NUMBER and cursor.symbols[index + 1] is S.STITCH):
        return Counted.GROUPS  # "6 groups of 2 dc", "6 of 2 dc"
    stitch = cursor.tokens[index].stitch if symbol is S.STITCH else None
    if stitch is not None and stitch.kind is Kind.CHAIN:
        after = index + 1
        while cursor.symbols[after] in (S.DASH, S.NUMBER):
            after += 1
        return Counted.SPACES if cursor.symbols[after] is S.SPACE else Counted.CHAINS
    several = stitch is not None and stitch.kind is Kind.INCREASE and stitch.produced >= _SHELL
    return Counted.GROUPS if several or (stitch is not None and stitch.kind is Kind.SHELL) else Counted.STITCHES


def stated(cursor: Cursor) -> bool:
    """Takes "= 24", "soit 24 mailles", "on obtient : 24 m" at hand, if that is what it is."""
    at = cursor.at + 1
    while cursor.symbols[at] in (S.COLON, S.RESULT, S.DASH, S.EQUALS):
        at += 1
    if cursor.symbols[at] is not S.NUMBER or cursor.symbols[at + 1] in (S.TIMES, S.UNIT):
        return False
    cursor.counts = [_counted(cursor, at)]
    cursor.at = at + 1
    if cursor.sees(S.NUMBER, S.STITCH):
        cursor.take()
    cursor.skip((S.STITCH, S.COUNTER, S.SPACE, S.TOTAL, S.TO_END))
    return True


def total(cursor: Cursor) -> None:
    """Takes "24 ms au total" at hand."""
    cursor.counts = [_counted(cursor, cursor.at)]
    cursor.take()
    cursor.skip((S.STITCH, S.COUNTER, S.TOTAL))


def dashed(cursor: Cursor, steps: Sequence[Step] = ()) -> bool:
    """Takes "- 24 m", ": 24 sts", "-24 dc-" or "join: 24 dc" at the end of a line, if that is at hand."""
    at = cursor.at + 1
    if cursor.symbols[at] is not S.NUMBER:
        return False
    if cursor.look() is S.DASH and _several(cursor, at):
        return True
    after = at + 1
    # "… across - 18 sc" states a count, "5 ms - aug - 5 ms" and "de l'autre côté : 3 ms" do not.
    framed = cursor.symbols[cursor.end - 1] is S.DASH
    around = cursor.look() is S.COLON and cursor.at > 0 and cursor.symbols[cursor.at - 1] in (S.TO_END, S.RING)
    around = around or (cursor.look() is S.COLON and len(steps) > 1 and isinstance(steps[-1], (Join, Turn)))
    sure = framed or around or cursor.symbols.count(S.DASH) == 1 or _is_only_spaced(cursor)
    names = (S.COUNTER, S.TOTAL, S.STITCH) if sure else (S.COUNTER, S.TOTAL)
    while cursor.symbols[after] in names:
        after += 1
    while after > at + 1 and cursor.symbols[after] is S.TO_END:
        after += 1
    if after == at + 1 and cursor.look() is not S.DASH:
        return False
    if framed and after == cursor.end - 1:
        after += 1
    if around and cursor.symbols[after] is S.STOP and cursor.symbols[after + 1] in (S.NOTE, S.TURN, S.JOIN):
        pass  # "6 sc in ring: 6 sc. Do not join."
    elif cursor.symbols[after] is S.OPEN and cursor.close_of(after) == cursor.end - 1:
        pass  # "… around - 72 hdc (the crown measures 16 cm)"
    elif cursor.symbols[after] not in (None, S.STOP) or (cursor.symbols[after] is S.STOP and after + 1 < cursor.end):
        return False
    cursor.counts = [_counted(cursor, at)._replace(of=Counted.STITCHES)]
    cursor.at = after
    return True


def _is_only_spaced(cursor: Cursor) -> bool:
    """Whether the dash at hand stands alone among those between spaces: in "ch-12 sp" another one joins two words."""
    spaced = [
        at
        for at, symbol in enumerate(cursor.symbols[: cursor.end])
        if symbol is S.DASH and cursor.text[max(cursor.tokens[at].start - 1, 0)] == " "
    ]
    return spaced == [cursor.at]


def _several(cursor: Cursor, at: int) -> bool:
    """Takes "- 68 sc and 2 ch-12 sps" to the end of a line: of kinds that differ, or it may be steps."""
    last = cursor.end - 1 if cursor.symbols[cursor.end - 1] is S.STOP else cursor.end
    if not _ITEMS.issuperset(cursor.symbols[at:last]) or cursor.symbols[at + 1] not in (S.STITCH, S.COUNTER):
        return False
    found = _items(cursor, at, last)
    if len(found) < 2 or found[1].of is not Counted.SPACES:
        return False
    cursor.counts, cursor.at = found, cursor.end
    return True


def sentence(cursor: Cursor) -> Count | None:
    """The count of a last sentence "24 ms." at hand, not taken: it may be a step as well."""
    if cursor.look() is not S.NUMBER or cursor.at == 0 or cursor.symbols[cursor.at - 1] is not S.STOP:
        return None
    index = cursor.at + 1
    if cursor.symbols[index] not in (S.STITCH, S.COUNTER, S.SPACE, S.GROUP):
        return None
    stitch = cursor.tokens[index].stitch
    if stitch is not None and stitch.kind is Kind.SLIP:
        return None  # "… 1 mc." joins
    if _kind_of(cursor, index) is not Counted.STITCHES:
        index = _item(cursor, cursor.at)[1]  # "14 ch-5 loops."
    while cursor.symbols[index] in (S.STITCH, S.COUNTER, S.TOTAL, S.RESULT):
        index += 1
    if cursor.symbols[index] is S.STOP:
        index += 1
    return _counted(cursor, cursor.at) if index >= cursor.end else None


def sentences(cursor: Cursor) -> bool:
    """Takes a last sentence of two kinds, "16 dc, 16 ch-1 sps."; of one kind it may be a step as well."""
    if cursor.at == 0 or cursor.symbols[cursor.at - 1] is not S.STOP:
        return False
    return _several(cursor, cursor.at)
