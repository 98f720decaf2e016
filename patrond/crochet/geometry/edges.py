"""Where a row grows, shrinks, begins and stops: what its steps say of its two ends."""

from patrond.crochet.following.readings import Reading
from patrond.crochet.following.tally import Uncountable, measure
from patrond.crochet.geometry.course import Course
from patrond.crochet.grammar.steps import Instructions, Partial, Rejoin, Repeat, Skip, Step, Work
from patrond.crochet.stitches import Kind


def change_at_ends(instructions: Instructions, change: int) -> tuple[float, float]:
    """By how many stitches a row changes at its start and at its end; evenly where its steps do not say.

    Its longest run, or its repeat to the end, is its middle: what shapes before that is the start.
    """
    even = (change / 2, change / 2)
    if not change:
        return even
    gains = [_gain(step) for step in instructions.steps]
    middle = max(range(len(gains)), key=lambda at: _length(instructions.steps[at]), default=None)
    if (
        middle is None
        or not _length(instructions.steps[middle])
        or any(gain is None for at, gain in enumerate(gains) if at != middle)
    ):
        return even
    start = sum(gain or 0 for gain in gains[:middle])
    end = sum(gain or 0 for gain in gains[middle + 1 :])
    within = (change - start - end) / 2
    return start + within, end + within


def left_unworked(course: Course, led: int = 0) -> int:
    """How many stitches of the line below a row leaves at its end, as it says; 0 where it leaves none.

    ``led`` are those that it slips over at its start.
    """
    partial = next((step for step in course.line.instructions.steps if isinstance(step, Partial)), None)
    undeclared = any(finding.code == "W_PARTIAL" for finding in course.line.findings)
    if partial is None and not undeclared:
        return 0
    if partial is not None and partial.number:
        return min(partial.number, max(course.below - 1, 0))
    return max(course.below - course.stitches - led, 0)


def starts_anew(instructions: Instructions) -> bool:
    """Whether the yarn is joined anew, which is where stitches that were left are worked."""
    return any(isinstance(step, Rejoin) for step in instructions.steps)


def skipped_first(instructions: Instructions) -> int:
    """Stitches that are passed over before the first one is worked."""
    total = 0
    for step in instructions.steps:
        if isinstance(step, Skip) and not step.space:
            total += step.number
        elif isinstance(step, Work | Repeat):
            break
    return total


def slipped_first(instructions: Instructions) -> int:
    """Slip stitches that lead a row inwards, before its first stitch."""
    total = 0
    for step in instructions.steps:
        if isinstance(step, Work) and step.stitch.kind is Kind.SLIP:
            total += step.number
        elif isinstance(step, Work | Repeat):
            return total
    return 0


def _gain(step: Step) -> int | None:
    """Stitches that a step makes beyond those it uses; None where that is not fixed."""
    try:
        span = measure(Instructions((step,)), Reading(), in_ring=False)
    except Uncountable:
        return None
    return None if span.per_turn is not None else span.made.stitches - span.used


def _length(step: Step) -> float:
    """How much of a row a step is: a repeat to the end is most of it, shaping and skips are no middle."""
    match step:
        case Repeat(_, None):
            return float("inf")
        case Repeat(steps, int(times)):
            return sum(_length(inner) for inner in steps) * times
        case Work(stitch, number) if stitch.kind not in (Kind.SLIP, Kind.INCREASE, Kind.DECREASE):
            return number
    return 0.0
