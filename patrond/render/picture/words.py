"""The words of a picture in the reader's language: measures, counts, names of rounds."""

from dataclasses import dataclass

from patrond.crochet.geometry import Course, Measure
from patrond.i18n import Translator, translator
from patrond.render.picture.lettering import clean


@dataclass(frozen=True, slots=True)
class Words:
    """Words one picture; ``measure`` is what its lengths are in."""

    say: Translator
    measure: Measure

    @classmethod
    def of(cls, language: str, measure: Measure) -> "Words":
        """The words of that language ("fr", "en")."""
        return cls(translator(language), measure)

    @property
    def in_cm(self) -> bool:
        """Whether lengths are known in centimetres."""
        return self.measure is Measure.CENTIMETRES

    def number(self, value: float) -> str:
        """With one decimal where it has one, and the language's comma."""
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.say.language == "fr" else text

    def length(self, value: float) -> str:
        """ "53,3 cm"; nothing where centimetres are not known."""
        return self.say("picture.cm", value=self.number(value)) if self.in_cm else ""

    def around(self, value: float) -> str:
        """ "53,3 cm de tour"."""
        return self.say("picture.around", value=self.number(value)) if self.in_cm else ""

    def across(self, value: float) -> str:
        """A diameter: "Ø 7,8 cm"."""
        return self.say("picture.across", value=self.number(value)) if self.in_cm else ""

    def stitches(self, number: int) -> str:
        """ "72 m"."""
        return self.say("picture.stitches", n=number)

    def levels(self, number: int, *, rows: bool) -> str:
        """So many rounds or rows: "34 tours"."""
        return self.say("picture.rows" if rows else "picture.rounds", n=number)

    def both(self, *parts: str) -> str:
        """What is known of them, side by side."""
        return " · ".join(part for part in parts if part)

    def short_name(self, course: Course, *, rows: bool) -> str:
        """The number of a round or row as its label: "T12"."""
        return self.say("picture.row_short" if rows else "picture.round_short", number=course.last)

    def told(self, course: Course, length: str) -> str:
        """What is shown when a round is pointed at: its label, count and measure, and what is wrong with it."""
        label = clean(course.label) or str(course.last)
        text = self.say("picture.told", label=label, what=self.both(self.stitches(course.stated), length))
        if course.computed is not None:
            text += " " + self.say("picture.told_computed", n=course.computed)
        return text
