"""The three forms of an answer: our plain JSON, the site's envelope, a page; each with its way of saying no."""

import json
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from aiohttp import web

from patrond.admin.refusals import Refusal
from patrond.i18n import Translator


class Surface(Enum):
    """Who reads a route's answers: people, our own clients, or the site's front end."""

    PAGE = auto()
    API = auto()
    SITE = auto()


def plain(value: Mapping[str, Any], status: int = 200) -> web.Response:
    """Our own JSON: the object as it is."""
    return web.json_response(text=_dumps(value), status=status)


def envelope(data: Mapping[str, Any], status: int = 200, message: str | None = None) -> web.Response:
    """A success in the site's envelope."""
    body: dict[str, Any] = {"success": True, "status": status}
    if message is not None:
        body["message"] = message
    return web.json_response(text=_dumps(body | {"data": data}), status=status)


def refuse_plainly(refusal: Refusal, words: Translator) -> web.Response:
    """A no of our own: ``{"error": sentence}``, with ``errors`` by field where there are some."""
    body: dict[str, Any] = {"error": refusal.text(words)}
    if refusal.errors is not None:
        body["errors"] = refusal.errors
    return _with_headers(plain(body, refusal.status), refusal)


def refuse_in_envelope(refusal: Refusal, words: Translator) -> web.Response:
    """A no in the site's envelope."""
    body: dict[str, Any] = {"success": False, "status": refusal.status, "message": refusal.text(words)}
    if refusal.errors is not None:
        body["errors"] = refusal.errors
    return _with_headers(web.json_response(text=_dumps(body), status=refusal.status), refusal)


def _with_headers(response: web.Response, refusal: Refusal) -> web.Response:
    response.headers.update(refusal.headers)
    return response


def _dumps(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
