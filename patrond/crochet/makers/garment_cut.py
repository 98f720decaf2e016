"""How a garment is cut: stitches and rows of panels, neck and sleeve, so that it can be put on."""

import math
from dataclasses import dataclass

from patrond.crochet.makers.plan import Plan
from patrond.crochet.sizing.sizes import GarmentSize
from patrond.errors import CannotMake

_SLEEVE_EASE = 8.0
_CUFF_EASE = 4.0
_NECK_EASE = 1.0  # the edging takes some of the opening
_LEAST_SLEEVE_CM = 5.0
_LEAST_SHOULDER = 3
_LEAST_CURVED = 6
_CURVE = 0.25  # of the neck's width, at most, that each side of a round neck takes in


@dataclass(frozen=True, slots=True)
class Cut:
    """Stitches and rows: ``panel`` wide; a neck of ``neck`` stitches, ``drop`` rows deep, between two shoulders.

    ``curve`` stitches are decreased at each side of the neck, 2 in a row. ``opening`` is the way around the neck in
    cm, with the placket where there is one. ``sleeve_length`` is 0 where there are no sleeves.
    """

    panel: int
    neck: int
    shoulder: int
    curve: int
    drop: int
    sleeve_top: int
    cuff: int
    opening: float
    sleeve_length: float

    @property
    def center(self) -> int:
        """Stitches of the neck that are left unworked at its lowest row."""
        return self.neck - 2 * self.curve


def cut(p: Plan, size: GarmentSize, *, even: bool, round_neck: bool) -> Cut:
    """The cut for a size; ``even`` shoulders keep two stitches in turn.

    Raises:
        CannotMake: ``yarn_too_thick`` (``size``, ``weight``): a shoulder would have fewer than 3 stitches.
    """
    panel = p.stitches(size.garment_chest / 2, 2)
    if 2 * panel * p.width < size.chest:
        panel += 2  # thick yarn rounds away the ease
    neck = p.stitches(size.neck_width, 2)
    if even and (panel - neck) % 4:
        neck += 2
    shoulder = (panel - neck) // 2
    if shoulder < _LEAST_SHOULDER:
        english = f"cannot make a garment of size {p.size_word} in {p.weight.english}: the yarn is too thick for it"
        raise CannotMake("yarn_too_thick", english, size=p.size_word, weight=p.weight.english)
    row = p.gauge.row_height
    drop = max(2, round(size.neck_drop / row))
    curve = _curve(neck, drop) if round_neck and shoulder >= _LEAST_CURVED else 0
    open_shoulder = 2 * shoulder * p.width if size.placket else 0.0
    while _opening(p, neck, curve, drop) + open_shoulder < size.head + _NECK_EASE:
        drop += 1
    sleeve_top = p.stitches(max(2 * size.armhole, size.upper_arm + _SLEEVE_EASE), 2)
    return Cut(
        panel=panel,
        neck=neck,
        shoulder=shoulder,
        curve=curve,
        drop=drop,
        sleeve_top=sleeve_top,
        cuff=min(p.stitches(size.cuff + _CUFF_EASE, 2), sleeve_top),
        opening=_opening(p, neck, curve, drop) + open_shoulder,
        sleeve_length=_sleeve_length(size, panel * p.width),
    )


def _curve(neck: int, drop: int) -> int:
    """An even number, so that it can be decreased by twos in all but the last rows of the drop."""
    return max(0, min(2 * int(_CURVE * neck / 2), 2 * (drop - 2)))


def _opening(p: Plan, neck: int, curve: int, drop: int) -> float:
    """The way around the neck: its back, its lowest row, both slopes, and both sides straight up."""
    row = p.gauge.row_height
    slope = math.hypot(curve * p.width, curve / 2 * row)
    front = (neck - 2 * curve) * p.width + 2 * (slope + (drop - curve / 2) * row)
    return neck * p.width + front


def _sleeve_length(size: GarmentSize, panel_cm: float) -> float:
    """A dropped shoulder has gone part of the way to the wrist already."""
    if not size.sleeve:
        return 0.0
    return max(_LEAST_SLEEVE_CM, size.sleeve - max(0.0, (panel_cm - size.cross_back) / 2))
