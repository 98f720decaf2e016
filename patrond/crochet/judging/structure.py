"""Judges what stands around the lines: missing parts, a text that breaks off or never ends, the level."""

import re
from collections.abc import Iterator

from patrond.crochet.findings import Finding, LineVerdict, Severity
from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.normalise import clean_line, fold, words
from patrond.crochet.pattern import Level
from patrond.crochet.stitches import STITCHES, Kind
from patrond.crochet.study import Study

# A beginner works chains, slip stitches, the three plain stitches, increases and decreases. A magic ring is no art.
_BEGINNERS = frozenset({Kind.CHAIN, Kind.SLIP, Kind.PLAIN, Kind.INCREASE, Kind.DECREASE})
_LONGEST_QUOTE = 60
_TALL = frozenset({"tr", "dtr", "esc"})
_AGAIN = re.compile(
    r"(?:répéte[rz]|repete[rz]|repeat|rep\.?|continue[rz]?)\s+(?:les?\s|the\s)?\s*(?:rangs?|tours?|rows?|rnds?|rounds?)\s+\d",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"suivant|following|onward", re.IGNORECASE)
# What tells how often or how long, in any word of it.
_ENDS = words(
    'jusqu|until|till|fois|times|twice|encore|cm|inch|pouce|"|total|long|mesur|measur|désir|desir|souhait'
    "|wish|rest|pour |for |fin|end|autre|other|chaque|each|even|travail|work"
)
_SEWING = words("coud|cous|assembl|sew|attach|seam|surjet|coller|glue|joindre|join")
V = direct(LineVerdict)


def judge_structure(study: Study) -> Iterator[Finding]:
    """E_STRUCTURE: nothing to work, a line that breaks off, rounds left to the reader, missing lists."""
    pattern = study.pattern
    if not any(piece.lines for piece in pattern.pieces):
        # A draft without lines is no pattern; a pasted text without lines may be anything.
        severity = Severity.ERROR if study.request is not None else Severity.WARNING
        yield Finding("E_STRUCTURE", severity, variant="instructions")
        return
    yield from _broken_off(study)
    yield from _endless(study)
    if not pattern.materials and not pattern.yarn:
        yield Finding("E_STRUCTURE", Severity.WARNING, variant="materials")
    if not pattern.abbreviations:
        yield Finding("E_STRUCTURE", Severity.WARNING, variant="abbreviations")
    apart = sum(not piece.continues for piece in study.pieces)
    if apart > 1 and not pattern.assembly and not any(word in study.text for word in _SEWING):
        yield Finding("E_STRUCTURE", Severity.WARNING, variant="assembly")


def judge_unread(study: Study) -> Iterator[Finding]:
    """U_UNPARSED of all that stands behind the lines that are read and followed of one text."""
    if (at := study.left_from) > 0:
        yield Finding("U_UNPARSED", Severity.WARNING, line=at, found=str(at), variant="effort")
    elif (at := study.pattern.unread_from) > 0:
        yield Finding("U_UNPARSED", Severity.WARNING, line=at, found=str(at), variant="rest")


def _broken_off(study: Study) -> Iterator[Finding]:
    lines = study.lines()
    for index, (piece, line) in enumerate(lines):
        last = index == len(lines) - 1
        if line.verdict is V.VERIFIED and not last:
            continue
        text, variant = clean_line(line.line.text), ""
        if last and line.line.count is None and _is_open(text):
            variant, severity = "truncated", Severity.ERROR
        elif line.verdict is V.VERIFIED:
            continue
        elif text.endswith("...") or fold(text[-4:].strip(" .")) == "etc":
            variant, severity = "ellipsis", Severity.WARNING
        if variant:
            name, at, label = piece.piece.name, line.line.source_line, line.line.label
            yield Finding("E_STRUCTURE", severity, name, at, label, found=text[-40:], variant=variant)


def _endless(study: Study) -> Iterator[Finding]:
    """Lines that go on, or are repeated, and nobody says how long: "Répéter les rangs 2 et 3."."""
    notes = study.pattern.notes
    for at, note in enumerate(notes):
        wrapped = at + 1 < len(notes) and notes[at + 1][:1].islower()
        if not wrapped and _AGAIN.match(note) is not None and _has_no_end(note.lower()):
            yield Finding("E_STRUCTURE", Severity.WARNING, found=note[:_LONGEST_QUOTE], variant="repeat")
    for piece, line in study.lines():
        if _ONWARDS.search(line.line.label) is not None and _has_no_end(f"{line.line.label} {line.line.text}".lower()):
            found = f"{line.line.label} : {line.line.text}"[:_LONGEST_QUOTE]
            at, name = line.line.source_line, piece.piece.name
            yield Finding("E_STRUCTURE", Severity.WARNING, name, at, line.line.label, found=found, variant="repeat")


def _has_no_end(text: str) -> bool:
    return not any(end in text for end in _ENDS)


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
