"""``ctl jobs``, ``job``, ``failed``, ``stuck``: the queue, job by job."""

from typing import Any

import click

from patrond.cli.ctl.attempts import print_attempts
from patrond.cli.ctl.reach import ask, reach_options
from patrond.cli.ctl.show import cell, moment, print_advice, print_json, print_table, wants_json
from patrond.jobs import JobStatus

limit_option = click.option(
    "--limit", metavar="N", type=click.IntRange(1, 500), default=10, show_default=True, help="How many at most."
)


@click.command()
@click.option("--status", type=click.Choice([status.value for status in JobStatus]), help="Only jobs of this status.")
@click.option("--type", "type_", metavar="TYPE", help="Only jobs of this type, as generate_pattern.")
@limit_option
@reach_options
def jobs(status: str | None, type_: str | None, limit: int) -> None:
    """List jobs, newest first."""
    answer = ask(
        lambda daemon: daemon.get("/api/jobs", status=status, type=type_, limit=limit),
        lambda alone: alone.jobs(status, type_, limit),
    )
    heads = ("id", "type", "status", "attempts", "pattern", "created_at", "error_message")
    rows = [
        (job["id"], job["type"], job["status"], _attempts(job), job["pattern_id"], moment(job["created_at"]),
         job["error_message"])
        for job in answer["jobs"]
    ]  # fmt: skip
    _list(answer, heads, rows, "No such jobs.")


@click.command()
@limit_option
@reach_options
def failed(limit: int) -> None:
    """List failed jobs with their reasons, newest first."""
    answer = ask(
        lambda daemon: daemon.get("/api/jobs", status="failed", limit=limit),
        lambda alone: alone.jobs("failed", None, limit),
    )
    heads = ("id", "type", "attempts", "error_message", "created_at")
    rows = [
        (job["id"], job["type"], _attempts(job), job["error_message"], moment(job["created_at"]))
        for job in answer["jobs"]
    ]
    _list(answer, heads, rows, "No failed jobs.")


@click.command()
@limit_option
@reach_options
def stuck(limit: int) -> None:
    """List the jobs longest in processing, newest first.

    With the minutes since each was taken or last renewed.
    """
    answer = ask(lambda daemon: daemon.get("/api/jobs", stuck=1, limit=limit), lambda alone: alone.stuck(limit))
    answer["jobs"].sort(key=lambda job: -job["id"])
    heads = ("id", "type", "attempts", "minutes_stuck", "reserved_by", "created_at")
    rows = [
        (job["id"], job["type"], _attempts(job), f"{job['minutes_stuck']:.1f}", job["reserved_by"],
         moment(job["created_at"]))
        for job in answer["jobs"]
    ]  # fmt: skip
    _list(answer, heads, rows, "No jobs in processing.")


@click.command()
@click.argument("job_id", metavar="ID", type=click.IntRange(1))
@reach_options
def job(job_id: int) -> None:
    """Show one job, its attempts, and why it stands so."""
    answer = ask(lambda daemon: daemon.get(f"/api/jobs/{job_id}"), lambda alone: alone.job(job_id))
    if wants_json():
        print_json(answer)
        return
    for name in ("id", "type", "status", "pattern_id", "created_at", "available_at", "reserved_at", "reserved_by",
                 "completed_at", "error_message"):  # fmt: skip
        value = moment(answer[name]) if name.endswith("_at") else answer[name]
        if value is not None:
            click.echo(f"{name:14} {cell(value)}")
    click.echo(f"{'attempts':14} {_attempts(answer)}")
    print_attempts(answer["history"])
    if answer["why"]:
        click.echo()
        print_advice(answer["why"])


def _attempts(job: dict[str, Any]) -> str:
    return f"{job['attempts']}/{job['max_attempts']}"


def _list(answer: dict[str, Any], heads: tuple[str, ...], rows: list[tuple[Any, ...]], none: str) -> None:
    if wants_json():
        print_json(answer)
    elif rows:
        print_table(heads, rows)
    else:
        click.echo(none)
