"""Round bodies in single crochet: stitch counts of each round of a ball, an egg, a tube, a cone.

A fabric that is stuffed stretches: ``s`` in docs/crochet.md. Counts start at the magic ring.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from patrond.crochet.pattern import Gauge
from patrond.crochet.stuffing import STRETCH

RING = 6
_SAMPLES = 400
_STEP = 3  # counts of free shapes are multiples of it, so that shapings fall at even distances


def girth(diameter: float, gauge: Gauge) -> int:
    """Stitches around a stuffed body of that diameter in cm."""
    return round(math.pi * diameter / (gauge.stitch_width * STRETCH))


def sixes(diameter: float, gauge: Gauge) -> int:
    """The same as a multiple of 6, at least 12."""
    return RING * max(2, round(math.pi * diameter / (RING * gauge.stitch_width * STRETCH)))


def ball(diameter: float, gauge: Gauge) -> list[int]:
    """A ball of rounds that grow and shrink by 6, closed to 6.

    >>> counts = ball(7.0, Gauge(22, 24))
    >>> max(counts), len(counts), counts[-1]
    (48, 26, 6)
    """
    widest = sixes(diameter, gauge)
    k = widest // RING
    straight = max(1, round(3 * k * gauge.rows / gauge.stitches - (2 * k - 1)))
    rising = [RING * i for i in range(1, k + 1)]
    return [*rising, *[widest] * straight, *reversed(rising[:-1])]


def open_egg(diameter: float, high: float, gauge: Gauge, *, neck: float = 0.6) -> list[int]:
    """An egg by sixes, from the closed bottom to an open neck of ``neck`` times its width."""
    widest = sixes(diameter, gauge)
    opening = max(RING, RING * round(neck * widest / RING))
    rounds = round(_arc_to_neck(diameter / 2, high, neck) / gauge.row_height)
    rising = list(range(RING, widest + 1, RING))
    falling = list(range(widest - RING, opening - 1, -RING))
    straight = max(1, rounds - len(rising) - len(falling))
    return [*rising, *[widest] * straight, *falling]


def profile(radius: Callable[[float], float], arc: float, gauge: Gauge, *, closed: bool) -> list[int]:
    """Any profile: round i holds 2 pi r(i h) / (w s) stitches, where ``radius`` takes the way from the bottom in cm.

    Each round is a multiple of 3, between half and double the one before; a ``closed`` body ends on at most 8.
    """
    steps = max(5, round(arc / gauge.row_height))
    rounds = steps - 1 if closed else steps
    counts = [RING]
    for index in range(2, rounds + 1):
        wanted = _STEP * round(girth(2 * radius(arc * index / steps), gauge) / _STEP)
        counts.append(min(max(wanted, _half(counts[-1])), 2 * counts[-1]))
    while closed and counts[-1] > 8:
        counts.append(_half(counts[-1]))
    return counts


def _half(count: int) -> int:
    """The least that may follow in one round: half, as a multiple of 3, and no less than a ring."""
    return max(RING, _STEP * math.ceil(count / 2 / _STEP))


def meridian(across: Callable[[float], float], along: Callable[[float], float], end: float) -> "Meridian":
    """The outline given by half width and height for an angle from 0 (bottom) to ``end``."""
    return Meridian([(across(end * i / _SAMPLES), along(end * i / _SAMPLES)) for i in range(_SAMPLES + 1)])


class Meridian:
    """An outline as points, measured along its arc."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._radii = [point[0] for point in points]
        self._ways = [0.0]
        for (x0, y0), (x1, y1) in pairwise(points):
            self._ways.append(self._ways[-1] + math.hypot(x1 - x0, y1 - y0))

    @property
    def arc(self) -> float:
        """Length of the outline, in cm."""
        return self._ways[-1]

    def radius(self, way: float) -> float:
        """Half width at so many cm along the outline."""
        index = next((i for i, w in enumerate(self._ways) if w >= way), len(self._ways) - 1)
        return self._radii[index]


def tube(diameter_stitches: int, length: float, gauge: Gauge) -> list[int]:
    """A limb: a rounded end, then straight to ``length``; open. A stitch over a multiple of 6 is left out."""
    rounds = max(3, round(length / gauge.row_height))
    if diameter_stitches > RING and diameter_stitches % RING == 1:
        diameter_stitches -= 1
    counts = [RING]
    while counts[-1] < diameter_stitches:
        counts.append(min(counts[-1] + RING, diameter_stitches, 2 * counts[-1]))
    return [*counts, *[diameter_stitches] * max(1, rounds - len(counts))]


def cone(widest: int, length: float, gauge: Gauge) -> list[int]:
    """A pointed ear: from the ring to ``widest`` by even steps over the whole length, by threes; open."""
    rounds = max(3, round(length / gauge.row_height))
    steps = max(1, round((widest - RING) / _STEP))
    return [RING + _STEP * round(steps * i / (rounds - 1)) for i in range(rounds)]


def disc(diameter: float, gauge: Gauge) -> list[int]:
    """A small flat circle with one straight round for its rim."""
    widest = sixes(diameter, Gauge(gauge.stitches * STRETCH, gauge.rows))
    rising = list(range(RING, widest + 1, RING))
    return [*rising, widest]


def _arc_to_neck(half_width: float, high: float, neck: float) -> float:
    """Arc of a half ellipse from its bottom to where it has narrowed to ``neck``; the height is that of the cut."""
    end = math.pi - math.asin(neck)
    half_height = high / (1 - math.cos(end))
    return meridian(lambda t: half_width * math.sin(t), lambda t: -half_height * math.cos(t), end).arc
