"""Reading what a request carries: JSON objects, forms and query values, bounded in size and time."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from patrond.admin.refusals import Refusal, invalid

MOST_BYTES = 64 * 1024
_READ_SECONDS = 10.0  # a body that trickles in holds a connection, nothing else, and not for long

M = TypeVar("M", bound=BaseModel)


async def json_object(request: web.Request) -> dict[str, Any]:
    """The request's JSON object; an empty body is an empty object. Raises Refusal 400, 408 or 413.

    The content type is not looked at, as the site does not: a browser cannot send this cross-site with our
    credentials, which forms and sessions are checked for before.
    """
    raw = await _read(request)
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw.decode(), parse_constant=_no_constant)
        # A lone surrogate passes the parser and fails in the database or the log.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refusal(400, "refused_json") from None
    if not isinstance(body, dict):
        raise Refusal(400, "refused_json_object")
    return body


async def body_as(request: web.Request, model: type[M]) -> M:
    """The JSON object as a model. Raises Refusal 422 with sentences by field, 400, 408 or 413."""
    return judged(model, await json_object(request))


def judged(model: type[M], values: Mapping[str, object]) -> M:
    """The values as a model. Raises Refusal 422 with sentences by field."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        faults: dict[str, list[str]] = {}
        for fault in error.errors(include_url=False, include_context=False, include_input=False):
            faults.setdefault(".".join(map(str, fault["loc"])) or "body", []).append(fault["msg"])
        raise invalid(faults) from None


async def form(request: web.Request) -> dict[str, str]:
    """The fields of an urlencoded form; the first of a name counts. Raises Refusal 408, 413 or 415."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refusal(415, "refused_form")
    await _read(request)
    fields: dict[str, str] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, str):
            fields.setdefault(name, value)
    return fields


async def _read(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return await request.read()
    except TimeoutError:
        raise Refusal(408, "refused_body_slow", headers={"Connection": "close"}) from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
