"""What one call asks of the API: model, room, the system block for its cache, the turns, the schema of the answer."""

from collections.abc import Mapping
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


def question(model: str, system: str, turns: tuple[Turn, ...], room: int) -> dict[str, Any]:
    """What ``messages.create`` gets. ``room`` is max_tokens; thinking counts in it where it cannot be turned off."""
    asked: dict[str, Any] = {
        "model": model,
        "max_tokens": room,
        "system": [{"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}],
        "messages": list(turns),
        "output_config": {"format": {"type": "json_schema", "schema": draft_schema()}},
    }
    thinking = next((how for name, how in _THINKING.items() if model.startswith(name)), None)
    return asked | ({"thinking": thinking} if thinking else {})


@cache
def draft_schema() -> dict[str, Any]:
    """The draft's schema within what the API enforces; bounds that it does not know stand in the descriptions."""
    return anthropic.transform_schema(DraftModel)
