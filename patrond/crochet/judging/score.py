"""The score of a pattern: 100 points, and what costs how many of them."""

from collections.abc import Iterable, Sequence

from patrond.crochet.findings import Finding, Reason, Severity

LINES = "lines"
"""The reason that is no code: lines that could not be verified."""

_FULL = 100
_ERROR, _WARNING = 25, 5
_MOST_WARNINGS = 10  # points that the warnings of one code cost together
_UNREAD = 0.5  # the share of what is left that a pattern loses of which no line was verified


def score_of(findings: Iterable[Finding], lines: int, verified: int) -> tuple[int, tuple[Reason, ...]]:
    """The score, and its reasons: the points of all reasons and the score make 100.

    >>> score_of([Finding("E_PRODUCE", Severity.ERROR)], 4, 3)
    (66, (Reason(code='E_PRODUCE', number=1, points=25), Reason(code='lines', number=1, points=9)))
    """
    reasons: list[Reason] = []
    left = _FULL
    for code, number, points in _costs(list(findings)):
        points = min(points, left)
        left -= points
        reasons.append(Reason(code, number, points))
    share = verified / lines if lines else 0.0
    score = round(left * (1 - _UNREAD * (1 - share)))
    if verified < lines or not lines:
        reasons.append(Reason(LINES, lines - verified, left - score))
    return score, tuple(reason for reason in reasons if reason.points)


def _costs(findings: Sequence[Finding]) -> Iterable[tuple[str, int, int]]:
    """Code, number of findings, points: errors first, each code as often as it was found."""
    for severity, most, each in ((Severity.ERROR, _FULL, _ERROR), (Severity.WARNING, _MOST_WARNINGS, _WARNING)):
        numbers: dict[str, int] = {}
        for finding in findings:
            if finding.severity is severity:
                numbers[finding.code] = numbers.get(finding.code, 0) + 1
        for code, number in numbers.items():
            yield code, number, min(number * each, most)
