"""Where the pieces of a toy are sewn on: rounds and gaps, computed from the counts."""

import math
from collections.abc import Iterator

from patrond.crochet.makers.animals import Ear, Nose
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.toy_parts import Parts

_NEARLY_WIDEST = 0.9


def assembly(p: Plan, parts: Parts) -> Iterator[str]:
    """The steps, in their order: the face, then from the neck outwards."""
    yield from _face(p, parts)
    neck = parts.body[-1]
    eye = parts.eyes[0]
    below = [(number, count) for number, count in enumerate(parts.head, start=1) if eye < number < len(parts.head)]
    seat = min((abs(count - neck), -number) for number, count in below)
    yield p.words("sew_head", neck=neck, round=-seat[1])
    rise = _rise(parts)
    yield p.words("sew_wings" if parts.animal.wings else "sew_arms", round=max(rise + 1, len(parts.body) - 2))
    first = max(2, rise // 3)
    legs = {"first": first, "last": first + max(2, _rounds_across(p, parts.stitches("leg")))}
    yield p.words("sew_legs", **legs, gap=max(2, parts.body[first - 1] // 6))
    yield from _ears(p, parts)
    if "tail" in parts.pieces:
        yield p.words("sew_tail", round=max(2, rise))
    if "little_scarf" in parts.pieces:
        yield p.words("sew_scarf")
    if "collar" in parts.pieces:
        yield p.words("sew_collar")
    yield p.words("ends")


def _face(p: Plan, parts: Parts) -> Iterator[str]:
    eye = parts.eyes[0]
    name = parts.animal.nose.value
    if name in parts.pieces:
        across = max(3, _rounds_across(p, parts.stitches(name)))
        where = {"first": eye + 1, "last": min(eye + 1 + across, len(parts.head) - 2)}
        yield p.words("sew_muzzle" if parts.animal.nose is Nose.MUZZLE else f"sew_{name}", **where)
    if parts.animal.nose is Nose.BEAK:
        return
    yield p.words("face_mouth" if parts.animal.nose in (Nose.NONE, Nose.TRUNK, Nose.SNOUT) else "face")


def _ears(p: Plan, parts: Parts) -> Iterator[str]:
    eye, kind = parts.eyes[0], parts.animal.ear
    if kind is Ear.NONE:
        return
    first, last = max(2, eye // 4), max(4, eye * 2 // 3)
    key = {Ear.BUMP: "sew_bumps", Ear.FLOPPY: "sew_floppy"}.get(kind, "sew_ears")
    yield p.words(key, first=first, last=last, gap=max(2, parts.head[first - 1] // 4))


def _rise(parts: Parts) -> int:
    """The round at which the body is nearly as wide as it gets."""
    return next(number for number, count in enumerate(parts.body, start=1) if count >= _NEARLY_WIDEST * max(parts.body))


def _rounds_across(p: Plan, stitches: int) -> int:
    """How many rounds of the body a tube of so many stitches covers."""
    return round(stitches * p.width / math.pi / p.gauge.row_height)
