"""Judges chains: the foundation against the multiple of its stitch pattern, turning chains against their stitches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from patrond.crochet.effort import Effort, read
from patrond.crochet.findings import Finding, Hint, LineVerdict, Severity
from patrond.crochet.following.below import Below
from patrond.crochet.following.fit import fits
from patrond.crochet.following.heights import tallest
from patrond.crochet.following.manners import manner
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.labels import Unit
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.steps import Chain, Foundation, FromHook
from patrond.crochet.judging.multiples import Multiple, declared_multiples
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import STITCHES, Kind
from patrond.crochet.study import Study

# The fewest and the most turning chains for a stitch: one fewer than its height is common, and never a fault. Of higher
# stitches nothing is said: "dbr" and "tr" name another stitch with other authors, and their chains show which.
_HEIGHTS = {"sc": (1, 2), "hdc": (1, 3), "dc": (2, 4)}
_BELONGS_TO_US = frozenset({"sc", "hdc"})  # without these an English pattern that names no terms may be in UK ones
_DRIFTING = 3  # rows that widen by one stitch each


def judge_multiple(study: Study) -> Iterator[Finding]:
    """E_MULTIPLE: a chain on which the declared multiple of the stitch pattern does not come out."""
    pattern = study.pattern
    texts = (*pattern.special_stitches, *pattern.notes, *pattern.tips, *pattern.materials)
    declared = {multiple for text in texts for multiple in declared_multiples(text)}
    chained = [piece for piece in study.pieces if piece.chain]
    everywhere = declared.pop() if len(declared) == 1 and chained else None
    main = max(chained, key=_size) if everywhere is not None else None
    for piece in chained:
        at = next((at for at, line in enumerate(piece.lines) if _founds(line)), 0)
        own = declared_multiples(piece.lines[at].line.text)
        multiple = _of_chain(own[0], piece, at) if own else everywhere if piece is main else None
        if multiple is not None and not _holds(multiple, piece, at):
            yield _off_multiple(multiple, piece, at)


def _size(piece: FollowedPiece) -> int:
    return sum((line.stitches or 0) * line.turns for line in piece.lines)


def _founds(line: FollowedLine) -> bool:
    return line.first == 0 or any(isinstance(step, (FromHook, Foundation)) for step in line.instructions.steps)


def _of_chain(own: Multiple, piece: FollowedPiece, at: int) -> Multiple:
    """ "Ch 38 (multiple of 6 + 2)" speaks of the chain, unless the row that is worked on it shows otherwise."""
    first = next((line for line in piece.lines[at:] if line.first), None)
    return own if first is not None and first.verdict is LineVerdict.VERIFIED else replace(own, chained=True)


def _holds(multiple: Multiple, piece: FollowedPiece, at: int, more: int = 0) -> bool:
    """Whether the chain, or the stitches that are worked on it, are such a multiple; ``more`` chains added."""
    chain = piece.chain + more
    skipped = _skipped(piece.lines[at:])
    return multiple.holds_chains(chain) or any(multiple.holds_stitches(chain - each) for each in skipped)


def _skipped(lines: Iterable[FollowedLine]) -> Iterable[int]:
    """How many chains stand beside the first stitch of the first row and are no stitch."""
    first = next((line for line in lines if line.first), None)
    hook = next((step for step in first.instructions.steps if isinstance(step, FromHook)), None) if first else None
    return (hook.nth - 1, hook.nth - 2) if hook is not None else (1, 2, 3)


def _off_multiple(multiple: Multiple, piece: FollowedPiece, at: int) -> Finding:
    line = piece.lines[at]
    near = sorted(range(1 - multiple.of, multiple.of + multiple.plus[-1] + 1), key=abs)
    fitting = [more for more in near if piece.chain + more > 0 and _holds(multiple, piece, at, more)]
    worked = next((more for more in fitting if _is_workable(piece, at, piece.chain + more)), None)
    expected = str(piece.chain + (worked if worked is not None else fitting[0]))
    hint = Hint("chain", {"chain": expected}) if worked is not None else None
    name, label, values = piece.piece.name, line.line.label, {"multiple": str(multiple)}
    at_line = line.line.source_line
    return Finding(
        "E_MULTIPLE", Severity.ERROR, name, at_line, label, expected, str(piece.chain), values=values, hint=hint
    )


def _is_workable(piece: FollowedPiece, at: int, chain: int) -> bool:
    """Whether the first row, if it was understood, comes out on such a chain."""
    first = next((line for line in piece.lines[at:] if line.first and line.instructions.understood), None)
    return first is not None and any(fit.holds for fit in fits(first.instructions, Below(chain=chain)))


def judge_turning_chains(study: Study) -> Iterator[Finding]:
    """E_TURNCHAIN: a chain too low or too high for its stitch, and whether it counts: said in two ways, or needed."""
    leads = [(piece, list(_with_lead(piece.lines))) for piece in study.pieces]
    said = {lead.number for _, led in leads for _, lead in led if lead.counts is not None}
    effort = study.spare()
    for piece, led in leads:
        if not led:
            continue
        if study.pattern.terms is not Terms.US or _BELONGS_TO_US & study.stitches:
            yield from _heights(study, piece, led)
        yield from _said_twice(study, piece, led, effort)
        if 2 not in said:
            yield from _unclear(piece, led, effort)
        yield from _drift(piece, [line for line, _ in led])


_Led = list[tuple[FollowedLine, Chain]]


def _with_lead(lines: tuple[FollowedLine, ...]) -> Iterator[tuple[FollowedLine, Chain]]:
    """Each line that begins with a turning chain, which may stand at the end of the line before."""
    before: Chain | None = None
    for line in lines:
        how = line.traits.manner
        if (lead := how.lead or before) is not None:
            yield line, lead
        before = how.trailing if line.turns == 1 else None


def _heights(study: Study, piece: FollowedPiece, led: _Led) -> Iterator[Finding]:
    """The first line whose chain is too low for the stitch beside it, or too high for all of its line."""
    for line, lead in led:
        if not line.below.options or line.verdict is LineVerdict.NOT_VERIFIED:
            continue
        low, high = _too_low(line, lead), _too_high(line, lead)
        if stitch := STITCHES.get(low or high):
            told = {"stitch": stitch.abbreviation(study.pattern.terms)}
            yield _about(piece, line, Severity.WARNING, "height", str(stitch.chains), str(lead.number), told)
            return


def _too_low(line: FollowedLine, lead: Chain) -> str:
    """The stitch that stands beside a chain too low for it; one that is said not to count may be so by design."""
    stitch = line.traits.manner.beside
    if stitch is None or stitch.kind is not Kind.PLAIN or lead.counts is False or stitch.id not in _HEIGHTS:
        return ""
    return stitch.id if lead.number < _HEIGHTS[stitch.id][0] else ""


def _too_high(line: FollowedLine, lead: Chain) -> str:
    """The highest stitch of a line that is lower than its chain; in lace the chain is an arch as well."""
    stitch = tallest(line.instructions.stitches)
    if stitch not in _HEIGHTS or lead.number <= _HEIGHTS[stitch][1] or line.traits.lace:
        return ""
    return stitch


def _said_twice(study: Study, piece: FollowedPiece, led: _Led, effort: Effort) -> Iterator[Finding]:
    """The first line that says of a chain what another line of the piece denies."""
    told = {(lead.number, lead.counts) for _, lead in led if lead.counts is not None}
    if len(told) == len({number for number, _ in told}):
        return
    said: dict[int, bool] = {}
    for line, _ in led:
        if not effort.left:
            return
        effort.spent += read(line.line.text)
        lead = manner(read_line(clean_line(line.line.text), study.lexicon)).lead
        if lead is None or lead.counts is None:
            continue
        if said.setdefault(lead.number, lead.counts) is not lead.counts:
            yield _about(piece, line, Severity.WARNING, "counts", "", str(lead.number))
            return


def _unclear(piece: FollowedPiece, led: _Led, effort: Effort) -> Iterator[Finding]:
    """The first line whose count depends on whether its chain counts, and nobody says either.

    Two chains before a half double crochet may count or not; of the other heights custom is clear.
    """
    for line, lead in led:
        stitch = line.traits.manner.beside
        stated = line.line.count is not None or line.instructions.counts
        certain = len(line.below.options) == 1 and not line.below.options[0].chains
        if stated or lead.number != 2 or stitch is None or stitch.base != "hdc" or not certain:
            continue
        if not effort.left:
            return
        effort.spent += 2 * line.effort
        made = {_made_if(line, lead, counts=counts) for counts in (True, False)}
        if None not in made and len(made) > 1:
            low, high = sorted(str(number) for number in made)
            yield _about(piece, line, Severity.WARNING, "unclear", low, high, {"chain": str(lead.number)})
            return


def _made_if(line: FollowedLine, lead: Chain, *, counts: bool) -> int | None:
    said = tuple(replace(step, counts=counts) if step is lead else step for step in line.instructions.steps)
    found = fits(replace(line.instructions, steps=said), line.below)
    return next((fit.made.stitches for fit in found if fit.holds and not fit.far), None)


def _drift(piece: FollowedPiece, lines: list[FollowedLine]) -> Iterator[Finding]:
    """Rows that widen or narrow by one stitch each, and none of which makes what it states: the chain is the one."""
    start = 0
    for at, (before, line) in enumerate(pairwise(lines)):
        step = (line.stitches or 0) - (before.stitches or 0)
        if abs(step) != 1 or line.verdict is not LineVerdict.FAULT or line.unit is Unit.ROUND:
            start = at + 1
        elif at - start + 1 == _DRIFTING:
            first = lines[start + 1]
            expected, found = str(lines[start].stitches), str(first.stitches)
            yield _about(piece, first, Severity.ERROR, "drift", expected, found)
            return


def _about(
    piece: FollowedPiece,
    line: FollowedLine,
    severity: Severity,
    variant: str,
    expected: str,
    found: str,
    values: Mapping[str, str] | None = None,
) -> Finding:
    name, at, label = piece.piece.name, line.line.source_line, line.line.label
    return Finding("E_TURNCHAIN", severity, name, at, label, expected, found, variant, values or {})
