"""Lines of our own notation under other names: each set phrase is known again and written anew; counts stay.

>>> rewrite("en couleur B, (3 ms, aug) x 6, 1 mc dans la 1re m", Notation(Terms.FR), Notation(Terms.UK), str)
'in colour B, (3 dc, inc) x 6, ss to first st'
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from string import Formatter

from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.steps import Note, Work
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.makers.notation import PHRASES, Notation
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import STITCHES

_STITCH_GAPS = frozenset({"st", "ch", "slst"})
_NAMES_OF_LINES = frozenset({"foundation_label", "round", "row"})
_BEHIND = "skipped_count"  # stands behind another phrase, without a comma
_BEFORE = "other_side"  # stands before another step, without a comma
_LOOPS = ("back_loop", "front_loop")
_GROUP = re.compile(r"\((.*)\) x (\d+)")
_LABEL = re.compile(r"(\w+?)s? (\d+)(?:-(\d+))?")
_NUMBER = r"\d+"
_DEEPEST = 6

Said = Callable[[str], str]


class NotOurs(ValueError):
    """A label or a step that is not in our notation."""


def rewrite(text: str, source: Notation, target: Notation, said: Said) -> str:
    """The line in ``target``; what counts nothing is prose, and goes through ``said``.

    Raises:
        NotOurs: a step may count and is no phrase of our notation.
    """
    return _Writer(source, target, said).line(text)


def relabel(label: str, source: Notation, target: Notation) -> str:
    """The head of a line: "Tours 5-7" as "Rnds 5-7".

    Raises:
        NotOurs: it is not written as ours are.
    """
    if not label:
        return ""
    if label == source.say("foundation_label"):
        return target.say("foundation_label")
    found = _LABEL.fullmatch(label)
    rounds = {source.say("round"): True, source.say("row"): False}
    if found is None or found[1] not in rounds:
        raise NotOurs(label)
    return target.label(int(found[2]), int(found[3] or found[2]), rounds=rounds[found[1]])


class _Writer:
    """Writes in ``target`` what it reads in ``source``."""

    def __init__(self, source: Notation, target: Notation, said: Said) -> None:
        self._source = source
        self._target = target
        self._said = said
        self._readers = _readers(source.terms)

    def line(self, text: str, depth: int = 0) -> str:
        """The steps one after the other."""
        return ", ".join(self._step(step, depth) for step in self._steps(text))

    def _steps(self, text: str) -> Iterator[str]:
        """The parts between the commas that stand in no bracket; a phrase that holds a comma is one part."""
        start = 0
        while start < len(text):
            end = self._end_of_step(text, start)
            yield text[start:end]
            start = end + len(", ")

    def _end_of_step(self, text: str, start: int) -> int:
        for key, reader in self._readers.items():
            if ", " in self._source.template(key) and (found := reader.match(text, start)):
                return found.end()
        depth = 0
        for at in range(start, len(text)):
            depth += (text[at] == "(") - (text[at] == ")")
            if not depth and text.startswith(", ", at):
                return at
        return len(text)

    def _step(self, text: str, depth: int) -> str:
        if (group := _GROUP.fullmatch(text)) is not None and depth < _DEEPEST:
            return f"({self.line(group[1], depth + 1)}) x {group[2]}"
        before = f"{self._source.say(_BEFORE)} "
        if text.startswith(before):
            return f"{self._target.say(_BEFORE)} {self._step(text[len(before) :], depth)}"
        if (behind := self._readers[_BEHIND].search(text)) is not None and behind.end() == len(text):
            return self._step(text[: behind.start()], depth) + self._written(_BEHIND, behind)
        for key, reader in self._readers.items():
            if (found := reader.fullmatch(text)) is not None:
                return self._written(key, found)
        if (work := _works(self._source.terms).fullmatch(text)) is not None:
            return self._work(work)
        if not _is_prose(text, self._source.terms):
            raise NotOurs(text)
        return self._said(text)

    def _written(self, key: str, found: "re.Match[str]") -> str:
        gaps = {name: self._target.abbreviation(name) for name in ("ch", "slst")}  # one language may not name them
        for name, value in found.groupdict().items():
            if name in _STITCH_GAPS:
                gaps[name] = self._stitch(value)
            elif name == "nth":
                gaps[name] = self._target.ordinal(int("".join(filter(str.isdigit, value))))
            else:
                gaps[name] = value
        return self._target.say(key, **gaps)

    def _work(self, found: "re.Match[str]") -> str:
        """ "3 ms", "aug", "24 demi-br dans le brin arrière"."""
        loops = {self._source.say(loop): self._target.say(loop) for loop in _LOOPS}
        number, name, loop = found.groups()
        return " ".join(part for part in (number, self._stitch(name), loops.get(loop)) if part)

    def _stitch(self, abbreviation: str) -> str:
        return self._target.abbreviation(_abbreviations(self._source.terms)[abbreviation])


@lru_cache(maxsize=8)
def _abbreviations(terms: Terms) -> Mapping[str, str]:
    """The stitch of each abbreviation."""
    return {stitch.abbreviation(terms): id for id, stitch in STITCHES.items()}


def _any_of(texts: "list[str]") -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


@lru_cache(maxsize=8)
def _works(terms: Terms) -> "re.Pattern[str]":
    """So many of a stitch, perhaps in one loop."""
    notation = Notation(terms)
    loops = _any_of([notation.say(loop) for loop in _LOOPS])
    return re.compile(rf"(?:(\d+) )?({_any_of(list(_abbreviations(terms)))})(?: ({loops}))?")


@lru_cache(maxsize=8)
def _readers(terms: Terms) -> Mapping[str, "re.Pattern[str]"]:
    """What each set phrase looks like; those with the most fixed words first."""
    notation = Notation(terms)
    keys = [key for key in PHRASES if key not in _NAMES_OF_LINES and key not in _LOOPS]
    templates = {key: notation.template(key) for key in sorted(keys, key=lambda key: -len(notation.template(key)))}
    return {key: _reader(template, terms) for key, template in templates.items()}


def _reader(template: str, terms: Terms) -> "re.Pattern[str]":
    gaps = {name: re.escape(STITCHES[name].abbreviation(terms)) for name in ("ch", "slst")}
    gaps |= {"st": _any_of(list(_abbreviations(terms))), "nth": r"\d+(?:er?|re|nd|rd|th|st)", "letter": "[A-Z]"}
    parts: list[str] = []
    for fixed, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(fixed))
        if name:
            again = any(part.startswith(f"(?P<{name}>") for part in parts)
            parts.append(f"(?P={name})" if again else f"(?P<{name}>{gaps.get(name, _NUMBER)})")
    return re.compile("".join(parts))


def _is_prose(text: str, terms: Terms) -> bool:
    """Whether nothing in a step can count, by the grammar that reads everybody's lines: as it stands among stitches."""
    plain = f"1 {STITCHES['sc'].abbreviation(terms)}"
    steps = read_line(clean_line(f"{plain}, {text}, {plain}"), Lexicon.of(terms)).steps
    return all(isinstance(step, Note) for step in steps[1:-1]) and isinstance(steps[-1], Note | Work)
