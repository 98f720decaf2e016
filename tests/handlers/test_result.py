"""A kept draft as the site's row receives it."""

import json
from dataclasses import replace

import pytest
from patrond.crochet import generate
from patrond.crochet.pattern import Level, Pattern, PatternType
from patrond.crochet.request import Request
from patrond.handlers.order import Order
from patrond.handlers.result import fitted, pattern_result
from patrond.i18n import translator
from patrond.jobs import PatternResult, Usage
from patrond.providers.contract import Draft

HAT = Request(PatternType.HAT, Level.BEGINNER)


def stored(pattern: Pattern) -> PatternResult:
    draft = Draft(pattern, Usage(), "the prompt")
    return pattern_result(Order(42, 1, HAT), draft, Usage(input_tokens=5, output_tokens=7), "claude", translator("fr"))


def test_every_column_is_filled() -> None:
    row = stored(generate(HAT))

    assert (row.pattern_id, row.user_id, row.ai_provider, row.tokens_used) == (42, 1, "claude", 12)
    assert row.generation_prompt == "the prompt"
    assert all((row.title, row.content, row.yarn_weight, row.hook_size, row.estimated_time))
    assert all(isinstance(material, str) for material in json.loads(row.materials))


def test_texts_are_cut_to_what_columns_and_pdf_hold() -> None:
    long = "Très " * 200
    pattern = replace(
        generate(HAT), title=long, yarn_weight=long, hook_size=long, estimated_time=long, materials=(long,) * 200
    )

    row = stored(pattern)

    assert len(row.title) <= 45
    assert len(row.yarn_weight) <= 50
    assert len(row.hook_size) <= 20
    assert len(row.estimated_time) <= 100
    materials = json.loads(row.materials)
    assert len(materials) <= 60
    assert all(len(material) <= 90 for material in materials)


def test_the_list_of_materials_keeps_its_accents_readable() -> None:
    row = stored(replace(generate(HAT), materials=("Crochet 5 mm été",)))

    assert row.materials == '["Crochet 5 mm été"]'


def test_a_draft_without_a_title_gets_the_types_own() -> None:
    assert stored(replace(generate(HAT), title=" ")).title == "Bonnet"


def test_no_html_reaches_the_sites_pdf() -> None:
    row = stored(
        replace(generate(HAT), title="Bonnet <script>x</script>", materials=("laine <img src=x> bleue", "a < b"))
    )

    assert "<" not in row.title + row.content + row.materials


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [("abc", 3, "abc"), ("abc def", 6, "abc"), ("abcdef", 3, "abc"), ("", 3, ""), ("a  b", 3, "a b")],
)
def test_a_text_is_cut_between_words_where_it_can_be(text: str, most: int, cut: str) -> None:
    assert fitted(text, most) == cut
