"""Issue 3, bar 1: faults planted in 2,000 generated patterns are caught, and nothing is seen where there is none.

python bench/mutations.py [--patterns 2000] [--seed 3]

The patterns: every type, level, size and tongue of the tests' wishes, then random gauges, yarns and options. Of each,
one mutant of every kind in tests/support/crochet_mutations.py, which says why each is a fault. A mutant is written as
a document and read back, as a user's text would be.

Caught *at the line*: an error, not a warning, is reported at the line that was changed; for a round that was deleted
(those below it renumbered), at the one that followed it; for one that was doubled, at the second; for a foundation
chain, there or at the first row, which may be changed as well. *Next line*: not there, but at the line below, where a
slip may show first; that is not enough for the bar. *Warned*: the line has a warning only; *missed*: nothing is said at
either line. *Stray*: errors at any other line, caught or not.

Two kinds are bound by no bar of their own. A deleted plain round is invisible to arithmetic and mostly too small for
the size check. Without the row that says what it leaves, the row after it is a short row that nobody declared, which is
a warning and no error.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import Pool
from random import Random

from patrond.crochet import Pattern, PatternType, Report, Request, Severity, generate, parse, validate
from patrond.errors import CannotMake
from patrond.render.markdown import document

from stage import verdict
from support.crochet_mutations import KINDS, PARTIAL_ROW, PLAIN_ROUND, Mutant, mutants
from support.wishes import every_wish, random_wish

BAR_MISSED_PERCENT = 1.0
ENDS = ("at the line", "next line", "warned", "missed")
_EXAMPLES = 3


@dataclass(slots=True)
class Tally:
    """What came of some patterns: ends by kind and type, faulty originals, examples of what was not caught."""

    patterns: Counter[PatternType] = field(default_factory=Counter)
    faulty: list[str] = field(default_factory=list)
    ends: Counter[tuple[str, PatternType, str]] = field(default_factory=Counter)
    stray: Counter[tuple[str, PatternType]] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """The sum with what came of others."""
        self.patterns.update(other.patterns)
        self.faulty += other.faulty
        self.ends.update(other.ends)
        self.stray.update(other.stray)
        for kind, told in other.examples.items():
            self.examples.setdefault(kind, []).extend(told)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patterns", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    began = time.monotonic()
    total = Tally()
    with Pool(os.cpu_count()) as pool:
        jobs = enumerate(islice(wishes(options.seed), options.patterns))
        seeded = ((wish, f"{options.seed}/{number}") for number, wish in jobs)
        for tally in pool.imap_unordered(tried, seeded, chunksize=10):
            total.add(tally)
    print(f"seed {options.seed}, {time.monotonic() - began:.0f} s")
    return 0 if told(total, options.patterns) else 1


def wishes(seed: int) -> Iterator[Request]:
    """Those that can be made: every wish without options, then random ones."""
    for wish in every_wish():
        if can_be_made(wish):
            yield wish
    for number in count():
        wish = random_wish(Random(f"{seed}/wish/{number}"))
        if can_be_made(wish):
            yield wish


def can_be_made(wish: Request) -> bool:
    """Whether it is not refused."""
    try:
        generate(wish)
    except CannotMake:
        return False
    return True


def tried(job: tuple[Request, str]) -> Tally:
    """One pattern and its mutants, judged."""
    wish, seed = job
    pattern = generate(wish)
    tally = Tally(patterns=Counter([wish.type]))
    if faults := judged(pattern, wish).faults:
        tally.faulty.append(f"{wish}: {[(fault.code, fault.label, fault.expected, fault.found) for fault in faults]}")
    for mutant in mutants(pattern, Random(seed)):
        plant(mutant, wish, tally)
    return tally


def judged(pattern: Pattern, wish: Request) -> Report:
    """The pattern, written and read back."""
    return validate(parse(document(pattern, size=wish.size)), wish)


def plant(mutant: Mutant, wish: Request, tally: Tally) -> None:
    """What the check says of a mutant."""
    text = document(mutant.pattern, size=wish.size)
    report = validate(parse(text), wish)
    errors = {fault.line for fault in report.faults}
    places = [printed(text)[place] for place in mutant.places]
    line = next((place for place in places if place in errors), places[0])
    warned = any(finding.line == line and finding.severity is Severity.WARNING for finding in report.findings)
    end = ENDS[0] if line in errors else ENDS[1] if line + 1 in errors else ENDS[2] if warned else ENDS[3]
    tally.ends[mutant.kind, wish.type, end] += 1
    tally.stray[mutant.kind, wish.type] += bool(errors - {0, line, line + 1})
    if end != ENDS[0] and len(tally.examples.setdefault(mutant.kind, [])) < _EXAMPLES:
        tally.examples[mutant.kind].append(f"{end}: {wish}: {mutant.text} (line {line}, errors {sorted(errors)})")


def printed(text: str) -> list[int]:
    """The line numbers of a pattern's lines in its document: the list items under the headings of the pieces."""
    found: list[int] = []
    within = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            within = line.startswith("### ") or line == "## Instructions"
        elif within and line.startswith("- "):
            found.append(number)
    return found


def told(total: Tally, wanted: int) -> bool:
    """The table and the bars."""
    print(f"{sum(total.patterns.values())} patterns: {', '.join(f'{n} {t}' for t, n in total.patterns.items())}\n")
    print(f"{'':20}{'':10}{'made':>7}" + "".join(f"{end:>19}" for end in ENDS) + f"{'stray':>8}")
    for kind in KINDS:
        for type_ in PatternType:
            row(total, kind, [type_], type_)
        row(total, kind, list(PatternType), "all")
        print()
    for kind, told_ in total.examples.items():
        for example in told_[:_EXAMPLES]:
            print(f"  {kind}, {example}")
    for faulty in total.faulty[:_EXAMPLES]:
        print(f"  faulty as made: {faulty}")
    kinds = [kind for kind in KINDS if kind not in (PARTIAL_ROW, PLAIN_ROUND)]
    missed = {kind: 100 - share(total, [kind], ENDS[0]) for kind in kinds}
    holds = [verdict(f"{kind}: not caught at the line", missed[kind], BAR_MISSED_PERCENT, "%") for kind in kinds]
    overall = 100 - share(total, kinds, ENDS[0])
    print(f"all kinds: {100 - overall:.2f} % caught at the line")
    return all(holds) and faultless(total, wanted)


def row(total: Tally, kind: str, types: list[PatternType], name: str) -> None:
    """One line of the table."""
    ends = [sum(total.ends[kind, type_, end] for type_ in types) for end in ENDS]
    if not (made := sum(ends)):
        return
    stray = sum(total.stray[kind, type_] for type_ in types)
    figures = "".join(f"{f'{number} ({number / made:.1%})':>19}" for number in ends)
    print(f"{kind:20}{name:10}{made:>7}{figures}{stray:>8}")


def share(total: Tally, kinds: list[str], end: str) -> float:
    """Per cent of the mutants of these kinds that ended so."""
    made = sum(number for (kind, _, _), number in total.ends.items() if kind in kinds)
    ended = sum(number for (kind, _, how), number in total.ends.items() if kind in kinds and how == end)
    return 100 * ended / made if made else 0.0


def faultless(total: Tally, wanted: int) -> bool:
    """No fault in any original, and as many of them as were wanted."""
    made = sum(total.patterns.values())
    holds = not total.faulty and made == wanted
    print(f"originals: {made}, faulty {len(total.faulty)} (bar 0: {'holds' if holds else 'DOES NOT HOLD'})")
    return holds


if __name__ == "__main__":
    sys.exit(main())
