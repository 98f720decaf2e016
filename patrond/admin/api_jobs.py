"""The API's questions about jobs, and the verbs that an operator has for them."""

import asyncio
from datetime import timedelta
from typing import Annotated, Self

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, model_validator

from patrond.admin import actions, answers
from patrond.admin.answering import plain
from patrond.admin.bodies import body_as, judged
from patrond.admin.house import Call
from patrond.admin.shapes import CleanupJson
from patrond.config.values import Duration
from patrond.jobs import Job, JobStatus
from patrond.queue.contract import Filter

MOST_LISTED = 500
_BREATH = 0.02  # seconds between two statements of a cleanup


class _Body(BaseModel):
    """What a request carries; a key that is not known is refused, since a typing error may not retry everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class JobsQuery(_Body):
    """``GET /api/jobs?status=&type=&q=&after=&limit=``; ``stuck=1`` lists what is in processing, longest first."""

    status: JobStatus | None = None
    type: Annotated[str | None, Field(max_length=50)] = None
    q: Annotated[str | None, Field(max_length=200)] = None
    after: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 50
    stuck: bool = False

    def filter(self) -> Filter:
        """The same in the queue's words."""
        return Filter(self.status, self.type, (self.q or "").strip() or None, self.after, self.limit)


class RetryFailedBody(_Body):
    """``since`` is a duration as in the settings ("2h"), or seconds."""

    since: Duration | Annotated[float, Field(gt=0, lt=1e9)] | None = None
    limit: Annotated[int | None, Field(ge=1)] = None
    dry_run: bool = False

    def wish(self) -> actions.RetryWish:
        """The same in the actions' words."""
        since = timedelta(seconds=self.since) if isinstance(self.since, int | float) else self.since
        return actions.RetryWish(since, self.limit, self.dry_run)


class CancelBody(_Body):
    """Which pending jobs to cancel; ``older_than`` is a duration as in the settings ("2d"), or seconds."""

    older_than: Duration | Annotated[float, Field(ge=0, lt=1e9)] | None = None
    duplicates: bool = False
    dry_run: bool = False

    @model_validator(mode="after")
    def _names_some(self) -> Self:
        if self.older_than is None and not self.duplicates:
            raise ValueError("older_than or duplicates says which jobs; /api/jobs/{id}/cancel cancels one")
        return self

    def wish(self) -> actions.CancelWish:
        """The same in the actions' words."""
        older = self.older_than
        age = timedelta(seconds=older) if isinstance(older, int | float) else older
        return actions.CancelWish(age, self.duplicates, self.dry_run)


class CleanupBody(_Body):
    """``days``: how many days of completed jobs to keep; the settings' where it is missing."""

    days: Annotated[int | None, Field(ge=0, le=36500)] = None


class NoBody(_Body):
    """Nothing to say."""


async def jobs(call: Call) -> web.Response:
    """``GET /api/jobs``."""
    given = {name: value for name, value in call.request.query.items() if value != ""}
    query = judged(JobsQuery, given)
    settings, clock = call.house.settings, call.house.clock
    if query.stuck:
        return plain(
            await call.house.door.ask(lambda desk: answers.stuck(desk, query.limit, settings=settings, clock=clock))
        )
    return plain(
        await call.house.door.ask(lambda desk: answers.jobs(desk, query.filter(), settings=settings, clock=clock))
    )


async def job(call: Call) -> web.Response:
    """``GET /api/jobs/{id}``."""
    house, overview = call.house, call.house.control.overview()
    reckoned = await house.snapshots.reckoned()
    return plain(
        await house.door.ask(
            lambda desk: answers.job(
                desk,
                call.number,
                overview,
                settings=house.settings,
                clock=house.clock,
                words=house.english,
                reckoned=reckoned,
            )
        )
    )


async def retry_failed(call: Call) -> web.Response:
    """``POST /api/jobs/retry-failed``."""
    wish = (await body_as(call.request, RetryFailedBody)).wish()
    answer = await call.house.door.act_on_many(lambda desk: actions.retry_failed(desk, wish))
    if answer["retried"] and not wish.dry_run:
        changed(call)
    return plain(answer)


async def cancel_pending(call: Call) -> web.Response:
    """``POST /api/jobs/cancel``."""
    wish = (await body_as(call.request, CancelBody)).wish()
    answer = await call.house.door.act_on_many(lambda desk: actions.cancel_pending(desk, wish))
    call.house.snapshots.forget()
    return plain(answer)


async def release_stuck(call: Call) -> web.Response:
    """``POST /api/jobs/release-stuck``."""
    await body_as(call.request, NoBody)
    answer = await call.house.door.act(actions.release_stuck)
    changed(call)
    return plain(answer)


async def cleanup(call: Call) -> web.Response:
    """``POST /api/jobs/cleanup``: a short statement at a time, so that others are not held up."""
    days = (await body_as(call.request, CleanupBody)).days
    steps = await call.house.door.act(lambda desk: actions.cleanup_steps(desk, days))
    deleted = 0
    while (more := await call.house.door.act(lambda desk: next(steps, None))) is not None:
        deleted += more
        await asyncio.sleep(_BREATH)
    call.house.snapshots.forget()
    answer: CleanupJson = {"deleted": deleted}
    return plain(answer)


async def retry(call: Call) -> web.Response:
    """``POST /api/jobs/{id}/retry``: the job after."""
    await body_as(call.request, NoBody)
    return await _one(call, await retry_job(call))


async def cancel(call: Call) -> web.Response:
    """``POST /api/jobs/{id}/cancel``: the job after."""
    await body_as(call.request, NoBody)
    await cancel_job(call)
    return await _one(call, await call.house.door.ask(lambda desk: answers.require_job(desk, call.number)))


async def retry_job(call: Call) -> Job:
    """Bring the job of the path back, and have it taken at once."""
    job = await call.house.door.act(lambda desk: actions.retry(desk, call.number))
    changed(call)
    return job


async def cancel_job(call: Call) -> None:
    """End the job of the path, then drop its call: in this order, so that nothing can finish it in between."""
    before = await call.house.door.act(lambda desk: actions.cancel(desk, call.number))
    call.house.snapshots.forget()
    if actions.is_in_hand(before):
        await call.house.control.cancel_call(before.id)


def changed(call: Call) -> None:
    """Something is due now."""
    call.house.snapshots.forget()
    call.house.control.wake()


async def _one(call: Call, job: Job) -> web.Response:
    patterns = await call.house.door.ask(lambda desk: desk.store.patterns_of_jobs([job.id]))
    zone, now = call.house.settings.database.timezone, call.house.clock.now()
    return plain(answers.job_json(job, patterns.get(job.id), zone, now))
