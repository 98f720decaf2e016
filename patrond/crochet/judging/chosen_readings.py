"""Tells which reading was chosen of what a line says in two ways: how many turns, whether chains count, all around.

Once in a pattern, at the first line that shows it. The readings that custom suggests are told only of repeats and
turning chains, of which authors really mean both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.following.below import Below
from patrond.crochet.following.evaluate import stated_counts
from patrond.crochet.following.fit import agrees, fits
from patrond.crochet.following.habits import in_habit
from patrond.crochet.following.leads import chain_doubts
from patrond.crochet.following.manners import manner
from patrond.crochet.following.traits import traits
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.steps import Count, Doubt, FromHook, Group, Instructions, Repeat, Step, Work
from patrond.crochet.study import Study

_TURNS = frozenset({Doubt.TURNS, Doubt.AGAIN})
_UNUSUAL: Mapping[str, frozenset[Doubt]] = {
    "one": frozenset({Doubt.ONE}),
    "around": frozenset({Doubt.LIST, Doubt.WHOLE, Doubt.ALL}),
    "between": frozenset({Doubt.EVERY}),
}
_WORKED = (Work, Repeat, Group)
_MOST_TRIED = 4  # lines that are looked at for each: where those did not need the reading, none is likely to
_LONGEST_QUOTE = 70
_KEPT = 2048
V = direct(LineVerdict)


def judge_chosen_readings(study: Study) -> Iterator[Finding]:
    """W_READING of lines, as information."""
    told: dict[str, Finding | None] = {}
    tried: dict[str, int] = {}
    effort = study.spare()
    for piece, line in study.lines():
        if line.verdict is not V.VERIFIED:
            continue
        for key, ask in _questions(line):
            if tried.get(key, 0) < _MOST_TRIED and effort.left:
                effort.spent += 2 * line.effort
                tried[key] = tried.get(key, 0) + 1
                finding, certain = ask(piece, line)
                told[key] = finding if certain else told.get(key) or finding
                tried[key] = _MOST_TRIED if certain else tried[key]
    yield from (finding for finding in told.values() if finding is not None)


class _Chosen(StrEnum):
    """Which reading a line needs: the one asked about, the other, or none more than the other."""

    THIS = "this"
    OTHER = "other"
    EITHER = "either"
    NEITHER = "neither"  # it was verified by something else


_Answer = tuple[Finding | None, bool]
_Ask = Callable[[FollowedPiece, FollowedLine], _Answer]


def _questions(line: FollowedLine) -> Iterator[tuple[str, _Ask]]:
    """What is doubtful of a line, by the name under which it is told once, and who answers."""
    doubts = line.instructions.doubts
    if not doubts.isdisjoint(_TURNS):
        yield "turns", _turns
    if "ch" in line.instructions.stitches and (number := _doubtful_chain(line.instructions)):
        yield f"chain {number}", _chain
    for variant, group in _UNUSUAL.items():
        if not doubts.isdisjoint(group) and not _is_one_step(line.instructions):
            yield variant, _UNUSUAL_ASKS[variant]


def _is_one_step(instructions: Instructions) -> bool:
    """ "Tours 6 à 9 : ms": that it goes all around is no news."""
    return sum(isinstance(step, _WORKED) for step in instructions.steps) == 1 and not any(
        isinstance(step, Repeat) and len(step.steps) > 1 for step in instructions.steps
    )


def _turns(piece: FollowedPiece, line: FollowedLine) -> _Answer:
    """ "*…* rep 5 times": five turns, or five more."""
    repeat = next(_doubtful_repeats(line.instructions.steps), None)
    chosen = _chosen(line, in_habit(line.instructions, _TURNS))
    if repeat is None or chosen is _Chosen.NEITHER:
        return None, False
    turns, others = str(repeat.times), str(repeat.or_times)
    if chosen is _Chosen.OTHER:
        turns, others = others, turns
    certain = chosen is not _Chosen.EITHER
    return _about(piece, line, "turns" if certain else "turns_usual", others, turns), certain


def _doubtful_repeats(steps: Iterable[Step]) -> Iterator[Repeat]:
    for step in steps:
        if isinstance(step, Repeat) and step.or_times not in (None, step.times):
            yield step
        if isinstance(step, (Repeat, Group)):
            yield from _doubtful_repeats(step.steps)


def _doubtful_chain(instructions: Instructions) -> int:
    """The length of a turning chain, or of the chains that a first row skips, which may count or not; else 0."""
    lead = manner(instructions).lead
    doubts, _ = chain_doubts(instructions, lead)
    if Doubt.CHAIN not in doubts or traits(instructions).lace:
        return 0  # in lace it is an arch as well
    hook = next((step for step in instructions.steps if isinstance(step, FromHook)), None)
    return hook.nth - 1 if hook is not None else lead.number if lead is not None else 0


def _chain(piece: FollowedPiece, line: FollowedLine) -> _Answer:
    """Whether the chain at the start counts as a stitch."""
    chosen = _chosen(line, _counting(line.instructions))
    if chosen is _Chosen.NEITHER:
        return None, False
    certain = chosen is not _Chosen.EITHER
    _, usually = chain_doubts(line.instructions, manner(line.instructions).lead)
    counts = chosen is _Chosen.THIS if certain else usually
    variant = ("chain" if counts else "no_chain") + ("" if certain else "_usual")
    return _about(piece, line, variant, "", str(_doubtful_chain(line.instructions))), certain


@lru_cache(maxsize=_KEPT)
def _counting(instructions: Instructions) -> Instructions:
    """The same with chains at the start that count."""
    lead = manner(instructions).lead
    steps = (
        replace(step, counts=True) if step is lead or isinstance(step, FromHook) else step
        for step in instructions.steps
    )
    return replace(instructions, steps=tuple(steps))


def _unusual(variant: str, group: frozenset[Doubt]) -> _Ask:
    def ask(piece: FollowedPiece, line: FollowedLine) -> _Answer:
        if _chosen(line, in_habit(line.instructions, group)) is not _Chosen.OTHER:
            return None, False
        return _about(piece, line, variant, "", ""), True

    return ask


_UNUSUAL_ASKS = {variant: _unusual(variant, group) for variant, group in _UNUSUAL.items()}


def _chosen(line: FollowedLine, settled: Instructions) -> _Chosen:
    """Whether a line needs the reading that ``settled`` holds, so that the counts come out."""
    counts = stated_counts(line.line, line.instructions)
    every = _agreeing(line.instructions, line.below, counts)
    if not every:
        return _Chosen.NEITHER
    so = _agreeing(settled, line.below, counts)
    return _Chosen.THIS if so == every else _Chosen.EITHER if so else _Chosen.OTHER


def _agreeing(instructions: Instructions, below: Below, counts: tuple[Count, ...]) -> int:
    found = fits(instructions, below)
    return sum(fit.holds and (not fit.far or bool(counts)) and agrees(fit.made, counts) for fit in found)


def _about(piece: FollowedPiece, line: FollowedLine, variant: str, expected: str, found: str) -> Finding:
    name, at, label = piece.piece.name, line.line.source_line, line.line.label
    values = {"text": line.line.text[:_LONGEST_QUOTE]}
    return Finding("W_READING", Severity.INFO, name, at, label, expected, found, variant, values)
