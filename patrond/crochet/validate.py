"""Judges a whole pattern: follows its lines, asks every judge, and sums up in a verdict and a score."""

from collections.abc import Callable, Iterator

from patrond.crochet.findings import Finding, LineVerdict, Report, Severity, Verdict
from patrond.crochet.grammar.members import direct
from patrond.crochet.judging.assembly import judge_assembly
from patrond.crochet.judging.chains import judge_multiple, judge_turning_chains
from patrond.crochet.judging.chosen_readings import judge_chosen_readings
from patrond.crochet.judging.doubtful_words import judge_doubtful_words
from patrond.crochet.judging.lines import judge_lines
from patrond.crochet.judging.materials import judge_gauge, judge_yarn
from patrond.crochet.judging.rounds import judge_joins
from patrond.crochet.judging.safety import judge_safety
from patrond.crochet.judging.score import score_of
from patrond.crochet.judging.shaping import judge_shaping
from patrond.crochet.judging.size import judge_size
from patrond.crochet.judging.structure import judge_level, judge_structure, judge_unread
from patrond.crochet.judging.terms import judge_glossary, judge_terms
from patrond.crochet.judging.time import judge_time
from patrond.crochet.pattern import Pattern, PatternType
from patrond.crochet.request import Request
from patrond.crochet.study import Study

_JUDGES: tuple[Callable[[Study], Iterator[Finding]], ...] = (
    judge_lines,
    judge_multiple,
    judge_turning_chains,
    judge_joins,
    judge_shaping,
    judge_structure,
    judge_assembly,
    judge_terms,
    judge_glossary,
    judge_doubtful_words,
    judge_chosen_readings,
    judge_size,
    judge_gauge,
    judge_yarn,
    judge_time,
    judge_level,
    judge_safety,
)
_JUDGES_OF_LINES = (judge_unread, judge_lines)
"""Those of a pattern that was not read or followed to its end: what the rest makes of it is not known."""

_JUDGES_OF_ONE_SIZE = frozenset({judge_multiple, judge_assembly, judge_size, judge_yarn, judge_time})
"""What a pattern for several sizes says of its size, its yarn and its seams is graded as well."""
V = direct(LineVerdict)


def validate(pattern: Pattern, request: Request | None = None) -> Report:
    """Judges ``pattern``; with ``request``, also whether it is what was asked for.

    Never raises: what is not understood is not verified. The verdict is *faulty* with any error, *sound* without
    one where enough lines were verified and none was left unread, else *unverified*.
    """
    return judge(Study.of(pattern, request))


def judge(study: Study) -> Report:
    """The report on a pattern that was studied before."""
    judges = _JUDGES if study.whole else _JUDGES_OF_LINES
    if study.sizes > 1:
        judges = tuple(each for each in judges if each not in _JUDGES_OF_ONE_SIZE)
    findings = [finding for ask in judges for finding in ask(study)]
    followed = [line for _, line in study.lines()]
    verified = sum(line.verdict is V.VERIFIED for line in followed)
    score, reasons = score_of(findings, len(followed), verified)
    return Report(
        verdict=_verdict(study, findings, len(followed), verified),
        lines=len(followed),
        verified=verified,
        score=score,
        findings=tuple(findings),
        reasons=reasons,
    )


def _verdict(study: Study, findings: list[Finding], lines: int, verified: int) -> Verdict:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Verdict.FAULTY
    if lines and verified / lines >= _enough(study) and study.whole:
        return Verdict.SOUND
    return Verdict.UNVERIFIED


def _enough(study: Study) -> float:
    """The share of verified lines that a sound pattern needs: less where lace and garments strain the grammar."""
    strained = study.type is PatternType.GARMENT or "shell" in study.stitches or "vst" in study.stitches
    return 0.6 if strained else 0.8
