"""``ctl retry-failed``, ``retry``, ``cancel``, ``release-stuck``, ``cleanup``: jobs put right, daemon or not."""

from datetime import timedelta
from typing import Any

import click

from patrond.cli.ctl.client import LONG
from patrond.cli.ctl.reach import ask, reach_options
from patrond.cli.ctl.show import print_json, wants_json
from patrond.cli.options import Duration
from patrond.cli.words import counted

_MOST_NUMBERS = 100  # in a sentence; --json has them all
_NOBODY_GONE = (
    "No holder is known to be gone: a stranger (a PHP worker) counts as gone when the daemon itself has seen "
    "the job unchanged for queue.stuck_after."
)

job_argument = click.argument("job_id", metavar="ID", type=click.IntRange(1))


@click.command("retry-failed")
@click.option("--since", metavar="D", type=Duration(), help="Only those that failed since this long ago: 2h, 7d.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="How many at most.")
@click.option("--dry-run", is_flag=True, help="Only say which.")
@reach_options
def retry_failed(since: timedelta | None, limit: int | None, dry_run: bool) -> None:
    """Bring failed jobs back: attempts 0, due at once.

    Cancelled ones are left alone; `retry ID` brings one of them back.
    """
    from patrond.config.values import format_duration

    answer = ask(
        lambda daemon: daemon.post(
            "/api/jobs/retry-failed",
            timeout=LONG,
            since=since and format_duration(since),
            limit=limit,
            dry_run=dry_run or None,
        ),
        lambda alone: alone.retry_failed(since, limit, dry_run),
    )
    verb = "Would bring back" if dry_run else "Brought back"
    _tell(answer, f"{verb} {counted(answer['count'], 'job')}{_numbers(answer['retried'])}.")


@click.command()
@job_argument
@reach_options
def retry(job_id: int) -> None:
    """Bring one failed or cancelled job back."""
    answer = ask(lambda daemon: daemon.post(f"/api/jobs/{job_id}/retry"), lambda alone: alone.retry(job_id))
    _tell(answer, f"Brought back job {job_id}.")


@click.command()
@click.argument("job_id", metavar="[ID]", type=click.IntRange(1), required=False)
@click.option(
    "--older-than", metavar="D", type=Duration(), help="All that wait and were asked for longer ago: 12h, 2d."
)
@click.option("--duplicates", is_flag=True, help="All that wait for what another job of the same user makes already.")
@click.option("--dry-run", is_flag=True, help="Only say which, with either of these.")
@reach_options
def cancel(job_id: int | None, older_than: timedelta | None, duplicates: bool, dry_run: bool) -> None:
    """End a job as failed, or many that wait.

    The call that runs for it is dropped. Of jobs that look alike (same user, same wish) the one at work stays, else
    the first in the line. With --older-than and --duplicates only jobs that are both are cancelled.
    """
    many = older_than is not None or duplicates
    if many == (job_id is not None):
        raise click.UsageError("Name one job by its ID, or many by --older-than or --duplicates.")
    if dry_run and not many:
        raise click.UsageError("--dry-run goes with --older-than or --duplicates.")
    if job_id is not None:
        _cancel_one(job_id)
    else:
        _cancel_many(older_than, duplicates, dry_run)


def _cancel_many(older_than: timedelta | None, duplicates: bool, dry_run: bool) -> None:
    from patrond.config.values import format_duration

    answer = ask(
        lambda daemon: daemon.post(
            "/api/jobs/cancel",
            timeout=LONG,
            older_than=older_than if older_than is None else format_duration(older_than),
            duplicates=duplicates or None,
            dry_run=dry_run or None,
        ),
        lambda alone: alone.cancel_pending(older_than, duplicates, dry_run),
    )
    verb = "Would cancel" if dry_run else "Cancelled"
    _tell(answer, f"{verb} {counted(answer['count'], 'job')}{_numbers(answer['cancelled'])}.")


def _cancel_one(job_id: int) -> None:
    answer = ask(lambda daemon: daemon.post(f"/api/jobs/{job_id}/cancel"), lambda alone: alone.cancel(job_id))
    _tell(answer, f"Cancelled job {job_id}.")


@click.command("release-stuck")
@reach_options
def release_stuck() -> None:
    """Give back the jobs whose holder is gone.

    The reaper's pass, now: a holder counts as gone when nothing was heard of it for queue.stuck_after.
    """
    answer = ask(lambda daemon: daemon.post("/api/jobs/release-stuck"), lambda alone: alone.release_stuck())
    from_spool = answer.get("stored", [])
    none = "" if answer["count"] or from_spool else f" {_NOBODY_GONE}"
    stored = f" Stored from the spool{_numbers(from_spool)}." if from_spool else ""
    _tell(answer, f"Released {counted(answer['count'], 'job')}{_numbers(answer['released'])}.{stored}{none}")


@click.command()
@click.option("--days", metavar="N", type=click.IntRange(0), help="Keep this many days (else queue.keep_completed).")
@reach_options
def cleanup(days: int | None) -> None:
    """Delete completed jobs that are past their keeping."""
    answer = ask(
        lambda daemon: daemon.post("/api/jobs/cleanup", timeout=LONG, days=days), lambda alone: alone.cleanup(days)
    )
    _tell(answer, f"Deleted {counted(answer['deleted'], 'completed job')}.")


def _numbers(ids: list[int]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - _MOST_NUMBERS} more" if len(ids) > _MOST_NUMBERS else ""
    return f": {', '.join(map(str, ids[:_MOST_NUMBERS]))}{more}"


def _tell(answer: dict[str, Any], sentence: str) -> None:
    if wants_json():
        print_json(answer)
    else:
        click.echo(sentence)
