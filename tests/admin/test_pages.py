"""The pages as a person finds them: what they say, and in which language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from patrond.control import WorkerState, WorkerView
from patrond.jobs import Ending, Fail, Retry, Usage

from support.house import result
from support.page import Page, overview


class _Outline(HTMLParser):
    """The landmarks, headings, labels and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]


def a_days_work(page: Page) -> tuple[int, int]:
    """A completed job, one that failed, one in hand; the completed one's job and pattern."""
    pattern, job = page.house.ask()
    lease = page.house.lease()
    page.house.pass_by(seconds=8)
    page.house.end(lease, page.house.done(lease))
    page.house.ask(max_attempts=1)
    page.house.end(page.house.lease(), Fail("API 400: bad request", "Merci de réessayer."))
    page.house.ask()
    page.house.lease()
    return job, pattern


def test_the_overview_tells_the_day_in_words_and_figures(page: Page) -> None:
    a_days_work(page)
    started = datetime(2026, 6, 15, 9, tzinfo=UTC)
    page.control.state = overview(workers=(WorkerView(1, 4001, WorkerState.BUSY, (3,), started, 0, None),))
    text = page.operator.get("/").text
    for word in (
        "ont échoué au cours de la dernière heure",
        "patrond ctl retry-failed",
        "au travail",
        '<a href="/jobs/3">3</a>',
        "API 400: bad request",
        "8,0\u00a0s",
        "patrond 0.1.0",
    ):
        assert word in text, word
    assert "en marche depuis 60\u00a0min" in text
    assert "fournisseur : builtin" in text


def test_an_empty_house_is_no_error(page: Page) -> None:
    text = page.operator.get("/").text
    assert "Tout va bien." in text and "Aucun échec." in text
    assert "Aucun job ne correspond." in page.operator.get("/jobs").text


def test_a_stranger_sees_counts_and_workers_but_neither_reasons_nor_links_into_the_queue(page: Page) -> None:
    a_days_work(page)
    page.control.state = overview(workers=(replace(overview().workers[0], jobs=(3,)),))
    text = page.stranger.get("/").text
    assert "en échec" in text
    assert "Merci de réessayer." not in text and "bad request" not in text
    assert 'href="/jobs/3"' not in text and "claire@" not in text


def test_what_is_wrong_stands_on_top_with_what_to_do(page: Page) -> None:
    page.control.state = overview(paused=True)
    text = page.operator.get("/").text
    assert text.index("En pause") < text.index("patrond ctl resume") < text.index("La file")


def test_english_settings_make_english_pages(make_page) -> None:
    page = make_page(language="en")
    a_days_work(page)
    text = page.operator.get("/").text
    assert '<html lang="en">' in text
    assert "failed within the last hour" in text and "Latest failures" in text


def test_a_job_shows_what_was_asked_and_what_came_of_each_attempt(page: Page) -> None:
    _, job = page.house.ask()
    report = (
        '{"verdict": "faulty", "lines": 31, "verified": 28, "score": 60, "findings": [{"code": "E_PRODUCE",'
        ' "severity": "error", "piece": "Corps", "line": 5, "label": "Tour 5", "expected": "30", "found": "31",'
        ' "message": "Le tour annonce 31 mailles.", "hint": "Annoncer 30 mailles."}]}'
    )
    usage = Usage("claude", "claude-sonnet-5-5", 2, 4400, 610, request_ids=("req_abc",))
    lease = page.house.lease()
    page.house.pass_by(seconds=12)
    ending = Ending(lease, Retry("31, not 30", "Non.", timedelta(minutes=5)), usage, report)
    page.house.queue.end([ending])
    text = page.operator.get(f"/jobs/{job}").text
    for word in ("Tentative 1", "à refaire", "15/06/2026 12:00:00", "15/06/2026 12:00:12", "12\u00a0s",
                 "4001 · <code>0123456789ab</code>", "31, not 30", "claude-sonnet-5-5", "req_abc", "fautif",
                 "E_PRODUCE", "Corps, Tour 5", "Le tour annonce 31 mailles. Annoncer 30 mailles.",
                 "28 lignes vérifiées sur 31",
                 "&#34;level&#34;: &#34;beginner&#34;", "la suivante est prévue le 2026-06-15 12:05:12"):  # fmt: skip
        assert word in text, word


def test_a_pattern_is_laid_out_to_crochet_from(page: Page) -> None:
    _, pattern = a_days_work(page)
    text = page.operator.get(f"/patterns/{pattern}").text
    for word in ("<h1>Bonnet en laine – 56 cm</h1>", "Laine DK, 100 g", "4 mm", '<span class="round">Tour 1</span>',
                 '<span class="do">6 ms dans un cercle magique</span>', ">6</span>"):  # fmt: skip
        assert word in text, word


def test_a_pattern_that_is_not_made_yet_says_so(page: Page) -> None:
    pattern, _ = page.house.ask()
    text = page.operator.get(f"/patterns/{pattern}").text
    assert "en préparation" in text and "pas encore écrit" in text


@pytest.mark.parametrize("materials", [None, "", "laine\n- crochet", '{"a": 1}', "[1, null]"])
def test_materials_of_older_rows_are_shown_as_well_as_can_be(page: Page, materials: str | None) -> None:
    pattern, _ = page.house.ask()
    page.house.rows("UPDATE patterns SET materials=:m WHERE id=:id", m=materials, id=pattern)
    assert page.operator.get(f"/patterns/{pattern}").status == 200


def test_a_title_that_the_content_repeats_is_shown_once(page: Page) -> None:
    pattern, _ = page.house.ask()
    again = replace(result(pattern, page.house.user), content="# Bonnet en laine – 56 cm\n\nTexte")
    lease = page.house.lease()
    page.house.end(lease, replace(page.house.done(lease), result=again))
    assert page.operator.get(f"/patterns/{pattern}").text.count("Bonnet en laine – 56 cm</h") == 1


def test_what_is_not_there_is_said_on_a_page(page: Page) -> None:
    for route, sentence in (("/jobs/999", "job"), ("/patterns/999", "Patron introuvable"), ("/nowhere", "adresse")):
        answer = page.operator.get(route)
        assert (answer.status, sentence in answer.text) == (404, True), route


def test_the_list_of_jobs_is_paged_and_keeps_its_filters(page: Page) -> None:
    for _ in range(31):
        page.house.ask()
    first = page.operator.get("/jobs?status=pending").text
    assert first.count('class="head"') == 30
    older = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "status=pending" in older
    last = page.operator.get(older).text
    assert last.count('class="head"') == 1 and 'rel="next"' not in last


def test_a_filter_that_is_nonsense_is_dropped(page: Page) -> None:
    page.house.ask()
    assert page.operator.get("/jobs?status=lost&after=x").text.count('class="head"') == 1


@pytest.mark.parametrize("route", ["/", "/jobs", "/jobs/1", "/patterns/1", "/workers", "/login", "/nowhere"])
def test_every_page_can_be_used_without_eyes_or_mouse(page: Page, route: str) -> None:
    a_days_work(page)
    outline = _Outline(page.operator.get(route).text)
    assert outline.all("html")[0]["lang"] == "fr"
    assert (
        len(outline.all("main")) == len(outline.all("h1")) == len(outline.all("header")) - (route == "/patterns/1") == 1
    )
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes.get("for") for attributes in outline.all("label")}
    for field in outline.all("input"):
        wrapped = field.get("type") in ("hidden", "checkbox")
        assert wrapped or field.get("id") in labelled, field
    for attributes in outline.all("section", "nav"):
        named = attributes.get("aria-label") or attributes.get("aria-labelledby") in ids
        assert named or route in ("/nowhere",), attributes
    assert outline.all("a")[0]["href"] == "#main"


def test_the_pages_refresh_themselves_with_or_without_script(page: Page) -> None:
    text = page.operator.get("/").text
    assert 'data-live="5"' in text
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in text


def test_a_job_that_has_ended_is_not_asked_for_again_and_again(page: Page) -> None:
    job, _ = a_days_work(page)
    assert "data-live" not in page.operator.get(f"/jobs/{job}").text
    assert "data-live" in page.operator.get("/jobs/3").text


def test_what_an_address_claims_was_done_is_a_word_of_ours(page: Page) -> None:
    assert "Le job est relancé." in page.operator.get("/?done=retried").text
    assert 'role="status"' not in page.operator.get("/?done=%3Cscript%3E").text
