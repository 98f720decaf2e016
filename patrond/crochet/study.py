"""A pattern as it was studied: its words resolved and its lines followed. What the judges look at.

Values only, for later rooms as well: a picture is drawn from the counts of :attr:`Study.pieces`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from patrond.crochet.effort import Effort
from patrond.crochet.following.evaluate import follow
from patrond.crochet.following.glossary import Glossary, definitions, read_glossary
from patrond.crochet.following.grades import each_size, merged, sizes_of
from patrond.crochet.following.habits import Habits, outweighed
from patrond.crochet.following.heights import tallest
from patrond.crochet.following.turning import chain_rules
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Pattern, PatternType, Piece
from patrond.crochet.request import Request

_GOES_ON = re.compile(
    r"\W{0,9}(?:répéte[rz]|repete[rz]|rép\.?|rep\.?|repeat|continue[rz]?|work|keep|travaille[rz]|crochete[rz])\b"
    r"[^.]{0,80}?(?:jusqu|until|till)[^.]{0,80}?(?:\d|mesur|measur|longueur|length|désir|desir|souhait|wish)",
    re.IGNORECASE,
)
_SAME_FABRIC = 0.8  # share of rows in one stitch from which the gauge is that stitch's own


@dataclass(frozen=True)
class Study:
    """A pattern, what was asked for (None: nothing is known of that), its glossary and its followed pieces.

    ``lexicon`` holds the words that its lines were read with, ``rules`` what it says of its turning chains; ``spent``
    is the effort that following them took;
    ``habits`` are those that its first lines were already held to, since the others bear them out;
    ``sizes`` how many it is written for: of several the lines are those of the first one, each judged in all.
    """

    pattern: Pattern
    request: Request | None
    glossary: Glossary
    pieces: tuple[FollowedPiece, ...]
    lexicon: Lexicon = field(repr=False, compare=False)
    rules: Mapping[int, bool] = field(default_factory=dict)
    spent: int = field(default=0, repr=False, compare=False)
    habits: Habits = frozenset()
    sizes: int = 1

    @classmethod
    def of(cls, pattern: Pattern, request: Request | None = None) -> "Study":
        """Reads the pattern's own words, then follows every piece."""
        notes = [clean_line(note) for note in pattern.notes]
        glossary = read_glossary(pattern.abbreviations, (*pattern.special_stitches, *definitions(notes)), pattern.terms)
        lexicon = Lexicon.of(pattern.terms, glossary.stitches)
        rules = chain_rules((*notes, *map(clean_line, (*pattern.special_stitches, *pattern.tips))), pattern.terms)
        effort = Effort()
        pieces = _followed(pattern.pieces, lexicon, rules, effort)
        habits = outweighed(pieces[-1].borne, pieces[-1].against) if pieces else frozenset()
        if habits and effort.spent <= effort.left:
            pieces = _followed(pattern.pieces, lexicon, rules, effort, habits)
        sizes = sizes_of(pattern)
        if sizes > 1 and sizes * effort.spent <= effort.left:
            each = [_followed(one, lexicon, rules, effort, habits) for one in each_size(pattern, sizes, lexicon)]
            pieces = merged(each, pattern.pieces)
        return cls(pattern, request, glossary, pieces, lexicon, rules, effort.spent, habits, sizes)

    def spare(self) -> Effort:
        """What a judge who tries other readings or other texts may spend: half of what following left."""
        return Effort(Effort(spent=self.spent).left // 2)

    @cached_property
    def left_from(self) -> int:
        """The line of the input from which on lines were not followed, since those before took too much; 0: none."""
        if Effort(spent=self.spent).left:
            return 0
        return next((line.line.source_line or 1 for _, line in self.lines() if line.left), 0)

    @property
    def whole(self) -> bool:
        """Whether all of the pattern was read and followed."""
        return not self.pattern.unread_from and not self.left_from

    @property
    def type(self) -> PatternType | None:
        """What is made: as asked, else as the pattern says."""
        return self.request.type if self.request is not None else self.pattern.type

    @cached_property
    def stitches(self) -> frozenset[str]:
        """The id of every stitch that the lines name."""
        return frozenset(name for _, line in self.lines() for name in line.instructions.stitches)

    @cached_property
    def goes_on(self) -> bool:
        """Whether a sentence between the rounds has some of them worked on to a length, so that not all are known."""
        return any(_GOES_ON.match(note) is not None for note in self.pattern.notes)

    @cached_property
    def main_stitch(self) -> str:
        """The stitch that most rows are worked in, which the gauge is measured in; empty where none leads clearly."""
        rows: Counter[str] = Counter()
        for _, line in self.lines():
            if line.last:
                rows[tallest(line.instructions.stitches)] += line.turns
        rows.pop("", None)
        name = max(rows, key=lambda each: rows[each], default="")
        return name if rows[name] >= _SAME_FABRIC * sum(rows.values()) else ""

    @cached_property
    def text(self) -> str:
        """Everything that is written, in small letters: what one word anywhere decides is looked up in it."""
        pattern = self.pattern
        texts = [*pattern.materials, *pattern.notes, *pattern.assembly, *pattern.tips, *pattern.special_stitches]
        texts.extend(line.line.text for _, line in self.lines())
        return "\n".join(texts).lower().replace("-", " ")

    def lines(self) -> Sequence[tuple[FollowedPiece, FollowedLine]]:
        """Every followed line with its piece."""
        return self._lines

    @cached_property
    def _lines(self) -> Sequence[tuple[FollowedPiece, FollowedLine]]:
        """Laid out once: nearly every judge goes through them."""
        return tuple((piece, line) for piece in self.pieces for line in piece.lines)


def _followed(
    parts: Sequence[Piece], lexicon: Lexicon, rules: Mapping[int, bool], effort: Effort, habits: Habits = frozenset()
) -> tuple[FollowedPiece, ...]:
    pieces: list[FollowedPiece] = []
    for piece in parts:
        pieces.append(follow(piece, lexicon, rules, pieces[-1] if pieces else None, effort, habits))
    return tuple(pieces)
