"""One line judged: its turns are worked on the line below, and the readings that hold decide.

Verified if one holds and agrees with the stated count; a fault only where all was understood and none does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.effort import AGAIN, MOST_OF_LINE
from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.following.below import LONGEST_RING, Below, Fit
from patrond.crochet.following.fit import agrees, fitted
from patrond.crochet.following.kinds import agreeing_by_kind, of_one_kind
from patrond.crochet.following.tally import Tally
from patrond.crochet.following.traits import traits
from patrond.crochet.following.whatever import nearest
from patrond.crochet.grammar.labels import Unit
from patrond.crochet.grammar.steps import Count, Counted, Instructions
from patrond.crochet.pattern import Line, Piece, Worked

FEW = 4  # stitches; so many too few are a slip of the pen, more may be left on purpose
_LONGEST_QUOTE = 70
_ITS_HEIGHT = 3  # the last chain into which a single crochet goes that leaves none for a space
_KINDS = {Counted.SPACES: "spaces", Counted.GROUPS: "groups"}
MOST_OPTIONS = 4
"""How many counts of a line are kept as possible."""


def about(
    code: str,
    piece: Piece,
    line: Line,
    expected: str,
    found: str,
    *,
    variant: str = "",
    severity: Severity = Severity.ERROR,
    values: Mapping[str, str] | None = None,
) -> Finding:
    """A finding about a line."""
    at = line.source_line
    return Finding(code, severity, piece.name, at, line.label, expected, found, variant, values or {})


class Outcome(NamedTuple):
    """Every reading of the last turn on the line ``below``, and what all turns eat.

    ``failed_at`` is the turn of a range that no longer fits (0: none). Of the readings some are ``holding``, and of
    those some ``agreeing`` with what is stated. ``made`` are the counts that the next line may find, likeliest first;
    ``effort`` is what the work took.
    """

    fits: tuple[Fit, ...]
    failed_at: int
    below: Below
    yarn: float
    holding: tuple[Fit, ...]
    agreeing: tuple[Fit, ...]
    made: tuple[Tally, ...]
    effort: int = 0

    @property
    def exhausted(self) -> bool:
        """It took more than a line may take, and nothing is known of it."""
        return self.effort > MOST_OF_LINE


_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def unread(below: Below, counts: tuple[Count, ...]) -> Outcome:
    """The outcome of a line that was not understood: it makes what it states."""
    return _outcome((), 0, below, 0.0, counts)


def _outcome(
    found: tuple[Fit, ...], failed_at: int, below: Below, yarn: float, counts: tuple[Count, ...], effort: int = 0
) -> Outcome:
    holding = tuple(fit for fit in found if fit.holds)
    agreeing = tuple(fit for fit in holding if agrees(fit.made, counts)) if counts else holding
    made = [fit.made for fit in agreeing or holding]
    if not made and len(counts) > 1:  # it does not fit, and makes what it states of its kinds
        made = [fit.made for fit in found if fit.by_hand and agrees(fit.made, counts)]
    if len(counts) == 1 and counts[0].of is Counted.STITCHES and not agreeing:
        made = [Tally(counts[0].number), *made]
    return Outcome(found, failed_at, below, yarn, holding, agreeing, tuple(dict.fromkeys(made))[:MOST_OPTIONS], effort)


@lru_cache(maxsize=_KEPT)
def work(bodies: tuple[Instructions, ...], below: Below, counts: tuple[Count, ...], turns: int) -> Outcome:
    """Works all turns; a turn that changes nothing ends it, since the rest change nothing either."""
    first_turn_agrees = False
    found: tuple[Fit, ...] = ()
    yarn = 0.0
    effort = 0
    before: set[tuple[int, Below]] = set()
    for turn in range(turns):
        at = turn % len(bodies)
        body = bodies[at]
        every, took = fitted(body, below)
        if len(bodies) > 1:
            effort += AGAIN if (at, below) in before else took
            before.add((at, below))
        else:
            effort += took
        if effort > MOST_OF_LINE:
            return _outcome((), 0, below, 0.0, counts, effort)
        found = every if counts else tuple(fit for fit in every if not fit.far)
        holding = [fit for fit in found if fit.holds]
        yarn += (holding or found)[0].yarn if found else 0.0
        if turn == 0 and turns > 1:
            first_turn_agrees = any(agrees(fit.made, counts) for fit in holding) if counts else False
        if not holding:
            return _outcome(found, turn + 1 if turn else 0, below, 0.0, counts, effort)
        if turn == turns - 1:
            break
        options = tuple(dict.fromkeys(fit.made for fit in holding))[:MOST_OPTIONS]
        if options == below.options and len(bodies) == 1:
            yarn += holding[0].yarn * (turns - 1 - turn)
            break
        below = Below(options, loose=below.loose, back=below.back)
    shaping = first_turn_agrees and not any(fit.holds and agrees(fit.made, counts) for fit in found)
    outcome = _outcome(found, turns if shaping else 0, below, yarn, counts, effort)
    if len(counts) != 1 or outcome.agreeing or not counts[0].stitch:
        return outcome
    outcome = outcome._replace(effort=outcome.effort + 2 * took)
    if not (agreeing := agreeing_by_kind(body, below, counts[0])):
        return outcome
    return outcome._replace(failed_at=0, agreeing=agreeing, made=tuple(dict.fromkeys(fit.made for fit in agreeing)))


@dataclass(slots=True)
class Judge:
    """Judges one line by its readings."""

    piece: Piece
    line: Line
    counts: tuple[Count, ...]
    doubtful: bool
    unit: Unit | None
    outcome: Outcome
    turns: int
    after_gap: bool
    body: Instructions | None  # the one that is judged; None where what it makes hangs on others
    chosen: Fit | None = None

    def verdict(self) -> tuple[LineVerdict, tuple[Finding, ...]]:
        """Verified if a reading holds and agrees; a fault only where all was understood and none does."""
        if not self.outcome.fits:
            return self._whatever()
        if self.outcome.agreeing:
            self.chosen = self.outcome.agreeing[0]
            return LineVerdict.VERIFIED, ()
        holding = [fit for fit in self.outcome.holding if not fit.far]  # it was not borne out
        self.chosen = holding[0] if holding else None
        if self.doubtful or (len(self.counts) > 1 and (not self.outcome.fits[0].by_hand or self._is_half_an_arch)):
            return self._whatever()
        if self.outcome.failed_at:
            return LineVerdict.FAULT, (self._range(),)
        return self._produce(holding[0]) if holding else self._consume()

    def _whatever(self) -> tuple[LineVerdict, tuple[Finding, ...]]:
        """A fault where the line makes another number than it states, whatever it is worked on."""
        if self.body is None or len(self.counts) != 1 or self.counts[0].of is not Counted.STITCHES:
            return LineVerdict.NOT_VERIFIED, ()
        if self.counts[0].stitch and not of_one_kind(self.body):
            return LineVerdict.NOT_VERIFIED, ()
        found = self.counts[0].number
        made = nearest(self.body, found)
        if made is None or made == found or any(agrees(fit.made, self.counts) for fit in self.outcome.fits):
            return LineVerdict.NOT_VERIFIED, ()
        if self._is_on_chain:
            return LineVerdict.FAULT, (self._on_chain(made, found),)
        return LineVerdict.FAULT, (self._finding("E_PRODUCE", str(made), str(found)),)

    @property
    def _is_on_chain(self) -> bool:
        """Whether it is worked into chains: those of a closed chain, but not into a small ring of them."""
        below = self.outcome.below
        return below.chain > (LONGEST_RING if below.ring else 0)

    @property
    def _is_half_an_arch(self) -> bool:
        """ "1 sc in 4th ch": of the skipped chains one is its height, and the others may be told as a space, or not."""
        hook = traits(self.body).hook if self.body is not None else None
        return hook is not None and hook.stitch.base == "sc" and hook.nth > _ITS_HEIGHT

    def _on_chain(self, made: int, found: int) -> Finding:
        values = {"chain": str(self.outcome.below.chain)}
        return self._finding("E_FOUNDATION", str(made), str(found), "row", values=values)

    def _range(self) -> Finding:
        fit = self.outcome.fits[0]
        return self._finding("E_RANGE", str(fit.there), str(fit.used), values={"turn": str(self.outcome.failed_at)})

    def _produce(self, fit: Fit) -> tuple[LineVerdict, tuple[Finding, ...]]:
        if fit.by_hand and (others := self._of_another_kind(fit)) is not None:
            return LineVerdict.FAULT, (others,)
        found = self.counts[0].number
        made = min(fit.made.totals, key=lambda total: abs(total - found))
        if self._is_on_chain:
            return LineVerdict.FAULT, (self._on_chain(made, found),)
        change = made - fit.there
        if not self.outcome.below.options or self.turns > 1 or not change:
            return LineVerdict.FAULT, (self._finding("E_PRODUCE", str(made), str(found)),)
        sign = "+" if change > 0 else "-"
        values = {"before": str(fit.there), "sign": sign, "change": str(abs(change))}
        return LineVerdict.FAULT, (self._finding("E_PRODUCE", str(made), str(found), "sum", values=values),)

    def _of_another_kind(self, fit: Fit) -> Finding | None:
        """Spaces or groups that are not as many as stated, where those are what is wrong."""
        wrong = next((count for count in self.counts if not agrees(fit.made, (count,))), None)
        if wrong is None or wrong.of not in _KINDS:
            return None
        made = fit.made.spaces if wrong.of is Counted.SPACES else len(fit.made.groups)
        return self._finding("E_PRODUCE", str(made), str(wrong.number), _KINDS[wrong.of])

    def _consume(self) -> tuple[LineVerdict, tuple[Finding, ...]]:
        fit = self.outcome.fits[0]
        if self.outcome.below.chain:
            values = {"chain": str(self.outcome.below.chain)}
            return LineVerdict.FAULT, (self._finding("E_FOUNDATION", str(fit.there), str(fit.used), values=values),)
        if fit.per_turn:
            variant = "over" if fit.used > fit.there else "rest"
            values = {"per_turn": str(fit.per_turn)}
            finding = self._finding("E_CONSUME", str(fit.there), str(fit.used), variant, values=values)
            return LineVerdict.FAULT, (finding,)
        if self._may_be_partial(fit):
            finding = self._finding("W_PARTIAL", str(fit.there), str(fit.used), severity=Severity.WARNING)
            return LineVerdict.NOT_VERIFIED, (finding,)
        variant = "over" if fit.used > fit.there else ""
        return LineVerdict.FAULT, (self._finding("E_CONSUME", str(fit.there), str(fit.used), variant),)

    def _may_be_partial(self, fit: Fit) -> bool:
        """A row that uses far fewer stitches, and makes what it states, may be a short row that nobody declared.

        Not where a line is missing before it, nor for a few stitches: there the sum is wrong.
        """
        if self.after_gap or fit.there - fit.used <= FEW:
            return False
        rows = self.unit is Unit.ROW or (self.unit is None and self.piece.worked is Worked.ROWS)
        return rows and fit.used < fit.there and bool(self.counts) and agrees(fit.made, self.counts)

    def _finding(
        self,
        code: str,
        expected: str,
        found: str,
        variant: str = "",
        *,
        severity: Severity = Severity.ERROR,
        values: Mapping[str, str] | None = None,
    ) -> Finding:
        told = {"text": self.line.text[:_LONGEST_QUOTE], **(values or {})}
        return about(code, self.piece, self.line, expected, found, variant=variant, severity=severity, values=told)
