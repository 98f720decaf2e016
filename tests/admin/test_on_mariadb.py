"""The page over a real MariaDB with the site's own tables: what the rows look like there, and the actions."""

import pytest
from patrond.jobs import Fail

from support.page import Page
from support.site import Site

ROUTES = ("/", "/jobs", "/jobs/1", "/patterns/1", "/api/stats", "/api/jobs", "/api/jobs/1", "/api/instances")


@pytest.fixture
def page(make_page, installed_site: Site) -> Page:
    return make_page(url=installed_site.url)


def test_every_page_and_question_answers_over_the_sites_own_rows(page: Page, installed_site: Site) -> None:
    installed_site.ask(page.house.user)  # no title, as the site's form leaves it
    for route in ROUTES:
        assert page.operator.get(route).status == 200, route


def test_a_wish_is_taken_made_and_read_back(page: Page) -> None:
    wish = {"type": "bag", "level": "advanced", "size": "", "custom_options": []}
    made = page.operator.post("/api/patterns/generate", wish | {"user_id": page.house.user}).json["data"]
    lease = page.house.lease()
    page.house.end(lease, page.house.done(lease))
    row = page.operator.get(f"/api/patterns/{made['pattern_id']}").json["data"]["pattern"]
    assert (row["status"], row["price_paid"], row["is_paid"]) == ("completed", "0.00", 0)
    status = page.operator.get(f"/api/patterns/{made['pattern_id']}/status").json["data"]
    assert status["job"] == {"id": made["job_id"], "status": "completed", "attempts": 1, "error_message": None}
    assert "Bonnet en laine – 56 cm" in page.operator.get(f"/patterns/{made['pattern_id']}").text


def test_failures_are_shown_retried_and_cancelled(page: Page) -> None:
    _, job = page.house.ask(max_attempts=1)
    page.house.end(page.house.lease(), Fail("the API refused it", "Merci de réessayer."))
    assert "the API refused it" in page.operator.get("/").text
    assert [found["id"] for found in page.operator.get("/api/jobs?q=r%C3%A9essayer").json["jobs"]] == [job]
    assert page.operator.get("/api/jobs?q=%25").json["jobs"] == []
    assert page.operator.post("/api/jobs/retry-failed").json["retried"] == [job]
    assert page.operator.post(f"/api/jobs/{job}/cancel").json["status"] == "failed"
