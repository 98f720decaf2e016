"""A second look at the steps of a line, when all of them are read: places that are told one by one are one whole."""

from patrond.crochet.grammar.cursor import Cursor
from patrond.crochet.grammar.steps import Group, Mixed, Place, Repeat, Step, Work


def is_picky(cursor: Cursor) -> bool:
    """ "*skip next dc, sc in next sc*": whether the stitches to skip and those to work into have names of their own."""
    skipped, entered = cursor.skipped - {""}, cursor.entered - {""}
    return bool(skipped and entered) and skipped.isdisjoint(entered)


def merged(steps: list[Step]) -> list[Step]:
    """ "1 ms dans chaque br et dans chaque espace": two steps over all of the line below are one that looks at each."""
    found: list[Step] = []
    for step in steps:
        before = found[-1] if found else None
        parts = _each(before)
        if parts and (more := _each(step)) and any(part.place is Place.SPACE for part in (*parts, *more)):
            found[-1] = Mixed((*parts, *more))
        else:
            found.append(step)
    return found


def _each(step: Step | None) -> tuple[Work | Group, ...]:
    """What goes into each anchor, where a step is nothing else."""
    match step:
        case Mixed(parts):
            return parts
        case Repeat((Work() | Group() as part,), None, keep=0, to_space=False):
            return (part,)
    return ()
