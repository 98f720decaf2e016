"""``patrond run``: the daemon in the foreground."""

import asyncio
import random
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrond import __version__
from patrond.cli.options import Interval, config_option
from patrond.cli.words import counted
from patrond.errors import PatrondError

if TYPE_CHECKING:  # loaded only once the settings are judged, so that a bad file is answered at once
    from patrond.config import Settings


@click.command()
@config_option
@click.option("--workers", metavar="N", type=click.IntRange(0, 64), help="How many workers (workers.count).")
@click.option(
    "-s",
    "--sleep",
    metavar="SECONDS",
    type=Interval(),
    help="Pause between two looks at the queue: 1 to 60, or as 50ms (queue.poll_interval).",
)
def run(config: Path | None, workers: int | None, sleep: timedelta | None) -> int:
    """Run the daemon in the foreground.

    It ends on TERM, INT (Ctrl-C) or `patrond ctl stop`: the jobs in hand are finished first; a second signal ends it
    at once. systemd starts it so.
    """
    from patrond.cli.settings import load, make_state_dir, say_warnings

    given = {"workers.count": workers, "queue.poll_interval": sleep}
    loaded = load(config, {key: value for key, value in given.items() if value is not None})
    say_warnings(loaded)
    settings = loaded.settings
    make_state_dir(settings)
    if sys.stdout.isatty():
        greet(settings)
    return serve(settings)


def serve(settings: "Settings") -> int:
    """Run master, page and API in this process until they are told to stop; the exit status."""
    from patrond.locks import take_instance_lock

    lock = take_instance_lock(settings.admin.socket)  # first: a second patrond is told so before the slow imports
    from patrond.admin import AdminServer
    from patrond.master import run_master

    return asyncio.run(run_master(settings, lambda control, clock: [AdminServer(settings, control, clock)], lock=lock))


def greet(settings: "Settings") -> None:
    """Say at a terminal what runs, how often it looks, how to stop it, and what waits."""
    from patrond.config.values import format_duration

    pause = format_duration(settings.queue.poll_interval)
    workers = counted(settings.workers.count, "worker")
    click.echo(f"patrond {__version__}: {workers}, a look at the queue every {pause}.")
    click.echo(f"Queue: {_waiting(settings)}.")
    click.echo("Stop with Ctrl-C: the jobs in hand are finished first.")


def _waiting(settings: "Settings") -> str:
    """The four counts, or why they are not to be had; the daemon starts all the same."""
    from patrond.clock import SiteClock, SystemClock
    from patrond.desk import open_desk

    clock = SiteClock(settings.database.timezone, SystemClock())
    try:
        with closing(open_desk(settings, clock, random.Random())) as desk:  # noqa: S311 - spreads waits, hides nothing
            counts = desk.queue.counts()
    except PatrondError as error:
        return f"not known now ({error})"
    return (
        f"{counts.pending} pending, {counts.processing} processing, "
        f"{counts.completed} completed, {counts.failed} failed"
    )
