"""Bar 5: what fails ends failed, with a sentence for the customer, and can be brought back; nothing wrong is stored."""

from collections.abc import Callable

from support.claude import KEY
from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.rows import counted, job, pattern
from support.site import Site

AT_ONCE = {"backoff": ["50ms"]}


def test_a_refused_request_fails_is_listed_and_is_brought_back(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.always = "bad_request"
    pattern_id, job_id = installed_site.ask(customer)
    installation = install(queue=AT_ONCE).start()
    until(lambda: job(installed_site, job_id)["status"] == "failed")

    failed = pattern(installed_site, pattern_id)
    assert failed["status"] == "error"
    assert_fit_for_a_customer(failed["error_message"])
    assert_fit_for_a_customer(job(installed_site, job_id)["error_message"])
    assert counted(installed_site, customer) == 0
    (listed,) = installation.ctl_json("failed")["jobs"]
    assert (listed["id"], listed["error_message"]) == (job_id, failed["error_message"])
    assert "req_" in installation.ctl_json("job", job_id)["history"][-1]["request_ids"]

    installation.ctl("pause")
    assert installation.ctl_json("retry-failed")["retried"] == [job_id]
    again = job(installed_site, job_id)
    assert (again["status"], again["attempts"], again["error_message"]) == ("pending", 0, None)
    assert (pattern(installed_site, pattern_id)["status"], pattern(installed_site, pattern_id)["error_message"]) == (
        "generating", None,
    )  # fmt: skip
    api.always = "good"
    installation.ctl("resume")
    until(lambda: job(installed_site, job_id)["status"] == "completed")
    assert counted(installed_site, customer) == 1
    assert KEY not in installation.log() + installation.stderr()


def assert_fit_for_a_customer(sentence: str) -> None:
    assert sentence.endswith(".")
    for word in ("400", "invalid_request", "max_tokens", "Traceback", "req_", "{", "Error", "API"):
        assert word not in sentence


def test_wrong_arithmetic_is_never_stored(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.always = "wrong"
    asked = [installed_site.ask(customer) for _ in range(3)]
    install(queue=AT_ONCE).start()
    until(lambda: all(job(installed_site, job_id)["status"] == "failed" for _, job_id in asked), 20)

    assert api.calls == 3 * 3 * 2  # three attempts of three jobs, each with one repair turn
    assert counted(installed_site, customer) == 0
    for pattern_id, job_id in asked:
        row = pattern(installed_site, pattern_id)
        assert (row["status"], row["content"], row["materials"]) == ("error", None, None)
        assert_fit_for_a_customer(row["error_message"])
        assert job(installed_site, job_id)["attempts"] == 3


def test_a_fault_that_is_handed_back_is_repaired_within_the_attempt(
    install: Callable[..., Installation], installed_site: Site, api: FakeApi, customer: int
) -> None:
    api.always = "wrong_then_good"
    pattern_id, job_id = installed_site.ask(customer)
    install(queue=AT_ONCE).start()
    until(lambda: job(installed_site, job_id)["status"] == "completed")
    assert (api.calls, job(installed_site, job_id)["attempts"]) == (2, 1)
    assert pattern(installed_site, pattern_id)["content"]
