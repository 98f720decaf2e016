"""Yarn weights, their gauges and hooks, and how much yarn a fabric eats. Sources: docs/crochet.md, yarn and gauge.

>>> find("aran").key, nearest(13.5).key
('worsted', 'worsted')
"""

import re
from dataclasses import dataclass
from itertools import filterfalse
from unicodedata import combining, normalize

from patrond.crochet.pattern import Gauge, Language

LENGTH_PER_STITCH = 6.5
"""Yarn in a single crochet, in widths of that stitch (measured, +-15 %)."""

BUFFERS = {"plain": 1.10, "default": 1.15, "colours": 1.20}
TAIL_METRES = 0.15  # per change of colour
ROWS_PER_STITCH_OF_TOYS = 1.09
_INCHES = 10 / 10.16  # the charts count over 4 inches


@dataclass(frozen=True, slots=True)
class YarnWeight:
    """One class of yarn. Bands and gauges are single crochet per 10 cm, hooks in mm: the usual one, and the band."""

    key: str
    number: int
    french: str
    band: tuple[float, float]
    hook: float
    hooks: tuple[float, float]
    gauge: Gauge
    metres_per_100g: float
    toy_hook: float
    toy_gauge: Gauge

    def name(self, language: Language) -> str:
        """As printed on a label, in a form that :func:`find` reads back."""
        return self.french if language is Language.FR else self.english

    @property
    def english(self) -> str:
        """The trade's own name."""
        return "DK" if self.key == "dk" else self.key


def _halves(value: float) -> float:
    return round(value * 2) / 2


def _weight(
    key: str,
    number: int,
    french: str,
    band: tuple[float, float],
    hook: float,
    hooks: tuple[float, float],
    gauge: tuple[float, float],
    metres_per_100g: float,
    toys: tuple[float, float],
) -> YarnWeight:
    """A row of the chart, which counts over 4 inches, brought to 10 cm and to halves, as a pattern states it."""
    toy_stitches = _halves(toys[1] * _INCHES)
    return YarnWeight(
        key,
        number,
        french,
        (band[0] * _INCHES, band[1] * _INCHES),
        hook,
        hooks,
        Gauge(_halves(gauge[0] * _INCHES), _halves(gauge[1] * _INCHES)),
        metres_per_100g,
        toys[0],
        Gauge(toy_stitches, _halves(toy_stitches * ROWS_PER_STITCH_OF_TOYS)),
    )


# Craft Yarn Council numbers, bands of stitches and of hooks (lace and jumbo: inferred); gauges and metres: medians of
# labels.
WEIGHTS = (
    _weight("lace", 0, "dentelle (lace)", (28, 42), 2.0, (1.4, 2.25), (34, 40), 640, (1.5, 42)),
    _weight("fingering", 1, "fingering (layette)", (21, 32), 3.0, (2.25, 3.5), (24, 28), 330, (2.25, 31)),
    _weight("sport", 2, "sport", (16, 20), 3.5, (3.5, 4.5), (18, 21), 300, (2.5, 26)),
    _weight("dk", 3, "DK", (12, 17), 4.5, (4.5, 5.5), (16, 19), 256, (2.75, 23.5)),
    _weight("worsted", 4, "worsted (aran)", (11, 14), 5.5, (5.5, 6.5), (13.5, 16), 174, (3.5, 20.5)),
    _weight("bulky", 5, "bulky (épais)", (8, 11), 6.5, (6.5, 9.0), (10.5, 12), 110, (4.5, 15.4)),
    _weight("super bulky", 6, "super bulky (très épais)", (7, 9), 9.0, (9.0, 15.0), (7.5, 8.5), 64, (6.0, 12)),
    _weight("jumbo", 7, "jumbo", (3, 6), 15.0, (15.0, 25.0), (4, 4.2), 14, (12.0, 6)),
)

_NAMES = {
    "lace": ("lace", "dentelle", "cobweb"),
    "fingering": ("fingering", "layette", "sock", "chaussette", "super fine", "superfine", "4 ply", "4ply"),
    "sport": ("sport", "5 ply", "baby"),
    "super bulky": ("super bulky", "superbulky", "super chunky", "tres epais", "tres grosse"),
    "dk": ("dk", "double knitting", "light worsted", "8 ply", "8ply"),
    "worsted": ("worsted", "aran", "medium", "10 ply", "moyen"),
    "bulky": ("bulky", "chunky", "epais", "grosse laine", "12 ply"),
    "jumbo": ("jumbo", "roving"),
    "light": ("light", "leger"),
}


_SOUGHT = tuple((f" {name} ", "dk" if key == "light" else key) for key, names in _NAMES.items() for name in names)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def find(words: str) -> YarnWeight | None:
    """The weight named in free words ("laine DK", "worsted / aran", "5 - bulky"), None where none is."""
    bare = words if words.isascii() else "".join(filterfalse(combining, normalize("NFKD", words)))
    text = f" {_BETWEEN_WORDS.sub(' ', bare.lower())} "
    for name, key in _SOUGHT:
        if name in text:
            return by_key(key)
    return None


def nearest(stitches: float) -> YarnWeight:
    """The weight whose usual gauge is nearest, in ratio, to so many single crochet per 10 cm."""
    return min(WEIGHTS, key=lambda w: max(w.gauge.stitches / stitches, stitches / w.gauge.stitches))


def nearest_for_toys(stitches: float) -> YarnWeight:
    """The same for the tight fabric of a toy."""
    return min(WEIGHTS, key=lambda w: max(w.toy_gauge.stitches / stitches, stitches / w.toy_gauge.stitches))


def by_key(key: str) -> YarnWeight:
    """The weight of that key; StopIteration where there is none."""
    return next(weight for weight in WEIGHTS if weight.key == key)


def metres(stitches: float, stitch_width: float) -> float:
    """Metres in so many single crochet (other stitches weighed by their ``yarn``) of that width in cm, no reserve.

    >>> round(metres(3504, 10 / 18))
    127
    """
    return LENGTH_PER_STITCH * stitch_width * stitches / 100


def grams(length: float, weight: YarnWeight) -> float:
    """What so many metres weigh."""
    return length / weight.metres_per_100g * 100
