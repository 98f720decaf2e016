"""Judges what stands around the lines: missing parts, a text that breaks off, level, safety, stuffing."""

from collections.abc import Iterator

from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.normalise import clean_line, fold, words
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.stitches import STITCHES, Kind
from patrond.crochet.study import Study

# A beginner works chains, slip stitches, the three plain stitches, increases and decreases. A magic ring is no art.
_BEGINNERS = frozenset({Kind.CHAIN, Kind.SLIP, Kind.PLAIN, Kind.INCREASE, Kind.DECREASE})
_TALL = frozenset({"tr", "dtr", "esc"})
_BABIES = words("bebe|baby|naissance|newborn|mois|month|nourrisson|layette|premature")
_SMALL_PARTS = (
    "yeux de sécurit",
    "yeux de securit",
    "safety eye",
    "bouton",
    "button",
    "perle",
    "bead",
    "cordon",
    "drawstring",
)
_NOTICES = (
    "3 ans",
    "36 mois",
    "moins de trois",
    "under 3",
    "under three",
    "three year",
    "étouff",
    "etouff",
    "chok",
    "36 month",
)
_STUFFING = ("rembour", "bourr", "stuff", "fibrefill", "fiberfill", "ouate")


def judge_structure(study: Study) -> Iterator[Finding]:
    """E_STRUCTURE: nothing to work, a line that breaks off, rounds left to the reader, missing lists."""
    pattern = study.pattern
    if not any(piece.lines for piece in pattern.pieces):
        # A draft without lines is no pattern; a pasted text without lines may be anything.
        severity = Severity.ERROR if study.request is not None else Severity.WARNING
        yield Finding("E_STRUCTURE", severity, variant="instructions")
        return
    yield from _broken_off(study)
    if not pattern.materials and not pattern.yarn:
        yield Finding("E_STRUCTURE", Severity.WARNING, variant="materials")
    if not pattern.abbreviations:
        yield Finding("E_STRUCTURE", Severity.WARNING, variant="abbreviations")
    if len(pattern.pieces) > 1 and not pattern.assembly:
        yield Finding("E_STRUCTURE", Severity.WARNING, variant="assembly")


def _broken_off(study: Study) -> Iterator[Finding]:
    lines = list(study.lines())
    for index, (piece, line) in enumerate(lines):
        last = index == len(lines) - 1
        if line.verdict is LineVerdict.VERIFIED and not last:
            continue
        text, variant = clean_line(line.line.text), ""
        if last and line.line.count is None and _is_open(text):
            variant, severity = "truncated", Severity.ERROR
        elif line.verdict is LineVerdict.VERIFIED:
            continue
        elif text.endswith("...") or fold(text[-4:].strip(" .")) == "etc":
            variant, severity = "ellipsis", Severity.WARNING
        if variant:
            name, at, label = piece.piece.name, line.line.source_line, line.line.label
            yield Finding("E_STRUCTURE", severity, name, at, label, found=text[-40:], variant=variant)


def _is_open(text: str) -> bool:
    """Whether a text stops in the middle: a sign left open, a comma, or a number without its stitch."""
    return (
        text.count("(") > text.count(")")
        or text.count("[") > text.count("]")
        or text.endswith((",", " et", " and", " puis"))
        or (text.count("*") == 1 and text.rstrip().endswith("*"))
    )


def judge_level(study: Study) -> Iterator[Finding]:
    """W_LEVEL: stitches that a beginner does not know yet; each once."""
    level = study.request.level if study.request is not None else study.pattern.level
    if level is not Level.BEGINNER:
        return
    seen: set[str] = set()
    for piece, line in study.lines():
        for name in sorted(line.instructions.stitches - seen):
            known = STITCHES.get(name)
            seen.add(name)
            if known is not None and (known.kind not in _BEGINNERS or known.id in _TALL):
                written = known.abbreviation(study.pattern.terms)
                yield Finding(
                    "W_LEVEL",
                    Severity.WARNING,
                    piece.piece.name,
                    line.line.source_line,
                    line.line.label,
                    found=written,
                    values={"name": known.name(study.pattern.terms)},
                )


def judge_safety(study: Study) -> Iterator[Finding]:
    """W_SAFETY: small parts on a toy or for a baby without a notice; W_STUFF: a toy that nobody stuffs."""
    toy = study.type is PatternType.AMIGURUMI
    if not toy and not _for_babies(study):
        return
    text = study.text
    part = next((part for part in _SMALL_PARTS if part in text), None)
    if part is not None and not any(notice in text for notice in _NOTICES):
        yield Finding("W_SAFETY", Severity.WARNING, found=_written(study, part))
    if toy and study.pieces and not any(word in text for word in _STUFFING):
        yield Finding("W_STUFF", Severity.WARNING)


def _for_babies(study: Study) -> bool:
    told = study.pattern.title if study.request is None else f"{study.pattern.title} {study.request.size}"
    return not _BABIES.isdisjoint(fold(word) for word in told.split())


def _written(study: Study, part: str) -> str:
    """The small part as the pattern writes it."""
    for text in (*study.pattern.materials, *study.pattern.notes, *study.pattern.assembly):
        if part in text.lower().replace("-", " "):
            return text[:60]
    return part
