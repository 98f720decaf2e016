"""Issue 4, bar 7: how many jobs that do nothing go through patrond in a second, on a durable MariaDB.

    python bench/throughput.py [--jobs 60000] [--concurrency 100] [--without-peers]

The queue is filled by plain SQL before patrond starts; two workers, every setting but the concurrency at its default.
The time runs from the first attempts stored to the last one; each has its row in patrond_attempts and two lines in the
log, which are counted. The same again beside a million completed and a hundred thousand pending rows, and on SQLite;
then SAQ and Celery on Redis (peers/), which keeps nothing on disk.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from patrond.db import SQLITE_FILE

import peers
from stage import DURABLE, installed_site, running, verdict
from support.installation import Installation
from support.site import Site

BAR, BAR_DEEP_SHARE, BAR_SQLITE = 5_000, 0.9, 1_500
BAR_SAQ, BAR_CELERY = 1.5, 4.0
COMPLETED, PENDING = 1_000_000, 100_000
LINES = 2  # of the log, for each job: reserved, completed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=60_000)
    parser.add_argument("--concurrency", type=int, default=100)
    parser.add_argument("--without-peers", action="store_true", help="no Redis, SAQ and Celery")
    options = parser.parse_args()
    workers = {"concurrency": options.concurrency}
    ours = on_mariadb(options.jobs, workers)
    good = verdict("durable MariaDB", ours, BAR, "jobs/s", at_least=True, decimals=0)
    deep = on_mariadb(options.jobs, workers, completed=COMPLETED, pending=PENDING)
    print(f"beside {COMPLETED} completed and {PENDING} pending rows: {deep:.0f} jobs/s")
    good &= verdict("  to the empty table", deep / ours, BAR_DEEP_SHARE, "", at_least=True, decimals=2)
    good &= verdict("SQLite", on_sqlite(options.jobs // 3, workers), BAR_SQLITE, "jobs/s", at_least=True, decimals=0)
    if not options.without_peers:
        saq, celery = peers.saq(options.jobs // 2), peers.celery(options.jobs // 6)
        print(f"SAQ on Redis {saq:.0f} jobs/s, Celery {celery:.0f}")
        good &= verdict("  ours to SAQ", ours / saq, BAR_SAQ, "times", at_least=True, decimals=2)
        good &= verdict("  ours to Celery", ours / celery, BAR_CELERY, "times", at_least=True, decimals=2)
    return 0 if good else 1


def on_mariadb(jobs: int, workers: dict[str, int], *, completed: int = 0, pending: int = 0) -> float:
    """Jobs a second. Those that are measured are due before the other pending ones."""
    with installed_site(*DURABLE) as site:
        fill(site, jobs, age="2 DAY")
        fill(site, pending, age="1 DAY")
        fill(site, completed, age="1 HOUR", status="completed")
        site.run("ANALYZE TABLE jobs")

        def ended() -> int:
            (row,) = site.run("SELECT MAX(id) - MIN(id) + 1 AS n FROM patrond_attempts")  # by the index's ends
            return int(row["n"] or 0)

        with running(site, provider={"name": "builtin"}, workers=workers) as installation:
            rate = _rate(jobs, ended)
            counted = site.run("SELECT COUNT(*) AS n FROM patrond_attempts WHERE outcome = 'completed'")[0]["n"]
            _nothing_left_out(installation, jobs, counted)
    return rate


def on_sqlite(jobs: int, workers: dict[str, int]) -> float:
    """The same on the embedded default, as it is set up: WAL, synchronous=FULL."""
    with (
        tempfile.TemporaryDirectory(prefix="patrond-bench-") as folder,
        Installation(Path(folder), provider={"name": "builtin"}, workers=workers) as installation,
    ):
        installation.start()
        installation.ctl("pause")
        database = sqlite3.connect(Path(folder) / "state" / SQLITE_FILE, isolation_level=None)
        database.execute("BEGIN")
        database.executemany(
            "INSERT INTO jobs (type, payload, status, attempts, max_attempts, available_at, created_at)"
            " VALUES ('probe', '{}', 'pending', 0, 3, '2020-01-01 00:00:00', '2020-01-01 00:00:00')",
            [()] * jobs,
        )
        database.execute("COMMIT")

        def ended() -> int:
            return int(database.execute("SELECT MAX(id) FROM patrond_attempts").fetchone()[0] or 0)

        installation.ctl("resume")
        rate = _rate(jobs, ended)
        _nothing_left_out(installation, jobs, ended())
        database.close()
    return rate


def fill(site: Site, jobs: int, *, age: str, status: str = "pending") -> None:
    """Probes, by plain SQL."""
    for start in range(0, jobs, 50_000):
        site.run(
            "INSERT INTO jobs (type, payload, status, attempts, available_at, completed_at)"
            f" SELECT 'probe', '{{}}', '{status}', {int(status == 'completed')}, NOW() - INTERVAL {age},"
            f" IF('{status}' = 'completed', NOW(), NULL) FROM seq_1_to_{min(50_000, jobs - start)}"
        )


def _rate(jobs: int, ended: Callable[[], int]) -> float:
    while not (first := ended()):
        time.sleep(0.001)
    began = time.monotonic()
    while ended() < jobs:
        time.sleep(0.01)
    return (jobs - first) / (time.monotonic() - began)


def _nothing_left_out(installation: Installation, jobs: int, counted: int) -> None:
    """A figure counts only with all rows and lines written."""
    lines = installation.log().count(" Job #")
    if counted < jobs or lines < LINES * jobs:
        raise SystemExit(f"of {jobs} jobs {counted} have a row, and the log {lines} lines")


if __name__ == "__main__":
    sys.exit(main())
