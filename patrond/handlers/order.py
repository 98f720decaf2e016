"""A job's payload as the site really writes it, read into an order: which pattern, for whom, what is wished."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from patrond.crochet.pattern import Language, Level, PatternType, Terms
from patrond.crochet.request import Request

MOST_WISH = 1000
_MOST_SIZE = 50
_MOST_KEY = 50
_MOST_VALUE = 200
_MOST_OPTIONS = 30
_DEFAULT_SIZE = "adulte"  # the site's default for every type
_NO_CHOICE = frozenset({"", "any", "auto"})  # the site's words for "you choose"

E = TypeVar("E", bound=StrEnum)


class BrokenPayload(ValueError):
    """The payload is no order. ``reasons`` say each thing that is wrong."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reasons))


@dataclass(frozen=True, slots=True)
class Order:
    """What a job of type generate_pattern asks for."""

    pattern_id: int
    user_id: int
    request: Request


def read_order(payload: str, language: Language) -> Order:
    """The order in a payload. Texts are cleaned and capped; what is empty or missing gets the site's default.

    Raises:
        BrokenPayload: no JSON object, no pattern or user, or a type or level that the site does not have.
    """
    try:
        stated = json.loads(payload)
    except ValueError as error:
        raise BrokenPayload([f"the payload is no JSON: {error}"]) from None
    if not isinstance(stated, dict):
        raise BrokenPayload([f"the payload is a {type(stated).__name__}, expected an object"])
    reasons: list[str] = []
    pattern_id = _id(stated, "pattern_id", reasons)
    user_id = _id(stated, "user_id", reasons)
    params = stated.get("params")
    if not isinstance(params, dict):
        reasons.append(f"params is {params!r}, expected an object")
        raise BrokenPayload(reasons)
    type_ = _choice(PatternType, params, "type", reasons)
    level = _choice(Level, params, "level", reasons)
    if reasons or type_ is None or level is None:
        raise BrokenPayload(reasons)
    return Order(pattern_id, user_id, _request(type_, level, params, language))


def clean(value: object, most: int) -> str:
    """A text from outside on one line, without control and format characters, at most ``most`` characters.

    >>> clean(" bleu\\r\\n\\x00 marine ", 20), clean(None, 5), clean(["a"], 5)
    ('bleu marine', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    # Cc: control; Cf: bidirectional overrides and joiners; Cs: halves of surrogate pairs, which no UTF-8 can hold.
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in str(value))
    return " ".join(kept.split())[:most].rstrip()


def _request(type_: PatternType, level: Level, params: Mapping[str, Any], language: Language) -> Request:
    options = _options(params.get("custom_options"))
    if subtype := clean(params.get("subtype"), _MOST_VALUE):
        options.setdefault("subtype", subtype)
    terms = options.get("terms", "").lower()
    return Request(
        type=type_,
        level=level,
        size=clean(params.get("size"), _MOST_SIZE) or _DEFAULT_SIZE,
        language=language,
        terms=Terms(terms) if terms in (Terms.US, Terms.UK) else None,
        yarn_weight=options.get("yarn_weight"),
        options=options,
        wish=clean(params.get("specificRequest"), MOST_WISH),
    )


def _options(stated: object) -> dict[str, str]:
    """Options as key and text. PHP sends an empty array where there are none, and sometimes JSON within JSON."""
    if isinstance(stated, str):
        try:
            stated = json.loads(stated)
        except ValueError:
            return {}
    if not isinstance(stated, dict):
        return {}
    read = {clean(key, _MOST_KEY): _option_value(value) for key, value in list(stated.items())[:_MOST_OPTIONS]}
    return {key: value for key, value in read.items() if key and value.lower() not in _NO_CHOICE}


def _option_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):  # the whole entry of a select, as some forms send it
        return _option_value(value.get("value"))
    if isinstance(value, list):
        chosen = (_option_value(part) for part in value if not isinstance(part, list | dict))
        return ", ".join(part for part in chosen if part.lower() not in _NO_CHOICE)[:_MOST_VALUE]
    return clean(value, _MOST_VALUE)


def _id(stated: Mapping[str, Any], key: str, reasons: list[str]) -> int:
    value = stated.get(key)
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    reasons.append(f"{key} is {value!r}, expected a positive number")
    return 0


def _choice(choices: type[E], params: Mapping[str, Any], key: str, reasons: list[str]) -> E | None:
    value = params.get(key)
    try:
        return choices(str(value).strip().lower())
    except ValueError:
        reasons.append(f"{key} is {value!r}, expected one of {', '.join(choices)}")
        return None
