"""Every ending of a call, over real HTTP, and what becomes of the job."""

import asyncio
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import anthropic
import httpx2
import pytest
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.request import Request
from patrond.i18n import translator
from patrond.jobs import Fail, Halt, Retry, Snooze
from patrond.providers.contract import Brief, CallEnded
from patrond.providers.outcomes import Judge, retry_after

from support.claude import KEY, claude
from support.fake_api import FakeApi

HAT = Brief(Request(PatternType.HAT, Level.BEGINNER))
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def ended(base_url: str, **provider: object) -> CallEnded:
    """Ask for a draft that must not come; how the call ended."""

    async def ask() -> CallEnded:
        asked = claude(base_url, **provider)
        try:
            with pytest.raises(CallEnded) as caught:
                await asked.draft(HAT)
        finally:
            await asked.close()
        return caught.value

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        ("rate_limit:30", Snooze),
        ("rate_limit_silent", Snooze),
        ("overloaded", Snooze),
        ("overloaded_500", Snooze),
        ("unavailable", Snooze),
        ("internal", Retry),
        ("bad_gateway", Retry),
        ("html_502", Retry),
        ("gateway_timeout", Retry),
        ("request_timeout", Retry),
        ("conflict", Retry),
        ("cut", Retry),
        ("cut_midway", Retry),
        ("broken_json", Retry),
        ("html", Retry),
        ("empty_object", Retry),
        ("no_stop_reason", Retry),
        ("paused", Retry),
        ("no_text", Retry),
        ("unauthorized", Halt),
        ("payment", Halt),
        ("forbidden", Halt),
        ("no_model", Halt),
        ("on_hold", Halt),
        ("spend_limit", Halt),
        ("contract_limit", Halt),
        ("no_credit", Halt),
        ("usage_limit", Halt),
        ("bad_request", Fail),
        ("too_large", Fail),
        ("unprocessable", Fail),
        ("refusal", Fail),
    ],
)
def test_an_ending_has_its_outcome_after_one_call(api: FakeApi, ending: str, outcome: type) -> None:
    api.always = ending

    end = ended(api.url)

    assert type(end.outcome) is outcome, end.outcome
    assert api.calls == 1  # neither the SDK nor we call again: the queue owns retries
    assert end.usage.calls == 1
    assert [call.error for call in end.calls] == [end.outcome.reason]


def test_a_kept_connection_that_breaks_is_not_tried_again_by_the_transport(api: FakeApi) -> None:
    api.script("good", "cut")

    async def ask() -> CallEnded:
        asked = claude(api.url)
        await asked.draft(HAT)
        with pytest.raises(CallEnded) as caught:
            await asked.draft(HAT)
        await asked.close()
        return caught.value

    assert isinstance(asyncio.run(ask()).outcome, Retry)
    assert api.calls == 2


def test_our_own_deadline_ends_a_call_that_hangs(api: FakeApi) -> None:
    api.always = "hang"

    end = ended(api.url, call_timeout=timedelta(milliseconds=200))

    assert isinstance(end.outcome, Retry)
    assert end.outcome.reason == "no answer within 0.2 s"


def test_nobody_listening_is_a_lost_connection(unused_port: int) -> None:
    end = ended(f"http://127.0.0.1:{unused_port}")

    assert isinstance(end.outcome, Retry)
    assert "connection was lost" in end.outcome.reason


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [("30", 30, 34.1), ("0", 1, 1), ("2.5", 2.5, 3.8), ("86400", 900, 900), ("soon", 20, 60)],
)
def test_a_rate_limit_is_waited_out_as_asked_within_reason(api: FakeApi, asked: str, least: float, most: float) -> None:
    api.always = f"rate_limit:{asked}"

    outcome = ended(api.url).outcome

    assert isinstance(outcome, Snooze)
    assert least <= outcome.after.total_seconds() <= most


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "12"}, 12),
        ({"retry-after": "Fri, 20 Nov 2026 12:01:30 GMT"}, 90),
        ({"retry-after": "Fri, 20 Nov 2026 11:00:00 GMT"}, 0),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "Fri, 20 Nov 2026 12:01:30"}, None),  # no zone: not a date of HTTP
        ({}, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(headers: Mapping[str, str], wait: float | None) -> None:
    expected = None if wait is None else timedelta(seconds=wait)

    assert retry_after(headers, NOW) == expected


def test_the_request_id_reaches_reason_and_account(api: FakeApi) -> None:
    api.always = "bad_request"

    end = ended(api.url)

    (request_id,) = end.usage.request_ids
    assert request_id.startswith("req_fake")
    assert request_id in end.outcome.reason


def test_a_refusal_is_paid_for_and_names_its_category(api: FakeApi) -> None:
    api.always = "refusal"

    end = ended(api.url)

    assert "general_harms" in end.outcome.reason
    assert end.usage.input_tokens > 0
    assert end.usage.cost_usd > 0


@pytest.mark.parametrize("ending", ["unauthorized", "bad_request", "internal", "html", "cut", "refusal"])
def test_a_customers_sentence_shows_nothing_of_what_goes_on_inside(api: FakeApi, ending: str) -> None:
    api.always = ending

    outcome = ended(api.url).outcome

    sentence = getattr(outcome, "sentence", "")
    for inner in ("req_", "API", "http", "{", "sk-", "answers."):
        assert inner not in sentence
    assert len(sentence) < 160


def test_the_key_never_shows(api: FakeApi) -> None:
    api.always = "unauthorized"

    end = ended(api.url)

    assert api.headers[-1]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(end.calls) + end.outcome.reason + repr(end.usage)


def test_waits_after_an_overload_are_spread() -> None:
    judge = Judge(translator("en"), random.Random(3))

    waits = {judge.wait({}, NOW) for _ in range(20)}

    assert len(waits) == 20
    assert all(timedelta(seconds=20) <= wait <= timedelta(seconds=60) for wait in waits)


def test_a_key_that_cannot_be_sent_halts_instead_of_using_up_every_job(api: FakeApi) -> None:
    end = ended(api.url, api_key="sk-one\nsk-two")

    assert isinstance(end.outcome, Halt), end.outcome
    assert "sk-" not in end.outcome.reason
    assert api.calls == 0


@pytest.mark.parametrize(
    ("type_", "outcome"),
    [
        ("overloaded_error", Snooze),
        ("rate_limit_error", Snooze),
        ("api_error", Retry),
        ("timeout_error", Retry),
        ("authentication_error", Halt),
        ("billing_error", Halt),
    ],
)
def test_an_error_that_comes_with_status_200_is_judged_by_its_type(type_: str, outcome: type) -> None:
    body = {"type": "error", "error": {"type": type_, "message": "in mid-stream"}}
    response = httpx2.Response(200, request=httpx2.Request("POST", "http://127.0.0.1/v1/messages"), json=body)
    error = anthropic.APIStatusError("in mid-stream", response=response, body=body)

    assert type(Judge(translator("en"), random.Random(3)).of_error(error, NOW)) is outcome
