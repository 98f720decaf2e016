"""One attempt: a handler at work on a lease, within its time; whatever happens, a result comes out."""

import asyncio
from datetime import timedelta

from patrond.config.values import format_duration
from patrond.errors import DatabaseUnavailable
from patrond.handlers.contract import Handler, Result, Tools
from patrond.i18n import translator
from patrond.jobs import Lease, Release, Retry
from patrond.log import trace


async def attempt(lease: Lease, handler: Handler, tools: Tools, limit: timedelta) -> Result:
    """Run the handler for at most ``limit``. Only a cancellation from outside comes through as an exception."""
    scope = asyncio.timeout(limit.total_seconds())
    try:
        async with scope:
            return await handler(lease, tools)
    except TimeoutError as error:
        return _too_slow(lease, tools, limit) if scope.expired() else _unforeseen(lease, tools, error)
    except DatabaseUnavailable as error:
        return Result(Release(str(error)), tools.bill.usage)
    except Exception as error:
        return _unforeseen(lease, tools, error)


def _too_slow(lease: Lease, tools: Tools, limit: timedelta) -> Result:
    """The soft end of job_timeout; the hard one comes from the master, for what cannot be cancelled."""
    words = format_duration(limit)
    tools.log.event("job_timed_out", job=lease.job.id, limit=words)
    return Result(Retry(f"past its limit of {words} (workers.job_timeout)", _sentence(tools)), tools.bill.usage)


def _unforeseen(lease: Lease, tools: Tools, error: Exception) -> Result:
    """A fault of ours or of a library: the operator gets all of it, the customer a sentence."""
    tools.log.event("handler_error", job=lease.job.id, trace=trace(error))
    return Result(Retry(f"unforeseen error: {type(error).__name__}: {error}", _sentence(tools)), tools.bill.usage)


def _sentence(tools: Tools) -> str:
    return translator(tools.settings.language)("answers.try_again")
