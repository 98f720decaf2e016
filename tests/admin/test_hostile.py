"""Requests that mean harm: markup in texts, bodies without end, paths that climb, headers that lie."""

import http.client
import socket

import pytest
from patrond.admin.app import SECURITY_HEADERS
from patrond.admin.routes import ROUTES
from patrond.jobs import Fail

from support.page import Page

EVIL = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{ 7*7 }}javascript:alert(3)"""


def poisoned(page: Page) -> tuple[int, int]:
    """A job and a pattern every text of which means harm."""
    pattern, job = page.house.ask(max_attempts=1)
    page.house.end(page.house.lease(), Fail(EVIL, EVIL))
    content = f"# {EVIL}\n\n- **{EVIL}** : {EVIL}\n- Tour 1 : {EVIL} [6 {EVIL[:20]}]\n\n{EVIL}\n\n1. {EVIL}\n"
    content += "[a](javascript:x)"
    page.house.rows(
        "UPDATE patterns SET title=:e, content=:content, materials=:e, size='<b>', hook_size='<i>', watermark=:e,"
        " error_message=:e WHERE id=:id",
        e=EVIL,
        content=content,
        id=pattern,
    )
    report = (
        '{"verdict": "<b>evil", "lines": "<b>evil", "verified": [1], "findings": [7, {"severity": "x\\" onload=\\"y",'
        ' "code": "<b>evil", "message": "<b>evil", "piece": ["<b>evil"]}]}'
    )
    page.house.rows("UPDATE patrond_attempts SET report=:r, provider='<b>evil', model='<b>evil'", r=report)
    page.house.rows("UPDATE jobs SET type='<b>evil', payload=:e WHERE id=:id", e=EVIL, id=job)
    return job, pattern


def test_markup_in_any_text_stays_text(page: Page) -> None:
    job, pattern = poisoned(page)
    for route in ("/", "/jobs", f"/jobs/{job}", f"/patterns/{pattern}", f"/jobs?q={'%3Cb%3Eevil'}&type=%3Cb%3Eevil"):
        answer = page.operator.get(route)
        assert answer.status == 200, route
        for mark in ("<script>alert", "<img", "<b>evil", "<i>", "{{ 7", ' onload="', 'href="javascript'):
            assert mark not in answer.text.replace("{{ 7*7 }}", ""), (route, mark)
        assert "49" not in answer.text.partition("<main")[2] or route == "/", route


def test_no_page_has_an_inline_script_or_style_or_asks_another_host(page: Page) -> None:
    job, pattern = page.house.ask()[::-1]
    for route in ("/", "/jobs", f"/jobs/{job}", f"/patterns/{pattern}", "/workers", "/login", "/nowhere"):
        text = page.operator.get(route).text
        assert "<style" not in text and " style=" not in text and " onclick" not in text
        assert text.count("<script") == text.count('<script src="/static/page.js?v=') == 1
        assert "http://" not in text and "https://" not in text.replace("http://www.w3.org", "")


def test_every_answer_wears_the_security_headers(page: Page) -> None:
    answers = [page.operator.get(route.path.replace("{id:[0-9]{1,18}}", "1").replace("{name}", "style.css"))
               for route in ROUTES if route.method == "GET"]  # fmt: skip
    answers += [page.operator.get("/nowhere"), page.operator.post("/api/stats"), page.stranger.get("/jobs")]
    for answer in answers:
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers.get_all(name) == [value]
        assert answer.headers["Cache-Control"]
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_only_static_files_may_be_kept(page: Page) -> None:
    assert page.operator.get("/").headers["Cache-Control"] == "no-store"
    assert page.operator.get("/api/jobs").headers["Cache-Control"] == "no-store"
    text = page.operator.get("/").text
    address = text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    style = page.stranger.get(address)
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert page.stranger.get("/static/style.css?v=old").headers["Cache-Control"] == "public, max-age=300"
    assert page.stranger.get(address, **{"If-None-Match": style.headers["ETag"]}).status == 304


@pytest.mark.parametrize(
    "path",
    [
        "/static/../start.html",
        "/static/..%2fstart.html",
        "/static/%2e%2e/start.html",
        "/static/..%5c..%5csecrets",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/style.css%00",
        "/static/",
        "/static/style.css/",
        "//etc/passwd",
        "/jobs/1/../../etc/passwd",
        "/jobs/1e3",
        "/jobs/-1",
        "/jobs/0x1",
        "/jobs/" + "9" * 19,
        "/jobs/%D9%A1",
        "/api/jobs/1/",
        "/patterns/1%20OR%201=1",
        "/%",
        "/\u00e9".encode("latin-1").decode("latin-1"),
    ],
)
def test_paths_that_climb_or_lie_lead_nowhere(page: Page, path: str) -> None:
    raw = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode("latin-1")
    answer = send_raw(page, raw)
    assert answer.split(b" ", 2)[1] in (b"404", b"400"), answer[:80]
    assert b"root:" not in answer and b"{%" not in answer


def send_raw(page: Page, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", page.port), timeout=10) as connection:
        connection.sendall(raw)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    "raw",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_and_fills_no_log(page: Page, raw: bytes) -> None:
    before = page.log_text
    assert send_raw(page, raw).split(b" ", 2)[1] == b"400"
    assert page.log_text == before


def test_the_greatest_number_a_path_may_hold_is_simply_not_found(page: Page) -> None:
    assert page.operator.get("/jobs/" + "9" * 18).status == 404
    assert page.operator.get("/api/patterns/" + "9" * 18).status == 404
    assert page.operator.get("/api/jobs?after=" + str(2**63 - 1)).status == 200


@pytest.mark.parametrize("route", ["/api/patterns/generate", "/api/jobs/retry-failed", "/login"])
def test_a_huge_body_is_refused(page: Page, route: str) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = page.operator.ask("POST", route, b"a=" + b"x" * (1 << 20), kind)
    assert answer.status == 413


def test_a_body_that_says_it_is_huge_is_refused_before_it_is_sent(page: Page) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=10)
    connection.putrequest("POST", "/login")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.putheader("Content-Length", str(1 << 40))
    connection.endheaders()
    connection.send(b"a=b" * 40_000)
    assert connection.getresponse().status == 413
    connection.close()


def test_a_stranger_cannot_make_us_read_a_body(page: Page) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=10)
    connection.putrequest("POST", "/api/pause")
    connection.putheader("Content-Length", "1000")
    connection.endheaders()
    assert connection.getresponse().status == 401
    connection.close()


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[1]",
        "null",
        '{"dry_run": NaN}',
        '{"a": "\\ud800"}',
        '{"dry_run": 1' + "0" * 5000 + "}",
        '{"a":' * 9_000,
        "\ufeff{}",
    ],
)
def test_broken_json_is_400_in_words(page: Page, body: str) -> None:
    answer = page.operator.ask("POST", "/api/jobs/retry-failed", body.encode())
    assert (answer.status, set(answer.json)) == (400, {"error"})


@pytest.mark.parametrize("body", [b"\xff\xfe{\x00}\x00", b"\x80"])
def test_bytes_that_are_no_text_are_400(page: Page, body: bytes) -> None:
    assert page.operator.ask("POST", "/api/jobs/retry-failed", body).status == 400


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "bearer \t", "Basic Og==", "Bearer " + "x" * 7000, "\u00ff"])
def test_strange_credentials_are_a_strangers(page: Page, header: str) -> None:
    assert page.stranger.get("/api/jobs", Authorization=header).status == 401


def test_a_multipart_form_is_not_read(page: Page) -> None:
    body = '--x\r\nContent-Disposition: form-data; name="token"; filename="a"\r\n\r\nb\r\n--x--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert page.stranger.ask("POST", "/login", body, kind).status == 415


def test_a_fault_after_logrotate_goes_into_the_new_file(page: Page) -> None:
    log = page.settings.state_dir / "log"
    log.rename(log.with_suffix(".1"))
    page.control.state = "nonsense"
    page.stranger.get("/api/workers")
    assert "AttributeError" in log.read_text()


def test_a_fault_of_ours_is_logged_once_and_told_without_its_details(page: Page) -> None:
    page.control.state = "nonsense"
    answer = page.stranger.get("/api/workers")
    assert (answer.status, answer.json) == (500, {"error": "Something went wrong on our side. It is in the log."})
    assert page.log_text.count("AttributeError") == 1
    assert page.stranger.get("/workers").status == 500
