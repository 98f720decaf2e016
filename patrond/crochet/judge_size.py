"""Judges the size: what the counts and the gauge make, against the size that was asked and the size that is promised.

A judgement rests only on pieces all of whose lines were verified; without a gauge nothing is judged.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.measured import Measured, measure_pieces
from patrond.crochet.normalise import clean_line, fold
from patrond.crochet.pattern import Gauge, PatternType
from patrond.crochet.sizes import (
    AmigurumiSize,
    BagSize,
    GarmentSize,
    HatSize,
    Measurements,
    ScarfSize,
    resolve,
)
from patrond.crochet.study import Study
from patrond.crochet.yarns import find
from patrond.errors import CannotMake

_WARN, _ERROR = 0.07, 0.15
_TOY_WARN, _TOY_ERROR = 0.20, 0.35
_DECLARED_WARN, _DECLARED_ERROR = 0.10, 0.25
# A hat's brim, as a share of the head: it stretches by 5 to 10 %.
_BRIM_ERROR, _BRIM_WARN, _BRIM_FINE, _BRIM_LOOSE = 0.82, 0.85, 1.00, 1.05
_SHUT = 0.80
_SHUT_COUNTS = 0.55  # last round over widest, where no gauge is known; a beret has 0.59
_CLOSED = 8  # stitches that a drawn thread closes
_EASE_MOST = 45.0  # cm, from which a garment is a tent
_SLEEVE_STRETCH = 1.0


def judge_size(study: Study) -> Iterator[Finding]:
    """E_SIZE, E_CLOSE, E_FIT and E_DECL_SIZE of what is made."""
    yield from _without_gauge(study)
    gauge, stated = _gauge(study)
    if gauge is None:
        return
    pieces = [piece for piece in measure_pieces(study, gauge) if piece.rows]
    if not pieces:
        return
    size = _asked(study)
    if size is not None:
        found = list(_JUDGES[type(size)](size, pieces))
        yield from found if stated else map(_softer, found)
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


def _softer(finding: Finding) -> Finding:
    """What rests on an assumed gauge is worth a look and no more."""
    return Finding(
        finding.code,
        Severity.WARNING,
        finding.piece,
        finding.line,
        finding.label,
        finding.expected,
        finding.found,
        finding.variant,
        finding.values,
    )


def _asked(study: Study) -> Measurements | None:
    if study.request is None:
        return None
    try:
        return resolve(study.request)
    except CannotMake:
        return None


def _off(
    piece: Measured, variant: str, expected: float, found: float, limits: tuple[float, float]
) -> Iterator[Finding]:
    """E_SIZE where a measure is off by more than the limits, and by more than a stitch and a half."""
    warn, error = limits
    off = abs(found - expected) / expected if expected else 0.0
    if off <= warn or abs(found - expected) <= 1.5 * piece.gauge.stitch_width:
        return
    severity = Severity.ERROR if off > error else Severity.WARNING
    yield _size("E_SIZE", severity, piece, variant, expected, found)


def _size(code: str, severity: Severity, piece: Measured, variant: str, expected: float, found: float) -> Finding:
    return Finding(code, severity, piece.name, 0, "", f"{expected:.1f}", f"{found:.1f}", variant)


def _hat(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, HatSize)  # noqa: S101 — chosen by its type
    piece = max(pieces, key=lambda each: each.most * each.row_count)
    if not piece.sure:
        return
    if piece.in_rows:
        yield from _sideways_hat(size, piece)
        return
    brim, widest = piece.width(_brim(piece)), piece.width(piece.most)
    share = brim / size.head
    if share < _SHUT and widest / size.head >= _BRIM_ERROR:
        yield _size("E_CLOSE", Severity.ERROR, piece, "hat", size.head * _BRIM_WARN, brim)
    elif share < _BRIM_ERROR or share > _BRIM_LOOSE:
        yield _size("E_SIZE", Severity.ERROR, piece, "hat", size.circumference, brim)
    elif share < _BRIM_WARN or share > _BRIM_FINE:
        yield _size("E_SIZE", Severity.WARNING, piece, "hat", size.circumference, brim)
    yield from _off(piece, "height", size.height, piece.height, (0.25, 10.0))


def _brim(piece: Measured) -> int:
    """Stitches at the opening: the last round of a hat from the crown, the first of one from the brim."""
    first, last = piece.rows[0].stitches, piece.rows[-1].stitches
    return first if first > piece.most / 2 and last <= piece.most / 2 else last


def _sideways_hat(size: HatSize, piece: Measured) -> Iterator[Finding]:
    """Worked in rows, it goes around either way; it is wrong only if neither way fits."""
    ways = (piece.height, piece.width(piece.usual))
    around = min(ways, key=lambda way: abs(way - size.circumference))
    if not _BRIM_ERROR <= around / size.head <= _BRIM_LOOSE:
        yield _size("E_SIZE", Severity.ERROR, piece, "hat", size.circumference, around)


def _scarf(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, ScarfSize)  # noqa: S101 — chosen by its type
    piece = max(pieces, key=lambda each: each.most * each.row_count)
    if not piece.sure:
        return
    across, along = piece.width(piece.usual), piece.height
    if size.snood:
        around = across if not piece.in_rows else max(across, along)
        if around < size.head:
            yield _size("E_FIT", Severity.ERROR, piece, "snood", size.head, around)
        return
    if across > along:
        across, along = along, across  # worked lengthwise
    yield from _off(piece, "width", size.width, across, (_WARN, _ERROR))
    yield from _off(piece, "length", size.length, along, (_WARN, _ERROR))


_HEADS = frozenset({"tete", "head"})
_BODIES = frozenset({"corp", "corps", "body", "torse"})
_LEGS = frozenset({"jambe", "leg", "patte"})
_LEG_SHOWS = 0.8  # the rest of a leg is sewn into the body


def _toy(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, AmigurumiSize)  # noqa: S101 — chosen by its type
    stacked = [(piece, share) for piece in pieces if (share := _share(piece)) > 0]
    if not stacked:
        stacked = [(max(pieces, key=lambda each: each.most * each.row_count), 1.0)]
    if not all(piece.sure for piece, _ in stacked):
        return
    height = sum(piece.solid_height() * share for piece, share in stacked)
    yield from _off(stacked[0][0], "toy", size.height, height, (_TOY_WARN, _TOY_ERROR))
    if len(pieces) == 1:
        yield from _closed(pieces[0])


def _share(piece: Measured) -> float:
    words = {fold(word.strip(",.:")) for word in piece.name.split()}
    if words & _HEADS or words & _BODIES:
        return 1.0
    return _LEG_SHOWS if words & _LEGS and not words & {"avant", "front"} else 0.0


def _closed(piece: Measured) -> Iterator[Finding]:
    """A toy of one piece ends where a thread can draw it shut."""
    last = piece.rows[-1].stitches
    if last > _CLOSED and not piece.in_rows:
        yield Finding("E_CLOSE", Severity.WARNING, piece.name, expected=str(_CLOSED), found=str(last), variant="toy")


def _bag(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, BagSize)  # noqa: S101 — chosen by its type
    piece = max(pieces, key=lambda each: each.most * each.row_count * each.piece.piece.make)  # two panels, one gusset
    if not piece.sure:
        return
    width = piece.width(piece.usual) / (1 if piece.in_rows else 2)
    widest = size.width + size.depth
    if width < size.width:
        yield from _off(piece, "width", size.width, width, (_WARN, _ERROR))
    elif width > widest:
        yield from _off(piece, "width", widest, width, (_WARN, _ERROR))
    if piece.in_rows:
        folded = min((piece.height, piece.height / 2), key=lambda each: abs(each - size.height))
        yield from _off(piece, "height", size.height, folded, (0.2, 0.4))


_FRONTS = frozenset({"devant", "front"})
_BACKS = frozenset({"dos", "back"})
_SLEEVES = frozenset({"manche", "sleeve"})


def _garment(size: Measurements, pieces: Sequence[Measured]) -> Iterator[Finding]:
    assert isinstance(size, GarmentSize)  # noqa: S101 — chosen by its type
    panels = [piece for piece in pieces if _is(piece, _FRONTS | _BACKS) and piece.row_count > 1]
    whole = [piece for piece in panels if piece.most >= 0.7 * max(each.most for each in panels)]
    if len(whole) == 2 and all(piece.sure and piece.in_rows for piece in whole):
        yield from _chest(size, whole)
        yield from _seams(whole)
        yield from _neck(size, whole)
    for sleeve in pieces:
        if _is(sleeve, _SLEEVES) and sleeve.sure:
            yield from _sleeve(size, sleeve)


def _is(piece: Measured, words: frozenset[str]) -> bool:
    return bool({fold(word.strip(",.:()")) for word in piece.name.split()} & words)


def _chest(size: GarmentSize, panels: Sequence[Measured]) -> Iterator[Finding]:
    around = sum(piece.width(piece.usual) for piece in panels)
    if around < size.chest:
        yield from _off(panels[0], "chest", size.garment_chest, around, (0.0, _ERROR))
    elif around > size.chest + _EASE_MOST:
        yield from _off(panels[0], "chest", size.garment_chest, around, (_WARN, _ERROR))


def _seams(panels: Sequence[Measured]) -> Iterator[Finding]:
    """Front and back are sewn to each other: as wide, and as high."""
    front, back = panels[0], panels[1]
    if abs(front.usual - back.usual) > max(2, 0.03 * front.usual):
        expected, found = str(front.usual), str(back.usual)
        yield Finding("E_CLOSE", Severity.ERROR, back.name, expected=expected, found=found, variant="seam")
    elif abs(front.height - back.height) > max(4.0, 0.08 * front.height):
        yield _size("E_CLOSE", Severity.WARNING, back, "length", front.height, back.height)


def _neck(size: GarmentSize, panels: Sequence[Measured]) -> Iterator[Finding]:
    """The opening is twice the neck's width and twice its drop: what one shoulder leaves of a shaped panel."""
    shaped = next((piece for piece in panels if piece.rows[-1].stitches < piece.usual / 2), None)
    if shaped is None or size.placket:
        return
    shoulder = shaped.rows[-1].stitches
    drop = sum(row.height * row.times for row in shaped.rows if row.stitches < shaped.usual / 2)
    opening = 2 * (shaped.width(shaped.usual - 2 * shoulder) + drop)
    if opening < size.head:
        yield _size("E_FIT", Severity.ERROR, shaped, "neck", size.head, opening)


def _sleeve(size: GarmentSize, sleeve: Measured) -> Iterator[Finding]:
    widest = sleeve.width(sleeve.most) if sleeve.most else 0.0
    narrowest = sleeve.width(min(row.stitches for row in sleeve.rows))
    if widest < size.upper_arm:
        yield _size("E_FIT", Severity.ERROR, sleeve, "sleeve", size.upper_arm, widest)
    if narrowest < size.wrist:
        yield _size("E_FIT", Severity.ERROR, sleeve, "cuff", size.wrist, narrowest)


_JUDGES: dict[type, Callable[[Measurements, Sequence[Measured]], Iterator[Finding]]] = {
    HatSize: _hat,
    ScarfSize: _scarf,
    AmigurumiSize: _toy,
    BagSize: _bag,
    GarmentSize: _garment,
}


def _without_gauge(study: Study) -> Iterator[Finding]:
    """A hat that shuts itself is seen from its counts alone."""
    if study.type is not PatternType.HAT or study.pattern.gauge is not None:
        return
    for piece in measure_pieces(study, Gauge(10, 10)):
        if len(piece.rows) < 3 or not piece.sure or piece.in_rows or len(study.pieces) > 1:
            continue
        first, last = piece.rows[0].stitches, piece.rows[-1].stitches
        if first <= piece.most / 4 and last / piece.most < _SHUT_COUNTS:
            values = {"most": str(piece.most)}
            expected = f"{piece.most * _SHUT_COUNTS:.0f}"
            yield Finding("E_CLOSE", Severity.ERROR, piece.name, 0, "", expected, str(last), "counts", values)


_CENTIMETRES = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:(?:x|par|by|à|to|-)\s*(?=\d)|cm\b)", re.IGNORECASE)


def _declared(study: Study, pieces: Sequence[Measured]) -> Iterator[Finding]:
    """E_DECL_SIZE: none of the sizes that the text promises is near to what the counts make."""
    promised = [
        float(found.replace(",", ".")) for found in _CENTIMETRES.findall(clean_line(study.pattern.finished_size))
    ]
    made = _made(study, pieces)
    if not promised or made is None:
        return
    piece, sizes = made
    expected, found = min(
        ((size, promise) for size in sizes for promise in promised), key=lambda pair: abs(pair[1] / pair[0] - 1)
    )
    off = abs(found / expected - 1)
    if off > _DECLARED_WARN:
        severity = Severity.ERROR if off > _DECLARED_ERROR else Severity.WARNING
        yield _size("E_DECL_SIZE", severity, piece, "", expected, found)


def _made(study: Study, pieces: Sequence[Measured]) -> tuple[Measured, list[float]] | None:
    """The measures of the main piece that a text may promise; None where none is sure."""
    piece = max(pieces, key=lambda each: each.most * each.row_count)
    if not piece.sure:
        return None
    match study.type:
        case PatternType.HAT:
            around = piece.width(_brim(piece))
            return piece, [around, around / 0.94, piece.width(piece.most), *([piece.height] if piece.in_rows else [])]
        case PatternType.SCARF:
            return piece, [piece.width(piece.usual), piece.height]
        case PatternType.BAG:
            width = piece.width(piece.usual)
            return piece, [width / 2, width, piece.height]
        case PatternType.GARMENT:
            return piece, [2 * piece.width(piece.usual), piece.width(piece.usual), piece.height]
    return None
