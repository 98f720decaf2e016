"""The examples that Claude is shown: made by the generator, and held to what the prompt asks of it."""

import pytest
from patrond.crochet import Language, Level, Terms, parse_json, validate
from patrond.providers.prompt import system_block

TONGUES = [(Language.FR, Terms.FR), (Language.EN, Terms.US), (Language.EN, Terms.UK)]


@pytest.mark.parametrize(("language", "terms"), TONGUES)
def test_every_example_is_a_pattern_that_passes(language: Language, terms: Terms) -> None:
    block = system_block(language, terms)
    examples = [part.split("\n", 1)[1] for part in block.split("# Example of a pattern that passes")[1:]]

    patterns = [parse_json(example.strip(), language=language) for example in examples]

    assert {pattern.level for pattern in patterns} == set(Level)
    for pattern in patterns:
        report = validate(pattern)
        assert (pattern.terms, report.faults, report.verified) == (terms, (), report.lines)


@pytest.mark.parametrize(("language", "terms"), TONGUES)
def test_the_examples_keep_the_rules_of_the_prompt(language: Language, terms: Terms) -> None:
    block = system_block(language, terms)
    colour = {Terms.FR: "en couleur B", Terms.US: "in color B", Terms.UK: "in colour B"}[terms]

    assert block.count(f"{colour}, ") >= 2, "the rule, and the hat that follows it"
    assert "*" not in block.split("# Example of a pattern that passes", 1)[1]
