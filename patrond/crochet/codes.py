"""Every finding that a judge can make: its code, the variants of its wording, and what it is about.

The translations hold one wording for each (``findings.CODE`` or ``findings.CODE.variant``); docs/crochet.md explains
each code; tests hold the three to each other.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TABLE = """
E_CONSUME         - over rest                             : a line uses other stitches than the line below has
E_PRODUCE         - sum spaces groups                     : the stated count is not what the line makes
E_FOUNDATION      - row count                             : a chain and its first row do not go together
E_RANGE           - backward                              : a line cannot be repeated over its range
E_NUMBERING       gap order                               : a number is missing, doubled or out of order
E_MULTIPLE        -                                       : the chain does not hold the declared multiple
E_TURNCHAIN       height counts unclear drift             : a turning chain of another height, or not clear
E_JOIN            open spiral turn chain                  : spiral and joined rounds mixed
E_REF             line round piece count colour                             : a reference to what does not exist
E_UNKNOWN_STITCH  -                                       : a word in a stitch's place that is defined nowhere
E_STRUCTURE       instructions materials abbreviations assembly truncated ellipsis repeat : a part is missing, or open
E_TERMS           stitch mixed                            : names of other terms or of another language
E_GLOSSARY        override missing unused                 : the list of abbreviations and what is used
W_READING         list usual terms shown unnamed ring colour turns turns_usual chain chain_usual no_chain \
                  no_chain_usual one around between       : what can be read in two ways, and how it was
E_SIZE            hat height width length toy chest       : counts and gauge make another size than was asked
E_CLOSE           hat counts toy seam length              : it shuts itself, stays open, or its seams do not match
E_FIT             snood neck sleeve cuff                  : it cannot be put on
E_DECL_SIZE       -                                       : the text promises another size than it makes
E_GAUGE           missing rows yarn hook                  : no gauge, or none that this yarn has
E_YARN            short tight much far                    : too little yarn, or far too much
W_LEVEL           -                                       : a stitch above the level
W_SAFETY          -                                       : small parts without a notice
W_STUFF           - closed eyes                           : a toy that nobody stuffs, or only when it is closed
W_RUFFLE          -                                       : a circle holds more stitches than lie flat
W_HEXAGON         -                                       : increases stand on each other and make corners
W_TIME            -                                       : the estimated time is far from what the stitches take
W_PARTIAL         -                                       : a row leaves stitches and does not say so
U_UNPARSED        - rest effort                           : a line that was not verified, or all from one on
"""


def _rows() -> Mapping[str, tuple[tuple[str, ...], str]]:
    rows: dict[str, tuple[tuple[str, ...], str]] = {}
    for row in _TABLE.strip().splitlines():
        head, meaning = row.split(" : ")
        code, *variants = head.split()
        rows[code] = (tuple("" if variant == "-" else variant for variant in variants), meaning.strip())
    return rows


CODES: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(_rows())
"""Variants (empty: the plain wording) and meaning of each code."""


COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "E_CONSUME": "found",
        "E_PRODUCE": "expected",
        "E_PRODUCE.sum": "expected",
        "E_PRODUCE.spaces": "expected",
        "E_PRODUCE.groups": "expected",
        "E_FOUNDATION": "found",
        "E_FOUNDATION.row": "expected",
        "E_FOUNDATION.count": "expected",
    }
)
"""The number that the plural of a wording hangs on: "uses 1 stitch", "uses 2 stitches"."""


HINTS: Mapping[str, str] = MappingProxyType(
    {
        "count": "the stated count",
        "line": "a number of the line",
        "line_count": "a number of the line, and the count that follows from it",
        "either": "one number of the line or another",
        "chain": "the length of the chain",
        "number": "the number of the line",
        "range": "a range that is turned around",
        "until": "a range that ends earlier",
        "stitches": "how many stitches make the size",
        "rows": "how many rounds or rows make the size",
        "shoulder": "how many stitches each shoulder keeps",
        "metres": "how much yarn to list",
    }
)
"""What is corrected, by the kind of the hint."""


def hint_keys() -> frozenset[str]:
    """The key of every hint's wording, without its domain: ``hint.count``."""
    return frozenset(f"hint.{kind}" for kind in HINTS)


def message_keys() -> frozenset[str]:
    """The key of every wording, without its domain: ``E_PRODUCE``, ``E_PRODUCE.sum``.

    >>> "E_PRODUCE.sum" in message_keys()
    True
    """
    return frozenset(
        f"{code}.{variant}" if variant else code for code, (variants, _) in CODES.items() for variant in variants
    )
