"""The pattern as data: pieces of lines, and what surrounds them. Values only."""

from dataclasses import dataclass, field
from enum import StrEnum


class PatternType(StrEnum):
    """What is made; the site's own words."""

    HAT = "hat"
    SCARF = "scarf"
    AMIGURUMI = "amigurumi"
    BAG = "bag"
    GARMENT = "garment"


class Level(StrEnum):
    """How hard it may be; the site's own words."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Language(StrEnum):
    """The language of a pattern's text."""

    FR = "fr"
    EN = "en"


class Terms(StrEnum):
    """Whose names the stitches bear: ``sc`` is US, the same stitch is ``dc`` in the UK, ``ms`` in French."""

    FR = "fr"
    US = "us"
    UK = "uk"


class Worked(StrEnum):
    """How the lines of a piece follow each other."""

    SPIRAL = "spiral"
    JOINED = "joined"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Gauge:
    """Stitches and rows per 10 cm in the main stitch (not per 4 inches)."""

    stitches: float
    rows: float

    @property
    def stitch_width(self) -> float:
        """Width of one stitch, in cm."""
        return 10 / self.stitches

    @property
    def row_height(self) -> float:
        """Height of one row, in cm."""
        return 10 / self.rows


@dataclass(frozen=True, slots=True)
class Yarn:
    """An amount of one colour. Either figure may be unknown (``None``) in a pattern that was read."""

    colour: str
    metres: float | None
    grams: float | None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One entry of the pattern's own glossary."""

    abbreviation: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered round or row, or a range of them, or a foundation.

    ``label`` is as written ("Tour 4", "Rnds 5-7", "Chaînette"); ``text`` is the craft's own notation without
    label and count; ``count`` the stated number of stitches at its end, None where none is stated;
    ``source_line`` its line in the input, from 1 (in a draft: its place among all lines, from 1). It says where the
    line was found and not what it is, so two lines that differ in nothing else are equal. ``after_work``: words stand
    before it that work stitches ("Rapprocher les deux ronds, 2 ms …"), so that it is not known what it goes on.
    ``counts_of``: the plain stitch that the count names ("60 br"), as its id.
    """

    label: str
    text: str
    count: int | None
    source_line: int = field(default=0, compare=False)
    after_work: bool = field(default=False, compare=False)
    counts_of: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part that is worked on its own, ``make`` times."""

    name: str
    make: int
    worked: Worked
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole pattern. Texts are in ``language``; stitch names follow ``terms``.

    ``yarn_weight`` is free text ("DK", "worsted"); ``hook_size`` free text ("5 mm"); ``finished_size`` a sentence
    with centimetres in it; ``gauge`` None where the pattern states none. ``terms_named``: whether somebody named the
    terms; else they are a guess by its stitches. It says how they are known and not what they are: it is not compared.
    ``unread_from``: the line of the input from which on nothing was read, since no pattern is as long; 0: all was read.
    """

    title: str
    type: PatternType | None
    level: Level | None
    language: Language
    terms: Terms
    yarn_weight: str
    hook_size: str
    gauge: Gauge | None
    finished_size: str
    pieces: tuple[Piece, ...]
    yarn: tuple[Yarn, ...] = ()
    estimated_time: str = ""
    materials: tuple[str, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    assembly: tuple[str, ...] = ()
    special_stitches: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    terms_named: bool = field(default=True, compare=False)
    unread_from: int = 0
