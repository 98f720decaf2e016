"""The line below as far as it is known, and a reading of a line that is worked on it: values."""

from typing import NamedTuple

from patrond.crochet.following.tally import Tally

LONGEST_RING = 12
"""A longer closed chain is a brim, not a hole to work into."""


class Below(NamedTuple):
    """The line below, as far as it is known.

    ``options`` are its possible counts, most likely first; none: nothing is known. ``chain`` is the length of a
    foundation chain, ``ring`` whether the work starts in a ring; ``loose``: its count is only roughly known (partial
    rows), so that a misfit proves nothing; ``back``: the next line runs to and fro over it, and not around.
    """

    options: tuple[Tally, ...] = ()
    chain: int = 0
    ring: bool = False
    loose: bool = False
    back: bool = False


class Fit(NamedTuple):
    """One reading of a line on the line below: ``holds`` says that it uses up exactly what is there.

    ``used`` of ``there`` stitches; ``made`` the new line; ``per_turn`` is what one turn of its repeat to the end uses
    (0: it has none); ``yarn`` is what it eats, in single crochet. ``far``: a reading that needs a stated
    count to bear it out. ``by_hand``: it was followed anchor by anchor.
    """

    holds: bool
    used: int
    there: int
    made: Tally
    per_turn: int = 0
    yarn: float = 0.0
    far: bool = False
    by_hand: bool = False
