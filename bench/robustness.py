"""Issue 3, bar 2: 100,000 random and mutated inputs raise nothing, and no megabyte takes more than 2 s.

python bench/robustness.py [--inputs 100000] [--seed 5] [--only inputs|megabytes]

First texts of a megabyte, each of a shape that is dear to a careless reader, one at a time in a process of its own, in
seconds of processor time.

Then the inputs (tests/support/crochet_noise.py): random text, words of the craft in no order, parts of patterns with
slips, lines of several patterns, drafts with values of a wrong type. Each goes through parse_json, parse, the study,
the judges (every other one with a request), the picture's outlines, and is written and read again; every value is
held to what it may be, every finding is worded in both languages (tests/support/crochet_sanity.py). An input that
fails is named by its kind and number, which draw it again.
"""

import argparse
import contextlib
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from random import Random

from patrond.crochet import parse, validate
from patrond.crochet.reading.decoded import DraftError

from stage import verdict
from support.crochet_noise import KINDS, hostile
from support.crochet_sanity import tried
from support.wishes import random_wish

BAR_SECONDS = 2.0
MEGABYTE = 1_000_000
_CHUNK = 250
_EXAMPLES = 5


@dataclass(slots=True)
class Tally:
    """What came of some inputs: how many of each kind, their verdicts, what failed, the slowest."""

    inputs: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, other: "Tally") -> None:
        """The sum with what came of others."""
        self.inputs.update(other.inputs)
        self.verdicts.update(other.verdicts)
        self.failed += other.failed
        self.slowest = max(self.slowest, other.slowest)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--only", choices=("inputs", "megabytes"))
    options = parser.parse_args()
    holds = []
    if options.only != "inputs":
        holds.append(megabytes())
    if options.only != "megabytes":
        holds.append(inputs(options.seed, options.inputs))
    return 0 if all(holds) else 1


def megabytes() -> bool:
    """Whether no shape takes longer than the bar; two at once would share a core and slow each other down."""
    with Pool(1, maxtasksperchild=1) as pool:
        shapes = sorted(pool.imap_unordered(megabyte, hostile(1)), reverse=True)
    for seconds, name in shapes:
        print(f"  {seconds:6.2f} s, a megabyte of {name}{'' if seconds <= BAR_SECONDS else ': missed'}")
    missed = sum(seconds > BAR_SECONDS for seconds, _ in shapes)
    good = verdict(f"the slowest of {len(shapes)} megabytes", shapes[0][0], BAR_SECONDS, "s", decimals=2)
    return verdict("megabytes that took longer", missed, 0, "", decimals=0) and good


def inputs(seed: int, number: int) -> bool:
    """Whether no input raises, or makes a value that cannot be."""
    began = time.monotonic()
    total = Tally()
    with Pool(os.cpu_count()) as pool:
        for tally in pool.imap_unordered(some, chunks(seed, number)):
            total.add(tally)
    print(f"seed {seed}, {time.monotonic() - began:.0f} s")
    print(", ".join(f"{each} {kind}" for kind, each in total.inputs.most_common()))
    print(", ".join(f"{each} {said}" for said, each in total.verdicts.most_common()))
    print(f"slowest: {1000 * total.slowest[0]:.0f} ms, {total.slowest[1]}")
    for told in total.failed[:_EXAMPLES]:
        print(f"  {told}")
    return verdict("inputs that raised, or whose values cannot be", len(total.failed), 0, "", decimals=0)


def chunks(seed: int, inputs: int) -> Iterator[tuple[str, int, range]]:
    """The kinds by turns, some numbers of each at a time."""
    each = -(-inputs // len(KINDS))
    for start in range(0, each, _CHUNK):
        for kind in KINDS:
            yield kind, seed, range(start, min(start + _CHUNK, each))


def some(chunk: tuple[str, int, range]) -> Tally:
    """Inputs of one kind, each judged."""
    kind, seed, numbers = chunk
    tally = Tally(inputs=Counter({kind: len(numbers)}))
    for number in numbers:
        chance = Random(f"{seed}/{kind}/{number}")
        text = KINDS[kind](chance)
        request = random_wish(chance) if number % 2 else None
        began = time.process_time()
        try:
            report = tried(text, request)
            tally.verdicts[report.verdict.value if report is not None else "refused by name"] += 1
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__} in {where.filename}:{where.lineno}"
            tally.failed.append(f"{kind}, number {number}: {name}: {str(error)[:200]}: {text[:200]!r}")
        tally.slowest = max(tally.slowest, (time.process_time() - began, f"{kind}, number {number}"))
    return tally


def megabyte(name: str) -> tuple[float, str]:
    """Seconds of processor time for a megabyte of that shape, read and judged."""
    text = hostile(MEGABYTE)[name]
    began = time.process_time()
    with contextlib.suppress(DraftError):  # refused by name
        validate(parse(text))
    return time.process_time() - began, name


if __name__ == "__main__":
    sys.exit(main())
