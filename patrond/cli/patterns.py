"""Making and checking patterns for the commands: from options to a request, from text to a report in words."""

import json
from collections.abc import Iterable

from patrond.crochet import Study, generate, judge, parse, to_draft
from patrond.crochet.findings import Finding, Report, Verdict
from patrond.crochet.judging.score import LINES
from patrond.crochet.pattern import Gauge, Language, Level, PatternType, Terms
from patrond.crochet.request import Request
from patrond.errors import PatrondError
from patrond.render.markdown import document
from patrond.render.picture import picture
from patrond.render.report import hint, message, report_object, summary

EXIT_OF_VERDICT = {Verdict.SOUND: 0, Verdict.FAULTY: 1, Verdict.UNVERIFIED: 3}
_WORDS = "en"  # what the commands say; a pattern's own text keeps its language


def request(
    type_: str,
    level: str,
    size: str,
    *,
    language: str = "fr",
    terms: str | None = None,
    gauge: tuple[float, float] | None = None,
    yarn: str | None = None,
    options: Iterable[tuple[str, str]] = (),
) -> Request:
    """The wish that a command's options make."""
    return Request(
        type=PatternType(type_),
        level=Level(level),
        size=size,
        language=Language(language),
        terms=Terms(terms) if terms else None,
        gauge=Gauge(*gauge) if gauge else None,
        yarn_weight=yarn,
        options={key: value for key, value in options if value not in ("", "any", "auto")},
    )


def generated(wish: Request, format_: str) -> str:
    """A pattern as Markdown (``md``), as data (``json``) or as a picture (``svg``).

    Raises CannotMake where the formulas have no answer, PatrondError where the checker refuses what they gave.
    """
    pattern = generate(wish)
    study = Study.of(pattern, wish)
    report = judge(study)
    if report.faults:  # never the reader's mistake; and what is wrong must not pass for right
        raise PatrondError(f"cannot vouch for this pattern; please report it: {summary(report.faults, _WORDS)}")
    if format_ == "svg":
        return drawn(study, report)
    if format_ == "json":
        return json.dumps(to_draft(pattern), ensure_ascii=False, indent=2)
    return document(pattern, size=wish.size)


def studied(text: str, type_: str | None, level: str | None, size: str | None) -> Study:
    """A text as read and followed, as a wish for that size where type, level and size are known, given or found.

    Raises DraftError where the text is a JSON object that is no pattern.
    """
    given_type = PatternType(type_) if type_ else None
    given_level = Level(level) if level else None
    pattern = parse(text, type_=given_type, level=given_level)
    if size is None or pattern.type is None:
        return Study.of(pattern)
    wish = Request(pattern.type, pattern.level or Level.ADVANCED, size, pattern.language, pattern.terms)
    return Study.of(pattern, wish)


def judged(study: Study) -> Report:
    """The judgement of a text."""
    return judge(study)


def drawn(study: Study, report: Report) -> str:
    """What a pattern makes as an SVG, in the pattern's own language."""
    return picture(study, report, study.pattern.language.value)


def as_json(report: Report) -> str:
    """The report as one JSON object."""
    return json.dumps(report_object(report, _WORDS), ensure_ascii=False, indent=2)


def in_words(report: Report) -> str:
    """A line for each finding, one for what the score lost, and the verdict last."""
    counts = f"{report.verified} of {report.lines} lines verified, score {report.score}"
    return "\n".join([*map(_placed, report.findings), *_lost(report), f"{report.verdict.value}: {counts}"])


def _lost(report: Report) -> list[str]:
    """Where the points of the score went: "100 - 25 (1 E_PRODUCE) - 9 (1 lines not verified)"."""
    names = {LINES: "lines not verified"}
    lost = [f"- {r.points} ({r.number} {names.get(r.code, r.code)})" for r in report.reasons]
    return [f"score: 100 {' '.join(lost)} = {report.score}"] if lost else []


def _placed(finding: Finding) -> str:
    place = ", ".join(part for part in (finding.piece, finding.label) if part)
    at = f"line {finding.line}: " if finding.line else ""
    where = f"{place}: " if place else ""
    told = f"{message(finding, _WORDS)} {hint(finding, _WORDS)}".rstrip()
    return f"{at}{finding.severity.value} {finding.code}: {where}{told}"
