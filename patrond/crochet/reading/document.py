"""Reads a whole document: any text or Markdown with a pattern in it, line by line, into a :class:`Pattern`.

Nothing is refused: what is no heading, no round and no figure is kept as prose where it stands. Findings point at
lines of the input, so each line of a piece remembers where it began.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from patrond.crochet.effort import Effort, read
from patrond.crochet.grammar.counts import may_state
from patrond.crochet.grammar.labels import Label, read_item, read_label, read_nameless
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.split import inner_round, split_count, split_rounds, without_item
from patrond.crochet.grammar.steps import Counted, Foundation, FromHook, Repeat, Ring, Work
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Language, Level, Line, Pattern, PatternType, Terms
from patrond.crochet.reading.beginnings import begins_work, opens_piece, tells_again, works_on
from patrond.crochet.reading.decoded import DraftError, decode, is_json
from patrond.crochet.reading.draft import from_draft, is_draft
from patrond.crochet.reading.gather import OpenPiece, gather
from patrond.crochet.reading.limits import MOST_LINES, MOST_READ, MOST_WRITTEN
from patrond.crochet.reading.markup import as_shown
from patrond.crochet.reading.outline import numbered_anew, outline
from patrond.crochet.reading.particulars import named_terms, read_make, shown_terms
from patrond.crochet.reading.sections import FIELDS, LISTS, WORKING, Section, language_of, section_of
from patrond.crochet.reading.sources import BOLD, Source, foundation_label, numbered, source
from patrond.crochet.reading.tables import rows_as_lines
from patrond.crochet.reading.wrapping import OpenLine, begins_anew, goes_on

_BEFORE = frozenset({Section.MATERIALS, Section.SPECIAL, Section.ABBREVIATIONS, Section.NOTES})
_LONGEST_TITLE = 60
_LONGEST_HEADING = 40
_MISSED = 3  # a bare number that is further on is no round, even with some rounds missing
_NEAR = 3  # how many lines may stand between the name of a piece and its first round
_NEAREST = 9  # … and with the blank ones
_NO_FIGURES = str.maketrans("", "", "0123456789")
_FIELD = re.compile(r"^([^:]{2,40}?)\s*:\s*(.*)$")


def parse(
    text: str,
    language: Language | None = None,
    type_: PatternType | None = None,
    level: Level | None = None,
    terms: Terms | None = None,
) -> Pattern:
    """The pattern in ``text``: Markdown, plain text, the JSON of ``pattern generate --format json``, or JSON with
    rounds and rows under any other keys.

    What is not given is found in the text: language and terms by its words, type by its title, level where stated.
    Never raises on any text; of an empty one the pattern is empty.

    Raises:
        DraftError: the text is a JSON object that ends early, or without a round or row in it.

    >>> pattern = parse("Tour 1 : 6 ms dans un cercle magique [6]\\nTour 2 : 2 ms dans chaque m [12]")
    >>> [(line.label, line.count, line.source_line) for line in pattern.pieces[0].lines]
    [('Tour 1', 6, 1), ('Tour 2', 12, 2)]
    """
    if not is_json(text):
        return _of_lines(numbered(text), text, language, type_, level, terms)
    value = decode(text)
    if is_draft(value):
        return from_draft(value, language=language, type=type_, level=level)
    spelled = outline(value)
    lines = [(line.text, line.at) for line in spelled]
    pattern = _of_lines(lines, "\n".join(line.text for line in spelled), language, type_, level, terms)
    if not pattern.pieces:
        raise DraftError("cannot read the pattern: the JSON holds no rounds or rows, nor 'pieces' with their 'lines'")
    return pattern if "\n" in text.strip() else numbered_anew(pattern)


def _of_lines(
    lines: Iterable[tuple[str, int]],
    text: str,
    language: Language | None,
    type_: PatternType | None,
    level: Level | None,
    terms: Terms | None,
) -> Pattern:
    lines, text = as_shown(lines, text)
    language = language or language_of(text)
    named = terms or named_terms(text, language)
    terms = named or shown_terms(text)
    reader = _Reader(lines, Lexicon.of(terms))
    reader.read()
    pattern = gather(reader.title, reader.items, reader.pieces, language, terms, type=type_, level=level)
    return replace(pattern, terms_named=named is not None, unread_from=reader.unread_from)


class _Reader:
    """Walks down the document with the section it is in, the piece and the line that are open."""

    def __init__(self, lines: Iterable[tuple[str, int]], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        rows = (source(at, row) for row, at in rows_as_lines(lines))
        written = ((place, here) for place, here in enumerate(rows) if here.text)
        self.sources = list(islice(written, MOST_WRITTEN))
        self.unread_from = next((here.at or 1 for _, here in written), 0)
        self.room = MOST_LINES
        self.effort = Effort(MOST_READ)
        self.section = Section.PREAMBLE
        self.title = ""
        self.pieces: list[OpenPiece] = []
        self.line: OpenLine | None = None
        self.items: dict[Section, list[str]] = {section: [] for section in Section}
        self.index = self.number = 0
        self.worked = False  # prose since the last line works stitches
        self.names: dict[str, str] = {}  # by the words of a count, the stitch that it names
        self.openings: dict[int, bool | None] = {}
        self.broken = False  # a blank line came after the open line

    def read(self) -> None:
        """Reads every line, or as many as there is room for."""
        after = 0
        for index, (place, here) in enumerate(self.sources):
            if self.line is not None and not self.room:
                break
            self.index = index
            self.broken = place > after
            self._read(here)
            after = place + 1
        self._close()

    def _read(self, here: Source) -> None:
        label = read_label(here.text)
        if label is None and here.text[:1].isdecimal() and (item := without_item(here.text)) is not here.text:
            here, label = here._replace(text=item), read_label(item)
        if label is None and self.section in WORKING:
            inner = inner_round(here.text, self.number + 1)
            if inner is not None:
                before, after = here.text[:inner].strip(), here.text[inner:]
                self._read(here._replace(text=before, written=before))
                here = here._replace(text=after, written=after, heading=0)
                label = read_label(here.text)
        if (label := self._head(here, label)) is not None:
            self._rounds(here, label)
        elif (
            (here.heading and self._heading(here))
            or self._field(here)
            or self._foundation(here)
            or self._nameless(here)
        ):
            return
        elif self.line is not None and self._goes_on(here, self.line):
            if not self.line.text:
                self.line.at = here.at  # below a head alone stands what is counted, and what a finding is about
            self.line.add(here.text)
        elif (self.line is not None and begins_anew(self.line.text, here.text, self.lexicon)) or (
            self.number and self.section in WORKING and tells_again(here.text, self.lexicon)
        ):
            self._close()
            self.line = OpenLine("", here.text, here.at)
        elif self._is_title(here):
            self._piece(here.text)
        else:
            self._prose(here)

    def _head(self, here: Source, label: Label | None) -> Label | None:
        """The head of a round, where one can stand: notes and finishing speak of rounds without working them."""
        if label is not None:
            return label if self.section in WORKING or label.first == 1 else None
        item = read_item(here.text) if self.section in WORKING or self.section in _BEFORE else None
        if item is None or not self._may_follow(item.first):
            return None
        steps = read_line(here.text[item.end :], self.lexicon).steps
        if self.section in _BEFORE and not any(isinstance(step, (Ring, Foundation, FromHook)) for step in steps):
            return None
        return item if any(isinstance(step, (Work, Repeat, FromHook)) for step in steps) else None

    def _may_follow(self, number: int) -> bool:
        """Whether a bare number may be that of the next round: a first one, the next, or one that went astray."""
        return number in (1, self.number + 1) or 0 < self.number <= number <= self.number + _MISSED

    def _rounds(self, here: Source, label: Label) -> None:
        """One or more rounds on one line of the input."""
        self.section = Section.INSTRUCTIONS
        for part_label, part in split_rounds(here.text, label):
            self._close()
            if not self.pieces or (part_label.first == 1 and self.number > 1):
                self._new_piece("", 1)
            self.number = max(part_label.last, part_label.first)
            self.line = OpenLine(part_label.text, part[part_label.end :].strip(), here.at, self.worked)
            self.worked = False
            self.pieces[-1].units.append(part_label.unit)

    def _close(self) -> None:
        """Ends the open line: its count is split off."""
        line, self.line = self.line, None
        if line is None or not self.pieces:
            return
        if not self.room:
            self.unread_from = line.at or 1
            return
        text, count = split_count(line.whole)
        named = self._named(line.whole[len(text) :]) if count is not None else ""
        if count is None and may_state(text, self.lexicon.terms):
            self.effort.spent += read(text)
            found = read_line(text, self.lexicon).counts
            count = found[0].number if len(found) == 1 and found[0].of is Counted.STITCHES else None
            named = found[0].stitch if count is not None else ""
        self.pieces[-1].lines.append(Line(line.label, text, count, line.at, line.after_work, named))
        self.room = self.room - 1 if self.effort.spent < self.effort.most else 0

    def _named(self, bracket: str) -> str:
        """The stitch that a count names in its bracket: of "(24 br)" the double crochet."""
        words = bracket.translate(_NO_FIGURES)
        if words not in self.names:
            stitches = [token.stitch for token in self.lexicon.tokens(words) if token.stitch is not None]
            self.names[words] = stitches[0].base if stitches else ""
        return self.names[words]

    def _heading(self, here: Source) -> bool:
        """A marked heading: the title, a section, or a piece."""
        section = section_of(here.text)
        if section is not None:
            self._enter(section)
        elif not self.title and here.heading <= 2 and not self.pieces:
            self._close()
            self.title = here.text
        elif here.heading == BOLD and (self._is_chain(here) or not self._looks_like_title(here)):
            return False
        elif self.section in WORKING or self._opens_piece():
            self._piece(here.text)
        else:
            return False
        return True

    def _enter(self, section: Section) -> None:
        self._close()
        self.section = section

    def _piece(self, title: str) -> None:
        self._close()
        self._new_piece(*read_make(title))
        self.section = Section.INSTRUCTIONS

    def _new_piece(self, name: str, make: int) -> None:
        """Opens a piece; one that holds no line yet was only the heading above this one."""
        if self.pieces and not self.pieces[-1].lines:
            empty = self.pieces.pop()
            name, make = name or empty.name, make if name else empty.make
        self.pieces.append(OpenPiece(name, make))
        self.number = 0

    def _field(self, here: Source) -> bool:
        """ "Crochet : 5 mm", or a section's name with a colon or alone on its line."""
        match = _FIELD.match(here.text)
        name, value = match.groups() if match is not None else (here.text, "")
        section = section_of(name)
        if section is None or (section is Section.INSTRUCTIONS and value):
            return False
        if here.bullet and self.section in LISTS:
            if section in FIELDS and value:
                self.items[section].append(value)
            return False  # an item of its list all the same
        if match is None and (section in FIELDS or len(here.text) > _LONGEST_HEADING):
            return False
        self._close()
        if not value:
            self._enter(section)
        elif section in FIELDS:
            self.items[section].append(value)
        else:
            self.items[section].append(here.prose if section is Section.MATERIALS else value)
            self.section = section if self.section is not Section.INSTRUCTIONS else self.section
        return True

    def _foundation(self, here: Source) -> bool:
        """A line without a number that starts a piece: "Monter 31 ml", "Chaînette : 20 ml", "Ch 21."."""
        if self.number or (self.line is not None and not self.line.text):
            return False
        if self.section not in WORKING and not self._opens_piece():
            return False  # a remark may stand before it ("Astuce : …"), with nothing to end its section
        item = read_item(here.text)
        label, text = foundation_label(here.text[item.end :] if item is not None else here.text)
        ring = self.section is Section.INSTRUCTIONS or bool(label)
        if not begins_work(text, self.lexicon, ring=ring):
            return False
        self._close()
        if not self.pieces:
            self._new_piece("", 1)
        self.section = Section.INSTRUCTIONS
        self.line = OpenLine(label, text, here.at)
        return True

    def _nameless(self, here: Source) -> bool:
        """A row without a number of its own, "Next row: …": it is worked where it stands."""
        body = read_nameless(here.text) if self.section in WORKING else 0
        steps = read_line(here.text[body:], self.lexicon).steps if body else ()
        if not any(isinstance(step, (Work, Repeat)) for step in steps):
            return False
        self._close()
        if not self.pieces:
            self._new_piece("", 1)
        self.section = Section.INSTRUCTIONS
        self.line = OpenLine(here.text[:body].rstrip(" :"), here.text[body:].strip(), here.at)
        return True

    def _goes_on(self, here: Source, line: OpenLine) -> bool:
        """Whether a text is the rest of the open line; the items of a list below its head are."""
        if not line.text:
            line.listed = here.bullet
            return not here.heading
        if self.broken:
            return False
        return line.listed if here.bullet else goes_on(line.text, here.text, self.lexicon)

    def _is_title(self, here: Source) -> bool:
        """A short line above a first round names a piece."""
        first = not self.title and not self.pieces and here is self.sources[0][1]
        if self.section not in WORKING or here.bullet or first:
            return False
        if self.pieces and self.pieces[-1].name and not self.pieces[-1].lines and self.line is None:
            return False  # it has its name: "Avec le beige :" is none
        return self._opens_piece() and self._looks_like_title(here)  # the dearer question last

    def _looks_like_title(self, here: Source) -> bool:
        if len(here.text) > _LONGEST_TITLE or here.text.endswith((".", "!", ",")):
            return False
        return not any(isinstance(step, Work) for step in read_line(read_make(here.text)[0], self.lexicon).steps)

    def _is_chain(self, here: Source) -> bool:
        """ "**Chaînette : Monter 33 ml**" is the start of a piece and not its name."""
        return begins_work(foundation_label(here.text)[1], self.lexicon, ring=False)

    def _opens_piece(self) -> bool:
        """Whether a first round or a foundation comes within the next few lines, before any other round."""
        place = self.sources[self.index][0]
        for at, here in self.sources[self.index + 1 : self.index + 1 + _NEAR]:
            if at - place > _NEAREST:
                break
            if at not in self.openings:
                self.openings[at] = opens_piece(here, self.lexicon)
            if (opens := self.openings[at]) is not None:
                return opens
        return False

    def _prose(self, here: Source) -> None:
        """Words that are no round: kept where they stand. They do not end a piece."""
        if self.section in WORKING:
            self._close()
            self.worked = self.worked or (self.number > 0 and works_on(here.text, self.lexicon))
        if self.section is Section.PREAMBLE and not self.title and not here.bullet:
            self.title = here.text
        else:
            self.items[self.section].append(here.prose)
