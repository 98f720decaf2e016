"""The round bodies of a toy as stitch counts: each part a share of its height."""

import math
from collections.abc import Sequence

from patrond.crochet.makers import solids
from patrond.crochet.makers.animals import Ear, Nose, Tail
from patrond.crochet.pattern import Gauge, Level
from patrond.crochet.stuffing import STRETCH

# Head, body and legs stack to the height, the legs overlapping the body by 0.06.
HEAD, BODY, BODY_WIDTH, LEG = 0.40, 0.36, 0.30, 0.30
ARM_WIDTH, LEG_WIDTH, ARM = 0.11, 0.14, 0.28
LEAST_LIMB = 6
STUFFING = 0.025 * 0.85  # g per cubic cm; rounds are measured along the slope, which overstates by a sixth

_EARS = {  # width and length
    Ear.ROUND: (0.16, 0.12),
    Ear.LONG: (0.11, 0.32),
    Ear.POINTED: (0.16, 0.14),
    Ear.FLOPPY: (0.13, 0.22),
}
_BIG_EAR, _BUMP = 0.24, 0.11
_MUZZLE, _SNOUT = 0.16, 0.11
_NOSES = {Nose.POINTED: (0.14, 0.12), Nose.BEAK: (0.11, 0.09), Nose.TRUNK: (0.09, 0.26)}
_BALL_TAIL, _LONG_TAIL = 0.09, 0.32
_BUSHY_TAIL = (0.14, 0.28)
_SMALL_TAIL = (8, 0.08)


def arm(high: float, gauge: Gauge) -> list[int]:
    """An arm or a wing."""
    return solids.tube(solids.girth(ARM_WIDTH * high, gauge), ARM * high, gauge)


def leg(high: float, gauge: Gauge) -> list[int]:
    """A leg."""
    return solids.tube(solids.girth(LEG_WIDTH * high, gauge), LEG * high, gauge)


def trunk(high: float, gauge: Gauge, level: Level) -> tuple[list[int], list[int]]:
    """Head and body: by sixes, and for the advanced a cheeky head and a pear, freely shaped."""
    if level is not Level.ADVANCED:
        return solids.ball(HEAD * high, gauge), solids.open_egg(BODY_WIDTH * high, BODY * high, gauge)
    half = HEAD * high / 2
    cheeks = solids.meridian(
        lambda t: 1.06 * half * math.sin(t) * (1 - 0.08 * math.cos(t)), lambda t: -half * math.cos(t), math.pi
    )
    wide, end = BODY_WIDTH * high / 2, math.pi - math.asin(0.55)
    tall = BODY * high / (1 - math.cos(end))
    pear = solids.meridian(lambda t: wide * math.sin(t) * (1 + 0.12 * math.cos(t)), lambda t: -tall * math.cos(t), end)
    head = solids.profile(cheeks.radius, cheeks.arc, gauge, closed=True)
    return head, solids.profile(pear.radius, pear.arc, gauge, closed=False)


def ear(kind: Ear, high: float, gauge: Gauge) -> list[int]:
    """An ear: a flattened tube or cone with both sides of its width, a disc, or half a ball."""
    if kind is Ear.BIG:
        return solids.disc(_BIG_EAR * high, gauge)
    if kind is Ear.BUMP:
        ball = solids.ball(_BUMP * high, gauge)
        return ball[: ball.index(max(ball)) + 2]
    wide, long = (share * high for share in _EARS[kind])
    stitches = max(LEAST_LIMB, round(2 * wide * gauge.stitches / 10))
    return (solids.cone if kind is Ear.POINTED else solids.tube)(stitches, long, gauge)


def nose(kind: Nose, high: float, gauge: Gauge) -> list[int]:
    """A muzzle is a disc, a snout one with a rim, a beak and a pointed nose are cones, a trunk is a tube."""
    if kind is Nose.MUZZLE:
        return solids.disc(_MUZZLE * high, gauge)
    if kind is Nose.SNOUT:
        snout = solids.disc(_SNOUT * high, gauge)
        return [*snout, snout[-1]]
    wide, long = (share * high for share in _NOSES[kind])
    stitches = max(LEAST_LIMB, solids.girth(wide, gauge))
    return (solids.tube if kind is Nose.TRUNK else solids.cone)(stitches, long, gauge)


def tail(kind: Tail, high: float, gauge: Gauge) -> list[int]:
    """A ball that is left open, a thin tube, an egg, or a small cone."""
    if kind is Tail.LONG:
        return solids.tube(LEAST_LIMB, _LONG_TAIL * high, gauge)
    if kind is Tail.BUSHY:
        wide, long = (share * high for share in _BUSHY_TAIL)
        return solids.open_egg(wide, long, gauge)
    if kind is Tail.SMALL:
        stitches, long = _SMALL_TAIL
        return solids.cone(stitches, long * high, gauge)
    counts = solids.ball(_BALL_TAIL * high, gauge)
    return counts[:-1] if len(counts) > 4 else counts


def volume(counts: Sequence[int], gauge: Gauge) -> float:
    """What a stuffed body of those rounds holds, in cubic cm."""
    radii = [count * gauge.stitch_width * STRETCH / (2 * math.pi) for count in counts]
    return sum(math.pi * radius * radius for radius in radii) * gauge.row_height


def half_closed(counts: Sequence[int]) -> int:
    """The round after the widest at which stuffing begins: the first with at most two thirds of it, else the last."""
    widest = max(counts)
    start = counts.index(widest)
    return next((i for i, n in enumerate(counts, start=1) if i > start and n <= widest * 2 / 3), len(counts))


def eyes(counts: Sequence[int]) -> tuple[int, int]:
    """The round just below the widest middle of a head, and the gap: a sixth of that round."""
    widest = max(counts)
    middle = [number for number, count in enumerate(counts, start=1) if count == widest]
    return middle[len(middle) // 2], max(2, round(widest / 6))
