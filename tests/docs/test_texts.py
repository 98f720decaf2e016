"""The texts for users: both languages have the same, with the same places, and every key in the code has its text."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from patrond.i18n import LANGUAGES, translator
from patrond.log.events import EVENTS

LOCALE = Path(__file__).resolve().parents[2] / "patrond" / "locale"
DOMAINS = sorted(path.stem for path in (LOCALE / "fr").glob("*.po"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def messages(language: str, domain: str) -> dict[str, tuple[str, ...]]:
    """The texts of one file by their key; each of its forms where it has a plural."""
    with (LOCALE / language / f"{domain}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalog
        if message.id
    }


def test_both_languages_have_the_same_files():
    assert [path.stem for path in sorted((LOCALE / "en").glob("*.po"))] == DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_keys(domain):
    assert messages("fr", domain).keys() == messages("en", domain).keys()


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_places_for_values(domain):
    french, english = messages("fr", domain), messages("en", domain)

    # A singular may leave its number out: "one job", "un job".
    for key in french.keys() & english.keys():
        of_french, of_english = (placeholders(forms[-1]) for forms in (french[key], english[key]))
        assert of_french == of_english, key


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_half_a_format(language, domain):
    for key, forms in messages(language, domain).items():
        for form in forms:
            assert form.strip(), key
            placeholders(form)  # raises ValueError on a brace that stands alone


@pytest.mark.parametrize(("folder", "suffix"), [("patrond", ".py"), ("templates", ".html")])
def test_every_key_that_the_program_names_has_its_text(tree, folder, suffix):
    """Keys are found where they are literal, as a quoted ``domain.key``; one that ends in _ begins several."""
    named = re.compile(rf"""["']((?:{"|".join(DOMAINS)})\.[a-z][a-z0-9_]*)["']""")
    known = translator("en").keys()
    missing = {
        f"{path.name}: {key}"
        for path in (tree / folder).rglob(f"*{suffix}")
        for key in named.findall(path.read_text())
        if key not in known
        and key != "page.js"
        and not (key.endswith("_") and any(other.startswith(key) for other in known))
    }
    assert missing == set()


def test_every_event_of_the_log_has_its_text_and_every_text_its_event():
    texts = {key.removeprefix("log.") for key in translator("en").keys() if key.startswith("log.")}  # noqa: SIM118 - no dict

    assert set(EVENTS) == texts
