"""``patrond ctl`` against a daemon that runs: every command, in words and as JSON."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.commands import Cli
from support.daemon import until
from support.installation import Installation

HAT = ("--type", "hat", "--level", "beginner", "--size", "adulte")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One daemon for the file: SQLite, builtin, one worker; it speaks French, and the commands English."""
    folder = tmp_path_factory.mktemp("running")
    admin = {"listen": "127.0.0.1:0", "anonymous": "none"}
    with Installation(folder, workers={"count": 1}, language="fr", admin=admin).start() as installation:
        yield installation


@pytest.fixture
def ctl(cli: Cli, running: Installation) -> Cli:
    """`patrond ctl` with that daemon's settings."""
    return lambda *arguments: cli("ctl", "-c", running.file, *arguments)


def object_of(ctl: Cli, *arguments: object) -> Any:
    ended = ctl(*arguments, "--json")
    assert (ended.status, ended.err) == (0, "")
    return json.loads(ended.out)


def test_status_shows_the_daemon_at_a_glance(ctl: Cli) -> None:
    ended = ctl("status")
    assert (ended.status, ended.err) == (0, "")
    for word in ("patrond", "provider   builtin", "database", "queue", "workers"):
        assert word in ended.out
    assert {"instances", "why", "queue", "workers", "throughput", "cost", "version"} <= set(object_of(ctl, "status"))


def test_stats_has_the_contracts_keys(ctl: Cli) -> None:
    stats = object_of(ctl, "stats")
    assert {"pending", "processing", "completed", "failed", "total"} <= set(stats["queue"])
    assert set(stats["throughput"]) == {"completed_1h", "failed_1h", "p50_seconds", "p95_seconds"}
    assert set(stats["cost"]) == {"tokens_today", "usd_today"}
    assert stats["uptime_seconds"] > 0


def test_json_may_stand_before_the_command_too(cli: Cli, running: Installation) -> None:
    before = cli("ctl", "--json", "-c", running.file, "stats")
    after = cli("ctl", "stats", "-c", running.file, "--json")
    assert json.loads(before.out).keys() == json.loads(after.out).keys()


def test_the_socket_alone_is_enough(cli: Cli, running: Installation) -> None:
    assert cli("ctl", "workers", "--socket", running.socket).status == 0


def test_workers_are_listed_with_state_and_last_exit(ctl: Cli) -> None:
    (worker,) = object_of(ctl, "workers")["workers"]
    assert {"slot", "pid", "state", "jobs", "started_at", "restarts", "last_exit"} == set(worker)
    listed = ctl("workers").out
    assert str(worker["pid"]) in listed
    assert "last_exit" in listed


def test_a_submission_is_waited_for(ctl: Cli) -> None:
    ended = ctl("submit", *HAT, "--wait")
    assert (ended.status, ended.err) == (0, "")
    assert "is completed" in ended.out


def test_a_submission_prints_its_numbers_in_the_sites_envelope(ctl: Cli) -> None:
    answer = object_of(ctl, "submit", *HAT)
    assert answer["success"] is True
    assert answer["data"]["status"] == "generating"
    assert object_of(ctl, "job", answer["data"]["job_id"])["pattern_id"] == answer["data"]["pattern_id"]


def test_a_submission_for_a_user_who_is_not_there_is_refused_by_field(ctl: Cli) -> None:
    ended = ctl("submit", *HAT, "--user", 99)
    assert ended.status == 1
    assert "user_id" in ended.err


def test_a_wait_for_what_cannot_be_made_exits_1(ctl: Cli) -> None:
    ended = ctl("submit", "--type", "amigurumi", "--level", "beginner", "--size", "90cm", "--wait")
    assert ended.status == 1
    assert "failed" in ended.out


def test_jobs_are_listed_newest_first_and_filtered(ctl: Cli) -> None:
    for _ in range(3):
        assert ctl("submit", *HAT, "--wait").status == 0
    answer = object_of(ctl, "jobs", "--status", "completed", "--type", "generate_pattern", "--limit", "2")
    ids = [job["id"] for job in answer["jobs"]]
    assert len(ids) == 2
    assert ids == sorted(ids, reverse=True)
    assert {job["status"] for job in answer["jobs"]} == {"completed"}
    assert answer["next"]
    assert ctl("jobs", "--status", "pending").out == "No such jobs.\n"


def test_a_failure_is_listed_explained_and_brought_back(ctl: Cli) -> None:
    submitted = object_of(ctl, "submit", "--type", "amigurumi", "--level", "beginner", "--size", "91cm")["data"][
        "job_id"
    ]
    until(lambda: object_of(ctl, "job", submitted)["status"] == "failed")
    (head, first, *_) = ctl("failed").out.splitlines()
    assert head.split() == ["id", "type", "attempts", "error_message", "created_at"]
    assert first.split()[0] == str(submitted)
    job = ctl("job", submitted).out
    assert "attempt" in job
    assert "failed" in job
    assert ctl("why", submitted).out.startswith("problem: ")
    assert submitted in object_of(ctl, "retry-failed", "--dry-run", "--since", "1h")["retried"]
    assert object_of(ctl, "job", submitted)["status"] == "failed"
    assert ctl("retry", submitted).out == f"Brought back job {submitted}.\n"
    until(lambda: len(object_of(ctl, "job", submitted)["history"]) == 2)


def test_failures_are_brought_back_together(ctl: Cli) -> None:
    submitted = object_of(ctl, "submit", "--type", "amigurumi", "--level", "beginner", "--size", "92cm")["data"][
        "job_id"
    ]
    until(lambda: object_of(ctl, "job", submitted)["status"] == "failed")
    ended = ctl("retry-failed", "--limit", "1")
    assert ended.out.startswith("Brought back 1 job: ")


def test_paused_jobs_wait_can_be_cancelled_and_go_on(ctl: Cli) -> None:
    assert ctl("pause").out.startswith("Paused")
    try:
        assert "paused" in ctl("why").out.lower()
        submitted = object_of(ctl, "submit", *HAT)["data"]["job_id"]
        assert ctl("cancel", submitted).out == f"Cancelled job {submitted}.\n"
        again = ctl("cancel", submitted)
        assert again.status == 1
        assert "already" in again.err
        first, second = (object_of(ctl, "submit", *HAT)["data"]["job_id"] for _ in range(2))
        assert ctl("cancel", "--duplicates", "--dry-run").out == f"Would cancel 1 job: {second}.\n"
        assert object_of(ctl, "cancel", "--duplicates")["cancelled"] == [second]
        assert ctl("cancel", "--older-than", "2d").out == "Cancelled 0 jobs.\n"
        assert ctl("cancel", first).status == 0
    finally:
        assert ctl("resume").out == "Resumed.\n"
    assert ctl("submit", *HAT, "--wait").status == 0


def test_workers_are_scaled_and_restarted(ctl: Cli) -> None:
    assert ctl("scale", "2").out == "Scaled to 2 workers.\n"
    assert len(object_of(ctl, "workers")["workers"]) == 2
    assert ctl("scale", "1").status == 0
    before = object_of(ctl, "workers")["workers"][0]["pid"]
    assert ctl("restart", "1").out == "Restarted worker 1.\n"
    assert object_of(ctl, "workers")["workers"][0]["pid"] != before
    missing = ctl("restart", "7")
    assert missing.status == 1
    assert "7" in missing.err


def test_probes_are_timed_and_stay_out_of_the_counts(ctl: Cli) -> None:
    total = object_of(ctl, "stats")["queue"]["total"]
    answer = object_of(ctl, "probe", "--count", "5")
    assert len(answer["probes"]) == 5
    for timing in answer["probes"]:
        assert 0 <= timing["reserved_seconds"] <= timing["completed_seconds"] < 30
    assert set(answer["summary"]) == {"reserved", "completed"}
    assert ctl("probe").out.splitlines()[-1].startswith("completed: p50 ")
    assert object_of(ctl, "stats")["queue"]["total"] == total


def test_the_rest_of_the_verbs_answer(ctl: Cli) -> None:
    assert ctl("stuck").status == 0
    assert ctl("release-stuck").out.startswith("Released 0 jobs. No holder is known to be gone: ")
    assert ctl("cleanup").out == "Deleted 0 completed jobs.\n"
    assert object_of(ctl, "cleanup", "--days", "0")["deleted"] >= 0


def test_reload_is_refused_plainly_until_it_is_there(ctl: Cli) -> None:
    ended = ctl("reload")
    assert (ended.status, ended.out) == (1, "")
    assert "does not do it yet" in ended.err


def test_what_is_not_there_is_said(ctl: Cli) -> None:
    for words in (("job", 999), ("retry", 999), ("cancel", 999), ("why", 999)):
        ended = ctl(*words)
        assert (ended.status, ended.out) == (1, "")
        assert "999" in ended.err


def test_a_token_opens_the_api_over_tcp_and_is_kept_as_a_hash(ctl: Cli, running: Installation) -> None:
    ended = ctl("token", "new", "--role", "read")
    assert ended.status == 0
    secret = ended.out.strip()
    assert (status_of(running, None), status_of(running, secret), status_of(running, secret + "x")) == (401, 200, 401)
    kept = Path(running.settings["state_dir"]) / "tokens.yaml"
    assert secret not in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_token_is_an_object_too(ctl: Cli) -> None:
    answer = object_of(ctl, "token", "new", "--role", "submit", "--user", "1")
    assert (answer["role"], answer["user"]) == ("submit", 1)


def status_of(running: Installation, token: str | None) -> int:
    """What the API over TCP says to the bearer of this token."""
    match = re.search(r"http://127\.0\.0\.1:\d+", running.log())
    assert match is not None
    request = urllib.request.Request(f"{match[0]}/api/jobs")
    if token is not None:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_stop_ends_the_daemon_with_0(cli: Cli, tmp_path: Path) -> None:
    with Installation(tmp_path, workers={"count": 1}).start() as installation:
        assert cli("ctl", "-c", installation.file, "stop").status == 0
        assert installation.process is not None
        assert installation.process.wait(15) == 0
        assert installation.processes() == []
