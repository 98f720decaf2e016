"""Judges what the assembly refers to: rounds, parts, how many of them, colours. Only what is certain is a fault.

Parts are known by a closed table of nouns. Where a word may mean something else, or where the numbering of a piece is
not complete, nothing is said.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patrond.crochet.findings import Finding, Severity
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.labels import read_label
from patrond.crochet.grammar.normalise import clean_line, fold
from patrond.crochet.parts import LIMBS, NOUNS, parts_named
from patrond.crochet.pattern import Yarn
from patrond.crochet.study import Study

_LONGEST = 600
_PLAIN_LABEL = 8  # "Tour 12" lists nothing
_UNIT = r"(?:tours?|rangs?|rgs?|rnds?|rounds?|rows?)"
_ROUNDS = re.compile(
    rf"\b{_UNIT}\s+(?:n°\s*)?(\d{{1,3}})\b(?:\s*(?:-|à|et|to|and|&)\s*(?:(?:le|les|the)\s+)?(?:{_UNIT}\s+)?(\d{{1,3}})\b"
    r"(?!\s*(?:m|mailles?|sts?|stitch(?:es)?|cm|fois|times|mm)\b))?",
    re.IGNORECASE,
)
_IN_UNITS = ("our", "ang", "rg", "nd", "ow", "OUR", "ANG", "ND", "OW")
_PLACES = re.compile(
    r"\b(?:yeux|oeil|œil|eyes?|nez|nose|cou[ds]\w*|sew\w*|attach\w*|fix\w*|pla[cç]\w*|pos[eé]\w*|ins[eé]r\w*|brod\w*"
    r"|embroider\w*|[eé]pingl\w*|pin)\b",
    re.IGNORECASE,
)
_SEWN = re.compile(
    r"\b(?:coudre|cousez|cousons|sew|attach|assembler|assemblez)\s+(?:les\s+|la\s+|le\s+|l'|the\s+|both\s+|all\s+|on\s+)*"
    r"(?:(deux|trois|quatre|cinq|six|huit|two|three|four|five|six|eight|\d{1,2})\s+)?([^\W\d_]+)",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^\s*([^\W\d_]+)\s*\((?:x\s?)?(\d{1,2})\)\s*:")
_NUMBERS = {
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "huit": 8,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "eight": 8,
}
# Of these a pattern that sews them also makes them; a muzzle may be embroidered, a mane be of threads.
_MADE = LIMBS | {"head", "body", "ear", "tail", "wing", "fin", "horn", "sleeve"}
_AGAIN = (
    "identique",
    "deuxième",
    "seconde",
    "second ",
    "another",
    "également",
    "de même",
    "likewise",
    "same way",
    "fois",
)
_WORD = re.compile(r"[^\W\d_]+")
_LISTED = re.compile(r"[,&/]|\b(?:et|and)\b|onward|following", re.IGNORECASE)  # a label that may leave numbers out
_COLOUR = re.compile(r"\b(?:[Cc]ouleur|[Cc]oloris|[Cc]olou?r|COULEUR|COLOU?R)\s+([A-H])\b")
_NAMED_COLOUR = re.compile(r"\b([A-H])\s?(?:[:=]|\))")


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece with its name, how often it is made, and its last number (0: not known).

    ``parts`` are those that its name holds, ``alike`` with what else an author calls them: "pattes" are arms and legs.
    """

    name: str
    make: int
    last: int
    parts: frozenset[str]
    alike: frozenset[str]


def judge_assembly(study: Study) -> Iterator[Finding]:
    """E_REF: a round, a part, a number of parts or a colour that the pattern does not have; each once."""
    works = list(_works(study))
    told: set[tuple[str, str, str]] = set()
    for finding in _references(study, works) if works else ():
        key = (finding.variant, finding.found, finding.label)
        if key not in told:
            told.add(key)
            yield finding


def _references(study: Study, works: list[_Part]) -> Iterator[Finding]:
    said = [clean_line(text[:_LONGEST]) for text in study.pattern.assembly]
    for text in said:
        yield from _beyond(study, text, works, None)
        yield from _parts(study, text, works)
    for text in study.pattern.notes:
        yield from _beyond(study, clean_line(text[:_LONGEST]), works, None)
    yield from _within(study, works)
    yield from _colours(study)


def _works(study: Study) -> Iterator[_Part]:
    """Every piece with what can be said of it."""
    for piece in study.pieces:
        parts = frozenset(parts_named(piece.piece.name))
        alike = parts | LIMBS if parts & LIMBS else parts
        yield _Part(piece.piece.name, piece.piece.make, _last_number(piece), parts, alike)


def _last_number(piece: FollowedPiece) -> int:
    """The number of the last round; 0 where the numbering has a hole, an open end, or no beginning."""
    numbered = [line for line in piece.lines if line.first]
    begins = bool(numbered) and (numbered[0].first == 1 or piece.continues)
    if not begins or any(_is_open(line) for line in piece.lines):
        return 0
    # Lines without a number may be rounds all the same.
    return max(line.last for line in numbered) + sum(not line.first for line in piece.lines)


def _is_open(line: FollowedLine) -> bool:
    head = line.line.label
    label = read_label(clean_line(head)) if len(head) > _PLAIN_LABEL and _LISTED.search(head) is not None else None
    numbering = any(finding.code in ("E_NUMBERING", "E_RANGE") for finding in line.findings)
    return line.endless or numbering or (label is not None and (label.onwards or label.several))


def _within(study: Study, works: list[_Part]) -> Iterator[Finding]:
    """Eyes and the like that a round speaks of: in the piece itself, unless another is named."""
    for piece, work in zip(study.pieces, works, strict=True):
        for line in piece.lines:
            if line.traits.manner.remarks:
                yield from _beyond(study, line.line.text, works, (work, line))


def _beyond(study: Study, text: str, works: list[_Part], here: tuple[_Part, FollowedLine] | None) -> Iterator[Finding]:
    """A round beyond the last of every piece that may be meant."""
    if not any(sign in text for sign in _IN_UNITS) or _ROUNDS.search(text) is None or _PLACES.search(text) is None:
        return
    meant = _meant(study, text, works, here)
    if not meant or not all(work.last for work in meant):
        return
    last = max(work.last for work in meant)
    number = max(int(each) for found in _ROUNDS.findall(text) for each in found if each)
    if number > last:
        name = meant[0].name if len(meant) == 1 else ""
        at, label = (here[1].line.source_line, here[1].line.label) if here is not None else (0, "")
        values = {"text": text[:80]}
        yield Finding("E_REF", Severity.ERROR, name, at, label, str(last), str(number), "round", values)


def _meant(study: Study, text: str, works: list[_Part], here: tuple[_Part, FollowedLine] | None) -> list[_Part]:
    """The pieces that a sentence may be about: those it names; else the one it stands in; else any."""
    nouns = NOUNS[study.pattern.language]
    named = {nouns[word] for word in _words(text) if word in nouns}
    if named and named <= {nouns.get(fold(word)) for word in _sewn(text)}:
        return works  # "Coudre les oreilles entre les tours 4 et 9": of what they are sewn to
    found = [work for work in works if named & work.alike]
    if named and named <= frozenset().union(*(work.alike for work in found)):
        return found if here is None else [*found, here[0]]
    return [here[0]] if here is not None and not named else works


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _parts(study: Study, text: str, works: list[_Part]) -> Iterator[Finding]:
    """Parts that are sewn: whether they were made, and as many."""
    nouns = NOUNS[study.pattern.language]
    for word, said in _sewn(text).items():
        part = nouns.get(fold(word))
        if part not in _MADE:
            continue
        number = _NUMBERS.get(said.lower()) or (int(said) if said.isdigit() else 0)
        made = [work for work in works if part in work.parts] or [w for w in works if part in w.alike]
        if not made:
            yield from _missing(study, word, works)
            continue
        total = sum(work.make for work in made)
        if number > total and any(work.make > 1 for work in made) and not _made_again(study, made):
            values = {"part": word}
            yield Finding("E_REF", Severity.ERROR, made[0].name, 0, "", str(total), str(number), "count", values)


def _sewn(text: str) -> dict[str, str]:
    """The words that are said to be sewn, with their number as written: "Coudre les 3 jambes", "Jambes (2) : …"."""
    return {**{word: number for number, word in _SEWN.findall(text)}, **dict(_HEADED.findall(text))}


def _missing(study: Study, word: str, works: list[_Part]) -> Iterator[Finding]:
    """A part that no piece makes, where every piece has the name of a part and nothing else speaks of this one."""
    pattern = study.pattern
    elsewhere = (pattern.title, *pattern.materials, *pattern.notes, *pattern.tips, *pattern.special_stitches)
    lines = (line.line.text for _, line in study.lines())
    stem = fold(word)
    if len(works) < 2 or not all(work.parts for work in works):
        return
    if not any(stem in _words(text) for text in (*elsewhere, *lines)):
        yield Finding("E_REF", Severity.ERROR, found=word, variant="piece")


def _made_again(study: Study, made: Iterable[_Part]) -> bool:
    """Whether the pattern may tell elsewhere to make more of them."""
    return any(sign.isdigit() for work in made for sign in work.name) or any(word in study.text for word in _AGAIN)


def _colours(study: Study) -> Iterator[Finding]:
    """A colour by its letter that the materials, which list colours by letter, do not have."""
    pattern = study.pattern
    listed = {*_COLOUR.findall("\n".join((*pattern.materials, *_names(pattern.yarn))))}
    if len(listed) < 2:
        return
    known = listed | {*_NAMED_COLOUR.findall("\n".join((*pattern.materials, *pattern.notes)))}
    known |= {entry.abbreviation for entry in pattern.abbreviations}
    for text in (*pattern.notes, *pattern.assembly):
        for letter in _COLOUR.findall(text):
            if letter not in known:
                yield _no_colour(listed, letter)
                return
    for piece, line in study.lines():
        if "ouleur" not in line.line.text and "olo" not in line.line.text:
            continue
        for letter in _COLOUR.findall(line.line.text):
            if letter not in known:
                yield _no_colour(listed, letter, piece, line)
                return


def _names(yarns: Iterable[Yarn]) -> Iterator[str]:
    return (yarn.colour for yarn in yarns)


def _no_colour(
    listed: Iterable[str], letter: str, piece: FollowedPiece | None = None, line: FollowedLine | None = None
) -> Finding:
    name = piece.piece.name if piece is not None else ""
    at, label = (line.line.source_line, line.line.label) if line is not None else (0, "")
    return Finding("E_REF", Severity.ERROR, name, at, label, ", ".join(sorted(listed)), letter, "colour")
