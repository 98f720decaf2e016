"""Issue 4, bar 6: how long a job waits until a worker has it, and what everything uses while nothing happens.

    python bench/pickup.py [--inserts 300] [--requests 100] [--idle 30]

The site's INSERTs come at random moments of the poll's phase, one at a time; the requests go over HTTP with the
token of a customer, from the answer on. The row is watched every half millisecond, which is the figures' precision.
Ratios travel between machines, milliseconds do not.
"""

import argparse
import http.client
import json
import random
import socket
import sys
import time
from datetime import UTC, datetime, timedelta

import jwt

from stage import cpu_seconds, installed_site, quantile, running, verdict
from support.installation import JWT_SECRET, Installation
from support.site import Site

BAR_P50_MS, BAR_P99_MS, BAR_REQUEST_P50_MS = 35.0, 100.0, 5.0
BAR_STATEMENTS, BAR_IDLE_PERCENT = 25.0, 1.0
POLL_MS = 50.0
WISH = json.dumps({"type": "hat", "level": "beginner", "size": "adulte"})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inserts", type=int, default=300)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--idle", type=float, default=30.0, help="seconds")
    options = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (
        installed_site() as site,
        running(
            site,
            environ={"JWT_SECRET": JWT_SECRET},
            provider={"name": "builtin"},
            admin={"listen": f"127.0.0.1:{port}"},
        ) as installation,
    ):
        user = site.add_user(subscription_type="yearly")
        after_insert(site, user)  # the first pays for what is loaded late
        percent, statements = idle(site, installation, options.idle)
        waits = [after_insert(site, user) * 1000 for _ in range(options.inserts)]
        with_http = [after_answer(site, user, port) * 1000 for _ in range(options.requests)]
    print(f"{options.inserts} plain INSERTs, poll every {POLL_MS:g} ms, 2 workers; idle over {options.idle:g} s")
    good = verdict("after an INSERT, p50", quantile(waits, 0.5), BAR_P50_MS, "ms")
    good &= verdict("after an INSERT, p99", quantile(waits, 0.99), BAR_P99_MS, "ms")
    print(f"p50 to the poll's interval: {quantile(waits, 0.5) / POLL_MS:.2f}; the PHP worker's: 2500 ms")
    good &= verdict("after the API's answer, p50", quantile(with_http, 0.5), BAR_REQUEST_P50_MS, "ms")
    print(f"after the API's answer, p99: {quantile(with_http, 0.99):.1f} ms, of {options.requests} requests")
    good &= verdict("idle, statements of all", statements, BAR_STATEMENTS, "a second")
    good &= verdict("idle, all processes", percent, BAR_IDLE_PERCENT, "% of a core", decimals=2)
    return 0 if good else 1


def idle(site: Site, installation: Installation, seconds: float) -> tuple[float, float]:
    """Per cent of one core of all processes together, and the statements a second that the server was sent."""
    pids = installation.processes()
    before, asked, began = cpu_seconds(pids), questions(site), time.monotonic()
    time.sleep(seconds)
    used, sent = cpu_seconds(pids) - before, questions(site) - asked - 1  # the one that asks
    took = time.monotonic() - began
    return used / took * 100, sent / took


def questions(site: Site) -> int:
    """What clients have sent so far."""
    return int(site.run("SHOW GLOBAL STATUS LIKE 'Questions'")[0]["Value"])


def after_insert(site: Site, user: int) -> float:
    """Seconds from the commit of one job to its reservation; it is then let finish."""
    time.sleep(random.uniform(0, POLL_MS / 1000))
    _, job = site.ask(user)
    return reserved(site, job)


def after_answer(site: Site, user: int, port: int) -> float:
    """The same from the API's answer on; none where the worker was there before it."""
    now = datetime.now(UTC)
    data = {"user_id": user, "email": "claire@example.fr", "role": "user", "subscription_type": "yearly"}
    token = jwt.encode({"iat": now, "exp": now + timedelta(hours=1), "data": data}, JWT_SECRET, "HS256")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    connection.request("POST", "/api/patterns/generate", WISH, headers)
    answer = json.load(connection.getresponse())
    taken = reserved(site, answer["data"]["job_id"])
    connection.close()
    return taken


def reserved(site: Site, job: int) -> float:
    """Seconds from now until a worker has it."""
    began = time.monotonic()
    while not site.run("SELECT attempts FROM jobs WHERE id = %s", job)[0]["attempts"]:
        time.sleep(0.0005)
    taken = time.monotonic() - began
    while site.run("SELECT status FROM jobs WHERE id = %s", job)[0]["status"] != "completed":
        time.sleep(0.005)
    return taken


if __name__ == "__main__":
    sys.exit(main())
