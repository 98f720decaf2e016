"""The store's questions, over every database."""

import json
import threading
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from patrond.config.settings import DatabaseSettings, Settings
from patrond.desk import Desk, open_desk
from patrond.errors import NotFound
from patrond.jobs import GENERATE_PATTERN
from patrond.store import LOCAL_USER_ID, Submission, Submitted
from patrond.store.contract import CallRow
from pydantic import SecretStr

from support.house import House
from support.lent_clock import LentClock, LentSiteClock
from support.site import API_LOGS, OPTIONS, TEMPLATES, Site

CALL = CallRow(
    user_id=1,
    pattern_id=2,
    provider="claude",
    endpoint="/v1/messages",
    request='{"model": "m"}',
    response="{}",
    tokens=123,
    duration_ms=4567,
    status_code=529,
    error="overloaded",
)


def wish(user: int, **changed: object) -> Submission:
    """What the form sends."""
    values: dict[str, object] = {
        "user_id": user,
        "type": "hat",
        "level": "beginner",
        "size": "adulte",
        "custom_options": '{"couleur": "rouge"}',
        "specific_request": "avec un pompon",
        "title": "Bonnet",
        "price": Decimal("2.99"),
    }
    return Submission(**{**values, **changed})  # type: ignore[arg-type]


def test_submit_makes_pattern_job_and_link(house: House) -> None:
    submitted = house.store.submit(wish(house.user))

    assert submitted is not None
    pattern = house.store.pattern(submitted.pattern_id)
    job = house.queue.get(submitted.job_id)
    assert pattern is not None
    assert job is not None
    assert (pattern.user_id, pattern.title, pattern.status) == (house.user, "Bonnet", "generating")
    assert pattern.price_paid == Decimal("2.99")
    assert not pattern.is_paid
    assert job.available_at == house.clock.now()
    assert house.store.job_of_pattern(submitted.pattern_id) == submitted.job_id
    assert house.store.patterns_of_jobs([submitted.job_id]) == {submitted.job_id: submitted.pattern_id}


def test_the_payload_is_exactly_the_sites(house: House) -> None:
    submitted = house.store.submit(wish(house.user))

    assert submitted is not None
    job = house.queue.get(submitted.job_id)
    assert job is not None
    assert json.loads(job.payload) == {
        "pattern_id": submitted.pattern_id,
        "user_id": house.user,
        "params": {
            "type": "hat",
            "level": "beginner",
            "size": "adulte",
            "custom_options": {"couleur": "rouge"},
            "specificRequest": "avec un pompon",
        },
    }


def test_what_was_submitted_is_reserved_and_done(house: House) -> None:
    submitted = house.store.submit(wish(house.user, custom_options="null", specific_request=None))
    assert submitted is not None
    lease = house.lease()

    house.end(lease, house.done(lease))

    pattern = house.store.pattern(submitted.pattern_id)
    assert pattern is not None
    assert (pattern.status, pattern.is_paid, pattern.watermark) == ("completed", False, "claire@example.fr")


def test_the_quota_counts_what_is_made_and_what_is_being_made(house: House) -> None:
    house.rows("UPDATE users SET patterns_generated_count = 1 WHERE id = :id", id=house.user)

    assert house.store.submit(wish(house.user), free_patterns=3) is not None
    assert house.store.submit(wish(house.user), free_patterns=3) is not None
    assert house.store.generating_count(house.user) == 2
    assert house.store.submit(wish(house.user), free_patterns=3) is None
    assert house.store.submit(wish(house.user)) is not None


def test_quick_requests_of_one_user_do_not_pass_as_one(house: House) -> None:
    desks = [house.open_desk() for _ in range(4)]
    answers: list[Submitted | None] = []
    together = threading.Barrier(len(desks))

    def work(desk: Desk) -> None:
        together.wait(5)
        answers.append(desk.store.submit(wish(house.user), free_patterns=1))

    threads = [threading.Thread(target=work, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(answers) == 4
    assert sum(answer is not None for answer in answers) == 1
    assert house.store.generating_count(house.user) == 1


def test_nobody_cannot_submit(house: House) -> None:
    with pytest.raises(NotFound, match="no user 999"):
        house.store.submit(wish(999))
    assert house.rows("SELECT * FROM patterns") == []


def test_users_are_found_by_number_and_by_email(house: House) -> None:
    user = house.store.user(house.user)

    assert user is not None
    assert (user.email, user.role, user.patterns_generated_count) == ("claire@example.fr", "user", 0)
    assert house.store.user_by_email("claire@example.fr") == user
    assert house.store.user(999) is None
    assert house.store.user_by_email("nobody@example.fr") is None


def test_patterns_of_jobs_leaves_out_what_names_no_pattern(house: House) -> None:
    _, job_id = house.ask()
    house.queue.enqueue(GENERATE_PATTERN, "not json")
    house.queue.enqueue("probe", '{"pattern_id": 1}')

    assert house.store.patterns_of_jobs([1, 2, 3, 99]) == {job_id: 1}
    assert house.store.patterns_of_jobs([]) == {}


def test_tables_that_the_site_may_lack_answer_empty(house: House) -> None:
    assert house.store.options(["couleur"]) == []
    assert house.store.templates("hat", "beginner", "adulte") == []
    house.store.count_template_use([1])
    house.store.log_calls([CALL])


def test_sqlite_has_a_user_for_submissions_without_a_site(tmp_path: Path) -> None:
    clock = LentSiteClock(LentClock())
    desk = open_desk(Settings(state_dir=tmp_path), clock, Random(1))
    try:
        user = desk.store.user(LOCAL_USER_ID)
        assert user is not None
        assert (user.email, user.role) == ("demo@localhost", "admin")
        assert desk.store.submit(wish(LOCAL_USER_ID)) == Submitted(1, 1)
    finally:
        desk.close()


@pytest.fixture
def full(installed_site: Site, tmp_path: Path) -> House:
    """A site that has the optional tables."""
    for table in (TEMPLATES, OPTIONS, API_LOGS):
        installed_site.run(table)
    settings = Settings(state_dir=tmp_path, database=DatabaseSettings(url=SecretStr(installed_site.url)))
    return House(settings, LentClock(), Random(5))


def add_template(site: Site, name: str, level: str, size: str | None, used: int, *, active: bool = True) -> None:
    site.run(
        "INSERT INTO pattern_templates (name, type, level, size, content, usage_count, is_active)"
        " VALUES (%s, 'hat', %s, %s, '{}', %s, %s)",
        name,
        level,
        size,
        used,
        active,
    )


def test_the_best_templates_come_first(full: House, installed_site: Site) -> None:
    add_template(installed_site, "often used", "advanced", None, 900)
    add_template(installed_site, "same size", "advanced", "adult", 1)
    add_template(installed_site, "same level", "beginner", "child", 1)
    add_template(installed_site, "both", "beginner", "adult", 0)
    add_template(installed_site, "switched off", "beginner", "adult", 5, active=False)

    names = [template.name for template in full.store.templates("hat", "beginner", "adult")]

    assert names == ["both", "same level", "same size"]
    assert full.store.templates("bag", "beginner", "adult") == []


def test_each_use_of_a_template_is_counted(full: House, installed_site: Site) -> None:
    add_template(installed_site, "a", "beginner", "adult", 4)
    add_template(installed_site, "b", "beginner", "adult", 7)

    full.store.count_template_use([2, 1])

    assert [row["usage_count"] for row in installed_site.run("SELECT usage_count FROM pattern_templates")] == [5, 8]


def test_options_are_found_by_key(full: House, installed_site: Site) -> None:
    installed_site.run(
        "INSERT INTO pattern_options (option_key, available_values, ai_prompt_template)"
        " VALUES ('couleur', '[]', 'Couleur : {value}'), ('autre', NULL, NULL)"
    )

    (option,) = full.store.options(["couleur", "inconnue"])

    assert (option.key, option.available_values, option.ai_prompt_template) == ("couleur", "[]", "Couleur : {value}")


def test_a_call_is_logged_where_the_site_keeps_such_a_table(full: House, installed_site: Site) -> None:
    full.store.log_calls([CALL])

    (row,) = installed_site.run("SELECT * FROM api_logs")
    assert (row["pattern_id"], row["tokens_used"], row["status_code"]) == (2, 123, 529)
    assert isinstance(row["created_at"], datetime)


def test_a_call_that_the_sites_table_refuses_does_not_cost_the_others_their_rows(
    full: House, installed_site: Site
) -> None:
    full.store.log_calls([replace(CALL, pattern_id=1), replace(CALL, provider="x" * 1000), replace(CALL, pattern_id=3)])

    assert [row["pattern_id"] for row in installed_site.run("SELECT pattern_id FROM api_logs ORDER BY id")] == [1, 3]


def test_a_template_that_two_jobs_used_is_counted_twice(full: House, installed_site: Site) -> None:
    add_template(installed_site, "a", "beginner", "adult", 4)

    full.store.count_template_use([1, 1])

    assert installed_site.run("SELECT usage_count FROM pattern_templates")[0]["usage_count"] == 6
