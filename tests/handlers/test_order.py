"""Payloads as the site really writes them, read into an order."""

import json
from typing import Any

import pytest
from patrond.crochet.pattern import Language, Level, PatternType, Terms
from patrond.handlers.order import MOST_WISH, BrokenPayload, Order, read_order


def order(language: Language = Language.FR, **params: Any) -> Order:
    """The order of a payload with these params."""
    stated = {"type": "hat", "level": "beginner", "size": "adulte", **params}
    return read_order(json.dumps({"pattern_id": 42, "user_id": 1, "params": stated}), language)


def test_the_sites_own_example_is_read() -> None:
    read = order(custom_options={"stripes": "yes"}, specificRequest="avec un pompon")

    assert (read.pattern_id, read.user_id) == (42, 1)
    assert (read.request.type, read.request.level) == (PatternType.HAT, Level.BEGINNER)
    assert (read.request.size, read.request.wish) == ("adulte", "avec un pompon")
    assert read.request.options == {"stripes": "yes"}


@pytest.mark.parametrize("none", [[], {}, None, "", "null", "[]", "x", 0])
def test_no_options_come_in_many_shapes(none: object) -> None:
    assert order(custom_options=none).request.options == {}


@pytest.mark.parametrize("none", ["", None, "  ", [], {}])
def test_a_size_that_is_not_stated_is_the_sites_default(none: object) -> None:
    assert order(size=none).request.size == "adulte"


def test_params_without_size_options_and_wish_are_enough() -> None:
    payload = {"pattern_id": "42", "user_id": "1", "params": {"type": "scarf", "level": "advanced"}}

    read = read_order(json.dumps(payload), Language.EN)

    assert (read.pattern_id, read.user_id, read.request.size, read.request.wish) == (42, 1, "adulte", "")
    assert read.request.stitch_terms is Terms.US


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("bleu", "bleu"),
        (30, "30"),
        (12.5, "12.5"),
        (True, "yes"),
        (["bleu", "blanc"], "bleu, blanc"),
        (["any", "blanc", ["deep"], 3], "blanc, 3"),
        ({"value": "rayé", "label": "Rayures"}, "rayé"),
    ],
)
def test_an_options_value_becomes_a_text(value: object, read: str) -> None:
    assert order(custom_options={"colors": value}).request.options == {"colors": read}


@pytest.mark.parametrize("value", ["", "any", "auto", "Any", None, False, [], {}, ["any"]])
def test_you_choose_is_no_option(value: object) -> None:
    assert order(custom_options={"colors": value}).request.options == {}


def test_a_subtype_is_an_option() -> None:
    assert order(subtype="slouchy").request.options == {"subtype": "slouchy"}


def test_the_yarn_chosen_is_the_requests_yarn() -> None:
    assert order(custom_options={"yarn_weight": "DK"}).request.yarn_weight == "DK"


def test_a_wish_is_capped_and_rid_of_what_cannot_be_seen() -> None:
    wish = order(specificRequest="rouge\r\n\x00\x1b[31m\u202egauche\ud800 " + "a" * 5000).request.wish

    assert wish.startswith("rouge [31m gauche a")
    assert len(wish) == MOST_WISH


@pytest.mark.parametrize("wish", [None, "", [], {}, 12, ["a"]])
def test_a_wish_of_another_shape_does_no_harm(wish: object) -> None:
    assert order(specificRequest=wish).request.wish == ("12" if wish == 12 else "")


def test_too_many_options_are_cut() -> None:
    read = order(custom_options={f"key{n}" * 50: "x" * 9000 for n in range(500)})

    assert len(read.request.options) <= 30
    assert all(len(key) <= 50 and len(value) <= 200 for key, value in read.request.options.items())


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[]", "is a list"),
        ("null", "is a NoneType"),
        ('{"user_id": 1, "params": {"type": "hat", "level": "beginner"}}', "pattern_id is None"),
        ('{"pattern_id": true, "user_id": 1, "params": {"type": "hat", "level": "beginner"}}', "pattern_id is True"),
        ('{"pattern_id": -1, "user_id": 1, "params": {"type": "hat", "level": "beginner"}}', "pattern_id is -1"),
        ('{"pattern_id": 1, "user_id": 1}', "params is None"),
        ('{"pattern_id": 1, "user_id": 1, "params": []}', r"params is \[\]"),
        ('{"pattern_id": 1, "user_id": 1, "params": {"type": "robe", "level": "beginner"}}', "type is 'robe'"),
        ('{"pattern_id": 1, "user_id": 1, "params": {"type": "hat", "level": 3}}', "level is 3"),
        ('{"pattern_id": 1, "user_id": 1, "params": {"type": ["hat"]}}', "level is None"),
    ],
)
def test_a_broken_payload_says_what_is_wrong_with_it(payload: str, said: str) -> None:
    with pytest.raises(BrokenPayload, match=said):
        read_order(payload, Language.FR)


def test_every_fault_of_a_payload_is_named_at_once() -> None:
    with pytest.raises(BrokenPayload) as broken:
        read_order('{"params": {"type": "robe", "level": "expert"}}', Language.FR)

    assert len(broken.value.reasons) == 4
