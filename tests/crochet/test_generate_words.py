"""The words of generated patterns: both languages say the same things, and nothing is left over."""

import re
from pathlib import Path
from string import Formatter

import pytest
from patrond.crochet import words
from patrond.crochet.makers import amigurumi_words, bag_words, garment, garment_words, hat, scarf
from patrond.crochet.pattern import Language
from patrond.crochet.words import Table, Words

TABLES: dict[str, Table] = {
    "common": words.COMMON,
    "hat": hat._WORDS,
    "scarf": scarf._WORDS,
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


def test_every_sentence_is_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in MAKERS.glob("*.py"))
    found = {(table, key): len(re.findall(rf"[\"']{key}[\"']", source)) for table, key, _ in PAIRS}
    # A maker's own table is among its sources; titles are put together from the level.
    unused = [
        (table, key)
        for (table, key), times in found.items()
        if times < (1 if table == "common" else 2) and not key.startswith("title_")
    ]

    assert unused == []


def test_a_maker_overrides_no_common_word() -> None:
    for name, table in TABLES.items():
        assert name == "common" or not set(table) & set(words.COMMON)


def test_french_writes_a_comma_where_english_writes_a_point() -> None:
    table = {"wide": ("{cm} cm", "{cm} cm")}

    assert Words(Language.FR, table)("wide", cm=53.333) == "53,3 cm"
    assert Words(Language.EN, table)("wide", cm=53.0) == "53 cm"
