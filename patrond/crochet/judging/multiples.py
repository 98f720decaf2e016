"""The multiple that a stitch pattern asks for, as people declare it: "multiple de 6 + 1", "multiple of 6 plus 2".

>>> declared_multiples("Point coquille : multiple de 6 m + 1, plus 1 ml pour tourner.")
(Multiple(of=6, plus=(1, 2), chained=False),)
>>> declared_multiples("Chain a multiple of 8 plus 3.")
(Multiple(of=8, plus=(3,), chained=True),)
"""

import re
from dataclasses import dataclass

_LEAST, _MOST = 2, 60
_UNIT = r"(?:\s?(?:m|mailles?|ml|sts?|stitch(?:es)?|ch|chs|chains?)\b\.?)?"
_OF = re.compile(rf"\bmultiples?(?:\s+(?:de|of)|\s?:)\s+(\d{{1,2}}){_UNIT}", re.IGNORECASE)
_N = re.compile(r"\(?\s?\b(\d{1,2})\s?n\s?(?=\+)")
_PLUS = re.compile(rf"[\s,;(]*(?:\+|plus|add|ajoute[rz]?|et)\s*(\d{{1,2}})\b(?!\s?cm){_UNIT}", re.IGNORECASE)
_CHAINED = re.compile(
    r"(?:\bch|\bchain|cha[iî]nette(?: de base)?|\bml|\bmonte[rz])\s+(?:d'|de |en |an? |un |any |in )*$", re.I
)


@dataclass(frozen=True, slots=True)
class Multiple:
    """So many times ``of`` stitches, and one of ``plus``: the edge, or the edge with the turning chain.

    ``chained``: it is said of the chain itself, not of the stitches on it.
    """

    of: int
    plus: tuple[int, ...]
    chained: bool

    def holds_chains(self, chains: int) -> bool:
        """Whether so many chains are a multiple, with any of what is to be added."""
        return any(chains >= plus and (chains - plus) % self.of == 0 for plus in self.plus)

    def holds_stitches(self, stitches: int) -> bool:
        """Whether so many stitches of a row are: what is added for turning is no stitch of it."""
        return not self.chained and stitches >= self.plus[0] and (stitches - self.plus[0]) % self.of == 0

    def __str__(self) -> str:
        return f"{self.of}n + {self.plus[0]}" if self.plus[0] else f"{self.of}n"


def declared_multiples(text: str) -> tuple[Multiple, ...]:
    """Every multiple that a sentence declares."""
    if "ultiple" not in text and "n +" not in text and "n+" not in text:
        return ()
    found: list[Multiple] = []
    for match in (*_OF.finditer(text), *_N.finditer(text)):
        of, at = int(match[1]), match.end()
        sums = [0]
        while (more := _PLUS.match(text, at)) is not None:
            sums.append(sums[-1] + int(more[1]))
            at = more.end()
        if _LEAST <= of <= _MOST:
            chained = _CHAINED.search(text[: match.start()]) is not None
            found.append(Multiple(of, tuple(sums[1:] or sums), chained))
    return tuple(dict.fromkeys(found))
