"""``ctl status``, ``stats``, ``workers``, ``why``: how it stands."""

from datetime import datetime
from typing import Any

import click

from patrond.cli.ctl.client import Client, Refused
from patrond.cli.ctl.reach import ask, ask_daemon, reach_options
from patrond.cli.ctl.show import print_advice, print_json, print_table, wants_json
from patrond.cli.words import counted, spoken
from patrond.clock import SystemClock


@click.command()
@reach_options
def status() -> None:
    """Show the running daemon at a glance.

    Queue, workers, provider, database, the other instances on it, and what is wrong.
    """
    answer = ask_daemon(_glance)
    if wants_json():
        print_json(answer)
        return
    instances = answer["instances"]
    for instance in instances:
        if instance["answers"]:
            _print_instance(instance)
    if "queue" in answer:
        _print_stats(answer)
    if len(instances) > 1:
        click.echo()
        heads = ("instance", "host", "pid", "version", "up", "beat", "state", "jobs")
        print_table(heads, [_instance_row(instance) for instance in instances])
    print_advice(answer["why"])


def _glance(daemon: Client) -> dict[str, Any]:
    """The daemon and its queue in one object; without the queue while the database does not answer."""
    answer = daemon.get("/api/instances")
    try:
        return {**answer, **daemon.get("/api/stats")}
    except Refused:
        return answer


@click.command()
@reach_options
def stats() -> None:
    """Show the counts, the last hour and today's cost."""
    answer = ask(lambda daemon: daemon.get("/api/stats"), lambda alone: alone.stats())
    if wants_json():
        print_json(answer)
    else:
        _print_stats(answer)


@click.command()
@reach_options
def workers() -> None:
    """List the workers.

    Each with its state, the jobs in hand, how often it was replaced and how its last process ended.
    """
    answer = ask_daemon(lambda daemon: daemon.get("/api/workers"))
    if wants_json():
        print_json(answer)
    elif not answer["workers"]:
        click.echo("No workers: `patrond ctl scale 2` starts two.")
    else:
        heads = ("worker", "pid", "state", "jobs", "up", "restarts", "last_exit")
        print_table(heads, [_worker_row(worker) for worker in answer["workers"]])


@click.command()
@click.argument("job_id", metavar="[ID]", type=click.IntRange(1), required=False)
@reach_options
def why(job_id: int | None) -> None:
    """Say why jobs wait, and what to do.

    With ID, why that job stands as it does.
    """
    if job_id is None:
        answer = ask(lambda daemon: daemon.get("/api/instances"), lambda alone: alone.why())
    else:
        answer = ask(lambda daemon: daemon.get(f"/api/jobs/{job_id}"), lambda alone: alone.job(job_id))
    if wants_json():
        print_json({"why": answer["why"]})
    elif answer["why"]:
        print_advice(answer["why"])
    else:
        click.echo("Nothing is wrong.")


def _worker_row(worker: dict[str, Any]) -> tuple[Any, ...]:
    started = worker["started_at"]
    up = spoken((SystemClock().utc() - datetime.fromisoformat(started)).total_seconds()) if started else None
    return (
        worker["slot"], worker["pid"], worker["state"], worker["jobs"], up, worker["restarts"], worker["last_exit"],
    )  # fmt: skip


def _instance_row(instance: dict[str, Any]) -> tuple[Any, ...]:
    beat, up = instance["beat_seconds"], SystemClock().utc() - datetime.fromisoformat(instance["started_at"])
    return (
        f"{instance['instance']}{' (this one)' if instance['answers'] else ''}", instance["host"], instance["pid"],
        instance["version"], spoken(up.total_seconds()), None if beat is None else f"{spoken(beat)} ago",
        instance["state"], instance["jobs"],
    )  # fmt: skip


def _print_instance(instance: dict[str, Any]) -> None:
    states = [word for word in ("paused", "draining") if instance[word]]
    tail = f", {' and '.join(states)}" if states else ""
    _row("patrond", f"{instance['version']}, up {spoken(instance['uptime_seconds'])}{tail}")
    _row("provider", instance["provider"] or "none named")
    database = instance["database"]
    answered = f"answered {spoken(database['answered_seconds'])} ago"
    _row("database", answered if database["ok"] else database["problem"] or "does not answer")


def _print_stats(answer: dict[str, Any]) -> None:
    queue, hour, cost = answer["queue"], answer["throughput"], answer["cost"]
    oldest = answer["oldest_pending_seconds"]
    waits = f" (the oldest waits {spoken(oldest)})" if oldest is not None else ""
    _row(
        "queue",
        f"{queue['pending']} pending{waits}, {queue['processing']} processing, "
        f"{queue['completed']} completed, {queue['failed']} failed",
    )
    if answer["workers"]:
        in_hand = sum(len(worker["jobs"]) for worker in answer["workers"])
        states: dict[str, int] = {}
        for worker in answer["workers"]:
            states[worker["state"]] = states.get(worker["state"], 0) + 1
        words = ", ".join(f"{count} {state}" for state, count in states.items())
        _row("workers", f"{words}; {counted(in_hand, 'job')} in hand")
    times = f"; half within {spoken(hour['p50_seconds'])}, 95 % within {spoken(hour['p95_seconds'])}"
    _row(
        "last hour",
        f"{hour['completed_1h']} completed, {hour['failed_1h']} failed"
        + (times if hour["p50_seconds"] is not None else ""),
    )
    _row("today", f"{counted(cost['tokens_today'], 'token')}, ${cost['usd_today']:.2f}")


def _row(name: str, words: str) -> None:
    click.echo(f"{name:10} {words}")
