"""Pieces in rounds: a hat, a ball, a limb, a bag, seen from the side; what never leaves the plane from above."""

import math

from patrond.crochet.geometry.course import Course
from patrond.crochet.geometry.form import Form, form_of, starts_on_top
from patrond.crochet.geometry.handles import handles_of, strap_at
from patrond.crochet.geometry.profile import Along, outline
from patrond.crochet.geometry.round_parts import Disc, Solid
from patrond.crochet.geometry.works import Work
from patrond.crochet.grammar.steps import Chain, Group, Repeat, Step
from patrond.crochet.pattern import PatternType

_FLAT = 0.85  # of the fabric that goes outwards: from there on a piece lies flat
_BENT, _SAMPLES = 3, 24  # points of a line: a round of its own is bent too, and of many some are enough
_LONG = 90  # lines, from which on a round is too short to be seen to bend


def in_rounds(work: Work, type_: PatternType | None) -> Solid | Disc:
    """The piece as it stands, or as it lies where it never leaves the plane."""
    form = form_of(work, type_)
    strap = strap_at(work)
    walls = work.courses[:strap] or work.courses
    steps, cuts = _steps(work, form, strap)
    if form.shut_start and not form.shut_end and strap == len(work.courses) and _lies_flat(steps):
        return _disc(work, form, steps, cuts)
    if form.shut_end:
        steps.append((0.0, steps[-1][1] + work.courses[-1].height / 4))  # a thread draws the last round together
    filled = form.stuffed or type_ is PatternType.HAT or (type_ is None and form.shut_start)
    stitch = work.width * form.stretch
    points = outline(
        steps,
        filled=filled and not form.oval,
        even=min(course.height for course in work.courses),
        slack=stitch / (4 * math.pi),  # half a stitch
        extra=form.straight / 2,
    )
    return Solid(
        name=work.name,
        make=work.measured.piece.piece.make,
        stitch=stitch,
        courses=work.courses,
        complete=work.complete,
        outline=points,
        cuts=tuple(cuts),
        shut_start=form.shut_start,
        shut_end=form.shut_end,
        starts_on_top=starts_on_top(work, type_, form),
        stuffed=form.stuffed,
        widest=max(course.stitches for course in walls),
        mouth=_mouth(walls, form),
        straight=form.straight,
        handles=handles_of(work, strap),
    )


def _steps(work: Work, form: Form, strap: int) -> tuple[list[Along], list[int]]:
    """Radii along the fabric, and where each line begins among them; from the strap on the rim stays as it is."""
    width = work.width * form.stretch / (2 * math.pi)
    first = work.courses[0]
    before = 0.0 if form.shut_start else _radius(first.below or first.stitches, width, form)
    steps: list[Along] = [(before, 0.0)]
    fewest = _BENT if len(work.courses) <= _LONG else 1
    cuts = [0]
    for at, course in enumerate(work.courses):
        after = before if at >= strap else _radius(course.stitches, width, form)
        number = max(fewest, min(course.times, _SAMPLES))
        way = steps[-1][1]
        # the first round of an oval lies around its chain: it does not rise
        long = after - before if at == 0 and form.oval else course.tall
        for sample in range(1, number + 1):
            share = sample / number
            steps.append((before + (after - before) * share, way + long * share))
        before = after
        cuts.append(len(steps) - 1)
    return steps, cuts


def _radius(stitches: int, width: float, form: Form) -> float:
    """The radius of the round part of a round: an oval's straight sides take their stitches from it."""
    return max(stitches * width - (form.straight / math.pi if form.oval else 0.0), 0.0)


def _lies_flat(steps: list[Along]) -> bool:
    radius, way = steps[-1]
    return way > 0 and (radius - steps[0][0]) >= _FLAT * way


def _disc(work: Work, form: Form, steps: list[Along], cuts: list[int]) -> Disc:
    square = _corners(work.courses[-1].line.instructions.steps) == 4
    radii = tuple(steps[cut][0] for cut in cuts[1:])
    if square:
        radii = tuple(course.stitches * work.width / 8 for course in work.courses)
    return Disc(
        name=work.name,
        make=work.measured.piece.piece.make,
        stitch=work.width * form.stretch,
        courses=work.courses,
        complete=work.complete,
        radii=radii,
        straight=0.0 if square else form.straight,
        square=square,
    )


def _corners(steps: tuple[Step, ...]) -> int:
    """Groups that turn a corner: stitches, chains and stitches again in one place."""
    total = 0
    for step in steps:
        if isinstance(step, Group) and any(isinstance(inner, Chain) for inner in step.steps):
            total += 1
        elif isinstance(step, Repeat):
            total += _corners(step.steps) * (step.times or 1)
    return total


def _mouth(walls: tuple[Course, ...], form: Form) -> int:
    """Stitches around its open end; the last one where both are open, 0 where none is."""
    if not form.shut_end:
        return walls[-1].stitches
    return 0 if form.shut_start else walls[0].below or walls[0].stitches
