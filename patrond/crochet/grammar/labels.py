"""Heads of lines: "Tour 3 :", "Rnds 5-7", "1er rang", "du 10e au 19e tour", "R4 (endroit) -", "3.".

A hand-written scan over characters: a head decides what a line is, so it must be strict about where it ends.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.grammar.normalise import fold


class Unit(StrEnum):
    """What is counted: rounds go around, rows go to and fro."""

    ROUND = "round"
    ROW = "row"


class Label(NamedTuple):
    """The head of a line: ``numbers`` in order, a range expanded at its ends only.

    ``first`` to ``last`` is worked ``turns`` times; ``several`` marks a list with gaps ("rangs 2 et 4"),
    ``onwards`` "et suivants"; ``end`` is where its body begins in the text.
    """

    unit: Unit | None
    first: int
    last: int
    several: bool = False
    onwards: bool = False
    end: int = 0
    text: str = ""

    @property
    def turns(self) -> int:
        """How many lines the head stands for; a backward range stands for one."""
        return max(self.last - self.first + 1, 1) if not self.several else 1

    @property
    def backward(self) -> bool:
        """Whether the range runs backwards."""
        return self.last < self.first


_UNITS = {
    **dict.fromkeys(("tour", "t", "trs", "rond", "round", "rnd", "rd"), Unit.ROUND),
    **dict.fromkeys(("rang", "rg", "rgs", "rng", "rangee", "row"), Unit.ROW),
    "r": None,
}
_ARTICLES = frozenset({"du", "de", "le", "au"})
_CARDINALS = {
    word: number
    for names in (
        "one two three four five six seven eight nine ten eleven twelve",
        "un deux trois quatre cinq six sept",
    )
    for number, word in enumerate(names.split(), start=1)
}
_ORDINALS = {
    word: number
    for names in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme",
    )
    for number, word in enumerate(names.split(), start=1)
}
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d{1,5}(?!\d)")
_ORDINAL = re.compile(r"(?:[eè]mes?|i[eè]mes?|[eè]res?|ers?|re|e|mes?|nde?|rd|th|st|d|°)(?![^\W\d_])", re.IGNORECASE)
# What may stand in brackets between a number and its colon: the side, how many rounds, a colour, other sizes' numbers.
_SIDE = re.compile(
    r"\s*\([^()]{0,40}\)(?=\s*[:.\-=]|\s*$)|\s*\((?:endroit|envers|end\.?|env\.?|rs|ws)\)"
    r"|\s*\[[\d ,\-]{1,20}\](?=\s*[:.\-=])",
    re.IGNORECASE,
)
_ONWARDS = re.compile(
    r"\s*(?:et (?:(?:tous |toutes )?les )?(?:(?:rang|tour|rangée)s? )?suivante?s?"
    r"|and (?:all |each |every )?following(?: (?:row|round|rnd)s?)?|onwards?)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[^:(\d]{0,20}\d[^:(]{0,20}:[ :).=>-]*")
_ENDS = ":).-=>"


def read_label(text: str) -> Label | None:
    """The head that ``text`` begins with; None where it begins with none.

    >>> read_label("Tours 5 à 8 : 1 ms dans chaque m").last
    8
    >>> read_label("1er rang (endroit) : 20 ms").unit
    <Unit.ROW: 'row'>
    >>> read_label("Tourner le travail") is None
    True
    """
    head = _HEAD.match(text)
    return _known(head[0]) if head is not None else _read(text)


def _read(text: str) -> Label | None:
    """Most lines are none: their first word tells it."""
    first = _WORD.match(text)
    if first is None:
        return _ordinal_first(text, 0) if text[:1].isdecimal() else None
    word = fold(first.group())
    if word in _UNITS:
        return _unit_first(text, first)
    if word in _ORDINALS:
        return _word_first(text, first, _ORDINALS[word])
    return _ordinal_first(text, _spaces(text, first.end())) if word in _ARTICLES else None


# "Tour 12 : " is the head of many a line: nothing after the colon has a say in it.
_known = lru_cache(maxsize=4096)(_read)


_ITEM = re.compile(
    r"(\d{1,3})(?: ?(?:-|à|to) ?(\d{1,3}))?"
    r"(?: ?[.):](?: +(?=\S)|(?=[^\s\d]))| ?/ +(?=\S)| (?:rows?|rounds?|rnds?) (?=\S))"
)


def read_item(text: str) -> Label | None:
    """A bare number as head: "3. *1 ms, aug* x6", "5-7) …", "7/ …", "3 row …".

    It may as well be an item of a list, or a number of rows: the reader decides.
    """
    match = _ITEM.match(text) if text[:1].isdecimal() else None
    if match is None:
        return None
    first, last = match.group(1), match.group(2) or match.group(1)
    return Label(None, int(first), int(last), end=match.end(), text=text[: match.end(2 if match.group(2) else 1)])


_NAMELESS = re.compile(
    r"(?:(?P<next>\w{4,6}) suivante?|(?:[^\W\d_]{2,12}[ -]){1,3}(?P<unit>\w+)(?: suivante?)?) ?:(?! ?$)", re.IGNORECASE
)


def read_nameless(text: str) -> int:
    """Where the body begins after a head without a number, "Next row:", "Rang suivant :"; 0 where there is none."""
    match = _NAMELESS.match(text)
    return match.end() if match is not None and fold(match["next"] or match["unit"]) in _UNITS else 0


def read_bare(text: str) -> Label | None:
    """A label that is nothing but its number, as drafts have it: "2", "5-7"."""
    numbers, end, several = _numbers(text, 0)
    if not numbers or text[end:].strip(" :.)"):
        return None
    return Label(None, numbers[0], numbers[-1], several, end=len(text), text=text)


def _unit_first(text: str, first: "re.Match[str]") -> Label | None:
    """ "Tour 3 :", "R5:", "Rnds 5-7."."""
    word = fold(first.group())
    at = first.end()
    if at < len(text) and text[at] == "." and len(word) <= 3:
        at += 1
    at = _spaces(text, at)
    if text[at : at + 2] in ("n°", "no") or text[at : at + 1] == "#":
        at = _spaces(text, at + (1 if text[at] == "#" else 2))
    numbers, end, several = _numbers(text, at, plural=first.group()[-1] in "sS")
    if not numbers:
        said = _WORD.match(text, at)
        number = _CARDINALS.get(fold(said.group())) if said is not None else None
        return _finish(text, _UNITS[word], [number], said.end(), False, loose=False) if said and number else None
    return _finish(text, _UNITS[word], numbers, end, several, loose=len(word) > 1 or end - first.end() <= 4)


def _ordinal_first(text: str, at: int) -> Label | None:
    """ "1er rang", "5e au 7e tour", "2nd row", and "5 row:", "9-16 row:"; its first number stands at ``at``.

    Without an ordinal a plural says how many rows there are ("3 rows: …"), unless a range says which.
    """
    number = _NUMBER.match(text, at)
    if number is None:
        return None
    ordinal = _ORDINAL.match(text, number.end()) is not None
    if not ordinal and not _among_numbers(text, number.end()):
        return None  # "6 ms dans un cercle": most lines that begin with a number are told apart by their first word
    numbers, end, several = _numbers(text, at)
    end = _spaces(text, end + 1 if text[end : end + 1] == "." and not ordinal else end)
    unit = _WORD.match(text, end)
    if unit is None or fold(unit.group()) not in _UNITS or not numbers:
        return None
    if not ordinal and len(numbers) == 1 and unit.group()[-1] in "sS":
        return None
    return _finish(text, _UNITS[fold(unit.group())], numbers, unit.end(), several, loose=ordinal)


def _among_numbers(text: str, at: int) -> bool:
    """Whether the next word may stand between the numbers of a head, or end it."""
    word = _WORD.search(text, at)
    if word is None:
        return False
    return fold(word.group()) in _AMONG_NUMBERS or _ORDINAL.match(text, word.start()) is not None


def _word_first(text: str, word: "re.Match[str]", number: int) -> Label | None:
    """ "First row:", "Deuxième tour -"."""
    unit = _WORD.match(text, _spaces(text, word.end()))
    if unit is None or fold(unit.group()) not in _UNITS:
        return None
    return _finish(text, _UNITS[fold(unit.group())], [number], unit.end(), False, loose=False)


def _numbers(text: str, at: int, *, plural: bool = True) -> tuple[list[int], int, bool]:
    """A number, a range, or a list of numbers; with its end, and whether it is a list with gaps.

    After one round ("R1 - 6 ms") a dash or a comma leads to the body, unless the second number ends the head too.
    """
    numbers: list[int] = []
    several = False
    end = at
    while (match := _NUMBER.match(text, at)) is not None:
        after = _past_ordinal(text, match.end())
        numbers.append(int(match.group()))
        end = after
        link = _link(text, after)
        if link is None or len(numbers) > 30:
            break
        kind, at = link
        # "Tours 5 et 6 - 24 ms": a range that is complete is not the start of another; "Rnds 21 - 1 sc" is none.
        ranged = plural and kind == "dash" and len(numbers) == 1 and _comes_after(text, at, numbers[0])
        ranged = ranged or (kind == "dash" and _ends_range(text, at, numbers[-1]))
        if kind != "word" and not ranged and not _ends_head(text, at):
            break
        several = several or kind == "list"
    if several and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        several = False  # "3 et 4", "3, 4 & 5": a range
    return numbers, end, several


_LINKS = {
    **dict.fromkeys(("-",), "dash"),
    **dict.fromkeys(("a", "au", "to", "through", "thru"), "word"),
    **dict.fromkeys((",", "et", "and", "&", "/"), "list"),
}
_AMONG_NUMBERS = frozenset({*_UNITS, *_LINKS, "le"})


def _link(text: str, at: int) -> tuple[str, int] | None:
    """The word between two numbers of a head, with the place of the second; None where the head ends."""
    at = _spaces(text, at)
    match = _WORD.match(text, at)
    sign = fold(match.group()) if match is not None else text[at : at + 1]
    kind = _LINKS.get(sign)
    if kind is None:
        return None
    at = _spaces(text, match.end() if match is not None else at + 1)
    unit = _WORD.match(text, at)
    if unit is not None and (fold(unit.group()) in _UNITS or fold(unit.group()) in ("le", "au")):
        at = _spaces(text, unit.end())
    return (kind, at) if _NUMBER.match(text, at) is not None else None


def _comes_after(text: str, at: int, number: int) -> bool:
    after = _NUMBER.match(text, at)
    return after is not None and int(after.group()) > number


_ALL = re.compile(
    r" ?(?:rep(?:eat|eats|eter|etez)?\b|rép|as\b|same|comme|idem"
    r"|[ ]\d|[a-z]{2,4}\d|[a-z]{1,4} (?:all|around|in each|even|dans chaque|tout)\b)",
    re.IGNORECASE,
)


def _ends_range(text: str, at: int, number: int) -> bool:
    """ "Row 4-40 repeat row 3", "R6-11 SC all", "Row 2-5 ch1, …": what follows has a number or a way of its own."""
    after = _NUMBER.match(text, at)
    return after is not None and int(after.group()) > number and _ALL.match(text, after.end()) is not None


def _ends_head(text: str, at: int) -> bool:
    """Whether the number at ``at`` belongs to the head: what follows it ends the head or goes on listing."""
    match = _NUMBER.match(text, at)
    if match is None:
        return False
    after = _spaces(text, _past_ordinal(text, match.end()))
    if after >= len(text) or text[after] in ":,&-)/(.=[":
        return True
    word = _WORD.match(text, after)
    return (word is not None and fold(word.group()) in _UNITS) or _link(text, after) is not None


def _finish(text: str, unit: Unit | None, numbers: list[int], end: int, several: bool, *, loose: bool) -> Label | None:
    """The head with what may stand between its number and its body."""
    label_end = end
    onwards = False
    if tail := _ONWARDS.match(text, end):
        onwards, end = True, tail.end()
        label_end = end
    while (side := _SIDE.match(text, end)) is not None:
        end = side.end()
    end = _spaces(text, end)
    if end < len(text) and text[end] in _ENDS:
        while end < len(text) and (text[end] in _ENDS or text[end] == " "):
            end += 1
    elif (not loose and end < len(text)) or (end < len(text) and text[end].isalpha() and not loose):
        return None
    return Label(unit, numbers[0], numbers[-1], several, onwards, end, text[:label_end].strip())


def _past_ordinal(text: str, at: int) -> int:
    ordinal = _ORDINAL.match(text, at)
    return ordinal.end() if ordinal is not None else at


def _spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
