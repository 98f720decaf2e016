"""The diagnosis: each state of affairs and what is said of it; and that all of it is worded in both languages."""

import ast
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import patrond.admin
import pytest
from patrond.admin.advice import Severity
from patrond.admin.facts import Facts, SpoolCount
from patrond.admin.why import DISK_LOW_BYTES, is_alive, is_ready, why, why_job
from patrond.control import BreakerView, DatabaseView, WorkerState, WorkerView
from patrond.i18n import translator
from patrond.jobs import Job, JobStatus
from patrond.queue.contract import Counts
from patrond.store.contract import AttemptRow, Figures

from support.page import INSTANCE, NOW, overview


def facts(**changes: Any) -> Facts:
    """A quiet minute in which all is well."""
    well = Facts(NOW, timedelta(minutes=15), overview(), Counts(0, 0, 10, 0, None), disk_free=10**12)
    return replace(well, **changes)


def worker(state: WorkerState, jobs: tuple[int, ...] = (), last_exit: str | None = None) -> WorkerView:
    return WorkerView(1, 4001, state, jobs, datetime(2026, 6, 15, tzinfo=UTC), 0, last_exit)


def database(problem: str | None, answered: float | None = 60.0) -> DatabaseView:
    return DatabaseView(problem is None, answered, problem)


def job(**changes: Any) -> Job:
    waiting = Job(5, "generate_pattern", JobStatus.PENDING, 0, 3, NOW, NOW)
    return replace(waiting, **changes)


def held(by: str, minutes: float = 20) -> Job:
    return job(status=JobStatus.PROCESSING, reserved_by=by, reserved_at=NOW - timedelta(minutes=minutes))


def pending(count: int = 3, oldest: float | None = 10.0) -> Counts:
    return Counts(count, 0, 10, 0, oldest)


def failed(count: int) -> Counts:
    return Counts(0, 0, 10, count, None)


def hour(failures: int) -> Figures:
    return Figures(10, failures, 5.0, 6.0, 0, Decimal(0))


DUE = NOW - timedelta(minutes=5)
MINE, DEAD = f"{INSTANCE}/4001/7", "fedcba987654/12/7"

UNSTORED = replace(worker(WorkerState.READY), unstored=6, problem="UPDATE denied for table 'patterns'")

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("all well", {}, []),
    ("jobs are due and a worker is ready", {"counts": pending(), "next_due": DUE}, []),
    ("no daemon", {"overview": None}, ["no_daemon"]),
    ("down", {"overview": overview(database=database("cannot reach db: connection refused"))}, ["database_down"]),
    (
        "refused",
        {"overview": overview(database=database("the account or its password is refused"))},
        ["database_refused"],
    ),
    ("read-only", {"overview": overview(database=database("it is read-only (error 1290)"))}, ["database_read_only"]),
    (
        "no right to a table",
        {"overview": overview(database=database("this account lacks a right: UPDATE denied for table 'jobs'"))},
        ["database_refused"],
    ),
    ("tables missing", {"overview": overview(database=database("run `patrond db install`"))}, ["database_schema"]),
    ("silent", {"overview": overview(database=database(None, 6.0))}, ["database_silent"]),
    ("never answered", {"overview": overview(database=database(None, None))}, ["database_silent"]),
    ("the page's own way is cut", {"database_problem": "64 calls are waiting already"}, ["page_database"]),
    ("down, seen from ctl alone", {"overview": None, "database_problem": "refused"}, ["database_down", "no_daemon"]),
    ("hung", {"overview": overview(cycle_age_seconds=30.0)}, ["cycle_late"]),
    ("paused", {"overview": overview(paused=True)}, ["paused"]),
    ("draining, paused or not", {"overview": overview(draining=True, paused=True)}, ["draining"]),
    ("scaled to none", {"overview": overview(worker_count=0, workers=())}, ["no_workers"]),
    ("starting", {"overview": overview(workers=(worker(WorkerState.STARTING),))}, ["none_ready"]),
    ("crash loop", {"overview": overview(workers=(worker(WorkerState.CRASH_LOOP, (), "exit 1"),))}, ["crash_loop"]),
    ("backoff", {"overview": overview(workers=(worker(WorkerState.BACKOFF),))}, ["backoff"]),
    ("results that the database refuses", {"overview": overview(workers=(UNSTORED,))}, ["unstored"]),
    (
        "the same, and on the disk too",
        {"overview": overview(workers=(UNSTORED,)), "spool": SpoolCount(waiting=6)},
        ["unstored"],
    ),
    ("results of the dead", {"spool": SpoolCount(waiting=3)}, ["spooled"]),
    ("results of a daemon that does not run", {"overview": None, "spool": SpoolCount(3)}, ["no_daemon", "spooled"]),
    ("a file that nobody can read", {"spool": SpoolCount(aside=1)}, ["spool_aside"]),
    (
        "a long wait whose cause is known",
        {"counts": pending(oldest=600.0), "next_due": DUE, "overview": overview(paused=True)},
        ["paused"],
    ),
    ("a table lost while it runs", {"database_problem": "run `patrond db install`"}, ["database_schema"]),
    ("unnamed", {"overview": overview(provider=None, provider_problem="name one")}, ["provider_unnamed"]),
    ("no key", {"overview": overview(provider="claude", provider_problem="no key")}, ["provider_problem"]),
    ("breaker", {"overview": overview(breaker=BreakerView("no credit", 30.0))}, ["breaker_open"]),
    ("other types", {"unknown": {"send_mail": 4, "make_pdf": 1}}, ["unknown_type", "unknown_type"]),
    ("not due", {"counts": pending(), "next_due": NOW + timedelta(minutes=5)}, ["not_due"]),
    ("waits long", {"counts": pending(oldest=600.0), "next_due": DUE}, ["waiting_long"]),
    (
        "all places taken",
        {
            "counts": pending(oldest=600.0),
            "next_due": DUE,
            "overview": overview(workers=(worker(WorkerState.BUSY, tuple(range(16))),)),
        },
        ["at_capacity"],
    ),
    ("failures", {"counts": failed(2), "figures": hour(2)}, ["failures"]),
    ("failures, all brought back", {"counts": failed(0), "figures": hour(2)}, []),
    ("failures of another day", {"counts": failed(9), "figures": hour(0)}, []),
    ("a PHP worker's job", {"held": (held("worker_77"),)}, ["foreign_stuck"]),
    ("a PHP worker's fresh job", {"held": (held("worker_77", 14),)}, []),
    ("a dead instance's job", {"held": (held(DEAD), held(DEAD))}, ["dead_instance"]),
    ("our own long job", {"held": (held(MINE),)}, []),
    ("disk", {"disk_free": DISK_LOW_BYTES - 1}, ["disk_low"]),
    ("disk unknown", {"disk_free": None}, []),
    ("zone", {"overview": overview(zone_warning="two hours off")}, ["zone_wrong"]),
    ("skew", {"overview": overview(database=DatabaseView(True, 0.1, None, -60.0))}, ["clock_skew"]),
]


@pytest.mark.parametrize(("changes", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_state_has_its_advice(changes: dict[str, Any], codes: list[str]) -> None:
    assert [advice.code for advice in why(facts(**changes))] == codes


def test_the_gravest_comes_first() -> None:
    state = overview(paused=True, zone_warning="off", database=DatabaseView(True, 0.1, None, 60.0))
    found = why(facts(overview=state, unknown={"x": 1}))
    assert [advice.severity for advice in found] == [
        Severity.PROBLEM,
        Severity.WARNING,
        Severity.WARNING,
        Severity.NOTE,
    ]


def attempt(outcome: str, reason: str) -> AttemptRow:
    return AttemptRow(5, MINE, 1, INSTANCE, 4001, NOW, NOW, outcome, reason, "", "", 0, 0, 0, 0, "", None)  # type: ignore[arg-type]


LATER = NOW + timedelta(minutes=5)
BUSY = overview(workers=(worker(WorkerState.BUSY, (5,)),))
JOBS: list[tuple[str, Job, list[AttemptRow], dict[str, Any], list[str]]] = [
    ("completed", job(status=JobStatus.COMPLETED, completed_at=NOW), [], {}, ["job_completed"]),
    ("failed", job(status=JobStatus.FAILED, attempts=3), [attempt("failed", "400")], {}, ["job_failed"]),
    ("failed under PHP", job(status=JobStatus.FAILED, error_message="x"), [], {}, ["job_failed"]),
    ("cancelled", job(status=JobStatus.FAILED), [attempt("cancelled", "by hand")], {}, ["job_cancelled"]),
    ("in hand", held(MINE, 1), [], {"overview": BUSY}, ["job_in_hand"]),
    ("worker gone", held(f"{INSTANCE}/9/1", 1), [], {"overview": BUSY}, ["job_worker_gone"]),
    ("PHP's", held("worker_77", 1), [], {}, ["job_foreign"]),
    ("another instance's", held(DEAD, 1), [], {}, ["job_other_instance"]),
    ("ours, daemon down", held(MINE, 1), [], {"overview": None}, ["job_other_instance"]),
    ("unknown type", job(type="send_mail"), [], {}, ["job_unknown_type"]),
    ("not due", job(available_at=LATER), [], {}, ["job_not_due"]),
    ("tried", job(available_at=LATER, attempts=1), [attempt("retry", "529")], {}, ["job_tried"]),
    ("in line", job(), [], {"counts": pending(), "next_due": NOW}, ["job_in_line"]),
    ("held up", job(), [], {"overview": overview(paused=True)}, ["paused"]),
]


@pytest.mark.parametrize(("job", "history", "changes", "codes"), [case[1:] for case in JOBS], ids=[c[0] for c in JOBS])
def test_each_state_of_a_job_is_explained(job, history, changes, codes) -> None:
    assert [advice.code for advice in why_job(job, history, facts(**changes))] == codes


def test_the_reason_of_a_failure_is_the_last_attempts() -> None:
    (advice,) = why_job(job(status=JobStatus.FAILED), [attempt("retry", "529"), attempt("failed", "400 bad")], facts())
    assert "400 bad" in advice.text(translator("en"))


def codes_in_the_source() -> set[str]:
    """Every code that an Advice is made with, found in the source: a forgotten wording fails here, not on a page."""
    found = {"jwt_placeholder", "jwt_short"}  # made from JwtOff
    for path in Path(patrond.admin.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Advice":
                constants = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                found |= {text for text in constants if isinstance(text, str) and text.islower() and text != "jwt_"}
    return found | {
        "database_down",
        "database_refused",
        "database_read_only",
        "database_schema",
        "foreign_stuck",
        "dead_instance",
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_advice_is_worded_and_every_wording_used(language: str) -> None:
    keys, codes = translator(language).keys(), codes_in_the_source()
    worded = {key.removeprefix("page.why_") for key in keys if key.startswith("page.why_")}
    remedies = {key.removeprefix("page.remedy_") for key in keys if key.startswith("page.remedy_")}
    assert worded == codes
    assert remedies <= codes


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_problem_and_warning_says_what_to_do_and_leaves_no_placeholder_open(language: str) -> None:
    words = translator(language)
    given = [advice for _, changes, _ in CASES for advice in why(facts(**changes))]
    given += [advice for _, job, history, changes, _ in JOBS for advice in why_job(job, history, facts(**changes))]
    for advice in given:
        text, remedy = advice.text(words), advice.remedy(words)
        assert "{" not in text + remedy and "page." not in text + remedy, advice
        assert remedy or advice.severity is Severity.NOTE, advice


def test_readiness_and_life_are_told_apart() -> None:
    assert is_ready(overview()) and is_alive(overview())
    assert not is_alive(overview(cycle_age_seconds=10.5))
    assert is_ready(overview(cycle_age_seconds=10.5))
