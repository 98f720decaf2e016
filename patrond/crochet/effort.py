"""Effort: the work that a pattern takes to read, follow and judge, in units that are the same on every machine.

A unit is about a microsecond: a step of a line summed or worked in one reading, a stitch passed over by hands, half a
letter that is read. What is kept from before is counted as if it were done anew, so that a text is always judged alike.
"""

MOST_EFFORT = 1_400_000
"""Of one pattern; ten thousand rounds, no two alike, take 1,310,000. What stands behind is not verified, and a warning
says from which line on."""

MOST_OF_LINE = 80_000
"""Of one line, in all its turns and readings; one that takes more is not verified."""

READ, LETTER, FOLLOWED = 30, 2, 20
"""What a line takes to be read, for itself and for each letter, and to be followed, beside the work on it."""

AGAIN = 10
"""What a line takes, or a turn of it, that was followed before just so."""


class Exhausted(Exception):
    """More is asked for than may be spent."""


class Effort:
    """So much may be spent, and so much was."""

    __slots__ = ("most", "spent")

    def __init__(self, most: int = MOST_EFFORT, spent: int = 0) -> None:
        self.most = most
        self.spent = spent

    @property
    def left(self) -> int:
        """What may still be spent; 0 where all is."""
        return max(self.most - self.spent, 0)

    def spend(self, units: int) -> None:
        """Counts units that are spent.

        Raises:
            Exhausted: they were more than was left.
        """
        self.spent += units
        if self.spent > self.most:
            raise Exhausted


def read(text: str) -> int:
    """What a text takes to be read."""
    return READ + LETTER * len(text)
