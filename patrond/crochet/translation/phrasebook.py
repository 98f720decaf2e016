"""Our own sentences, known again in French, American and British English, and said in another of them.

What the makers say comes from tables of pairs. A sentence is matched to its pair by its fixed words; what stands in
the gaps is a number, a stitch, a size, a colour or another of our sentences, or somebody's own words, which stay.

>>> Phrasebook(Terms.FR, Terms.US).said("53,3 cm de tour et 21,9 cm de haut, pour une tête de 56 cm")
'53.3 cm around and 21.9 cm high, for a head of 56 cm'
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from string import Formatter
from typing import NamedTuple

from patrond.crochet import yarns
from patrond.crochet.makers import amigurumi_words, bag_words, garment_words, hat_words, scarf_words
from patrond.crochet.makers.words import COMMON, spelled
from patrond.crochet.pattern import Language, Terms
from patrond.crochet.sizing import size_words
from patrond.crochet.stitches import STITCHES

_TABLES = (COMMON, *(room.WORDS for room in (hat_words, scarf_words, amigurumi_words, bag_words, garment_words)))
_OWN_WORDS = frozenset({"asked", "key", "value"})  # gaps that hold what somebody wrote
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BRITISH = "_uk"  # ends the key of a sentence that the British have for themselves
_DEEPEST = 4
_LONGEST = 500


class _Pair(NamedTuple):
    """One sentence: its key, its pattern in the language that is read, its template in the one that is written."""

    key: str
    read: re.Pattern[str]
    source: str
    target: str


class Phrasebook:
    """Says in the language of ``target`` what was said in that of ``source``."""

    def __init__(self, source: Terms, target: Terms) -> None:
        self.source = source
        self.target = target

    def said(self, text: str, deep: int = 0) -> str:
        """A sentence or a word of ours in the other language; other people's words as they are."""
        if deep > _DEEPEST or len(text) > _LONGEST:
            return text
        if (word := self._word(text)) is not None:
            return word
        for pair in self._open:
            if (found := pair.read.fullmatch(text)) is not None:
                return self._filled(pair, found.groupdict(), deep)
        return self._colour(text)

    def is_ours(self, text: str, key: str) -> bool:
        """Whether a text is the sentence of that key."""
        return any(pair.key == key and pair.read.fullmatch(text) for pair in self._pairs)

    def _filled(self, pair: _Pair, gaps: Mapping[str, str], deep: int) -> str:
        values = {}
        for name, value in gaps.items():
            said = value if name in _OWN_WORDS else self.said(value, deep + 1)
            if pair.target.startswith(f"{{{name}}}"):
                said = said[:1].upper() + said[1:]
            elif (value[:1].islower() or pair.source.startswith(f"{{{name}}}")) and not said[1:2].isupper():
                said = said[:1].lower() + said[1:]
            values[name] = said
        return pair.target.format(**values)

    def _word(self, text: str) -> str | None:
        """A sentence without a gap, a number, a stitch, a yarn or a size; None where it is none of them."""
        capital = text[:1].upper() + text[1:]
        if (fixed := self._fixed.get(text) or self._fixed.get(capital)) is not None:
            return fixed
        if _NUMBER.fullmatch(text):
            return text.replace(".", ",") if self._written_in is Language.FR else text.replace(",", ".")
        if (stitch := self._stitches.get(text)) is not None:
            return stitch
        if (weight := yarns.find(text)) is not None and text.lower() == weight.name(self._read_in).lower():
            return weight.name(self._written_in)
        return size_words.retold(text, self._written_in)

    def _colour(self, text: str) -> str:
        """ "blanc (couleur B)": a name and a letter, each by itself."""
        name, opened, called = text.partition(" (")
        if not opened or not called.endswith(")"):
            return text
        return f"{self._fixed.get(name, name)} ({self.said(called[:-1], _DEEPEST)})"

    @property
    def _read_in(self) -> Language:
        return Language.FR if self.source is Terms.FR else Language.EN

    @property
    def _written_in(self) -> Language:
        return Language.FR if self.target is Terms.FR else Language.EN

    @cached_property
    def _stitches(self) -> Mapping[str, str]:
        """Names and abbreviations, small and with a capital."""
        found: dict[str, str] = {}
        for stitch in STITCHES.values():
            found.setdefault(stitch.abbreviation(self.source), stitch.abbreviation(self.target))
            name, other = stitch.name(self.source), stitch.name(self.target)
            found.setdefault(name, other)
            found.setdefault(name[:1].upper() + name[1:], other[:1].upper() + other[1:])
        return found

    @cached_property
    def _fixed(self) -> Mapping[str, str]:
        """Sentences without a gap."""
        fixed: dict[str, str] = {}
        for pair in self._pairs:
            if not pair.read.groups:
                fixed.setdefault(pair.source, pair.target)
        return fixed

    @cached_property
    def _open(self) -> tuple[_Pair, ...]:
        """Sentences with gaps, those with the most fixed words first."""
        return tuple(sorted((pair for pair in self._pairs if pair.read.groups), key=lambda pair: -_fixed_signs(pair)))

    @cached_property
    def _pairs(self) -> tuple[_Pair, ...]:
        return tuple(self._every_pair())

    def _every_pair(self) -> Iterator[_Pair]:
        for table in _TABLES:
            for key, pair in table.items():
                if not self._is_read(key, table):
                    continue
                other = table.get(f"{key.removesuffix(_BRITISH)}{_BRITISH}") if self.target is Terms.UK else None
                plain = table.get(key.removesuffix(_BRITISH), pair)
                source = spelled(pair[self._read_in is Language.EN], self.source)
                target = spelled((other or plain)[self._written_in is Language.EN], self.target)
                yield _Pair(key, _reader(source), source, target)

    def _is_read(self, key: str, table: Mapping[str, object]) -> bool:
        """The British have some sentences for themselves, instead of those of others."""
        if key.endswith(_BRITISH) and key.removesuffix(_BRITISH) in table:
            return self.source is Terms.UK
        return self.source is not Terms.UK or f"{key}{_BRITISH}" not in table


@lru_cache(maxsize=2048)
def _reader(template: str) -> re.Pattern[str]:
    """Matches what the template makes; a gap that comes twice must hold the same twice."""
    parts: list[str] = []
    seen: set[str] = set()
    for fixed, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(fixed))
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
            seen.add(name)
    return re.compile("".join(parts))


def _fixed_signs(pair: _Pair) -> int:
    return sum(len(fixed) for fixed, _, _, _ in Formatter().parse(pair.source))
