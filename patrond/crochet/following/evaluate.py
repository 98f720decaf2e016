"""Follows a pattern line by line: what each uses of the line below, what it makes, and whether that can be.

A line that is not understood stays unverified and never a fault. After a fault the work goes on from the stated
count and from the computed one, so that one slip does not raise a cascade.
"""

from collections.abc import Iterator, Mapping, Sequence

from patrond.crochet.effort import FOLLOWED, Effort
from patrond.crochet.findings import Finding, LineVerdict
from patrond.crochet.following.below import LONGEST_RING, Below, Fit
from patrond.crochet.following.fit import agrees, fitted
from patrond.crochet.following.footing import begin_within, with_chain
from patrond.crochet.following.habits import Evidence, Habits, in_habit, now_settled, shown
from patrond.crochet.following.heard import Heard, hear
from patrond.crochet.following.lineverdict import Judge, Outcome, about, unread, work
from patrond.crochet.following.numbering import numbered
from patrond.crochet.following.references import MOST_TURNS, bodies_of
from patrond.crochet.following.rests import held_to_the_rest, rest_of, takes_up_the_rest
from patrond.crochet.following.tally import Tally
from patrond.crochet.following.traits import of_all, traits
from patrond.crochet.following.turning import Rules, chains_counted, ruled
from patrond.crochet.following.walk import FollowedLine, FollowedPiece, Walk
from patrond.crochet.grammar.labels import Label, Unit
from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.steps import (
    Chain,
    Count,
    Counted,
    Foundation,
    FromHook,
    Instructions,
    Join,
    Note,
    Ring,
    Work,
)
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Line, Piece, Worked

_MOST_IN_ONE = 3
_FEWEST_IN_ONE = 4
_MOST_REFERRED = 100  # lines of a range that others may refer to
_NAMED = 2  # lines that a line stands for and that are told apart for one unit of effort
_NOTHING = Instructions(())
_NO_FINDINGS: tuple[Finding, ...] = ()
V, U = direct(LineVerdict), direct(Unit)


def follow(
    piece: Piece,
    lexicon: Lexicon,
    chain_rules: Mapping[int, bool] | None = None,
    before: FollowedPiece | None = None,
    effort: Effort | None = None,
    habits: Habits = frozenset(),
) -> FollowedPiece:
    """Follows every line of a piece, or those that there is ``effort`` for; the others are left.

    ``chain_rules`` says which turning chains the pattern says to count; ``before`` is the piece before this one, of
    which it may be the continuation; ``habits`` are what the author is known to mean where there is none.
    """
    effort = effort if effort is not None else Effort()
    heard = tuple(hear(piece, lexicon, effort))
    continues = before is not None and before.last > 0 and _first_number(heard) == before.last + 1
    walk = Walk()
    if before is not None and continues:
        walk = Walk(before.end, before.last, before.last)
    elif before is not None and before.rest and heard and takes_up_the_rest(heard[0].instructions):
        walk.below = Below((Tally(before.rest),))
    elif before is not None:
        walk.border = before.end
    walk.effort = effort
    walk.habits = before.habits if before is not None else habits
    if before is not None:
        walk.borne.update(before.borne)
        walk.against.update(before.against)
    said = before.counted if before is not None else {}
    counted = {**said, **chains_counted(line.instructions for line in heard)}
    rules = tuple({**counted, **(chain_rules or {})}.items())
    lines = tuple(_lines(walk, piece, heard, rules))
    if before is not None and before.rest and lines and takes_up_the_rest(lines[0].instructions):
        lines = (held_to_the_rest(piece, lines[0], before.rest), *lines[1:])
    return FollowedPiece(
        piece=piece,
        lines=lines,
        chain=walk.chain,
        continues=continues,
        last=walk.number,
        end=walk.below,
        habits=walk.habits,
        borne=walk.borne,
        against=walk.against,
        rest=rest_of(lines),
        counted=counted,
    )


def _lines(walk: Walk, piece: Piece, heard: Sequence[Heard], rules: Rules) -> Iterator[FollowedLine]:
    """Every line, followed while there is effort for it; behind one that is left all are."""
    effort = walk.effort
    at = 0
    for line in heard:
        if effort.spent >= effort.most:  # asked for each line
            break
        at += 1
        effort.spent += FOLLOWED
        yield _line(walk, piece, line, rules)
    for behind in piece.lines[at:]:
        effort.spent = max(effort.spent, effort.most)
        yield FollowedLine(behind, 0, 0, None, _NOTHING, traits(_NOTHING), V.NOT_VERIFIED, left=True)


def _first_number(heard: Sequence[Heard]) -> int:
    """The number of the first line; 0 where that has none."""
    label = heard[0].label if heard else None
    return label.first if label is not None else 0


def _line(walk: Walk, piece: Piece, heard: Heard, rules: Rules) -> FollowedLine:
    line, label, instructions = heard
    if line.after_work:
        walk.below = walk.below._replace(loose=True)
    instructions = with_chain(walk, ruled(instructions, rules) if rules else instructions)
    habitual = instructions.doubts & walk.habits
    instructions = in_habit(instructions, walk.habits) if walk.habits else instructions
    counts = stated_counts(line, instructions)
    if label is None:
        followed, misnumbered = _unnumbered(walk, piece, line, instructions, counts), None
    else:
        misnumbered = numbered(walk, piece, line, label)
        followed = _numbered(walk, piece, line, label, instructions, counts)
    if habitual and counts and followed.verdict is V.VERIFIED:
        walk.borne.update(habitual)
    if followed.verdict is V.VERIFIED and _says_otherwise(line, instructions):
        found, stated = str(instructions.counts[0].number), str(line.count)
        slip = about("E_PRODUCE", piece, line, stated, found, values={"text": line.text})
        followed = followed._replace(verdict=V.FAULT, findings=(*followed.findings, slip))
    return followed._replace(findings=(misnumbered, *followed.findings)) if misnumbered else followed


def stated_counts(line: Line, instructions: Instructions) -> tuple[Count, ...]:
    """What is stated: the line's count, or those in its text where there are several kinds."""
    if len(instructions.counts) > 1 or line.count is None:
        return instructions.counts
    return (Count(line.count, stitch=line.counts_of),)


def _unnumbered(
    walk: Walk, piece: Piece, line: Line, instructions: Instructions, counts: tuple[Count, ...]
) -> FollowedLine:
    """A foundation, or a line without a number, which is followed like any other."""
    seen = traits(instructions)
    if seen.foundation:
        _begin(walk, instructions)
        findings, verdict = _NO_FINDINGS, V.VERIFIED
        if line.count is not None and line.count != walk.chain and _says_its_length(walk.below):
            findings = (about("E_FOUNDATION", piece, line, str(walk.chain), str(line.count), variant="count"),)
            verdict = V.FAULT
        made = Tally(walk.chain) if walk.chain else None
        return FollowedLine(line, 0, 0, None, instructions, seen, verdict, None, made, findings)
    walk.open_numbering = walk.open_numbering or walk.number > 0  # it may have taken the next number, or not
    bodies, _ = bodies_of(walk, instructions)
    if instructions not in bodies:
        return _again(walk, piece, line, bodies, counts)._replace(endless=seen.endless)
    return _follow(walk, piece, line, (instructions,), counts, 0, 0, None)


def _again(
    walk: Walk, piece: Piece, line: Line, bodies: tuple[Instructions, ...], counts: tuple[Count, ...]
) -> FollowedLine:
    """ "Répéter le rang 2 jusqu'à 14 cm": where those rows shape, nobody can tell how often they were meant."""
    below = walk.below
    followed = _follow(walk, piece, line, bodies, counts, 0, 0, None)
    if followed.verdict is V.FAULT and work(bodies, below, (), len(bodies)).made != below.options:
        walk.below, walk.disputed = walk.below._replace(loose=True), False
        return followed._replace(verdict=V.NOT_VERIFIED, findings=_NO_FINDINGS)
    return followed


def _says_its_length(begun: Below) -> bool:
    """Whether the count of a foundation is that of its chain: beside a small ring it may be the first round's."""
    return begun.chain > (LONGEST_RING if begun.ring else 0)


def _begin(walk: Walk, instructions: Instructions) -> None:
    closed = any(isinstance(step, Join) for step in instructions.steps)
    chain = next((step for step in instructions.steps if isinstance(step, (Foundation, Chain))), None)
    length = 0 if chain is None else chain.chains if isinstance(chain, Foundation) else chain.number
    ring = closed or any(isinstance(step, Ring) for step in instructions.steps)
    walk.chain = 0 if any(isinstance(step, Ring) for step in instructions.steps) else length
    walk.below = Below(chain=walk.chain, ring=ring)


def _numbered(
    walk: Walk, piece: Piece, line: Line, label: Label, instructions: Instructions, counts: tuple[Count, ...]
) -> FollowedLine:
    seen = traits(instructions)
    if seen.foundation:
        _begin(walk, instructions)
        if len(counts) == 1 and counts[0].number != walk.chain and not _says_its_length(walk.below):
            walk.below = Below(unread(walk.below, counts).made)  # what was worked in the ring was not read
            return FollowedLine(
                line,
                label.first,
                label.last,
                label.unit,
                instructions,
                seen,
                V.NOT_VERIFIED,
                None,
                walk.below.options[0],
            )
        made, verdict = Tally(walk.chain), V.VERIFIED
        return FollowedLine(line, label.first, label.last, label.unit, instructions, seen, verdict, None, made)
    bodies, unknown = bodies_of(walk, instructions)
    if walk.habits:
        bodies = tuple(in_habit(body, walk.habits) for body in bodies)
    if unknown:
        finding = about("E_REF", piece, line, str(walk.number), unknown, variant="line")
        walk.below = Below(unread(walk.below, counts).made, loose=True)
        verdict = V.FAULT
        return FollowedLine(line, label.first, label.last, label.unit, instructions, seen, verdict, findings=(finding,))
    followed = _follow(walk, piece, line, bodies, counts, label.first, label.last, label.unit, label.turns)
    if followed.verdict is V.FAULT and instructions in bodies:
        walk.slips.add(instructions)
    elif followed.verdict is V.FAULT and not walk.slips.isdisjoint(bodies):
        followed = followed._replace(verdict=V.NOT_VERIFIED, findings=())  # it was told where it stands
    walk.worked = min(label.last, label.first + _MOST_REFERRED)
    for turn in range(max(walk.worked - label.first, -1) + 1):
        walk.bodies[label.first + turn] = bodies[turn % len(bodies)]
    return followed._replace(endless=True) if label.turns == 1 and seen.endless else followed


def _follow(
    walk: Walk,
    piece: Piece,
    line: Line,
    bodies: tuple[Instructions, ...],
    counts: tuple[Count, ...],
    first: int,
    last: int,
    unit: Unit | None,
    turns: int = 1,
) -> FollowedLine:
    """Works the bodies in turn, and judges the last turn by the stated counts."""
    turns = max(turns, len(bodies))
    here = bodies[0]
    begun = begin_within(walk, here)
    seen = of_all(bodies)
    rows = unit is U.ROW or (unit is None and piece.worked is Worked.ROWS)
    below = _found_below(walk, here, counts)
    below = below if below.back is rows else Below(below.options, below.chain, below.ring, below.loose, rows)
    outcome = work(bodies, below, counts, min(turns, MOST_TURNS)) if seen.countable else unread(below, counts)
    chosen: Fit | None
    if outcome.fits and outcome.agreeing:  # as most lines
        verdict, findings, chosen = V.VERIFIED, _NO_FINDINGS, outcome.agreeing[0]
    else:
        verdict, findings, chosen = _doubted(walk, piece, line, bodies, counts, unit, turns, below, outcome)
    if verdict is V.VERIFIED and not below.options and not below.chain and not below.ring and not begun:
        checked = bool(counts) or seen.ring or not walk.number or (first == 1 and _begins(here))
        verdict = V.VERIFIED if checked else V.NOT_VERIFIED
    if not counts and seen.guessed:
        verdict = V.NOT_VERIFIED
    walk.effort.spent += outcome.effort + len(bodies) // _NAMED
    verified = verdict is V.VERIFIED
    if verified and counts and here.doubts:
        tries = outcome.effort * len(here.doubts)
        told = shown(here, below, counts) if tries <= walk.effort.left else Evidence()
        walk.habits |= now_settled(told, walk.borne, walk.against)
        walk.borne.update(told.settled)
        walk.against.update(told.against)
        walk.effort.spent += tries
    elif counts and not verified:
        walk.effort.spent += outcome.effort // 2  # what it makes whatever it is worked on was asked as well
    disputed, walk.disputed = walk.disputed or below.loose, verdict is V.FAULT
    loose = (seen.lace and not verified) or seen.midway or (disputed and not counts)
    walk.below = Below(outcome.made, loose=loose)
    made = chosen.made if chosen is not None else _stated(counts)
    used = chosen.used if chosen is not None else None
    yarn = outcome.yarn if outcome.fits else None
    seen, took = traits(here), outcome.effort
    return FollowedLine(
        line, first, last, unit, here, seen, verdict, used, made, findings, yarn, below=below, effort=took
    )


def _doubted(
    walk: Walk,
    piece: Piece,
    line: Line,
    bodies: tuple[Instructions, ...],
    counts: tuple[Count, ...],
    unit: Unit | None,
    turns: int,
    below: Below,
    outcome: Outcome,
) -> tuple[LineVerdict, tuple[Finding, ...], Fit | None]:
    """The verdict on a line of which no reading holds and agrees, with what is taken for it."""
    seen = of_all(bodies)
    # What hands could not work is a fault only where a count or a chain speaks against it as well.
    by_hand = bool(outcome.fits) and outcome.fits[0].by_hand and bool(counts or below.chain) and not seen.guessed
    picky = not below.chain and any(body.picky for body in bodies)
    loose = (below.loose or outcome.below.loose) and not seen.ring  # a ring is worked on nothing
    doubtful = (seen.lace and not by_hand) or picky or seen.apart or loose
    alone = bodies[0] if len(bodies) == 1 and not line.after_work and not outcome.exhausted else None
    judge = Judge(piece, line, counts, doubtful, unit, outcome, turns, walk.after_gap, alone)
    verdict, findings = judge.verdict()
    return verdict, findings, judge.chosen


def _found_below(walk: Walk, instructions: Instructions, counts: tuple[Count, ...]) -> Below:
    """The line below; for the first line of a piece that of the piece before, if it fits there to the stitch."""
    border, walk.border = walk.border, None
    if border is None or walk.below != Below() or traits(instructions).ring:
        return walk.below
    found, took = fitted(instructions, border)
    walk.effort.spent += took
    fit = any(fit.holds and not fit.far and (not counts or agrees(fit.made, counts)) for fit in found)
    return border if fit else walk.below


def _says_otherwise(line: Line, instructions: Instructions) -> bool:
    """A draft may state a count beside its text and another within it; a small one says what goes into a stitch."""
    within = instructions.counts
    return line.count is not None and len(within) == 1 and _MOST_IN_ONE < within[0].number != line.count


def _begins(instructions: Instructions) -> bool:
    """A few stitches and nothing else, as a first round is written where the ring goes without saying: "6 ms"."""
    match [step for step in instructions.steps if not isinstance(step, (Note, Join))]:
        case [Work(bare=True)]:
            return True
        case [FromHook(_, number, nth)]:
            return number >= _FEWEST_IN_ONE and nth <= _MOST_IN_ONE  # "6 sc in 2nd ch from hook": of a chain as a ring
    return False


def _stated(counts: tuple[Count, ...]) -> Tally | None:
    return Tally(counts[0].number) if len(counts) == 1 and counts[0].of is Counted.STITCHES else None
