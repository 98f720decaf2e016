"""The API's verbs for the supervisor: pause, resume, scale, reload, restart, stop."""

from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, StrictInt

from patrond.admin import answers
from patrond.admin.answering import plain
from patrond.admin.bodies import body_as
from patrond.admin.house import Call


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScaleBody(_Body):
    """``count`` workers, 0 to 64."""

    count: Annotated[StrictInt, Field(ge=0, le=64)]


class RestartBody(_Body):
    """``slot`` of one worker, or null for all, one by one."""

    slot: Annotated[StrictInt, Field(ge=0)] | None = None


class NoBody(_Body):
    """Nothing to say."""


async def pause(call: Call) -> web.Response:
    """``POST /api/pause``: no new job is reserved."""
    await body_as(call.request, NoBody)
    await call.house.control.pause()
    return _done(call, paused=True)


async def resume(call: Call) -> web.Response:
    """``POST /api/resume``: reserve again."""
    await body_as(call.request, NoBody)
    await call.house.control.resume()
    return _done(call, paused=False)


async def scale(call: Call) -> web.Response:
    """``POST /api/scale``: answers with the workers."""
    count = (await body_as(call.request, ScaleBody)).count
    await call.house.control.scale(count)
    return _done(call, count=count)


async def restart(call: Call) -> web.Response:
    """``POST /api/restart``: one worker, or all."""
    slot = (await body_as(call.request, RestartBody)).slot
    await call.house.control.restart(slot)
    return _done(call, slot=slot)


async def reload(call: Call) -> web.Response:
    """``POST /api/reload``: the settings anew; a refusal says what is wrong with them."""
    await body_as(call.request, NoBody)
    await call.house.control.reload()
    return _done(call, reloaded=True)


async def stop(call: Call) -> web.Response:
    """``POST /api/stop``: begins the drain; answers at once."""
    await body_as(call.request, NoBody)
    await call.house.control.stop()
    return _done(call, stopping=True)


def _done(call: Call, **what: object) -> web.Response:
    call.house.snapshots.forget()
    return plain({**what, **answers.workers(call.house.control.overview())})
