"""Judges the size: what the counts and the gauge make, against the size that was asked and the size that is promised.

A judgement rests only on pieces all of whose lines were verified. Without a gauge only what counts show is judged.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.judging.garments import between_panels, judge_garment, panels_of
from patrond.crochet.judging.hats import brim_of, judge_hat, shut_by_counts
from patrond.crochet.judging.measures import (
    ERROR,
    WARN,
    least_stitches,
    off,
    rows_hint,
    sized,
    stitches_for,
    stitches_hint,
)
from patrond.crochet.judging.toys import judge_toy, stands
from patrond.crochet.measured import Measured, main_piece, measure_pieces
from patrond.crochet.parts import parts_named
from patrond.crochet.pattern import Gauge, PatternType
from patrond.crochet.sizing.sizes import (
    AmigurumiSize,
    BagSize,
    GarmentSize,
    HatSize,
    Measurements,
    ScarfSize,
    resolve,
)
from patrond.crochet.sizing.stated_size import stated_request
from patrond.crochet.study import Study
from patrond.crochet.yarns import find
from patrond.errors import CannotMake

_DECLARED_WARN, _DECLARED_ERROR = 0.10, 0.25
_TOY_DECLARED = 0.20  # how high a toy stands is known to a fifth, no better
_UNMEASURED = Gauge(10, 10)


def judge_size(study: Study) -> Iterator[Finding]:
    """E_SIZE, E_CLOSE, E_FIT and E_DECL_SIZE of what is made."""
    gauge, stated = _gauge(study)
    pieces = [piece for piece in measure_pieces(study, gauge or _UNMEASURED) if piece.rows]
    if not pieces:
        return
    if study.type is PatternType.HAT and study.pattern.gauge is None:
        yield from shut_by_counts(pieces)
    if study.type is not PatternType.AMIGURUMI:
        yield from between_panels(pieces, measured=stated)
    size = _asked(study) if gauge is not None else None
    if size is not None:
        found = _JUDGES[type(size)](size, pieces)
        yield from found if stated else (replace(each, severity=Severity.WARNING) for each in found)
    if stated and study.pattern.finished_size:
        yield from _declared(study, pieces)


def _gauge(study: Study) -> tuple[Gauge | None, bool]:
    """The stated gauge, else that of a toy in its yarn; and whether it was stated."""
    if study.pattern.gauge is not None:
        return study.pattern.gauge, True
    weight = find(study.pattern.yarn_weight)
    if weight is None:
        return None, False
    return (weight.toy_gauge if study.type is PatternType.AMIGURUMI else weight.gauge), False


def _asked(study: Study) -> Measurements | None:
    """The size that was asked for; where nobody asked, the one that the pattern says it is."""
    request = study.request or stated_request(study.pattern)
    if request is None:
        return None
    try:
        return resolve(request)
    except CannotMake:
        return None


def _scarf(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, ScarfSize)  # noqa: S101 — chosen by its type
    piece = main_piece(pieces)
    if not piece.sure:
        return
    across, along = piece.width(piece.usual), piece.height
    if size.snood:
        around = across if not piece.in_rows else max(across, along)
        if around < size.head:
            hint = least_stitches(piece, size.length) if around == across else rows_hint(piece, size.length)
            yield sized("E_FIT", Severity.ERROR, piece, "snood", size.head, around, hint=hint)
        return
    rows, stitches = rows_hint(piece, size.length), stitches_hint(stitches_for(piece, size.width))
    if across > along:  # worked lengthwise
        across, along = along, across
        rows, stitches = stitches_hint(stitches_for(piece, size.length)), rows_hint(piece, size.width) or stitches
    yield from off(piece, "width", size.width, across, hint=stitches)
    yield from off(piece, "length", size.length, along, hint=rows)


def _bag(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, BagSize)  # noqa: S101 — chosen by its type
    piece = main_piece(pieces)
    if not piece.sure:
        return
    sides = 1 if piece.in_rows else 2
    width = piece.width(piece.usual) / sides
    near = min(max(width, size.width), size.width + size.depth)
    hint = stitches_hint(stitches_for(piece, sides * near))
    yield from off(piece, "width", near, width, (WARN, ERROR), hint=hint)
    if piece.in_rows:
        folded = min((piece.height, piece.height / 2), key=lambda each: abs(each - size.height))
        yield from off(piece, "height", size.height, folded, (0.2, 0.4), along=True, hint=rows_hint(piece, size.height))


_JUDGES: dict[type, Callable[[Measurements, Sequence[Measured]], Iterator[Finding]]] = {
    HatSize: judge_hat,
    ScarfSize: _scarf,
    AmigurumiSize: judge_toy,
    BagSize: _bag,
    GarmentSize: judge_garment,
}


_LENGTH = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(cm|in(?:ch(?:es)?)?\b|\"|po\b|(?:x|par|by|à|to|-)(?=\s*\d))?", re.IGNORECASE
)
_CM_PER_INCH = 2.54


def promised_lengths(text: str) -> list[float]:
    """The lengths of a sentence in cm; what a "x" or "to" links has the unit of the last.

    >>> promised_lengths("20 x 160 cm, 3 pièces"), promised_lengths('fits 21-23" heads')
    ([160.0, 20.0], [58.42, 53.34])
    """
    found: list[float] = []
    factor = 0.0
    for number, unit in reversed(_LENGTH.findall(text)):
        unit = unit.lower()
        if unit in ("cm", "") or unit[0] in '"ip':
            factor = 1.0 if unit == "cm" else _CM_PER_INCH if unit and unit != "par" else 0.0
        if factor:
            found.append(round(float(number.replace(",", ".")) * factor, 2))
    return found


def _declared(study: Study, pieces: Sequence[Measured]) -> Iterator[Finding]:
    """E_DECL_SIZE: none of the sizes that the text promises is near to what the counts make."""
    promised = promised_lengths(clean_line(study.pattern.finished_size))
    made = _made(study, pieces)
    if not promised or made is None:
        return
    piece, sizes = made
    expected, found = min(
        ((size, promise) for size in sizes for promise in promised), key=lambda pair: abs(pair[1] / pair[0] - 1)
    )
    share = abs(found / expected - 1)
    if study.type is PatternType.AMIGURUMI:
        wrong, severity = share > _TOY_DECLARED, Severity.WARNING
    else:
        wrong, severity = share > _DECLARED_WARN, Severity.ERROR if share > _DECLARED_ERROR else Severity.WARNING
    if wrong:
        yield sized("E_DECL_SIZE", severity, piece, "", expected, found)


def _made(study: Study, pieces: Sequence[Measured]) -> tuple[Measured, list[float]] | None:
    """The measures of the main piece that a text may promise; None where none is sure."""
    if study.type is PatternType.AMIGURUMI:
        return stands(pieces)
    if study.type is PatternType.GARMENT:
        return _dressed(pieces)
    piece = main_piece(pieces)
    if not piece.sure:
        return None
    match study.type:
        case PatternType.HAT:
            around = piece.width(brim_of(piece))
            return piece, [around, around / 0.94, piece.width(piece.most), *([piece.height] if piece.in_rows else [])]
        case PatternType.SCARF:
            return piece, [piece.width(piece.usual), piece.height]
        case PatternType.BAG:
            width = piece.width(piece.usual)
            return piece, [width / 2, width, piece.height]
    return None


def _dressed(pieces: Sequence[Measured]) -> tuple[Measured, list[float]] | None:
    """Chest, width and length of the panels; of a body that is worked in one piece its width is the chest."""
    panels = panels_of(pieces)
    body = panels or [piece for piece in pieces if "sleeve" not in parts_named(piece.name)]
    if not body or not all(piece.sure for piece in body):
        return None
    main = main_piece(body)
    wide = main.width(main.usual)
    return main, [sum(piece.width(piece.usual) for piece in panels or ()) or wide, wide, 2 * wide, main.height]
