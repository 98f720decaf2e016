"""``patrond ctl`` with no daemon: what works on the database alone, and what is refused."""

import json
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from patrond.cli.ctl.alone import Alone
from patrond.config import load
from patrond.jobs import GENERATE_PATTERN, Ending, Fail, Retry, Token, Usage
from patrond.spool import Spool

from support.commands import Cli

NOTE = "working on the database alone"


@pytest.fixture
def queue(settings_file: Path) -> Iterator[Alone]:
    """The database of the settings, with a failed and a waiting job."""
    alone = Alone.open(made(settings_file))
    failed = alone.desk.queue.enqueue(GENERATE_PATTERN, '{"pattern_id": 1, "user_id": 1, "params": {}}')
    (lease,) = alone.desk.queue.reserve(1, [GENERATE_PATTERN], Token("0123456789ab", 1, 1))
    alone.desk.queue.end([Ending(lease, Fail("the API said 400", "It could not be made."))])
    assert failed == 1
    alone.desk.queue.enqueue(GENERATE_PATTERN, '{"pattern_id": 2, "user_id": 1, "params": {}}')
    yield alone
    alone.close()


@pytest.fixture
def nobody() -> int:
    """A number that no process has."""
    child = subprocess.Popen(["true"])
    child.wait()
    return child.pid


def made(settings_file: Path) -> Any:
    settings = load(settings_file, environ={}).settings
    settings.state_dir.mkdir()
    return settings


def object_of(cli: Cli, settings_file: Path, *arguments: object) -> Any:
    ended = cli("ctl", "-c", settings_file, *arguments, "--json")
    assert ended.status == 0, ended.err
    assert NOTE in ended.err
    return json.loads(ended.out)


def test_questions_are_answered_with_the_same_objects(cli: Cli, settings_file: Path, queue: Alone) -> None:
    stats = object_of(cli, settings_file, "stats")
    assert (stats["queue"]["pending"], stats["queue"]["failed"], stats["uptime_seconds"]) == (1, 1, None)
    assert [job["id"] for job in object_of(cli, settings_file, "jobs")["jobs"]] == [2, 1]
    assert [job["id"] for job in object_of(cli, settings_file, "failed")["jobs"]] == [1]
    assert object_of(cli, settings_file, "stuck")["jobs"] == []
    job = object_of(cli, settings_file, "job", 1)
    assert job["error_message"] == "It could not be made."
    assert job["history"][0]["reason"] == "the API said 400"
    assert "no_daemon" in [advice["code"] for advice in object_of(cli, settings_file, "why")["why"]]


def test_a_job_is_shown_with_all_that_its_attempts_tell(cli: Cli, settings_file: Path, queue: Alone) -> None:
    (lease,) = queue.desk.queue.reserve(1, [GENERATE_PATTERN], Token("0123456789ab", 4711, 2))
    finding = {"code": "E_PRODUCE", "severity": "error", "piece": "Corps", "label": "Tour 5", "message": "31 stitches."}
    report = json.dumps({"verdict": "faulty", "lines": 31, "verified": 28, "findings": [finding]})
    usage = Usage(
        "claude", "claude-sonnet-5-5", 2, 4400, 610, cost_usd=Decimal("0.0225"), request_ids=("req_a", "req_b")
    )
    reason = "Corps, Tour 5: " + "31 stitches are stated, and 30 are made. " * 20
    queue.desk.queue.end([Ending(lease, Retry(reason, "Sorry."), usage, report)])
    shown = cli("ctl", "-c", settings_file, "job", 2).out
    row = queue.desk.store.attempts(2)[0]
    for words in (
        f"attempt 1: retry, {row.started_at} to {row.ended_at}",
        f"reason     {reason.strip()}",
        "worker     4711 of instance 0123456789ab",
        "model      claude-sonnet-5-5",
        "used       2 calls, 4400 + 610 tokens, $0.0225",
        "requests   req_a req_b",
        "report     faulty, 28 of 31 lines verified",
        "error      E_PRODUCE Corps, Tour 5: 31 stitches.",
    ):
        assert words in shown, shown


def test_why_says_in_words_that_no_daemon_runs(cli: Cli, settings_file: Path, queue: Alone) -> None:
    ended = cli("ctl", "-c", settings_file, "why")
    assert ended.status == 0
    assert "patrond run" in ended.out or "systemctl start patrond" in ended.out


def test_verbs_are_carried_out(cli: Cli, settings_file: Path, queue: Alone) -> None:
    assert object_of(cli, settings_file, "retry-failed", "--dry-run")["retried"] == [1]
    assert object_of(cli, settings_file, "retry-failed", "--since", "1h")["retried"] == [1]
    assert object_of(cli, settings_file, "cancel", 2)["status"] == "failed"
    assert object_of(cli, settings_file, "retry-failed") == {"retried": [], "count": 0, "dry_run": False}
    assert object_of(cli, settings_file, "retry", 2)["status"] == "pending"
    assert object_of(cli, settings_file, "release-stuck") == {"released": [], "count": 0}
    assert object_of(cli, settings_file, "cleanup", "--days", "1") == {"deleted": 0}


def test_look_alikes_and_the_old_are_cancelled_together(cli: Cli, settings_file: Path, queue: Alone) -> None:
    same = '{"pattern_id": 3, "user_id": 1, "params": {}}'
    twins = [queue.desk.queue.enqueue(GENERATE_PATTERN, same) for _ in range(2)]
    dry = object_of(cli, settings_file, "cancel", "--duplicates", "--dry-run")
    assert dry == {"cancelled": twins, "count": 2, "dry_run": True}
    assert cli("ctl", "-c", settings_file, "cancel", "--duplicates").out == "Cancelled 2 jobs: 3, 4.\n"
    assert cli("ctl", "-c", settings_file, "cancel", "--older-than", "2d").out == "Cancelled 0 jobs.\n"
    queue.desk.connection.text("UPDATE jobs SET created_at = '2020-01-01 00:00:00'")
    assert object_of(cli, settings_file, "cancel", "--older-than", "2d")["cancelled"] == [2]


@pytest.mark.parametrize(
    "words",
    [[], ["2", "--duplicates"], ["2", "--dry-run"], ["--dry-run"], ["2", "--older-than", "2d"], ["--older-than", "2"]],
)
def test_what_to_cancel_must_be_said_and_once(cli: Cli, settings_file: Path, queue: Alone, words: list[str]) -> None:
    assert cli("ctl", "-c", settings_file, "cancel", *words).status == 2
    assert queue.desk.queue.counts().pending == 1


def test_a_retried_job_begins_anew(cli: Cli, settings_file: Path, queue: Alone) -> None:
    assert cli("ctl", "-c", settings_file, "retry", 1).out == "Brought back job 1.\n"
    job = queue.desk.queue.get(1)
    assert job is not None
    assert (job.status, job.attempts, job.error_message) == ("pending", 0, None)


@pytest.mark.parametrize(
    "words",
    [
        ["status"], ["workers"], ["pause"], ["resume"], ["scale", "2"], ["reload"], ["restart"], ["stop"], ["probe"],
        ["submit", "--type", "hat", "--level", "beginner", "--size", "adulte"],
    ],
)  # fmt: skip
def test_what_needs_a_daemon_is_refused_without_one(
    cli: Cli, settings_file: Path, queue: Alone, words: list[str]
) -> None:
    ended = cli("ctl", "-c", settings_file, *words)
    assert (ended.status, ended.out) == (1, "")
    assert "no patrond answers on" in ended.err
    assert "start it (`patrond run`), or name its socket with --socket" in ended.err
    assert queue.desk.queue.counts().pending == 1


def test_a_database_that_is_down_is_said(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "patrond.yaml"
    file.write_text(
        f"state_dir: {tmp_path}\nprovider: {{name: builtin}}\nadmin: {{socket: {tmp_path / 's'}}}\n"
        "database: {url: 'mysql://patrond:sEcReT@127.0.0.1:1/patron_maker'}\n"
    )
    ended = cli("ctl", "-c", file, "stats")
    assert (ended.status, ended.out) == (1, "")
    assert "cannot reach" in ended.err
    assert "sEcReT" not in ended.err


def test_release_stuck_stores_first_what_the_dead_left_in_the_spool(
    cli: Cli, settings_file: Path, queue: Alone, nobody: int
) -> None:
    queue.desk.instances.register("0123456789ab", "0.1")
    queue.desk.connection.text("UPDATE patrond_instances SET pid = :pid", pid=nobody)
    (lease,) = queue.desk.queue.reserve(1, [GENERATE_PATTERN], Token("0123456789ab", nobody, 2))
    Spool(queue.settings.state_dir).keep([Ending(lease, Fail("the API said 400", "It could not be made."))])

    ended = cli("ctl", "-c", settings_file, "release-stuck")

    assert ended.out == "Released 0 jobs. Stored from the spool: 2.\n"
    assert [attempt.outcome for attempt in queue.desk.store.attempts(2)] == ["failed"]


def test_release_stuck_releases_nobody_past_a_spool_that_it_cannot_read(
    cli: Cli, settings_file: Path, queue: Alone, nobody: int
) -> None:
    queue.desk.instances.register("0123456789ab", "0.1")
    queue.desk.connection.text("UPDATE patrond_instances SET pid = :pid", pid=nobody)
    queue.desk.queue.reserve(1, [GENERATE_PATTERN], Token("0123456789ab", nobody, 2))
    (queue.settings.state_dir / "spool").write_text("no folder")

    ended = cli("ctl", "-c", settings_file, "release-stuck")

    assert ended.status == 1
    assert "cannot release" in ended.err
    assert queue.desk.store.attempts(2) == []
