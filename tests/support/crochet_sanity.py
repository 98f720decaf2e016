"""Puts a text through everything that the library does with one, and holds what comes of it to its promises."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress

from patrond.crochet import (
    Finding,
    Language,
    LineVerdict,
    Pattern,
    Report,
    Request,
    Severity,
    Study,
    Untranslatable,
    Verdict,
    from_draft,
    judge,
    parse,
    parse_json,
    to_draft,
    translate,
    validate,
)
from patrond.crochet.codes import CODES
from patrond.crochet.geometry import shape_of
from patrond.crochet.reading.decoded import DraftError
from patrond.i18n import LANGUAGES, translator
from patrond.render.markdown import document, instructions
from patrond.render.report import report_object

_LINE_ENDS = re.compile("\r\n|\r|\n")  # as an editor counts lines: old Macs' ends among them


def read(text: str) -> Pattern | None:
    """The pattern of a text; None where the text is refused by name, as documented."""
    try:
        parse_json(text)
    except DraftError as refusal:
        assert str(refusal).startswith("cannot ")
    try:
        return parse(text)
    except DraftError as refusal:
        assert str(refusal).startswith("cannot ")
        return None


def tried(text: str, request: Request | None = None) -> Report | None:
    """Reads, studies, judges, draws and writes a text again; its report.

    Raises:
        AssertionError: a value that cannot be.
    """
    pattern = read(text)
    if pattern is None:
        return None
    study = Study.of(pattern)
    report = judge(study)
    # Where all of a JSON is on one line, rounds are numbered by their place.
    lines = max(len(_LINE_ENDS.findall(text)) + 1, sum(len(piece.lines) for piece in pattern.pieces))
    hold(report, study, lines)
    shape_of(study, report.faults)
    if request is not None:
        asked = Study.of(pattern, request)
        hold(judge(asked), asked, lines)
    _written_again(pattern)
    return report


def hold(report: Report, study: Study, lines: int) -> None:
    """The values of a report and its study, for an input of so many ``lines``."""
    followed = [line for _, line in study.lines()]
    assert report.lines == len(followed)
    assert report.verified == sum(line.verdict is LineVerdict.VERIFIED for line in followed)
    assert 0 <= report.score == 100 - sum(reason.points for reason in report.reasons)
    assert (report.verdict is Verdict.FAULTY) == bool(report.faults)
    assert all((line.stitches or 0) >= 0 and (line.used or 0) >= 0 and line.turns >= 0 for line in followed)
    assert all(line.yarn is None or line.yarn >= 0 for line in followed)
    for finding in report.findings:
        assert 0 <= finding.line <= lines, finding
        assert finding.variant in CODES[finding.code][0], finding
        assert finding.severity in Severity
        worded(finding)
    for language in LANGUAGES:
        json.dumps(report_object(report, language), allow_nan=False)


def worded(finding: Finding) -> None:
    """A finding and its hint have a sentence in every language, and every word for its blanks."""
    _filled(finding.message_key, finding.placeholders)
    if finding.hint is not None:
        _filled(finding.hint.message_key, finding.hint.values)


def _filled(key: str, values: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        words = translator(language)
        assert key in words, key
        assert words.form(key).format(**values)  # a blank without a word is a KeyError


def _written_again(pattern: Pattern) -> None:
    """As a document, as the site's content, and as a draft, which is the same pattern again."""
    for text in (document(pattern), instructions(pattern)):
        validate(parse(text))
    for language in Language:
        with suppress(Untranslatable):  # it says which line is not in our notation
            translate(pattern, language)
    drafted = from_draft(to_draft(pattern))
    assert [len(piece.lines) for piece in drafted.pieces] == [len(piece.lines) for piece in pattern.pieces]
    json.dumps(to_draft(pattern), allow_nan=False)
