"""The words of the craft beside the stitches: which phrase means what, in French and English.

The grammar is written once, over these symbols; a language is a table of phrases. Articles and verbs that carry no
count ("la", "the", "faire", "work") are noise and never reach the grammar.
"""

from collections.abc import Mapping
from types import MappingProxyType

from patrond.crochet.grammar.english import ENGLISH
from patrond.crochet.grammar.french import FRENCH
from patrond.crochet.grammar.symbols import Symbol

_NUMBERS = {
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
}
_ORDINALS = {
    "fr": "_ deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "en": "_ second third fourth fifth sixth seventh eighth ninth tenth",
}


_ENDS = tuple(
    f"{until} {end} {of}{line}"
    for until in ("to", "until", "till", "til")
    for end in ("end of", "the end of")
    for of in ("", "the ", "this ")
    for line in ("round", "rnd", "row", "chain", "ch")
)
_CORNERS = tuple(
    f"corner ch{sign}{number} {space}" for sign in "- " for number in range(1, 6) for space in ("sp", "space")
)


def phrases(language: str) -> Mapping[str, tuple[Symbol, int]]:
    """Every phrase of ``language`` ("fr" or "en") with its symbol and, for numbers, its value."""
    table: dict[str, tuple[Symbol, int]] = {}
    for symbol, texts in (FRENCH if language == "fr" else ENGLISH).items():
        for text in texts.split("|"):
            table.setdefault(text, (symbol, 0))
    for value, word in enumerate(_NUMBERS[language].split(), start=1):
        table[word] = (Symbol.NUMBER, value)
    for value, word in enumerate(_ORDINALS[language].split(), start=1):
        table[word] = (Symbol.ORDINAL, value)
    if language == "en":
        table.update(dict.fromkeys(_ENDS, (Symbol.TO_END, 0)))
        table.update(dict.fromkeys(_CORNERS, (Symbol.SPACE, 0)))
    if language == "fr":
        table["une"] = (Symbol.NUMBER, 1)
    else:
        table["once"] = (Symbol.TWICE, 1)
        table["twice"] = (Symbol.TWICE, 2)
        table["thrice"] = (Symbol.TWICE, 3)
    return MappingProxyType(table)
