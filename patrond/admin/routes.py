"""The table of routes, each with its access beside it. What is not in here is 404.

Still to come and 404 until then: /metrics, /openapi.json, /api/events, /patterns/{id}.pdf and .svg.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from patrond.admin import api_control, api_jobs, api_site, api_state, forms, login, pages
from patrond.admin.access import Access
from patrond.admin.answering import Surface
from patrond.admin.house import Call

Handler = Callable[[Call], Awaitable[web.StreamResponse]]

_ID = "{id:[0-9]{1,18}}"
PAGE, API, SITE = Surface.PAGE, Surface.API, Surface.SITE


@dataclass(frozen=True, slots=True)
class Route:
    """One route: what it asks of the caller, and in which form it answers."""

    method: str
    path: str
    access: Access
    surface: Surface
    handler: Handler


ROUTES = (
    # For people. A form posts to the page that it is on.
    Route("GET", "/", Access.STATS, PAGE, pages.start),
    Route("POST", "/", Access.ADMIN, PAGE, forms.start),
    Route("GET", "/jobs", Access.READ, PAGE, pages.jobs),
    Route("GET", f"/jobs/{_ID}", Access.READ, PAGE, pages.job),
    Route("POST", f"/jobs/{_ID}", Access.ADMIN, PAGE, forms.job),
    Route("GET", f"/patterns/{_ID}", Access.READ, PAGE, pages.pattern),
    Route("GET", "/workers", Access.STATS, PAGE, pages.workers),
    Route("POST", "/workers", Access.ADMIN, PAGE, forms.workers),
    Route("GET", "/login", Access.OPEN, PAGE, login.show),
    Route("POST", "/login", Access.OPEN, PAGE, login.submit),
    Route("GET", "/static/{name}", Access.OPEN, PAGE, pages.static),
    # For machines that watch.
    Route("GET", "/healthz", Access.OPEN, API, api_state.healthz),
    Route("GET", "/readyz", Access.OPEN, API, api_state.readyz),
    # Questions.
    Route("GET", "/api/stats", Access.STATS, API, api_state.stats),
    Route("GET", "/api/workers", Access.STATS, API, api_state.workers),
    Route("GET", "/api/instances", Access.READ, API, api_state.instances),
    Route("GET", "/api/jobs", Access.READ, API, api_jobs.jobs),
    Route("GET", f"/api/jobs/{_ID}", Access.READ, API, api_jobs.job),
    # Verbs.
    Route("POST", "/api/jobs/retry-failed", Access.ADMIN, API, api_jobs.retry_failed),
    Route("POST", "/api/jobs/cancel", Access.ADMIN, API, api_jobs.cancel_pending),
    Route("POST", "/api/jobs/release-stuck", Access.ADMIN, API, api_jobs.release_stuck),
    Route("POST", "/api/jobs/cleanup", Access.ADMIN, API, api_jobs.cleanup),
    Route("POST", f"/api/jobs/{_ID}/retry", Access.ADMIN, API, api_jobs.retry),
    Route("POST", f"/api/jobs/{_ID}/cancel", Access.ADMIN, API, api_jobs.cancel),
    Route("POST", "/api/pause", Access.ADMIN, API, api_control.pause),
    Route("POST", "/api/resume", Access.ADMIN, API, api_control.resume),
    Route("POST", "/api/scale", Access.ADMIN, API, api_control.scale),
    Route("POST", "/api/reload", Access.ADMIN, API, api_control.reload),
    Route("POST", "/api/restart", Access.ADMIN, API, api_control.restart),
    Route("POST", "/api/stop", Access.ADMIN, API, api_control.stop),
    # In the site's place.
    Route("POST", "/api/patterns/generate", Access.SUBMIT, SITE, api_site.generate),
    Route("GET", f"/api/patterns/{_ID}", Access.OWN, SITE, api_site.pattern),
    Route("GET", f"/api/patterns/{_ID}/status", Access.OWN, SITE, api_site.pattern_status),
)
