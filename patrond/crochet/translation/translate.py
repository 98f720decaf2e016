"""A pattern under other names: French, American and British English, from the lines and sentences that are our own.

>>> from patrond.crochet import Language, Level, PatternType, Request, generate
>>> french = generate(Request(PatternType.HAT, Level.BEGINNER))
>>> translate(french, Language.EN).pieces[0].lines[2].text
'(1 sc, inc) x 6'
>>> translate(translate(french, Language.EN, Terms.UK), Language.FR) == french
True
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from patrond.crochet.makers.explained import counters
from patrond.crochet.makers.notation import Notation
from patrond.crochet.makers.words import TERMS_SAID, Words
from patrond.crochet.pattern import Abbreviation, Language, Line, Pattern, Piece, Terms
from patrond.crochet.stitches import STITCHES
from patrond.crochet.translation.phrasebook import Phrasebook
from patrond.crochet.translation.rewritten import NotOurs, relabel, rewrite
from patrond.errors import PatrondError


class Untranslatable(PatrondError):
    """A line of the pattern is not in the notation that patrond writes; whoever wrote it translates it."""

    def __init__(self, piece: str, label: str, found: str) -> None:
        self.piece = piece
        self.label = label
        self.found = found
        place = ", ".join(part for part in (piece, label) if part)
        super().__init__(
            f"cannot translate {place or 'a line'}: {found!r} is not in patrond's own notation; "
            "write it as `patrond pattern generate` does, or translate it by hand"
        )


def translate(pattern: Pattern, language: Language, terms: Terms | None = None) -> Pattern:
    """``pattern`` in ``language``, its stitches under the names of ``terms`` (English: US where none are given).

    A generated pattern becomes the one that would have been generated in that language. Of other patterns every line
    must be in our notation; sentences that are not ours stay as they are. Counts, gauge and yarn never change.

    Raises:
        Untranslatable: a line may count and is not in our notation.
    """
    wanted = Terms.FR if language is Language.FR else terms if terms in (Terms.US, Terms.UK) else Terms.US
    if wanted is pattern.terms:
        return pattern
    return _Translation(pattern, Terms(wanted)).pattern()


class _Translation:
    """One pattern on its way from its own terms to others."""

    def __init__(self, pattern: Pattern, terms: Terms) -> None:
        self._pattern = pattern
        self._source, self._target = Notation(pattern.terms), Notation(terms)
        self._book = Phrasebook(pattern.terms, terms)

    def pattern(self) -> Pattern:
        """The whole of it."""
        old = self._pattern
        pieces = tuple(self._piece(piece) for piece in old.pieces)
        return replace(
            old,
            title=self._book.said(old.title),
            language=self._target.language,
            terms=self._target.terms,
            terms_named=True,
            yarn_weight=self._book.said(old.yarn_weight),
            hook_size=self._book.said(old.hook_size),
            finished_size=self._book.said(old.finished_size),
            pieces=pieces,
            yarn=tuple(replace(yarn, colour=self._book.said(yarn.colour)) for yarn in old.yarn),
            estimated_time=self._book.said(old.estimated_time),
            materials=self._texts(old.materials),
            abbreviations=tuple(self._abbreviations(old, pieces)),
            assembly=self._texts(old.assembly),
            special_stitches=self._texts(old.special_stitches),
            notes=tuple(self._notes(old.notes)),
            tips=self._texts(old.tips),
        )

    def _piece(self, piece: Piece) -> Piece:
        return replace(
            piece, name=self._book.said(piece.name), lines=tuple(self._line(piece, line) for line in piece.lines)
        )

    def _line(self, piece: Piece, line: Line) -> Line:
        try:
            label = relabel(line.label, self._source, self._target)
            return replace(line, label=label, text=rewrite(line.text, self._source, self._target, self._book.said))
        except NotOurs as found:
            raise Untranslatable(piece.name, line.label, str(found)) from None

    def _texts(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._book.said(text) for text in texts)

    def _notes(self, notes: Sequence[str]) -> Iterator[str]:
        """Whose terms an English pattern uses is said after the gauge; French has but one ladder."""
        kept = [note for note in notes if not any(self._book.is_ours(note, key) for key in TERMS_SAID.values())]
        at = next((i for i, note in enumerate(kept, 1) if self._book.is_ours(note, "note_gauge")), 0)
        said = [self._book.said(note) for note in kept]
        if (key := TERMS_SAID.get(self._target.terms)) is not None:
            said.insert(at, Words(Language.EN, terms=self._target.terms)(key))
        yield from said

    def _abbreviations(self, old: Pattern, pieces: Sequence[Piece]) -> Iterator[Abbreviation]:
        """The stitches under their other names; then what counts stitches and rounds, as the language has it."""
        if not old.abbreviations:
            return
        stitches = {stitch.abbreviation(old.terms): stitch for stitch in STITCHES.values()}
        own = counters(Words(old.language, terms=old.terms), old.pieces)
        for entry in old.abbreviations:
            if entry in own:
                continue
            stitch = stitches.get(entry.abbreviation)
            name = stitch.abbreviation(self._target.terms) if stitch else entry.abbreviation
            yield Abbreviation(name, self._book.said(entry.meaning))
        yield from counters(Words(self._target.language, terms=self._target.terms), pieces)
