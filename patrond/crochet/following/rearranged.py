"""How one reading of a line rearranges its steps before they are worked or summed."""

from collections.abc import Sequence
from dataclasses import replace

from patrond.crochet.following.readings import Reading
from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Chain,
    Ends,
    Group,
    Join,
    Note,
    Place,
    Repeat,
    Skip,
    Step,
    Turn,
    Work,
)
from patrond.crochet.stitches import Kind


def as_read(steps: Sequence[Step], reading: Reading) -> list[Step]:
    """The steps in one reading: which of them is repeated, how often, and up to where."""
    said = list(steps)
    if reading.ended:
        said = up_to_ending(said)
    if reading.whole:
        said = all_again(said)
    if reading.listed:
        said = in_a_list(said)
    if reading.all_times:
        said = all_times(said)
    return said


def begin_on_first(steps: list[Step]) -> None:
    """ "1 ml, 1 ms dans la même m": the stitch that the chain stands on is still there to be worked."""
    for index, step in enumerate(steps):
        if isinstance(step, Work):
            if step.place is Place.SAME and step.number * step.stitch.produced == 1:
                steps[index] = Work(step.stitch, 1)
            return
        if not isinstance(step, (Note, Turn)):
            return


def up_to_ending(steps: list[Step]) -> list[Step]:
    """ "*…* jusqu'à la fin, en terminant par 1 ms dans la 3e ml": that was told already, by the repeat."""
    end = next((at for at, step in enumerate(steps) if isinstance(step, Ends)), len(steps))
    return [*steps[:end], *(step for step in steps[end:] if isinstance(step, (Turn, Join)))]


def all_again(steps: list[Step]) -> list[Step]:
    """ "2 ms, dim tout le tour" read as "*2 ms, dim* tout le tour", and "ms" alone as "ms tout le tour"."""
    first = next((at for at, step in enumerate(steps) if isinstance(step, (Work, Repeat))), 0)
    for at, step in enumerate(steps):
        if isinstance(step, Repeat) and step.times is None:
            return [*steps[:first], Repeat((*steps[first:at], *step.steps), None), *steps[at + 1 :]]
    return [Repeat((step,), None) if isinstance(step, Work) else step for step in steps]


def all_times(steps: list[Step]) -> list[Step]:
    """ "1 ms, 1 aug x6" read as "(1 ms, 1 aug) x6"."""
    for at, step in enumerate(steps):
        if isinstance(step, Repeat) and step.times is not None:
            return [Repeat((*steps[:at], *step.steps), step.times), *steps[at + 1 :]]
    return steps


def in_a_list(steps: list[Step]) -> list[Step]:
    """ "1 aug, 1 ms" read as "*1 aug, 1 ms* all around"."""
    works = [at for at, step in enumerate(steps) if isinstance(step, Work) or _is_each_of(step)]
    first, last = works[0], works[-1] + 1
    return [*steps[:first], Repeat(tuple(steps[first:last]), None), *steps[last:]]


def _is_each_of(step: Step) -> bool:
    """ "1 sc in each of the next 2" is one item of a list."""
    return isinstance(step, Repeat) and step.times is not None and len(step.steps) == 1


def drop_last_chain(steps: list[Step], lead: Chain | None) -> None:
    """A chain before the last turn belongs to the next line."""
    turned = False
    for index in range(len(steps) - 1, 0, -1):
        step = steps[index]
        if isinstance(step, Turn):
            turned = True
        if isinstance(step, (Note, Turn, Join)):
            continue
        if isinstance(step, Chain) and step is not lead and step.number <= LONGEST_TURNING and (turned or index > 0):
            del steps[index]
        return


def drop_last_slip(steps: list[Step]) -> None:
    for index in range(len(steps) - 1, -1, -1):
        step = steps[index]
        if isinstance(step, Work) and step.stitch.kind is Kind.SLIP:
            del steps[index]
            return


def absorb_skip(steps: list[Step], reading: Reading, *, beside: int) -> None:
    """A counting chain stands on the first stitch: "sauter la 1re m" says so, and skips no other.

    Under chains ``beside`` it, which are a space ("4 ml = 1 br + 1 ml"), another is skipped.
    """
    if beside:
        return
    for index, step in enumerate(steps):
        if isinstance(step, Skip) and not step.space and not reading.skip_more and (step.first or step.number == 1):
            if step.number <= 1:
                del steps[index]
            else:
                steps[index] = Skip(step.number - 1)
            return
        if not isinstance(step, (Note, Turn)):
            return


def first_is_same(steps: list[Step], reading: Reading) -> None:
    """ "3 ml (comptent comme 1 br), 3 br dans la première m": the one that the chain stands on, or the next."""
    at = next((at for at, step in enumerate(steps) if not isinstance(step, (Note, Turn))), None)
    if at is not None and isinstance(step := steps[at], (Work, Group)) and step.place is Place.FIRST:
        steps[at] = replace(step, place=Place.SAME if reading.same_again else Place.ONE)


def is_same(steps: list[Step]) -> bool:
    for step in steps:
        if isinstance(step, (Work, Group)):
            return step.place is Place.SAME
        if not isinstance(step, (Note, Turn)):
            return False
    return False
