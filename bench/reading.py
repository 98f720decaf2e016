"""Issue 3, bar 3: how long a pattern of thirty lines takes from text to report, and how that grows with its lines.

    python bench/reading.py [--rounds 5]

Thirty lines are told twice. To the letter: the patterns of ``sample30/`` are about 30 lines of text in all, title,
materials and finishing among them. Severely: those of ``sample/`` and four that the generator makes have about 30
rounds, and up to three times as many lines. Each is read by a process that has read other ones, the severe ones only
those of their kind, and never this one: what is kept from it is dropped before. Then lines without end; the megabytes
of every shape are in robustness.py. All figures are processor time, so that neighbours on the machine weigh less.
"""

import argparse
import contextlib
import gc
import importlib
import pkgutil
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import patrond.crochet
from patrond.crochet import DraftError, Request, generate, parse, validate
from patrond.crochet.pattern import Language, Level, PatternType, Terms
from patrond.render.markdown import document

from stage import quantile, verdict

BAR_PATTERN_MS = 2.0
BAR_GROWTH = 1.5
LENGTHS = (30, 100, 1_000, 10_000)
GROWTH_ROUNDS = 5
LINES_A_ROUND = 3_000
WISHES = (
    Request(PatternType.HAT, Level.INTERMEDIATE, "adulte", Language.FR),
    Request(PatternType.AMIGURUMI, Level.BEGINNER, "10cm", Language.FR),
    Request(PatternType.AMIGURUMI, Level.BEGINNER, "small", Language.EN),
    Request(PatternType.SCARF, Level.ADVANCED, "medium", Language.EN),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each pattern is read")
    options = parser.parse_args()
    for terms in Terms:
        validate(parse("Row 1: (1 ms, sc, dc) x 6 [6]. Counts as 3 br.", terms=terms))
    gc.disable()  # its pauses belong to no text
    short, long = written("sample30"), written("sample") | made()
    good = patterns("of about 30 lines of text", short, short | long, options.rounds)
    good &= patterns("of about 30 rounds", long, long, options.rounds)
    gc.enable()
    good &= growth()
    return 0 if good else 1


def patterns(length: str, texts: Mapping[str, str], read: Mapping[str, str], rounds: int) -> bool:
    """The bar of a typical pattern, at first sight and again; all others of those ``read`` were read before it."""
    first: dict[str, float] = {}
    again: dict[str, float] = {}
    every: list[float] = []
    for name, text in texts.items():
        others = [other for title, other in read.items() if title != name]
        took = []
        for _ in range(rounds):
            forget()
            for other in others:
                judged(other)
            took.append(judged(text) * 1000)
        every += took
        first[name], again[name] = median(took), median(judged(text) * 1000 for _ in range(rounds))
        print(
            f"  {name:24} {first[name]:6.2f} ms, again {again[name]:6.2f} ms, {len(text.splitlines()):3} lines of text"
        )
    good = verdict(
        f"{len(texts)} patterns {length}, at first sight, median",
        median(first.values()),
        BAR_PATTERN_MS,
        "ms",
        decimals=2,
    )
    print(f"p95: {quantile(every, 0.95):.2f} ms")
    return good & verdict("the same, read again", median(again.values()), BAR_PATTERN_MS, "ms", decimals=2)


def written(folder: str) -> dict[str, str]:
    """The patterns of a folder beside this file, as people and models write them."""
    paths = sorted(Path(__file__).with_name(folder).iterdir())
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def made() -> dict[str, str]:
    """Patterns as the generator writes them."""
    return {
        f"{wish.language.value}-generated-{wish.type.value}": document(generate(wish), size=wish.size)
        for wish in WISHES
    }


def judged(text: str) -> float:
    """Seconds of work from text to report."""
    began = time.process_time()
    with contextlib.suppress(DraftError):
        validate(parse(text))
    return time.process_time() - began


TABLES = ("_base_trie", "_telltales", "_table")


def forget() -> None:
    """Drops what the library keeps of texts that it read; its own tables stay, for they are laid out once."""
    for cache_ in caches():
        cache_.cache_clear()


@cache
def caches() -> list[Any]:
    """Everything in the library that keeps what it was asked before."""
    names = (f"{found.name}" for found in pkgutil.walk_packages(patrond.crochet.__path__, "patrond.crochet."))
    values = [
        value for name in names for key, value in vars(importlib.import_module(name)).items() if key not in TABLES
    ]
    return list({id(value): value for value in values if hasattr(value, "cache_clear")}.values())


def growth() -> bool:
    """Whether a line costs the same in a long pattern as in a short one.

    Of each length as many lines are read, each text as if it were the first; the lengths by turns, so that a busy
    neighbour troubles all of them alike. Of the rounds the median is told.
    """
    texts = {lines: long_pattern(lines) for lines in LENGTHS}
    took: dict[int, list[float]] = {lines: [] for lines in LENGTHS}
    for _ in range(GROWTH_ROUNDS):
        for lines, text in texts.items():
            times = max(LINES_A_ROUND // lines, 1)
            took[lines].append(sum(_cold(text) for _ in range(times)) / times / lines * 1e6)
    costs = {lines: median(each) for lines, each in took.items()}
    for lines, cost in costs.items():
        print(f"  {lines:6} lines: {cost:6.1f} us a line, {min(took[lines]):.1f} to {max(took[lines]):.1f}")
    return verdict(
        "the dearest line to the cheapest", max(costs.values()) / min(costs.values()), BAR_GROWTH, "", decimals=2
    )


def _cold(text: str) -> float:
    """Seconds that a text takes after others of its kind, when nothing is kept of any."""
    forget()
    judged("Tour 1 : 6 ms [6]")
    return judged(text)


def long_pattern(lines: int) -> str:
    """A tube that grows and shrinks by turns, no two rounds of which are written alike."""
    rounds = ["Tour 1 : 6 ms dans un cercle magique [6]"]
    stitches = 6
    for number in range(2, lines + 1):
        k = stitches // 6
        stitches += 6
        rounds.append(f"Tour {number} : ({k - 1} ms, aug) x 6 [{stitches}]")
    return "\n".join(rounds)


if __name__ == "__main__":
    sys.exit(main())
