"""Pieces in rounds: a hat, a ball, a limb, a bag and its handles, seen from the side; a disc from above."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from patrond.crochet.fit import LONGEST_ARCH, in_ring
from patrond.crochet.geometry.courses import Work
from patrond.crochet.geometry.profile import Along, outline
from patrond.crochet.geometry.shapes import Course, Disc, Handle, Solid
from patrond.crochet.makers.solids import STRETCH
from patrond.crochet.normalise import fold
from patrond.crochet.parts import parts_named
from patrond.crochet.pattern import PatternType
from patrond.crochet.steps import Chain, Group, OtherSide, Place, Repeat, Ring, Skip, Step
from patrond.crochet.steps import Work as Worked

_DRAWN_SHUT = 12  # stitches over which an end is drawn to with a thread
_SHUT_SHARE = 0.6  # of the widest round: an end that is wider is an opening
_RING = 12  # stitches of a first round that close on a ring
_FLAT = 0.85  # of the fabric that goes outwards: from there on a piece lies flat
_BENT, _SAMPLES = 3, 24  # points of a line: a round of its own is bent too, and of many some are enough
_LONG = 90  # lines, from which on a round is too short to be seen to bend
_TIP_UP = frozenset({"ear", "horn"})
_HATS = frozenset({"bonnet", "chapeau", "hat", "cap"})
_HEAVY = 0.49  # of the way: before it is the heavier half


@dataclass(frozen=True, slots=True)
class _Form:
    """How a piece begins and ends, and what a filling makes of it.

    ``straight`` is the chain of an oval, ``stretch`` how much wider its stitches are than they lie flat.
    """

    shut_start: bool
    shut_end: bool
    straight: float
    stretch: float

    @property
    def oval(self) -> bool:
        return self.straight > 0

    @property
    def stuffed(self) -> bool:
        return self.stretch > 1


def in_rounds(work: Work, type_: PatternType | None) -> Solid | Disc:
    """The piece as it stands, or as it lies where it never leaves the plane."""
    form = _form(work, type_)
    strap = next((at for at, course in enumerate(work.courses) if _straps(course)), len(work.courses))
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
        starts_on_top=_starts_on_top(work, type_, form),
        stuffed=form.stuffed,
        widest=max(course.stitches for course in walls),
        mouth=_mouth(walls, form),
        straight=form.straight,
        handles=_handles(work, strap),
    )


def _form(work: Work, type_: PatternType | None) -> _Form:
    first, last = work.courses[0], work.courses[-1]
    most = max(course.stitches for course in work.courses)
    chain = work.measured.piece.chain
    oval = _is_oval(first, chain)
    ring = in_ring(first.line.instructions) or _ring_before(work) or first.stitches <= _RING
    shut_end = last.stitches <= _DRAWN_SHUT and last.stitches < _SHUT_SHARE * most
    shut_start = oval or ring
    stuffed = type_ is PatternType.AMIGURUMI or (type_ is None and shut_start and shut_end)
    straight = max(chain - 2, 1) * work.width if oval else 0.0
    return _Form(shut_start, shut_end, straight, STRETCH if stuffed else 1.0)


def _ring_before(work: Work) -> bool:
    """Whether a line of its own makes the ring: "Faire un cercle magique"."""
    before = work.measured.piece.lines[:1]
    return any(isinstance(step, Ring) for line in before for step in line.instructions.steps)


def _is_oval(first: Course, chain: int) -> bool:
    """Worked on both sides of its chain: it says so, or it makes too many stitches for one side."""
    if any(isinstance(step, OtherSide) for step in first.line.instructions.steps):
        return chain > 0
    return chain > 2 and first.stitches >= 2 * (chain - 2)


def _steps(work: Work, form: _Form, strap: int) -> tuple[list[Along], list[int]]:
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


def _radius(stitches: int, width: float, form: _Form) -> float:
    """The radius of the round part of a round: an oval's straight sides take their stitches from it."""
    return max(stitches * width - (form.straight / math.pi if form.oval else 0.0), 0.0)


def _lies_flat(steps: list[Along]) -> bool:
    radius, way = steps[-1]
    return way > 0 and (radius - steps[0][0]) >= _FLAT * way


def _disc(work: Work, form: _Form, steps: list[Along], cuts: list[int]) -> Disc:
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


def _mouth(walls: tuple[Course, ...], form: _Form) -> int:
    """Stitches around its open end; the last one where both are open, 0 where none is."""
    if not form.shut_end:
        return walls[-1].stitches
    return 0 if form.shut_start else walls[0].below or walls[0].stitches


def _starts_on_top(work: Work, type_: PatternType | None, form: _Form) -> bool:
    """A crown and an ear are looked at from their start down; a bag, a body and a limb from their start up.

    What is shut at both ends stands on its heavier half; a ball or a head has none and starts on top.
    """
    if form.shut_start and form.shut_end:
        return _heavy_place(work.courses) > _HEAVY
    if form.shut_start == form.shut_end:
        return type_ is not PatternType.BAG
    names = {fold(word) for word in work.name.split()}
    hangs = not _TIP_UP.isdisjoint(parts_named(work.name)) or not _HATS.isdisjoint(names)
    standing = type_ in (PatternType.AMIGURUMI, PatternType.BAG) and not hangs
    return form.shut_end if standing else form.shut_start


def _heavy_place(courses: tuple[Course, ...]) -> float:
    """Where the middle of all stitches is, as a share of the way from the start to the end."""
    way = weight = moment = 0.0
    for course in courses:
        moment += course.stitches * course.tall * (way + course.tall / 2)
        weight += course.stitches * course.tall
        way += course.tall
    return moment / weight / way if weight and way else 0.5


def _handles(work: Work, strap: int) -> Handle | None:
    """The straps that a line makes of chains over a gap of the rim, with the rounds that are worked over them."""
    if strap >= len(work.courses):
        return None
    straps = _straps(work.courses[strap])
    gap, chains = straps[0]
    band = sum(course.tall for course in work.courses[strap:])
    return Handle(chains, gap * work.width, chains * work.width, band, len(straps))


def _straps(course: Course) -> list[tuple[int, int]]:
    """Each gap with the chains over it: "78 ml, sauter 18 m", or the other way about."""
    found: list[tuple[int, int]] = []
    chains = gap = 0
    for step in _flat(course.line.instructions.steps):
        if isinstance(step, Chain) and step.number > LONGEST_ARCH:
            chains = step.number
        elif isinstance(step, Skip) and not step.space:
            gap = step.number
        elif isinstance(step, Worked) and step.place is Place.ALONG:
            chains = gap = 0
        if chains and gap:
            found.append((gap, chains))
            chains = gap = 0
    return found


def _flat(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, Repeat):
            for _ in range(min(step.times or 1, 4)):
                yield from _flat(step.steps)
        else:
            yield step
