"""The listing takes one way or another through the table, and shows the same jobs whichever it is."""

from dataclasses import replace
from itertools import product
from random import Random

from patrond.jobs import GENERATE_PATTERN, PROBE, JobStatus
from patrond.queue import Filter

from support.house import House

ROWS = 24_000  # more than the newest few through which a listing looks first
STATUSES = (None, *JobStatus)
TYPES = (None, GENERATE_PATTERN, PROBE, "send_mail", "unheard of")
WORDS = (None, "pelote", "nowhere")

Row = tuple[str, JobStatus, str | None]


def a_row(rng: Random, number: int) -> Row:
    """Old rows have mostly ended, one in two hundred failed, with a message; the newest wait."""
    type_ = rng.choices((GENERATE_PATTERN, PROBE, "send_mail"), (990, 200, 1))[0]
    if number > ROWS - 3000:
        return type_, JobStatus.PENDING, "La pelote manque." if rng.random() < 0.001 else None
    if number < 2000 and rng.random() < 0.1:
        return type_, JobStatus.FAILED, rng.choice(("La pelote manque.", "Sorry."))
    return type_, JobStatus.PROCESSING if rng.random() < 0.0005 else JobStatus.COMPLETED, None


def fill(house: House) -> list[Row]:
    rng = Random(7)
    rows = [a_row(rng, number) for number in range(1, ROWS + 1)]
    now = house.clock.now()
    asked = [{"type": row[0], "payload": "{}", "max_attempts": 3, "available_at": now, "now": now} for row in rows]
    with house.desk.connection.transaction():
        house.desk.connection.execute_each("queue.enqueue", asked)
    for status, message in {row[1:] for row in rows}:
        ids = [number for number, row in enumerate(rows, 1) if row[1:] == (status, message)]
        for start in range(0, len(ids), 5000):
            house.rows(
                "UPDATE jobs SET status = :status, error_message = :message WHERE id IN (:ids)",
                status=status,
                message=message,
                ids=ids[start : start + 5000],
            )
    return rows


def matching(rows: list[Row], filter_: Filter) -> list[int]:
    """Which the filter asks for, newest first, by going through all."""

    def holds(number: int) -> bool:
        type_, status, message = rows[number - 1]
        return (
            (filter_.status is None or status is filter_.status)
            and (filter_.type is None or type_ == filter_.type)
            and (filter_.query is None or filter_.query in (message or ""))
        )

    end = len(rows) + 1 if filter_.after is None else min(filter_.after, len(rows) + 1)
    return [number for number in range(end - 1, 0, -1) if holds(number)]


def test_every_filter_shows_what_it_asks_for_at_every_depth(house: House) -> None:
    rows = fill(house)
    for status, type_, words, after in product(STATUSES, TYPES, WORDS, (None, 23_000, 1500, 1)):
        filter_ = Filter(status=status, type=type_, query=words, after=after, limit=7)
        expected = matching(rows, filter_)

        page = house.queue.find(filter_)

        assert [job.id for job in page.jobs] == expected[:7], filter_
        assert page.next == (expected[6] if len(expected) > 7 else None), filter_


def test_all_pages_together_show_each_job_once(house: House) -> None:
    rows = fill(house)
    for filter_ in (Filter(status=JobStatus.FAILED, limit=50), Filter(query="pelote", limit=50)):
        page = house.queue.find(filter_)
        seen = list(page.jobs)
        while page.next is not None:
            page = house.queue.find(replace(filter_, after=page.next))
            seen += page.jobs
        assert [job.id for job in seen] == matching(rows, filter_)
