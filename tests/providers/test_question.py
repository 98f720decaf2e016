"""The body of a call: what the SDK's own method would send, and what a log keeps of it."""

import asyncio
import json

import anthropic
import httpx2
from patrond.providers.question import question
from patrond.providers.reply import ENDPOINT

TURNS = ({"role": "user", "content": "Un bonnet bleu « marine »."},)


def test_what_is_sent_is_what_the_sdk_would_make_of_it() -> None:
    asked = question("claude-sonnet-5-5", "Règles.", TURNS, 8000)
    sent: list[tuple[httpx2.Request, bytes]] = []

    async def keep(request: httpx2.Request) -> httpx2.Response:
        sent.append((request, await request.aread()))
        return httpx2.Response(200, json={})

    async def ask() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(keep))
        async with anthropic.AsyncAnthropic(api_key="k", max_retries=0, timeout=60, http_client=http) as client:
            await client.post(ENDPOINT, cast_to=httpx2.Response, content=asked, options={"headers": {**asked.headers}})
            await client.messages.create(**json.loads(asked.body))

    asyncio.run(ask())

    (ours, our_body), (theirs, their_body) = sent
    assert (ours.method, ours.url) == (theirs.method, theirs.url)
    assert our_body == asked.body
    assert json.loads(our_body) == json.loads(their_body)
    assert int(ours.headers.pop("content-length")) == len(our_body)
    theirs.headers.pop("content-length")  # other spaces between what JSON holds
    assert ours.headers == theirs.headers


def test_a_log_keeps_the_turns_and_not_what_every_call_says() -> None:
    told = json.loads(question("claude-opus-5-5", "Règles.", TURNS, 500).told)

    assert told == {"model": "claude-opus-5-5", "max_tokens": 500, "messages": list(TURNS)}


def test_half_a_surrogate_pair_in_an_answer_can_be_handed_back() -> None:
    turns = (*TURNS, {"role": "assistant", "content": "un \ud83e motif"})

    body = question("claude-sonnet-5-5", "Règles.", turns, 500).body

    assert json.loads(body)["messages"][1]["content"] == "un ? motif"
