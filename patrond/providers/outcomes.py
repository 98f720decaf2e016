"""How a call to the API ends, and what becomes of the job: the one table that judges every ending.

Stable codes decide (status, ``error.type``, ``error_code``); wording only where the API gives nothing else.
"""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import anthropic
import httpx2

from patrond.i18n import Translator
from patrond.jobs import Fail, Halt, Retry, Snooze

Ending = Retry | Snooze | Halt | Fail

# What a call may raise: the SDK's errors, a lost connection that the SDK did not wrap, and a body that is no JSON
# (json.JSONDecodeError and UnicodeDecodeError are ValueErrors).
CALL_ERRORS = (anthropic.AnthropicError, httpx2.HTTPError, httpx2.StreamError, OSError, ValueError)

_HALT_STATUS = frozenset({401, 402, 403, 404})
_HALT_TYPES = frozenset({"authentication_error", "billing_error", "permission_error", "not_found_error"})
_HALT_CODES = frozenset({"organization_on_hold", "enforced_spend_limit_reached", "contract_spend_limit_reached"})
# A 400 for want of credit has no code of its own: its words are all there is.
_HALT_WORDS = ("you have reached your specified", "credit balance is too low")
_OVERLOADED_STATUS = frozenset({503, 529})
_FAIL_STATUS = frozenset({400, 413, 422})
_LEAST_WAIT = timedelta(seconds=1)
_MOST_WAIT = timedelta(minutes=15)  # whatever Retry-After says: the page should show life
_MOST_DETAIL = 300


class Judge:
    """Words and weighs the endings. ``t`` words the customer's sentences; ``rng`` spreads the waits."""

    def __init__(self, t: Translator, rng: random.Random) -> None:
        self._t = t
        self._rng = rng

    def of_timeout(self, seconds: float) -> Ending:
        """Our own deadline passed."""
        return self._retry(f"no answer within {seconds:g} s")

    def of_error(self, error: Exception, now: datetime) -> Ending:
        """An error of :data:`CALL_ERRORS`. ``now`` is aware: Retry-After may be a date."""
        if isinstance(error, anthropic.APIStatusError):
            return self._of_status(error, now)
        # Nothing was sent: aiohttp and httpx know no other value that they refuse. Its words might quote the key.
        if isinstance(error, anthropic.APIConnectionError) and isinstance(error.__cause__, ValueError):
            return Halt("the request cannot be sent: the API key holds characters that no header can")
        if isinstance(error, anthropic.APITimeoutError):
            return self._retry("the connection timed out")
        if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError | httpx2.StreamError | OSError):
            return self._retry(f"the connection was lost: {_causes(error)}")
        return self._retry(f"the answer cannot be read: {type(error).__name__}: {_short(str(error))}")

    def of_refusal(self, category: object, request_id: str) -> Ending:
        """The model would not."""
        return Fail(
            f"the model refused (category {category or 'none'}; request id {request_id})", self._t("answers.refused")
        )

    def of_odd_answer(self, what: str, request_id: str) -> Ending:
        """A 200 that is no usable message."""
        return self._retry(f"{what} (request id {request_id})")

    def of_bad_draft(self, faults: str) -> Ending:
        """The last answer allowed was no draft either."""
        return Retry(f"the answer is no draft: {faults}", self._t("answers.not_made"))

    def _of_status(self, error: anthropic.APIStatusError, now: datetime) -> Ending:
        detail = _detail(error)
        if _is_halt(error):
            return Halt(detail)
        kind = None if error.status_code == 429 else error.type
        if error.status_code == 429 or kind == "rate_limit_error":
            return Snooze(detail, self.wait(error.response.headers, now))
        if error.status_code in _OVERLOADED_STATUS or kind == "overloaded_error":
            return Snooze(detail, self.wait(error.response.headers, now))
        if error.status_code in _FAIL_STATUS:
            return Fail(detail, self._t("answers.not_accepted"))
        return self._retry(detail)

    def wait(self, headers: Mapping[str, str], now: datetime) -> timedelta:
        """How long to keep quiet: as the API asks, within reason, else 20 to 60 s; spread either way."""
        asked = retry_after(headers, now)
        if asked is None:
            return timedelta(seconds=self._rng.uniform(20, 60))
        # A little later than asked, and not everybody in the same second.
        spread = asked * self._rng.uniform(1.0, 1.1) + timedelta(seconds=self._rng.uniform(0, 1))
        return min(max(spread, _LEAST_WAIT), _MOST_WAIT)

    def _retry(self, reason: str) -> Retry:
        return Retry(reason, self._t("answers.try_again"))


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The wait that ``Retry-After`` asks for, in seconds or as an HTTP date; None without one that can be read."""
    text = headers.get("retry-after", "").strip()
    try:
        return timedelta(seconds=max(float(text), 0.0))  # in this order NaN stays NaN, and is refused
    except (ValueError, OverflowError):
        pass
    try:
        return max(parsedate_to_datetime(text) - now, timedelta(0))
    except (ValueError, TypeError, OverflowError):
        return None


def _is_halt(error: anthropic.APIStatusError) -> bool:
    if error.error_code in _HALT_CODES or error.status_code in _HALT_STATUS:
        return True
    if error.status_code == 200:  # broken off in mid-stream: the type is all there is
        return error.type in _HALT_TYPES
    words = (error.api_message or error.message or "").lower()
    return error.type == "billing_error" or (error.status_code == 400 and any(said in words for said in _HALT_WORDS))


def _detail(error: anthropic.APIStatusError) -> str:
    kind = " ".join(str(part) for part in (error.type, error.error_code) if part)
    said = _short(error.api_message or "")
    return (
        f"the API answered {error.status_code}{' ' + kind if kind else ''}{': ' + said if said else ''}"
        f" (request id {error.request_id or 'none'})"
    )


def _causes(error: BaseException) -> str:
    cause = error.__cause__ or error
    return f"{type(cause).__name__}{': ' + _short(str(cause)) if str(cause) else ''}"


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _MOST_DETAIL else line[: _MOST_DETAIL - 1] + "…"
