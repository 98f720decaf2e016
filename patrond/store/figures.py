"""The figures of the page: the last hour and today's cost, from ``patrond_attempts`` by its index on ended_at."""

from collections.abc import Sequence
from datetime import timedelta

from patrond.clock import SiteClock
from patrond.db import Connection
from patrond.db.values import usd
from patrond.jobs import PROBE
from patrond.store.contract import Figures

_SAMPLE = 5000  # the newest durations of the hour: percentiles do not gain by more


def figures(connection: Connection, clock: SiteClock) -> Figures:
    """Probes are left out; a day is the site's."""
    hour = {"since": clock.after(-timedelta(hours=1)), "probe": PROBE}
    done = connection.one("store.completed_since", **hour) or {"n": 0}
    failed = connection.one("store.failed_since", **hour) or {"n": 0}
    rows = connection.query("store.durations_since", **hour, limit=_SAMPLE)
    durations = sorted(row["duration_ms"] / 1000 for row in rows)
    spent = connection.one("store.spent_since", since=clock.midnight()) or {"tokens": 0, "usd": 0}
    return Figures(
        completed_1h=done["n"],
        failed_1h=failed["n"],
        p50_seconds=percentile(durations, 50),
        p95_seconds=percentile(durations, 95),
        tokens_today=int(spent["tokens"]),
        usd_today=usd(spent["usd"]),
    )


def percentile(ordered: Sequence[float], percent: int) -> float | None:
    """The nearest-rank percentile of values in order.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50), percentile([1.0, 2.0, 3.0, 4.0], 95), percentile([], 50)
    (2.0, 4.0, None)
    """
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
