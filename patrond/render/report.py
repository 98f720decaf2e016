"""The checker's report in words: the JSON object of `pattern check --json`, and one line for logs and attempts."""

from patrond.crochet.findings import Finding, Report
from patrond.i18n import translator

_MOST_IN_SUMMARY = 5


def report_object(report: Report, language: str) -> dict[str, object]:
    """The report as one JSON object; messages in ``language``.

    Keys: verdict, lines, verified, score, findings (code, severity, piece, line, label, expected, found, message,
    hint), reasons (code or "lines", number, points).
    ``patrond pattern check --json`` prints it, and an attempt's row keeps it.
    """
    return {
        "verdict": report.verdict.value,
        "lines": report.lines,
        "verified": report.verified,
        "score": report.score,
        "findings": [_finding_object(finding, language) for finding in report.findings],
        "reasons": [
            {"code": reason.code, "number": reason.number, "points": reason.points} for reason in report.reasons
        ],
    }


def message(finding: Finding, language: str) -> str:
    """The finding as a sentence."""
    return translator(language)(finding.message_key, **finding.placeholders)


def hint(finding: Finding, language: str) -> str:
    """The smallest correction as a sentence; empty where there is none."""
    return translator(language)(finding.hint.message_key, **finding.hint.values) if finding.hint else ""


def summary(findings: tuple[Finding, ...], language: str) -> str:
    """Findings on one line for the operator: where, then what; the first five and how many more."""
    told = [_placed(finding, language) for finding in findings[:_MOST_IN_SUMMARY]]
    more = len(findings) - len(told)
    return "; ".join([*told, f"+{more}"] if more else told)


def _placed(finding: Finding, language: str) -> str:
    place = ", ".join(part for part in (finding.piece, finding.label) if part)
    return f"{place}: {message(finding, language)}" if place else message(finding, language)


def _finding_object(finding: Finding, language: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "piece": finding.piece,
        "line": finding.line,
        "label": finding.label,
        "expected": finding.expected,
        "found": finding.found,
        "message": message(finding, language),
        "hint": hint(finding, language),
    }
