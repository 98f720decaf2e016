"""What steps use and make: sums over a line's steps, for one reading of what may be read in two ways."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from patrond.crochet.following.leads import leads_on
from patrond.crochet.following.manners import manner
from patrond.crochet.following.readings import Reading
from patrond.crochet.following.rearranged import (
    absorb_skip,
    as_read,
    begin_on_first,
    drop_last_chain,
    drop_last_slip,
    first_is_same,
    is_same,
)
from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.steps import (
    Chain,
    Doubt,
    Every,
    FromHook,
    Group,
    Instructions,
    Mixed,
    Partial,
    Place,
    Repeat,
    Skip,
    Step,
    Work,
)
from patrond.crochet.stitches import STITCHES, Kind

D = direct(Doubt)
_CHAIN_YARN = STITCHES["ch"].yarn
_TOO_MANY = 1_000_000  # no line holds more; beyond it a repeat is a typing error and is not verified


class Tally(NamedTuple):
    """Stitches of a line, the chain stitches between them, and the chain spaces that those form.

    Where it was worked anchor by anchor (see :mod:`patrond.crochet.following.hands`), ``row`` are its anchors in order,
    and ``groups`` the numbers of stitches that went into one place each.
    """

    stitches: int = 0
    chains: int = 0
    spaces: int = 0
    row: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()

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


def tally_of(row: tuple[int, ...], groups: tuple[int, ...]) -> Tally:
    """What a row of anchors comes to; one of stitches and nothing else is told by their number."""
    spaces = [-anchor for anchor in row if anchor < 0]
    stitches = sum(anchor > 0 for anchor in row)
    return Tally(stitches, sum(spaces), len(spaces), row if len(row) > stitches else (), groups)


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
    steps = as_read(instructions.steps, reading)
    lead = manner(instructions).lead
    drop_last_chain(steps, lead)
    if reading.slip_joins and D.SLIP in instructions.doubts:
        drop_last_slip(steps)
    start = Span()
    if lead is not None:
        index = next(at for at, step in enumerate(steps) if step is lead)
        before = [step for step in steps[:index] if isinstance(step, (Work, Skip))]
        head = [Skip(step.number) if leads_on(step) else step for step in before]
        steps = steps[index + 1 :]
        has_hook = any(isinstance(step, FromHook) for step in steps)
        if reading.chain_counts and not has_hook:
            start = Span(0 if in_ring else 1, 0, Tally(1), yarn=lead.number * _CHAIN_YARN)
            absorb_skip(steps, reading, beside=lead.beside)
            first_is_same(steps, reading)
            reading = reading._replace(same_again=True) if is_same(steps) else reading
        else:
            start = Span(yarn=lead.number * _CHAIN_YARN)
        steps = [*head, *steps]
    if not start.made.stitches:
        begin_on_first(steps)
    return _sum(steps, reading, in_ring, start)


def _sum(steps: Iterable[Step], reading: Reading, in_ring: bool, start: Span) -> Span:
    used, spaces, (stitches, chains, arches, _, _), _, _, _, yarn, _ = start
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
        if place in _SPACES:
            return Span(0, 1, made, yarn=yarn)
        again = place is _SAME and (reading.same_again or number * stitch.produced == 1)
        return Span(0 if again else 1, 0, made, yarn=yarn)
    if step.bare and reading.in_one and number in (2, 3):
        return Span(1, 0, made, yarn=yarn)
    return Span(stitch.consumed * number, 0, made, yarn=yarn)


_ALONG, _SAME = Place.ALONG, Place.SAME
_SPACES = frozenset({Place.SPACE, Place.SAME_SPACE})
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
    if step.place in _SPACES:
        return Span(0, 1, inner.made, yarn=inner.yarn)
    again = step.place is Place.SAME and reading.same_again
    return Span(0 if again else 1, 0, inner.made, yarn=inner.yarn)


def _repeat(step: Repeat, reading: Reading, in_ring: bool) -> Span:
    if step.to_space:
        raise Uncountable
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
    inner = _sum(step.group, reading, True, Span())
    made = inner.made.plus(Tally(step.number * step.stitch.produced + counted))
    return Span(step.nth, 0, made, yarn=step.number * step.stitch.yarn + inner.yarn)


def _mixed(step: Mixed, reading: Reading, in_ring: bool) -> Span:
    raise Uncountable  # what goes into each depends on the order of what is there


_SPANS: Mapping[type[Step], Callable[[Any, Reading, bool], Span]] = {
    Work: _work,
    Repeat: _repeat,
    Every: _every,
    Group: _group,
    Skip: _skip,
    Partial: _partial,
    Chain: _chain,
    FromHook: _from_hook,
    Mixed: _mixed,
}
"""How each kind of step is summed; the others count nothing."""
