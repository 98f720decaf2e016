"""The sentences that customers read."""

import re
from pathlib import Path

import patrond.crochet
import pytest
from patrond.i18n import LANGUAGES, translator


def answers(language: str) -> dict[str, str]:
    t = translator(language)
    return {key: t.form(key) for key in sorted(t.keys()) if key.startswith("answers.")}


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    french, english = answers("fr"), answers("en")

    assert french.keys() == english.keys()
    places = re.compile(r"\{(\w+)\}")
    for key in french:
        assert sorted(places.findall(french[key])) == sorted(places.findall(english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_short_and_shows_nothing_of_the_inside(language: str) -> None:
    for key, sentence in answers(language).items():
        assert len(sentence) <= 200, key
        for inner in ("HTTP", "API", "JSON", "Claude", "job", "payload", "SQL", "token {"):
            assert inner not in sentence, key


def test_whatever_cannot_be_made_has_a_sentence_that_says_what_to_change() -> None:
    folder = Path(patrond.crochet.__file__).parent
    codes = {code for file in folder.rglob("*.py") for code in re.findall(r'CannotMake\(\s*"(\w+)"', file.read_text())}

    assert len(codes) >= 2
    for language in LANGUAGES:
        t = translator(language)
        assert not [code for code in codes if f"answers.cannot_make_{code}" not in t]
