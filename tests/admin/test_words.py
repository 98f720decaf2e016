"""The texts of the page: both languages hold the same, and everything that is asked for is there."""

import re
import string
from pathlib import Path

import patrond
import pytest
from babel.messages.pofile import read_po
from patrond.control import WorkerState
from patrond.i18n import translator
from patrond.jobs import AttemptOutcome, JobStatus

ROOT = Path(patrond.__file__).parent


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    with (ROOT / "locale" / language / "page.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    texts = {}
    for message in messages:
        key = message.id if isinstance(message.id, str) else message.id[0]
        texts[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return texts


def fields(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    french, english = catalogue("fr"), catalogue("en")
    assert french.keys() == english.keys()
    for key, texts in french.items():
        assert fields(texts) == fields(english[key]), key
        assert len(texts) == len(english[key]) and all(texts) and all(english[key]), key


def keys_asked_for() -> set[str]:
    """Every key that is written out in a template or a module of the page."""
    places = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "admin").glob("*.py")]
    text = "\n".join(place.read_text() for place in places)
    keys = set(re.findall(r"""["']page\.([a-z0-9_]+[a-z0-9])["']""", text))
    keys |= set(re.findall(r'Refusal\(\s*\d+, "([a-z_]+)"', text))
    return keys | set(re.findall(r'"(wish_[a-z_]+|site_[a-z_]+|refused_[a-z_]+|login_[a-z_]+)"', text)) - {"site_jwt"}


def test_every_key_that_is_asked_for_is_there() -> None:
    names_of_other_things = {"login_ticket", "login_url", "js"}
    missing = keys_asked_for() - catalogue("fr").keys() - names_of_other_things
    assert missing == set()


@pytest.mark.parametrize(
    "key",
    [
        *(f"status_{status.value}" for status in JobStatus),
        *(f"count_{status.value}" for status in JobStatus),
        *(f"state_{state.value}" for state in WorkerState),
        *(f"outcome_{outcome.value}" for outcome in AttemptOutcome),
        *(f"severity_{severity}" for severity in ("problem", "warning", "note")),
        *(f"done_{done}" for done in ("retried", "retried_all", "cancelled", "released", "scaled", "restarting")),
    ],
)
def test_every_state_that_is_shown_has_its_word(key: str) -> None:
    assert f"page.{key}" in translator("fr") and f"page.{key}" in translator("en")


def test_no_text_lies_unused() -> None:
    built = re.compile(
        r"(why|remedy|status|count|state|outcome|severity|done|verdict|type|level|pattern|unready|cancel_sure|refused)_"
    )
    single = {"size", "yarn_weight", "hook_size", "estimated_time"}  # asked for in a loop of pattern.html
    unused = {key for key in catalogue("fr").keys() - keys_asked_for() - single if not built.match(key)}
    assert unused == set()


def test_the_sites_own_sentences_are_kept_to_the_letter() -> None:
    words = translator("fr")
    sentences = {
        "token_missing": "Token manquant",
        "token_format": "Format de token invalide",
        "token_invalid": "Token invalide ou expiré",
        "must_pay": "Paiement requis",
        "no_pattern": "Patron introuvable",
        "not_yours": "Vous n'avez pas accès à ce patron",
        "invalid": "Erreur de validation",
    }
    assert {key: words(f"page.site_{key}") for key in sentences} == sentences
