"""The corpus: hand-written snippets, French and English, sound and faulty, each with verdict, line and code."""

from collections import Counter

import pytest
from patrond.crochet import Report, parse, validate

from support.crochet_corpus import Snippet, snippets

ALL = list(snippets())


def _told(report: Report) -> str:
    found = "; ".join(f"{f.line} {f.code}.{f.variant} {f.expected} {f.found}" for f in report.findings)
    return f"{report.verdict} {report.verified}/{report.lines}: {found}"


def test_the_corpus_has_sixty_snippets_of_both_languages_and_verdicts_each_with_its_line_and_code() -> None:
    assert len(ALL) >= 60
    told = Counter((snippet.language, snippet.verdict) for snippet in ALL)
    assert all(told[language, verdict] >= 10 for language in ("french", "english") for verdict in ("sound", "faulty"))
    assert all((snippet.verdict == "faulty") == bool(snippet.line and snippet.code) for snippet in ALL)


@pytest.mark.parametrize("snippet", ALL, ids=lambda snippet: f"{snippet.language}: {snippet.title}")
def test_a_snippet_is_judged_as_its_author_says(snippet: Snippet) -> None:
    report = validate(parse(snippet.text))

    assert report.verdict.value == snippet.verdict, _told(report)
    if snippet.code:
        places = [(f.line, f.code) for f in report.faults]
        assert (snippet.line, snippet.code) in places, _told(report)
    if snippet.found:
        values = [(f.expected, f.found) for f in report.faults if f.line == snippet.line and f.code == snippet.code]
        assert (snippet.expected, snippet.found) in values, _told(report)
    if snippet.faults is not None:
        assert len(report.faults) == snippet.faults, _told(report)


@pytest.mark.parametrize(
    "snippet",
    [snippet for snippet in ALL if snippet.verdict == "faulty"],
    ids=lambda snippet: f"{snippet.language}: {snippet.title}",
)
def test_a_planted_fault_is_the_first_fault(snippet: Snippet) -> None:
    report = validate(parse(snippet.text))

    assert min(fault.line for fault in report.faults) == snippet.line, _told(report)
