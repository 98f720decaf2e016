"""Steps: what one line tells the hands to do, as values. The grammar makes them, the evaluation counts them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from patrond.crochet.stitches import Stitch

ANY_SPACE, GAP_SPACE, CORNER_SPACE = 0, -1, -2
"""Which spaces are meant, beside those of so many chains: any, the gap between two groups, those of a corner."""

LONGEST_TURNING = 6
"""More chains than this at the start of a line are an arch or a strap."""


class Place(StrEnum):
    """Where stitches go, as far as counting is concerned."""

    ALONG = "along"  # each in the next stitch of its own
    ONE = "one"  # all in the next stitch
    SAME = "same"  # in the stitch that was worked last, or all in one: see Doubt.SAME
    SPACE = "space"  # in a chain space
    SAME_SPACE = "same space"  # in the chain space that was worked last
    FIRST = "first"  # in the first stitch: where a line begins, or where a round is closed
    RING = "ring"
    APART = "apart"  # on another part, which is joined here: "12 ms sur la jambe 1"
    TOP = "top"  # in the last stitch of the line below, as the top of its turning chain is


class Doubt(StrEnum):
    """What can be read in two ways; the reading that fits is taken."""

    CHAIN = "chain"  # does the turning chain count as a stitch?
    TURNS = "turns"  # "rep from * 5 times": five turns or six?
    AGAIN = "again"  # "*…* rép. 5 fois": the same, of a closed repeat; an author means one and keeps to it
    BARE = "bare"  # "(2 ms, aug)" without a number: to the end, or once?
    WHOLE = "whole"  # "2 ms, dim tout le tour": the last to the end, or all again and again? "ms" alone: around?
    SLIP = "slip"  # a slip stitch at the end: a join or a stitch?
    JOINS = "joins"  # no doubt of a line: of an author most of whose lines show that it is a join
    SAME = "same"  # "2 ms dans la même m": the next stitch, or again the last one?
    SENTENCE = "sentence"  # a last sentence "12 sc.": the count, or twelve stitches more?
    LAST = "last"  # "to the last stitch": with it or without?
    ONE = "one"  # "*2 hdc, hdc*" of a designer who never writes "inc": two in one stitch?
    ALL = "all"  # "1 ms, 1 aug x6": the last, or all of the list?
    LIST = "list"  # "1 aug, 1 ms (18)" of an author who never writes "repeat": once, or all around?
    EVERY = "every"  # "1 aug toutes les 3 m": one in three, or three between two?
    ENDS = "ends"  # "*…* jusqu'à la fin, en terminant par 1 ms": one more, or the last of the repeat?
    SKIP = "skip"  # a skip after a turning chain: the stitch that the chain stands on, or another?


@dataclass(frozen=True, slots=True)
class Work:
    """``number`` times a stitch at a place; ``bare`` where no place was written, ``space`` which spaces are meant."""

    stitch: Stitch
    number: int
    place: Place = Place.ALONG
    bare: bool = False
    space: int = ANY_SPACE


@dataclass(frozen=True, slots=True)
class Group:
    """Steps worked all in one place; ``space`` which spaces are meant."""

    steps: tuple["Step", ...]
    place: Place
    space: int = ANY_SPACE


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps repeated ``times`` times; None: to the end of the line below, but for the last ``keep`` stitches.

    ``or_times`` is the other reading of a repeat's number (Doubt.TURNS), ``bare`` says that no number and no
    "to the end" was written (Doubt.BARE), ``to_space`` that it ends before the next chain space.
    """

    steps: tuple["Step", ...]
    times: int | None
    keep: int = 0
    or_times: int | None = None
    bare: bool = False
    to_last: bool = False
    to_space: bool = False


@dataclass(frozen=True, slots=True)
class Mixed:
    """Every stitch and space of the line below to its end, each as one of ``parts`` says: "1 ms dans chaque br et
    dans chaque espace, 3 ms dans chaque coin"."""

    parts: tuple[Work | Group, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """A shaping stitch over and over, spread: one in every ``number`` stitches of the line below, the others plain."""

    stitch: Stitch
    number: int


@dataclass(frozen=True, slots=True)
class Skip:
    """``number`` stitches (or spaces) of the line below are left out; ``chain``: chains, in a space or a foundation."""

    number: int
    first: bool = False
    space: bool = False
    chain: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Chain stitches: a turning chain at the ends of a line, a chain space within.

    ``counts``: as a stitch, and ``beside`` of them as a space ("4 ml = 1 br + 1 ml").
    """

    number: int
    counts: bool | None = None
    beside: int = 0


@dataclass(frozen=True, slots=True)
class FromHook:
    """The first stitch into a foundation chain, in the ``nth`` chain, or the steps of a ``group`` there.

    ``said``: "from the hook" in so many words.
    """

    stitch: Stitch
    number: int
    nth: int
    counts: bool | None = None
    said: bool = True
    group: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Foundation:
    """A chain to begin on."""

    chains: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A magic ring: what follows is worked in it."""


@dataclass(frozen=True, slots=True)
class Join:
    """The slip stitch that closes a round: counts nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The work is turned."""


@dataclass(frozen=True, slots=True)
class Rejoin:
    """The yarn is joined anew, somewhere: where the line begins is not known."""


@dataclass(frozen=True, slots=True)
class OtherSide:
    """On along the other side of the foundation chain."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The rest of the line below is left unworked, and the pattern says so; ``number`` where it says how many."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Refer:
    """As the lines ``first`` to ``last`` (0: the line before), ``times`` times in all; None: as often as it takes."""

    first: int
    last: int
    times: int | None = 1


@dataclass(frozen=True, slots=True)
class Note:
    """Words that count nothing: stuffing, markers, colours, fastening off."""

    text: str


@dataclass(frozen=True, slots=True)
class Ends(Note):
    """ "en terminant par": what follows ends the line."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that may count and are not understood: the line is not verified."""

    text: str


Step = (
    Work
    | Group
    | Repeat
    | Every
    | Mixed
    | Skip
    | Chain
    | FromHook
    | Foundation
    | Ring
    | Join
    | Turn
    | Rejoin
    | OtherSide
    | Partial
    | Refer
    | Note
    | Unknown
)
"""Asked for by the tuple, ``isinstance(step, (Work, Group))``: Python makes a union anew at every question, which takes
several times as long as the answer."""


class Counted(StrEnum):
    """What a stated count counts."""

    STITCHES = "stitches"
    CHAINS = "chains"
    SPACES = "spaces"
    CORNERS = "corners"
    GROUPS = "groups"  # shells, V-stitches and the like: what went into one place


class Count(NamedTuple):
    """One stated count: "24", "24 br", "4 espaces"; ``stitch`` is the plain stitch that it names, or is made of."""

    number: int
    of: Counted = Counted.STITCHES
    stitch: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Instructions:
    """One line as read. Compared by identity: the grammar keeps what it read, and the evaluation keeps by it.

    ``counts`` are those stated in the text itself; ``stitches`` every stitch named, ``foreign`` the names that
    belong to other terms, ``strange`` words that stand where a stitch should and that no table knows; ``picky`` says
    that stitches of one name are left out and others worked into, so that their order below decides.
    """

    steps: tuple[Step, ...]
    counts: tuple[Count, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    stitches: frozenset[str] = frozenset()
    foreign: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    picky: bool = False

    @property
    def understood(self) -> bool:
        """Whether every word that may count was read. Prose alone works no stitch: what it makes is not known."""
        return any(not isinstance(step, Note) for step in self.steps) and not _has_unknown(self.steps)


def _has_unknown(steps: tuple[Step, ...]) -> bool:
    for step in steps:
        if isinstance(step, Unknown):
            return True
        if isinstance(step, (Repeat, Group)) and _has_unknown(step.steps):
            return True
    return False
