"""Pictures: how long each takes to draw and how large it is, over every wish, for a wide and for a narrow sheet.

python bench/pictures.py

Only the drawing is timed, from a pattern that was followed and judged before; the page of a pattern does all of it.
"""

import statistics
import sys
import time
from collections import defaultdict

from patrond.crochet import PatternType, Study, generate, judge
from patrond.render.picture import Format, picture

from stage import verdict
from support.wishes import every_wish

BAR_KILOBYTES = 60.0
BAR_MEDIAN_MS = 50.0


def main() -> int:
    took: dict[PatternType, list[float]] = defaultdict(list)
    large: dict[PatternType, float] = defaultdict(float)
    for wish in every_wish():
        study = Study.of(generate(wish), wish)
        report = judge(study)
        for format_ in Format:
            began = time.perf_counter()
            svg = picture(study, report, wish.language.value, format_=format_)
            took[wish.type].append((time.perf_counter() - began) * 1000)
            large[wish.type] = max(large[wish.type], len(svg.encode()) / 1000)
    for type_, times in took.items():
        median, most = statistics.median(times), max(times)
        print(f"{type_:<10} {len(times):>4} pictures, {median:5.1f} ms, at most {most:5.1f} ms, {large[type_]:4.1f} kB")
    every = [each for times in took.values() for each in times]
    soon = verdict(f"median of {len(every)} pictures", statistics.median(every), BAR_MEDIAN_MS, "ms")
    return 0 if all([soon, verdict("the largest", max(large.values()), BAR_KILOBYTES, "kB")]) else 1


if __name__ == "__main__":
    sys.exit(main())
