"""A piece as it is drafted: lines are added, their arithmetic is held, and what they cost is added up."""

from dataclasses import dataclass, replace

from patrond.crochet.costs import effort, height, yarn
from patrond.crochet.moves import Step, consumed, produced
from patrond.crochet.notation import Notation
from patrond.crochet.pattern import Line, Piece, Worked


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines ``first`` to ``last``, which are worked alike. Number 0 is the foundation."""

    first: int
    last: int
    steps: tuple[Step, ...]
    count: int
    again: tuple[int, int] | None = None


class PieceDraft:
    """Lines of one piece, in order. A line that does not use up the line before it is a ValueError: our own bug."""

    def __init__(
        self, name: str, worked: Worked, notation: Notation, make: int = 1, *, start: int | None = None
    ) -> None:
        self.name = name
        self.worked = worked
        self.make = make
        self.count: int | None = start
        self.line_yarn: list[float] = []
        self.effort = 0.0
        self.heights: list[float] = []
        self.used: dict[str, str] = {}
        self._notation = notation
        self._entries: list[_Entry] = []

    @property
    def number(self) -> int:
        """The number of the last line."""
        return self._entries[-1].last if self._entries else 0

    @property
    def yarn(self) -> float:
        """Yarn in one such piece, in single crochet."""
        return sum(self.line_yarn)

    def foundation(self, step: Step) -> None:
        """The chain that the piece stands on: line 0, which is as high as nothing."""
        self._entries.append(_Entry(0, 0, (step,), step.produced))
        self.count = step.produced
        self._spend((step,))
        self.heights.clear()

    def line(self, *steps: Step, times: int = 1) -> None:
        """``times`` lines of these steps."""
        if times < 1:
            return
        for _ in range(times):
            self._work(steps)
        number = self.number + 1
        last = self._entries[-1] if self._entries else None
        if last is not None and last.steps == steps and last.first > 0:
            self._entries[-1] = replace(last, last=last.last + times)
        else:
            self._entries.append(_Entry(number, number + times - 1, steps, produced(steps)))

    def again(self, first: int, last: int, times: int) -> None:
        """``times`` more lines, repeating lines ``first`` to ``last`` in turn."""
        cycle = [self._steps_of(number) for number in range(first, last + 1)]
        number = self.number + 1
        for index in range(times):
            self._work(cycle[index % len(cycle)])
        if times:
            made = produced(cycle[(times - 1) % len(cycle)])
            self._entries.append(_Entry(number, number + times - 1, (), made, (first, last)))

    def height(self, first: int = 1, last: int | None = None) -> float:
        """Height of lines ``first`` to ``last`` together, in single crochet."""
        return sum(self.heights[first - 1 : last])

    def build(self) -> Piece:
        """The piece as a value; source lines are numbered when the pattern is put together."""
        return Piece(self.name, self.make, self.worked, tuple(self._written(entry) for entry in self._entries))

    def _work(self, steps: tuple[Step, ...]) -> None:
        """One line on the line before it."""
        if self.count is not None and consumed(steps) != self.count:
            text = self._notation.line(steps)
            raise ValueError(
                f"cannot draft a line of {self.name!r}: {text!r} uses {consumed(steps)} of {self.count} stitches"
            )
        self.count = produced(steps)
        self._spend(steps)

    def _spend(self, steps: tuple[Step, ...]) -> None:
        self.line_yarn.append(yarn(steps))
        self.heights.append(height(steps))
        self.effort += effort(steps)
        for step in steps:
            for id, _, base in step.uses():
                self.used.setdefault(id, base)

    def _steps_of(self, number: int) -> tuple[Step, ...]:
        return next(entry.steps for entry in self._entries if entry.first <= number <= entry.last)

    def _written(self, entry: _Entry) -> Line:
        rounds = self.worked is not Worked.ROWS
        if entry.first == 0:
            label = self._notation.say("foundation_label")
        else:
            label = self._notation.label(entry.first, entry.last, rounds=rounds)
        if entry.again:
            text = self._notation.say("again_rounds" if rounds else "again", first=entry.again[0], last=entry.again[1])
        else:
            text = self._notation.line(entry.steps)
        return Line(label, text, entry.count)
