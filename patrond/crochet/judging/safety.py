"""Judges safety and stuffing: small parts without a notice, a toy that nobody stuffs, or only after it was closed."""

from collections.abc import Iterator

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.grammar.normalise import fold, words
from patrond.crochet.pattern import PatternType
from patrond.crochet.study import Study

_BABIES = words("bebe|baby|naissance|newborn|mois|month|nourrisson|layette|premature")
_SMALL_PARTS = words("yeux de sécurit|yeux de securit|safety eye|bouton|button|perle|bead|cordon|drawstring")
_NOTICES = words("3 ans|36 mois|moins de trois|étouff|etouff|under 3|under three|three year|36 month|chok")
_STUFFING = words("rembour|bourr|stuff|fibrefill|fiberfill|ouate")
_EYES = words("yeux de sécurit|yeux de securit|safety eye")
_CLOSING = words("fermer|fermez|refermer|resserrer|resserrez|close |close,|pull tight|pull the hole")
_ORDERED = words("avant|before|après|apres|after|une fois|once|puis ferm|then close|au fur")
_CLOSED = 8


def judge_safety(study: Study) -> Iterator[Finding]:
    """W_SAFETY: small parts on a toy or for a baby without a notice; W_STUFF: nobody stuffs, or too late."""
    toy = study.type is PatternType.AMIGURUMI
    if not toy and not _for_babies(study):
        return
    text = study.text
    part = min((part for part in _SMALL_PARTS if part in text), default=None)
    if part is not None and not any(notice in text for notice in _NOTICES):
        yield Finding("W_SAFETY", Severity.WARNING, found=_written(study, part))
    if toy and study.pieces:
        if not any(word in text for word in _STUFFING):
            yield Finding("W_STUFF", Severity.WARNING)
        yield from _too_late(study)


def _for_babies(study: Study) -> bool:
    told = study.pattern.title if study.request is None else f"{study.pattern.title} {study.request.size}"
    return not _BABIES.isdisjoint(fold(word) for word in told.split())


def _written(study: Study, part: str) -> str:
    """The small part as the pattern writes it."""
    for text in (*study.pattern.materials, *study.pattern.notes, *study.pattern.assembly):
        if part in text.lower().replace("-", " "):
            return text[:60]
    return part


def _too_late(study: Study) -> Iterator[Finding]:
    """A last round that closes the piece, and only then speaks of stuffing or of eyes that are pushed in."""
    for piece in study.pieces:
        line = piece.lines[-1] if piece.lines else None
        if line is None or not 0 < (line.stitches or 0) <= _CLOSED:
            continue
        text = line.line.text.lower().replace("-", " ")
        closed = min((at for word in _CLOSING if (at := text.find(word)) >= 0), default=-1)
        if closed < 0 or any(word in text for word in _ORDERED):
            continue
        for variant, names in (("closed", _STUFFING), ("eyes", _EYES)):
            if any(text.find(word) > closed for word in names):
                name, at, label = piece.piece.name, line.line.source_line, line.line.label
                yield Finding("W_STUFF", Severity.WARNING, name, at, label, found=text[-60:], variant=variant)
