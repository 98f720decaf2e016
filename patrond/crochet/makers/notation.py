"""The craft's own notation: set phrases and labels in French and English, stitches under the names of the terms.

>>> Notation(Terms.FR).label(5, 7, rounds=True), Notation(Terms.US).ordinal(2)
('Tours 5-7', '2nd')
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from patrond.crochet.makers.words import spelled
from patrond.crochet.pattern import Language, Terms
from patrond.crochet.stitches import stitch


class Written(Protocol):
    """What can be written on a line."""

    def write(self, notation: "Notation") -> str:
        """Itself, in the craft's notation."""
        ...


@dataclass(frozen=True)
class Notation:
    """Writes steps under the names of ``terms``."""

    terms: Terms

    @cached_property
    def language(self) -> Language:
        """French for French names, else English."""
        return Language.FR if self.terms is Terms.FR else Language.EN

    def abbreviation(self, id: str) -> str:
        """What a stitch is called on the line."""
        return stitch(id).abbreviation(self.terms)

    def line(self, steps: Sequence["Written"]) -> str:
        """The steps of one line, without label and count."""
        return ", ".join(step.write(self) for step in steps)

    def say(self, key: str, **values: object) -> str:
        """One of the set phrases of the notation."""
        return self.template(key).format(**values)

    def template(self, key: str) -> str:
        """A set phrase with its gaps."""
        text = PHRASES[key][0 if self.language is Language.FR else 1]
        if self.terms is Terms.UK:
            text = text.replace("skip ", "miss ")
        return spelled(text, self.terms)

    def again(self, first: int, last: int, *, rounds: bool) -> str:
        """That lines ``first`` to ``last`` are worked again."""
        key = "again_rounds" if rounds else "again"
        return self.say(f"{key}_two" if last == first + 1 else key, first=first, last=last)

    def ordinal(self, number: int) -> str:
        """``2e`` or ``2nd``."""
        if self.language is Language.FR:
            return f"{number}e"
        return f"{number}{ {2: 'nd', 3: 'rd'}.get(number, 'th') }"

    def label(self, first: int, last: int, *, rounds: bool) -> str:
        """``Tours 5-7``, ``Row 1``."""
        words = PHRASES["round" if rounds else "row"][0 if self.language is Language.FR else 1]
        return f"{words} {first}" if first == last else f"{words}s {first}-{last}"


# French, English; the names of stitches come from the table of stitches.
PHRASES: Mapping[str, tuple[str, str]] = {
    "ring": ("{n} {st} dans un cercle magique", "{n} {st} in a magic ring"),
    "in_next": ("{n} {st} dans la m suivante", "{n} {st} in next st"),
    "in_next_chain": ("{n} {st} dans la ml suivante", "{n} {st} in next ch"),
    "in_last_chain": ("{n} {st} dans la dernière ml", "{n} {st} in last ch"),
    "in_same": ("{n} {st} dans la même m", "{n} {st} in same st"),
    "foundation": ("Monter {n} {ch}", "Ch {n}"),
    "chain_ring": (
        "Monter {n} {ch}, fermer en rond par 1 {slst} dans la 1re {ch}",
        "Ch {n}, join with {slst} to first {ch} to form a ring",
    ),
    "in_chain": ("1 {st} dans la {nth} {ch} à partir du crochet", "1 {st} in {nth} {ch} from hook"),
    "skipped_count": (
        " (les {n} {ch} sautées comptent comme 1 {st})",
        " (skipped {n} {ch} count as 1 {st})",
    ),
    "rise": ("{n} {ch} (ne compte pas)", "{ch} {n} (does not count)"),
    "rise_counts": ("{n} {ch} (compte comme 1 {st})", "{ch} {n} (counts as 1 {st})"),
    "turn": ("tourner", "turn"),
    "join": ("1 {slst} dans la 1re m", "{slst} to first st"),
    "join_top": ("1 {slst} en haut des {n} {ch}", "{slst} to top of {ch} {n}"),
    "skip": ("sauter {n} m", "skip {n} sts"),
    "skip_chains": ("sauter {n} {ch}", "skip {n} {ch}"),
    "chain": ("{n} {ch}", "{ch} {n}"),
    "leave": ("laisser les {n} m restantes", "leave the remaining {n} sts unworked"),
    "other_side": ("de l'autre côté de la chaînette", "along other side of chain"),
    "back_loop": ("dans le brin arrière", "in BLO"),
    "front_loop": ("dans le brin avant", "in FLO"),
    "again": ("répéter les rangs {first} à {last}", "repeat rows {first} to {last}"),
    "again_two": ("répéter les rangs {first} et {last}", "repeat rows {first} and {last}"),
    "again_rounds": ("répéter les tours {first} à {last}", "repeat rnds {first} to {last}"),
    "again_rounds_two": ("répéter les tours {first} et {last}", "repeat rnds {first} and {last}"),
    "rejoin": ("sauter {n} m, rejoindre le fil dans la m suivante", "skip {n} sts, rejoin yarn in next st"),
    "in_colour": ("en couleur {letter}", "in colour {letter}"),
    "foundation_label": ("Chaînette", "Foundation"),
    "round": ("Tour", "Rnd"),
    "row": ("Rang", "Row"),
}
