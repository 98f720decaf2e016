"""The form of a piece in rounds: which ends are closed, whether it is oval, what a filling does, which way is up."""

from dataclasses import dataclass

from patrond.crochet.geometry.course import Course
from patrond.crochet.geometry.works import Work
from patrond.crochet.grammar.normalise import fold
from patrond.crochet.grammar.steps import OtherSide, Ring
from patrond.crochet.parts import parts_named
from patrond.crochet.pattern import PatternType
from patrond.crochet.stuffing import STRETCH

_DRAWN_SHUT = 12  # stitches over which an end is drawn to with a thread
_SHUT_SHARE = 0.6  # of the widest round: an end that is wider is an opening
_RING = 12  # stitches of a first round that close on a ring
_TIP_UP = frozenset({"ear", "horn"})
_HATS = frozenset({"bonnet", "chapeau", "hat", "cap"})
_HEAVY = 0.49  # of the way: before it is the heavier half


@dataclass(frozen=True, slots=True)
class Form:
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


def form_of(work: Work, type_: PatternType | None) -> Form:
    first, last = work.courses[0], work.courses[-1]
    most = max(course.stitches for course in work.courses)
    chain = work.measured.piece.chain
    oval = _is_oval(first, chain)
    ring = first.line.traits.ring or _ring_before(work) or first.stitches <= _RING
    shut_end = last.stitches <= _DRAWN_SHUT and last.stitches < _SHUT_SHARE * most
    shut_start = oval or ring
    stuffed = type_ is PatternType.AMIGURUMI or (type_ is None and shut_start and shut_end)
    straight = max(chain - 2, 1) * work.width if oval else 0.0
    return Form(shut_start, shut_end, straight, STRETCH if stuffed else 1.0)


def _ring_before(work: Work) -> bool:
    """Whether a line of its own makes the ring: "Faire un cercle magique"."""
    before = work.measured.piece.lines[:1]
    return any(isinstance(step, Ring) for line in before for step in line.instructions.steps)


def _is_oval(first: Course, chain: int) -> bool:
    """Worked on both sides of its chain: it says so, or it makes too many stitches for one side."""
    if any(isinstance(step, OtherSide) for step in first.line.instructions.steps):
        return chain > 0
    return chain > 2 and first.stitches >= 2 * (chain - 2)


def starts_on_top(work: Work, type_: PatternType | None, form: Form) -> bool:
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
