"""The fake API itself: a process of its own can be steered from another, as the acceptance tests and benches do."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from support.fake_api import FakeApi


@pytest.fixture
def url() -> Iterator[str]:
    """A fake API in a process of its own."""
    command = [sys.executable, "-m", "support.fake_api", "--port", "0", "--delay", "0"]
    with subprocess.Popen(command, env={"PYTHONPATH": "tests"}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
        process.terminate()


def ask(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, {"content-type": "application/json"})) as answer:
        return json.load(answer)


def test_another_process_steers_it_over_http(url: str) -> None:
    ask(f"{url}/_fake/script", {"script": ["overloaded", "rate_limit:5"], "always": "wrong", "delay": 0.01})

    state = ask(f"{url}/_fake/state")

    assert (state["left"], state["always"], state["delay"], state["calls"]) == (2, "wrong", 0.01, 0)


def test_an_ending_that_it_does_not_know_is_refused_with_those_it_does(url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(f"{url}/_fake/script", {"script": ["earthquake"]})

    assert "overloaded" in json.load(refused.value)["known"]


def test_a_script_in_a_test_names_endings_that_exist(api: FakeApi) -> None:
    with pytest.raises(KeyError):
        api.script("earthquake")
