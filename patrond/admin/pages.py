"""The pages that people read. What they may do there is in forms, logging in is in login."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from aiohttp import web

from patrond.admin import answers
from patrond.admin.access import Identity, Role
from patrond.admin.advice import Advice
from patrond.admin.api_jobs import JobsQuery
from patrond.admin.bodies import judged
from patrond.admin.document import read_document
from patrond.admin.facts import gather
from patrond.admin.house import Call, House
from patrond.admin.layout import render
from patrond.admin.refusals import Refusal
from patrond.admin.strip import strip_of
from patrond.admin.why import why, why_job
from patrond.desk import Desk
from patrond.jobs import Job, JobStatus
from patrond.queue.contract import Page
from patrond.store.contract import AttemptRow, PatternRow

_PER_PAGE = 30
_FILTERS = ("status", "type", "q", "after")


async def start(call: Call) -> web.StreamResponse:
    """``/``: the queue, the workers, the failures, and in words what is wrong and what to do."""
    snapshot = await call.house.snapshots.look()
    return render(
        call,
        "start.html",
        overview=call.house.control.overview(),
        snapshot=snapshot,
        counts=snapshot.facts.counts,
        strip=strip_of(snapshot.facts.counts),
        advice=why(snapshot.facts),
    )


async def workers(call: Call) -> web.StreamResponse:
    """``/workers``: each slot, and the means to scale and restart; from memory alone."""
    return render(call, "workers.html", overview=call.house.control.overview())


async def jobs(call: Call) -> web.StreamResponse:
    """``/jobs``: filters, search, and a page at a time by the last id seen. A filter that is nonsense is dropped."""
    given = {name: value for name, value in call.request.query.items() if value and name in _FILTERS}
    try:
        query = judged(JobsQuery, given | {"limit": _PER_PAGE})
    except Refusal:
        query, given = JobsQuery(limit=_PER_PAGE), {}

    def question(desk: Desk) -> tuple[Page, dict[int, int]]:
        page = desk.queue.find(query.filter())
        return page, desk.store.patterns_of_jobs([job.id for job in page.jobs]) if page.jobs else {}

    page, patterns = await call.house.door.ask(question)
    return render(
        call, "jobs.html", page=page, patterns=patterns, query=query, statuses=list(JobStatus), link=_links(given)
    )


def _links(given: dict[str, str]) -> Callable[..., str]:
    """Addresses of this listing with some filters changed; None takes one away."""

    def link(**changes: object) -> str:
        wanted = {name: value for name, value in (given | changes).items() if value is not None}
        return f"/jobs?{urlencode(wanted)}" if wanted else "/jobs"

    return link


@dataclass(frozen=True, slots=True)
class _Attempt:
    """An attempt as the page shows it; ``report`` as an object where it could be read."""

    row: AttemptRow
    report: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class _JobView:
    job: Job
    pattern: PatternRow | None
    pattern_id: int | None
    attempts: list[_Attempt]
    advice: list[Advice]

    @property
    def payload(self) -> str:
        """The payload laid out over lines, where it is JSON."""
        value = answers.loosely_parsed(self.job.payload)
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


async def job(call: Call) -> web.StreamResponse:
    """``/jobs/{id}``: what was asked, each attempt and what came of it, and why the job stands as it does."""
    overview = call.house.control.overview()
    house = call.house
    reckoned = await house.snapshots.reckoned()

    def question(desk: Desk) -> _JobView:
        found = answers.require_job(desk, call.number)
        rows = desk.store.attempts(found.id)
        pattern_id = desk.store.patterns_of_jobs([found.id]).get(found.id)
        return _JobView(
            job=found,
            pattern=desk.store.pattern(pattern_id) if pattern_id is not None else None,
            pattern_id=pattern_id,
            attempts=[_Attempt(row, _report(row)) for row in rows],
            advice=why_job(found, rows, gather(desk, overview, house.settings, house.clock, reckoned)),
        )

    view = await house.door.ask(question)
    return render(call, "job.html", view=view, job=view.job)


def _report(row: AttemptRow) -> dict[str, object] | None:
    report = answers.loosely_parsed(row.report) if row.report else None
    return report if isinstance(report, dict) and isinstance(report.get("findings"), list) else None


async def pattern(call: Call) -> web.StreamResponse:
    """``/patterns/{id}``: the pattern as a document to crochet from."""

    def question(desk: Desk) -> tuple[PatternRow | None, int | None]:
        row = desk.store.pattern(call.number)
        return row, desk.store.job_of_pattern(row.id) if row else None

    row, job_id = await call.house.door.ask(question)
    if row is None:
        raise Refusal(404, "site_no_pattern")
    pictures = await call.house.easel.picture(row)
    return render(
        call,
        "pattern.html",
        pattern=row,
        job_id=job_id,
        blocks=read_document(row.content or ""),
        pictures=pictures,
        materials=_materials(row.materials),
    )


def _materials(text: str | None) -> list[str]:
    """The materials' list; a text that is no JSON list (an older row) line by line."""
    value = answers.loosely_parsed(text or "[]")
    if isinstance(value, list):
        return [str(item) for item in value if item not in (None, "")]
    return [line.strip(" -•\t") for line in str(value).splitlines() if line.strip(" -•\t")]


async def static(call: Call) -> web.StreamResponse:
    """``/static/{name}``: one of a closed list."""
    response = call.house.looks.static(call.request, call.request.match_info["name"])
    if response is None:
        raise Refusal(404, "refused_not_found")
    return response


def to_login(request: web.Request) -> web.StreamResponse:
    """A stranger at a page that is not for strangers: log in, then come back."""
    return web.Response(status=303, headers={"Location": f"/login?next={quote(request.path_qs, safe='')}"})


def refuse_on_page(request: web.Request, refusal: Refusal, house: House) -> web.StreamResponse:
    """A no, as a page; without what the frame would say of the caller, who may not even be known."""
    call = Call(request, Identity(Role.STRANGER), house)
    response = render(call, "refused.html", status=refusal.status, refusal=refusal, sentence=refusal.text(house.words))
    response.headers.update(refusal.headers)
    return response
