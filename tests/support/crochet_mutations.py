"""Plants one fault in a sound pattern: the slips of the pen that a check must catch."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from patrond.crochet import Line, Pattern, Piece


@dataclass(frozen=True)
class Mutant:
    """A pattern with one fault of ``kind`` planted at ``line`` of ``piece`` (indices); ``rows`` it may show at."""

    kind: str
    pattern: Pattern
    at: int
    text: str


def mutants(pattern: Pattern, chance: random.Random) -> Iterator[Mutant]:
    """One mutant of each kind that the pattern has a place for."""
    for kind, mutate in KINDS.items():
        places = [
            (piece_at, line_at)
            for piece_at, piece in enumerate(pattern.pieces)
            for line_at in range(1, len(piece.lines))
        ]
        chance.shuffle(places)
        for piece_at, line_at in places:
            lines = pattern.pieces[piece_at].lines
            changed = mutate(lines, line_at, chance)
            if changed is not None:
                told = f"{lines[line_at].label}: {lines[line_at].text} [{lines[line_at].count}]"
                yield Mutant(kind, _with(pattern, piece_at, changed), lines[line_at].source_line, told)
                break


def _with(pattern: Pattern, at: int, lines: tuple[Line, ...]) -> Pattern:
    pieces = list(pattern.pieces)
    pieces[at] = replace(pieces[at], lines=lines)
    return replace(pattern, pieces=tuple[Piece, ...](pieces))


_Lines = tuple[Line, ...]


def _changed(lines: _Lines, at: int, line: Line) -> _Lines:
    return (*lines[:at], line, *lines[at + 1 :])


def _stated(lines: _Lines, at: int, chance: random.Random) -> _Lines | None:
    line = lines[at]
    if line.count is None:
        return None
    return _changed(lines, at, replace(line, count=line.count + chance.choice([-6, -2, -1, 1, 2, 6])))


def _repeat(lines: _Lines, at: int, chance: random.Random) -> _Lines | None:
    match = re.search(r"\) x (\d+)", lines[at].text)
    if match is None:
        return None
    number = int(match.group(1)) + chance.choice([-1, 1])
    text = f"{lines[at].text[: match.start()]}) x {number}{lines[at].text[match.end() :]}"
    return _changed(lines, at, replace(lines[at], text=text)) if number > 0 else None


def _inner(lines: _Lines, at: int, chance: random.Random) -> _Lines | None:
    remark = r"\([^()]*(?:compt|count)[^()]*\)"  # "(compte comme 1 br)" counts nothing
    said = re.sub(remark, lambda match: " " * len(match.group()), lines[at].text)
    matches = list(re.finditer(r"\b(\d+) (?=ms|sc|dc|br|demi-br|hdc|htr|tr)\b", said))
    if not matches:
        return None
    match = chance.choice(matches)
    number = int(match.group(1)) + chance.choice([-1, 1])
    text = f"{lines[at].text[: match.start()]}{number} {lines[at].text[match.end() :]}"
    return _changed(lines, at, replace(lines[at], text=text)) if number > 0 else None


def _shaping(lines: _Lines, at: int, chance: random.Random) -> _Lines | None:
    text = lines[at].text
    for word, other in (("aug", "dim"), ("dim", "aug"), ("inc", "dec"), ("dec", "inc")):
        if re.search(rf"\b{word}\b", text):
            return _changed(lines, at, replace(lines[at], text=re.sub(rf"\b{word}\b", other, text, count=1)))
    return None


def _shapes(lines: _Lines, at: int) -> bool:
    """Whether the line changes the count of a line below that is no chain."""
    before = lines[at - 1]
    return lines[at].count is not None and lines[at].count != before.count and any(map(str.isdigit, before.label))


def _deleted(lines: _Lines, at: int, chance: random.Random) -> _Lines | None:
    if not _shapes(lines, at) or at + 1 >= len(lines):
        return None  # a plain round that is missing is arithmetically invisible
    return (*lines[:at], *lines[at + 1 :])


def _doubled(lines: _Lines, at: int, chance: random.Random) -> _Lines | None:
    if not _shapes(lines, at):
        return None
    return (*lines[: at + 1], *lines[at:])


KINDS: dict[str, Callable[[_Lines, int, random.Random], _Lines | None]] = {
    "stated count": _stated,
    "repeat number": _repeat,
    "inner count": _inner,
    "aug for dim": _shaping,
    "deleted round": _deleted,
    "doubled round": _doubled,
}
