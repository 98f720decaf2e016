"""What one call asks of the API: model, room, the system block for its cache, the turns, the schema; all as JSON."""

import json
from collections.abc import AsyncIterator, Mapping
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
    """The body of one call in two parts: ``constant`` ends where ``told``, what differs from call to call, begins.

    Sent in parts, since calls wait for seconds and all of them share the 20 kB of the first.
    """

    constant: bytes
    told: str

    @property
    def body(self) -> bytes:
        """The whole of it."""
        return self.constant + self._rest

    @property
    def headers(self) -> dict[str, str]:
        """That a body in parts is sent as a whole one."""
        return {"Content-Length": str(len(self.constant) + len(self._rest))}

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.constant
        yield self._rest

    @property
    def _rest(self) -> bytes:
        """Half a surrogate pair, which a model's own words may bring back to it, becomes a "?"."""
        return f", {self.told[1:]}".encode("utf-8", "replace")


def question(model: str, system: str, turns: tuple[Turn, ...], room: int) -> Question:
    """What is asked. ``room`` is max_tokens; thinking counts in it where it cannot be turned off."""
    asked: dict[str, Any] = {"model": model, "max_tokens": room, "messages": turns}
    if thinking := next((how for name, how in _THINKING.items() if model.startswith(name)), None):
        asked["thinking"] = thinking
    return Question(_constant(system), json.dumps(asked, ensure_ascii=False))


@cache
def _constant(system: str) -> bytes:
    """Written once for each language: the SDK would copy the schema's many parts, and write them, in each call."""
    constant = {
        "system": [{"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}],
        "output_config": {"format": {"type": "json_schema", "schema": draft_schema()}},
    }
    return json.dumps(constant, ensure_ascii=False)[:-1].encode()


@cache
def draft_schema() -> dict[str, Any]:
    """The draft's schema within what the API enforces; bounds that it does not know stand in the descriptions."""
    return anthropic.transform_schema(DraftModel)
