"""The size charts, in centimetres: heads and hats, scarves, bags, bodies. Rows of numbers, no judgement.

Sources: the Craft Yarn Council's charts and published patterns, as gathered in docs/crochet.md. Columns named in
:data:`UNCHECKED` were written from memory and not yet compared with a printed chart: correct them here.
"""

from typing import NamedTuple

# (chart, column) pairs to compare with a printed chart before they are trusted to the centimetre.
UNCHECKED = frozenset(
    {
        ("women", "armhole"),
        ("women", "cross_back"),
        ("women", "upper_arm"),
        ("women", "sleeve"),
        ("babies", "armhole"),
        ("babies", "cross_back"),
        ("babies", "upper_arm"),
        ("babies", "sleeve"),
        ("babies", "length"),
        ("babies", "wrist"),
    }
)


class HeadRow(NamedTuple):
    """A head, the hat that fits it (stretched 5-10 %), and the height from crown to brim."""

    head: float
    circumference: float
    height: float


class BodyRow(NamedTuple):
    """A body and the garment's own chest; ``length`` is the back from neck to hem."""

    chest: float
    garment_chest: float
    length: float
    armhole: float
    cross_back: float
    upper_arm: float
    sleeve: float
    wrist: float
    head: float
    neck: float


HEADS = {
    "premature": HeadRow(28, 25, 10),
    "0-3m": HeadRow(34.5, 32, 13.5),
    "3-6m": HeadRow(39.5, 36.5, 15.5),
    "6-12m": HeadRow(43, 40, 16.5),
    "12-24m": HeadRow(45.5, 42, 18),
    "2-5y": HeadRow(48, 45, 19),
    "baby": HeadRow(43, 40, 16.5),
    "child": HeadRow(50, 47, 20),
    "teen": HeadRow(53.5, 50, 20.5),
    "adult": HeadRow(56, 53, 22),
    "woman": HeadRow(56, 52.5, 21.5),
    "man": HeadRow(59, 55, 23),
}

# Width and length; the baby's is a closed snood: height and the way around (it must pass a head of 43 with ease).
SCARVES = {
    "short": (15.0, 110.0),
    "medium": (18.0, 140.0),
    "long": (20.0, 170.0),
    "adult": (20.0, 160.0),
    "child": (13.0, 110.0),
}
BABY_SNOOD = (15.0, 50.0)
ADULT_SNOOD = (24.0, 68.0)
DOUBLE_SNOOD = (20.0, 132.0)  # goes around twice
CHILD_SNOOD = (18.0, 60.0)

TOYS = {"small": 10.0, "medium": 20.0, "large": 30.0}

# Width, height, depth of the gusset, length of a handle.
BAGS = {
    "small": (28.0, 30.0, 0.0, 36.0),
    "medium": (36.0, 39.0, 6.0, 58.0),
    "large": (46.0, 41.0, 8.0, 64.0),
}

# Women: chest bands by their middle, classic ease of 5; the neck stays 20-24 (a share of the width gapes at 5X).
WOMEN = {
    "XS": BodyRow(73.5, 78.5, 52, 15.75, 36.25, 25, 42, 16, 55, 20),
    "S": BodyRow(83.5, 88.5, 53, 17.25, 37.5, 26, 43, 16, 55.5, 20),
    "M": BodyRow(94, 99, 54.5, 18.5, 41.25, 28, 43, 16.5, 56, 20.5),
    "L": BodyRow(104.5, 109.5, 54.5, 19.75, 43.75, 30.5, 44.5, 17, 56.5, 21),
    "XL": BodyRow(114.5, 119.5, 56, 21, 44.5, 34.5, 44.5, 17.5, 57, 21.5),
    "2X": BodyRow(124.5, 129.5, 56, 22.25, 45.5, 39.5, 45.5, 18, 57, 22),
    "3X": BodyRow(134.5, 139.5, 56, 23.5, 45.5, 43, 45.5, 18, 57.5, 22.5),
    "4X": BodyRow(144.5, 149.5, 57, 24.75, 47, 47, 47, 18, 57.5, 23),
    "5X": BodyRow(154.5, 159.5, 57, 26, 47, 49.5, 47, 18, 58, 23.5),
}

# Children: length is the back to the waist and 8 cm below it.
CHILDREN = {
    "2y": BodyRow(56, 66, 29.5, 10.8, 23.5, 18, 21.6, 13, 48, 16),
    "4y": BodyRow(61, 71, 32, 12, 25, 19, 26.7, 13.5, 49.5, 16.5),
    "6y": BodyRow(63, 76, 34.5, 12.7, 26, 20.5, 29.2, 14, 50.5, 17),
    "8y": BodyRow(69, 81, 40, 14, 27.5, 21.5, 31.8, 14.5, 51.5, 17.5),
    "10y": BodyRow(74, 86, 43.5, 15.2, 28.5, 22, 34.3, 15, 52, 18),
    "12y": BodyRow(79, 91, 46, 16.5, 30.5, 23, 38, 15.5, 53.5, 18.5),
}

# Babies: one shoulder buttons, so that the neck may be smaller than the head.
BABIES = {
    "3m": BodyRow(41, 46, 23.5, 8.5, 18.5, 14, 15.5, 11.5, 39, 11.5),
    "6m": BodyRow(43, 48, 25.5, 9, 19.5, 15, 16.5, 12, 42, 12),
    "9m": BodyRow(46, 51, 26.5, 9.25, 20.25, 15.75, 17.75, 12, 43.5, 12.5),
    "12m": BodyRow(48, 56, 27, 9.5, 21, 16.5, 19, 12.5, 45, 13),
    "18m": BodyRow(51, 61, 28.5, 10, 21.5, 18, 20.5, 12.5, 46.5, 13.5),
}
