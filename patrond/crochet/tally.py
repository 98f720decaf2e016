"""What steps use and make: sums over a line's steps, for one reading of what may be read in two ways."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from patrond.crochet.leads import leads_on
from patrond.crochet.manners import manner
from patrond.crochet.readings import Reading
from patrond.crochet.steps import (
    LONGEST_TURNING,
    Chain,
    Doubt,
    Every,
    FromHook,
    Group,
    Instructions,
    Join,
    Note,
    Partial,
    Place,
    Repeat,
    Skip,
    Step,
    Turn,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind

_CHAIN_YARN = STITCHES["ch"].yarn
_TOO_MANY = 1_000_000  # no line holds more; beyond it a repeat is a typing error and is not verified


class Tally(NamedTuple):
    """Stitches of a line, the chain stitches between them, and the chain spaces that those form."""

    stitches: int = 0
    chains: int = 0
    spaces: int = 0

    def plus(self, other: "Tally", times: int = 1) -> "Tally":
        """The sum with ``times`` times ``other``."""
        return Tally(
            self.stitches + times * other.stitches,
            self.chains + times * other.chains,
            self.spaces + times * other.spaces,
        )

    @property
    def totals(self) -> tuple[int, ...]:
        """The numbers that people state for such a line: chains counted each, as one space, or not at all."""
        if not self.chains:
            return (self.stitches,)
        return (self.stitches, self.stitches + self.chains, self.stitches + self.spaces)


class Span(NamedTuple):
    """What fixed steps use (``used`` stitches, ``spaces`` chain spaces) and make, and one turn of a flexible one.

    ``keep`` stitches are left for the steps after the flexible one, which use ``after``; ``yarn`` is what they eat, in
    single crochet. ``uneven``: what is left over of the turns is worked plain.
    """

    used: int = 0
    spaces: int = 0
    made: Tally = Tally()
    per_turn: "Span | None" = None
    keep: int = 0
    after: int = 0
    yarn: float = 0.0
    uneven: bool = False


class Uncountable(Exception):
    """The steps cannot be summed: two flexible steps, or a repeat to the end within a repeat."""


def measure(instructions: Instructions, reading: Reading, *, in_ring: bool) -> Span:
    """The sums of a line under one reading.

    Raises:
        Uncountable: where they cannot be made.
    """
    steps = list(instructions.steps)
    if reading.whole:
        steps = _all_again(steps)
    if reading.listed:
        steps = _around(steps)
    if reading.all_times:
        steps = _all_times(steps)
    lead = manner(instructions).lead
    _drop_last_chain(steps, lead)
    if reading.slip_joins and Doubt.SLIP in instructions.doubts:
        _drop_last_slip(steps)
    start = Span()
    if lead is not None:
        index = next(at for at, step in enumerate(steps) if step is lead)
        before = [step for step in steps[:index] if isinstance(step, Work | Skip)]
        head = [Skip(step.number) if leads_on(step) else step for step in before]
        steps = steps[index + 1 :]
        has_hook = any(isinstance(step, FromHook) for step in steps)
        if reading.chain_counts and not has_hook:
            start = Span(0 if in_ring else 1, 0, Tally(1), yarn=lead.number * _CHAIN_YARN)
            _absorb_skip(steps, reading)
            reading = reading._replace(same_again=True) if _is_same(steps) else reading
        else:
            start = Span(yarn=lead.number * _CHAIN_YARN)
        steps = [*head, *steps]
    if not start.made.stitches:
        _begin_on_first(steps)
    return _sum(steps, reading, in_ring, start)


def _begin_on_first(steps: list[Step]) -> None:
    """ "1 ml, 1 ms dans la même m": the stitch that the chain stands on is still there to be worked."""
    for index, step in enumerate(steps):
        if isinstance(step, Work):
            if step.place is Place.SAME and step.number * step.stitch.produced == 1:
                steps[index] = Work(step.stitch, 1)
            return
        if not isinstance(step, Note | Turn):
            return


def _all_again(steps: list[Step]) -> list[Step]:
    """ "2 ms, dim tout le tour" read as "*2 ms, dim* tout le tour", and "ms" alone as "ms tout le tour"."""
    for at, step in enumerate(steps):
        if isinstance(step, Repeat) and step.times is None:
            return [Repeat((*steps[:at], *step.steps), None), *steps[at + 1 :]]
    return [Repeat((step,), None) if isinstance(step, Work) else step for step in steps]


def _all_times(steps: list[Step]) -> list[Step]:
    """ "1 ms, 1 aug x6" read as "(1 ms, 1 aug) x6"."""
    for at, step in enumerate(steps):
        if isinstance(step, Repeat) and step.times is not None:
            return [Repeat((*steps[:at], *step.steps), step.times), *steps[at + 1 :]]
    return steps


def _around(steps: list[Step]) -> list[Step]:
    """ "1 aug, 1 ms" read as "*1 aug, 1 ms* all around"."""
    works = [at for at, step in enumerate(steps) if isinstance(step, Work)]
    first, last = works[0], works[-1] + 1
    return [*steps[:first], Repeat(tuple(steps[first:last]), None), *steps[last:]]


def _drop_last_chain(steps: list[Step], lead: Chain | None) -> None:
    """A chain before the last turn belongs to the next line."""
    turned = False
    for index in range(len(steps) - 1, 0, -1):
        step = steps[index]
        if isinstance(step, Turn):
            turned = True
        if isinstance(step, Note | Turn | Join):
            continue
        if isinstance(step, Chain) and step is not lead and step.number <= LONGEST_TURNING and (turned or index > 0):
            del steps[index]
        return


def _drop_last_slip(steps: list[Step]) -> None:
    for index in range(len(steps) - 1, -1, -1):
        step = steps[index]
        if isinstance(step, Work) and step.stitch.kind is Kind.SLIP:
            del steps[index]
            return


def _absorb_skip(steps: list[Step], reading: Reading) -> None:
    """A counting chain stands on the first stitch: "sauter la 1re m" says so, and skips no other."""
    for index, step in enumerate(steps):
        if isinstance(step, Skip) and not step.space and not reading.skip_more and (step.first or step.number == 1):
            if step.number <= 1:
                del steps[index]
            else:
                steps[index] = Skip(step.number - 1)
            return
        if not isinstance(step, Note | Turn):
            return


def _is_same(steps: list[Step]) -> bool:
    for step in steps:
        if isinstance(step, Work | Group):
            return step.place is Place.SAME
        if not isinstance(step, Note | Turn):
            return False
    return False


def _sum(steps: Iterable[Step], reading: Reading, in_ring: bool, start: Span) -> Span:
    used, spaces, (stitches, chains, arches), _, _, _, yarn, _ = start
    flexible: Span | None = None
    uneven = False
    keep = before = 0
    for step in steps:
        measured = _SPANS.get(type(step))
        if measured is None:
            continue
        span = measured(step, reading, in_ring)
        used += span.used
        spaces += span.spaces
        made = span.made
        stitches += made.stitches
        chains += made.chains
        arches += made.spaces
        yarn += span.yarn
        if span.per_turn is not None:
            if flexible is not None:
                raise Uncountable
            flexible, keep, before = span.per_turn, span.keep, used
            uneven = span.uneven
    if used > _TOO_MANY or stitches > _TOO_MANY:
        raise Uncountable
    return Span(used, spaces, Tally(stitches, chains, arches), flexible, keep, used - before, yarn, uneven)


def _work(step: Work, reading: Reading, in_ring: bool) -> Span:
    stitch, number, place = step.stitch, step.number, step.place
    made = Tally(stitch.produced * number)
    yarn = stitch.yarn * number
    if in_ring or place in _NOWHERE or stitch.kind in _NOWHERE:
        return Span(0, 0, made, yarn=yarn)
    if place is not _ALONG:
        if place is _SPACE:
            return Span(0, 1, made, yarn=yarn)
        again = place is _SAME and (reading.same_again or number * stitch.produced == 1)
        return Span(0 if again else 1, 0, made, yarn=yarn)
    if step.bare and reading.in_one and number in (2, 3):
        return Span(1, 0, made, yarn=yarn)
    return Span(stitch.consumed * number, 0, made, yarn=yarn)


_ALONG, _SPACE, _SAME = Place.ALONG, Place.SPACE, Place.SAME
_NOWHERE = frozenset({Place.RING, Place.APART, Kind.PICOT})
"""What uses no stitch of the line below."""


def _every(step: Every, reading: Reading, in_ring: bool) -> Span:
    stitch = step.stitch
    plain = step.number if reading.between else step.number - stitch.consumed
    if plain < 0:
        raise Uncountable
    yarn = stitch.yarn + plain * STITCHES.get(stitch.base, stitch).yarn
    return Span(
        per_turn=Span(plain + stitch.consumed, 0, Tally(plain + stitch.produced), yarn=yarn), uneven=not reading.between
    )


def _group(step: Group, reading: Reading, in_ring: bool) -> Span:
    inner = _sum(step.steps, reading, True, Span())
    if inner.per_turn is not None:
        raise Uncountable
    # Chains within a group form spaces between its stitches.
    if in_ring or step.place is Place.RING:
        return Span(made=inner.made, yarn=inner.yarn)
    if step.place is Place.SPACE:
        return Span(0, 1, inner.made, yarn=inner.yarn)
    again = step.place is Place.SAME and reading.same_again
    return Span(0 if again else 1, 0, inner.made, yarn=inner.yarn)


def _repeat(step: Repeat, reading: Reading, in_ring: bool) -> Span:
    inner = _sum(step.steps, reading, in_ring, Span())
    times = step.times
    if step.or_times is not None and reading.other_turns:
        times = step.or_times
    if step.bare and times is None and reading.bare_once:
        times = 1
    if times is not None:
        if inner.per_turn is not None:
            raise Uncountable
        if times > _TOO_MANY:
            raise Uncountable
        made = Tally().plus(inner.made, times)
        return Span(inner.used * times, inner.spaces * times, made, yarn=inner.yarn * times)
    if inner.per_turn is not None or (inner.used == 0 and inner.spaces == 0):
        raise Uncountable
    keep = 0 if step.to_last and reading.last_too else step.keep
    return Span(per_turn=inner, keep=keep)


def _skip(step: Skip, reading: Reading, in_ring: bool) -> Span:
    return Span(0, step.number) if step.space else Span(step.number)


def _partial(step: Partial, reading: Reading, in_ring: bool) -> Span:
    return Span(step.number or 0)


def _chain(step: Chain, reading: Reading, in_ring: bool) -> Span:
    return Span(0, 0, Tally(0, step.number, 1), yarn=step.number * _CHAIN_YARN)


def _from_hook(step: FromHook, reading: Reading, in_ring: bool) -> Span:
    counted = 1 if reading.chain_counts and step.nth >= 3 else 0
    return Span(step.nth, 0, Tally(step.number + counted), yarn=step.number * step.stitch.yarn)


_SPANS: Mapping[type[Step], Callable[[Any, Reading, bool], Span]] = {
    Work: _work,
    Repeat: _repeat,
    Every: _every,
    Group: _group,
    Skip: _skip,
    Partial: _partial,
    Chain: _chain,
    FromHook: _from_hook,
}
"""How each kind of step is summed; the others count nothing."""
