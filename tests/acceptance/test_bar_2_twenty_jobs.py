"""Bar 2: twenty jobs that the site inserted are made side by side, and stored as the site expects."""

import json
import re
import time
from collections.abc import Callable

from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.rows import all_are, counted, pattern
from support.site import Site

DELAY = 1.0
JOBS = 20
SLOTS = 16  # two workers of eight each
TYPES = ("hat", "scarf", "amigurumi", "bag", "garment")
STAMP = r"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] \[INFO\] \[worker_\d+\] "


def test_twenty_jobs_are_completed_sixteen_at_a_time(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi
) -> None:
    api.delay = DELAY
    users = [installed_site.add_user(f"{name}@example.fr") for name in ("claire", "anne")]
    asked = [installed_site.ask(users[number % 2], type=TYPES[number % 5]) for number in range(JOBS)]
    installation = install().start()
    started = time.monotonic()
    until(lambda: all_are(installed_site, [job for _, job in asked], "completed"), 30)
    took = time.monotonic() - started

    assert api.most_in_flight == SLOTS
    assert api.calls == JOBS
    # The PHP worker has two calls in flight: ten rounds of a second. Here it is two.
    assert took < JOBS / 2 * DELAY * 0.8
    assert [counted(installed_site, user) for user in users] == [JOBS // 2, JOBS // 2]
    until(lambda: installation.log().count("complété avec succès") == JOBS)  # said after the commit
    for number, (pattern_id, job_id) in enumerate(asked):
        assert_stored(installed_site, pattern_id, ("claire", "anne")[number % 2])
        assert_logged(installation.log(), pattern_id, job_id, users[number % 2])


def assert_stored(site: Site, pattern_id: int, name: str) -> None:
    row = pattern(site, pattern_id)
    assert row["status"] == "completed"
    assert row["watermark"] == f"{name}@example.fr"
    assert row["ai_provider"] == "claude"
    assert row["tokens_used"] > 0
    assert row["generation_prompt"]
    assert row["error_message"] is None
    for column in ("yarn_weight", "hook_size", "estimated_time"):
        assert row[column]
    assert 0 < len(row["title"]) <= 45
    materials = json.loads(row["materials"])
    assert materials
    assert all(isinstance(item, str) and len(item) <= 90 for item in materials)
    assert_in_the_pdfs_markdown(row["content"])


def assert_in_the_pdfs_markdown(content: str) -> None:
    """Headings, bold words and lists; stars elsewhere would be lost, tags and tables passed on raw."""
    assert re.search(r"^- \*\*(Tour|Rang)s? \d", content, re.MULTILINE)
    assert "<" not in content
    assert "|" not in content
    for line in content.splitlines():
        assert re.match(r"^(#{1,3} \S|- \S|\S|$)", line)
        assert "*" not in re.sub(r"\*\*[^*]+\*\*", "", line)


def assert_logged(log: str, pattern_id: int, job_id: int, user_id: int) -> None:
    for words in (
        rf"Job #{job_id} réservé \(tentative 1/3\)$",
        rf"Génération du patron #{pattern_id} pour utilisateur #{user_id}$",
        rf"Job #{job_id} complété avec succès en [\d.,]+s$",
    ):
        assert re.search(STAMP + words, log, re.MULTILINE), words
