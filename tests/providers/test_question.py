"""The body of a call: what the SDK's own method would send, and what a log keeps of it."""

import json

import anthropic
import httpx2
from patrond.providers.question import question
from patrond.providers.reply import ENDPOINT

TURNS = ({"role": "user", "content": "Un bonnet bleu « marine »."},)


def test_what_is_sent_is_what_the_sdk_would_make_of_it() -> None:
    sent: list[httpx2.Request] = []
    transport = httpx2.MockTransport(lambda request: sent.append(request) or httpx2.Response(200, json={}))
    asked = question("claude-sonnet-5-5", "Règles.", TURNS, 8000)

    http = httpx2.Client(transport=transport)
    with anthropic.Anthropic(api_key="k", max_retries=0, timeout=60, http_client=http) as client:
        client.post(ENDPOINT, cast_to=httpx2.Response, content=asked.body)
        client.messages.create(**json.loads(asked.body))

    ours, theirs = sent
    assert (ours.method, ours.url) == (theirs.method, theirs.url)
    assert json.loads(ours.content) == json.loads(theirs.content)
    ours.headers.pop("content-length")  # only the spaces between what JSON holds
    theirs.headers.pop("content-length")
    assert ours.headers == theirs.headers


def test_a_log_keeps_the_turns_and_not_what_every_call_says() -> None:
    told = json.loads(question("claude-opus-5-5", "Règles.", TURNS, 500).told)

    assert told == {"model": "claude-opus-5-5", "max_tokens": 500, "messages": list(TURNS)}


def test_half_a_surrogate_pair_in_an_answer_can_be_handed_back() -> None:
    turns = (*TURNS, {"role": "assistant", "content": "un \ud83e motif"})

    body = question("claude-sonnet-5-5", "Règles.", turns, 500).body

    assert json.loads(body)["messages"][1]["content"] == "un ? motif"
