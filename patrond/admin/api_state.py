"""The API's questions about the whole: figures, workers, instances, health."""

from aiohttp import web

from patrond.admin import answers
from patrond.admin.access import Access
from patrond.admin.advice import Advice, Severity, advice_json
from patrond.admin.answering import plain
from patrond.admin.house import Call
from patrond.admin.why import is_alive, is_ready, why


async def stats(call: Call) -> web.Response:
    """``GET /api/stats``."""
    counts, figures = (await call.house.snapshots.look()).require_figures()
    return plain(answers.stats_json(counts, figures, call.house.control.overview()))


async def workers(call: Call) -> web.Response:
    """``GET /api/workers``: from memory alone."""
    return plain(answers.workers(call.house.control.overview()))


async def instances(call: Call) -> web.Response:
    """``GET /api/instances``: answers also while the database does not, since that is then what is wrong."""
    snapshot = await call.house.snapshots.look()
    return plain(answers.instances(snapshot.facts, call.house.english))


async def healthz(call: Call) -> web.Response:
    """Whether the supervision cycle turns; a watchdog restarts us where it does not."""
    overview = call.house.control.overview()
    if not is_alive(overview):
        values = {"seconds": f"{overview.cycle_age_seconds:.0f}"}
        return plain({"status": "hung", "problem": call.house.english("page.why_cycle_late", **values)}, 503)
    return plain({"status": "ok"})


async def readyz(call: Call) -> web.Response:
    """Whether jobs are being done; what is wrong in words, without a stranger learning names or addresses."""
    overview = call.house.control.overview()
    ready = is_ready(overview)
    advice = why((await call.house.snapshots.look()).facts) if not ready else []
    if call.identity.may(Access.READ):
        problems = [advice_json(item, call.house.english) for item in advice]
        return plain({"ready": ready, "problems": problems}, 200 if ready else 503)
    return plain({"ready": ready, "problems": _for_strangers(call, advice)}, 200 if ready else 503)


def _for_strangers(call: Call, advice: list[Advice]) -> list[str]:
    """The general sentence of each problem: the database, the workers, the provider. One there is always."""
    if not advice:
        return []
    keys: list[str] = []
    for item in advice:
        if item.severity is Severity.PROBLEM:
            key = f"page.unready_{item.code.partition('_')[0]}"
            keys.append(key if key in call.house.english else "page.unready_other")
    return [call.house.english(key) for key in dict.fromkeys(keys)] or [call.house.english("page.unready_none")]
