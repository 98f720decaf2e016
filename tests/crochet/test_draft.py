"""A pattern as plain data, and back."""

import json
from dataclasses import replace

from patrond.crochet import generate
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.reading.draft import parse_json, to_draft
from patrond.crochet.request import Request

from support.wishes import every_wish


def test_a_pattern_survives_the_way_to_json_and_back() -> None:
    for wish in every_wish():
        pattern = generate(wish)

        assert parse_json(json.dumps(to_draft(pattern))) == pattern


def test_what_is_unknown_is_null() -> None:
    pattern = replace(generate(Request(PatternType.HAT, Level.BEGINNER)), gauge=None, level=None, type=None)
    data = to_draft(pattern)

    assert (data["gauge"], data["level"], data["type"]) == (None, None, None)
