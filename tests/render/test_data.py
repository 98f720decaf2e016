"""A pattern as plain data, and back."""

import json
from dataclasses import replace

from patrond.crochet import generate
from patrond.crochet.draft import parse_json
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.request import Request
from patrond.render.data import to_json

from support.wishes import every_wish


def test_a_pattern_survives_the_way_to_json_and_back() -> None:
    for wish in every_wish():
        pattern = generate(wish)

        assert parse_json(json.dumps(to_json(pattern))) == pattern


def test_what_is_unknown_is_null() -> None:
    pattern = replace(generate(Request(PatternType.HAT, Level.BEGINNER)), gauge=None, level=None, type=None)
    data = to_json(pattern)

    assert (data["gauge"], data["level"], data["type"]) == (None, None, None)
