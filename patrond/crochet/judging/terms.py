"""Judges the words: names of other terms, and the pattern's list of abbreviations against what it uses."""

from collections.abc import Iterator

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.following.glossary import usual_stitch
from patrond.crochet.grammar.normalise import fold
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import STITCHES, Kind
from patrond.crochet.study import Study

_LONGEST_QUOTE = 60

# Names of one English ladder that the other does not have: where they stand, a stitch is not what it seems.
_OF_THE_OTHER = {
    Terms.US: frozenset({"htr", "trtr", "ttr", "half treble", "half treble crochet"}),
    Terms.UK: frozenset({"sc", "hdc", "single crochet", "half double crochet"}),
    Terms.FR: frozenset[str](),
}


def judge_terms(study: Study) -> Iterator[Finding]:
    """E_TERMS: an error where the stitch changes with it, else a warning; each word once."""
    seen: set[str] = set()
    for piece, line in study.lines():
        for word in line.instructions.foreign:
            if fold(word) in seen:
                continue
            seen.add(fold(word))
            changes = fold(word) in _OF_THE_OTHER[study.pattern.terms]
            yield Finding(
                "E_TERMS",
                Severity.ERROR if changes else Severity.WARNING,
                piece.piece.name,
                line.line.source_line,
                line.line.label,
                study.pattern.terms.value.upper(),
                word,
                "stitch" if changes else "mixed",
            )


def judge_glossary(study: Study) -> Iterator[Finding]:
    """E_GLOSSARY, as information: used and not listed, listed and not used, listed for another stitch than usual."""
    glossary, terms = study.glossary, study.pattern.terms
    for word in glossary.overrides:
        yield _overridden(study, word)
    if not glossary.words:
        return
    listed = {stitch.id for stitch in glossary.meanings.values()}
    for name in sorted(study.stitches):
        known = STITCHES.get(name)
        if known is None or known.id in listed or known.kind is Kind.SLIP:
            continue
        if not {fold(written) for written in known.names[terms]} & glossary.words:
            yield Finding("E_GLOSSARY", Severity.INFO, found=known.abbreviation(terms), variant="missing")
    for word, stitch in glossary.meanings.items():
        if stitch.id not in study.stitches:
            yield Finding("E_GLOSSARY", Severity.INFO, found=word, variant="unused")


def _overridden(study: Study, word: str) -> Finding:
    """What the word is usually, and what it is here: in the list's own words; it may be in no table."""
    terms = study.pattern.terms
    usual = usual_stitch(word, terms)
    entries = study.pattern.abbreviations
    listed = next((entry.meaning for entry in entries if entry.abbreviation == word), "")
    told = {"meaning": listed[:_LONGEST_QUOTE] or study.glossary.stitches[word].name(terms)}
    expected = usual.name(terms) if usual is not None else ""
    return Finding("E_GLOSSARY", Severity.INFO, found=word, expected=expected, variant="override", values=told)
