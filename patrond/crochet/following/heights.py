"""How high a line is, by the stitches that it names: its highest plain stitch carries the row.

>>> tallest(frozenset({"ch", "sc", "fpdc"})), round(lift(frozenset({"dc", "fpdc"})), 2)
('dc', 1.95)
"""

from functools import lru_cache

from patrond.crochet.stitches import STITCHES, Kind


@lru_cache(maxsize=2048)
def tallest(stitches: frozenset[str]) -> str:
    """The highest plain stitch that is named, or that a named one is made of; empty where there is none.

    A bobble among plain stitches bulges and lifts nothing, whatever it is made of.
    """
    named = [STITCHES[name] for name in stitches if name in STITCHES]
    lifting = [each for each in named if each.height > 0 and each.kind is not Kind.CLUSTER] or named
    bases = {STITCHES[each.base].id for each in lifting}
    plain = [name for name in bases if STITCHES[name].height > 0]
    return max(plain, key=lambda name: STITCHES[name].height, default="")


@lru_cache(maxsize=2048)
def lift(stitches: frozenset[str]) -> float:
    """The height of the line in single crochet, else 0: post stitches hang lower, clusters lift nothing."""
    highest = tallest(stitches)
    if not highest:
        return 0.0
    named = [STITCHES[name] for name in stitches if name in STITCHES]
    heights = [each.height for each in named if each.base == highest and each.kind in (Kind.PLAIN, Kind.POST)]
    return sum(heights) / len(heights) if heights else STITCHES[highest].height
