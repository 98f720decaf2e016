"""A draft's JSON on its way to a pattern: what is tidied, what is refused, what cannot be changed by it."""

import json
from typing import Any

import anthropic
import pytest
from patrond.crochet import generate
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.request import Request
from patrond.providers.draft import DraftFaults, DraftModel, read_draft, write_draft

HAT = Request(PatternType.HAT, Level.BEGINNER)


def hat() -> dict[str, Any]:
    """The JSON of a sound hat, to be spoilt."""
    return json.loads(write_draft(generate(HAT)))


def first_line(**line: object) -> str:
    draft = hat()
    draft["pieces"][0]["lines"][0] |= line
    return json.dumps(draft)


@pytest.mark.parametrize("type_", list(PatternType))
def test_what_is_written_is_read_as_the_same_pattern(type_: PatternType) -> None:
    request = Request(type_, Level.INTERMEDIATE)
    pattern = generate(request)

    assert read_draft(write_draft(pattern), request) == pattern


@pytest.mark.parametrize(
    ("label", "text", "count", "tidied"),
    [
        ("Tour 1", "Tour 1 : 6 ms dans un cercle magique [6]", 6, "6 ms dans un cercle magique"),
        ("Tour 1 :", "6 ms dans un cercle magique (6 ms)", 6, "6 ms dans un cercle magique"),
        ("Tour 1", "TOUR 1 - 6 ms dans un cercle magique, [6].", 6, "6 ms dans un cercle magique"),
        ("Tour 1", "6 ms dans un cercle magique [6]", None, "6 ms dans un cercle magique"),
        ("Tour 1", "Tour 12 comme avant", 6, "Tour 12 comme avant"),
        ("Tour 1", "1 aug (2 ms)", 6, "1 aug (2 ms)"),
        ("Tour 1", "[6]", 6, "[6]"),
    ],
)
def test_a_label_and_a_count_said_twice_are_said_once(label: str, text: str, count: int | None, tidied: str) -> None:
    line = read_draft(first_line(label=label, text=text, count=count), HAT).pieces[0].lines[0]

    assert (line.label, line.text, line.count) == ("Tour 1", tidied, 6)


def test_a_text_that_contradicts_its_count_is_refused_with_its_place() -> None:
    with pytest.raises(DraftFaults, match=r"Tour 1: the text says \[7\] and count says 6"):
        read_draft(first_line(text="7 ms dans un cercle magique [7]"), HAT)


@pytest.mark.parametrize("said", ["Spiral", "SPIRAL", " spiral "])
def test_the_letter_case_of_a_choice_is_not_promised_and_does_not_matter(said: str) -> None:
    draft = hat()
    draft["pieces"][0]["worked"] = said

    assert read_draft(json.dumps(draft), HAT).pieces[0].worked == "spiral"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("pieces", [], "pieces"),
        ("gauge", {"stitches": 0, "rows": 10}, "gauge.stitches"),
        ("terms", "us", "terms: expected 'fr', found 'us'"),
        ("yarn", [{"colour": "bleu", "metres": -3, "grams": None}], "yarn.0.metres"),
        ("title", "", "title"),
        ("level", "expert", "level"),
    ],
)
def test_what_the_api_cannot_bound_is_bounded_here(key: str, value: object, said: str) -> None:
    with pytest.raises(DraftFaults, match=said):
        read_draft(json.dumps(hat() | {key: value}), HAT)


@pytest.mark.parametrize("text", ["", "null", "[]", "{", "Voici votre patron", '{"title": "x"}', "\ud800"])
def test_what_is_no_draft_is_refused_in_words(text: str) -> None:
    with pytest.raises(DraftFaults) as refused:
        read_draft(text, HAT)

    assert refused.value.faults


def test_a_draft_cannot_change_type_level_or_language() -> None:
    pattern = read_draft(json.dumps(hat() | {"level": "advanced"}), HAT)

    assert (pattern.type, pattern.level, pattern.language) == (HAT.type, HAT.level, HAT.language)


def test_lines_are_numbered_through_all_pieces() -> None:
    request = Request(PatternType.AMIGURUMI, Level.BEGINNER)
    pattern = read_draft(write_draft(generate(request)), request)

    numbers = [line.source_line for piece in pattern.pieces for line in piece.lines]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_schema_keeps_within_what_the_api_takes() -> None:
    schema = anthropic.transform_schema(DraftModel)
    objects = [schema, *schema["$defs"].values()]
    properties = [(made, name, said) for made in objects for name, said in made["properties"].items()]

    assert all(made["additionalProperties"] is False for made in objects)
    assert sum(name not in made["required"] for made, name, _ in properties) <= 24
    assert sum("anyOf" in said for _, _, said in properties) <= 16
    assert all(said.get("minItems", 0) in (0, 1) for _, _, said in properties)
    assert not {"minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum"} & {
        bound for _, _, said in properties for bound in said
    }
