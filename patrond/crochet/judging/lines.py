"""Judges the lines: their arithmetic, words that no table knows, and what was not understood."""

from collections.abc import Iterator
from dataclasses import replace

from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.normalise import fold
from patrond.crochet.judging.hints import Hints, begun_at
from patrond.crochet.study import Study

_LONGEST_QUOTE = 80
V = direct(LineVerdict)


def judge_lines(study: Study) -> Iterator[Finding]:
    """E_CONSUME, E_PRODUCE, E_FOUNDATION, E_RANGE, E_NUMBERING, E_REF of lines, E_UNKNOWN_STITCH, U_UNPARSED."""
    hints = Hints(study)
    for at, piece in enumerate(study.pieces):
        for index, line in enumerate(piece.lines):
            if line.left:
                return  # one warning tells of all that follow
            for finding in line.findings:
                told = _softened(finding, line.verdict is V.FAULT)
                told = replace(told, hint=hints.of(at, index, finding))
                yield _at_its_chain(piece, index, told) if hints.chain_alone else told
            yield from _strange(study, piece, line)
            if line.verdict is V.NOT_VERIFIED and not line.findings:
                yield _about(piece, line, "U_UNPARSED", Severity.INFO, line.line.text[:_LONGEST_QUOTE])


def _at_its_chain(piece: FollowedPiece, index: int, finding: Finding) -> Finding:
    """A chain that alone must be changed is where the fault stands, and not the row that does not fit on it."""
    chain = piece.lines[begun_at(piece, index)].line
    return replace(finding, line=chain.source_line, label=chain.label)


def _softened(finding: Finding, faulty: bool) -> Finding:
    """A gap in the numbering is a slip of the pen where the arithmetic goes on over it."""
    slip = finding.code == "E_NUMBERING" and not faulty
    return replace(finding, severity=Severity.WARNING) if slip else finding


def _strange(study: Study, piece: FollowedPiece, line: FollowedLine) -> Iterator[Finding]:
    """Words where a stitch should stand. Only a pattern with a glossary can be said to define them nowhere."""
    if not study.glossary.words:
        return
    for word in line.instructions.strange:
        if fold(word) not in study.glossary.words:
            yield _about(piece, line, "E_UNKNOWN_STITCH", Severity.ERROR, word)


def _about(piece: FollowedPiece, line: FollowedLine, code: str, severity: Severity, found: str) -> Finding:
    return Finding(code, severity, piece.piece.name, line.line.source_line, line.line.label, found=found)
