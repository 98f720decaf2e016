"""What every page has around its content: who is logged in, where one is, what may be done here."""

from typing import Any

from aiohttp import web

from patrond.admin.access import Access, Role
from patrond.admin.house import Call


def render(call: Call, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """A page with its frame. ``fault`` and ``done`` are keys of sentences to show on top, or None."""
    identity, auth = call.identity, call.house.auth
    session = auth.sessions.get(identity.session) if identity.session else None
    frame = {
        "place": "/" + call.request.path.split("/", 2)[1],
        "here": call.request.path,
        "csrf": session.csrf if session else "",
        "who": identity.name if identity.is_known else "",
        "may_read": identity.may(Access.READ),
        "may_act": identity.role is Role.ADMIN,
        "fault": None,
        "done": _done(call.request.query.get("done", "")),
        "now": call.house.clock.now(),
    }
    return call.house.looks.page(template, status=status, **(frame | values))


DONE = frozenset({"retried", "retried_all", "cancelled", "released", "scaled", "restarting", "paused", "resumed"})


def _done(key: str) -> str | None:
    """What a form brought about, from the address it led to: a key of a closed list, never a text."""
    return key if key in DONE else None
