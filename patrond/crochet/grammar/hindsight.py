"""Where the work of a line stops, which only the whole line shows: at its stated count, or where the yarn is cut."""

import re

from patrond.crochet.grammar.steps import (
    Chain,
    Foundation,
    Group,
    Join,
    Note,
    Rejoin,
    Repeat,
    Ring,
    Skip,
    Step,
    Unknown,
    Work,
)

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
    return _up_to_the_end(steps)


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
