"""The outline of a piece in rounds from the side: radii along the fabric, and the heights that they leave it.

A round of n stitches has the radius n w / (2 pi), and the fabric between two rounds is as long as a round is high.
Of these the outline follows: a step of length h that changes the radius by dr rises by sqrt(h^2 - dr^2). A circle that
lies flat has nothing left to rise. What is filled, by stuffing or by a head, does not stay flat: the filling drives
the fabric outwards and it bends to a dome, narrower than its stitches allow next to the closed end, and as wide as
they allow where they are tightest. The dome is the sphere that has the same fabric: at s from its pole R sin(s / R).
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from patrond.crochet.geometry.round_parts import Point

Along = tuple[float, float]
"""A radius, and how far along the fabric it is."""


def outline(
    steps: Sequence[Along], *, filled: bool, even: float = 0.0, slack: float = 0.0, extra: float = 0.0
) -> tuple[Point, ...]:
    """The outline from the start; ``extra`` is added to each half width, for what is not round.

    Stitches are whole and fabric is not: over ``even`` of it to both sides, twice, what is filled evens out, and by
    ``slack``, a rounded half stitch, it may be wider than its count.

    >>> [round(point.at, 1) for point in outline([(0, 0), (1, 1), (2, 2), (2, 5)], filled=False)]
    [0.0, 0.0, 0.0, 3.0]
    """
    radii = [radius for radius, _ in steps]
    if filled:
        ways = [way for _, way in steps]
        radii = _domed(_loose(_evened(_evened(radii, ways, even), ways, even), slack), ways)
    points = [Point(radii[0] + extra, 0.0)]
    for (before, after), (start, end) in zip(pairwise(radii), pairwise(way for _, way in steps), strict=True):
        rise = math.sqrt(max((end - start) ** 2 - (after - before) ** 2, 0.0))
        points.append(Point(after + extra, points[-1].at + rise))
    return tuple(points)


def _loose(radii: Sequence[float], slack: float) -> list[float]:
    """Half a stitch more, but at a pole, and no wider than at the widest."""
    widest = max(radii)
    return [min(radius + slack, widest) if radius > 0 else 0.0 for radius in radii]


def _domed(radii: Sequence[float], ways: Sequence[float]) -> list[float]:
    """The radii as they are when filled: from every narrowest place outwards no wider than a dome of that fabric."""
    radii = [round(radius, 6) for radius in radii]  # levels are told by being equal
    limits = list(radii)
    for low, high in _slopes(radii):
        widest = radii[high]
        if widest <= 0:
            continue
        angle = math.asin(min(radii[low] / widest, 1.0))
        way = 1 if high > low else -1
        # beyond the widest place the dome goes on over the straight rounds, until it stands upright
        for at in range(low, len(radii) if way > 0 else -1, way):
            turned = angle + abs(ways[at] - ways[low]) / widest
            beyond = (at - high) * way >= 0
            if beyond and (turned >= math.pi / 2 or radii[at] < widest):
                break
            limits[at] = min(limits[at], widest * math.sin(min(turned, math.pi / 2)))
    return _bent(limits, ways)


def _bent(radii: list[float], ways: Sequence[float]) -> list[float]:
    """Held to what the fabric between two rounds can reach: a round that doubles ruffles, it does not leap outwards."""
    for order in (range(1, len(radii)), range(len(radii) - 2, -1, -1)):
        for at in order:
            near = at - 1 if order.step > 0 else at + 1
            radii[at] = min(radii[at], radii[near] + abs(ways[at] - ways[near]))
    return radii


def _evened(radii: Sequence[float], ways: Sequence[float], even: float) -> list[float]:
    """Each radius with a quarter of those before and after it; both ends and the widest one stay as they are."""
    widest = max(radii)
    if even <= 0 or widest <= 0:
        return list(radii)

    def at(way: float) -> float:
        if way < ways[0]:
            return 2 * radii[0] - at(2 * ways[0] - way)
        if way > ways[-1]:
            return 2 * radii[-1] - at(2 * ways[-1] - way)
        index = min(max(bisect_left(ways, way), 1), len(ways) - 1)
        start, end = ways[index - 1], ways[index]
        share = (way - start) / (end - start) if end > start else 1.0
        return radii[index - 1] + (radii[index] - radii[index - 1]) * share

    reach = min(even, (ways[-1] - ways[0]) / 4)
    found = [(at(way - reach) + 2 * radius + at(way + reach)) / 4 for radius, way in zip(radii, ways, strict=True)]
    scale = widest / max(found)
    return [max(radius * scale, 0.0) for radius in found]


def _slopes(radii: Sequence[float]) -> list[tuple[int, int]]:
    """From the edge of each narrowest level to the edge of the widest next to it, in both directions."""
    levels: list[tuple[int, int]] = []  # first and last index of what is equally wide
    for at, radius in enumerate(radii):
        if levels and radii[levels[-1][0]] == radius:
            levels[-1] = (levels[-1][0], at)
        else:
            levels.append((at, at))
    slopes: list[tuple[int, int]] = []
    start = 0
    while start + 1 < len(levels):
        end = start + 1
        rising = radii[levels[end][0]] > radii[levels[start][0]]
        while end + 1 < len(levels) and (radii[levels[end + 1][0]] > radii[levels[end][0]]) is rising:
            end += 1
        (_, before), (after, _) = levels[start], levels[end]
        slopes.append((before, after) if rising else (after, before))
        start = end
    return slopes
