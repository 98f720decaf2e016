"""A place among the tokens of a line, and what the grammar's rooms note while they move it."""

from collections.abc import Callable, Container

from patrond.crochet.grammar.members import direct
from patrond.crochet.grammar.steps import Count, Doubt, Step
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.grammar.tokens import Token
from patrond.crochet.stitches import Stitch

S = direct(Symbol)

SEPARATORS = frozenset({S.COMMA, S.STOP, S.COLON, S.DASH, S.AND})
CLAUSE_ENDS = frozenset({S.COMMA, S.STOP, S.COLON, S.AND, S.CLOSE})
# Words that may count: a clause with one of them that is not understood leaves its line unverified.
COUNTING = frozenset(
    {
        S.STITCH,
        S.COUNTER,
        S.SKIP,
        S.REPEAT,
        S.EACH,
        S.TIMES,
        S.TWICE,
        S.STAR,
        S.SPACE,
        S.ROUND,
        S.REMAIN,
        S.RING,
        S.TO_END,
        S.TOGETHER,
        S.DOUBLE,
        S.EVENLY,
    }
)


class Cursor:
    """Moves over tokens; gathers doubts, counts, and the names that were met on the way.

    The grammar is recursive over several rooms: ``read_body`` and ``read_step`` are its door back to the steps.
    """

    def __init__(self, tokens: list[Token], text: str, read_body: "_ReadBody", read_step: "_ReadStep") -> None:
        self._read_body = read_body
        self._read_step = read_step
        self.tokens = tokens
        self.text = text
        self.symbols: list[Symbol | None] = [token.symbol for token in tokens]
        self.symbols.extend((None, None, None, None))  # looking ahead never runs off the end
        self.at = 0
        self.end = len(tokens)
        self.depth = 0
        self.told: int | None = None  # how many steps stand before the stated count
        self.starred = 0  # how many stars are open
        self.doubts: set[Doubt] = set()
        self.counts: list[Count] = []
        self.strange: list[str] = []
        self.entered: set[str] = set()  # the stitches of the line below that are named as places …
        self.skipped: set[str] = set()  # … and those that are left out
        self._closes: dict[int, int] | None = None

    def body(self, closers: tuple[Symbol, ...]) -> list[Step]:
        """The steps up to one of ``closers``."""
        return self._read_body(self, closers)

    def step(self, steps: list[Step]) -> None:
        """Reads the step at hand and appends it."""
        self._read_step(self, steps)

    @property
    def done(self) -> bool:
        """Whether every token was taken."""
        return self.at >= self.end

    def look(self) -> Symbol | None:
        """The symbol at hand, None at the end."""
        return self.symbols[self.at]

    def ahead(self, distance: int) -> Symbol | None:
        """The symbol ``distance`` (at most 4) after the one at hand."""
        return self.symbols[self.at + distance]

    def sees(self, *symbols: Symbol) -> bool:
        """Whether the next tokens are these."""
        return self.symbols[self.at : self.at + len(symbols)] == [*symbols]

    def take(self) -> Token:
        """The token at hand; moves on."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def accept(self, symbol: Symbol) -> bool:
        """Moves on if the token at hand is that symbol."""
        if self.symbols[self.at] is symbol:
            self.at += 1
            return True
        return False

    def number(self) -> int | None:
        """The number at hand, taken; None where there is none."""
        if self.symbols[self.at] is S.NUMBER:
            return self.take().value
        return None

    def stitch(self) -> Stitch:
        """The stitch at hand, taken."""
        found = self.take().stitch
        if found is None:
            raise AssertionError("a stitch token without its stitch: the tokenizer is broken")
        return found

    def skip(self, symbols: Container[Symbol | None]) -> None:
        """Moves past any run of these symbols."""
        while self.symbols[self.at] in symbols:
            self.at += 1

    def skip_separators(self) -> None:
        """Moves past commas and their kin."""
        while self.symbols[self.at] in SEPARATORS:
            self.at += 1

    def written(self, start: int) -> str:
        """The text from the token ``start`` up to the one at hand."""
        if start >= self.at:
            return ""
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end]

    def repeats_star(self, distance: int = 0) -> bool:
        """Whether "rep from *", "répéter de * à *" stands ``distance`` tokens on."""
        at = self.at + distance
        if self.symbols[at] is not S.REPEAT:
            return False
        return self.symbols[at + 1] is S.STAR or (
            self.symbols[at + 1] in (S.FROM, S.BETWEEN, S.TO, S.AND) and self.symbols[at + 2] is S.STAR
        )

    def close_of(self, start: int) -> int:
        """Index of the sign that closes the one at ``start``; the end where none does."""
        if self._closes is None:
            self._closes = self._match()
        return self._closes.get(start, self.end)

    def _match(self) -> dict[int, int]:
        """Every opening sign with its closing one; found in one pass, since looking anew each time is quadratic."""
        closes: dict[int, int] = {}
        open_at: list[int] = []
        for index in range(self.end):
            symbol = self.symbols[index]
            if symbol is S.OPEN:
                open_at.append(index)
            elif symbol is S.CLOSE and open_at:
                closes[open_at.pop()] = index
        return closes


_ReadBody = Callable[[Cursor, tuple[Symbol, ...]], list[Step]]
_ReadStep = Callable[[Cursor, list[Step]], None]
