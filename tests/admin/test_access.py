"""Who gets in where: the whole table of routes is walked as a stranger and in each role."""

import pytest
from patrond.admin.access import Access, Identity, Role
from patrond.admin.answering import Surface
from patrond.admin.routes import ROUTES, Route
from patrond.admin.tokens import create_token

from support.page import NOW, Caller, Page

GATED = [route for route in ROUTES if route.access is not Access.OPEN]


def call(caller: Caller, route: Route):
    path = route.path.replace("{id:[0-9]{1,18}}", "1").replace("{name}", "style.css")
    if route.method == "GET":
        return caller.get(path)
    if route.surface is Surface.PAGE:
        return caller.send(path, action="none")
    return caller.post(path, {"no such key": 1})


def is_let_in(answer) -> bool:
    """Whether the route itself answered: it may well have refused what it was given."""
    return answer.status not in (401, 403, 429) and not answer.headers.get("Location", "").startswith("/login")


def let_in(caller: Caller) -> set[tuple[str, str]]:
    return {(route.method, route.path) for route in GATED if is_let_in(call(caller, route))}


def routes_with(*wanted: Access) -> set[tuple[str, str]]:
    return {(route.method, route.path) for route in GATED if route.access in wanted}


@pytest.mark.parametrize(
    ("level", "granted"),
    [("none", ()), ("stats", (Access.STATS,)), ("read", (Access.STATS, Access.READ))],
)
def test_a_stranger_on_loopback_gets_what_anonymous_gives_and_nothing_more(make_page, level, granted) -> None:
    page = make_page(anonymous=level)
    page.house.ask()
    assert let_in(page.stranger) == routes_with(*granted)
    assert page.control.asked == []


@pytest.mark.parametrize(
    "header",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Host": "[::1"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
    ],
)
def test_a_stranger_from_elsewhere_gets_nothing_whatever_anonymous_gives(make_page, header) -> None:
    page = make_page(anonymous="read")
    page.house.ask()
    assert let_in(Caller(page.port, None, header)) == set()


def test_open_routes_answer_everybody(page: Page) -> None:
    for path in ("/login", "/healthz", "/readyz", "/static/style.css"):
        assert page.stranger.get(path).status == 200
    assert {route.path for route in ROUTES if route.access is Access.OPEN} == {
        "/login",
        "/healthz",
        "/readyz",
        "/static/{name}",
    }


@pytest.mark.parametrize("role", ["submit", "read", "admin"])
def test_a_token_opens_what_its_role_grants(page: Page, role: str) -> None:
    page.house.ask()
    token = create_token(page.settings.tokens_path, role=role, user=None, now=NOW)
    granted = [access for access in Access if Identity(Role(role)).may(access)]
    assert let_in(page.stranger.bearing(token)) == routes_with(*granted)


def test_each_role_grants_no_more_than_its_name_says() -> None:
    grants = {role: {access for access in Access if Identity(role).may(access)} for role in Role}
    assert grants[Role.STRANGER] == {Access.OPEN}
    assert grants[Role.CUSTOMER] == {Access.OPEN, Access.OWN, Access.SUBMIT}
    assert grants[Role.SUBMIT] == {Access.OPEN, Access.STATS, Access.OWN, Access.SUBMIT}
    assert grants[Role.READ] == {Access.OPEN, Access.STATS, Access.READ, Access.OWN}
    assert grants[Role.ADMIN] == set(Access)


def test_the_unix_socket_is_the_operator(page: Page) -> None:
    page.house.ask()
    for route in GATED:
        answer = call(page.operator, route)
        assert is_let_in(answer), (route.path, answer.status, answer.text)


def test_every_verb_asks_for_the_admin_role() -> None:
    for route in ROUTES:
        if route.method == "POST" and route.path not in ("/login", "/api/patterns/generate"):
            assert route.access is Access.ADMIN, route.path


def test_a_stranger_learns_how_to_get_in(make_page) -> None:
    page = make_page(anonymous="none")
    api, html = page.stranger.get("/api/jobs"), page.stranger.get("/jobs?status=failed")
    assert (api.status, api.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert set(api.json) == {"error"}
    assert (html.status, html.headers["Location"]) == (303, "/login?next=%2Fjobs%3Fstatus%3Dfailed")


def test_a_known_caller_who_may_not_is_told_so_and_not_sent_to_log_in(page: Page) -> None:
    token = create_token(page.settings.tokens_path, role="read", user=None, now=NOW)
    assert page.stranger.bearing(token).post("/api/pause").status == 403
    assert page.stranger.bearing(token).send("/workers", action="pause").status == 403
    assert page.control.asked == []


@pytest.mark.parametrize("path", ["/metrics", "/openapi.json", "/api/events", "/patterns/1.pdf", "/patterns/1.svg"])
def test_what_later_versions_bring_is_plainly_not_there(page: Page, path: str) -> None:
    assert page.operator.get(path).status == 404


def test_a_wrong_method_is_405_and_says_which_are_right(page: Page) -> None:
    wrong = page.operator.get("/api/patterns/generate")
    assert (wrong.status, wrong.headers["Allow"]) == (405, "POST")
    assert wrong.json == {"success": False, "status": 405, "message": "Cette méthode n'est pas permise ici."}
    assert page.operator.post("/api/stats").status == 405
    assert page.operator.ask("DELETE", "/jobs/1").status == 405
