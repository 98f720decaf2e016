"""Works the steps of a line on the anchors of the line below, one after the other, as hands do."""

from collections.abc import Sequence
from itertools import dropwhile
from typing import NamedTuple, TypeGuard

from patrond.crochet.effort import Effort
from patrond.crochet.following.anchors import GAP, STITCH, Laid, Short, Under
from patrond.crochet.following.readings import Reading
from patrond.crochet.following.rearranged import absorb_skip
from patrond.crochet.following.tally import Uncountable
from patrond.crochet.grammar.steps import (
    CORNER_SPACE,
    GAP_SPACE,
    LONGEST_TURNING,
    Chain,
    Foundation,
    FromHook,
    Group,
    Join,
    Mixed,
    Note,
    Partial,
    Place,
    Repeat,
    Ring,
    Skip,
    Step,
    Turn,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind, Stitch

_CHAIN_YARN = STITCHES["ch"].yarn
MOST_ANCHORS = 20_000  # steps and anchors that one line is followed over
_BACK = 4  # turns of a repeat to the end that may have gone too far
_STEP = 2  # units of effort for a step, beside one for each anchor that it passes
_GLANCE = 64  # anchors that are looked over while one is passed
_IN_SPACE = frozenset({Place.SPACE, Place.SAME_SPACE})
_IN_SAME = frozenset({Place.SAME, Place.SAME_SPACE})


class _Mark(NamedTuple):
    """A place on the way, to go back to."""

    at: int
    here: int
    by_space: bool
    laid: int
    groups: int
    yarn: float


class Hands:
    """Two hands between the line below and the line that they lay down; ``effort`` is what all their work takes."""

    def __init__(
        self, under: Under, reading: Reading, height: int, *, around: bool, spaced: bool, effort: Effort
    ) -> None:
        self.under = under
        self.laid = Laid()
        self.reading = reading
        self.height = height
        self.around = around
        self.spaced = spaced
        self.yarn = 0.0
        self.leaves = 0  # stitches that the line says to leave
        self.effort = effort
        self.tired = effort.spent + _STEP * MOST_ANCHORS
        self.risen = 0  # anchors laid down when only the turning chain stood, where it counts

    def work(self, steps: Sequence[Step]) -> bool | None:
        """Works all steps; whether nothing was forgotten, None where something is missing."""
        try:
            self._run(self._begin(steps))
        except Short:
            return None
        return self.under.left(self.leaves) == 0

    def _begin(self, steps: Sequence[Step]) -> Sequence[Step]:
        """Slip stitches that lead to the first place, and the turning chain; the steps after them."""
        rest = [step for step in steps if not isinstance(step, (Note, Ring, Foundation))]
        while len(rest) > 1 and _leads(rest[0], rest[1]):
            step = rest.pop(0)
            if isinstance(step, Work):
                self._lead(step)
            elif isinstance(step, Skip):
                self._skip(step)
        lead = rest[0] if len(rest) > 1 and isinstance(rest[0], Chain) else None
        if lead is not None and lead.number > LONGEST_TURNING:
            lead = None
        if lead is not None and self.under.here < 0 and _begins_in_space(rest[1]):
            self.under.to_space(rest[1].space)  # the yarn was joined there, whatever was said of it
        if self.around and self.under.here >= 0:
            again = any(isinstance(step, (Work, Group)) and step.place in _IN_SAME for step in rest[:2])
            self.under.begin_here(worked=again or (lead is not None and self.reading.chain_counts))
        if lead is None:
            return rest
        return self._rise(lead, list(dropwhile(lambda step: isinstance(step, Turn), rest[1:])))

    def _lead(self, step: Work) -> None:
        """A slip stitch at the start takes the hook along and makes nothing."""
        if step.place in _IN_SPACE:
            self.under.to_space(step.space)
        else:
            for _ in range(min(step.number, MOST_ANCHORS)):
                self.under.to_stitch()
        self.yarn += step.number * step.stitch.yarn

    def _rise(self, lead: Chain, steps: Sequence[Step]) -> Sequence[Step]:
        """The turning chain: where it counts, it is the first stitch, and stands on one; the steps after it."""
        rest = list(steps)
        self.yarn += lead.number * _CHAIN_YARN
        if not self.reading.chain_counts or any(isinstance(step, FromHook) for step in rest):
            return rest
        if self.under.here < 0:
            self.under.to_stitch()
        self.laid.put([STITCH], grouped=False)
        beside = lead.beside or (max(lead.number - self.height, 0) if self.spaced else 0)
        if beside:
            self.laid.chain(beside)
        absorb_skip(rest, self.reading, beside=lead.beside)
        self.risen = len(self.laid.row)
        return rest

    def _run(self, steps: Sequence[Step]) -> None:
        for index, step in enumerate(steps):
            if isinstance(step, Repeat) and step.times is None and not step.to_space and not self._once(step):
                self._to_end(step, steps[index + 1 :])
                return
            self._do(step)

    def _once(self, step: Repeat) -> bool:
        return step.bare and self.reading.bare_once

    def _all(self, steps: Sequence[Step]) -> None:
        for step in steps:
            self._do(step)

    def _do(self, step: Step) -> None:
        self.effort.spent += _STEP
        if self.effort.spent > self.tired or len(self.laid.row) > MOST_ANCHORS:
            raise Uncountable
        match step:
            case Work():
                self._work(step)
            case Group():
                self._group(step)
            case Repeat():
                self._repeat(step)
            case Mixed():
                self._mixed(step)
            case Skip():
                self._skip(step)
            case Chain(number):
                self.yarn += number * _CHAIN_YARN
                self.laid.chain(number)
            case FromHook():
                self._from_hook(step)
            case Partial(number):
                self.leaves += len(self.under.row) if number is None else number
            case Note() | Join() | Ring() | Foundation():
                pass
            case _:
                raise Uncountable  # among others a turn: where the next line begins is not known

    def _to_end(self, step: Repeat, tail: Sequence[Step]) -> None:
        """Turn after turn while there is room, then the rest of the line, for which some turns may be too many."""
        marks = [self._mark()]
        try:
            while True:
                self._all(step.steps)
                if self.under.at == marks[-1].at:
                    raise Uncountable
                marks.append(self._mark())
        except Short:
            pass
        works = any(isinstance(later, (Work, Group, Repeat, Skip)) for later in tail)
        row, groups = list(self.laid.row), list(self.laid.groups)
        for mark in marks[: -1 - _BACK - step.keep : -1] if works or step.keep else marks[-1:]:
            self._return(mark)
            self.effort.spent += len(self.under.row) // _GLANCE
            try:
                self._run(tail)
            except Short:
                continue
            if self.under.left(self.leaves) == (0 if works else step.keep):
                self.leaves += 0 if works else step.keep
                return
        self.laid.row[:], self.laid.groups[:] = row, groups
        self._return(marks[-1])
        self._run(tail)

    def _mark(self) -> _Mark:
        under, laid = self.under, self.laid
        return _Mark(under.at, under.here, under.by_space, len(laid.row), len(laid.groups), self.yarn)

    def _return(self, mark: _Mark) -> None:
        self.under.at, self.under.here, self.under.by_space, laid, groups, self.yarn = mark
        del self.laid.row[laid:]
        del self.laid.groups[groups:]

    def _work(self, step: Work) -> None:
        stitch, number, place = step.stitch, min(step.number, MOST_ANCHORS), step.place
        if self.under.ring or place is Place.RING:
            self._make(stitch, number)
        elif place is Place.ALONG and not (step.bare and self.reading.in_one and number in (2, 3)):
            self.effort.spent += number
            for _ in range(number):
                for _ in range(stitch.consumed):
                    self.under.to_stitch()
                self._make(stitch, 1, grouped=stitch.produced > 1)
        elif place is Place.FIRST and len(self.laid.row) > self.risen and number == 1:
            self.yarn += stitch.yarn
            self.laid.close(stitch.chains)
        else:
            again = self._go(place, step.space)
            self._make(stitch, number, grouped=True, again=again)

    def _go(self, place: Place, space: int) -> bool:
        """To the one anchor that several stitches go into; whether that is the one which was worked last."""
        risen = self.risen == len(self.laid.row) > 0
        if place in _IN_SAME or (place is Place.FIRST and risen and self.reading.same_again):
            if self.under.here < 0:
                self.under.to_stitch()
                return False
            return True
        if place is Place.SPACE:
            self.under.to_space(space)
        elif place is Place.TOP:
            self.under.to_last()
        else:
            self.under.to_stitch()
        return False

    def _make(self, stitch: Stitch, number: int, *, grouped: bool = False, again: bool = False) -> None:
        self.yarn += number * stitch.yarn
        anchors = list(stitch.row or (STITCH,) * stitch.produced) * number
        if again:
            self.laid.put_again(anchors)
        else:
            self.laid.put(anchors, grouped=grouped)

    def _group(self, step: Group) -> None:
        ring = self.under.ring or step.place is Place.RING
        self._lay_group(step.steps, again=not ring and self._go(step.place, step.space))

    def _lay_group(self, steps: Sequence[Step], *, again: bool) -> None:
        """What is worked all in one place."""
        inner = Hands(Under(None), self.reading, self.height, around=False, spaced=False, effort=self.effort)
        inner.tired = self.tired
        inner._all(steps)
        self.yarn += inner.yarn
        anchors = [anchor for anchor in inner.laid.row if anchor != GAP]
        if again:
            self.laid.put_again(anchors)
        else:
            self.laid.put(anchors, grouped=True)

    def _repeat(self, step: Repeat) -> None:
        if step.to_space:
            self._up_to_space(step)
            return
        times = 1 if step.times is None and self._once(step) else step.times
        if step.or_times is not None and self.reading.other_turns:
            times = step.or_times
        if times is None:
            raise Uncountable
        for _ in range(times):
            self._all(step.steps)

    def _up_to_space(self, step: Repeat) -> None:
        while self.under.next is not None and self.under.next >= 0:
            if self.under.next == STITCH:
                self._all(step.steps)
            else:
                self.under.at += 1

    def _mixed(self, step: Mixed) -> None:
        corner = min(self.under.spaces, default=0)
        while (anchor := self.under.next) is not None:
            part = next((part for part in step.parts if _suits(part, anchor, corner, self.under.spaces)), None)
            if part is None:
                self.under.at += 1
            else:
                self._do(part)

    def _skip(self, step: Skip) -> None:
        if self.under.ring:
            raise Uncountable
        here = self.under.here
        self.effort.spent += min(step.number, MOST_ANCHORS)
        for _ in range(min(step.number, MOST_ANCHORS)):
            if self.around and self.under.next is None and self.under.at:
                break  # what is skipped last is where the round began
            if step.space or (step.chain and (self.under.next or 0) < 0):
                self.under.to_space(0)
            else:
                self.under.to_stitch()
        self.under.here = here

    def _from_hook(self, step: FromHook) -> None:
        """The first stitch of a foundation; the chains before it may stand for a stitch, and for a space beside it."""
        if self.under.ring or self.under.at:
            raise Uncountable
        self.effort.spent += min(step.nth, MOST_ANCHORS)
        for _ in range(step.nth):
            self.under.to_stitch()
        over = step.nth - 1 - self.height
        if self.reading.chain_counts and step.nth >= 3:
            self.laid.put([STITCH], grouped=False)
            if self.spaced and over >= 2:
                self.laid.chain(over // 2)
        if step.group:
            self._lay_group(step.group, again=False)
        else:
            self._make(step.stitch, step.number, grouped=True)


def _begins_in_space(step: Step) -> TypeGuard[Work | Group]:
    return isinstance(step, (Work, Group)) and step.place is Place.SAME_SPACE


def _leads(step: Step, after: Step) -> bool:
    """Whether a step at the start of a line only takes the hook along."""
    match step:
        case Turn() | Join():
            return True
        case Work(stitch):
            return stitch.kind is Kind.SLIP
        case Skip():
            return isinstance(after, Chain)
    return False


def _suits(part: Work | Group, anchor: int, corner: int, spaces: frozenset[int]) -> bool:
    """Whether a part of "in each … and in each …" speaks of that anchor."""
    if part.place not in _IN_SPACE:
        return anchor == STITCH
    if anchor >= 0:
        return anchor == GAP and part.space == GAP_SPACE
    if part.space == CORNER_SPACE:
        return anchor == corner
    return part.space == -anchor or (part.space == 0 and (anchor != corner or len(spaces) == 1))
