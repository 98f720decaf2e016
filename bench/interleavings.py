"""Issue 4, bar 2: seeded sequences of the queue's verbs, with late and repeated ends, against a model of the contract.

    python bench/interleavings.py [--sequences 1000] [--seed N]

On SQLite and on MariaDB. After each step every row of jobs, patterns and attempts and the user's counter is compared
with the model (tests/support/queue_model.py). A sequence that goes wrong is printed step by step.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis
from hypothesis.stateful import run_state_machine_as_test
from patrond.config.settings import DatabaseSettings, Settings
from pydantic import SecretStr

from stage import installed_site
from support.house import House
from support.interleavings import interleavings
from support.lent_clock import LentClock

STEPS = 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=1000, help="on each database")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.sequences} sequences of at most {STEPS} steps on each database")
    with tempfile.TemporaryDirectory(prefix="patrond-bench-") as folder:
        tried("SQLite", lambda: house(folder, None), options)
        with installed_site() as site:

            def emptied() -> House:
                site.empty()
                return house(folder, SecretStr(site.url))

            tried("MariaDB", emptied, options)
    return 0


def tried(name: str, make: Callable[[], House], options: argparse.Namespace) -> None:
    """Raises what went wrong, with the steps that led there."""
    made: list[House] = []

    def counted() -> House:
        made.append(make())
        return made[-1]

    machine = hypothesis.seed(options.seed)(interleavings(counted))
    run_state_machine_as_test(
        machine,
        settings=hypothesis.settings(
            max_examples=options.sequences, stateful_step_count=STEPS, deadline=None, database=None,
            suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
        ),
    )  # fmt: skip
    print(f"{name}: {len(made)} sequences, every row as the model says")


def house(folder: str, url: SecretStr | None) -> House:
    """An empty queue with one user."""
    state = Path(tempfile.mkdtemp(dir=folder))
    return House(Settings(state_dir=state, database=DatabaseSettings(url=url)), LentClock(), random.Random(5))


if __name__ == "__main__":
    sys.exit(main())
