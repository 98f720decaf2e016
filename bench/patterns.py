"""Bar 7: every type, level, size and language through generate and check; a sample through the real commands.

python bench/patterns.py [--piped 20]
"""

import argparse
import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass

from patrond.crochet import Report, Request, Verdict, generate, parse, validate
from patrond.render.markdown import document

from stage import verdict
from support.wishes import every_wish

BAR_UNVERIFIED_PERCENT = 5.0


@dataclass(slots=True)
class Tally:
    """What came of many patterns."""

    patterns: int = 0
    sound: int = 0
    lines: int = 0
    verified: int = 0
    worst: float = 1.0

    def add(self, verdict_: str, lines: int, verified: int) -> None:
        self.patterns += 1
        self.sound += verdict_ == "sound"
        self.lines += lines
        self.verified += verified
        self.worst = min(self.worst, verified / lines if lines else 0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--piped", type=int, default=20, help="how many go through the real commands")
    options = parser.parse_args()
    wishes = list(every_wish())
    began = time.monotonic()
    library = Tally()
    for wish in wishes:
        report = in_process(wish)
        library.add(report.verdict.value, report.lines, report.verified)
        if report.verdict is not Verdict.SOUND:
            print(f"{wish}: {report.verdict}: {[(f.code, f.label, f.expected, f.found) for f in report.faults]}")
    took = time.monotonic() - began
    piped = Tally()
    for wish in random.Random(7).sample(wishes, min(options.piped, len(wishes))):
        answer = through_a_pipe(wish)
        piped.add(answer["verdict"], answer["lines"], answer["verified"])
    print(f"{took / library.patterns * 1000:.1f} ms a pattern, generate to check, in one process")
    return 0 if all([told("in process", library), told("through a pipe", piped)]) else 1


def told(how: str, tally: Tally) -> bool:
    print(
        f"{how}: {tally.patterns} patterns, {tally.sound} sound; the worst has {tally.worst:.0%} of its lines verified"
    )
    missing = 100 * (1 - tally.verified / tally.lines)
    return (
        verdict(f"  of {tally.lines} lines not verified", missing, BAR_UNVERIFIED_PERCENT, "%")
        and tally.sound == tally.patterns
    )


def in_process(wish: Request) -> Report:
    return validate(parse(document(generate(wish), size=wish.size)), wish)


def through_a_pipe(wish: Request) -> dict[str, int]:
    """``patrond pattern generate … | patrond pattern check - --json``."""
    patrond = [sys.executable, "-m", "patrond", "pattern"]
    what = ["--type", wish.type.value, "--level", wish.level.value, "--size", wish.size]
    how = ["--language", wish.language.value, *(["--terms", wish.terms.value] if wish.terms else [])]
    made = subprocess.Popen([*patrond, "generate", *what, *how], stdout=subprocess.PIPE)
    checked = subprocess.run(
        [*patrond, "check", "-", *what, "--json"], stdin=made.stdout, capture_output=True, check=False
    )
    made.wait()
    return json.loads(checked.stdout)


if __name__ == "__main__":
    sys.exit(main())
