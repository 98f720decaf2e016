"""The animals that can be made of head, body, ears, arms and legs: which parts each has, of what shape and colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from patrond.crochet.sizing.options import Option


class Ear(StrEnum):
    """What sits on the head, twice."""

    NONE = "none"
    ROUND = "round"
    LONG = "long"
    POINTED = "pointed"
    FLOPPY = "floppy"
    BIG = "big"
    BUMP = "bump"  # of a frog: the eyes sit in them


class Nose(StrEnum):
    """What sits in the middle of the face."""

    NONE = "none"
    MUZZLE = "muzzle"
    SNOUT = "snout"
    POINTED = "pointed"
    TRUNK = "trunk"
    BEAK = "beak"


class Tail(StrEnum):
    """What sits on the back."""

    NONE = "none"
    BALL = "ball"
    LONG = "long"
    BUSHY = "bushy"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Animal:
    """One animal. ``words`` name it in options; ``second`` are the pieces in the second colour.

    ``known_by`` are the parts without which it is another animal: a beginner's has them too. ``wings``: instead of
    arms. ``colours`` are keys of words.
    """

    words: str
    ear: Ear
    nose: Nose
    tail: Tail
    colours: tuple[str, str]
    second: frozenset[str] = frozenset()
    known_by: frozenset[str] = frozenset()
    wings: bool = False


def _row(
    words: str,
    parts: tuple[Ear, Nose, Tail],
    colours: str,
    second: str = "",
    known_by: str = "",
    *,
    wings: bool = False,
) -> Animal:
    main, other = colours.split()
    return Animal(words, *parts, (main, other), frozenset(second.split()), frozenset(known_by.split()), wings)


ANIMALS: Mapping[str, Animal] = MappingProxyType(
    {
        "bear": _row("ours|ourson|nounours|bear|teddy", (Ear.ROUND, Nose.MUZZLE, Tail.BALL), "brown cream", "nose"),
        "rabbit": _row(
            "lapin|lapine|rabbit|bunny|lievre", (Ear.LONG, Nose.MUZZLE, Tail.BALL), "grey white", "nose tail"
        ),
        "cat": _row("chat|chaton|cat|kitten|kitty", (Ear.POINTED, Nose.MUZZLE, Tail.LONG), "grey white", "nose"),
        "dog": _row("chien|chiot|dog|puppy|doggy", (Ear.FLOPPY, Nose.MUZZLE, Tail.SMALL), "beige brown", "ear"),
        "fox": _row("renard|fox", (Ear.POINTED, Nose.POINTED, Tail.BUSHY), "orange white", "nose", "nose tail"),
        "elephant": _row("elephant|elephanteau", (Ear.BIG, Nose.TRUNK, Tail.SMALL), "grey pink", "", "nose"),
        "frog": _row("grenouille|frog|crapaud", (Ear.BUMP, Nose.NONE, Tail.NONE), "green light_green"),
        "mouse": _row("souris|mouse", (Ear.BIG, Nose.POINTED, Tail.LONG), "grey pink", "tail", "tail"),
        "pig": _row(
            "cochon|cochonnet|pig|piglet", (Ear.POINTED, Nose.SNOUT, Tail.SMALL), "pink dark_pink", "nose", "nose"
        ),
        "koala": _row("koala", (Ear.BIG, Nose.MUZZLE, Tail.NONE), "grey white", "nose"),
        "panda": _row("panda", (Ear.ROUND, Nose.MUZZLE, Tail.BALL), "white black", "ear arm leg"),
        "monkey": _row("singe|ouistiti|monkey", (Ear.ROUND, Nose.MUZZLE, Tail.LONG), "brown beige", "nose ear"),
        "penguin": _row(
            "pingouin|manchot|penguin",
            (Ear.NONE, Nose.BEAK, Tail.SMALL),
            "black yellow",
            "nose leg",
            "nose",
            wings=True,
        ),
        "chick": _row(
            "poussin|chick", (Ear.NONE, Nose.BEAK, Tail.SMALL), "yellow orange", "nose leg", "nose", wings=True
        ),
        "duck": _row(
            "canard|caneton|duck|duckling",
            (Ear.NONE, Nose.BEAK, Tail.SMALL),
            "white orange",
            "nose leg",
            "nose",
            wings=True,
        ),
    }
)
"""Every animal by its key, which is also the key of its name in the words. The first is made where none is named."""

BALL_WORDS = "balle|boule|ball|sphere|ballon"
ANIMAL = Option(
    "animal|character|personnage|animal_type|type_animal|creature|toy|sujet|figure",
    {"ball": BALL_WORDS} | {key: animal.words for key, animal in ANIMALS.items()},
    shared="subtype|style|theme|shape|forme|model|modele",
)
