"""Judges gauge and yarn: whether they go together, and whether the yarn lasts."""

import math
import re
from collections.abc import Iterator

from patrond.crochet.findings import Finding, Hint, LineVerdict, Severity
from patrond.crochet.grammar.normalise import words
from patrond.crochet.measured import yarn_needed
from patrond.crochet.pattern import Gauge, PatternType
from patrond.crochet.study import Study
from patrond.crochet.yarns import BUFFERS, YarnWeight, find

_WARN, _IMPOSSIBLE = 1.35, 2.0
_MILLIMETRES = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*mm", re.IGNORECASE)
_STRANDS = words("en double|fil double|deux fils|2 fils|two strands|2 strands|held double|held together")
_HOOKS = words("crochet|hook")
_TOYS_MAY = 1.7  # a toy is worked tighter than the label says
_RUNS_OUT, _SHORT, _PADDED, _FAR_TOO_MUCH = 0.85, 0.999, 2.5, 5.0
_RUNS_OUT_GRAMS = 0.65  # metres in 100 g differ by a quarter within a class
_METRES_STEP = 5
_UNREAD = 0.2  # share of lines that may be unread where too much yarn is judged
_SMALL_BALL = 100.0  # metres: nobody buys less


def judge_gauge(study: Study) -> Iterator[Finding]:
    """E_GAUGE: none stated, or one that this yarn cannot have."""
    pattern = study.pattern
    if not study.pieces:
        return
    yield from _judge_hook(study)
    if pattern.gauge is None:
        if study.type is not PatternType.AMIGURUMI:
            yield Finding("E_GAUGE", Severity.WARNING, variant="missing")
        return
    gauge = pattern.gauge
    weight = _weight(study)
    if weight is not None:
        yield from _against_yarn(study, gauge, weight)
    if study.main_stitch == "sc" and gauge.rows < gauge.stitches * 0.9:
        yield Finding(
            "E_GAUGE", Severity.WARNING, expected=_plain(gauge.stitches), found=_plain(gauge.rows), variant="rows"
        )


def _weight(study: Study) -> YarnWeight | None:
    """The yarn's weight; None where several strands are held together, which make another."""
    held = any(each in study.text for each in _STRANDS)
    return None if held else find(study.pattern.yarn_weight)


def _judge_hook(study: Study) -> Iterator[Finding]:
    """A hook that this yarn cannot be worked with, or hardly. Lace takes far bigger ones, and so do shawls."""
    sizes = list(_hooks(study))
    weight = _weight(study) if sizes else None
    if weight is None:
        return
    small, big = max(sizes), min(sizes)
    dense = study.main_stitch in ("sc", "hdc") and study.type is not PatternType.SCARF and weight.number > 0
    least, most = weight.toy_hook, weight.hooks[1]
    if small < least / _WARN or (dense and big > most * _WARN):
        impossible = small < least / _IMPOSSIBLE or (dense and big > most * _IMPOSSIBLE)
        yield Finding(
            "E_GAUGE",
            Severity.ERROR if impossible else Severity.WARNING,
            expected=_plain(weight.hook),
            found=_plain(small if small < least else big),
            variant="hook",
            values={"weight": weight.name(study.pattern.language)},
        )


def _hooks(study: Study) -> Iterator[float]:
    """Every hook that is named: ribs are worked with a smaller one."""
    pattern = study.pattern
    if not pattern.hook_size:
        return
    about = (text for text in (*pattern.materials, *pattern.notes) if any(word in text.lower() for word in _HOOKS))
    for text in (pattern.hook_size, *about):
        yield from (float(size.replace(",", ".")) for size in _MILLIMETRES.findall(text))


def _against_yarn(study: Study, gauge: Gauge, weight: YarnWeight) -> Iterator[Finding]:
    usual = weight.toy_gauge if study.type is PatternType.AMIGURUMI else weight.gauge
    ratio = max(gauge.stitches / usual.stitches, usual.stitches / gauge.stitches)
    least, most = (edge / _WARN if index == 0 else edge * _WARN for index, edge in enumerate(weight.band))
    tight_toy = study.type is PatternType.AMIGURUMI and gauge.stitches <= weight.gauge.stitches * _TOYS_MAY
    if ratio > _IMPOSSIBLE:
        severity = Severity.ERROR
    elif not least <= gauge.stitches <= most and ratio > _WARN and not tight_toy:
        severity = Severity.WARNING
    else:
        return
    yield Finding(
        "E_GAUGE",
        severity,
        expected=_plain(usual.stitches),
        found=_plain(gauge.stitches),
        variant="yarn",
        values={"weight": weight.name(study.pattern.language)},
    )


def judge_yarn(study: Study) -> Iterator[Finding]:
    """E_YARN: less than what the stitches eat, or far more."""
    gauge = study.pattern.gauge
    if gauge is None:
        return
    stated, by_weight = _stated(study)
    needed = yarn_needed(study, gauge) if stated else None
    if not stated or not needed:
        return
    share = stated / needed
    expected, found = f"{needed:.0f}", f"{stated:.0f}"
    enough = Hint("metres", {"metres": str(_METRES_STEP * math.ceil(needed * BUFFERS["default"] / _METRES_STEP))})
    if share < (_RUNS_OUT_GRAMS if by_weight else _RUNS_OUT):
        yield Finding("E_YARN", Severity.ERROR, expected=expected, found=found, variant="short", hint=enough)
    elif share < _SHORT and not by_weight:
        yield Finding("E_YARN", Severity.WARNING, expected=expected, found=found, variant="tight", hint=enough)
    elif not _mostly_known(study):
        return  # what was not read may eat the rest
    elif share > _FAR_TOO_MUCH and stated > 2 * _SMALL_BALL:
        yield Finding("E_YARN", Severity.WARNING, expected=expected, found=found, variant="far")
    elif share > _PADDED and stated > _SMALL_BALL:
        yield Finding("E_YARN", Severity.WARNING, expected=expected, found=found, variant="much")


def _mostly_known(study: Study) -> bool:
    verdicts = [line.verdict for _, line in study.lines()]
    return verdicts.count(LineVerdict.NOT_VERIFIED) <= _UNREAD * len(verdicts)


def _stated(study: Study) -> tuple[float, bool]:
    """Metres of all colours, and whether some are only known by their weight; 0 where an amount is missing."""
    weight = find(study.pattern.yarn_weight)
    total, by_weight = 0.0, False
    for yarn in study.pattern.yarn:
        if yarn.metres is not None:
            total += yarn.metres
        elif yarn.grams is not None and weight is not None:
            total += yarn.grams * weight.metres_per_100g / 100
            by_weight = True
        else:
            return 0.0, False
    return total, by_weight


def _plain(value: float) -> str:
    return f"{value:g}"
