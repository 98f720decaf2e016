"""JSON as values whose texts know the line of the input where they stand.

>>> decode('{"title":\\n "Bonnet"}')["title"].at
2
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from patrond.errors import PatrondError

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_FENCE = re.compile(r"\s*```[^\n{]*\n(.*?)(?:\n```\s*)?\Z", re.DOTALL)


class DraftError(PatrondError):
    """The text is JSON and no pattern; whoever wrote it writes it anew."""


class Written(str):
    """A text of the input and its line there, from 1; 0 where all of the input is one line."""

    __slots__ = ("at",)
    at: int


def is_json(text: str) -> bool:
    """Whether a text is meant as a JSON object, bare or fenced as in Markdown."""
    head = text[:200].lstrip()
    return head[:1] == "{" or (head.startswith("```") and head.partition("\n")[2].lstrip()[:1] == "{")


def decode(text: str) -> Any:
    """The values of a JSON object, in order, its texts as :class:`Written`.

    Raises:
        DraftError: it is not JSON; it may have been cut off.
    """
    start, end = 0, len(text)
    if (fenced := _FENCE.match(text)) is not None:
        start, end = fenced.span(1)
    ends = [match.start() for match in re.finditer("\n", text)]
    one = "\n" not in text[start:end].strip()
    lines = (0 if one else bisect_right(ends, found.start()) + 1 for found in _TEXT.finditer(text, start, end))
    try:
        # Pairs and not a dict: a key that comes twice must not put texts and places out of step.
        return _placed(json.loads(text[start:end], object_pairs_hook=_Pairs), lines)
    except (ValueError, RecursionError) as error:
        raise DraftError(
            f"cannot read the pattern: its JSON ends or breaks off ({error.__class__.__name__})"
        ) from error


class _Pairs(list[tuple[str, Any]]):
    """An object of the JSON, before its keys are known to differ."""


def _placed(value: Any, lines: Iterator[int]) -> Any:
    """The same value with its texts placed: texts come in the order in which they are written."""
    if isinstance(value, _Pairs):
        return {_written(key, lines): _placed(inner, lines) for key, inner in value}
    if isinstance(value, list):
        return [_placed(inner, lines) for inner in value]
    return _written(value, lines) if isinstance(value, str) else value


def _written(text: str, lines: Iterator[int]) -> Written:
    written = Written(text)
    written.at = next(lines, 0)
    return written
