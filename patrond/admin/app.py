"""The web application: routes wrapped in their access check, errors worded by surface, headers on every answer."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from patrond.admin.access import Identity
from patrond.admin.actions import WrongState
from patrond.admin.answering import Surface, refuse_in_envelope, refuse_plainly
from patrond.admin.bodies import MOST_BYTES, form
from patrond.admin.house import Call, House
from patrond.admin.journal import Journal
from patrond.admin.pages import refuse_on_page, to_login
from patrond.admin.refusals import Refusal
from patrond.admin.routes import ROUTES, Route
from patrond.errors import DatabaseUnavailable, NotFound, NotYet, PatrondError, SchemaError

# No inline script or style, nothing from another host, no frame around us, no form that leads away.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer: browsers would then send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Server": "patrond",
}


def build_app(house: House, journal: Journal) -> web.Application:
    """The application over that house. Answers carry the security headers, and ``no-store`` unless they say else."""
    app = web.Application(client_max_size=MOST_BYTES, middlewares=[_errors(house, journal)])
    for route in ROUTES:
        app.router.add_route(route.method, route.path, _guarded(route, house))
        if route.method == "GET":
            app.router.add_route("HEAD", route.path, _guarded(route, house))
    app.on_response_prepare.append(_dress)
    return app


async def _dress(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")


def _guarded(route: Route, house: House) -> Handler:
    """The route's handler behind its access check and, for sessions, the form's token."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            identity = house.auth.identify(request)
            _admit(route, identity)
            if identity.session is not None:
                house.auth.check_form(request, identity, await _form_token(route, request))
            return await route.handler(Call(request, identity, house))
        except PatrondError as error:
            if route.surface is Surface.SITE and not _is_for_customers(error):
                raise
            return _refuse(route.surface, as_refusal(error), house, request)

    return handle


def _is_for_customers(error: PatrondError) -> bool:
    """Whether its sentence is one of ours for everybody; an operator's would tell customers of tables and paths."""
    return isinstance(error, Refusal | DatabaseUnavailable | SchemaError)


def _admit(route: Route, identity: Identity) -> None:
    if identity.may(route.access):
        return
    if identity.is_known:
        raise Refusal(403, "site_forbidden" if route.surface is Surface.SITE else "refused_role")
    raise Refusal(401, identity.fault or "site_token_missing", headers={"WWW-Authenticate": "Bearer"})


async def _form_token(route: Route, request: web.Request) -> str:
    """Where a session shows its form token: a field of a page's form, a header of the API."""
    if request.method == "POST" and route.surface is Surface.PAGE:
        return (await form(request)).get("csrf", "")
    return request.headers.get("X-Csrf-Token", "")


def as_refusal(error: PatrondError) -> Refusal:
    """Which status an error of ours has, and which sentence. What an operator reads keeps its own words."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, DatabaseUnavailable | SchemaError):
        return Refusal(503, "refused_database", headers={"Retry-After": "5"})
    if isinstance(error, NotFound):
        return Refusal(404, "refused_because", reason=str(error))
    if isinstance(error, WrongState):
        return Refusal(409, f"refused_{error.verb}", job=error.job_id, job_status=error.status)
    return Refusal(501 if isinstance(error, NotYet) else 409, "refused_because", reason=str(error))


def _refuse(surface: Surface, refusal: Refusal, house: House, request: web.Request) -> web.StreamResponse:
    if surface is Surface.SITE:
        return refuse_in_envelope(refusal, house.words)
    if surface is Surface.API:
        return refuse_plainly(refusal, house.english)
    if refusal.status == 401 and request.method in ("GET", "HEAD"):
        return to_login(request)
    return refuse_on_page(request, refusal, house)


def _errors(house: House, journal: Journal) -> Middleware:
    """What no route caught: unknown paths, wrong methods, bodies too large, and our own mistakes, which are logged."""

    @web.middleware
    async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            return _refuse(surface_of(request.path), _from_http(error), house, request)
        except Exception as error:
            journal.fault(f"{request.method} {request.path}", error)
            return _refuse(surface_of(request.path), Refusal(500, "refused_fault"), house, request)

    return errors


def _from_http(error: web.HTTPException) -> Refusal:
    keys = {404: "refused_not_found", 405: "refused_method", 413: "refused_too_large"}
    headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
    return Refusal(error.status, keys.get(error.status, "refused_request"), headers=headers)


def surface_of(path: str) -> Surface:
    """In which form a path is answered that no route has."""
    if path.startswith("/api/patterns/"):
        return Surface.SITE
    machine = path.startswith("/api/") or path in ("/healthz", "/readyz", "/metrics", "/openapi.json")
    return Surface.API if machine else Surface.PAGE
