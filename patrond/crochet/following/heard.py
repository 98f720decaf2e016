"""The lines of a piece as they are heard: each with its head and its text read, once, before anybody works them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.effort import AGAIN, Effort, read
from patrond.crochet.grammar.labels import Label, read_bare, read_label
from patrond.crochet.grammar.lines import LONGEST, MOST_KEPT, read_line
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.steps import Instructions
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Line, Piece


class Heard(NamedTuple):
    """A line with what its head says (None: it has no number) and what its text tells the hands to do."""

    line: Line
    label: Label | None
    instructions: Instructions


def hear(piece: Piece, lexicon: Lexicon, effort: Effort) -> Iterator[Heard]:
    """Every line of the piece, read with the words of ``lexicon``, or as many as half of the effort is enough for."""
    enough = effort.left // 2
    known: set[str] = set()
    for line in piece.lines:
        took = AGAIN if line.text in known else read(line.text)
        if took > AGAIN and len(known) < MOST_KEPT:
            known.add(line.text)
        enough -= took
        if enough < 0:
            return
        effort.spent += took
        label = _head(line.label)
        text, again = (_begun if len(line.text) <= LONGEST else _begin)(line.text)
        if label is not None and again is not None and again.first == label.first:
            text = text[again.end :]  # a draft may say its label twice
        yield Heard(line, label, read_line(text, lexicon))


def _begin(text: str) -> tuple[str, Label | None]:
    """A text in one spelling, and the head that it begins with, if it does."""
    text = clean_line(text)
    return text, read_label(text)


_begun = lru_cache(maxsize=MOST_KEPT)(_begin)  # rounds repeat each other


@lru_cache(maxsize=4096)
def _head(label: str) -> Label | None:
    head = clean_line(label)
    return read_label(head) or read_bare(head)
