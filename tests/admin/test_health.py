"""Whether patrond lives and whether it works: what a watchdog and a load balancer are told."""

from dataclasses import replace

import pytest
from patrond.control import DatabaseView, WorkerState

from support.page import Page, overview


def test_healthz_follows_the_supervision_cycle(page: Page) -> None:
    assert page.stranger.get("/healthz").json == {"status": "ok"}
    page.control.state = overview(cycle_age_seconds=11.0)
    assert page.stranger.get("/healthz").status == 503


@pytest.mark.parametrize(
    ("changes", "ready"),
    [
        ({}, True),
        ({"database": DatabaseView(True, 4.9, None)}, True),
        ({"database": DatabaseView(True, 5.1, None)}, False),
        ({"database": DatabaseView(True, None, None)}, False),
        ({"database": DatabaseView(False, 0.1, "gone")}, False),
        ({"workers": ()}, False),
        ({"workers": (replace(overview().workers[0], state=WorkerState.STARTING),)}, False),
        ({"workers": (replace(overview().workers[0], state=WorkerState.BUSY),)}, True),
        ({"workers": (replace(overview().workers[0], state=WorkerState.BACKOFF),)}, False),
        ({"paused": True}, True),
    ],
)
def test_readyz_asks_for_a_worker_and_a_database_that_answers(page: Page, changes, ready: bool) -> None:
    page.control.state = overview(**changes)
    answer = page.stranger.get("/readyz")
    assert (answer.status, answer.json["ready"]) == (200 if ready else 503, ready)
    assert bool(answer.json["problems"]) is not ready


def test_readyz_tells_a_stranger_what_is_wrong_without_names_and_addresses(page: Page) -> None:
    problem = "cannot reach mysql://claire@10.0.0.5/patron_maker: the account or its password is refused"
    page.control.state = overview(database=DatabaseView(False, 60.0, problem))
    answer = page.stranger.get("/readyz")
    assert answer.json == {"ready": False, "problems": ["The database does not answer."]}
    known = page.operator.get("/readyz").json["problems"]
    assert known[0]["code"] == "database_refused"
    assert "10.0.0.5" in known[0]["text"]
