"""Codes, wordings and docs say the same."""

import re
import string
from pathlib import Path

import patrond.crochet
import pytest
from patrond.crochet import Finding, Severity, parse, validate
from patrond.crochet.codes import CODES, COUNTED, hint_keys, message_keys
from patrond.i18n import LANGUAGES, translator

from support.crochet_corpus import snippets

SOURCES = sorted(Path(patrond.crochet.__file__).parent.rglob("*.py"))
DOCS = Path(__file__).parents[2] / "docs" / "crochet.md"
COMMON = {"expected", "found", "label", "piece"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_wording_and_every_wording_a_finding(language: str) -> None:
    keys = translator(language).keys()
    worded = {key.removeprefix("findings.") for key in keys if key.startswith("findings.")}

    assert worded == message_keys() | hint_keys()


def test_every_code_that_the_judges_name_is_in_the_table() -> None:
    named = {
        code for source in SOURCES for code in re.findall(r'"([EWU]_[A-Z_]+)"', source.read_text(encoding="utf-8"))
    }

    assert named == set(CODES)


def test_both_languages_use_the_same_placeholders() -> None:
    french, english = translator("fr"), translator("en")

    for key in message_keys() | hint_keys():
        assert _placeholders(french.form(f"findings.{key}")) == _placeholders(english.form(f"findings.{key}")), key


def test_every_finding_of_the_corpus_fills_its_wording() -> None:
    for snippet in snippets():
        for finding in validate(parse(snippet.text)).findings:
            assert finding.message_key.removeprefix("findings.") in message_keys()
            for language in LANGUAGES:
                given = COMMON | set(finding.values)
                assert _placeholders(translator(language).form(finding.message_key)) <= given, finding
                if finding.hint is not None:
                    assert finding.hint.message_key.removeprefix("findings.") in hint_keys()
                    form = translator(language).form(finding.hint.message_key)
                    assert _placeholders(form) == set(finding.hint.values), finding


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_stitch_is_not_called_stitches(language: str) -> None:
    words = translator(language)
    plural = {key for key in message_keys() if len(set(_forms(language, key))) > 1}
    one, many = (
        words(found.message_key, **found.placeholders)
        for found in (Finding("E_CONSUME", Severity.ERROR, expected="6", found=n, values={"text": "x"}) for n in "12")
    )

    assert plural == set(COUNTED)
    assert {one.split(";")[0].split()[-1], many.split(";")[0].split()[-1]} in (
        {"stitch", "stitches"},
        {"maille", "mailles"},
    )


def _forms(language: str, key: str) -> tuple[str, ...]:
    values = {"text": "", "before": "", "sign": "", "change": "", "chain": "", "expected": "", "found": ""}
    return tuple(translator(language)(f"findings.{key}", **values, n=n) for n in (1, 2))


def test_every_code_is_explained_in_the_docs() -> None:
    text = DOCS.read_text(encoding="utf-8")

    assert [code for code in CODES if f"`{code}`" not in text] == []


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
