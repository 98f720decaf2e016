"""What a generated pattern measures, from the counts of its followed lines and its gauge alone, and within what bounds.

Reckoned apart from the judges, by other formulas where there are any, so that a judge that is wrong is seen. Bounds are
those of the issue: a hat's brim is 0.85 to 1.00 of the head, what is put on passes the head, the arm and the hand,
other sizes are within 7 % (from which the judges warn) or a stitch or row, a toy within 20 %. Beyond ``refused`` a
judge must say so: under 0.82 or over 1.05 of a head, what cannot be put on, 15 % from the size asked, a toy 35 %.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from patrond.crochet import Gauge, Study
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.steps import Chain
from patrond.crochet.sizing.sizes import AmigurumiSize, BagSize, GarmentSize, HatSize, Measurements, ScarfSize
from patrond.crochet.stitches import STITCHES, Kind

_NEAR, _OFF = 0.07, 0.15
_TOY, _TOY_OFF = 0.20, 0.35
_TENT = 45.0  # cm of ease, from which a garment is none
_ANY = (0.0, math.inf)
_STRETCH = 1.12  # of a stuffed round
_DRAWN_SHUT = 8  # stitches that a thread closes
_OVERLAP = 0.06  # of the height: legs are sewn on so deep
_HAND = 2.0  # a hand is wider than its wrist by so much; no chart has it
_HANDLE = 30.0  # the shortest that a hand carries by
_NAMES = {
    "back": ("Dos", "Back"),
    "front": ("Devant", "Front"),
    "shoulder": ("Devant, seconde épaule", "Front, second shoulder"),
    "sleeve": ("Manche", "Sleeve"),
    "head": ("Tête", "Head"),
    "body": ("Corps", "Body"),
    "leg": ("Jambe", "Leg"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure in cm: what was found, what it goes with (the body's own, or what was asked), and its bounds."""

    name: str
    found: float
    beside: float
    least: float = 0.0
    most: float = math.inf
    refused: tuple[float, float] = _ANY
    doubt: float = 0.03  # how far two ways of reckoning it may differ

    @property
    def holds(self) -> bool:
        """Whether it lies within its bounds, to a hundredth of a millimetre."""
        return self.least - 1e-3 <= self.found <= self.most + 1e-3

    @property
    def accepted(self) -> bool | None:
        """Whether a judge must accept it; None where it lies too near to a limit to say."""
        least, most = self.refused
        if least * (1 + self.doubt) <= self.found <= most * (1 - self.doubt):
            return True
        return False if self.found < least * (1 - self.doubt) or self.found > most * (1 + self.doubt) else None


@dataclass(frozen=True, slots=True)
class _Worked:
    """A piece as it lies: the stitches and the height of each of its rounds or rows, in cm."""

    counts: tuple[int, ...]
    heights: tuple[float, ...]
    longest: int  # the longest chain within a line: a strap
    gauge: Gauge

    @property
    def high(self) -> float:
        return sum(self.heights)

    def wide(self, stitches: float) -> float:
        return stitches * self.gauge.stitch_width


def measures(study: Study, size: Measurements) -> Iterator[Measure]:
    """Every measure by which one sees whether the thing is of ``size``."""
    gauge = study.pattern.gauge
    assert gauge is not None
    main = _mean_height(_main(study))
    worked = {piece.piece.name: _worked(piece, gauge, main) for piece in study.pieces}
    match size:
        case HatSize():
            yield from _hat(next(iter(worked.values())), size)
        case ScarfSize():
            yield from _scarf(next(iter(worked.values())), size)
        case AmigurumiSize():
            yield _toy(worked, size)
        case BagSize():
            rounds = "Tour" in study.pieces[0].piece.lines[1].label or "Rnd" in study.pieces[0].piece.lines[1].label
            yield from (_oval if rounds else _panels)(list(worked.values()), size)
        case GarmentSize():
            yield from _garment(worked, size)


def _main(study: Study) -> frozenset[str]:
    """The stitches of most rows, which the gauge was made in: raised ones are measured in the plain one."""
    rows: Counter[frozenset[str]] = Counter()
    for _, line in study.lines():
        rows[frozenset(STITCHES[name].base for name in _fabric(line))] += line.turns
    return rows.most_common(1)[0][0]


def _fabric(line: FollowedLine) -> frozenset[str]:
    """The stitches that give a line its height: of shapings and bobbles the plain stitch beside them."""
    plain = {name for name in line.instructions.stitches if name in STITCHES and STITCHES[name].height}
    low = {name for name in plain if STITCHES[name].kind in (Kind.PLAIN, Kind.POST)}
    return frozenset(low or {STITCHES[name].base for name in plain})


def _mean_height(fabric: frozenset[str]) -> float:
    return sum(STITCHES[name].height for name in fabric) / len(fabric) if fabric else 1.0


def _worked(piece: FollowedPiece, gauge: Gauge, main: float) -> _Worked:
    counts: list[int] = []
    heights: list[float] = []
    chains = [0]
    for line in piece.lines:
        chains += [step.number for step in line.instructions.steps if isinstance(step, Chain)]
        counts += [line.stitches or 0] * line.turns
        heights += [gauge.row_height * _mean_height(_fabric(line)) / main] * line.turns
    return _Worked(tuple(counts), tuple(heights), max(chains), gauge)


def _near(name: str, found: float, asked: float, step: float, *, judged: bool = False) -> Measure:
    """A measure that was asked: within 7 %, or the ``step`` that it comes in, whichever is more."""
    slack = max(_NEAR * asked, step)
    refused = ((1 - _OFF) * asked, (1 + _OFF) * asked) if judged else _ANY
    return Measure(name, found, asked, asked - slack, asked + slack, refused)


def _passes(name: str, found: float, body: float, ease: float = 0.0, most: float = math.inf) -> Measure:
    """What is put on: at least as wide as the ``body``, and here with ``ease``."""
    return Measure(name, found, body, body + ease, most, (body, math.inf))


def _hat(hat: _Worked, size: HatSize) -> Iterator[Measure]:
    yield Measure("brim/head", hat.wide(hat.counts[-1]) / size.head, 1.0, 0.85, 1.0, (0.82, 1.05))
    yield Measure("widest/head", hat.wide(max(hat.counts)) / size.head, 1.0, 0.85)
    yield _near("height", hat.high, size.height, 2 * max(hat.heights))


def _scarf(scarf: _Worked, size: ScarfSize) -> Iterator[Measure]:
    across = scarf.wide(scarf.counts[-1])
    if size.snood:
        yield _passes("around", across, size.head, most=size.length * (1 + _NEAR))
        yield _near("high", scarf.high, size.width, 2 * max(scarf.heights))
        return
    yield _near("width", across, size.width, 3 * scarf.gauge.stitch_width, judged=True)
    yield _near("length", scarf.high, size.length, max(scarf.heights), judged=True)


def _toy(worked: dict[str, _Worked], size: AmigurumiSize) -> Measure:
    """Head on body on legs, less what sinks into the next: the head onto the neck, the legs by what the facts say."""
    head, body, leg = (_named(worked, part) for part in ("head", "body", "leg"))
    neck, widest = _radius(body, body.counts[-1]), _radius(head, max(head.counts))
    sunk = widest - math.sqrt(max(widest**2 - neck**2, 0.0))
    found = _stands(head) + _stands(body) + _stands(leg) - sunk - _OVERLAP * size.height
    asked = size.height
    refused = ((1 - _TOY_OFF) * asked, (1 + _TOY_OFF) * asked)
    return Measure("height", found, asked, (1 - _TOY) * asked, (1 + _TOY) * asked, refused, doubt=0.15)


def _stands(solid: _Worked) -> float:
    """How high a stuffed piece stands: the ellipsoid around whose widest part and along whose arc its fabric lies.

    A ball stretches both ways, a tube and what ends open only around.
    """
    widest, last = _radius(solid, max(solid.counts)), _radius(solid, solid.counts[-1])
    closed = solid.counts[-1] <= _DRAWN_SHUT
    end = math.pi if closed else math.pi - math.asin(min(last / widest, 1.0))
    arc = solid.high * (_STRETCH if closed else 1.0)
    low, high = 0.0, arc
    for _ in range(30):
        half = (low + high) / 2
        low, high = (half, high) if _arc(widest, half, end) < arc else (low, half)
    return low * (1 - math.cos(end))


def _arc(across: float, along: float, end: float, steps: int = 60) -> float:
    """The way along an ellipse from its pole to the angle ``end``."""
    angles = [end * (step + 0.5) / steps for step in range(steps)]
    return sum(math.hypot(across * math.cos(angle), along * math.sin(angle)) for angle in angles) * end / steps


def _radius(solid: _Worked, stitches: int) -> float:
    return solid.wide(stitches) * _STRETCH / (2 * math.pi)


def _oval(pieces: list[_Worked], size: BagSize) -> Iterator[Measure]:
    bag = pieces[0]
    wall = Counter(bag.counts).most_common(1)[0][0]
    first = bag.counts.index(wall)
    around = 2 * max(size.width - size.depth, 0) + math.pi * size.depth if size.depth else 2 * size.width
    yield _near("around", bag.wide(wall), around, 2 * bag.gauge.stitch_width)
    yield _flat(bag.wide(wall) / 2, size, bag.gauge.stitch_width)
    yield _near("height", sum(bag.heights[first + 1 :]), size.height, 2 * max(bag.heights))
    yield Measure("handle", bag.wide(bag.longest), size.handle, _HANDLE)


def _flat(found: float, size: BagSize, step: float) -> Measure:
    """The width of a bag that lies flat: that of its front, and as much more as it is deep."""
    least, most = (1 - _OFF) * size.width, (1 + _OFF) * (size.width + size.depth)
    slack = max(_NEAR * size.width, step)
    return Measure("width", found, size.width, size.width - slack, size.width + size.depth + slack, (least, most))


def _panels(pieces: list[_Worked], size: BagSize) -> Iterator[Measure]:
    panel, handle = pieces[0], pieces[-1]
    yield _flat(panel.wide(panel.counts[-1]), size, panel.gauge.stitch_width)
    yield _near("height", panel.high, size.height, max(panel.heights))
    yield Measure("handle", handle.high, size.handle, _HANDLE)
    if len(pieces) == 3:
        seam = 2 * panel.high + panel.wide(panel.counts[-1])
        yield _near("gusset", pieces[1].high, seam, max(panel.heights))


def _garment(worked: dict[str, _Worked], size: GarmentSize) -> Iterator[Measure]:
    back, front, second, sleeve = (_named(worked, part) for part in ("back", "front", "shoulder", "sleeve"))
    panel, shoulder = max(back.counts), front.counts[-1]
    opening = back.wide(panel - 2 * shoulder) + _front_neck(front, panel)
    if size.placket:  # one shoulder opens: both its edges are added
        opening += 2 * back.wide(shoulder)
    yield _chest(2 * back.wide(panel), size, 4 * back.gauge.stitch_width)
    yield (
        _passes("opening", opening, size.head)
        if not size.placket
        else Measure("opening", opening, size.head, size.head)
    )
    yield _passes("sleeve", sleeve.wide(max(sleeve.counts)), size.upper_arm)
    yield _passes("cuff", sleeve.wide(min(sleeve.counts)), size.wrist, _HAND)
    yield _near("length", back.high, size.length, max(back.heights))
    yield Measure("seams", front.high, back.high, back.high, back.high)
    yield Measure("shoulders", second.wide(second.counts[-1]), front.wide(shoulder), *[front.wide(shoulder)] * 2)


def _front_neck(front: _Worked, panel: int) -> float:
    """The way around the front's neck: its lowest row, and up along the rows of both shoulders, sloped or straight."""
    rows = [(count, high) for count, high in zip(front.counts, front.heights, strict=True) if count < panel / 2]
    up = sum(
        math.hypot(front.wide(before - count), high)
        for (before, _), (count, high) in zip([rows[0], *rows], rows, strict=False)
    )
    return front.wide(panel - 2 * rows[0][0]) + 2 * up


def _chest(found: float, size: GarmentSize, step: float) -> Measure:
    asked = size.garment_chest
    # Less ease than was asked can be worn; under the body it cannot.
    refused = (min((1 - _OFF) * asked, size.chest), max((1 + _OFF) * asked, size.chest + _TENT))
    return Measure("chest", found, size.chest, size.chest, max((1 + _NEAR) * asked, asked + step), refused)


def _named(worked: dict[str, _Worked], part: str) -> _Worked:
    return next(worked[name] for name in _NAMES[part] if name in worked)
