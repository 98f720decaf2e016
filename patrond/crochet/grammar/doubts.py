"""What is doubtful of a line as a whole, once its steps are read: lists that may go around, slip stitches that join."""

from collections.abc import Iterable

from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Chain,
    Doubt,
    Foundation,
    FromHook,
    Group,
    Join,
    Note,
    Place,
    Repeat,
    Ring,
    Step,
    Turn,
    Work,
)
from patrond.crochet.grammar.tokens import Token
from patrond.crochet.stitches import Kind

_NO_SHAPING = frozenset({Kind.PLAIN, Kind.CHAIN, Kind.SLIP})
_SHAPES = frozenset({Kind.INCREASE, Kind.DECREASE})
_LONGEST_LIST = 4
_NOT_WORKED = (Note, Turn, Chain, Join)
_BESIDE = (Note, Turn, Join, Ring)
_BEGUN = (Work, Repeat, Group, Ring, FromHook)


def doubts_of(steps: list[Step], named: Iterable[Token], *, numbered: bool) -> set[Doubt]:
    """The doubts of a line with those steps; ``named`` are the stitches in it, ``numbered`` whether it has a number."""
    doubts: set[Doubt] = set()
    kinds = {token.stitch.kind for token in named if token.stitch is not None}
    if kinds <= _NO_SHAPING and _has_few(steps):
        doubts.add(Doubt.ONE)
    if _is_one_stitch(steps, numbered=numbered):
        doubts.add(Doubt.WHOLE)
    if _is_list(steps):
        doubts.add(Doubt.LIST)
    if _runs_on(steps):
        doubts.add(Doubt.WHOLE)
    return doubts


def _has_few(steps: list[Step]) -> bool:
    """Whether two or three stitches stand in a repeat without their place."""
    repeats = [step for step in steps if isinstance(step, Repeat)]
    works = [inner for step in repeats for inner in step.steps if isinstance(inner, Work)]
    if any(inner.place is Place.ONE and inner.number > 1 for inner in works):
        return False  # who says "2 ms dans la m suivante" means two by "2 ms"
    return any(inner.bare and inner.number in (2, 3) for inner in works)


def _is_one_stitch(steps: list[Step], *, numbered: bool) -> bool:
    """Whether a line names one stitch and nothing else to work: "Tours 6 à 9 : ms (30)", "tout en mc", "2 tr in tr"."""
    worked = [step for step in steps if not isinstance(step, _NOT_WORKED)]
    match worked:
        case [Work(stitch, 1, Place.ALONG, True) | Work(stitch, _, Place.ONE, True)]:
            return stitch.kind is not Kind.SLIP or not numbered
    return False


def in_the_midst(steps: list[Step]) -> list[Step]:
    """After other stitches "dans la 3e ml" is the top of a turning chain, and a few chains begin no piece."""
    begun = False
    for index, step in enumerate(steps):
        if begun and isinstance(step, FromHook) and not step.said:
            steps[index] = Work(step.stitch, step.number, Place.TOP)
        elif begun and isinstance(step, Foundation) and step.chains <= LONGEST_TURNING:
            steps[index] = Chain(step.chains)
        begun = begun or isinstance(step, _BEGUN)
    return steps


def _is_list(steps: list[Step]) -> bool:
    """Whether a line is a short list of stitches that shapes: "1 aug, 3 ms". Its author may mean it all around."""
    works = [step for step in steps if not isinstance(step, _BESIDE)]
    if works and isinstance(works[0], Chain):
        del works[0]
    if not 2 <= len(works) <= _LONGEST_LIST:
        return False
    return all(isinstance(step, Work) and step.stitch.kind is not Kind.SLIP for step in works) and any(
        isinstance(step, Work) and (step.stitch.kind in _SHAPES or step.place is Place.ONE) for step in works
    )


def _runs_on(steps: list[Step]) -> bool:
    """Whether only the last of a few stitches is said to go on: in "2 sc in next st, 1 sc in next around" all may."""
    works = [step for step in steps if not isinstance(step, (Note, Turn, Join))]
    if works and isinstance(works[0], Chain):
        del works[0]
    if not 2 <= len(works) <= _LONGEST_LIST:
        return False
    *before, last = works
    match last:
        case Repeat((Work() as goes_on,), None, 0, bare=False):
            listed = [*before, goes_on]
            return all(isinstance(step, Work) and step.stitch.kind is not Kind.SLIP for step in before) and any(
                isinstance(step, Work) and (step.stitch.kind in _SHAPES or step.place is Place.ONE) for step in listed
            )
    return False


def slip_at_end(steps: list[Step], doubts: set[Doubt]) -> list[Step]:
    """A slip stitch that ends a line may be its join: a doubt, unless the line goes all around."""
    for index in range(len(steps) - 1, 0, -1):
        step = steps[index]
        if isinstance(step, (Note, Turn)):
            continue
        if isinstance(step, Work) and step.stitch.kind is Kind.SLIP and step.number == 1:
            if _goes_around(steps):
                steps[index] = Join()
            else:
                doubts.add(Doubt.SLIP)
        break
    return steps


def _goes_around(steps: list[Step]) -> bool:
    """Whether a line is worked in a ring, or begins with a turning chain, works to the end and does not turn."""
    if any(isinstance(step, Ring) or (isinstance(step, Work) and step.place is Place.RING) for step in steps):
        return True
    lead = next((step for step in steps if not isinstance(step, Note)), None)
    around = any(isinstance(step, Repeat) and step.times is None and not step.bare for step in steps)
    return isinstance(lead, Chain) and around and not any(isinstance(step, Turn) for step in steps)
