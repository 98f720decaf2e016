"""Issue 4, bar 8: whole patterns through the fake API: SDK, check, saving; at no delay, and five hundred calls at once.

    python bench/saturation.py [--patterns 3000] [--ramp 15] [--sustained 30]

The fake API and MariaDB run on the same cores. Every wish is one that the site can ask for; what is stored was checked
as in production. The second part gives each call five seconds: the ramp, where all begin at once, is told apart.
"""

import argparse
import contextlib
import itertools
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from stage import DURABLE, installed_site, running, verdict
from support.claude import KEY
from support.installation import Installation
from support.site import Site

BAR_RATE, BAR_SUSTAINED, BAR_IN_FLIGHT, BAR_PSS_MB = 300, 90, 500, 200
DELAY = 5.0
CONCURRENCY = 250  # of each of two workers
WISHES = [
    {"type": type_, "level": level, "size": "adulte" if type_ != "amigurumi" else "15cm"}
    for type_, level in itertools.product(
        ("hat", "scarf", "amigurumi", "bag", "garment"), ("beginner", "intermediate", "advanced")
    )
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patterns", type=int, default=3_000)
    parser.add_argument("--ramp", type=float, default=15.0, help="seconds")
    parser.add_argument("--sustained", type=float, default=30.0, help="seconds")
    options = parser.parse_args()
    good = at_no_delay(options.patterns)
    good &= five_hundred_at_once(options.ramp, options.sustained)
    return 0 if good else 1


def at_no_delay(patterns: int) -> bool:
    """Patterns a second from the first one saved to the last."""
    with installed_site(*DURABLE) as site, fake_api(0.0) as url:
        ask(site, patterns)
        with patrond(site, url, concurrency=32):
            while not (first := saved(site)):
                time.sleep(0.005)
            began = time.monotonic()
            while (now := saved(site)) < patterns:
                time.sleep(0.02)
            rate = (now - first) / (time.monotonic() - began)
        counted = site.run("SELECT patterns_generated_count AS n FROM users")[0]["n"]
    print(f"{patterns} patterns, counted {counted} times")
    return verdict("at no delay", rate, BAR_RATE, "patterns/s", at_least=True) and counted == patterns


def five_hundred_at_once(ramp: float, sustained: float) -> bool:
    """At five seconds a call; the ramp is told apart."""
    with installed_site(*DURABLE) as site, fake_api(DELAY) as url:
        ask(site, int((ramp + sustained + 2 * DELAY) * 2 * CONCURRENCY / DELAY))
        with patrond(site, url, concurrency=CONCURRENCY) as installation:
            while not saved(site):
                time.sleep(0.02)
            print(f"ramp: {rate_over(site, ramp):.1f} patterns/s over {ramp:g} s")
            rate = rate_over(site, sustained)
            in_flight, pss = state(url)["most_in_flight"], pss_mb(installation.processes())
    good = verdict("sustained", rate, BAR_SUSTAINED, "patterns/s", at_least=True)
    good &= verdict("calls in flight at most", in_flight, BAR_IN_FLIGHT, "", at_least=True, decimals=0)
    good &= verdict("all processes", pss, BAR_PSS_MB, "MB PSS")
    return good


@contextlib.contextmanager
def patrond(site: Site, url: str, *, concurrency: int) -> Iterator[Installation]:
    """Two workers that call the fake."""
    environ = {"ANTHROPIC_API_KEY": KEY}
    provider = {"name": "claude", "base_url": url}
    with running(site, environ=environ, provider=provider, workers={"concurrency": concurrency}) as installation:
        yield installation


@contextlib.contextmanager
def fake_api(delay: float) -> Iterator[str]:
    """In a process of its own, as the real one would be on another machine; its address."""
    command = [sys.executable, "-m", "support.fake_api", "--port", "0", "--delay", str(delay)]
    tests = Path(__file__).parents[1] / "tests"
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tests)
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.kill()
        process.wait()


def state(url: str) -> dict[str, Any]:
    """What the fake has seen."""
    with urllib.request.urlopen(f"{url}/_fake/state", timeout=10) as answer:
        return dict(json.load(answer))


def ask(site: Site, patterns: int) -> None:
    """Wishes of a subscriber, all of them due."""
    user = site.add_user(subscription_type="yearly")
    site.run("BEGIN")
    for _, wish in zip(range(patterns), itertools.cycle(WISHES), strict=False):
        site.ask(user, **wish)
    site.run("COMMIT")


def saved(site: Site) -> int:
    return int(site.run("SELECT COUNT(*) AS n FROM patrond_attempts WHERE outcome = 'completed'")[0]["n"])


def rate_over(site: Site, seconds: float) -> float:
    """Patterns saved a second, over so long from now."""
    before, began = saved(site), time.monotonic()
    time.sleep(seconds)
    return (saved(site) - before) / (time.monotonic() - began)


def pss_mb(pids: Sequence[int]) -> float:
    """What these processes take of memory, pages that they share counted once."""
    kilobytes = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


if __name__ == "__main__":
    sys.exit(main())
