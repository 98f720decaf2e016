"""Bar 4: how soon work goes on after an outage of the database, and whether anything was lost in it.

    python bench/outages.py [--cycles 20] [--jobs 24] [--seed 1]

Two instances of patrond share a durable MariaDB while the fake API has their calls in flight. It is stopped, killed,
made read-only, and cut off in the middle of COMMIT, in turn, for two to four seconds each; then once each the server
has no connection left, stands still for twelve seconds, and is down for sixty. At last both patronds are stopped, and
killed with all their processes, while the database is away, and started again before it is back: what they had been
answered lies in the spool alone. ``instance_timeout`` is ten seconds, so that a patrond which took the outage for the
death of the other would rob it. Times are from the port's return.
"""

import argparse
import random
import signal
import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from stage import DURABLE, installed_site, verdict
from support.claude import KEY
from support.fake_api import FakeApi
from support.installation import Installation
from support.outages import Books, Recovery, Stand, balance, cycle, restart
from support.proxy import Proxy

BAR_SECONDS = 5.0
DIRECT = ("stop", "kill -9", "read-only")
CUT = ("COMMIT lost", "answer to COMMIT lost")
LONG = (("too many connections", 5.0), ("frozen", 12.0), ("stop", 60.0))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=24, help="asked for in each cycle")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(f"seed {options.seed}, {options.cycles} cycles of {options.jobs} jobs, 2 instances of 2 workers")
    cut = options.cycles // 4
    good = series(rng, options.jobs, short(rng, DIRECT, options.cycles - cut))
    good &= series(rng, options.jobs, short(rng, CUT, cut), through_proxy=True)
    good &= series(rng, options.jobs, list(LONG))
    for sign in (signal.SIGTERM, signal.SIGKILL):
        print(f"both patronds end by {sign.name} in the outage:")
        good &= series(rng, options.jobs, short(rng, ("stop", "kill -9"), 2), sign=sign)
    return 0 if good else 1


def short(rng: random.Random, kinds: tuple[str, ...], count: int) -> list[tuple[str, float]]:
    """That many outages of a few seconds, of each kind in turn."""
    return [(kinds[i % len(kinds)], rng.uniform(2, 4)) for i in range(count)]


def series(
    rng: random.Random,
    jobs: int,
    plan: list[tuple[str, float]],
    *,
    through_proxy: bool = False,
    sign: signal.Signals | None = None,
) -> bool:
    """One after the other, on a site of their own; with ``sign`` the patronds are ended by it in each."""
    if not plan:
        return True
    with ExitStack() as stack:
        stand = build(stack, rng, through_proxy=through_proxy)
        pids = [each.process.pid for each in stand.installations if each.process]
        also = partial(restart, sign=sign) if sign else lambda stand: None
        recoveries = [told(cycle(stand, kind, seconds, jobs=jobs, meanwhile=also), seconds) for kind, seconds in plan]
        return judged(recoveries, balance(stand, pids), sign)


def build(stack: ExitStack, rng: random.Random, *, through_proxy: bool) -> Stand:
    site = stack.enter_context(installed_site(*DURABLE))
    api = stack.enter_context(FakeApi(delay=0.6))
    proxy = Proxy(site.server.port) if through_proxy else None
    if proxy is not None:
        stack.callback(proxy.close)
    url = site.server.url(site.name, port=proxy.port if proxy else None)
    installations = tuple(installation(stack, url, api) for _ in range(2))
    user = site.add_user(subscription_type="yearly")
    return Stand(site, api, installations, rng, user, proxy)


def installation(stack: ExitStack, url: str, api: FakeApi) -> Installation:
    """One instance, ready, in a folder of its own."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="patrond-bench-")))
    made = Installation(
        folder,
        environ={"ANTHROPIC_API_KEY": KEY},
        database={"url": url},
        provider={"name": "claude", "base_url": api.url},
        queue={"instance_timeout": "10s"},
        log={"format": "json"},
    )
    return stack.enter_context(made).start()


def told(recovery: Recovery, seconds: float) -> Recovery:
    print(
        f"  {recovery.kind} for {seconds:.1f} s: first completed after {recovery.completed:.2f} s, "
        f"first reserved after {recovery.reserved:.2f} s",
        flush=True,
    )
    return recovery


def judged(recoveries: list[Recovery], books: Books, sign: signal.Signals | None) -> bool:
    """Whether all of it holds. A kill counts as an attempt for what its worker had reserved and not begun."""
    print(f"{len(recoveries)} outages, {books.jobs} jobs, {books.calls} calls, {books.booked} in attempts")
    good = [
        verdict("first completed, the worst", max(each.completed for each in recoveries), BAR_SECONDS, "s"),
        verdict("first reserved, the worst", max(each.reserved for each in recoveries), BAR_SECONDS, "s"),
        verdict("jobs not completed", books.not_completed, 0, "jobs", decimals=0),
        verdict("calls in no attempt, or in two", abs(books.calls_lost), 0, "calls", decimals=0),
        verdict("endings lost", books.lost, 0, "endings", decimals=0),
        verdict("counters off by", books.miscounted, 0, "patterns", decimals=0),
    ]
    if sign is not signal.SIGKILL:
        good.append(verdict("attempts burnt", books.burnt, 0, "attempts", decimals=0))
    if sign is None:
        good.append(verdict("master exits", books.master_exits, 0, "exits", decimals=0))
        good.append(verdict("worker deaths", books.worker_deaths, 0, "deaths", decimals=0))
    return all(good)


if __name__ == "__main__":
    sys.exit(main())
