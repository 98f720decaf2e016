"""Judges toys: how high they stand when their parts are sewn to each other, and whether a single piece closes."""

from collections.abc import Iterator, Sequence

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.grammar.normalise import fold
from patrond.crochet.judging.measures import off
from patrond.crochet.measured import Measured, main_piece
from patrond.crochet.parts import parts_named
from patrond.crochet.sizing.sizes import AmigurumiSize, Measurements

_WARN, _ERROR = 0.20, 0.35
_LEG_SHOWS = 0.8  # the rest of a leg is sewn into the body
_IN_FRONT = frozenset({"avant", "front"})  # front paws hang beside the body
_CLOSED = 8  # stitches that a drawn thread closes


def judge_toy(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    """E_SIZE and E_CLOSE of a toy of a height."""
    assert isinstance(size, AmigurumiSize)  # noqa: S101 — chosen by its type
    standing = stands(pieces)
    if standing is None:
        return
    piece, heights = standing
    yield from off(piece, "toy", size.height, heights[0], (_WARN, _ERROR))
    if len(pieces) == 1:
        yield from _closed(pieces[0])


def stands(pieces: Sequence[Measured]) -> tuple[Measured, list[float]] | None:
    """The height that head, body and legs make together, with the first of them; None where one is not sure."""
    stacked = [(piece, share) for piece in pieces if (share := _share(piece)) > 0]
    if not stacked:
        stacked = [(main_piece(pieces), 1.0)]
    if not all(piece.sure for piece, _ in stacked):
        return None
    return stacked[0][0], [sum(piece.solid_height() * share for piece, share in stacked)]


def _share(piece: Measured) -> float:
    """How much of a piece adds to the height."""
    parts = parts_named(piece.name)
    if "head" in parts or "body" in parts:
        return 1.0
    in_front = not _IN_FRONT.isdisjoint(fold(word) for word in piece.name.split())
    return _LEG_SHOWS if {"leg", "paw"} & {*parts} and not in_front else 0.0


def _closed(piece: Measured) -> Iterator[Finding]:
    """A toy of one piece ends where a thread can draw it shut."""
    last = piece.rows[-1].stitches
    if last > _CLOSED and not piece.in_rows:
        yield Finding("E_CLOSE", Severity.WARNING, piece.name, expected=str(_CLOSED), found=str(last), variant="toy")
