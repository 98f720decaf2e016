"""The job that makes a pattern: read the order, have it drafted and checked, keep only what can be made."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress

from patrond.crochet.findings import Verdict
from patrond.crochet.pattern import Language
from patrond.crochet.sizing.sizes import resolve
from patrond.desk import Desk
from patrond.errors import CannotMake, PatrondError
from patrond.handlers.contract import Result, Tools
from patrond.handlers.drafting import Drafting, Judged
from patrond.handlers.lookup import look_up
from patrond.handlers.order import BrokenPayload, Order, read_order
from patrond.handlers.result import pattern_result
from patrond.i18n import Translator, translator
from patrond.jobs import Done, Fail, Lease, Retry
from patrond.providers.contract import Brief, CallEnded, Reference
from patrond.render.report import report_object, summary
from patrond.store.contract import CallRow

_ACCOUNT_SECONDS = 1.0  # what the site's statistics may cost a draft that is paid for


async def generate_pattern(lease: Lease, tools: Tools) -> Result:
    """Draft a pattern, and keep it only if it can be made."""
    t = translator(tools.settings.language)
    try:
        order = read_order(lease.job.payload, Language(tools.settings.language))
        resolve(order.request)  # what no chart can size is refused before it costs a call
    except BrokenPayload as broken:
        return Result(Fail(f"the payload cannot be read: {broken}", t("answers.broken_request")))
    except CannotMake as refusal:
        return Result(_refused(refusal, t))
    brief = await tools.desk.together(look_up, order)
    if not isinstance(brief, Brief):
        return Result(brief)
    tools.log.event("pattern_generating", pattern=order.pattern_id, user=order.user_id)
    return await _made(order, brief, tools, t)


async def _made(order: Order, brief: Brief, tools: Tools, t: Translator) -> Result:
    drafting = Drafting(brief, tools)
    try:
        judged = await drafting.best()
    except CannotMake as refusal:
        result = Result(_refused(refusal, t), drafting.usage)
    except CallEnded as ended:
        result = Result(ended.outcome, drafting.usage)
    else:
        result = _concluded(order, judged, drafting, tools, t)
    with suppress(asyncio.CancelledError):  # at the end of a drain or of its time: what the call has brought is kept
        await _account(order, brief, drafting, tools)
    return result


def _concluded(order: Order, judged: Judged, drafting: Drafting, tools: Tools, t: Translator) -> Result:
    language = tools.settings.language
    report = json.dumps(report_object(judged.report, language), ensure_ascii=False)
    if judged.verdict is Verdict.FAULTY:
        reason = summary(judged.report.faults, language)
        return Result(Retry(reason, t("answers.not_made")), drafting.usage, report)
    if judged.verdict is Verdict.UNVERIFIED and not tools.settings.provider.accept_unverified:
        reason = t("answers.too_few_verified", verified=judged.report.verified, lines=judged.report.lines)
        return Result(Retry(reason, t("answers.not_made")), drafting.usage, report)
    if judged.verdict is Verdict.UNVERIFIED:
        tools.log.event("pattern_unverified", verified=judged.report.verified, lines=judged.report.lines)
    if judged.report.warnings:
        tools.log.event("pattern_warnings", warnings=summary(judged.report.warnings, language))
    tools.log.event("quality_score", score=judged.report.score)
    result = pattern_result(order, judged.draft, drafting.usage, tools.provider.name, t)
    return Result(Done(result), drafting.usage, report)


def _refused(refusal: CannotMake, t: Translator) -> Fail:
    key = f"answers.cannot_make_{refusal.code}"
    sentence = t(key, **refusal.values) if key in t else t("answers.cannot_make")
    return Fail(str(refusal), sentence)


async def _account(order: Order, brief: Brief, drafting: Drafting, tools: Tools) -> None:
    """Write what the calls were into the site's api_logs, and count the references that a model has read."""
    if not drafting.calls:
        return
    calls = [
        CallRow(
            user_id=order.user_id,
            pattern_id=order.pattern_id,
            provider=tools.provider.name,
            endpoint=call.endpoint,
            request=call.request,
            response=call.response,
            tokens=call.tokens,
            duration_ms=call.duration_ms,
            status_code=call.status_code,
            error=call.error,
        )
        for call in drafting.calls
    ]
    try:
        async with asyncio.timeout(_ACCOUNT_SECONDS):
            if brief.references:
                await tools.desk.together(_count_references, brief.references)
            await tools.desk.together(_log_calls, calls)
    except PatrondError as problem:
        # Down, or a table of another shape: the site's statistics are not worth the paid draft in hand.
        tools.log.event("call_log_lost", n=len(drafting.calls), problem=str(problem))
    except TimeoutError:  # it hangs, and only what is handed on is kept on the disk
        tools.log.event("call_log_lost", n=len(drafting.calls), problem=f"no answer within {_ACCOUNT_SECONDS:g} s")


def _log_calls(desk: Desk, calls: Sequence[Sequence[CallRow]]) -> Sequence[None]:
    desk.store.log_calls([call for some in calls for call in some])
    return [None] * len(calls)


def _count_references(desk: Desk, used: Sequence[Sequence[Reference]]) -> Sequence[None]:
    desk.store.count_template_use([reference.id for some in used for reference in some])
    return [None] * len(used)
