"""Judges hats: whether the brim fits the head, whether the hat shuts itself, how high it is."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.judging.measures import off, rows_hint, sized, stitches_for, stitches_hint
from patrond.crochet.measured import Measured, main_piece
from patrond.crochet.sizing.sizes import HatSize, Measurements

# A hat's brim, as a share of the head: it stretches by 5 to 10 %.
_BRIM_ERROR, _BRIM_WARN, _BRIM_FINE, _BRIM_LOOSE = 0.82, 0.85, 1.00, 1.05
_SHUT = 0.80
_SHUT_COUNTS = 0.55  # last round over widest, where no gauge is known; a beret has 0.59
_HEIGHT = (0.25, 10.0)  # how high a hat sits is a matter of taste: never an error
_STRAIGHT = 3  # rounds without shaping that are a hat's side


def judge_hat(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    """E_SIZE and E_CLOSE of a hat for a head."""
    assert isinstance(size, HatSize)  # noqa: S101 — chosen by its type
    piece = main_piece(pieces)
    if not piece.sure:
        return
    if piece.in_rows:
        yield from _sideways(size, piece)
        return
    brim, widest = piece.width(brim_of(piece)), piece.width(piece.most)
    share = brim / size.head
    hint = stitches_hint(_fitting(size, piece))
    if share < _SHUT and widest / size.head >= _BRIM_ERROR:
        yield sized("E_CLOSE", Severity.ERROR, piece, "hat", size.head * _BRIM_WARN, brim, hint=hint)
    elif not _BRIM_ERROR <= share <= _BRIM_LOOSE:
        yield sized("E_SIZE", Severity.ERROR, piece, "hat", size.circumference, brim, hint=hint)
    elif not _BRIM_WARN <= share <= _BRIM_FINE and abs(brim - size.circumference) > piece.gauge.stitch_width:
        yield sized("E_SIZE", Severity.WARNING, piece, "hat", size.circumference, brim, hint=hint)
    yield from off(piece, "height", size.height, piece.height, _HEIGHT, along=True, hint=rows_hint(piece, size.height))


def brim_of(piece: Measured) -> int:
    """Stitches at the opening: the last round of a hat from the crown, the first of one from the brim.

    Rounds that grow again after the straight side flare over the head and do not hold it.
    """
    first, last = piece.rows[0].stitches, piece.rows[-1].stitches
    if first > piece.most / 2 and last <= piece.most / 2:
        return first
    straight = held = before = 0
    for row in piece.rows:
        held = row.times + (held if row.stitches == before else 0)
        before = row.stitches
        straight = row.stitches if held >= _STRAIGHT else straight
    return straight if 0 < straight < last else last


def _fitting(size: HatSize, piece: Measured) -> int:
    """The stitches that fit the head: a multiple of the crown's step where one does."""
    for step in (_step(piece), 1):
        stitches = stitches_for(piece, size.circumference, multiple=step)
        if _BRIM_WARN <= piece.width(stitches) / size.head <= _BRIM_FINE:
            break
    return stitches


def _step(piece: Measured) -> int:
    """By how many stitches its rounds grow most often."""
    grown = Counter(after.stitches - before.stitches for before, after in pairwise(piece.rows))
    return max((step for step in grown if step > 0), key=lambda step: grown[step], default=1)


def _sideways(size: HatSize, piece: Measured) -> Iterator[Finding]:
    """Worked in rows, it goes around either way; it is wrong only if neither way fits."""
    ways = (piece.height, piece.width(piece.usual))
    around = min(ways, key=lambda way: abs(way - size.circumference))
    if not _BRIM_ERROR <= around / size.head <= _BRIM_LOOSE:
        fitting = stitches_hint(stitches_for(piece, size.circumference))
        hint = rows_hint(piece, size.circumference) if around == piece.height else fitting
        yield sized("E_SIZE", Severity.ERROR, piece, "hat", size.circumference, around, hint=hint)


def shut_by_counts(pieces: Sequence[Measured]) -> Iterator[Finding]:
    """A hat that shuts itself is seen from its counts alone."""
    piece = pieces[0]
    if len(pieces) > 1 or len(piece.rows) < _STRAIGHT or not piece.sure or piece.in_rows:
        return
    first, last = piece.rows[0].stitches, piece.rows[-1].stitches
    if first <= piece.most / 4 and last / piece.most < _SHUT_COUNTS:
        least = math.ceil(piece.most * _SHUT_COUNTS)
        values, hint = {"most": str(piece.most)}, stitches_hint(least)
        yield Finding("E_CLOSE", Severity.ERROR, piece.name, 0, "", str(least), str(last), "counts", values, hint)
