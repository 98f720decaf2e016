"""What the hands do on one line, as values: what is written and what is counted come from the same one.

The reading of other people's lines has its own values (steps); these can only say what we write.

>>> steps = (Times((Work("sc", 3), Work("inc")), 6),)
>>> consumed(steps), produced(steps)
(24, 30)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from patrond.crochet.makers.notation import Notation
from patrond.crochet.stitches import Kind, stitch

_SHAPINGS = (Kind.INCREASE, Kind.DECREASE)


class Loop(StrEnum):
    """Which loop of a stitch is worked into, where it is not both."""

    BACK = "back"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line. ``consumed`` of the line below, ``produced`` in this line; ``uses`` names its stitches."""

    @property
    def consumed(self) -> int:
        """Stitches of the line below that are used up."""
        return 0

    @property
    def produced(self) -> int:
        """Stitches that this step adds to the line."""
        return 0

    def uses(self) -> Iterator[tuple[str, int, str]]:
        """Each stitch id made, how many, and the plain stitch it is made of."""
        return iter(())

    def write(self, notation: Notation) -> str:
        """The step in the craft's notation."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Work(Step):
    """``number`` stitches, one after the other; ``base`` is what an increase or decrease is made of."""

    id: str
    number: int = 1
    loop: Loop | None = None
    base: str = ""

    @property
    def consumed(self) -> int:
        return self.number * stitch(self.id).consumed

    @property
    def produced(self) -> int:
        return self.number * stitch(self.id).produced

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield self.id, self.number, self.base or stitch(self.id).base

    def write(self, notation: Notation) -> str:
        name = notation.abbreviation(self.id)
        shaping = stitch(self.id).kind in _SHAPINGS
        text = name if shaping and self.number == 1 else f"{self.number} {name}"
        return f"{text} {notation.say(f'{self.loop}_loop')}" if self.loop else text


@dataclass(frozen=True, slots=True)
class InOne(Step):
    """``number`` stitches in the next stitch: a shell, or the corner of an oval."""

    id: str
    number: int
    where: str = "next"  # next, next_chain, last_chain

    @property
    def consumed(self) -> int:
        return 1

    @property
    def produced(self) -> int:
        return self.number

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield self.id, self.number, self.id

    def write(self, notation: Notation) -> str:
        return notation.say(f"in_{self.where}", n=self.number, st=notation.abbreviation(self.id))


@dataclass(frozen=True, slots=True)
class InSame(Step):
    """``number`` stitches in the stitch that the turning chain stands on."""

    id: str
    number: int = 1

    @property
    def produced(self) -> int:
        return self.number

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield self.id, self.number, self.id

    def write(self, notation: Notation) -> str:
        return notation.say("in_same", n=self.number, st=notation.abbreviation(self.id))


@dataclass(frozen=True, slots=True)
class Times(Step):
    """A group of steps, ``number`` times: ``(3 sc, inc) x 6``."""

    steps: tuple[Step, ...]
    number: int

    @property
    def consumed(self) -> int:
        return self.number * consumed(self.steps)

    @property
    def produced(self) -> int:
        return self.number * produced(self.steps)

    def uses(self) -> Iterator[tuple[str, int, str]]:
        for step in self.steps:
            for id, number, base in step.uses():
                yield id, number * self.number, base

    def write(self, notation: Notation) -> str:
        return f"({notation.line(self.steps)}) x {self.number}"


@dataclass(frozen=True, slots=True)
class Ring(Step):
    """The start of a round piece: stitches in a magic ring."""

    id: str
    number: int

    @property
    def produced(self) -> int:
        return self.number

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield self.id, self.number, self.id

    def write(self, notation: Notation) -> str:
        return notation.say("ring", n=self.number, st=notation.abbreviation(self.id))


@dataclass(frozen=True, slots=True)
class Foundation(Step):
    """The chain that a piece stands on, open or ``joined`` to a ring."""

    chains: int
    joined: bool = False

    @property
    def produced(self) -> int:
        return self.chains

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield "ch", self.chains, "ch"
        if self.joined:
            yield "slst", 1, "slst"

    def write(self, notation: Notation) -> str:
        names = {name: notation.abbreviation(name) for name in ("ch", "slst")}
        return notation.say("chain_ring" if self.joined else "foundation", n=self.chains, **names)


@dataclass(frozen=True, slots=True)
class InChain(Step):
    """The first stitch of a flat piece, in the ``nth`` chain from the hook; ``counting``: the skipped ones count."""

    id: str
    nth: int
    counting: bool = False

    @property
    def consumed(self) -> int:
        return self.nth

    @property
    def produced(self) -> int:
        return 2 if self.counting else 1

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield self.id, 1, self.id

    def write(self, notation: Notation) -> str:
        names = {"st": notation.abbreviation(self.id), "ch": notation.abbreviation("ch")}
        text = notation.say("in_chain", nth=notation.ordinal(self.nth), **names)
        return text + (notation.say("skipped_count", n=self.nth - 1, **names) if self.counting else "")


@dataclass(frozen=True, slots=True)
class Rise(Step):
    """The chain that starts a line, with or without turning; ``counts`` as the first stitch where it names one."""

    chains: int
    counts: str = ""
    turn: bool = False

    @property
    def consumed(self) -> int:
        return 1 if self.counts else 0

    @property
    def produced(self) -> int:
        return 1 if self.counts else 0

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield "ch", self.chains, "ch"

    def write(self, notation: Notation) -> str:
        names = {"ch": notation.abbreviation("ch"), "st": notation.abbreviation(self.counts) if self.counts else ""}
        text = notation.say("rise_counts" if self.counts else "rise", n=self.chains, **names)
        return f"{text}, {notation.say('turn')}" if self.turn else text


@dataclass(frozen=True, slots=True)
class Join(Step):
    """The slip stitch that closes a round, in the first stitch or on ``top`` of that many chains."""

    top: int = 0

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield "slst", 1, "slst"

    def write(self, notation: Notation) -> str:
        names = {"slst": notation.abbreviation("slst"), "ch": notation.abbreviation("ch")}
        return notation.say("join_top" if self.top else "join", n=self.top, **names)


@dataclass(frozen=True, slots=True)
class Skip(Step):
    """Stitches (or chains of the foundation) left alone between two others."""

    number: int
    chains: bool = False

    @property
    def consumed(self) -> int:
        return self.number

    def write(self, notation: Notation) -> str:
        return notation.say("skip_chains" if self.chains else "skip", n=self.number, ch=notation.abbreviation("ch"))


@dataclass(frozen=True, slots=True)
class Chain(Step):
    """Chains in the air, which the next line works into one by one."""

    number: int

    @property
    def produced(self) -> int:
        return self.number

    def uses(self) -> Iterator[tuple[str, int, str]]:
        yield "ch", self.number, "ch"

    def write(self, notation: Notation) -> str:
        return notation.say("chain", n=self.number, ch=notation.abbreviation("ch"))


@dataclass(frozen=True, slots=True)
class Leave(Step):
    """The rest of the line, left unworked on purpose."""

    number: int

    @property
    def consumed(self) -> int:
        return self.number

    def write(self, notation: Notation) -> str:
        return notation.say("leave", n=self.number)


@dataclass(frozen=True, slots=True)
class Rejoin(Step):
    """Stitches left alone at the start of a line, and the yarn taken up again after them."""

    number: int

    @property
    def consumed(self) -> int:
        return self.number

    def write(self, notation: Notation) -> str:
        return notation.say("rejoin", n=self.number)


@dataclass(frozen=True, slots=True)
class OtherSide(Step):
    """Steps along the other side of the foundation chain, whose loops were counted once already."""

    steps: tuple[Step, ...]

    @property
    def produced(self) -> int:
        return produced(self.steps)

    def uses(self) -> Iterator[tuple[str, int, str]]:
        for step in self.steps:
            yield from step.uses()

    def write(self, notation: Notation) -> str:
        return f"{notation.say('other_side')} {notation.line(self.steps)}"


@dataclass(frozen=True, slots=True)
class InColour(Step):
    """The colour of the line, by its letter in the list of materials."""

    letter: str

    def write(self, notation: Notation) -> str:
        return notation.say("in_colour", letter=self.letter)


@dataclass(frozen=True, slots=True)
class Note(Step):
    """A word on the way that counts nothing: "stuff the head", "fasten off". Already in the pattern's language."""

    text: str

    def write(self, notation: Notation) -> str:
        return self.text


def consumed(steps: Iterable[Step]) -> int:
    """Stitches of the line below that ``steps`` use up."""
    return sum(step.consumed for step in steps)


def produced(steps: Iterable[Step]) -> int:
    """Stitches that ``steps`` make."""
    return sum(step.produced for step in steps)
