"""Bar 4: a worker and the master are killed with five jobs in hand, at five seconds a call; two workers.

python bench/kills.py [--delay 5]
"""

import argparse
import os
import signal
import sys
import time

from stage import Installation, installed_site, running, verdict
from support.claude import KEY
from support.daemon import until
from support.fake_api import FakeApi
from support.rows import all_are, counted
from support.site import Site

JOBS = 5
BAR_WORKER, BAR_ORPHANS = 20.0, 25.0  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=5.0, help="seconds a call takes")
    options = parser.parse_args()
    with installed_site() as site, FakeApi(delay=options.delay) as api:
        provider = {"name": "claude", "base_url": api.url}
        user = site.add_user(subscription_type="yearly")
        with running(site, environ={"ANTHROPIC_API_KEY": KEY}, provider=provider) as installation:
            good = [worker_killed(installation, site, api, user), master_killed(installation, site, api, user)]
    return 0 if all(good) else 1


def worker_killed(installation: Installation, site: Site, api: FakeApi, user: int) -> bool:
    """Seconds until all five are completed, each counted once."""
    asked = in_flight(site, api, user)
    victim = max(installation.ctl_json("workers")["workers"], key=lambda worker: len(worker["jobs"]))
    os.kill(victim["pid"], signal.SIGKILL)
    began = time.monotonic()
    until(lambda: all_are(site, asked, "completed"), 60)
    took = time.monotonic() - began
    right = counted(site, user) == JOBS
    print(f"worker killed with {len(victim['jobs'])} of {JOBS} jobs; counted {counted(site, user)} times")
    return verdict("  all completed", took, BAR_WORKER, "s") and right


def master_killed(installation: Installation, site: Site, api: FakeApi, user: int) -> bool:
    """Seconds until no process is left; then a new start finishes the jobs."""
    asked = in_flight(site, api, user)
    assert installation.process is not None
    installation.process.kill()
    began = time.monotonic()
    installation.process.wait(5)
    until(lambda: installation.processes() == [], 60, "processes of a dead master")
    good = verdict("master killed, no process left", time.monotonic() - began, BAR_ORPHANS, "s")
    began = time.monotonic()
    installation.start()
    until(lambda: all_are(site, asked, "completed"), 60)
    print(f"  a new start: all completed after {time.monotonic() - began:.1f} s, {counted(site, user)} counted in all")
    return good and counted(site, user) == 2 * JOBS


def in_flight(site: Site, api: FakeApi, user: int) -> list[int]:
    """Five jobs, their calls under way."""
    asked = [site.ask(user)[1] for _ in range(JOBS)]
    until(lambda: api.in_flight == JOBS, 10)
    return asked


if __name__ == "__main__":
    sys.exit(main())
