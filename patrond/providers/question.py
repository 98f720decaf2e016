"""What one call asks of the API: model, room, the system block for its cache, the turns, the schema; all as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import anthropic

from patrond.providers.draft import DraftModel

Turn = Mapping[str, object]

# Thinking is on by default, counts in max_tokens and is billed, and the checker does the arithmetic: turned down
# as far as the model allows. Opus 5.5 cannot be; the models of 4.5 think only when asked.
_THINKING: Mapping[str, Mapping[str, str]] = {
    "claude-haiku-5-5": {"type": "disabled"},
    "claude-sonnet-5-5": {"type": "between_tools"},
}


@dataclass(frozen=True, slots=True)
class Question:
    """The body of one call, in two JSON objects: what differs from call to call, and 20 kB that logs leave out."""

    told: str
    constant: str

    @property
    def body(self) -> bytes:
        """Both as one object. Half a surrogate pair, which a model's own words may bring back to it, becomes a "?"."""
        return f"{self.told[:-1]}, {self.constant[1:]}".encode("utf-8", "replace")


def question(model: str, system: str, turns: tuple[Turn, ...], room: int) -> Question:
    """What is asked. ``room`` is max_tokens; thinking counts in it where it cannot be turned off."""
    asked: dict[str, Any] = {"model": model, "max_tokens": room, "messages": turns}
    if thinking := next((how for name, how in _THINKING.items() if model.startswith(name)), None):
        asked["thinking"] = thinking
    return Question(json.dumps(asked, ensure_ascii=False), _constant(system))


@cache
def _constant(system: str) -> str:
    """Written once for each language: the SDK would copy the schema's many parts, and write them, in each call."""
    constant = {
        "system": [{"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}],
        "output_config": {"format": {"type": "json_schema", "schema": draft_schema()}},
    }
    return json.dumps(constant, ensure_ascii=False)


@cache
def draft_schema() -> dict[str, Any]:
    """The draft's schema within what the API enforces; bounds that it does not know stand in the descriptions."""
    return anthropic.transform_schema(DraftModel)
