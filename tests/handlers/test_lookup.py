"""The site's reference patterns and options, as a prompt gets them."""

import json
from typing import Any

import pytest
from patrond.crochet import generate
from patrond.crochet.pattern import Language, Level, PatternType
from patrond.crochet.request import Request
from patrond.handlers.lookup import option_lines, reference
from patrond.providers.contract import Reference
from patrond.store.contract import OptionRow, TemplateRow

HAT = Request(PatternType.HAT, Level.BEGINNER)


def template(**changed: Any) -> TemplateRow:
    """A template as the site stores one, made from a sound hat."""
    pattern = generate(HAT)
    assert pattern.gauge is not None
    content = {
        "title": pattern.title,
        "abbreviations": {entry.abbreviation: entry.meaning for entry in pattern.abbreviations},
        "materials": list(pattern.materials),
        "gauge": {"stitches": pattern.gauge.stitches, "rows": pattern.gauge.rows},
        "instructions": [f"{line.label} : {line.text} [{line.count}]" for line in pattern.pieces[0].lines],
        "tips": list(pattern.tips),
        **changed,
    }
    return TemplateRow(7, "Bonnet de base", "hat", "beginner", "adulte", json.dumps(content), None, None)


def with_lines(*lines: str) -> TemplateRow:
    return template(instructions=list(lines))


def test_a_sound_reference_is_given_as_text() -> None:
    found = reference(template(), Language.FR)

    assert isinstance(found, Reference)
    assert (found.id, found.name) == (7, "Bonnet de base")
    assert "Tour 2 : 6 aug [12]" in found.text


@pytest.mark.parametrize("shape", ["text", "sections"])
def test_instructions_come_as_a_text_or_in_sections(shape: str) -> None:
    lines = json.loads(template().content)["instructions"]
    instructions = "\n".join(lines) if shape == "text" else {"Bonnet": lines}

    assert reference(template(instructions=instructions), Language.FR)


def test_a_reference_with_one_wrong_count_is_left_out() -> None:
    lines = json.loads(template().content)["instructions"]
    lines[4] = lines[4].replace("[30]", "[31]")

    assert reference(with_lines(*lines), Language.FR) is None


def test_a_hat_too_small_for_any_head_is_left_out() -> None:
    small = with_lines("Tour 1 : 6 ms dans un cercle magique [6]", "Tour 2 : 6 aug [12]", "Tours 3-30 : 12 ms [12]")

    assert reference(small, Language.FR) is None


@pytest.mark.parametrize("content", ["", "null", "[]", "{", "{}", '{"instructions": 3}', '{"gauge": "18x20"}'])
def test_a_reference_of_no_use_is_left_out(content: str) -> None:
    row = TemplateRow(1, "x", "hat", "beginner", None, content, None, None)

    assert reference(row, Language.FR) is None


def test_a_reference_of_a_type_that_is_not_known_is_left_out() -> None:
    row = TemplateRow(1, "x", "sock", "beginner", None, template().content, None, None)

    assert reference(row, Language.FR) is None


@pytest.mark.parametrize(
    ("template_text", "line"),
    [
        ("Couleur : {label}", "Couleur : Bleu nuit"),
        ("{value}/{label}/{description}", "bleu/Bleu nuit/très foncé"),
        ("{unknown} {value", "{unknown} {value"),
        ("", "color: bleu"),
        (None, "color: bleu"),
    ],
)
def test_an_option_is_worded_by_the_sites_template(template_text: str | None, line: str) -> None:
    known = json.dumps([{"value": "bleu", "label": "Bleu nuit", "description": "très foncé"}])
    request = Request(PatternType.HAT, Level.BEGINNER, options={"color": "bleu"})

    assert option_lines(request, [OptionRow("color", known, template_text)]) == (line,)


@pytest.mark.parametrize("known", ["", "null", "{", '["bleu"]', "[1]"])
def test_a_list_of_values_that_cannot_be_read_leaves_the_value_as_it_is(known: str) -> None:
    request = Request(PatternType.HAT, Level.BEGINNER, options={"color": "bleu"})

    assert option_lines(request, [OptionRow("color", known, "Couleur : {label}")]) == ("Couleur : bleu",)


def test_a_value_that_looks_like_a_placeholder_is_not_filled_in() -> None:
    request = Request(PatternType.HAT, Level.BEGINNER, options={"color": "{description}"})
    known = json.dumps([{"value": "{description}", "label": "x", "description": "secret"}])

    assert option_lines(request, [OptionRow("color", known, "Couleur : {value}")]) == ("Couleur : {description}",)
