"""Judges how rounds close: in a spiral or joined, and not now the one and now the other."""

import re
from collections.abc import Iterator, Sequence

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.labels import Unit
from patrond.crochet.grammar.steps import Join
from patrond.crochet.pattern import Worked
from patrond.crochet.study import Study

_LEAST = 3  # rounds of one kind before another kind is odd
_FLAT = 0.5  # share of lines that turn from which a piece is worked to and fro, whatever its lines are called
_JOINS = ("join", "joign", "sl st", "slip st", "sl-st", "coul", " mc", "ss to", "ss in")
_BODIES = re.compile(r"jambe|leg\b|legs\b|bras\b|arm\b|pi[eè]ce", re.IGNORECASE)
_EVERY_ROUND = ("chaque tour", "tous les tours", "each round", "each rnd", "every round", "every rnd", "all rounds")


def judge_joins(study: Study) -> Iterator[Finding]:
    """E_JOIN: a round that is left open among joined ones or closed in a spiral, a turn or a chain in a spiral."""
    for piece in study.pieces:
        if piece.piece.worked is Worked.ROWS or len(piece.lines) < _LEAST:
            continue
        rounds = [line for line in piece.lines if _is_round(line)]
        if len(rounds) < _LEAST or not (rounds[0].traits.ring or _closed(piece)):
            continue
        joined = [_is_joined(line) for line in rounds]
        if not any(joined):
            yield from _in_spiral(study, piece, rounds)
        elif not all(joined) and not any(words in study.text for words in _EVERY_ROUND):
            yield from _mixed(piece, rounds, joined)


def _is_round(line: FollowedLine) -> bool:
    """A numbered line that works stitches, and is not named a row."""
    return bool(line.first) and line.unit is not Unit.ROW and line.traits.manner.works


def _closed(piece: FollowedPiece) -> bool:
    """Whether the piece begins on a chain that is closed to a ring, or in one."""
    return any(not line.first and line.traits.ring for line in piece.lines[:1]) or any(
        isinstance(step, Join) for line in piece.lines[:1] for step in line.instructions.steps
    )


def _is_joined(line: FollowedLine) -> bool:
    """Whether a round says that it is closed; one that works as another does says what that one says."""
    how = line.traits.manner
    # "Joindre les deux jambes" joins other things: a round is closed by a slip stitch, or by the word alone.
    return how.refers or (how.joins and not _BODIES.search(line.line.text))


def _in_spiral(study: Study, piece: FollowedPiece, rounds: Sequence[FollowedLine]) -> Iterator[Finding]:
    """No round is joined: then none turns, and none begins with a chain."""
    turning = [line for line in rounds if _is_turned(line)]
    if turning and len(turning) < _FLAT * len(rounds) and not turning[0].traits.leaves:
        yield _about(piece, turning[0], "turn")
    led = next((line for line in rounds[1:] if _has_one_chain(line)), None)
    if led is not None and not turning and not any(words in study.text for words in _JOINS):
        yield _about(piece, led, "chain")  # nowhere is it said how rounds close


def _is_turned(line: FollowedLine) -> bool:
    """Whether a round says to turn; petals and the like are worked to and fro within one."""
    says = "turn" in line.line.text.lower() or "tourn" in line.line.text.lower()
    return says and line.traits.manner.turns and not line.traits.lace


def _has_one_chain(line: FollowedLine) -> bool:
    lead = line.traits.manner.lead
    return lead is not None and lead.number == 1 and not line.traits.lace


def _mixed(piece: FollowedPiece, rounds: Sequence[FollowedLine], joined: Sequence[bool]) -> Iterator[Finding]:
    """A round between others of the other kind, at least three of which are alike on one of its sides.

    A spiral may become joined rounds, once, and a first and a last round may be closed: that is no mixture.
    """
    for at in range(1, len(rounds) - 1):
        here, before, after = joined[at], joined[max(at - _LEAST, 0) : at], joined[at + 1 : at + 1 + _LEAST]
        if here in before or here in after or len(before) + len(after) < 2 * _LEAST - 1:
            continue
        yield _about(piece, rounds[at], "spiral" if here else "open")
        return


def _about(piece: FollowedPiece, line: FollowedLine, variant: str) -> Finding:
    name, at, label = piece.piece.name, line.line.source_line, line.line.label
    return Finding("E_JOIN", Severity.WARNING, name, at, label, variant=variant)
