"""Judges what the site's form sends for a pattern; the answer is a Submission, or sentences by field."""

import json
from collections.abc import Mapping
from decimal import Decimal

from patrond.admin.gate import LEVEL_FACTORS, TYPE_FACTORS
from patrond.i18n import Translator
from patrond.store.contract import Submission

DEFAULT_SIZE = "adulte"
SIZE_CHARACTERS = 50  # patterns.size
WISH_CHARACTERS = 4000
_OPTIONS = 60
_OPTION_CHARACTERS = 500
_TITLE_CHARACTERS = 255


class WishFaults(ValueError):
    """The wish cannot be taken: sentences by field, ready for the front end."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(sentence for sentences in faults.values() for sentence in sentences))


class _Judge:
    """One pass over the body; collects every fault."""

    def __init__(self, body: Mapping[str, object], words: Translator) -> None:
        self._body = body
        self._words = words
        self.faults: dict[str, list[str]] = {}

    def fault(self, field: str, key: str, **values: object) -> None:
        self.faults.setdefault(field, []).append(self._words(f"page.{key}", field=field, **values))

    def choice(self, field: str, allowed: list[str]) -> str:
        value = self._body.get(field)
        if value is None or value == "":
            self.fault(field, "wish_required")
        elif not isinstance(value, str) or value not in allowed:
            self.fault(field, "wish_choice", allowed=", ".join(allowed))
        else:
            return value
        return ""

    def text(self, field: str, longest: int) -> str:
        """A text, trimmed; missing and null are empty. A number is taken as its digits, as PHP would."""
        value = self._body.get(field)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(field, "wish_text")
            return ""
        value = "".join(c for c in value if c.isprintable() or c in "\n\t").strip()
        if len(value) > longest:
            self.fault(field, "wish_too_long", longest=longest)
        return value

    def options(self) -> str:
        """The custom options as JSON text: an object, or null. An empty PHP array arrives as ``[]``."""
        value = self._body.get("custom_options")
        options = {} if value in (None, [], "") else value
        if not isinstance(options, dict) or len(options) > _OPTIONS or not all(map(_is_option, options.values())):
            self.fault("custom_options", "wish_options", most=_OPTIONS)
            return "null"
        subtype = self._body.get("subtype")
        if isinstance(subtype, str) and subtype.strip() and _is_option(subtype):
            options = {"subtype": subtype.strip()} | options
        return json.dumps(options, ensure_ascii=False) if options else "null"


def _is_option(value: object) -> bool:
    """A word, a number, a flag, or a list of such."""
    if isinstance(value, list):
        return (
            len(value) <= _OPTIONS and not any(isinstance(item, list) for item in value) and all(map(_is_option, value))
        )
    if isinstance(value, str):
        return len(value) <= _OPTION_CHARACTERS
    return value is None or isinstance(value, int | float)


def judge_wish(body: Mapping[str, object], user_id: int, words: Translator) -> Submission:
    """The body of POST /api/patterns/generate as a submission for that user. Raises WishFaults.

    Unknown fields are left alone: the front end sends some that only the site reads. Nothing is paid through
    patrond, so the price of a submission that passes the gate is 0; the gate says what it would have been.
    """
    judge = _Judge(body, words)
    type_ = judge.choice("type", list(TYPE_FACTORS))
    level = judge.choice("level", list(LEVEL_FACTORS))
    size = judge.text("size", SIZE_CHARACTERS) or DEFAULT_SIZE
    request = judge.text("specificRequest", WISH_CHARACTERS)
    options = judge.options()
    if judge.faults:
        raise WishFaults(judge.faults)
    title = words("page.wish_title", type=words(f"page.type_{type_}"), level=words(f"page.level_{level}"), size=size)
    return Submission(
        user_id=user_id,
        type=type_,
        level=level,
        size=size,
        custom_options=options,
        specific_request=request or None,
        title=title[:_TITLE_CHARACTERS],
        price=Decimal("0.00"),
    )
