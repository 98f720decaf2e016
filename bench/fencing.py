"""Issue 4, bar 2: an instance that stood still past its time, whose jobs another has finished, writes nothing late.

    python bench/fencing.py [--rounds 20] [--timeout 5] [--seed N]

Two patronds on one MariaDB. In each round one of them, with jobs in hand, is stopped whole (SIGSTOP): with its calls
under way, at a random moment of storing what they brought, or in the middle of the transaction that stores it (a lock
of ours on the user's row makes it wait there). When `queue.instance_timeout` is over the other releases the jobs and
finishes them; then the first goes on (SIGCONT) and finds its answers. From that moment on the database itself notes, by
triggers, each row that anybody touches: none may be. (The model's half of the bar is bench/interleavings.py.)
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

from stage import installed_site, quantile, verdict
from stage.pair import Door, freeze, give_to, instance_of, locked, pair, seconds_until_released, thaw
from support.claude import KEY
from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.rows import all_are, counted
from support.site import Site

JOBS = 10
_SPREAD = 0.5  # seconds over which the answers come, where it is frozen among them
_AFTERWARDS = 0.5  # seconds in which something might still be written
BAR_SLACK = 10.0  # seconds beside instance_timeout
WATCHED = ("jobs", "patterns", "patrond_attempts", "pattern_jobs")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--timeout", type=float, default=5.0, help="queue.instance_timeout, in seconds")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.randrange(2**32) if options.seed is None else options.seed
    print(f"seed {seed}: {options.rounds} rounds, instance_timeout {options.timeout:g} s", flush=True)
    rng, door = random.Random(seed), Door(random.Random(seed + 1))
    with installed_site() as site, FakeApi(always=door) as api:
        watch(site)
        settings = {
            "queue": {"instance_timeout": f"{options.timeout:g}s"},
            "provider": {"name": "claude", "base_url": api.url},
        }
        with pair(site, environ={"ANTHROPIC_API_KEY": KEY}, log={"format": "json"}, **settings) as both:
            bouts = [bout(site, both, door, rng, number, options.timeout) for number in range(options.rounds)]
    waits = [wait for wait, _ in bouts]
    print(f"released after {min(waits):.1f} to {max(waits):.1f} s, p50 {quantile(waits, 0.5):.1f} s")
    good = verdict("late writes", sum(late for _, late in bouts), 0, "", decimals=0)
    good &= verdict("slowest release", max(waits), options.timeout + BAR_SLACK, "s")
    return 0 if good else 1


def bout(
    site: Site, both: tuple[Installation, Installation], door: Door, rng: random.Random, number: int, timeout: float
) -> tuple[float, int]:
    """One round: seconds until the jobs were released, and how many rows the late one touched."""
    frozen, other = rng.sample(both, 2)
    user = site.add_user(f"user{number}@example.fr", subscription_type="yearly")
    asked = give_to(frozen, other, site, door, user, JOBS)
    name, lost = instance_of(frozen, site), told(frozen, "lease_lost")
    moment, how = MOMENTS[number % len(MOMENTS)]
    pids = how(frozen, site, door, rng, user)
    began = time.monotonic()
    try:
        door.shut = False
        waited = seconds_until_released(name, site, began, timeout + 60)
        until(lambda: all_are(site, [job for _, job in asked], "completed"), 60, "all completed by the other")
        before = touched(site)
        assert before, "the database notes nothing"
    finally:
        thaw(pids)
    taken = crashed(site, name, asked)
    until(lambda: told(frozen, "lease_lost") - lost >= taken, 30, f"{taken} leases told lost")
    until(lambda: at_rest(frozen), 30, "the late one has nothing in hand")
    time.sleep(_AFTERWARDS)
    late = touched(site) - before
    dropped = told(frozen, "lease_lost") - lost
    print(
        f"{number + 1}: {moment}; released after {waited:.1f} s, {dropped} leases lost, {late} late writes", flush=True
    )
    right_once(site, user, asked)
    return waited, late


def in_the_calls(frozen: Installation, site: Site, door: Door, rng: random.Random, user: int) -> list[int]:
    """The answers come while it stands still, and wait in its sockets."""
    return freeze(frozen)


def while_storing(frozen: Installation, site: Site, door: Door, rng: random.Random, user: int) -> list[int]:
    """Some are stored, some are not, some are on their way."""
    pids = frozen.processes()
    door.spread, door.shut = _SPREAD, False
    time.sleep(rng.uniform(0.0, _SPREAD))
    freeze(frozen, pids)
    door.spread = 0.0
    return pids


def in_the_transaction(frozen: Installation, site: Site, door: Door, rng: random.Random, user: int) -> list[int]:
    """The last statement is done, its locks are held, and COMMIT does not come."""
    with locked(site, user):
        door.shut = False
        site.await_lock_wait()
        return freeze(frozen)


Moment = Callable[[Installation, Site, Door, random.Random, int], list[int]]
MOMENTS: tuple[tuple[str, Moment], ...] = (
    ("in its calls", in_the_calls),
    ("while storing", while_storing),
    ("in a transaction", in_the_transaction),
)


def watch(site: Site) -> None:
    """Each write to what matters is noted, also one that changes nothing."""
    site.run("CREATE TABLE touched (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(40) NOT NULL)")
    for table in WATCHED:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            note(site, table, verb)
    note(site, "users", "UPDATE")


def note(site: Site, table: str, verb: str) -> None:
    site.run(
        f"CREATE TRIGGER {verb}_{table} AFTER {verb} ON {table} FOR EACH ROW"
        f" INSERT INTO touched (what) VALUES ('{verb} {table}')"
    )


def touched(site: Site) -> int:
    """How many writes have been noted."""
    return int(site.run("SELECT COUNT(*) AS n FROM touched")[0]["n"])


def crashed(site: Site, instance: str, asked: list[tuple[int, int]]) -> int:
    """How many of these jobs were taken from it."""
    jobs = [job for _, job in asked]
    (row,) = site.run(
        "SELECT COUNT(*) AS n FROM patrond_attempts WHERE outcome = 'crashed' AND instance = %s AND job_id >= %s",
        instance,
        min(jobs),
    )
    return int(row["n"])


def told(installation: Installation, event: str) -> int:
    """How often its log tells of it."""
    return installation.log().count(f'"event": "{event}"')


def at_rest(installation: Installation) -> bool:
    """Everybody up, nothing in hand, and the database answers."""
    workers = installation.get("/api/workers")[1]["workers"]
    return installation.is_ready() and all(worker["state"] == "ready" and not worker["jobs"] for worker in workers)


def right_once(site: Site, user: int, asked: list[tuple[int, int]]) -> None:
    """Nothing doubled by either of them."""
    marks = ", ".join(["%s"] * len(asked))
    (row,) = site.run(
        f"SELECT COUNT(*) AS n FROM patrond_attempts WHERE outcome = 'completed' AND job_id IN ({marks})",
        *(job for _, job in asked),
    )
    if (counted(site, user), row["n"]) != (len(asked), len(asked)):
        raise SystemExit(f"of {len(asked)} patterns {counted(site, user)} were counted, {row['n']} completed")


if __name__ == "__main__":
    sys.exit(main())
