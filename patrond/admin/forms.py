"""What people may do on the pages: each form posts to its page with an ``action`` and is led back to it."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

from aiohttp import web

from patrond.admin import actions
from patrond.admin.api_control import ScaleBody
from patrond.admin.api_jobs import cancel_job, changed, retry_job
from patrond.admin.bodies import form, judged
from patrond.admin.house import Call
from patrond.admin.refusals import Refusal

Fields = Mapping[str, str]
Action = Callable[[Call, Fields], Awaitable[str]]


async def start(call: Call) -> web.StreamResponse:
    """``POST /``: retry_failed, release_stuck, pause, resume."""
    return await _do(
        call,
        {
            "retry_failed": _retry_failed,
            "retry": _retry_one,
            "release_stuck": _release_stuck,
            "pause": _pause,
            "resume": _resume,
        },
    )


async def job(call: Call) -> web.StreamResponse:
    """``POST /jobs/{id}``: retry, cancel."""
    return await _do(call, {"retry": _retry, "cancel": _cancel})


async def workers(call: Call) -> web.StreamResponse:
    """``POST /workers``: scale, restart, pause, resume."""
    return await _do(call, {"scale": _scale, "restart": _restart, "pause": _pause, "resume": _resume})


async def _do(call: Call, offered: Mapping[str, Action]) -> web.StreamResponse:
    fields = await form(call.request)
    action = offered.get(fields.get("action", ""))
    if action is None:
        raise Refusal(400, "refused_action")
    done = await action(call, fields)
    call.house.snapshots.forget()
    return web.Response(status=303, headers={"Location": f"{urlsplit(call.request.path).path}?done={done}"})


async def _retry_failed(call: Call, fields: Fields) -> str:
    await call.house.door.act(lambda desk: actions.retry_failed(desk, actions.RetryWish()))
    changed(call)
    return "retried_all"


async def _retry_one(call: Call, fields: Fields) -> str:
    number = fields.get("job", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Refusal(400, "refused_action")
    await call.house.door.act(lambda desk: actions.retry(desk, int(number)))
    changed(call)
    return "retried"


async def _release_stuck(call: Call, fields: Fields) -> str:
    await call.house.door.act(actions.release_stuck)
    changed(call)
    return "released"


async def _retry(call: Call, fields: Fields) -> str:
    await retry_job(call)
    return "retried"


async def _cancel(call: Call, fields: Fields) -> str:
    await cancel_job(call)
    return "cancelled"


async def _scale(call: Call, fields: Fields) -> str:
    text = fields.get("count", "").strip()
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    await call.house.control.scale(judged(ScaleBody, {"count": count}).count)
    return "scaled"


async def _restart(call: Call, fields: Fields) -> str:
    text = fields.get("slot", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Refusal(400, "refused_action")
    await call.house.control.restart(int(text) if text else None)
    return "restarting"


async def _pause(call: Call, fields: Fields) -> str:
    await call.house.control.pause()
    return "paused"


async def _resume(call: Call, fields: Fields) -> str:
    await call.house.control.resume()
    return "resumed"
