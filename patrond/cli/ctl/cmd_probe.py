"""``ctl probe``: jobs that do nothing, timed from enqueue to reserved to completed."""

from contextlib import closing
from typing import TYPE_CHECKING

import click

from patrond.cli.ctl.reach import Reach, ask_daemon, reach_options
from patrond.cli.ctl.show import print_json, print_table, wants_json
from patrond.errors import PatrondError

if TYPE_CHECKING:
    from patrond.cli.ctl.probing import Timing

_SHOWN = 20  # beyond, only the summary


@click.command()
@click.option(
    "--count", metavar="N", type=click.IntRange(1, 10_000), default=1, show_default=True, help="How many at once."
)
@reach_options
def probe(count: int) -> int:
    """Time jobs that do nothing, from enqueue to completed.

    Jobs of type `probe` are written to the database as the site writes its own, so the times hold the pick-up too;
    they are kept out of the statistics. Exit 1 where no worker takes them within 30 s.
    """
    ask_daemon(lambda daemon: daemon.get("/api/workers"))  # with nobody to take them, probes would only pile up
    from patrond.cli.ctl.alone import Alone
    from patrond.cli.ctl.probing import run_probes

    with closing(Alone.open(Reach.current().settings())) as alone:
        timings = run_probes(alone.desk, count)
    _print(timings)
    missing = sum(timing.completed is None for timing in timings)
    if missing:
        raise PatrondError(f"{missing} of {count} probes were not completed in time: see `patrond ctl why`")
    return 0


def _print(timings: "list[Timing]") -> None:
    if wants_json():
        print_json({"probes": [timing.as_json() for timing in timings], "summary": _summary(timings)})
        return
    if len(timings) <= _SHOWN:
        rows = [(timing.job_id, _ms(timing.reserved), _ms(timing.completed)) for timing in timings]
        print_table(("job", "reserved after", "completed after"), rows)
    for what, figures in _summary(timings).items():
        words = ", ".join(f"{name} {_ms(value)}" for name, value in figures.items())
        click.echo(f"{what}: {words}")


def _summary(timings: "list[Timing]") -> dict[str, dict[str, float]]:
    summary = {}
    for what in ("reserved", "completed"):
        seconds = sorted(value for timing in timings if (value := getattr(timing, what)) is not None)
        if seconds:
            summary[what] = {"p50": seconds[len(seconds) // 2], "p95": _p95(seconds), "max": seconds[-1]}
    return summary


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def _ms(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds * 1000:.0f} ms"
