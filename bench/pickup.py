"""Bar 6: how long a plain INSERT waits until a worker has it, and what all processes use while nothing happens.

    python bench/pickup.py [--inserts 100] [--idle 20]

The site's INSERTs come at random moments of the poll's phase, one at a time; the row is watched every half
millisecond, which is the figures' precision. Ratios travel between machines, milliseconds do not.
"""

import argparse
import random
import sys
import time

from stage import cpu_seconds, installed_site, quantile, running, verdict
from support.installation import Installation
from support.site import Site

BAR_PICK_UP_MS = 60.0
BAR_IDLE_PERCENT = 2.0
POLL_MS = 50.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inserts", type=int, default=100)
    parser.add_argument("--idle", type=float, default=20.0, help="seconds")
    options = parser.parse_args()
    with installed_site() as site, running(site, provider={"name": "builtin"}) as installation:
        user = site.add_user(subscription_type="yearly")
        pick_up(site, user)  # the first pays for what is loaded late
        percent = idle_percent(installation, options.idle)
        waits = [pick_up(site, user) * 1000 for _ in range(options.inserts)]
    print(f"{options.inserts} plain INSERTs, poll every {POLL_MS:g} ms, 2 workers; idle over {options.idle:g} s")
    good = verdict("pick-up p50", quantile(waits, 0.5), BAR_PICK_UP_MS, "ms")
    print(f"pick-up p95: {quantile(waits, 0.95):.1f} ms, max {max(waits):.1f} ms")
    print(f"pick-up p50 to the poll's interval: {quantile(waits, 0.5) / POLL_MS:.2f}; the PHP worker's: 2500 ms")
    good &= verdict("idle, all processes", percent, BAR_IDLE_PERCENT, "% of a core", decimals=2)
    return 0 if good else 1


def idle_percent(installation: Installation, seconds: float) -> float:
    """Of one core, all processes together."""
    pids = installation.processes()
    before, began = cpu_seconds(pids), time.monotonic()
    time.sleep(seconds)
    return (cpu_seconds(pids) - before) / (time.monotonic() - began) * 100


def pick_up(site: Site, user: int) -> float:
    """Seconds from the commit of one job to its reservation; it is then let finish."""
    time.sleep(random.uniform(0, POLL_MS / 1000))
    _, job = site.ask(user)
    inserted = time.monotonic()
    while not site.run("SELECT attempts FROM jobs WHERE id = %s", job)[0]["attempts"]:
        time.sleep(0.0005)
    taken = time.monotonic() - inserted
    while site.run("SELECT status FROM jobs WHERE id = %s", job)[0]["status"] != "completed":
        time.sleep(0.005)
    return taken


if __name__ == "__main__":
    sys.exit(main())
