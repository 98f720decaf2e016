"""The colours of a pattern: how many and which are wished, their letters on the lines, their names on the labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from patrond.crochet.makers.drafting import Stripes
from patrond.crochet.makers.plan import Plan
from patrond.crochet.sizing.options import Flag, Naming, Options, every, pick
from patrond.crochet.sizing.size_words import bare

LETTERS = "ABCDEF"
COLOURS = Naming("color|colour|couleur|palette|coloris")
STRIPES = Flag(
    "stripes|stripe|striped|rayures|rayure|raye|rayee",
    "stripes|striped|stripe|raye|rayee|rayures|rayure|mariniere",
    shared="motif|pattern|style|subtype|decor|design",
)
_ONE = frozenset({"uni", "unie", "solid", "one", "single", "une", "monochrome", "plain"})
_MANY = frozenset({"multicolore", "multicolor", "multicolour", "multicolored", "rainbow", "arc en ciel", "several"})
_COUNTED = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5}
_LONGEST_NAME = 24
_ENDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours, in the order of their letters. A name may be empty; a single colour has no letter."""

    names: tuple[str, ...] = ("",)

    @property
    def letters(self) -> tuple[str, ...]:
        """What the lines call them."""
        return tuple(LETTERS[: len(self.names)]) if len(self.names) > 1 else ("",)

    @property
    def suffix(self) -> str:
        """What ends the key of a title that says so."""
        return "_striped" if len(self.names) > 1 else ""

    def solid(self, index: int = 0) -> Stripes | None:
        """Lines in one of the colours; None where there is only one, which needs no word."""
        return solid(self.letters[index]) if len(self.names) > 1 else None

    def stripes(self, every: int, first: int = 1) -> Stripes | None:
        """All colours in turn."""
        return Stripes(self.letters, every, first) if len(self.names) > 1 else None


@dataclass(frozen=True, slots=True)
class Wished:
    """What the options say of colours: how many (None: nothing), and the names that they give."""

    number: int | None
    names: tuple[str, ...]


def solid(letter: str) -> Stripes:
    """Lines that all have one colour."""
    return Stripes((letter,), _ENDLESS)


def wished(options: Options) -> Wished:
    """The colours that the options ask for, by number or by name.

    >>> wished({"colors": "3"}), wished({"colours": ["bleu nuit", "blanc"]}), wished({"couleurs": "uni"})
    (Wished(number=3, names=()), Wished(number=2, names=('bleu nuit', 'blanc')), Wished(number=1, names=()))
    """
    numbers: list[int] = []
    names: list[str] = []
    for text in every(options, COLOURS):
        for part in text.replace(";", ",").replace("/", ",").replace(" et ", ",").replace(" and ", ",").split(","):
            if (number := _number(bare(part))) is not None:
                numbers.append(number)
            elif name := _name(part):
                names.append(name)
    number = max((*numbers, len(names)), default=0)
    return Wished(min(number, len(LETTERS)) or None, tuple(dict.fromkeys(names))[: len(LETTERS)])


def _number(text: str) -> int | None:
    if text in _ONE:
        return 1
    if text in _MANY:
        return 3
    words = text.split()
    first = words[0] if words else ""
    if first.isdecimal() and (len(words) == 1 or words[1].startswith(("couleur", "colo"))):
        return max(1, min(int(first[:3]), len(LETTERS)))
    return _COUNTED.get(first) if len(words) <= 2 else None


def _name(text: str) -> str:
    """A colour's name as it may stand in a list of materials: letters and single spaces, capped at a word."""
    kept = " ".join("".join(sign if sign.isalpha() or sign in "-'" else " " for sign in text).split()).strip("-' ")
    if len(kept) <= _LONGEST_NAME:
        return kept if len(kept) > 1 else ""
    return kept[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip()


def palette(plan: Plan, usual: Sequence[str]) -> Palette:
    """The colours wished, else as many as ``usual``: keys of names, or empty, for where no name is given."""
    asked = wished(plan.request.options)
    named = asked.names or tuple(plan.words(key) if key else "" for key in usual)
    number = asked.number or len(usual)
    return Palette((*named, *("",) * number)[:number])


def striped_palette(plan: Plan, *, usually: bool) -> Palette:
    """Two colours or more where there are stripes: as wished, else ``usually``; one colour where there are none."""
    asked = wished(plan.request.options)
    said = pick(plan.request.options, STRIPES)
    several = usually if asked.number is None else asked.number > 1
    if not (said == "yes" if said else several):
        return Palette((*asked.names, "")[:1])
    number = max(2, asked.number or 2)
    return Palette((*asked.names, *("",) * number)[:number])
