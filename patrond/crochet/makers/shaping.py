"""Rounds and rows that grow, shrink or stay, with the changes spread evenly. Lines of steps, no pieces.

>>> from patrond.crochet.makers.notation import Notation
>>> from patrond.crochet.pattern import Terms
>>> Notation(Terms.US).line(change(24, 30)), Notation(Terms.US).line(change(96, 90, staggered=True))
('(3 sc, inc) x 6', '(7 sc, dec, 7 sc) x 6')
>>> Notation(Terms.US).line(change(36, 41))
'7 sc, inc, (6 sc, inc) x 4'
"""

from dataclasses import replace

from patrond.crochet.makers.moves import InSame, Loop, Ring, Rise, Step, Times, Work, produced


def change(before: int, after: int, base: str = "sc", *, staggered: bool = False) -> tuple[Step, ...]:
    """The line that turns ``before`` stitches into ``after``: k shapings between runs of plain stitches.

    With n plain stitches and ``g, r = divmod(n, k)``, r runs are one stitch longer than the others. ``staggered``
    puts half of each run after its shaping, so that shapings of successive lines do not stack to corners.

    Raises:
        ValueError: where one line cannot do it (more than double, less than half).
    """
    if before == after:
        return (Work(base, before),)
    shapings = abs(after - before)
    plain = before - shapings if after > before else after - shapings
    if plain < 0:
        raise ValueError(f"cannot go from {before} to {after} stitches in one line")
    shaping = Work("inc" if after > before else "dec", 1, None, base)
    run, longer = divmod(plain, shapings)
    return _merged(
        (
            *_groups(run + 1, shaping, longer, base, staggered),
            *_groups(run, shaping, shapings - longer, base, staggered),
        )
    )


def scatter(total: int, special: str, number: int, base: str) -> tuple[Step, ...]:
    """``number`` stitches ``special`` (one for one) spread evenly among plain ones, ``total`` in all."""
    run, longer = divmod(total - number, number)
    one = Work(special)
    return _merged((*_groups(run + 1, one, longer, base, False), *_groups(run, one, number - longer, base, False)))


def alternate(first: str, second: str, pairs: int) -> tuple[Step, ...]:
    """Two stitches in turn."""
    return (Times((Work(first), Work(second)), pairs),)


def counted(steps: tuple[Step, ...], base: str, chains: int, *, turn: bool = False) -> tuple[Step, ...]:
    """The line started by a chain that stands for its first stitch.

    The chain takes the place of a plain stitch; where the line starts with an increase, it is the increase's first
    half and the second is worked in the same stitch.
    """
    rise = Rise(chains, base, turn)
    return (rise, *_without_first(steps, base))


def _without_first(steps: tuple[Step, ...], base: str) -> tuple[Step, ...]:
    head, rest = steps[0], steps[1:]
    if isinstance(head, Ring):
        return (Ring(head.id, head.number - 1), *rest)
    if isinstance(head, Times):
        again = (Times(head.steps, head.number - 1),) if head.number > 1 else ()
        return (*_without_first(head.steps, base), *again, *rest)
    if not isinstance(head, Work):
        raise ValueError(f"cannot start a line with a counting chain instead of {head!r}")
    more = (Work(head.id, head.number - 1, head.loop, head.base),) if head.number > 1 else ()
    if head.id == "inc":
        return (InSame(base), *more, *rest)
    if produced((Work(head.id),)) != 1 or head.id == "dec":
        raise ValueError(f"cannot start a line with a counting chain instead of {head!r}")
    return (*more, *rest)


def repeat(steps: tuple[Step, ...], number: int) -> tuple[Step, ...]:
    """``steps`` so many times, without brackets where once is enough."""
    if number < 1:
        return ()
    return steps if number == 1 else (Times(steps, number),)


def _merged(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Neighbours of one kind as one: ``13 sc, 13 sc`` reads like a slip of the pen."""
    merged: list[Step] = []
    for step in steps:
        last = merged[-1] if merged else None
        if isinstance(step, Work) and isinstance(last, Work) and replace(last, number=step.number) == step:
            merged[-1] = replace(step, number=last.number + step.number)
        else:
            merged.append(step)
    return tuple(merged)


def _groups(run: int, shaping: Work, times: int, base: str, staggered: bool) -> tuple[Step, ...]:
    if times == 0:
        return ()
    if run == 0:
        return (Work(shaping.id, shaping.number * times, None, shaping.base),)
    before = (run + 1) // 2 if staggered and run > 1 else run
    after = run - before
    group: tuple[Step, ...] = (Work(base, before), shaping)
    if after:
        group = (*group, Work(base, after))
    return repeat(group, times)


def flat(number: int, base: str, loop: Loop | None = None) -> tuple[Step, ...]:
    """A plain line."""
    return (Work(base, number, loop),)
