"""Graded sizes: of "64 (70, 76, 82) m" each size is a pattern of its own, and what holds must hold in all of them.

>>> of_size("Monter 66 (72, 78) ml, 1 ms dans la 2e ml", 3, 1)
'Monter 72 ml, 1 ms dans la 2e ml'
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from patrond.crochet.findings import LineVerdict
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.split import split_count
from patrond.crochet.grammar.steps import Counted
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Line, Pattern, Piece

_GRADED = re.compile(r"(?<![\d.,])(\d{1,4})\s?[(\[]\s?(\d{1,4}(?:\s?[,/:;-]\s?\d{1,4}){1,10})\s?[)\]]")
_NUMBER = re.compile(r"\d+")
_LONGEST = 2000  # characters of a line that is looked through
_FEWEST = 2  # numbers that are graded alike; one alone may be anything


def sizes_of(pattern: Pattern) -> int:
    """How many sizes the pattern is written for at once; 1 where it is not graded."""
    found: Counter[int] = Counter()
    for piece in pattern.pieces:
        for line in piece.lines:
            if "(" in line.text or "[" in line.text:
                found.update(len(_numbers(match)) for match in _GRADED.finditer(line.text[:_LONGEST]) if _grows(match))
    if not found:
        return 1
    sizes, often = found.most_common(1)[0]
    return sizes if often >= _FEWEST else 1


def each_size(pattern: Pattern, sizes: int, lexicon: Lexicon) -> Iterator[tuple[Piece, ...]]:
    """The pieces as they read for the first size, for the second, and so on."""
    for size in range(sizes):
        yield tuple(
            replace(piece, lines=tuple(_line(line, sizes, size, lexicon) for line in piece.lines))
            for piece in pattern.pieces
        )


def of_size(text: str, sizes: int, size: int) -> str:
    """The text with the number of that size, from 0, for each that is graded for so many."""

    def chosen(match: re.Match[str]) -> str:
        numbers = _numbers(match)
        return numbers[size] if len(numbers) == sizes and _grows(match) else match[0]

    return _GRADED.sub(chosen, text)


def merged(every: Sequence[tuple[FollowedPiece, ...]], pieces: Sequence[Piece]) -> tuple[FollowedPiece, ...]:
    """The pieces as the first size is followed, each line with the verdict of all: a fault in one size is one."""
    return tuple(
        replace(alike[0], piece=piece, lines=tuple(_of_all(alike, at) for at in range(len(piece.lines))))
        for piece, alike in zip(pieces, zip(*every, strict=True), strict=True)
    )


def _of_all(alike: Sequence[FollowedPiece], at: int) -> FollowedLine:
    """Line ``at`` in every size: the first in which it is a fault, else the first in which it is not verified."""
    for verdict in (LineVerdict.FAULT, LineVerdict.NOT_VERIFIED):
        for size in alike:
            if size.lines[at].verdict is verdict:
                return _at_its_chain(size, at) if verdict is LineVerdict.FAULT else size.lines[at]
    return alike[0].lines[at]


def _at_its_chain(size: FollowedPiece, at: int) -> FollowedLine:
    """A first row that holds in the sizes before, and whose count the next row bears out, stands on a wrong chain."""
    line, after = size.lines[at], size.lines[at + 1 : at + 2]
    chain = next((before.line for before in size.lines[at::-1] if not before.first), None)
    if chain is None or not after or after[0].verdict is not LineVerdict.VERIFIED or after[0].used != line.stitches:
        return line
    place, label = chain.source_line, chain.label
    told = (replace(each, line=place, label=label) if each.code == "E_FOUNDATION" else each for each in line.findings)
    return line._replace(findings=tuple(told))


def _numbers(match: re.Match[str]) -> list[str]:
    return _NUMBER.findall(match[0])


def _grows(match: re.Match[str]) -> bool:
    """Sizes follow each other: their numbers grow, or shrink, or stay; none is left out for a size."""
    numbers = [int(number) for number in _numbers(match)]
    ordered = sorted(numbers)
    return len(numbers) > _FEWEST and ordered[0] > 0 and numbers in (ordered, ordered[::-1])


def _line(line: Line, sizes: int, size: int, lexicon: Lexicon) -> Line:
    """The line as it reads for one size, its stated count with it."""
    text = of_size(line.text[:_LONGEST], sizes, size)
    if text == line.text or len(line.text) > _LONGEST:
        return line
    body, count = split_count(clean_line(text))
    if count is not None:
        return replace(line, text=body, count=count)
    counts = read_line(body, lexicon).counts
    if len(counts) != 1 or counts[0].of is not Counted.STITCHES:
        return replace(line, text=body, count=None)
    return replace(line, text=body, count=counts[0].number, counts_of=counts[0].stitch)
