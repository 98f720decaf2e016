"""Judges how a circle grows: whether it lies flat, and whether its increases stack into corners."""

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.following.heights import lift
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.normalise import fold, words
from patrond.crochet.grammar.steps import Chain, Instructions, Join, Note, Repeat, Turn, Work
from patrond.crochet.parts import parts_named
from patrond.crochet.pattern import PatternType
from patrond.crochet.stitches import STITCHES, Kind
from patrond.crochet.study import Study

_HARMLESS = 1.10  # a circle of sixes in sc is a tenth too wide for most gauges, and lies flat all the same
_FEWEST = 4  # rounds before a circle is wide enough to show it
_STACKED = 3
_WIDEST_RING = 16
_FRILLS = words(
    "volant|froufrou|ruffle|frill|jupe|skirt|jupon|collerette|ondulation|wavy|meduse|jellyfish|corail|coral"
)
_FLAT = frozenset({PatternType.HAT, PatternType.BAG})  # of these a circle is the top or the base


def judge_shaping(study: Study) -> Iterator[Finding]:
    """W_RUFFLE and W_HEXAGON: one of each for a piece."""
    for piece in study.pieces:
        grown = list(_growing(piece))
        if len(grown) >= _STACKED:
            yield from _stacked(piece, grown)
        if len(grown) >= _FEWEST and _is_meant_flat(study, piece, grown):
            yield from _ruffled(study, piece, grown)


def _growing(piece: FollowedPiece) -> Iterator[tuple[FollowedLine, int]]:
    """The rounds from a ring on that each hold more stitches than the one before, with their counts."""
    before = 0
    for line in piece.lines:
        if not line.first:
            continue
        count = line.stitches
        known = line.verdict is LineVerdict.VERIFIED and line.turns == 1 and count is not None
        if not known or count is None or count <= before or line.traits.lace:
            return
        if not before and (not line.traits.ring or count > _WIDEST_RING):
            return
        yield line, count
        before = count


def _is_meant_flat(study: Study, piece: FollowedPiece, grown: list[tuple[FollowedLine, int]]) -> bool:
    """A crown or a base, or a piece that is nothing but a circle. A frill is meant to ruffle, a toy to bulge."""
    if "trim" in parts_named(piece.piece.name) or not _FRILLS.isdisjoint(map(fold, piece.piece.name.split())):
        return False
    if study.type is None:
        return len(grown) == sum(bool(line.first) for line in piece.lines)
    return study.type in _FLAT


def _ruffled(study: Study, piece: FollowedPiece, grown: list[tuple[FollowedLine, int]]) -> Iterator[Finding]:
    """The first round that holds more than lies flat: 2 pi times a round's height more than the round before."""
    gauge, main = study.pattern.gauge, study.main_stitch
    unit = 1.0 if gauge is None or not main else gauge.row_height / STITCHES[main].height / gauge.stitch_width
    # A bare "aug" does not name the stitch that it is made of: the circle is of one stitch, the highest that is named.
    more = math.ceil(2 * math.pi * unit * max(lift(line.instructions.stitches) for line, _ in grown) or 1.0)
    for at, (line, count) in enumerate(grown, start=1):
        flat = max(more, grown[0][1]) + (at - 1) * more
        if at >= _FEWEST and count > _HARMLESS * flat:
            yield _about(piece, line, "W_RUFFLE", Severity.WARNING, str(flat), str(count))
            return


def _stacked(piece: FollowedPiece, grown: list[tuple[FollowedLine, int]]) -> Iterator[Finding]:
    """The first of three rounds whose increases stand on each other: as many, at the same end of each repeat."""
    run, kept = 0, (0, "")
    for (_, before), (line, count) in pairwise(grown):
        here = (count - before, _end_of_repeat(line.instructions))
        run = run + 1 if here == kept and here[1] else 1
        kept = here
        if run == _STACKED and here[1]:
            yield _about(piece, line, "W_HEXAGON", Severity.INFO, "", str(here[0]))
            return


@lru_cache(maxsize=2048)
def _end_of_repeat(instructions: Instructions) -> str:
    """At which end of its one repeat a round increases; empty where it is shaped otherwise."""
    real = [step for step in instructions.steps if not isinstance(step, (Note, Join, Turn, Chain))]
    real = [step for step in real if not (isinstance(step, Work) and step.stitch.kind is Kind.SLIP)]
    if len(real) != 1 or not isinstance(real[0], Repeat) or len(real[0].steps) < 2:
        return ""
    first, last = real[0].steps[0], real[0].steps[-1]
    ends = [isinstance(step, Work) and _increases(step) for step in (first, last)]
    return {(True, False): "start", (False, True): "end"}.get((ends[0], ends[1]), "")


def _increases(step: Work) -> bool:
    return step.stitch.kind is Kind.INCREASE or (step.number > 1 and step.place.value in ("one", "same"))


def _about(
    piece: FollowedPiece, line: FollowedLine, code: str, severity: Severity, expected: str, found: str
) -> Finding:
    return Finding(code, severity, piece.piece.name, line.line.source_line, line.line.label, expected, found)
