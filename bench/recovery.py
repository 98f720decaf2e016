"""Issue 4, bar 3: how long the jobs of a killed worker wait until another has them, and those of a dead host.

    python bench/recovery.py [--kills 100] [--hosts 3] [--timeout 60] [--seed N]

Four workers; in each round three jobs are in hand, and the worker with most of them is killed. Three, since a worker
holds one job at a time whose last attempt ended in a crash: more of them would wait for each other by intent. The rows
are watched every two milliseconds. For a dead host one of two instances is stopped whole (SIGSTOP): no connection of
its closes, as when it is cut off; with calls under way, and the last time in the middle of a transaction.
"""

import argparse
import os
import random
import signal
import sys
import time

from stage import installed_site, quantile, running, verdict
from stage.pair import Door, freeze, give_to, instance_of, locked, pair, seconds_until_released, thaw
from support.claude import KEY
from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.rows import all_are, counted
from support.site import Site

JOBS = 3
BAR_WORKER, BAR_HOST = 1.0, 10.0  # seconds; the latter beside instance_timeout
WORKERS = {"workers": {"count": 4}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--hosts", type=int, default=3, help="how often a whole host dies")
    parser.add_argument("--timeout", type=float, default=60.0, help="queue.instance_timeout, in seconds")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.randrange(2**32) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    rng, good = random.Random(seed), True
    if options.kills:
        waits = killed_workers(options.kills, rng)
        print(
            f"{options.kills} workers killed with {len(waits)} jobs in hand; p50 {quantile(waits, 0.5) * 1000:.0f} ms"
        )
        good &= verdict("reserved again, p99", quantile(waits, 0.99), BAR_WORKER, "s", decimals=3)
    if options.hosts:
        waits = dead_hosts(options.hosts, options.timeout, rng)
        print(
            f"{options.hosts} hosts dead, instance_timeout {options.timeout:g} s: {[round(wait, 1) for wait in waits]}"
        )
        good &= verdict("all released", max(waits), options.timeout + BAR_HOST, "s")
    return 0 if good else 1


def killed_workers(kills: int, rng: random.Random) -> list[float]:
    """Seconds from the kill to the next reservation, for each job that was in hand."""
    door = Door(rng)
    with installed_site() as site, FakeApi(always=door) as api:
        provider = {"name": "claude", "base_url": api.url}
        user = site.add_user(subscription_type="yearly")
        with running(site, environ={"ANTHROPIC_API_KEY": KEY}, provider=provider, **WORKERS) as installation:
            waits: list[float] = []
            for _ in range(kills):
                waits += one_kill(installation, site, door, user, rng)
            if counted(site, user) != kills * JOBS:
                raise SystemExit(f"{counted(site, user)} patterns were counted, not {kills * JOBS}")
    return waits


def one_kill(installation: Installation, site: Site, door: Door, user: int, rng: random.Random) -> list[float]:
    """Ask, kill, watch, and let the calls end."""
    until(lambda: len(installation.workers()) == WORKERS["workers"]["count"], 15, "all workers up")
    door.shut = True
    asked = [site.ask(user)[1] for _ in range(JOBS)]
    until(lambda: door.waiting == JOBS, 15, "all calls under way")
    time.sleep(rng.uniform(0.0, 0.1))  # in any phase of the poll, of the chores
    held = holders(site, asked)
    victim = max(set(held.values()), key=lambda token: sum(pid_of(each) == pid_of(token) for each in held.values()))
    lost = {job: token for job, token in held.items() if pid_of(token) == pid_of(victim)}
    os.kill(pid_of(victim), signal.SIGKILL)
    waits = watch(site, lost)
    door.shut = False
    until(lambda: all_are(site, asked, "completed"), 30, "all completed")
    return waits


def watch(site: Site, lost: dict[int, str]) -> list[float]:
    """Seconds until each of these has another holder."""
    began, waits = time.monotonic(), []
    left = dict(lost)
    while left:
        if time.monotonic() - began > 30:
            raise SystemExit(f"jobs {sorted(left)} were not reserved again")
        now_held = holders(site, list(left))
        for job, token in now_held.items():
            if token and token != left[job]:
                waits.append(time.monotonic() - began)
                del left[job]
        time.sleep(0.002)
    return waits


def dead_hosts(hosts: int, timeout: float, rng: random.Random) -> list[float]:
    """Seconds from the stop until the other has released all."""
    door, waits = Door(rng), []
    with installed_site() as site, FakeApi(always=door) as api:
        settings = {
            "queue": {"instance_timeout": f"{timeout:g}s"},
            "provider": {"name": "claude", "base_url": api.url},
        }
        with pair(site, environ={"ANTHROPIC_API_KEY": KEY}, **settings) as both:
            for number in range(hosts):
                waits.append(one_host(site, both, door, timeout, rng, in_transaction=number == hosts - 1))
    return waits


def one_host(
    site: Site,
    both: tuple[Installation, Installation],
    door: Door,
    timeout: float,
    rng: random.Random,
    *,
    in_transaction: bool,
) -> float:
    dead, other = rng.sample(both, 2)
    user = site.add_user(f"user{site.run('SELECT COUNT(*) AS n FROM users')[0]['n']}@example.fr")
    asked = [job for _, job in give_to(dead, other, site, door, user, JOBS)]
    name = instance_of(dead, site)
    time.sleep(rng.uniform(0.0, timeout / 4))  # in any phase of its beat
    if in_transaction:
        with locked(site, user):
            door.shut = False
            site.await_lock_wait()
            pids = freeze(dead)
    else:
        pids = freeze(dead)
    began = time.monotonic()
    try:
        door.shut = False
        wait = seconds_until_released(name, site, began, timeout + 60)
        until(lambda: all_are(site, asked, "completed"), 30, "all completed by the other")
    finally:
        thaw(pids)
    until(dead.is_ready, 30, "back")
    return wait


def holders(site: Site, jobs: list[int]) -> dict[int, str]:
    """Who holds each of these jobs."""
    marks = ", ".join(["%s"] * len(jobs))
    rows = site.run(f"SELECT id, reserved_by FROM jobs WHERE id IN ({marks})", *jobs)
    return {row["id"]: row["reserved_by"] for row in rows}


def pid_of(token: str) -> int:
    return int(token.split("/")[1])


if __name__ == "__main__":
    sys.exit(main())
