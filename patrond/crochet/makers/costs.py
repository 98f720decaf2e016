"""What a line costs: yarn and time in single crochet, and the height that it adds."""

from collections.abc import Iterable

from patrond.crochet.makers.moves import Step
from patrond.crochet.pace import EFFORT
from patrond.crochet.stitches import Kind, stitch

_MOST_EFFORT = 4.0  # a cluster costs as many loops as yarn, but not as many stitches
_SHAPING = frozenset({Kind.INCREASE, Kind.DECREASE})
_LIFTING = _SHAPING | {Kind.PLAIN, Kind.POST, Kind.SPECIAL}


def yarn(steps: Iterable[Step]) -> float:
    """Yarn in ``steps``, in single crochet."""
    return sum(number * _relative(id, base) for step in steps for id, number, base in step.uses())


def effort(steps: Iterable[Step]) -> float:
    """Time for ``steps``, in single crochet."""
    return sum(number * _effort(id, base) for step in steps for id, number, base in step.uses())


def height(steps: Iterable[Step]) -> float:
    """Height of the line, in single crochet: the mean of its stitches. Clusters bulge, they do not lift a line."""
    total = 0.0
    stitches = 0
    for step in steps:
        for id, number, base in step.uses():
            if stitch(id).kind in _LIFTING:
                total += number * (stitch(base) if stitch(id).kind in _SHAPING else stitch(id)).height
                stitches += number
    return total / stitches if stitches else 0.0


def _relative(id: str, base: str) -> float:
    one = stitch(id)
    if one.kind in _SHAPING:
        return one.yarn * stitch(base).yarn
    return one.yarn


def _effort(id: str, base: str) -> float:
    one = stitch(id)
    if one.kind in (Kind.CHAIN, Kind.SLIP):
        return 0.3
    per_stitch = EFFORT.get(base, 1.0)
    if one.kind is Kind.INCREASE:
        return 2 * per_stitch
    if one.kind is Kind.CLUSTER:
        return min(_MOST_EFFORT, per_stitch * one.yarn / stitch(one.base).yarn)
    return per_stitch
