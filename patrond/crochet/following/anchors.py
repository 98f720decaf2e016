"""Anchors: what the next line can be worked into, one after the other, and where hands are among them.

A row is a tuple of its anchors in the order of work: ``STITCH``; ``-n``, a space of n chains; ``GAP``, the place
between two groups of stitches that went into one anchor each.
"""

from collections.abc import Sequence

from patrond.crochet.grammar.steps import CORNER_SPACE, GAP_SPACE

STITCH, GAP = 1, 0
Row = tuple[int, ...]


class Short(Exception):
    """The line below has no more of what the line asks for."""


class Under:
    """The line below under the hands: ``at`` is the next anchor, ``here`` the one worked last (-1: none yet).

    Without a row (None) the work goes into a ring, which never ends. ``by_space``: the last anchor was a space.
    """

    def __init__(self, row: Row | None) -> None:
        self.ring = row is None
        self.row: Row = row or ()
        self.spaces = frozenset(anchor for anchor in self.row if anchor < 0)
        self.at = 0
        self.here = -1
        self.by_space = False
        self.used_spaces = False

    def to_stitch(self) -> None:
        """On to the next stitch; a space on the way is passed over."""
        self._to(frozenset({STITCH}))
        self.by_space = False

    def to_last(self) -> None:
        """To the stitch that ends the row; from a space those beside it are passed over, else it is the next one."""
        if self.by_space and STITCH in self.row[self.at :]:
            self.at = len(self.row) - 1 - self.row[::-1].index(STITCH)
        self.to_stitch()

    def to_space(self, which: int) -> None:
        """On to the next space of that kind; stitches on the way are passed over."""
        self._to(self._wanted(which))
        self.by_space = self.used_spaces = True

    def _to(self, wanted: frozenset[int]) -> None:
        if self.ring:
            return
        at = self.at
        while at < len(self.row) and self.row[at] not in wanted:
            at += 1
        if at >= len(self.row):
            raise Short
        self.here, self.at = at, at + 1

    def _wanted(self, which: int) -> frozenset[int]:
        if which == GAP_SPACE or not self.spaces:
            return frozenset({GAP})
        if which == CORNER_SPACE:
            return frozenset({min(self.spaces)})
        return frozenset({-which}) if -which in self.spaces else self.spaces

    def begin_here(self, *, worked: bool) -> None:
        """In the round what slip stitches passed over comes last; so does the place they lead to, unless ``worked``."""
        if self.at:
            self.row = self.row[self.at :] + self.row[: self.at - 1 if worked else self.at]
            self.at = 0

    @property
    def next(self) -> int | None:
        """The next anchor; None at the end."""
        return self.row[self.at] if self.at < len(self.row) else None

    def there(self) -> int:
        """How many anchors there are of the kind that the line goes by."""
        return sum(map(self._is_space, self.row)) if self.by_space else self.row.count(STITCH)

    def left(self, said: int = 0) -> int:
        """How many are forgotten, but for those that the line says to leave.

        After the last space the stitches beside it may stay; the last stitch leaves no space that others were like.
        """
        rest = self.row[self.at :]
        if self.by_space:
            return sum(map(self._is_space, rest))
        spaces = sum(anchor < 0 for anchor in rest) if self.used_spaces else 0
        return max(rest.count(STITCH) - said, 0) + spaces

    def _is_space(self, anchor: int) -> bool:
        return anchor < 0 if self.spaces else anchor == GAP


class Laid:
    """The line that is made: its anchors, and the numbers of stitches that went into one place each."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.groups: list[int] = []

    def put(self, anchors: Sequence[int], *, grouped: bool) -> None:
        """Lays down stitches; several in one place are a group, with a gap on either side."""
        stitches = anchors.count(STITCH)
        if not grouped or stitches < 2:
            self.row += anchors
            return
        if self.row and self.row[-1] == STITCH:
            self.row.append(GAP)
        self.row += [*anchors, GAP]
        self.groups.append(stitches)

    def put_again(self, anchors: Sequence[int]) -> None:
        """Lays down more stitches in the place of the last: they are one group with them."""
        if self.row and self.row[-1] == GAP and self.groups:
            self.row.pop()
            self.groups[-1] += anchors.count(STITCH)
        else:
            self.groups.append(1 + anchors.count(STITCH))
        self.row += [*anchors, GAP]

    def chain(self, number: int) -> None:
        """Lays down a chain space."""
        while self.row and self.row[-1] == GAP:
            self.row.pop()
        if self.row and self.row[-1] < 0:
            self.row[-1] -= number
        else:
            self.row.append(-number)

    def close(self, height: int) -> None:
        """ "… 2 ml, 1 br dans la 1re ms": the last stitch stands for the rest of the last arch."""
        if self.row and self.row[-1] < 0:
            self.row[-1] -= height

    def ended(self, *, around: bool) -> Row:
        """The row; where it does not go around, no gap follows its last group."""
        return tuple(self.row if around or not self.row or self.row[-1] != GAP else self.row[:-1])
