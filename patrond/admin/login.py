"""Logging in and out: a token pasted into a form, or a one-time ticket from a link, becomes a session cookie."""

from aiohttp import web

from patrond.admin.bodies import form
from patrond.admin.house import Call
from patrond.admin.layout import render
from patrond.admin.sessions import LIFETIME_SECONDS

_TOKEN_CHARACTERS = 500


async def show(call: Call) -> web.StreamResponse:
    """``GET /login``: the form; or, with a good ticket, the way in."""
    ticket = call.request.query.get("ticket")
    if ticket is None or call.request.method == "HEAD":  # a preview of the link must not use it up
        return render(call, "login.html", where=_inside(call.request.query.get("next", "/")))
    if not call.house.auth.sessions.redeem(ticket):
        return render(call, "login.html", status=403, where="/", fault="login_ticket_used")
    # A page of our own, not a redirect: after a link from elsewhere browsers keep a Strict cookie off a redirect.
    response = render(call, "welcome.html", where="/")
    _open(call, response, None)
    return response


async def submit(call: Call) -> web.StreamResponse:
    """``POST /login``: log in with a token, or leave (``leave=1``)."""
    call.house.auth.check_origin(call.request)
    fields = await form(call.request)
    if fields.get("leave"):
        return _leave(call)
    where = _inside(fields.get("next", "/"))
    token = fields.get("token", "").strip()[:_TOKEN_CHARACTERS]
    stored = call.house.auth.check_token(call.request, token)
    if stored is None:
        return render(call, "login.html", status=403, where=where, fault="login_wrong")
    response = web.Response(status=303, headers={"Location": where})
    _open(call, response, stored.sha256)
    return response


def _open(call: Call, response: web.Response, token_sha256: str | None) -> None:
    """Start a session, in place of the one that the browser may hold: its id is never one that was there before."""
    auth = call.house.auth
    if call.identity.session is not None:
        auth.sessions.close(call.identity.session)
    secret, _ = auth.sessions.open(token_sha256)
    response.set_cookie(
        auth.cookie,
        secret,
        max_age=int(LIFETIME_SECONDS),
        path="/",
        httponly=True,
        samesite="Strict",
        secure=call.request.headers.get("X-Forwarded-Proto", call.request.scheme) == "https",
    )


def _leave(call: Call) -> web.Response:
    if call.identity.session is not None:
        call.house.auth.sessions.close(call.identity.session)
    response = web.Response(status=303, headers={"Location": "/login"})
    response.del_cookie(call.house.auth.cookie, path="/")
    return response


def _inside(where: str) -> str:
    """The path to go on to, if it is one of ours: never another host, by whatever spelling of it browsers accept."""
    is_path = where.startswith("/") and not where.startswith("//") and "\\" not in where
    return where if is_path and where.isascii() and where.isprintable() else "/"
