"""The questions: counts, find, get."""

from datetime import timedelta

from patrond.jobs import GENERATE_PATTERN, PROBE, Done, Fail, JobStatus
from patrond.queue import Filter

from support.house import House


def a_job_of_each_status(house: House) -> dict[str, int]:
    """Numbers by status."""
    completed = house.ask()[1]
    lease = house.lease()
    house.end(lease, house.done(lease))
    failed = house.ask()[1]
    house.end(house.lease(), Fail("400", "The sizes 10% too small_"))
    processing = house.ask()[1]
    house.lease()
    pending = house.ask()[1]
    return {"completed": completed, "failed": failed, "processing": processing, "pending": pending}


def test_counts_are_by_status_without_probes(house: House) -> None:
    a_job_of_each_status(house)
    house.queue.enqueue(PROBE, "{}")

    counts = house.queue.counts()

    assert (counts.pending, counts.processing, counts.completed, counts.failed, counts.total) == (1, 1, 1, 1, 4)


def test_the_oldest_waits_since_it_was_due(house: House) -> None:
    assert house.queue.counts().oldest_pending_seconds is None
    house.queue.enqueue(GENERATE_PATTERN, "{}", delay=timedelta(seconds=30))
    assert house.queue.counts().oldest_pending_seconds == 0

    house.pass_by(seconds=75)

    assert house.queue.counts().oldest_pending_seconds == 45


def test_what_takes_long_to_count_is_as_old_as_the_tally_and_the_rest_is_of_now(house: House) -> None:
    house.ask()
    tally = house.queue.tally(())
    lease = house.lease()
    house.end(lease, house.done(lease))
    house.ask()
    house.queue.enqueue(PROBE, "{}")
    house.pass_by(seconds=10)

    counts = house.queue.counts(tally)

    assert (counts.pending, counts.processing, counts.completed, counts.age_seconds) == (1, 0, 0, 10)
    assert house.queue.counts(house.queue.tally(())).completed == 1


def enqueue_many(house: House, number: int, type_: str = GENERATE_PATTERN) -> None:
    now = house.clock.now()
    row = {"type": type_, "payload": "{}", "max_attempts": 3, "available_at": now, "now": now}
    with house.desk.connection.transaction():
        house.desk.connection.execute_each("queue.enqueue", [row] * number)


def test_many_open_jobs_are_counted_now_and_their_probes_are_as_the_tally_has_them(house: House) -> None:
    enqueue_many(house, 300)
    enqueue_many(house, 30, PROBE)
    tally = house.queue.tally(())
    enqueue_many(house, 100)

    assert (tally.by_status[JobStatus.PENDING], tally.probes[JobStatus.PENDING]) == (300, 30)
    assert house.queue.counts(tally).pending == 400
    house.rows("UPDATE jobs SET status = 'failed' WHERE id > 100")
    counts = house.queue.counts(tally)
    assert (counts.pending, counts.failed) == (
        100,
        330,
    )  # of few the rows are looked at; the tally knew no failed probe


def test_more_open_jobs_than_are_counted_at_each_look_are_as_the_tally_has_them(house: House) -> None:
    enqueue_many(house, 2050)
    tally = house.queue.tally(())
    enqueue_many(house, 100)

    assert house.queue.counts(tally).pending == 2050
    assert house.queue.counts().pending == 2150


def test_pending_jobs_of_types_that_nobody_here_serves_are_told(house: House) -> None:
    for type_ in ("send_mail", "send_mail", "a_report", PROBE, GENERATE_PATTERN):
        house.queue.enqueue(type_, "{}")
    house.rows("UPDATE jobs SET status = 'completed' WHERE type = 'a_report'")

    unknown = {"send_mail": 2}
    assert house.queue.unknown_types({PROBE, GENERATE_PATTERN}) == unknown
    assert house.queue.tally({PROBE, GENERATE_PATTERN}).unknown == unknown


def test_find_filters_by_status_and_type_newest_first(house: House) -> None:
    jobs = a_job_of_each_status(house)
    probe = house.queue.enqueue(PROBE, "{}")

    assert [job.id for job in house.queue.find(Filter()).jobs] == [probe, *sorted(jobs.values(), reverse=True)]
    assert [job.id for job in house.queue.find(Filter(status=JobStatus.FAILED)).jobs] == [jobs["failed"]]
    assert [job.id for job in house.queue.find(Filter(type=PROBE)).jobs] == [probe]
    assert house.queue.find(Filter(type=GENERATE_PATTERN)).jobs[0].payload == ""


def test_find_pages_by_key(house: House) -> None:
    for _ in range(5):
        house.ask()

    first = house.queue.find(Filter(limit=2))
    second = house.queue.find(Filter(limit=2, after=first.next))
    third = house.queue.find(Filter(limit=2, after=second.next))

    assert [len(page.jobs) for page in (first, second, third)] == [2, 2, 1]
    assert [job.id for page in (first, second, third) for job in page.jobs] == [5, 4, 3, 2, 1]
    assert third.next is None


def test_find_looks_for_a_jobs_number_or_a_patterns(house: House) -> None:
    house.queue.enqueue(PROBE, "{}")
    house.queue.enqueue(PROBE, "{}")
    pattern_id, job_id = house.ask()
    house.rows(
        "INSERT INTO pattern_jobs (pattern_id, job_id, created_at) VALUES (:p, :j, :now)",
        p=pattern_id,
        j=job_id,
        now=house.clock.now(),
    )

    assert (pattern_id, job_id) == (1, 3)
    assert [job.id for job in house.queue.find(Filter(query="1")).jobs] == [3, 1]
    assert [job.id for job in house.queue.find(Filter(query=" 3 ")).jobs] == [3]


def test_find_looks_for_words_of_an_error_and_takes_signs_as_they_are(house: House) -> None:
    jobs = a_job_of_each_status(house)

    assert [job.id for job in house.queue.find(Filter(query="10% too")).jobs] == [jobs["failed"]]
    assert [job.id for job in house.queue.find(Filter(query="small_")).jobs] == [jobs["failed"]]
    assert house.queue.find(Filter(query="10_ too")).jobs == ()


def test_get_has_the_payload(house: House) -> None:
    _, job_id = house.ask()

    job = house.queue.get(job_id)

    assert job is not None
    assert '"pattern_id"' in job.payload
    assert house.queue.get(999) is None


def test_enqueue_takes_attempts_and_a_delay(house: House) -> None:
    job_id = house.queue.enqueue(PROBE, "{}", max_attempts=7, delay=timedelta(minutes=5))

    job = house.queue.get(job_id)

    assert job is not None
    assert (job.max_attempts, job.available_at) == (7, house.clock.after(timedelta(minutes=5)))


def test_figures_are_of_the_last_hour_and_of_the_sites_day(house: House) -> None:
    for seconds in (2, 4, 30):
        house.ask()
        lease = house.lease()
        house.pass_by(seconds=seconds)
        house.end(lease, house.done(lease))
    house.ask()
    house.end(house.lease(), Fail("400", "Sorry."))
    house.queue.cancel(house.ask()[1], "by hand")

    figures = house.store.figures()

    assert (figures.completed_1h, figures.failed_1h) == (3, 1)
    assert (figures.p50_seconds, figures.p95_seconds) == (4.0, 30.0)
    house.pass_by(hours=2)
    assert house.store.figures().completed_1h == 0


def test_a_probe_can_be_done(house: House) -> None:
    job_id = house.queue.enqueue(PROBE, "{}")
    (lease,) = house.queue.reserve(1, [PROBE], house.token())
    house.end(lease, Done())

    assert house.job(job_id)["status"] == "completed"
