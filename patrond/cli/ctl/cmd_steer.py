"""``ctl pause``, ``resume``, ``scale``, ``reload``, ``restart``, ``stop``: what only a running daemon can do."""

from typing import Any

import click

from patrond.cli.ctl.client import LONG
from patrond.cli.ctl.reach import ask_daemon, reach_options
from patrond.cli.ctl.show import print_json, wants_json
from patrond.cli.words import counted


@click.command()
@reach_options
def pause() -> None:
    """Take no new jobs; those in hand go on."""
    _do("/api/pause", "Paused: no new job is taken. Go on with `patrond ctl resume`.")


@click.command()
@reach_options
def resume() -> None:
    """Take jobs again.

    A provider that was halted is tried at once.
    """
    _do("/api/resume", "Resumed.")


@click.command()
@click.argument("count", metavar="N", type=click.IntRange(0, 64))
@reach_options
def scale(count: int) -> None:
    """Set the number of workers; those that stay are not touched."""
    _do("/api/scale", f"Scaled to {counted(count, 'worker')}.", count=count)


@click.command()
@reach_options
def reload() -> None:
    """Judge the settings anew and take them over."""
    _do("/api/reload", "Reloaded.")


@click.command()
@click.argument("worker", metavar="[WORKER]", type=click.IntRange(1), required=False)
@reach_options
def restart(worker: int | None) -> None:
    """Replace one worker, or all one by one.

    WORKER is the number that `patrond ctl workers` shows. Each is replaced when its jobs are finished.
    """
    _do("/api/restart", "Restarted all workers." if worker is None else f"Restarted worker {worker}.", slot=worker)


@click.command()
@reach_options
def stop() -> None:
    """Stop, when the jobs in hand are finished."""
    _do("/api/stop", "Stopping: the jobs in hand are finished first.")


def _do(route: str, done: str, **body: Any) -> None:
    answer = ask_daemon(lambda daemon: daemon.post(route, timeout=LONG, **body))
    if wants_json():
        print_json(answer)
    else:
        click.echo(done)
