"""While the database does not answer: pages from memory that say so, JSON 503, and no waiting."""

from time import monotonic

import pytest
from patrond.control import DatabaseView

from support.page import Page, overview


@pytest.fixture
def page(make_page) -> Page:
    page = make_page(database=False)
    page.control.state = overview(database=DatabaseView(False, 30.0, "cannot reach 127.0.0.1:1: connection refused"))
    return page


def test_the_overview_still_shows_the_workers_and_says_what_is_wrong(page: Page) -> None:
    answer = page.operator.get("/")
    assert answer.status == 200
    assert "La base de données ne répond pas" in answer.text
    assert "connection refused" in answer.text
    assert "Worker 1" in answer.text
    assert "patrond check" in answer.text


def test_the_workers_page_needs_no_database(page: Page) -> None:
    assert page.operator.get("/workers").status == 200


@pytest.mark.parametrize("route", ["/jobs", "/jobs/1", "/patterns/1"])
def test_a_page_that_needs_it_says_so_with_503(page: Page, route: str) -> None:
    answer = page.operator.get(route)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert "La base de données ne répond pas" in answer.text


@pytest.mark.parametrize("route", ["/api/stats", "/api/jobs", "/api/jobs/1"])
def test_json_answers_503_in_words(page: Page, route: str) -> None:
    answer = page.operator.get(route)
    assert answer.status == 503
    assert answer.json == {"error": "The database does not answer. Try again in a moment."}


def test_the_sites_routes_answer_503_in_its_envelope(page: Page) -> None:
    wish = {"type": "hat", "level": "beginner"}
    for answer in (page.operator.post("/api/patterns/generate", wish), page.operator.get("/api/patterns/1")):
        assert (answer.status, answer.json["success"]) == (503, False)
        assert answer.json["message"].startswith("La base de données ne répond pas")


def test_instances_still_answer_since_they_say_what_is_wrong(page: Page) -> None:
    answer = page.operator.get("/api/instances").json
    assert answer["why"][0]["code"] == "database_down"
    assert answer["instances"][0]["database"]["ok"] is False


def test_verbs_for_the_supervisor_go_through(page: Page) -> None:
    assert page.operator.post("/api/pause").status == 200
    assert page.operator.post("/api/jobs/1/retry").status == 503


def test_nobody_waits_long(page: Page) -> None:
    before = monotonic()
    for route in ("/", "/api/stats", "/readyz", "/jobs"):
        page.operator.get(route)
    assert monotonic() - before < 3
