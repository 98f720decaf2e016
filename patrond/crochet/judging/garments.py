"""Judges garments: the chest, panels that are sewn to each other, and openings that a body must pass."""

import math
from collections.abc import Iterator, Sequence

from patrond.crochet.findings import Finding, Hint, Severity
from patrond.crochet.judging.measures import ERROR, SLACK, WARN, least_stitches, off, sized, stitches_for, stitches_hint
from patrond.crochet.measured import Measured
from patrond.crochet.parts import parts_named
from patrond.crochet.sizing.sizes import GarmentSize, Measurements

_EASE_MOST = 45.0  # cm, from which a garment is a tent
_WHOLE = 0.7  # of the widest panel: a shoulder that is a piece of its own is none


def judge_garment(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    """E_SIZE and E_FIT of a garment for a body."""
    assert isinstance(size, GarmentSize)  # noqa: S101 — chosen by its type
    panels = panels_of(pieces)
    if panels:
        yield from _chest(size, panels)
        yield from _neck(size, panels)
    for sleeve in pieces:
        if "sleeve" in parts_named(sleeve.name) and sleeve.sure:
            yield from _sleeve(size, sleeve)


def between_panels(pieces: Sequence[Measured], *, measured: bool) -> Iterator[Finding]:
    """E_CLOSE: front and back are sewn to each other, so they are as wide and (with a gauge) as high."""
    panels = panels_of(pieces)
    if not panels:
        return
    front, back = panels
    if abs(front.usual - back.usual) > max(2, 0.03 * front.usual):
        expected, found = str(front.usual), str(back.usual)
        hint = stitches_hint(front.usual)
        yield Finding("E_CLOSE", Severity.ERROR, back.name, expected=expected, found=found, variant="seam", hint=hint)
    elif measured and abs(front.height - back.height) > max(4.0, 0.08 * front.height):
        yield sized("E_CLOSE", Severity.WARNING, back, "length", front.height, back.height)


def panels_of(pieces: Sequence[Measured]) -> tuple[Measured, Measured] | None:
    """The front and the back; None where they are not two whole panels in rows, each line of them verified."""
    panels = [piece for piece in pieces if _is_panel(piece) and piece.row_count > 1]
    whole = [piece for piece in panels if piece.most >= _WHOLE * max(each.most for each in panels)]
    if len(whole) != 2 or not all(piece.sure and piece.in_rows for piece in whole):
        return None
    return whole[0], whole[1]


def _is_panel(piece: Measured) -> bool:
    parts = {*parts_named(piece.name)}  # of "front paw" the paw counts
    return bool(parts & {"front", "back"}) and parts <= {"front", "back", "panel"}


def _chest(size: GarmentSize, panels: Sequence[Measured]) -> Iterator[Finding]:
    around = sum(piece.width(piece.usual) for piece in panels)
    hint = stitches_hint(stitches_for(panels[0], size.garment_chest / 2))
    if around < size.chest:
        yield from off(panels[0], "chest", size.garment_chest, around, (0.0, ERROR), hint=hint)
    elif around > size.chest + _EASE_MOST:
        yield from off(panels[0], "chest", size.garment_chest, around, (WARN, ERROR), hint=hint)


def _neck(size: GarmentSize, panels: Sequence[Measured]) -> Iterator[Finding]:
    """The opening is twice the neck's width and twice its drop: what one shoulder leaves of a shaped panel."""
    shaped = next((piece for piece in panels if piece.rows[-1].stitches < piece.usual / 2), None)
    if shaped is None or size.placket:
        return
    shoulder = shaped.rows[-1].stitches
    drop = sum(row.height * row.times for row in shaped.rows if row.stitches < shaped.usual / 2)
    opening = 2 * (shaped.width(shaped.usual - 2 * shoulder) + drop)
    if opening < size.head - SLACK * shaped.gauge.stitch_width:
        neck = math.ceil((size.head / 2 - drop) / shaped.gauge.stitch_width)
        hint = Hint("shoulder", {"stitches": str(max((shaped.usual - neck) // 2, 0))})
        yield sized("E_FIT", Severity.ERROR, shaped, "neck", size.head, opening, hint=hint)


def _sleeve(size: GarmentSize, sleeve: Measured) -> Iterator[Finding]:
    widest = sleeve.width(sleeve.most)
    narrowest = sleeve.width(min(row.stitches for row in sleeve.rows))
    if widest < size.upper_arm:
        hint = least_stitches(sleeve, size.upper_arm)
        yield sized("E_FIT", Severity.ERROR, sleeve, "sleeve", size.upper_arm, widest, hint=hint)
    if narrowest < size.wrist:
        hint = least_stitches(sleeve, size.wrist)
        yield sized("E_FIT", Severity.ERROR, sleeve, "cuff", size.wrist, narrowest, hint=hint)
