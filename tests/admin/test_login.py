"""Logging in and out; sessions, tickets, and those who guess."""

from datetime import timedelta

import pytest
from patrond.admin.sessions import LIFETIME_SECONDS, TICKET_SECONDS
from patrond.admin.throttle import FAILURES
from patrond.admin.tokens import create_token

from support.page import NOW, Caller, Page

OURS = {"Sec-Fetch-Site": "same-origin"}


def token_for(page: Page, role: str = "admin") -> str:
    return create_token(page.settings.tokens_path, role=role, user=None, now=NOW)


def log_in(page: Page, role: str = "admin") -> Caller:
    answer = page.stranger.send("/login", OURS, token=token_for(page, role), next="/jobs")
    assert answer.status == 303
    return page.stranger.wearing(answer.cookie)


def test_a_token_opens_a_session_and_leads_on_to_where_one_wanted_to_go(page: Page) -> None:
    answer = page.stranger.send("/login", OURS, token=f"  {token_for(page)}\n", next="/jobs?status=failed")
    assert (answer.status, answer.headers["Location"]) == (303, "/jobs?status=failed")
    attributes = answer.headers["Set-Cookie"].partition("; ")[2]
    assert attributes == f"HttpOnly; Max-Age={int(LIFETIME_SECONDS)}; Path=/; SameSite=Strict"
    assert page.stranger.wearing(answer.cookie).get("/jobs").status == 200


def test_behind_https_the_cookie_is_for_https_alone(page: Page) -> None:
    answer = page.stranger.send("/login", OURS | {"X-Forwarded-Proto": "https"}, token=token_for(page))
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_the_cookie_is_named_after_the_port_so_that_two_patronds_do_not_share_it(page: Page) -> None:
    answer = page.stranger.send("/login", OURS, token=token_for(page))
    assert answer.cookie.startswith(f"patrond_{page.port}=")


@pytest.mark.parametrize(
    "where",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_login_never_leads_to_another_host(page: Page, where: str) -> None:
    answer = page.stranger.send("/login", OURS, token=token_for(page), next=where)
    assert answer.headers["Location"] == "/"


def test_a_wrong_token_is_refused_and_shown_nowhere(page: Page) -> None:
    answer = page.stranger.send("/login", OURS, token="patrond_wrong<script>")
    assert answer.status == 403
    assert "n&#39;est pas connu" in answer.text
    assert "patrond_wrong" not in answer.text
    assert answer.headers["Set-Cookie"] is None


def test_leaving_ends_the_session_for_good(page: Page) -> None:
    inside = log_in(page)
    left = inside.send("/login", OURS, leave=1, csrf=csrf_of(inside))
    assert (left.status, left.headers["Location"]) == (303, "/login")
    assert inside.get("/jobs").status == 303


def csrf_of(caller: Caller) -> str:
    return caller.get("/workers").text.partition('name="csrf" value="')[2].partition('"')[0]


def test_a_session_ends_after_its_time(page: Page) -> None:
    inside = log_in(page)
    page.lent.pass_by(timedelta(seconds=LIFETIME_SECONDS - 1))
    assert inside.get("/jobs").status == 200
    page.lent.pass_by(timedelta(seconds=1))
    assert inside.get("/jobs").status == 303


def test_a_session_ends_with_its_token(page: Page) -> None:
    inside = log_in(page)
    page.settings.tokens_path.write_text("[]")
    assert inside.get("/jobs").status == 303


def test_a_session_has_its_tokens_role(page: Page) -> None:
    reader = log_in(page, "read")
    assert reader.get("/jobs").status == 200
    assert reader.send("/workers", OURS, action="pause", csrf=csrf_of(reader)).status == 403
    assert page.control.asked == []


def test_the_form_of_one_who_is_logged_in_carries_the_forms_token(page: Page) -> None:
    inside = log_in(page)
    assert inside.get("/login").text.count(csrf_of(inside)) == 2  # the form's, and that of leaving


def test_logging_in_again_gives_a_new_session_and_ends_the_old_one(page: Page) -> None:
    inside = log_in(page)
    again = inside.send("/login", OURS, token=token_for(page), csrf=csrf_of(inside))
    assert again.cookie not in inside.headers["Cookie"]
    assert inside.get("/jobs").status == 303


def test_a_ticket_logs_in_once_without_a_redirect_that_would_lose_the_cookie(page: Page) -> None:
    link = page.server.login_url
    assert link is not None and link.startswith(f"http://127.0.0.1:{page.port}/login?ticket=")
    route = link.partition(str(page.port))[2]
    answer = page.stranger.get(route)
    assert answer.status == 200
    assert '<meta http-equiv="refresh" content="0; url=/">' in answer.text
    inside = page.stranger.wearing(answer.cookie)
    assert inside.get("/jobs").status == 200
    assert inside.send("/workers", OURS, action="pause", csrf=csrf_of(inside)).status == 303
    used = page.stranger.get(route)
    assert (used.status, used.headers["Set-Cookie"]) == (403, None)


def test_a_preview_of_the_link_does_not_use_the_ticket_up(page: Page) -> None:
    ticket = page.server.login_ticket()
    assert page.stranger.ask("HEAD", f"/login?ticket={ticket}").status == 200
    assert page.stranger.get(f"/login?ticket={ticket}").cookie


def test_a_ticket_does_not_keep_for_ever(page: Page) -> None:
    ticket = page.server.login_ticket()
    page.lent.pass_by(timedelta(seconds=TICKET_SECONDS))
    assert page.stranger.get(f"/login?ticket={ticket}").status == 403


@pytest.mark.parametrize("ticket", ["", "x", "%00", "%FF%FE", "a" * 5000])
def test_a_made_up_ticket_opens_nothing(page: Page, ticket: str) -> None:
    answer = page.stranger.get(f"/login?ticket={ticket}")
    assert answer.status == 403
    assert answer.headers["Set-Cookie"] is None


def test_who_guesses_is_made_to_wait_and_then_even_the_right_token_is_not_looked_at(page: Page) -> None:
    token = token_for(page)
    for number in range(FAILURES):
        assert page.stranger.send("/login", OURS, token=f"guess{number}").status == 403
    held = page.stranger.send("/login", OURS, token=token)
    assert held.status == 429
    assert 0 < int(held.headers["Retry-After"]) <= 61
    assert page.stranger.bearing(token).get("/api/jobs").status == 429
    page.lent.pass_by(timedelta(seconds=61))
    assert page.stranger.send("/login", OURS, token=token).status == 303


def test_guessing_by_the_api_counts_as_well(page: Page) -> None:
    for number in range(FAILURES):
        assert page.stranger.bearing(f"guess{number}").get("/api/jobs").status == 401
    assert page.stranger.bearing("one more").get("/api/jobs").status == 429


def test_one_who_guesses_behind_the_proxy_does_not_lock_the_others_out(page: Page) -> None:
    token = token_for(page)
    for number in range(FAILURES):
        page.stranger.send("/login", OURS | {"X-Forwarded-For": f"10.9.9.{number}, 203.0.113.7"}, token="guess")
    other = page.stranger.send("/login", OURS | {"X-Forwarded-For": "198.51.100.4"}, token=token)
    assert other.status == 303


def test_expired_tokens_of_the_sites_users_lock_nobody_out(page: Page) -> None:
    for _ in range(3 * FAILURES):
        assert page.stranger.bearing("a.b.c").get("/api/patterns/1").status == 401
    assert page.stranger.bearing(token_for(page)).get("/api/jobs").status == 200


def test_the_unix_socket_needs_no_login_and_is_never_held_up(page: Page) -> None:
    for number in range(FAILURES + 1):
        page.stranger.send("/login", OURS, token=f"guess{number}")
    assert page.operator.get("/api/jobs").status == 200
