"""Crochet arithmetic: read, check and make patterns. Pure values: no I/O, no clock, no settings.

>>> from patrond.crochet import parse, validate
>>> report = validate(parse('''
... Tour 1 : 6 ms dans un cercle magique [6]
... Tour 2 : 2 ms dans chaque m [12]
... Tour 3 : *1 ms, aug* x6 [19]
... '''))
>>> [(finding.code, finding.line, finding.expected, finding.found) for finding in report.faults]
[('E_PRODUCE', 4, '18', '19')]
"""

from patrond.crochet.findings import Finding, Hint, LineVerdict, Reason, Report, Severity, Verdict
from patrond.crochet.generate import generate
from patrond.crochet.pattern import (
    Abbreviation,
    Gauge,
    Language,
    Level,
    Line,
    Pattern,
    PatternType,
    Piece,
    Terms,
    Worked,
    Yarn,
)
from patrond.crochet.reading.decoded import DraftError
from patrond.crochet.reading.document import parse
from patrond.crochet.reading.draft import from_draft, parse_json, to_draft
from patrond.crochet.request import Request
from patrond.crochet.sizing.sizes import Measurements, resolve
from patrond.crochet.study import Study
from patrond.crochet.translation.translate import Untranslatable, translate
from patrond.crochet.validate import judge, validate

__all__ = [
    "Abbreviation",
    "DraftError",
    "Finding",
    "Gauge",
    "Hint",
    "Language",
    "Level",
    "Line",
    "LineVerdict",
    "Measurements",
    "Pattern",
    "PatternType",
    "Piece",
    "Reason",
    "Report",
    "Request",
    "Severity",
    "Study",
    "Terms",
    "Untranslatable",
    "Verdict",
    "Worked",
    "Yarn",
    "from_draft",
    "generate",
    "judge",
    "parse",
    "parse_json",
    "resolve",
    "to_draft",
    "translate",
    "validate",
]
