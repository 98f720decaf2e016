"""What every bench stands on: the tests' own MariaDB, site and installation, and figures in one form."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from patrond.db.mysql import MysqlDatabase
from patrond.db.schema import install

from support.installation import Installation
from support.mariadb import MariaDB
from support.site import Site, make_site

# As a server that must not lose a commit is set up; the tests' own is quicker than that.
DURABLE = (
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-flush-method=O_DIRECT",
    "--innodb-doublewrite=1",
    "--innodb-buffer-pool-size=512M",
    "--innodb-log-file-size=256M",
)


@contextmanager
def installed_site(*options: str) -> Iterator[Site]:
    """The site in its own MariaDB, with patrond's tables; all of it is gone in the end; ``options`` are its own."""
    server = MariaDB()
    try:
        server.start(*options)
        site = make_site(server, "site_bench")
        connection = MysqlDatabase(site.url).connect()
        install(connection)
        connection.close()
        yield site
    finally:
        server.remove()


@contextmanager
def running(site: Site, *, environ: dict[str, str] | None = None, **settings: Any) -> Iterator[Installation]:
    """patrond at that site, ready."""
    with (
        tempfile.TemporaryDirectory(prefix="patrond-bench-") as folder,
        Installation(Path(folder), environ=environ, database={"url": site.url}, **settings) as installation,
    ):
        installation.start()
        yield installation


def cpu_seconds(pids: Sequence[int]) -> float:
    """What all threads of these processes have used since they began, by the scheduler's own count."""
    nanoseconds = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            nanoseconds += int(task.read_text().split()[0])
    return nanoseconds / 1e9


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def verdict(name: str, value: float, bar: float, unit: str, *, decimals: int = 1, at_least: bool = False) -> bool:
    """Print a figure beside its bar, which is the most (or the least) that it may be; whether it holds."""
    holds = value >= bar if at_least else value <= bar
    words = "holds" if holds else "DOES NOT HOLD"
    share = f", {value / bar:.0%} of it" if bar else ""
    print(f"{name}: {value:.{decimals}f} {unit} (bar {bar:g} {unit}: {words}{share})")
    return holds
