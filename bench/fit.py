"""Issue 3, bar 5: what is generated, at every size, level and several gauges, can be put on and is of the size asked.

python bench/fit.py

Each pattern is written as a document and read back; its measures are reckoned from the counts of the followed lines and
the gauge, apart from the judges (tests/support/crochet_measures.py says how, and within what bounds). The table gives
the smallest and the largest over levels and gauges, beside what the chart says of the body or what was asked.

Then the judges are held to it: the same counts at a gauge that is finer or coarser make another size, and where that
leaves the bounds of E_SIZE and E_FIT, or stays well within them, the judges must say so.
"""

import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from multiprocessing import Pool

from patrond.crochet import (
    Gauge,
    Level,
    LineVerdict,
    Pattern,
    PatternType,
    Request,
    Study,
    generate,
    judge,
    parse,
    resolve,
)
from patrond.errors import CannotMake
from patrond.render.markdown import document

from stage import verdict
from support.crochet_measures import Measure, measures
from support.wishes import GAUGES, SIZES, TONGUES

_SCALES = (0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7)
_OF_SIZE = frozenset({"E_SIZE", "E_FIT", "E_CLOSE"})
_EXAMPLES = 5
# Beside the sizes: what the options make of them.
_OPTIONS: dict[PatternType, tuple[dict[str, str], ...]] = {
    PatternType.HAT: ({}, {"fit": "slouchy"}),
    PatternType.SCARF: ({}, {"style": "snood"}),
    PatternType.AMIGURUMI: ({}, {"animal": "lapin"}, {"animal": "chat"}),
    PatternType.BAG: ({},),
    PatternType.GARMENT: ({}, {"fit": "ajuste"}, {"fit": "oversize"}),
}


@dataclass(slots=True)
class Tally:
    """What came of some wishes."""

    measures: dict[tuple[PatternType, str], list[Measure]] = field(default_factory=dict)
    unverified: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    patterns: int = 0

    def add(self, other: "Tally") -> None:
        """The sum with what came of others."""
        for key, found in other.measures.items():
            self.measures.setdefault(key, []).extend(found)
        self.unverified += other.unverified
        self.outside += other.outside
        self.refused.update(other.refused)
        self.agreed.update(other.agreed)
        self.patterns += other.patterns


def main() -> int:
    began = time.monotonic()
    total = Tally()
    with Pool(os.cpu_count()) as pool:
        for tally in pool.imap(tried, list(wishes()), chunksize=10):
            total.add(tally)
    table(total)
    print(f"\n{total.patterns} patterns, {time.monotonic() - began:.0f} s")
    refusals(total)
    return 0 if holds(total) else 1


def wishes() -> Iterator[Request]:
    """Every type, level, size, option and gauge; the tongues in turn."""
    tongues = cycle(TONGUES)
    for type_, sizes in SIZES.items():
        for size in sizes:
            for level in Level:
                for options in _OPTIONS[type_]:
                    for gauge in (None, *GAUGES):
                        language, terms = next(tongues)
                        yield Request(type_, level, size, language, terms, gauge, options=options)


def tried(wish: Request) -> Tally:
    """One pattern: its measures, and what the judges say of it at other gauges."""
    tally = Tally()
    try:
        pattern = generate(wish)
    except CannotMake as refusal:
        tally.refused[f"{wish.type}: {refusal}"] += 1
        return tally
    tally.patterns = 1
    study = studied(pattern, wish)
    if any(line.verdict is not LineVerdict.VERIFIED for _, line in study.lines()):
        tally.unverified.append(f"{wish}")
    named = f"{wish.size} {' '.join(map(str, wish.options.values()))}".strip()
    tally.measures[wish.type, named] = found = list(measures(study, resolve(wish)))
    tally.outside += [f"{wish}: {measure}" for measure in found if not measure.holds]
    assert study.pattern.gauge is not None
    for scale in _SCALES:
        at_gauge(replace(pattern, gauge=scaled(study.pattern.gauge, scale)), wish, tally)
    return tally


def studied(pattern: Pattern, wish: Request) -> Study:
    """The pattern, written and read back."""
    return Study.of(parse(document(pattern, size=wish.size)), wish)


def scaled(gauge: Gauge, scale: float) -> Gauge:
    """A gauge that makes everything smaller by that much."""
    return Gauge(round(gauge.stitches * scale, 2), round(gauge.rows * scale, 2))


def at_gauge(pattern: Pattern, wish: Request, tally: Tally) -> None:
    """Whether the judges refuse what is of another size, and nothing else."""
    study = studied(pattern, wish)
    said = [measure.accepted for measure in measures(study, resolve(wish))]
    refused = [fault for fault in judge(study).faults if fault.code in _OF_SIZE]
    if False in said:
        told = "refused" if refused else "WRONGLY ACCEPTED"
    elif None in said:
        told = "too near to a limit to say"
    else:
        told = "WRONGLY REFUSED" if refused else "accepted"
    tally.agreed[told] += 1
    if told.startswith("WRONGLY"):
        codes = [(fault.code, fault.variant, fault.expected, fault.found) for fault in refused]
        found = [(each.name, round(each.found, 1), each.refused) for each in measures(study, resolve(wish))]
        tally.outside.append(f"{told} at {pattern.gauge}: {wish}: {codes} {found}")


def table(total: Tally) -> None:
    """By type and size: each measure from its smallest to its largest, and what it goes with."""
    for type_ in PatternType:
        print(f"\n{type_}: found, beside the chart's or what was asked (cm; a ratio for hats)")
        for (of, size), found in total.measures.items():
            if of is type_:
                print(f"  {size:18}" + "  ".join(ranges(found)))


def ranges(found: list[Measure]) -> Iterator[str]:
    """``chest 97.8–101.3 (94)`` for each measure."""
    by_name: dict[str, list[Measure]] = defaultdict(list)
    for measure in found:
        by_name[measure.name].append(measure)
    for name, each in by_name.items():
        least, most = min(one.found for one in each), max(one.found for one in each)
        decimals = 2 if "/" in name else 1
        off = "" if all(one.holds for one in each) else "!"
        yield f"{name} {least:.{decimals}f}–{most:.{decimals}f} ({each[0].beside:.4g}){off}"


def refusals(total: Tally) -> None:
    """What cannot be made, and why."""
    print(f"refused: {sum(total.refused.values())}")
    for reason, number in total.refused.most_common():
        print(f"  {number} x {reason}")


def holds(total: Tally) -> bool:
    """The bars."""
    for told in (*total.outside[:_EXAMPLES], *total.unverified[:_EXAMPLES]):
        print(f"  {told}")
    wrong = {told: number for told, number in total.agreed.items() if told.startswith("WRONGLY")}
    print("judges at other gauges: " + ", ".join(f"{number} {told}" for told, number in total.agreed.most_common()))
    outside = sum(not measure.holds for found in total.measures.values() for measure in found)
    return all(
        [
            verdict("measures outside their bounds", outside, 0, ""),
            verdict("patterns with a line that is not verified", len(total.unverified), 0, ""),
            verdict("judged otherwise than measured", sum(wrong.values()), 0, ""),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
