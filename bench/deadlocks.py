"""Issue 4, bar 5: no deadlocks, and the site's INSERTs wait for nobody; also beside the PHP worker's own statements.

    python bench/deadlocks.py [--seconds 600] [--rate 200] [--seed N]

Four workers with the builtin provider on a durable MariaDB, the reaper and the clean-up each second, and the site,
which inserts pattern, job and link in one transaction. First ours alone: InnoDB's own count of deadlocks must not move,
and the whole transaction of an INSERT takes at most 10 ms (p99); the same INSERTs while patrond is paused are measured
before, for on a machine that is busy otherwise they take as long beside nobody. Then, for as long, two PHP workers
beside, with their reserve that orders by created_at and skips nothing, their finish by number alone and their reaper
that updates a range. InnoDB writes all deadlocks into its log: none may have only our statements in it, and no answer
of ours is lost.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pymysql
from patrond.clock import SiteClock, SystemClock
from patrond.config.settings import DatabaseSettings, Settings
from patrond.desk import open_desk
from patrond.errors import DatabaseUnavailable
from pydantic import SecretStr

from stage import DURABLE, installed_site, quantile, running, verdict
from stage.php import PhpWorkers
from support.daemon import until
from support.installation import Installation
from support.mariadb import USER
from support.site import PARIS, Site

BAR_INSERT, BAR_RATE = 10.0, 0.95  # ms; of the INSERTs asked for
SITES, USERS, PHP_WORKERS = 4, 50, 2
SWITCH = 0.0002  # seconds; the site's requests share no interpreter, and ours must not wait 5 ms for one another's
PHP_CALL = 0.02  # seconds
KEPT = timedelta(seconds=2)  # completed jobs; then the clean-up has work all the time
END_SECONDS = 300.0  # in which what is left comes to its end
SETTINGS = {
    "provider": {"name": "builtin", "call_timeout": "1s"},
    "workers": {"count": 4, "job_timeout": "4s"},
    "queue": {"stuck_after": "10s"},  # what a PHP worker leaves over an error of its own is taken back soon
    "log": {"format": "json"},
}
_PAYLOAD = {"type": "hat", "level": "beginner", "size": "adulte", "custom_options": [], "specificRequest": ""}
_DEADLOCK = "Transactions deadlock detected"
_PARTY = re.compile(r"thread id \d+, OS thread handle \d+, query id \d+ \S+ (\w+)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600.0, help="for each of the two parts")
    parser.add_argument("--rate", type=float, default=200.0, help="INSERTs a second")
    parser.add_argument("--untimed", action="store_true", help="do not judge how long an INSERT takes")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    sys.setswitchinterval(SWITCH)
    seed = random.randrange(2**32) if options.seed is None else options.seed
    print(f"seed {seed}: {options.seconds:g} s, {options.rate:g} INSERTs a second, settings {SETTINGS}", flush=True)
    good = [part(options, random.Random(seed + beside), php_workers=beside * PHP_WORKERS) for beside in (0, 1)]
    return 0 if all(good) else 1


def part(options: argparse.Namespace, rng: random.Random, *, php_workers: int) -> bool:
    """Ours alone, or with PHP workers beside."""
    zone = f"{datetime.now(PARIS):%z}"  # a PHP worker compares the site's stamps with NOW()
    here = ("--innodb-print-all-deadlocks=ON", f"--default-time-zone={zone[:3]}:{zone[3:]}")
    with installed_site(*DURABLE, *here) as site, running(site, **SETTINGS) as installation:
        users = [site.add_user(f"user{n}@example.fr", subscription_type="yearly") for n in range(USERS)]
        php = PhpWorkers(site, php_workers, PHP_CALL)
        alone = beside_nobody(installation, site, users, options, rng)
        with chores(site), going(php if php_workers else None):
            waits = insert(site, users, options.seconds, options.rate, rng)
        until(lambda: open_jobs(site) == 0, END_SECONDS, f"all jobs ended; {open_jobs(site)} have not")
        told = told_deadlocks(site)
        deadlocks = [tuple(_PARTY.findall(each)) for each in told]
        counted, waited = status(site, "Innodb_deadlocks"), status(site, "Innodb_row_lock_time_max")
        attempts = site.run("SELECT COUNT(*) AS n FROM patrond_attempts")[0]["n"]
        log = installation.log()
        wrong = what_is_wrong(site, php)
    lost = sum(log.count(f'"event": "{name}"') for name in ("lease_lost", "ending_lost", "process_error"))
    print(f"beside {php_workers} PHP workers:" if php_workers else "ours alone:")
    print(f"  {len(waits)} INSERTs: {words(waits)}; while patrond is paused: {words(alone)}")
    print(f"  longest wait for a lock {waited} ms; {counted} deadlocks; {attempts} attempts stored")
    print(f"  the PHP workers finished {php.finished}, and swallowed the errors {dict(php.errors)}")
    asked = options.seconds * options.rate
    good = [verdict(what, n, 0, "", decimals=0) for what, n in wrong.items()]
    good.append(verdict("answers lost or errors", lost, 0, "", decimals=0))
    good.append(verdict("of the INSERTs asked for", len(waits) / asked, BAR_RATE, "", decimals=2, at_least=True))
    if php_workers:
        ours = [names for names in deadlocks if set(names) == {USER}]
        print(f"deadlocks by who was in them: {sorted({' + '.join(sorted(names)) for names in deadlocks})}")
        good.append(verdict("deadlocks among our own", len(ours), 0, "", decimals=0))
        good.append(verdict("deadlocks counted and not told", max(0, counted - len(deadlocks)), 0, "", decimals=0))
    else:
        print(told[-1] if told else "", end="")
        good.append(verdict("deadlocks", counted, 0, "", decimals=0))
        if not options.untimed:
            good.append(verdict("INSERT p99", quantile(waits, 0.99), BAR_INSERT, "ms"))
    return all(good)


def beside_nobody(
    installation: Installation, site: Site, users: list[int], options: argparse.Namespace, rng: random.Random
) -> list[float]:
    """The INSERTs for a tenth of the time, while no worker takes a job."""
    installation.post("/api/pause")
    waits = insert(site, users, options.seconds / 10, options.rate, rng)
    installation.post("/api/resume")
    return waits


def words(waits: list[float]) -> str:
    return f"p50 {quantile(waits, 0.5):.1f} ms, p99 {quantile(waits, 0.99):.1f} ms, max {max(waits):.0f} ms"


def insert(site: Site, users: list[int], seconds: float, rate: float, rng: random.Random) -> list[float]:
    """Milliseconds of each transaction of the site."""
    waits: list[float] = []
    sites = [
        threading.Thread(target=_insert, args=(site, users, seconds, rate / SITES, random.Random(rng.random()), waits))
        for _ in range(SITES)
    ]
    for each in sites:
        each.start()
    for each in sites:
        each.join(seconds + 120)
    return waits


def _insert(site: Site, users: list[int], seconds: float, rate: float, rng: random.Random, waits: list[float]) -> None:
    with site.server.root(site.name) as connection, connection.cursor() as cursor:
        began = due = time.monotonic()
        while due < began + seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            due += rng.expovariate(rate)
            user, start = rng.choice(users), time.monotonic()
            try:
                connection.begin()
                _ask(cursor, user)
                connection.commit()
            except pymysql.MySQLError:  # beside PHP it may be a deadlock's victim; the customer presses again
                connection.rollback()
                continue
            waits.append((time.monotonic() - start) * 1000)


def _ask(cursor: "pymysql.cursors.DictCursor", user: int) -> None:
    """Pattern, job and link, as the site does."""
    cursor.execute(
        "INSERT INTO patterns (user_id, level, type, size, status)"
        " VALUES (%s, 'beginner', 'hat', 'adulte', 'generating')",
        (user,),
    )
    pattern = cursor.lastrowid
    payload = json.dumps({"pattern_id": pattern, "user_id": user, "params": _PAYLOAD})
    cursor.execute(
        "INSERT INTO jobs (type, payload, status, attempts, max_attempts, available_at)"
        " VALUES ('generate_pattern', %s, 'pending', 0, 3, %s)",
        (payload, f"{datetime.now(PARIS):%Y-%m-%d %H:%M:%S}"),
    )
    cursor.execute("INSERT INTO pattern_jobs (pattern_id, job_id) VALUES (%s, %s)", (pattern, cursor.lastrowid))


@contextmanager
def chores(site: Site) -> Iterator[None]:
    """The reaper and the clean-up each second, beside the daemon's own."""
    over = threading.Event()

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            database = DatabaseSettings(url=SecretStr(site.url))
            desk = open_desk(Settings(state_dir=Path(folder), database=database), SiteClock(PARIS, SystemClock()))
            while not over.wait(1.0):
                try:
                    desk.queue.release_stuck()
                    desk.queue.cleanup(KEPT)
                except DatabaseUnavailable:  # only beside PHP: it locks what it looks at
                    desk.connection.reopen()
            desk.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(60)


@contextmanager
def going(php: PhpWorkers | None) -> Iterator[None]:
    """The PHP workers, if any, at work."""
    if php is not None:
        php.start()
    try:
        yield
    finally:
        if php is not None:
            php.stop()


def what_is_wrong(site: Site, php: PhpWorkers) -> dict[str, int]:
    """Questions that must find nothing."""
    (row,) = site.run(
        "SELECT (SELECT COUNT(*) FROM patterns) AS patterns,"
        " (SELECT COUNT(*) FROM patterns WHERE status = 'completed') AS completed,"
        " (SELECT SUM(patterns_generated_count) FROM users) AS counted"
    )
    return {
        "patterns not completed": row["patterns"] - row["completed"],
        "counts that are off, but for PHP's own errors": abs(row["completed"] - php.uncounted - int(row["counted"])),
    }


def told_deadlocks(site: Site) -> list[str]:
    """What InnoDB has written into its log of each deadlock."""
    return (site.server.folder / "log").read_text("utf-8", "replace").split(_DEADLOCK)[1:]


def status(site: Site, name: str) -> int:
    (row,) = site.run("SHOW GLOBAL STATUS LIKE %s", name)
    return int(row["Value"])


def open_jobs(site: Site) -> int:
    return int(site.run("SELECT COUNT(*) AS n FROM jobs WHERE status IN ('pending', 'processing')")[0]["n"])


if __name__ == "__main__":
    sys.exit(main())
