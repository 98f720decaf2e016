"""A piece as it is drafted: lines are added, their arithmetic is held, and what they cost is added up."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from patrond.crochet.makers.costs import effort, height, yarn
from patrond.crochet.makers.moves import InColour, Step, consumed, produced
from patrond.crochet.makers.notation import Notation
from patrond.crochet.pattern import Line, Piece, Worked


@dataclass(frozen=True, slots=True)
class Stripes:
    """The colour of each line: ``every`` lines of each letter in turn, from line ``first`` on.

    >>> stripes = Stripes(("A", "B"), every=2)
    >>> [stripes.at(number) for number in range(1, 6)], stripes.left(4)
    (['A', 'A', 'B', 'B', 'A'], 1)
    """

    letters: tuple[str, ...] = ("",)
    every: int = 1
    first: int = 1

    @property
    def cycle(self) -> int:
        """Lines after which the colours come again."""
        return self.every * len(self.letters)

    def at(self, number: int) -> str:
        """The letter of a line; lines before the first have its colour."""
        return self.letters[max(number - self.first, 0) // self.every % len(self.letters)]

    def left(self, number: int) -> int:
        """How many lines, this one included, follow in one colour."""
        return self.every - max(number - self.first, 0) % self.every


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines ``first`` to ``last``, which are worked alike. Number 0 is the foundation."""

    first: int
    last: int
    steps: tuple[Step, ...]
    count: int
    colour: str = ""
    again: tuple[int, int] | None = None


class PieceDraft:
    """Lines of one piece, in order. A line that does not use up the line before it is a ValueError: our own bug.

    ``stripes`` colours the lines that are added from now on: None for a piece in the pattern's one colour.
    """

    def __init__(
        self, name: str, worked: Worked, notation: Notation, make: int = 1, *, start: int | None = None
    ) -> None:
        self.name = name
        self.worked = worked
        self.make = make
        self.count: int | None = start
        self.stripes: Stripes | None = None
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.starts: Counter[str] = Counter()
        self.effort = 0.0
        self.heights: list[float] = []
        self.used: dict[str, str] = {}
        self._notation = notation
        self._entries: list[_Entry] = []
        self._colour: str | None = None

    @property
    def number(self) -> int:
        """The number of the last line."""
        return self._entries[-1].last if self._entries else 0

    @property
    def yarn(self) -> float:
        """Yarn in one such piece, in single crochet."""
        return sum(self.spent.values())

    def foundation(self, step: Step) -> None:
        """The chain that the piece stands on: line 0, which is as high as nothing."""
        self._entries.append(_Entry(0, 0, (step,), step.produced, self._colour_of(0)))
        self.count = step.produced
        self._spend((step,), 0)
        self.heights.clear()

    def line(self, *steps: Step, times: int = 1) -> None:
        """``times`` lines of these steps. Stripes part them where the colour changes; many are said to come again."""
        while times > 0:
            run = min(times, self.stripes.left(self.number + 1)) if self.stripes else times
            self._run(steps, run)
            times -= run
            if self.stripes and times >= self.stripes.cycle and self._alike(steps) >= self.stripes.cycle:
                self.again(self.number - self.stripes.cycle + 1, self.number, times)
                return

    def again(self, first: int, last: int, times: int) -> None:
        """``times`` more lines, repeating lines ``first`` to ``last`` in turn."""
        cycle = [self._steps_of(number) for number in range(first, last + 1)]
        number = self.number + 1
        for index in range(times):
            self._work(cycle[index % len(cycle)], number + index)
        if times:
            made = produced(cycle[(times - 1) % len(cycle)])
            self._entries.append(_Entry(number, number + times - 1, (), made, again=(first, last)))

    def height(self, first: int = 1, last: int | None = None) -> float:
        """Height of lines ``first`` to ``last`` together, in single crochet."""
        return sum(self.heights[first - 1 : last])

    def build(self) -> Piece:
        """The piece as a value; source lines are numbered when the pattern is put together."""
        striped = len({entry.colour for entry in self._entries if not entry.again}) > 1
        lines = tuple(
            self._written(entry, says_colour=striped or index == 0) for index, entry in enumerate(self._entries)
        )
        return Piece(self.name, self.make, self.worked, lines)

    def _run(self, steps: tuple[Step, ...], times: int) -> None:
        """``times`` lines in one colour; they lengthen the entry before, if that is of the same kind."""
        number = self.number + 1
        for index in range(times):
            self._work(steps, number + index)
        last = self._entries[-1] if self._entries else None
        colour = self._colour_of(number)
        if last is not None and last.steps == steps and last.colour == colour and last.first > 0:
            self._entries[-1] = replace(last, last=last.last + times)
        else:
            self._entries.append(_Entry(number, number + times - 1, steps, produced(steps), colour))

    def _alike(self, steps: tuple[Step, ...]) -> int:
        """How many of the last lines have these steps, since the stripes began."""
        begun = self.stripes.first if self.stripes else 1
        alike = 0
        for entry in reversed(self._entries):
            if entry.steps != steps:
                break
            alike += entry.last - max(entry.first, begun) + 1
        return alike

    def _colour_of(self, number: int) -> str:
        return self.stripes.at(number) if self.stripes else ""

    def _work(self, steps: tuple[Step, ...], number: int) -> None:
        """One line on the line before it."""
        if self.count is not None and consumed(steps) != self.count:
            text = self._notation.line(steps)
            raise ValueError(
                f"cannot draft a line of {self.name!r}: {text!r} uses {consumed(steps)} of {self.count} stitches"
            )
        self.count = produced(steps)
        self._spend(steps, number)

    def _spend(self, steps: tuple[Step, ...], number: int) -> None:
        colour = self._colour_of(number)
        self.spent[colour] += yarn(steps)
        self.starts[colour] += 1 if colour != self._colour else 0
        self._colour = colour
        self.heights.append(height(steps))
        self.effort += effort(steps)
        for step in steps:
            for id, _, base in step.uses():
                self.used.setdefault(id, base)

    def _steps_of(self, number: int) -> tuple[Step, ...]:
        return next(entry.steps for entry in self._entries if entry.first <= number <= entry.last)

    def _written(self, entry: _Entry, *, says_colour: bool) -> Line:
        rounds = self.worked is not Worked.ROWS
        if entry.again:
            text = self._notation.again(*entry.again, rounds=rounds)
        else:
            colour = (InColour(entry.colour),) if entry.colour and says_colour else ()
            text = self._notation.line((*entry.steps, *colour) if entry.first == 0 else (*colour, *entry.steps))
        if entry.first == 0:
            return Line(self._notation.say("foundation_label"), text, entry.count)
        return Line(self._notation.label(entry.first, entry.last, rounds=rounds), text, entry.count)
