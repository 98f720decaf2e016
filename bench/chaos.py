"""Issue 4, bar 1: everything dies, again and again, and nothing is lost, doubled or paid for without account.

    python bench/chaos.py [--jobs 10000] [--seconds 400] [--database-kills 5] [--seed N]

The site inserts its jobs over the time of the storm. Meanwhile a random worker of four is killed every 0.5 to 2 s, the
master every 30 s (half of the time with all its processes) and started again, MariaDB is killed and started again, and
the API fails 30 % of its calls in all its ways. Those that close it for everybody for long (no credit, overloaded)
are rare, and an operator's `ctl resume` follows each. The backoff is set to one and two seconds and a call's limit to
two, so that the run comes to its end; all else that promises something is as it is by default.
"""

import argparse
import random
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pymysql

from stage import DURABLE, installed_site, running, verdict
from stage.storm import Storm
from stage.weather import Weather, tag
from support.claude import KEY
from support.daemon import until
from support.fake_api import FakeApi
from support.installation import Installation
from support.paid_calls import GRACE, Account, Attempt, balance
from support.site import Site

SHARE = 0.3
USERS = 20
DELAY = (0.05, 0.6)  # seconds of a call
CALM_SECONDS = 180.0  # in which all that is left comes to its end
FAULTS = ("handler_error", "process_error", "chore_failed", "ending_lost", "spool_unusable", "spool_unreadable")
SETTINGS: dict[str, Any] = {
    "queue": {"backoff": ["1s", "2s"], "stuck_after": "30s"},
    "workers": {"count": 4, "job_timeout": "15s", "stop_timeout": "30s"},
}


@dataclass(frozen=True, slots=True)
class Ending:
    """What is left when all is over."""

    jobs: Counter[str]
    wrong: dict[str, int]
    account: Account
    cut_while_sent: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=400.0, help="of the storm, over which the jobs come in")
    parser.add_argument("--database-kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.randrange(2**32) if options.seed is None else options.seed
    print(f"seed {seed}: {options.jobs} jobs in {options.seconds:g} s, settings {SETTINGS}", flush=True)
    rng = random.Random(seed)
    weather = Weather(random.Random(rng.random()), SHARE, DELAY)
    provider = {"name": "claude", "call_timeout": "2s"}
    with installed_site(*DURABLE) as site, FakeApi(always=weather, keep=1) as api:
        watched(site)
        settings = {**SETTINGS, "provider": {**provider, "base_url": api.url}, "log": {"format": "json"}}
        with running(site, environ={"ANTHROPIC_API_KEY": KEY}, **settings) as installation:
            storm = Storm(installation, site.server, DURABLE, random.Random(rng.random()))
            began = time.monotonic()
            ending = whole_run(site, api, weather, installation, storm, options, rng)
            good = judged(ending, storm, weather, api, installation)
            storm.close()
    print(f"all over after {time.monotonic() - began:.0f} s; seed {seed}")
    return 0 if good else 1


def whole_run(
    site: Site,
    api: FakeApi,
    weather: Weather,
    installation: Installation,
    storm: Storm,
    options: argparse.Namespace,
    rng: random.Random,
) -> Ending:
    """Storm, calm, and a stop as an operator's."""
    over = threading.Event()
    threading.Thread(target=operate, args=(installation, weather, over), daemon=True).start()
    storm.begin(options.seconds, options.database_kills)
    ask(site, options.jobs, options.seconds, random.Random(rng.random()), storm)
    storm.end()
    weather.calm = True
    site.connection = site.server.root(site.name)
    until(lambda: open_jobs(site) == 0, CALM_SECONDS, f"all jobs ended; {open_jobs(site)} have not")
    until(lambda: api.in_flight == 0, 10.0, "no call in flight")
    over.set()
    status = installation.stop(60)
    until(lambda: installation.processes() == [], 30.0, "no process left")
    storm.look()
    wrong = what_is_wrong(site)
    wrong["exit status of the last stop"] = status
    wrong["files left in the spool"] = len(list((installation.folder / "state" / "spool").glob("*")))
    told = events(installation)
    wrong["faults told in the log"] = sum(told[name] for name in FAULTS)
    account = balance(weather.log, attempts_of(site), storm.deaths)
    jobs = Counter({row["status"]: row["n"] for row in site.run("SELECT status, COUNT(*) n FROM jobs GROUP BY status")})
    return Ending(jobs, wrong, account, api.calls - len(weather.log))


def ask(site: Site, jobs: int, seconds: float, rng: random.Random, storm: Storm) -> None:
    """The site's INSERTs, evenly over the time; while the database is away its customers try again."""
    users = [site.add_user(f"user{number}@example.fr", subscription_type="yearly") for number in range(USERS)]
    began, asked, number = time.monotonic(), 0, 0
    while asked < jobs:
        storm.check()
        time.sleep(max(0.0, began + seconds * asked / jobs - time.monotonic()))
        number += 1  # a commit without an answer may have been kept: each try is known by a number of its own
        try:
            site.ask(rng.choice(users), type=rng.choice(("hat", "scarf", "bag")), specificRequest=tag(number))
            asked += 1
        except (pymysql.MySQLError, OSError):
            time.sleep(0.1)
            try:
                site.connection = site.server.root(site.name)
            except (pymysql.MySQLError, OSError):
                continue


def operate(installation: Installation, weather: Weather, over: threading.Event) -> None:
    """Whoever sees that the provider is closed has cured it, and resumes."""
    while not over.wait(0.5):
        if time.monotonic() - weather.closed_at < 3.0:
            try:
                installation.post("/api/resume")
            except OSError:
                continue  # the master has just been killed


def watched(site: Site) -> None:
    """Each time a pattern is saved is noted by the database itself."""
    site.run("CREATE TABLE saved (pattern_id INT UNSIGNED NOT NULL)")
    site.run(
        "CREATE TRIGGER note_saved AFTER UPDATE ON patterns FOR EACH ROW"
        " IF NEW.status = 'completed' THEN INSERT INTO saved VALUES (NEW.id); END IF"
    )


def open_jobs(site: Site) -> int:
    return int(site.run("SELECT COUNT(*) n FROM jobs WHERE status IN ('pending', 'processing')")[0]["n"])


def what_is_wrong(site: Site) -> dict[str, int]:
    """Questions to the database, each of which must find nothing."""
    pattern = "JSON_VALUE(j.payload, '$.pattern_id')"
    done = "(SELECT COUNT(*) FROM patrond_attempts a WHERE a.job_id = j.id AND a.outcome = 'completed')"
    saves = "(SELECT COUNT(*) FROM saved s WHERE s.pattern_id = p.id)"
    joined = f"FROM jobs j JOIN patterns p ON p.id = {pattern}"
    questions = {
        "jobs that have not ended": "FROM jobs WHERE status NOT IN ('completed', 'failed')",
        "jobs not completed by just one attempt": f"FROM jobs j WHERE {done} <> (j.status = 'completed')",
        "patterns not saved just once": f"{joined} WHERE {saves} <> (j.status = 'completed')",
        "patterns that do not say what their job says": f"{joined} WHERE p.status <> IF(j.status = 'completed',"
        " 'completed', 'error') OR (p.status = 'completed' AND (COALESCE(p.content, '') = '' OR p.watermark IS NULL"
        " OR p.error_message IS NOT NULL)) OR (p.status = 'error' AND COALESCE(p.error_message, '') = '')",
        "counters that are off": "FROM users u WHERE patterns_generated_count <>"
        " (SELECT COUNT(*) FROM patterns p WHERE p.user_id = u.id AND p.status = 'completed')",
        "jobs tried more often than they allow": "FROM jobs WHERE attempts > max_attempts",
    }
    return {what: int(site.run(f"SELECT COUNT(*) n {question}")[0]["n"]) for what, question in questions.items()}


def attempts_of(site: Site) -> list[Attempt]:
    """Every attempt, with its job known by its tag."""
    rows = site.run(
        "SELECT REGEXP_SUBSTR(j.payload, '(?<=tag-)[0-9]+') tag, a.pid, a.outcome, a.calls, a.request_ids"
        " FROM patrond_attempts a JOIN jobs j ON j.id = a.job_id ORDER BY a.id"
    )
    return [
        Attempt(
            int(row["tag"]),
            row["pid"],
            row["outcome"],
            row["calls"],
            frozenset(int(id_.removeprefix("req_fake")) for id_ in row["request_ids"].split()),
        )
        for row in rows
    ]


def events(installation: Installation) -> Counter[str]:
    """What the log tells, how often. A process that is killed over a line leaves half of it."""
    return Counter(re.findall(r'"event": "(\w+)"', installation.log()))


def judged(ending: Ending, storm: Storm, weather: Weather, api: FakeApi, installation: Installation) -> bool:
    """Print it all."""
    told = events(installation)
    print(f"killed: {dict(storm.kills)}; by a master of ours: {told['worker_killed']} workers")
    print(f"{weather.failed:.0%} of the calls failed, in {len(weather.endings)} ways: {dict(weather.endings)}")
    print(f"jobs at the end: {dict(ending.jobs)}; answers stored from the spool: {told['ending_replayed']}")
    account = ending.account
    for fault in account.faults[:20]:
        print(f"  {fault}")
    good = [verdict(what, n, 0, "", decimals=0) for what, n in ending.wrong.items()]
    seen = account.stored + account.in_flight + ending.cut_while_sent
    print(
        f"the API saw {api.calls} calls = {account.stored} in patrond_attempts + {account.in_flight} in flight"
        f" at a kill + {ending.cut_while_sent} cut while they were sent"
    )
    good.append(verdict("calls that fit no attempt", abs(api.calls - seen) + len(account.faults), 0, "", decimals=0))
    good.append(verdict("oldest answer lost at a kill", account.oldest_lost, GRACE, "s", decimals=2))
    return all(good)


if __name__ == "__main__":
    sys.exit(main())
