"""Judges the estimated time: whether the stitches can be worked in anything like it."""

import re
from collections.abc import Iterator

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.following.heights import tallest
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.pace import EFFORT, STITCHES_PER_MINUTE
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.study import Study

# Beginner and expert differ by 2.1 (12 and 25 stitches a minute), and nobody knows how long the sewing takes. Three
# times more or less than the level's own pace is beyond both.
_FAR = 3.0
_SEWING, _FACE = 15.0, 75.0  # minutes: for a piece, and at least for a toy, with its stuffing and its face
_LEAST = 60.0  # minutes: an hour more or less is no matter
_CHAIN = 0.3  # of the time of a single crochet
_LONGEST = 120
_LONGEST_QUOTE = 40
_TIME = re.compile(
    r"(\d{1,3}(?:[.,]\d)?)\s*(?:(?:-|à|a|to|ou|or)\s*(\d{1,3}(?:[.,]\d)?)\s*)?"
    r"(h|heures?|hours?|hrs?|min|minutes?)(?![^\W\d_])\s*(\d{2}\b)?",
    re.IGNORECASE,
)


def judge_time(study: Study) -> Iterator[Finding]:
    """W_TIME: an estimate that is three times more or less than the stitches take."""
    stated = stated_minutes(study.pattern.estimated_time) if study.pattern.estimated_time else None
    work = _work(study) if stated is not None else None
    if stated is None or work is None:
        return
    level = study.request.level if study.request is not None else study.pattern.level
    pace = STITCHES_PER_MINUTE[level or Level.INTERMEDIATE]
    computed = work / pace
    sewing = _SEWING * sum(piece.piece.make for piece in study.pieces)
    sewn = computed + (max(sewing, _FACE) if study.type is PatternType.AMIGURUMI else sewing)
    too_short = stated[1] * _FAR < computed and computed - stated[1] > _LEAST
    too_long = stated[0] > sewn * _FAR and stated[0] - sewn > _LEAST
    if too_short or too_long:
        expected = f"{(computed if too_short else sewn) / 60:.1f}"
        found = study.pattern.estimated_time[:_LONGEST_QUOTE]
        yield Finding("W_TIME", Severity.WARNING, expected=expected, found=found)


def stated_minutes(text: str) -> tuple[float, float] | None:
    """The shortest and the longest time of a sentence; None where it names none in hours or minutes.

    >>> stated_minutes("environ 4 h 30"), stated_minutes("6 to 8 hours"), stated_minutes("un week-end")
    ((270.0, 270.0), (360.0, 480.0), None)
    """
    found: list[float] = []
    for low, high, unit, more in _TIME.findall(clean_line(text)[:_LONGEST]):
        minutes = 60.0 if unit[0] in "hH" else 1.0
        found.extend(float(number.replace(",", ".")) * minutes for number in (low, high) if number)
        if more and minutes > 1:
            found[-1] += int(more)
    return (min(found), max(found)) if found else None


def _work(study: Study) -> float | None:
    """All stitches in single crochet, by the time that they take; None where a line is not known."""
    if study.goes_on:
        return None
    work = 0.0
    for piece in study.pieces:
        for line in piece.lines:
            if line.endless or (line.turns and line.stitches is None):
                return None
            chains = line.made.chains if line.made is not None else 0
            each = (line.stitches or 0) * EFFORT.get(tallest(line.instructions.stitches), 1.0) + _CHAIN * chains
            work += each * max(line.turns, 1) * piece.piece.make
    return work or None
