"""The outline of a piece in rounds from the side: radii along the fabric, and the heights that they leave it.

A round of n stitches has the radius n w / (2 pi), and the fabric between two rounds is as long as a round is high.
Of these the outline follows: a step of length h that changes the radius by dr rises by sqrt(h^2 - dr^2). A circle that
lies flat has nothing left to rise. What is filled, by stuffing or by a head, does not stay flat: the filling drives
the fabric outwards and it bends to a dome, narrower than its stitches allow next to the closed end, and as wide as
they allow where they are tightest. The dome is the sphere that has the same fabric: at s from its pole R sin(s / R).
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from patrond.crochet.geometry.shapes import Point

Along = tuple[float, float]
"""A radius, and how far along the fabric it is."""


def outline(steps: Sequence[Along], *, filled: bool, extra: float = 0.0) -> tuple[Point, ...]:
    """The outline from the start; ``extra`` is added to each half width, for what is not round.

    >>> [round(point.at, 1) for point in outline([(0, 0), (1, 1), (2, 2), (2, 5)], filled=False)]
    [0.0, 0.0, 0.0, 3.0]
    """
    radii = _domed(steps) if filled else [radius for radius, _ in steps]
    points = [Point(radii[0] + extra, 0.0)]
    for (before, after), (start, end) in zip(pairwise(radii), pairwise(way for _, way in steps), strict=True):
        rise = math.sqrt(max((end - start) ** 2 - (after - before) ** 2, 0.0))
        points.append(Point(after + extra, points[-1].at + rise))
    return tuple(points)


def _domed(steps: Sequence[Along]) -> list[float]:
    """The radii as they are when filled: from every narrowest place outwards no wider than a dome of that fabric."""
    radii = [radius for radius, _ in steps]
    limits = list(radii)
    for low, high in _slopes(radii):
        widest, narrowest = radii[high], radii[low]
        if widest <= 0:
            continue
        angle = math.asin(min(narrowest / widest, 1.0))
        for at in range(low, high, 1 if high > low else -1):
            way = angle + abs(steps[at][1] - steps[low][1]) / widest
            limits[at] = min(limits[at], widest * math.sin(min(way, math.pi / 2)))
        _level(limits, steps, angle, low, high)
    return _bent(limits, [way for _, way in steps])


def _bent(radii: list[float], ways: Sequence[float]) -> list[float]:
    """Held to what the fabric between two rounds can reach: a round that doubles ruffles, it does not leap outwards."""
    for order in (range(1, len(radii)), range(len(radii) - 2, -1, -1)):
        for at in order:
            near = at - 1 if order.step > 0 else at + 1
            radii[at] = min(radii[at], radii[near] + abs(ways[at] - ways[near]))
    return radii


def _level(limits: list[float], steps: Sequence[Along], angle: float, low: int, high: int) -> None:
    """The dome goes on over the straight rounds that follow the widest one, until it stands upright."""
    widest = steps[high][0]
    way = 1 if high > low else -1
    at = high
    while 0 <= at < len(limits):
        turned = angle + abs(steps[at][1] - steps[low][1]) / widest
        if turned >= math.pi / 2 or steps[at][0] < widest:
            return
        limits[at] = min(limits[at], widest * math.sin(turned))
        at += way


def _slopes(radii: Sequence[float]) -> list[tuple[int, int]]:
    """From each narrowest place to the widest next to it, in both directions."""
    slopes: list[tuple[int, int]] = []
    start = 0
    while start < len(radii) - 1:
        end = start
        rising = _next_change(radii, start) > 0
        while end + 1 < len(radii) and ((radii[end + 1] >= radii[end]) if rising else (radii[end + 1] <= radii[end])):
            end += 1
        top = _first_of_level(radii, start, end) if rising else _last_of_level(radii, start, end)
        slopes.append((start, top) if rising else (end, top))
        start = max(end, start + 1)
    return slopes


def _next_change(radii: Sequence[float], start: int) -> float:
    return next((radii[at] - radii[start] for at in range(start + 1, len(radii)) if radii[at] != radii[start]), 0.0)


def _first_of_level(radii: Sequence[float], start: int, end: int) -> int:
    return next(at for at in range(start, end + 1) if radii[at] == radii[end])


def _last_of_level(radii: Sequence[float], start: int, end: int) -> int:
    return next(at for at in range(end, start - 1, -1) if radii[at] == radii[start])
