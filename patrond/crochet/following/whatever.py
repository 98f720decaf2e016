"""What a line can make whatever it is worked on: its repeat goes around so often, and each turn makes so many.

Where the line below is not known ("Tour 15" after rounds that are told in words), a stated count that no number of
turns makes is wrong all the same.

>>> from patrond.crochet.grammar.lines import read_line
>>> from patrond.crochet.grammar.tokens import Lexicon
>>> from patrond.crochet.pattern import Terms
>>> crown = read_line("*8 ms, dim* tout le tour", Lexicon.of(Terms.FR))
>>> nearest(crown, 63), nearest(crown, 65)
(63, 63)
"""

from collections.abc import Iterator
from functools import lru_cache

from patrond.crochet.effort import MOST_OF_LINE
from patrond.crochet.following.fit import summing
from patrond.crochet.following.kinds import of_one_kind
from patrond.crochet.following.leads import chain_doubts, leads_on
from patrond.crochet.following.manners import manner
from patrond.crochet.following.readings import readings
from patrond.crochet.following.tally import Span, Tally, Uncountable, measure
from patrond.crochet.following.traits import traits
from patrond.crochet.grammar.steps import Chain, FromHook, Group, Instructions, Join, Repeat, Step, Work
from patrond.crochet.stitches import Kind

_KEPT = 1024
_MOST = 1_000_000


@lru_cache(maxsize=_KEPT)
def nearest(instructions: Instructions, number: int) -> int | None:
    """The number that the line can make, in any reading, which is nearest to ``number``; None where none is known."""
    seen = traits(instructions)
    if not seen.countable or seen.guessed or seen.apart or seen.foundation or not 0 < number <= _MOST:
        return None
    if seen.lace and not of_one_kind(instructions):
        return None  # of lace with several stitches some authors count only one
    lead = manner(instructions).lead
    if "slst" in instructions.stitches and any(_slips(step) for step in instructions.steps if not leads_on(step)):
        return None  # it may only take the hook along
    if _begins_on_chain(instructions, lead) or _joins_midway(instructions):
        return None
    every = readings(*chain_doubts(instructions, lead))
    if len(every) * summing(instructions) > MOST_OF_LINE:
        return None
    found: list[int] = []
    try:
        for reading in every:
            found.extend(_made(measure(instructions, reading, in_ring=seen.ring), number))
    except Uncountable:
        return None
    return min(found, key=lambda made: abs(made - number), default=None)


def _begins_on_chain(instructions: Instructions, lead: Chain | None) -> bool:
    """Whether it begins with a chain that is no turning chain: what that stands for is not known."""
    begun = instructions.steps[0]
    return isinstance(begun, (Chain, FromHook)) and begun is not lead


def _slips(step: Step) -> bool:
    within = step.steps if isinstance(step, Repeat) else (step,)
    return any(isinstance(inner, Work) and inner.stitch.kind is Kind.SLIP for inner in within)


def _joins_midway(instructions: Instructions) -> bool:
    """ "10 ms sur la jambe, 5 ml, joindre par 1 ms, 11 ms": the stitch that joins may count."""
    joined = False
    for step in instructions.steps:
        if joined and isinstance(step, (Work, Repeat, Group)):
            return True
        joined = joined or isinstance(step, Join)
    return False


def _made(span: Span, number: int) -> Iterator[int]:
    """The totals nearest to ``number`` that some number of turns makes, in each way of counting chains."""
    if span.uneven:
        yield number  # what is left over is worked plain
        return
    turn = Tally() if span.per_turn is None else span.per_turn.made
    for fixed, each in zip(_ways(span.made), _ways(turn), strict=True):
        yield fixed + max(round((number - fixed) / each), 0) * each if each else fixed


def _ways(made: Tally) -> tuple[int, int, int]:
    return made.stitches, made.stitches + made.chains, made.stitches + made.spaces
