"""Tells how the words that not all authors mean alike were read: db, dbr, bs, mc, tr, each once, and by whose word.

"db" is a demi-bride or a double bride, "mc" a maille coulée, a magic circle or the main colour, "tr" another stitch in
American and in British terms. Of a word that the pattern's list uses in a way of its own E_GLOSSARY tells.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import Stitch
from patrond.crochet.study import Study

_FRENCH = ("db", "dbr", "bs", "mc")
_ENGLISH = ("mc", "tr", "dc")
_WORDS: Mapping[Terms, tuple[str, ...]] = {Terms.FR: _FRENCH, Terms.US: _ENGLISH, Terms.UK: _ENGLISH}
_DISPUTED = frozenset({"db", "dbr"})  # in French alone: worth a word even where the pattern's list has it
_LADDER = frozenset({"tr", "dc"})  # their names do not tell them: "treble crochet" is two stitches
_OTHER = {Terms.US: Terms.UK, Terms.UK: Terms.US}
_SHOW_TERMS = frozenset({"sc", "hdc"})


class _Use(NamedTuple):
    """Where a word is first used, as it is written there."""

    piece: FollowedPiece
    line: FollowedLine
    word: str


def judge_doubtful_words(study: Study) -> Iterator[Finding]:
    """W_READING of words, as information."""
    for word in _WORDS[study.pattern.terms]:
        if word in study.text and _is_doubtful(study, word):
            for spelled in _spellings(study, word):
                yield from _judged(study, word, spelled)


def _is_doubtful(study: Study, word: str) -> bool:
    """Whether it is worth looking for: "dc" where nothing tells the terms, others where no list settles them."""
    if word == "dc":
        return _how_terms_are_known(study) == "unnamed"
    return word in _DISPUTED or word in _LADDER or not _among(study.glossary.meanings, word)


def _spellings(study: Study, word: str) -> Sequence[str]:
    """The word, or each of those that the pattern's list tells apart by case: "dbr" and "Dbr"."""
    listed = [name for name in study.glossary.meanings if name.lower() == word]
    return listed if len(listed) > 1 else (word,)


def _judged(study: Study, word: str, spelled: str) -> Iterator[Finding]:
    token = next(iter(study.lexicon.tokens(spelled)), None)
    stitch = token.stitch if token is not None else None
    use = _first_use(study, _looked_for(spelled, any_case=spelled == word), stitch)
    if use is None or use.word in {name.rstrip(".") for name in study.glossary.overrides}:
        return
    terms = study.pattern.terms
    if stitch is None:
        yield _about(use, "ring" if _is_ring(study, use) else "colour")
    elif word in _LADDER:
        other = _OTHER[terms]
        told = {"terms": terms.value.upper(), "other": other.value.upper(), "same": stitch.name(other)}
        yield _about(use, _how_terms_are_known(study), stitch.name(terms), told)
    else:
        listed = _among(study.glossary.meanings, use.word)
        yield _about(use, "list" if listed else "usual", stitch.name(terms))


def _how_terms_are_known(study: Study) -> str:
    if study.pattern.terms_named:
        return "terms"
    return "shown" if study.pattern.terms is Terms.UK or _SHOW_TERMS & study.stitches else "unnamed"


@lru_cache(maxsize=64)
def _looked_for(word: str, *, any_case: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", re.IGNORECASE if any_case else 0)


def _first_use(study: Study, looked_for: re.Pattern[str], stitch: Stitch | None) -> _Use | None:
    for piece, line in study.lines():
        if stitch is not None and stitch.id not in line.instructions.stitches:
            continue
        if (found := looked_for.search(line.line.text)) is not None:
            return _Use(piece, line, found[0])
    return None


def _among(names: Iterable[str], word: str) -> bool:
    """Whether a list has the word: "dbr." is "dbr"."""
    return any(name.rstrip(".").lower() == word.lower() for name in names)


def _is_ring(study: Study, use: _Use) -> bool:
    """Whether "MC" is the magic circle: as the list says, else by its place; "in MC" is one where a piece begins."""
    own = _meaning(study, use.word)
    if own:
        return _names_ring(study, own)
    begins = not use.line.below.options and not use.line.below.chain and use.line.first <= 1
    return begins or _names_ring(study, use.line.line.text)


def _names_ring(study: Study, text: str) -> bool:
    return any(token.symbol is Symbol.RING for token in study.lexicon.tokens(clean_line(text)))


def _meaning(study: Study, word: str) -> str:
    entries = study.pattern.abbreviations
    return next((entry.meaning for entry in entries if _among((entry.abbreviation,), word)), "")


def _about(use: _Use, variant: str, expected: str = "", values: Mapping[str, str] | None = None) -> Finding:
    name, line = use.piece.piece.name, use.line.line
    return Finding(
        "W_READING", Severity.INFO, name, line.source_line, line.label, expected, use.word, variant, values or {}
    )
