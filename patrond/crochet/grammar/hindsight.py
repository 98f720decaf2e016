"""Where the work of a line stops, which only the whole line shows: at its stated count, or where the yarn is cut."""

import re

from patrond.crochet.grammar.steps import (
    Chain,
    Foundation,
    FromHook,
    Group,
    Join,
    Note,
    Place,
    Rejoin,
    Repeat,
    Ring,
    Skip,
    Step,
    Turn,
    Unknown,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind

_FASTENS = re.compile(
    r"(?:fasten|finish|bind|cast|end) off|f\.? ?o\b|break (?:off|yarn)|cut|couper|coupez|arrêter|arrêtez|rabattre",
    re.IGNORECASE,
)


def settled(steps: list[Step], told: int | None) -> list[Step]:
    """The steps of a line with what their neighbours say of them.

    ``told`` is how many of them stand before the stated count: what is not understood after it is a remark.
    """
    if told is not None:
        steps[told:] = _remark(steps[told:])
    return _up_to_the_end(_begun_by_picot(steps))


_LONGEST_PICOT = 6


def is_picot(before: Step, step: Step) -> bool:
    """ "3 ml, 1 mc dans la 3e ml à partir du crochet": a slip stitch back into the chains that were just made."""
    match before, step:
        case Chain(number), FromHook(stitch, 1, nth):
            return stitch.kind is Kind.SLIP and 3 <= nth <= number <= _LONGEST_PICOT
    return False


def picot(before: Step, step: Step) -> list[Step]:
    """It stands on those of its chains that are not in the loop."""
    match before, step:
        case Chain(number), FromHook(_, _, nth) if number > nth:
            return [Chain(number - nth), Work(STITCHES["picot"], 1)]
    return [Work(STITCHES["picot"], 1)]


def chain_counted(steps: list[Step]) -> bool:
    """Whether a chain was just made that is said to count: it stands on the first stitch, which is skipped for it."""
    made = next((step for step in reversed(steps) if not isinstance(step, (Note, Turn))), None)
    return isinstance(made, Chain) and bool(made.counts)


def _begun_by_picot(steps: list[Step]) -> list[Step]:
    """A picot may begin a round; where a ring is worked into, it is the ring that was closed so."""
    worked = steps[2:]
    if not worked or not is_picot(steps[0], steps[1]):
        return steps
    if any(_is_in_ring(step) for step in worked):
        return [steps[0], Join(), *worked]
    return [*picot(steps[0], steps[1]), *worked]


def _is_in_ring(step: Step) -> bool:
    return isinstance(step, Ring) or (isinstance(step, (Work, Group)) and step.place is Place.RING)


def _remark(steps: list[Step]) -> list[Step]:
    """What follows a stated count: turning, joining and chains are meant, and of a sentence no word is a stitch."""
    if not any(isinstance(step, (Unknown, Note)) for step in steps):
        return steps
    prose = [Note(step.text) if isinstance(step, Unknown) else step for step in steps]
    return [step for step in prose if not isinstance(step, (Work, Repeat, Group, Skip))]


def _up_to_the_end(steps: list[Step]) -> list[Step]:
    """Once the yarn is cut nothing more is worked, unless it is joined anew."""
    for index, step in enumerate(steps):
        if index and isinstance(step, Note) and _FASTENS.match(step.text):
            if any(isinstance(later, (Rejoin, Join, Chain, Foundation, Ring)) for later in steps[index:]):
                return steps
            return steps[: index + 1]
    return steps
