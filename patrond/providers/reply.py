"""One call to the API and what came back, as a value: sent under our own deadline, read, judged; never raises."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import anthropic
import httpx2
from anthropic import AsyncAnthropic

from patrond.clock import Clock
from patrond.providers.outcomes import CALL_ERRORS, Ending, Judge
from patrond.providers.question import Question, Turn

ENDPOINT = "/v1/messages"


@dataclass(frozen=True, slots=True)
class Reply:
    """What one call brought. ``outcome`` None means a text came; ``cut_off`` at max_tokens it is never parsed.

    ``status_code`` 0 and an empty ``request_id``: no answer came. Tokens are 0 where the API stated none.
    ``is_json``: ``body`` is.
    """

    seconds: float
    outcome: Ending | None = None
    text: str = ""
    cut_off: bool = False
    status_code: int = 0
    request_id: str = ""
    body: str = ""
    is_json: bool = False
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    @property
    def turn(self) -> Turn:
        """The answer as a turn of the conversation. Thinking is left out: the API drops that of past turns."""
        return {"role": "assistant", "content": self.text}


async def send(client: AsyncAnthropic, question: Question, *, deadline: float, judge: Judge, clock: Clock) -> Reply:
    """Make the call, at most ``deadline`` seconds. Cancelling closes the socket at once; the call may be billed.

    By the SDK's ``post``, which gets the body as it is to be sent, and gives the answer as it came: ``messages.create``
    takes a third more of CPU time (measured) to copy what we ask and to build a model of what we read.
    """
    started = clock.boottime()
    limit = asyncio.timeout(deadline)
    try:
        async with limit:
            response = await client.post(
                ENDPOINT, cast_to=httpx2.Response, content=question, options={"headers": question.headers}
            )
    except CALL_ERRORS as error:
        outcome = judge.of_timeout(deadline) if limit.expired() else judge.of_error(error, clock.utc())
        return _failed(error, outcome, clock.boottime() - started)
    came = Reply(
        seconds=clock.boottime() - started,
        status_code=response.status_code,
        request_id=response.headers.get("request-id", ""),
        body=response.text,
    )
    try:
        answer = json.loads(came.body)
    except ValueError as error:
        return replace(came, outcome=judge.of_error(error, clock.utc()))
    return _read(answer, replace(came, is_json=True), judge)


def _failed(error: Exception, outcome: Ending, seconds: float) -> Reply:
    if not isinstance(error, anthropic.APIStatusError):
        return Reply(seconds, outcome)
    is_json = not isinstance(error.body, str)
    body = json.dumps(error.body, ensure_ascii=False, default=str) if is_json else str(error.body)
    request_id = error.request_id or ""
    return Reply(seconds, outcome, status_code=error.status_code, request_id=request_id, body=body, is_json=is_json)


def _read(answer: object, came: Reply, judge: Judge) -> Reply:
    """Judge a 200 by its JSON: any field may be missing or of another kind.

    Read here, not by the SDK: of its models for a message we need eight values, and building them took a sixth of the
    CPU time of a call (measured).
    """
    if not isinstance(answer, Mapping):
        return replace(came, outcome=judge.of_odd_answer(f"the answer is a {type(answer).__name__}", came.request_id))
    stop = answer.get("stop_reason")
    text = "".join(_texts(answer.get("content")))
    usage = _mapping(answer.get("usage"))
    return replace(
        came,
        outcome=_ending(answer, stop, text, judge, came.request_id),
        text=text,
        cut_off=stop == "max_tokens",
        model=str(answer.get("model") or ""),
        input_tokens=_count(usage, "input_tokens"),
        output_tokens=_count(usage, "output_tokens"),
        cache_read_tokens=_count(usage, "cache_read_input_tokens"),
        cache_write_tokens=_count(usage, "cache_creation_input_tokens"),
    )


def _texts(blocks: object) -> Iterator[str]:
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Mapping) and block.get("type") == "text":
            yield str(block.get("text") or "")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(usage: Mapping[str, Any], name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) else 0


def _ending(answer: Mapping[str, Any], stop: object, text: str, judge: Judge, request_id: str) -> Ending | None:
    if stop == "refusal":
        return judge.of_refusal(_mapping(answer.get("stop_details")).get("category"), request_id)
    if stop == "max_tokens":
        return None
    if stop not in ("end_turn", "stop_sequence"):
        return judge.of_odd_answer(f"the answer stopped with {stop!r}", request_id)
    return None if text else judge.of_odd_answer("the answer holds no text", request_id)
