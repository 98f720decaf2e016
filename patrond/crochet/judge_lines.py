"""Judges the lines: their arithmetic, words that no table knows, and what was not understood."""

from collections.abc import Iterator

from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.normalise import fold
from patrond.crochet.study import Study
from patrond.crochet.walk import FollowedLine, FollowedPiece

_LONGEST_QUOTE = 80


def judge_lines(study: Study) -> Iterator[Finding]:
    """E_CONSUME, E_PRODUCE, E_FOUNDATION, E_RANGE, E_NUMBERING, E_REF of lines, E_UNKNOWN_STITCH, U_UNPARSED."""
    for piece, line in study.lines():
        faulty = line.verdict is LineVerdict.FAULT
        for finding in line.findings:
            yield _softened(finding, faulty)
        yield from _strange(study, piece, line)
        if line.verdict is LineVerdict.NOT_VERIFIED and not line.findings:
            yield _about(piece, line, "U_UNPARSED", Severity.INFO, line.line.text[:_LONGEST_QUOTE])


def _softened(finding: Finding, faulty: bool) -> Finding:
    """A gap in the numbering is a slip of the pen where the arithmetic goes on over it."""
    if finding.code != "E_NUMBERING" or faulty:
        return finding
    return Finding(
        finding.code,
        Severity.WARNING,
        finding.piece,
        finding.line,
        finding.label,
        finding.expected,
        finding.found,
        finding.variant,
        finding.values,
    )


def _strange(study: Study, piece: FollowedPiece, line: FollowedLine) -> Iterator[Finding]:
    """Words where a stitch should stand. Only a pattern with a glossary can be said to define them nowhere."""
    if not study.glossary.words:
        return
    for word in line.instructions.strange:
        if fold(word) not in study.glossary.words:
            yield _about(piece, line, "E_UNKNOWN_STITCH", Severity.ERROR, word)


def _about(piece: FollowedPiece, line: FollowedLine, code: str, severity: Severity, found: str) -> Finding:
    return Finding(code, severity, piece.piece.name, line.line.source_line, line.line.label, found=found)
