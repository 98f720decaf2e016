"""How the fake API's calls end, by name: good drafts, drafts with a fault, and every error the real one gives."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from aiohttp import web
from patrond.crochet import generate
from patrond.crochet.pattern import Line, Pattern
from patrond.errors import CannotMake
from patrond.providers.draft import write_draft
from patrond.providers.prompt import read_request


@dataclass(frozen=True, slots=True)
class Incoming:
    """One call as it came."""

    request: web.Request
    body: Mapping[str, Any]
    number: int

    @property
    def request_id(self) -> str:
        return f"req_fake{self.number:06d}"

    @property
    def headers(self) -> dict[str, str]:
        """What every answer carries."""
        rate = {
            f"anthropic-ratelimit-{kind}-{what}": str(value)
            for kind, limit in (("requests", 1000), ("input-tokens", 2_000_000), ("output-tokens", 400_000))
            for what, value in (("limit", limit), ("remaining", limit - 1), ("reset", "2030-01-01T00:00:00Z"))
        }
        return {"request-id": self.request_id, "anthropic-organization-id": "org_fake", **rate}

    @property
    def is_repair(self) -> bool:
        """Whether faults were handed back in this call."""
        return len(self.body["messages"]) > 1

    def pattern(self) -> Pattern:
        """The sound pattern that the builtin generator makes for this call's request."""
        turn, mark = self.body["messages"][0]["content"], "</request>"
        return _sound(turn[: turn.index(mark) + len(mark)])  # what follows, a wish, makes no other pattern


Ending = Callable[[Incoming], Awaitable[web.StreamResponse]]


@lru_cache(maxsize=512)
def _sound(turn: str) -> Pattern:
    request = read_request(turn)
    try:
        return generate(request)
    except CannotMake:  # a model is not bound to the formulas' limits: the same in a yarn of its choice
        return generate(replace(request, yarn_weight=None, gauge=None, options={}))


def message(
    incoming: Incoming, text: str, *, stop_reason: str | None = "end_turn", extra: Mapping[str, Any] | None = None
) -> web.Response:
    """A 200 with this text, after a block of thinking, as current models answer."""
    first_call = incoming.number == 1
    system = len(json.dumps(incoming.body.get("system", ""))) // 4
    answer = {
        "id": f"msg_fake{incoming.number:06d}",
        "type": "message",
        "role": "assistant",
        "model": incoming.body.get("model", "claude-sonnet-5-5"),
        "content": [{"type": "thinking", "thinking": "…", "signature": "fake"}, {"type": "text", "text": text}],
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": {
            "input_tokens": len(json.dumps(incoming.body["messages"])) // 4,
            "output_tokens": len(text) // 4,
            "cache_creation_input_tokens": system if first_call else 0,
            "cache_read_input_tokens": 0 if first_call else system,
            "service_tier": "standard",
        },
        **(extra or {}),
    }
    return web.json_response(answer, headers=incoming.headers)


def error(
    status: int,
    type_: str,
    said: str,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Ending:
    """An error in the API's own form."""

    async def end(incoming: Incoming) -> web.Response:
        body: dict[str, Any] = {"type": type_, "message": said}
        if code:
            body["details"] = {"error_code": code}
        answer = {"type": "error", "error": body, "request_id": incoming.request_id}
        return web.json_response(answer, status=status, headers={**incoming.headers, **(headers or {})})

    return end


async def good(incoming: Incoming) -> web.Response:
    """A sound draft."""
    return message(incoming, write_draft(incoming.pattern()))


async def wrong(incoming: Incoming) -> web.Response:
    """A draft in which one count is off by one, every time."""
    return message(incoming, write_draft(miscounted(incoming.pattern())))


async def wrong_then_good(incoming: Incoming) -> web.Response:
    """Off by one, and right once the fault is handed back."""
    return await (good if incoming.is_repair else wrong)(incoming)


async def unverified(incoming: Incoming) -> web.Response:
    """A draft whose lines nobody's parser reads, but in which nothing is wrong."""
    return message(incoming, write_draft(_in_prose(incoming.pattern())))


async def unverified_then_good(incoming: Incoming) -> web.Response:
    return await (good if incoming.is_repair else unverified)(incoming)


async def truncated(incoming: Incoming) -> web.Response:
    """Cut off at max_tokens: half a draft, whose JSON does not close."""
    text = write_draft(incoming.pattern())
    return message(incoming, text[: len(text) // 2], stop_reason="max_tokens")


async def whole_but_cut_off(incoming: Incoming) -> web.Response:
    """Cut off just after a JSON that closes: it must not be taken for a draft."""
    return message(incoming, write_draft(incoming.pattern()), stop_reason="max_tokens")


async def refusal(incoming: Incoming) -> web.Response:
    details = {"type": "refusal", "category": "general_harms", "explanation": None}
    return message(incoming, "", stop_reason="refusal", extra={"stop_details": details, "content": []})


async def no_stop_reason(incoming: Incoming) -> web.Response:
    return message(incoming, write_draft(incoming.pattern()), stop_reason=None)


async def paused(incoming: Incoming) -> web.Response:
    return message(incoming, "…", stop_reason="pause_turn")


async def no_text(incoming: Incoming) -> web.Response:
    return message(incoming, "", extra={"content": [{"type": "thinking", "thinking": "…", "signature": "fake"}]})


async def not_a_draft(incoming: Incoming) -> web.Response:
    return message(incoming, '{"title": "Bonnet"}')


async def prose(incoming: Incoming) -> web.Response:
    return message(incoming, "Voici votre patron : montez 6 mailles…")


async def not_a_draft_then_good(incoming: Incoming) -> web.Response:
    return await (good if incoming.is_repair else not_a_draft)(incoming)


async def empty_object(incoming: Incoming) -> web.Response:
    return web.json_response({}, headers=incoming.headers)


async def broken_json(incoming: Incoming) -> web.Response:
    return web.Response(text='{"id": "msg_', content_type="application/json", headers=incoming.headers)


async def html(incoming: Incoming) -> web.Response:
    """What a proxy in between says, with status 200."""
    return web.Response(text="<html><body>Proxy login</body></html>", content_type="text/html")


async def html_502(incoming: Incoming) -> web.Response:
    return web.Response(text="<html><body>Bad gateway</body></html>", status=502, content_type="text/html")


async def hang(incoming: Incoming) -> web.Response:
    """No answer, until the caller goes away."""
    await asyncio.sleep(600)
    return web.Response()


async def cut(incoming: Incoming) -> web.StreamResponse:
    """The connection is lost before a byte of the answer."""
    assert incoming.request.transport is not None
    incoming.request.transport.abort()
    return web.Response()


async def cut_midway(incoming: Incoming) -> web.StreamResponse:
    """The connection is lost in the middle of the body."""
    response = web.StreamResponse(headers={**incoming.headers, "content-type": "application/json"})
    response.content_length = 100_000
    await response.prepare(incoming.request)
    await response.write(b'{"id": "msg_half", ')
    assert incoming.request.transport is not None
    incoming.request.transport.close()
    return response


def miscounted(pattern: Pattern) -> Pattern:
    """The pattern with the stated count of one line, in the middle of its first piece, one too high."""
    piece = pattern.pieces[0]
    at = next(i for i in range(len(piece.lines) // 2, len(piece.lines)) if piece.lines[i].count)
    lines = tuple(replace(line, count=line.count + 1) if i == at else line for i, line in enumerate(piece.lines))
    return replace(pattern, pieces=(replace(piece, lines=lines), *pattern.pieces[1:]))


def _in_prose(pattern: Pattern) -> Pattern:
    def untold(line: Line) -> Line:
        return replace(line, text="travailler 3 fois le motif A autour de l'arceau central")

    pieces = tuple(replace(piece, lines=tuple(untold(line) for line in piece.lines)) for piece in pattern.pieces)
    return replace(pattern, pieces=pieces)


def _rate_limit(after: str = "30") -> Ending:
    return error(429, "rate_limit_error", "This request would exceed the rate limit.", headers={"retry-after": after})


ENDINGS: dict[str, Callable[..., Ending]] = {
    **{
        ending.__name__: partial(lambda chosen: chosen, ending)
        for ending in (
            good,
            wrong,
            wrong_then_good,
            unverified,
            unverified_then_good,
            truncated,
            whole_but_cut_off,
            refusal,
            no_stop_reason,
            paused,
            no_text,
            not_a_draft,
            not_a_draft_then_good,
            prose,
            empty_object,
            broken_json,
            html,
            html_502,
            hang,
            cut,
            cut_midway,
        )
    },
    "rate_limit": _rate_limit,
    "rate_limit_silent": lambda: error(429, "rate_limit_error", "Slow down."),
    "overloaded": lambda: error(529, "overloaded_error", "Overloaded"),
    "overloaded_500": lambda: error(500, "overloaded_error", "Overloaded"),
    "unavailable": lambda: error(503, "api_error", "Service unavailable"),
    "internal": lambda: error(500, "api_error", "Internal server error"),
    "bad_gateway": lambda: error(502, "api_error", "Bad gateway"),
    "gateway_timeout": lambda: error(504, "timeout_error", "Timed out"),
    "request_timeout": lambda: error(408, "timeout_error", "Request timed out"),
    "conflict": lambda: error(409, "conflict_error", "Conflict"),
    "unauthorized": lambda: error(401, "authentication_error", "invalid x-api-key"),
    "payment": lambda: error(402, "billing_error", "Payment required"),
    "forbidden": lambda: error(403, "permission_error", "Not allowed"),
    "no_model": lambda: error(404, "not_found_error", "model: claude-nonesuch"),
    "on_hold": lambda: error(400, "invalid_request_error", "On hold.", "organization_on_hold"),
    "spend_limit": lambda: error(
        429, "rate_limit_error", "Spend limit.", "enforced_spend_limit_reached", {"retry-after": "3600"}
    ),
    "contract_limit": lambda: error(429, "rate_limit_error", "Spend limit.", "contract_spend_limit_reached"),
    "no_credit": lambda: error(400, "invalid_request_error", "Your credit balance is too low to access the API."),
    "usage_limit": lambda: error(400, "invalid_request_error", "You have reached your specified API usage limits."),
    "bad_request": lambda: error(400, "invalid_request_error", "max_tokens: too large"),
    "too_large": lambda: error(413, "invalid_request_error", "Request too large"),
    "unprocessable": lambda: error(422, "invalid_request_error", "Unprocessable"),
}
"""Each makes an ending; what stands after a colon in a script is its argument (``rate_limit:30``)."""
