"""What a row leaves for later: the stitches of a second shoulder, and whether they are all taken up."""

from collections.abc import Sequence

from patrond.crochet.findings import LineVerdict
from patrond.crochet.following.lineverdict import FEW, about
from patrond.crochet.following.walk import FollowedLine
from patrond.crochet.grammar.steps import Instructions, Note, Partial, Rejoin, Skip
from patrond.crochet.pattern import Piece


def takes_up_the_rest(instructions: Instructions) -> bool:
    """A second shoulder: "sauter 28 m, rejoindre le fil, 19 br" works on what the first one left."""
    begun = [step for step in instructions.steps if not isinstance(step, Note)][:2]
    return len(begun) == 2 and isinstance(begun[0], Skip) and isinstance(begun[1], Rejoin)


def held_to_the_rest(piece: Piece, followed: FollowedLine, rest: int) -> FollowedLine:
    """A few stitches short of what was left is a wrong sum; many may be left on purpose."""
    short = rest - (followed.used or 0)
    if followed.verdict is not LineVerdict.VERIFIED or not 0 < short <= FEW:
        return followed
    values = {"text": followed.line.text}
    finding = about("E_CONSUME", piece, followed.line, str(rest), str(followed.used), values=values)
    return followed._replace(verdict=LineVerdict.FAULT, findings=(*followed.findings, finding))


def rest_of(lines: Sequence[FollowedLine]) -> int:
    """The stitches that the last short row left, where it says how many and was followed; else 0."""
    for line in reversed(lines):
        for step in line.instructions.steps:
            if isinstance(step, Partial):
                return step.number or 0 if line.verdict is LineVerdict.VERIFIED else 0
    return 0
