"""What people do on the pages, and what another site cannot make them do."""

import re

import pytest
from patrond.admin.tokens import create_token
from patrond.jobs import Fail, JobStatus

from support.page import NOW, Caller, Page, overview

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def inside(page: Page) -> Caller:
    """An admin at the page."""
    token = create_token(page.settings.tokens_path, role="admin", user=None, now=NOW)
    return page.stranger.wearing(page.stranger.send("/login", OURS, token=token).cookie)


def csrf_of(caller: Caller) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', caller.get("/workers").text)
    assert found is not None
    return found[1]


def fail_one(page: Page) -> int:
    _, job = page.house.ask(max_attempts=1)
    page.house.end(page.house.lease(), Fail("no", "Non."))
    return job


def test_a_failed_job_is_retried_from_its_page_and_from_the_overview(page: Page, inside: Caller) -> None:
    first, second = fail_one(page), fail_one(page)
    csrf = csrf_of(inside)
    answer = inside.send(f"/jobs/{first}", OURS, action="retry", csrf=csrf)
    assert (answer.status, answer.headers["Location"]) == (303, f"/jobs/{first}?done=retried")
    assert "Le job est relancé." in inside.get(answer.headers["Location"]).text
    assert inside.send("/", OURS, action="retry", job=second, csrf=csrf).status == 303
    assert [page.house.queue.get(job).status for job in (first, second)] == [JobStatus.PENDING] * 2
    assert page.control.asked == ["wake", "wake"]


def test_all_failures_are_retried_at_once(page: Page, inside: Caller) -> None:
    jobs = [fail_one(page) for _ in range(3)]
    assert (
        inside.send("/", OURS, action="retry_failed", csrf=csrf_of(inside)).headers["Location"] == "/?done=retried_all"
    )
    assert {page.house.queue.get(job).status for job in jobs} == {JobStatus.PENDING}


def test_a_job_is_cancelled_from_its_page(page: Page, inside: Caller) -> None:
    _, job = page.house.ask()
    page.house.lease()
    assert inside.send(f"/jobs/{job}", OURS, action="cancel", csrf=csrf_of(inside)).status == 303
    assert page.house.queue.get(job).status is JobStatus.FAILED
    assert page.control.asked == [f"cancel_call {job}"]


def test_what_no_longer_fits_is_refused_in_the_readers_language(page: Page, inside: Caller) -> None:
    _, job = page.house.ask()
    answer = inside.send(f"/jobs/{job}", OURS, action="retry", csrf=csrf_of(inside))
    assert answer.status == 409
    assert f"Le job {job} ne peut pas être relancé : il est en attente." in answer.text


def test_workers_are_steered_from_their_page(page: Page, inside: Caller) -> None:
    csrf = csrf_of(inside)
    for fields in ({"action": "scale", "count": "5"}, {"action": "restart", "slot": "2"}, {"action": "restart"},
                   {"action": "pause"}, {"action": "resume"}):  # fmt: skip
        assert inside.send("/workers", OURS, csrf=csrf, **fields).status == 303, fields
    assert page.control.asked == ["scale 5", "restart 2", "restart None", "pause", "resume"]


@pytest.mark.parametrize(
    "fields",
    [{"action": "explode"}, {}, {"action": "scale", "count": "65"}, {"action": "scale", "count": "²"},
     {"action": "scale"}, {"action": "restart", "slot": "x"}],
)  # fmt: skip
def test_a_form_that_makes_no_sense_changes_nothing(page: Page, inside: Caller, fields: dict[str, str]) -> None:
    assert inside.send("/workers", OURS, csrf=csrf_of(inside), **fields).status in (400, 422)
    assert page.control.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
    ],
)
def test_another_site_cannot_use_our_session_even_with_the_forms_token(page, inside, headers) -> None:
    csrf = csrf_of(inside)
    assert inside.send("/workers", headers, action="pause", csrf=csrf).status == 403
    assert inside.ask("POST", "/api/pause", "{}", headers | {"X-Csrf-Token": csrf}).status == 403
    assert inside.send("/login", headers, leave="1", csrf=csrf).status == 403
    assert page.control.asked == []


@pytest.mark.parametrize("csrf", ["", "wrong", "é", "\udcff"])
def test_a_session_without_its_forms_token_changes_nothing(page: Page, inside: Caller, csrf: str) -> None:
    text = csrf.encode("utf-8", "replace").decode()
    assert inside.send("/workers", OURS, action="pause", csrf=text).status == 403
    assert inside.post("/api/pause", {}).status == 403
    assert page.control.asked == []


def test_a_form_from_our_own_page_passes_by_origin_where_the_browser_sends_no_fetch_metadata(page, inside) -> None:
    origin = {"Origin": f"http://127.0.0.1:{page.port}"}
    assert inside.send("/workers", origin, action="pause", csrf=csrf_of(inside)).status == 303


def test_another_site_cannot_log_us_in_as_somebody_else(page: Page) -> None:
    token = create_token(page.settings.tokens_path, role="admin", user=None, now=NOW)
    answer = page.stranger.send("/login", {"Sec-Fetch-Site": "cross-site"}, token=token)
    assert (answer.status, answer.headers["Set-Cookie"]) == (403, None)


def test_a_session_may_use_the_api_with_its_forms_token(page: Page, inside: Caller) -> None:
    answer = inside.ask("POST", "/api/pause", "{}", OURS | {"X-Csrf-Token": csrf_of(inside)})
    assert answer.status == 200


def test_the_form_token_is_one_per_session(page: Page, inside: Caller) -> None:
    token = create_token(page.settings.tokens_path, role="admin", user=None, now=NOW)
    other = page.stranger.wearing(page.stranger.send("/login", OURS, token=token).cookie)
    assert csrf_of(other) != csrf_of(inside)
    assert inside.send("/workers", OURS, action="pause", csrf=csrf_of(other)).status == 403


def test_json_sent_to_a_form_is_refused(page: Page, inside: Caller) -> None:
    assert inside.post("/workers", {"action": "pause"}).status == 415
    assert inside.ask("POST", "/workers", "action=pause", {"Content-Type": "text/plain"}).status == 415


def test_strangers_and_readers_see_no_buttons(page: Page, inside: Caller) -> None:
    fail_one(page)
    page.control.state = overview()
    stranger = page.stranger.get("/").text + page.stranger.get("/workers").text
    assert "<form" not in stranger
    assert "<form" in inside.get("/").text
