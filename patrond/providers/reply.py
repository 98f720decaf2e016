"""One call to the API and what came back, as a value: sent under our own deadline, read, judged; never raises."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import anthropic
from anthropic import AsyncAnthropic
from anthropic.types import Message

from patrond.clock import Clock
from patrond.providers.outcomes import CALL_ERRORS, Ending, Judge
from patrond.providers.question import Turn


@dataclass(frozen=True, slots=True)
class Reply:
    """What one call brought. ``outcome`` None means a text came; ``cut_off`` at max_tokens it is never parsed.

    ``status_code`` 0 and an empty ``request_id``: no answer came. Tokens are 0 where the API stated none.
    """

    seconds: float
    outcome: Ending | None = None
    text: str = ""
    cut_off: bool = False
    status_code: int = 0
    request_id: str = ""
    body: str = ""
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    @property
    def turn(self) -> Turn:
        """The answer as a turn of the conversation. Thinking is left out: the API drops that of past turns."""
        return {"role": "assistant", "content": self.text}


async def send(
    client: AsyncAnthropic, request: Mapping[str, Any], *, deadline: float, judge: Judge, clock: Clock
) -> Reply:
    """Make the call, at most ``deadline`` seconds. Cancelling closes the socket at once; the call may be billed."""
    started = clock.boottime()
    limit = asyncio.timeout(deadline)
    try:
        async with limit:
            # Raw: request id and status stay at hand when the body turns out to be no message.
            raw = await client.messages.with_raw_response.create(**request)
    except CALL_ERRORS as error:
        outcome = judge.of_timeout(deadline) if limit.expired() else judge.of_error(error, clock.utc())
        return _failed(error, outcome, clock.boottime() - started)
    came = Reply(
        seconds=clock.boottime() - started,
        status_code=raw.status_code,
        request_id=raw.request_id or "",
        body=raw.http_response.text,
    )
    try:
        return _read(await raw.parse(), came, judge)
    except CALL_ERRORS as error:
        return replace(came, outcome=judge.of_error(error, clock.utc()))


def _failed(error: Exception, outcome: Ending, seconds: float) -> Reply:
    if isinstance(error, anthropic.APIStatusError):
        body = error.body if isinstance(error.body, str) else json.dumps(error.body, ensure_ascii=False, default=str)
        return Reply(seconds, outcome, status_code=error.status_code, request_id=error.request_id or "", body=body)
    return Reply(seconds, outcome)


def _read(message: object, came: Reply, judge: Judge) -> Reply:
    """Judge a 200. The SDK builds messages without validation: any field may be missing, and HTML comes as a str."""
    if not isinstance(message, Message):
        return replace(came, outcome=judge.of_odd_answer(f"the answer is a {type(message).__name__}", came.request_id))
    stop = getattr(message, "stop_reason", None)
    blocks = getattr(message, "content", None) or ()
    text = "".join(str(block.text or "") for block in blocks if getattr(block, "type", None) == "text")
    usage = getattr(message, "usage", None)
    return replace(
        came,
        outcome=_ending(message, stop, text, judge, came.request_id),
        text=text,
        cut_off=stop == "max_tokens",
        model=str(getattr(message, "model", None) or ""),
        input_tokens=_count(usage, "input_tokens"),
        output_tokens=_count(usage, "output_tokens"),
        cache_read_tokens=_count(usage, "cache_read_input_tokens"),
        cache_write_tokens=_count(usage, "cache_creation_input_tokens"),
    )


def _count(usage: object, name: str) -> int:
    value = getattr(usage, name, None)
    return value if isinstance(value, int) else 0


def _ending(message: Message, stop: str | None, text: str, judge: Judge, request_id: str) -> Ending | None:
    if stop == "refusal":
        return judge.of_refusal(message, request_id)
    if stop == "max_tokens":
        return None
    if stop not in ("end_turn", "stop_sequence"):
        return judge.of_odd_answer(f"the answer stopped with {stop!r}", request_id)
    return None if text else judge.of_odd_answer("the answer holds no text", request_id)
