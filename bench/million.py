"""Issue 4, bar 9: pages, filters and cleanup beside a million jobs, on a durable MariaDB.

    python bench/million.py [--jobs 1000000]

Of a hundred jobs one has failed, with a message of its own, one waits, five were probes; each has its pattern, the
site's link to it and its attempt with a report. The page is asked over its socket; `/` and `/api/stats` more than a
second apart, since nearer looks share one. Then all completed jobs are cleared away through the daemon, while the site
inserts and the page is looked at; the server's own log of slow statements says how long they took.
"""

import argparse
import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Callable

from patrond.clock import SiteClock, SystemClock
from patrond.config import load
from patrond.desk import open_desk

from stage import DURABLE, installed_site, quantile, running, verdict
from support.installation import Installation
from support.site import Site

BAR_PAGE, BAR_STATS, BAR_FILTER, BAR_STATEMENT, BAR_IDLE = 100.0, 20.0, 50.0, 50.0, 2.0  # ms
STEP = 50_000  # rows of one INSERT while the table is filled
SLOW = 10.0  # ms; shorter statements are not in the server's log
APART = 1.05  # seconds; what the page shows is read at most once a second
FILTERS = (
    "",
    "status=pending",
    "status=processing",
    "status=completed",
    "status=failed",
    "type=probe",
    "type=generate_pattern",
    "type=unheard",
    "status=failed&type=probe",
    "status=completed&type=probe",
    "q=777",
    "q=pelote%20500007%20manque",
    "q=pelote",
    "q=nowhere",
    "q=nowhere&status=failed",
    "after=500000",
    "after=500000&status=failed",
    "after=500000&status=pending",
    "after=500000&type=probe",
    "after=500000&q=pelote",
    "after=900&status=failed",
    "stuck=1",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1_000_000)
    options = parser.parse_args()
    print(f"load of this host at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with installed_site(
        *DURABLE, "--log-output=TABLE", "--slow-query-log=1", f"--long-query-time={SLOW / 1000}"
    ) as site:
        fill(site, options.jobs)
        with running(site, provider={"name": "builtin"}) as installation:
            good = pages(installation)
            good &= filters(installation)
            good &= idle(installation)
            good &= cleared(installation, site)
    return 0 if good else 1


def fill(site: Site, jobs: int) -> None:
    """A week of jobs, one after the other, the last one now; what waits is due tomorrow."""
    began = time.monotonic()
    site.run("SET @now = UTC_TIMESTAMP() + INTERVAL 1 HOUR, unique_checks = 0, foreign_key_checks = 0")
    site.run("INSERT INTO users (email, password) SELECT CONCAT('u', seq, '@example.fr'), '' FROM seq_1_to_1000")
    at = f"@now - INTERVAL ({jobs} - seq) * {7 * 86400 / jobs} SECOND"
    status = "CASE MOD(seq, 100) WHEN 7 THEN 'failed' WHEN 8 THEN 'pending' ELSE 'completed' END"
    kind = "IF(MOD(seq, 20) = 0, 'probe', 'generate_pattern')"
    wish = '{"pattern_id": \', seq, \', "user_id": \', 1 + MOD(seq, 1000), \', "params": {"type": "hat"}}'
    for first in range(1, jobs + 1, STEP):
        rows = f"FROM seq_{first}_to_{min(first + STEP - 1, jobs)}"
        site.run(
            "INSERT INTO patterns (id, user_id, title, level, type, status)"
            f" SELECT seq, 1 + MOD(seq, 1000), 'Bonnet', 'beginner', 'hat', 'completed' {rows}"
        )
        site.run(
            "INSERT INTO jobs (id, type, payload, status, attempts, error_message, available_at, created_at,"
            f" completed_at) SELECT seq, {kind}, CONCAT('{wish}'), {status}, 1,"
            " IF(MOD(seq, 100) = 7, CONCAT('La pelote ', seq, ' manque.'), NULL),"
            f" IF(MOD(seq, 100) = 8, @now + INTERVAL 1 DAY, {at}), {at},"
            f" IF(MOD(seq, 100) IN (7, 8), NULL, {at} + INTERVAL 10 SECOND) {rows}"
        )
        site.run(f"INSERT INTO pattern_jobs (pattern_id, job_id) SELECT seq, seq {rows} WHERE MOD(seq, 20) <> 0")
        site.run(
            "INSERT INTO patrond_attempts (job_id, token, type, attempt, instance, pid, started_at, ended_at,"
            " duration_ms, outcome, reason, provider, model, calls, input_tokens, output_tokens, cost_usd, request_ids,"
            " report)"
            f" SELECT seq, CONCAT('0123456789ab/4001/', seq), {kind}, 1, '0123456789ab', 4001, {at},"
            f" {at} + INTERVAL 10 SECOND, 5000 + MOD(seq, 10000), IF(MOD(seq, 100) = 7, 'failed', 'completed'), '',"
            " 'claude', 'claude-sonnet-5-5', 1, 3000, 2000, 0.039, 'req_0123456789', REPEAT('x', 1500)"
            f" {rows} WHERE MOD(seq, 100) <> 8"
        )
    site.run("SET unique_checks = 1, foreign_key_checks = 1")
    print(f"{jobs} jobs, with patterns, links and attempts, in {time.monotonic() - began:.0f} s")


def pages(installation: Installation) -> bool:
    """Each as one who looks finds it: nothing of it was read a moment ago."""
    began = time.monotonic()
    fetch(installation, "/api/stats")
    print(f"the first look waits for the first count: {1000 * (time.monotonic() - began):.0f} ms")
    asked: dict[str, list[float]] = {"/": [], "/api/stats": []}
    for route in asked:
        fetch(installation, route)  # templates are compiled once
    for _ in range(30):
        for route, took in asked.items():
            time.sleep(APART)
            took.append(fetch(installation, route))
    jobs = [fetch(installation, "/jobs") for _ in range(100)]
    good = judged("GET /", asked["/"], BAR_PAGE)
    good &= judged("GET /jobs", jobs, BAR_PAGE)
    good &= judged("GET /api/stats", asked["/api/stats"], BAR_STATS)
    print(f"  completed jobs are as of {installation.ctl_json('stats')['queue']['age_seconds']:g} s ago")
    return good


def judged(name: str, took: list[float], bar: float) -> bool:
    """The p95 beside its bar; the median beside it tells what a busy host has added."""
    return verdict(f"{name}  p50 {quantile(took, 0.5):.1f}, p95", quantile(took, 0.95), bar, "ms")


def filters(installation: Installation) -> bool:
    """Every filter by itself; its p95 of twenty."""
    good = True
    for query in FILTERS:
        fetch(installation, f"/api/jobs?{query}")
        took = [fetch(installation, f"/api/jobs?{query}") for _ in range(20)]
        good &= judged(f"/api/jobs?{query}", took, BAR_FILTER)
    return good


def cleared(installation: Installation, site: Site) -> bool:
    """All completed jobs, through the daemon; meanwhile the site inserts and somebody looks at the page."""
    user = site.add_user()
    over = threading.Event()
    inserts: list[float] = []
    looks: list[float] = []
    beside = [
        threading.Thread(target=_again, args=(over, 0.02, inserts, lambda: _insert(site, user))),
        threading.Thread(target=_again, args=(over, APART, looks, lambda: fetch(installation, "/"))),
    ]
    began = time.monotonic()
    for thread in beside:
        thread.start()
    ended = installation.ctl("cleanup", "--days", "0", timeout=900.0)
    seconds = time.monotonic() - began
    over.set()
    for thread in beside:
        thread.join()
    print(f"{ended.out.strip()}{ended.err.strip()} In {seconds:.0f} s.")
    print(
        f"  meanwhile the site's two INSERTs p99 {quantile(inserts, 0.99):.1f} ms; / p95 {quantile(looks, 0.95):.0f} ms"
    )
    with site.server.root("mysql") as root, root.cursor() as cursor:
        cursor.execute(
            "SELECT TIME_TO_SEC(query_time) + MICROSECOND(query_time) / 1e6 AS s FROM slow_log"
            " WHERE sql_text LIKE 'DELETE FROM jobs%' OR sql_text LIKE 'SELECT id, available_at, COALESCE%'"
        )
        took = [1000 * float(row["s"]) for row in cursor.fetchall()]
    print(f"  {len(took)} statements of it took more than {SLOW:g} ms")
    return verdict("  the longest", max(took, default=SLOW), BAR_STATEMENT, "ms")


def idle(installation: Installation) -> bool:
    """A pass that finds next to nothing, as each hour brings one: what is completed is a week old at most."""
    settings = load(installation.file, environ=installation.environ).settings
    desk = open_desk(settings, SiteClock(settings.database.timezone, SystemClock()))
    desk.queue.cleanup()
    took = []
    for _ in range(50):
        began = time.monotonic()
        sum(desk.queue.cleanup_steps(in_turn=True))
        took.append(1000 * (time.monotonic() - began))
    desk.close()
    return verdict("an idle cleanup, p50 of 50", quantile(took, 0.5), BAR_IDLE, "ms", decimals=2)


def fetch(installation: Installation, route: str) -> float:
    """Milliseconds until all of it is here."""
    connection = http.client.HTTPConnection("localhost", timeout=30)
    connection.sock = socket.socket(socket.AF_UNIX)
    began = time.monotonic()
    connection.sock.connect(str(installation.socket))
    connection.request("GET", route)
    answer = connection.getresponse()
    answer.read()
    took = 1000 * (time.monotonic() - began)
    connection.close()
    assert answer.status == 200, (route, answer.status)
    return took


def _insert(site: Site, user: int) -> float:
    began = time.monotonic()
    site.ask(user)
    return 1000 * (time.monotonic() - began)


def _again(over: threading.Event, pause: float, took: list[float], work: Callable[[], float]) -> None:
    while not over.wait(pause):
        took.append(work())


if __name__ == "__main__":
    sys.exit(main())
