"""``ctl submit``: ask for a pattern as the site does, and see what becomes of it."""

import threading
from typing import Any

import click

from patrond.cli.ctl.client import Client
from patrond.cli.ctl.reach import ask_daemon, reach_options
from patrond.cli.ctl.show import print_json, wants_json
from patrond.cli.wish import wish_options

LOOK_SECONDS = 0.2
_ENDED = ("completed", "failed")


@click.command()
@wish_options(required=True)
@click.option("--user", metavar="ID", type=click.IntRange(1), help="The site's user whose pattern it is.")
@click.option("--wait", is_flag=True, help="Wait until it is made; exit 1 if it failed.")
@reach_options
def submit(type_: str, level: str, size: str, user: int | None, wait: bool) -> int:
    """Ask for a pattern as the site does: a pattern, and its job."""
    return ask_daemon(lambda daemon: _submit(daemon, wait, type=type_, level=level, size=size, user_id=user))


def _submit(daemon: Client, wait: bool, **wish: Any) -> int:
    envelope = daemon.post("/api/patterns/generate", **wish)
    made = envelope["data"]
    if not wait:
        _tell(envelope, f"Job {made['job_id']} will make pattern {made['pattern_id']}.")
        return 0
    job = _ended(daemon, made["job_id"])
    how = "is completed" if job["status"] == "completed" else f"failed: {job['error_message']}"
    _tell(job, f"Pattern {made['pattern_id']} {how}")
    return 0 if job["status"] == "completed" else 1


def _ended(daemon: Client, job_id: int) -> dict[str, Any]:
    """The job once it has ended. The API tells no events yet, so it is looked at five times a second."""
    never = threading.Event()
    while (job := daemon.get(f"/api/jobs/{job_id}"))["status"] not in _ENDED:
        never.wait(LOOK_SECONDS)
    return job


def _tell(answer: dict[str, Any], sentence: str) -> None:
    if wants_json():
        print_json(answer)
    else:
        click.echo(sentence)
