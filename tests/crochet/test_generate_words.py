"""The words of generated patterns: both languages say the same things, and nothing is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from patrond.crochet.makers import amigurumi_words, bag_words, garment, garment_words, hat_words, scarf_words, words
from patrond.crochet.makers.words import Table, Words, spelled
from patrond.crochet.pattern import Language, Terms

TABLES: dict[str, Table] = {
    "common": words.COMMON,
    "hat": hat_words.WORDS,
    "scarf": scarf_words.WORDS,
    "amigurumi": amigurumi_words.WORDS,
    "bag": bag_words.WORDS,
    "garment": garment_words.WORDS,
}
PAIRS = [(name, key, pair) for name, table in TABLES.items() for key, pair in table.items()]
MAKERS = Path(garment.__file__).parent


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("table", "key", "pair"), PAIRS, ids=[f"{table}-{key}" for table, key, _ in PAIRS])
def test_both_languages_have_the_same_placeholders(table: str, key: str, pair: tuple[str, str]) -> None:
    french, english = pair

    assert placeholders(french) == placeholders(english)
    assert french
    assert english


def keys_asked(source: str) -> Iterator[re.Pattern[str]]:
    """Every text in a module that may be a key: as it stands, or put together around values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.compile(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"\w*" for part in node.values]
            yield re.compile("".join(parts))


def test_every_sentence_is_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in MAKERS.glob("*.py") if not path.name.endswith("_words.py")]
    asked = {pattern for source in sources for pattern in keys_asked(source)}
    # Parts of a toy are named by the members of enums, whose values are constants too.
    unused = [key for _, key, _ in PAIRS if not any(pattern.fullmatch(key) for pattern in asked)]

    assert unused == []


def test_a_maker_overrides_no_common_word() -> None:
    for name, table in TABLES.items():
        assert name == "common" or not set(table) & set(words.COMMON)


def test_french_writes_a_comma_where_english_writes_a_point() -> None:
    table = {"wide": ("{cm} cm", "{cm} cm")}

    assert Words(Language.FR, table)("wide", cm=53.333) == "53,3 cm"
    assert Words(Language.EN, table)("wide", cm=53.0) == "53 cm"


def test_americans_have_their_own_spelling_in_every_sentence() -> None:
    for _, _, (_, english) in PAIRS:
        american = spelled(english, Terms.US)

        assert not re.search(r"(?i)colour|grey|centre|fibre|centerd", american), american
