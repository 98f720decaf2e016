"""The three routes that a proxy sends here in the site's place: in its envelope, with its gate and its sentences."""

from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from patrond.admin import answers, gate
from patrond.admin.access import Role
from patrond.admin.answering import envelope
from patrond.admin.api_jobs import changed
from patrond.admin.bodies import json_object
from patrond.admin.house import Call
from patrond.admin.refusals import Refusal
from patrond.admin.wishes import WishFaults, judge_wish
from patrond.desk import Desk
from patrond.store.contract import PatternRow, Submission, Submitted

T = TypeVar("T")


async def generate(call: Call) -> web.Response:
    """``POST /api/patterns/generate``: 201 with the two numbers, once both rows are committed."""
    wish = await _wish(call)
    submitted = await _submit(call, wish)
    changed(call)
    words = call.house.words
    return envelope(
        {
            "pattern_id": submitted.pattern_id,
            "job_id": submitted.job_id,
            "status": "generating",
            "price_paid": float(wish.price),
            "message": words("page.site_generating"),
        },
        status=201,
        message=words("page.site_submitted"),
    )


async def _wish(call: Call) -> Submission:
    body = await json_object(call.request)
    try:
        return judge_wish(body, _user_for(call, body), call.house.words)
    except WishFaults as error:
        raise Refusal(422, "site_invalid", errors=error.faults) from None


def _user_for(call: Call, body: dict[str, object]) -> int:
    """For whom the pattern is: the caller; or, with a token that stands for nobody, whom the body names."""
    if call.identity.user is not None:
        return call.identity.user
    wanted = body.get("user_id", 1)  # the first user: on SQLite the only one, made with the tables
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 0 < wanted < 2**32:
        faults = {"user_id": [call.house.words("page.wish_user", field="user_id")]}
        raise Refusal(422, "site_invalid", errors=faults)
    return wanted


async def _submit(call: Call, wish: Submission) -> Submitted:
    house, exempt = call.house, call.identity.role is not Role.CUSTOMER
    free = house.settings.admin.free_patterns
    result = await house.door.act(
        lambda desk: gate.submit(desk, wish, now=house.clock.now(), free_patterns=free, exempt=exempt)
    )
    if isinstance(result, gate.MustPay):
        raise Refusal(403, "site_must_pay", errors={"price": float(result.price), "requires_payment": True})
    if isinstance(result, gate.NoSuchUser):
        if exempt:
            faults = {"user_id": [house.words("page.wish_no_user", user=wish.user_id)]}
            raise Refusal(422, "site_invalid", errors=faults)
        raise Refusal(401, "site_token_invalid")
    return result


async def pattern(call: Call) -> web.Response:
    """``GET /api/patterns/{id}``."""
    return envelope({"pattern": await _own(call, lambda desk, row: answers.pattern(row))})


async def pattern_status(call: Call) -> web.Response:
    """``GET /api/patterns/{id}/status``."""
    return envelope(await _own(call, answers.pattern_status))


async def _own(call: Call, read: Callable[[Desk, PatternRow], T]) -> T:
    """What is read of the pattern in the path, for its owner and those who may read everything."""

    def question(desk: Desk) -> T:
        row = desk.store.pattern(call.number)
        if row is None:
            raise Refusal(404, "site_no_pattern")
        if not _may_see(call, desk, row):
            raise Refusal(403, "site_not_yours")
        return read(desk, row)

    return await call.house.door.ask(question)


def _may_see(call: Call, desk: Desk, row: PatternRow) -> bool:
    identity = call.identity
    if identity.role in (Role.ADMIN, Role.READ) or identity.user == row.user_id:
        return True
    if identity.role is Role.SUBMIT:
        return identity.user is None
    user = desk.store.user(identity.user) if identity.user is not None else None
    return user is not None and user.role == "admin"
