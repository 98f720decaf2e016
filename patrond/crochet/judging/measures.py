"""One measure against what it should be: how far off, how bad that is, and the stitches or rows that would be right."""

import math
from collections.abc import Iterator

from patrond.crochet.findings import Finding, Hint, Severity
from patrond.crochet.measured import Measured

WARN, ERROR = 0.07, 0.15
"""Shares from which a measure of a size that was asked is worth a look, and wrong."""

SLACK = 1.5
"""Stitches or rows: a measure is no finer than they are."""


def sized(
    code: str,
    severity: Severity,
    piece: Measured,
    variant: str,
    expected: float,
    found: float,
    *,
    hint: Hint | None = None,
) -> Finding:
    """A finding about a piece, in cm."""
    return Finding(code, severity, piece.name, 0, "", f"{expected:.1f}", f"{found:.1f}", variant, hint=hint)


def off(
    piece: Measured,
    variant: str,
    expected: float,
    found: float,
    limits: tuple[float, float] = (WARN, ERROR),
    *,
    along: bool = False,
    hint: Hint | None = None,
) -> Iterator[Finding]:
    """E_SIZE where a measure is off by more than the limits, and by over a stitch (``along``: a row) and a half."""
    warn, error = limits
    share = abs(found - expected) / expected if expected else 0.0
    grain = max((row.height for row in piece.rows), default=0.0) if along else piece.gauge.stitch_width
    if share <= warn or abs(found - expected) <= SLACK * grain:
        return
    severity = Severity.ERROR if share > error else Severity.WARNING
    yield sized("E_SIZE", severity, piece, variant, expected, found, hint=hint)


def stitches_for(piece: Measured, length: float, *, multiple: int = 1) -> int:
    """The stitches nearest to so many cm, in multiples of a crown's step."""
    return multiple * max(round(length / piece.gauge.stitch_width / multiple), 1)


def least_stitches(piece: Measured, length: float) -> Hint:
    """The fewest stitches that are as wide as so many cm."""
    return stitches_hint(math.ceil(length / piece.gauge.stitch_width))


def stitches_hint(stitches: int) -> Hint:
    """So many stitches would be right."""
    return Hint("stitches", {"stitches": str(stitches)})


def rows_hint(piece: Measured, length: float) -> Hint | None:
    """So many rounds or rows of the usual height would be right; None where no row says how high they are."""
    if not piece.height or not piece.row_count:
        return None
    more = (length - piece.height) / max(row.height for row in piece.rows if row.stitches == piece.usual)
    return Hint("rows", {"rows": str(max(piece.row_count + round(more), 1))})
