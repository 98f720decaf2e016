"""Bar 2: twenty jobs of the site through provider claude at five seconds a call, with two workers.

python bench/pipeline.py [--jobs 20] [--delay 5]
"""

import argparse
import sys
import time

from stage import installed_site, running, verdict
from support.claude import KEY
from support.fake_api import FakeApi
from support.site import Site

SLOTS = 16  # two workers of eight
BAR_ROUNDS = 12 / 5  # 12 s at 5 s a call
PHP_ROUNDS = 52.5 / 5  # measured: two calls in flight, and the pauses between


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=20)
    parser.add_argument("--delay", type=float, default=5.0, help="seconds a call takes")
    options = parser.parse_args()
    with installed_site() as site, FakeApi(delay=options.delay) as api:
        provider = {"name": "claude", "base_url": api.url}
        with running(site, environ={"ANTHROPIC_API_KEY": KEY}, provider=provider, language="fr"):
            took = completed(site, options.jobs)
    share = options.jobs / 20
    least = -(-options.jobs // SLOTS) * options.delay
    php = PHP_ROUNDS * options.delay * share
    print(
        f"{options.jobs} jobs, {options.delay:g} s a call, 2 workers of 8; {api.most_in_flight} calls in flight at most"
    )
    good = verdict("all completed", took, BAR_ROUNDS * options.delay * share, "s")
    print(f"to the least that {SLOTS} slots can do ({least:g} s): {took / least:.2f}")
    print(f"the PHP worker would take {php:.1f} s: {php / took:.1f} times as long")
    return 0 if good else 1


def completed(site: Site, count: int) -> float:
    """Seconds from the first INSERT until all are completed."""
    user = site.add_user(subscription_type="yearly")
    began = time.monotonic()
    for number in range(count):
        site.ask(user, type=("hat", "scarf", "amigurumi", "bag", "garment")[number % 5])
    while (done := site.run("SELECT COUNT(*) AS n FROM jobs WHERE status = 'completed'")[0]["n"]) < count:
        failed = site.run("SELECT error_message FROM jobs WHERE status = 'failed'")
        if failed:
            raise SystemExit(f"{done} completed, then: {failed}")
        time.sleep(0.01)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
