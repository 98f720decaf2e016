"""What the database knows before a draft: whether it is still wanted, the site's options, its sound references."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from patrond.crochet import parse, validate
from patrond.crochet.findings import Verdict
from patrond.crochet.pattern import Language, Level, PatternType
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import text_of
from patrond.desk import Desk
from patrond.errors import PatrondError
from patrond.handlers.order import Order, clean
from patrond.i18n import Translator, translator
from patrond.jobs import Done, Fail
from patrond.providers.contract import Brief, Reference
from patrond.store.contract import OptionRow, TemplateRow

_MOST_LINE = 400


Found = Brief | Done | Fail


def look_up(desk: Desk, orders: Sequence[Order]) -> list[Found]:
    """The brief for each order; or how its job ends without a call: its pattern is done, or it or its user is gone."""
    statuses = desk.store.statuses({order.pattern_id for order in orders})
    users = desk.store.present_users({order.user_id for order in orders})
    t = translator(desk.settings.language)
    ends = [_ended(order, statuses, users, t) for order in orders]
    wanted = [order.request for order, end in zip(orders, ends, strict=True) if end is None]
    keys = {key for request in wanted for key in request.options}
    options = desk.store.options(keys) if keys else []
    references = {kind: _references(desk, *kind) for kind in {_kind(request) for request in wanted}}

    def brief(request: Request) -> Brief:
        return Brief(request, option_lines(request, options), references[_kind(request)])

    return [end or brief(order.request) for order, end in zip(orders, ends, strict=True)]


def _ended(order: Order, statuses: Mapping[int, str], users: Collection[int], t: Translator) -> Done | Fail | None:
    if order.pattern_id not in statuses:
        return Fail(f"pattern {order.pattern_id} is gone", t("answers.pattern_gone"))
    if order.user_id not in users:
        return Fail(f"user {order.user_id} is gone", t("answers.user_gone"))
    return Done() if statuses[order.pattern_id] == "completed" else None


_Kind = tuple[PatternType, Level, str, Language]


def _kind(request: Request) -> _Kind:
    return request.type, request.level, request.size, request.language


def _references(desk: Desk, type_: PatternType, level: Level, size: str, language: Language) -> tuple[Reference, ...]:
    rows = desk.store.templates(type_.value, level.value, size)
    return tuple(found for row in rows if (found := reference(row, language)))


def option_lines(request: Request, rows: list[OptionRow]) -> tuple[str, ...]:
    """The request's options, each by the site's own prompt template where it has one, else as key and value."""
    templates = {row.key: row for row in rows}
    return tuple(_option_line(key, text_of(value), templates.get(key)) for key, value in request.options.items())


def _option_line(key: str, value: str, row: OptionRow | None) -> str:
    if row is None or not (row.ai_prompt_template or "").strip():
        return f"{key}: {value}"
    known = _known_value(row.available_values, value)
    words = {
        "value": value,
        "label": clean(known.get("label"), _MOST_LINE) or value,
        "description": clean(known.get("description"), _MOST_LINE),
    }
    # Not str.format: the site's text may hold any braces. In one pass: a value may look like a placeholder.
    line = re.sub(r"\{(value|label|description)\}", lambda found: words[found[1]], row.ai_prompt_template or "")
    return clean(line, _MOST_LINE)


def _known_value(available: str, value: str) -> dict[str, Any]:
    try:
        entries = json.loads(available or "[]")
    except ValueError:
        return {}
    entries = entries if isinstance(entries, list) else []
    found = (e for e in entries if isinstance(e, dict) and str(e.get("value")).lower() == value.lower())
    return next(found, {})


def reference(row: TemplateRow, language: Language) -> Reference | None:
    """The reference as text, if the checker finds it sound for what it claims to be; else it teaches mistakes.

    (All three reference hats that the site ships are too small for any head.)
    """
    text = _template_text(row.content, language)
    if text and _is_sound(text, row.type, row.level, row.size or "", language):
        return Reference(row.id, row.name, text)
    return None


@lru_cache(maxsize=256)  # the same few references come with every job
def _is_sound(text: str, type_: str, level: str, size: str, language: Language) -> bool:
    try:
        request = Request(PatternType(type_), Level(level), size, language)
        pattern = parse(text, language=language, type_=request.type, level=request.level)
        return validate(pattern, request).verdict is Verdict.SOUND
    except (ValueError, PatrondError):  # a type of the site's future, a size without a chart: not known to be sound
        return False


_HEADINGS = {
    "materials": ("Matériel", "Materials"),
    "instructions": ("Instructions", "Instructions"),
    "tips": ("Conseils", "Tips"),
}


def _template_text(content: str, language: Language) -> str:
    """A template's JSON (title, abbreviations, materials, gauge, instructions, tips) as a pattern reads."""
    try:
        stated = json.loads(content or "")
    except ValueError:
        return ""
    if not isinstance(stated, dict):
        return ""
    french = language is Language.FR
    parts = [str(stated.get("title") or "")]
    gauge = stated.get("gauge")
    if isinstance(gauge, dict) and gauge.get("stitches") and gauge.get("rows"):
        words = ("Échantillon : {} m x {} rangs", "Gauge: {} sts x {} rows")[0 if french else 1]
        parts.append(f"{words.format(gauge['stitches'], gauge['rows'])} = 10 x 10 cm")
    abbreviations = stated.get("abbreviations")
    if isinstance(abbreviations, dict) and abbreviations:
        parts.append("## Abréviations" if french else "## Abbreviations")
        parts += [f"- {short} : {meaning}" for short, meaning in abbreviations.items()]
    for key, heading in _HEADINGS.items():
        if lines := _flat(stated.get(key)):
            parts += [f"## {heading[0 if french else 1]}", *lines]
    return "\n".join(part for part in parts if part)


def _flat(value: object) -> list[str]:
    """Text in whatever shape a template holds it: a string, a list, or sections by title."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [line for part in value for line in _flat(part)]
    if isinstance(value, dict):
        return [line for title, part in value.items() for line in (f"{title} :", *_flat(part))]
    return [] if value is None else [str(value)]
