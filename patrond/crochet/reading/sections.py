"""Headings: which part of a document begins where, by the words that people put above it."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import repeat

from patrond.crochet.grammar.normalise import fold, words
from patrond.crochet.pattern import Language, Level, PatternType


class Section(StrEnum):
    """A part of a pattern's text."""

    PREAMBLE = "preamble"
    MATERIALS = "materials"
    YARN_WEIGHT = "yarn weight"
    HOOK = "hook"
    GAUGE = "gauge"
    SIZE = "size"
    LEVEL = "level"
    TYPE = "type"
    TERMS = "terms"
    TIME = "time"
    ABBREVIATIONS = "abbreviations"
    SPECIAL = "special"
    INSTRUCTIONS = "instructions"
    ASSEMBLY = "assembly"
    NOTES = "notes"
    TIPS = "tips"


WORKING = frozenset({Section.PREAMBLE, Section.INSTRUCTIONS})
"""The sections in which rounds stand."""
LISTS = frozenset(
    {Section.MATERIALS, Section.SPECIAL, Section.ASSEMBLY, Section.NOTES, Section.TIPS, Section.ABBREVIATIONS}
)
"""The sections whose items are lists."""
FIELDS = frozenset(
    {
        Section.HOOK,
        Section.YARN_WEIGHT,
        Section.GAUGE,
        Section.SIZE,
        Section.LEVEL,
        Section.TYPE,
        Section.TERMS,
        Section.TIME,
    }
)
"""The sections that are a word and a value on one line."""

_WORDS: Mapping[Section, str] = {
    Section.MATERIALS: "matériel|matériaux|fournitures|materials|supplies|you will need|il vous faut|material"
    "|matériel nécessaire|fournitures nécessaires|what you need|what you'll need|notions|liste du matériel|yarn|laine"
    "|fil|laine et crochet|yarn and hook",
    Section.YARN_WEIGHT: "grosseur de fil|grosseur de laine|poids du fil|poids de laine|yarn weight|type de laine"
    "|catégorie de fil|épaisseur de laine|épaisseur du fil",
    Section.HOOK: "crochet|hook|taille du crochet|hook size|taille de crochet|numéro de crochet|crochet hook",
    Section.GAUGE: "échantillon|gauge|tension|jauge|echantillonnage",
    Section.SIZE: "taille|dimension|dimensions|taille finie|dimensions finies|finished size|size|sizes|measurements"
    "|finished measurements|mesures|finished dimensions|taille terminée|tailles|dimension finie",
    Section.LEVEL: "niveau|difficulté|level|difficulty|skill level|niveau de difficulté",
    Section.TYPE: "type",
    Section.TERMS: "termes|terms|terminology|terminologie",
    Section.TIME: "temps estimé|temps|durée|estimated time|time|temps de réalisation|durée estimée|time estimate",
    Section.ABBREVIATIONS: "abréviation|abréviations|abbreviations|abbreviation|légende|lexique|glossaire|glossary"
    "|legend|stitch key|points utilisés|points employés|stitches used|points et abréviations|abbreviations us terms|key"
    "|stitches|abréviations utilisées|abbreviations used|stitches and abbreviations|stitch abbreviations",
    Section.SPECIAL: "points spéciaux|points particuliers|special stitches|stitch guide|special stitch|point spécial"
    "|techniques|points fantaisie",
    Section.INSTRUCTIONS: "instructions|explication|explications|réalisation|directions|pattern|patron|pas à pas"
    "|étapes|steps|instruction|marche à suivre|pattern instructions",
    Section.ASSEMBLY: "assemblage|finition|finitions|assemblage et finitions|assembly|finishing|assembly and finishing"
    "|couture|making up|finitions et assemblage|montage et finitions|to finish|final assembly|finishing touches"
    "|finishing and assembly|pour finir",
    Section.NOTES: "note|notes|remarque|remarques|pattern notes|notes importantes|important|à savoir|notes du patron"
    "|before you begin|construction",
    Section.TIPS: "conseil|conseils|astuce|astuces|tips|tip|conseils et astuces|entretien|variantes|care",
}
_LONGEST_HEADING = 80
_QUALIFIERS = (" et ", " and ", " & ", " / ", " - ")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Section]:
    return {_folded(word): section for section, words in _WORDS.items() for word in words.split("|")}


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.replace("'", "' ").split())


def section_of(heading: str) -> Section | None:
    """The part that a heading opens; None where it opens none that is known.

    >>> section_of("Matériel :"), section_of("ASSEMBLAGE"), section_of("Oreilles (x2)")
    (<Section.MATERIALS: 'materials'>, <Section.ASSEMBLY: 'assembly'>, None)
    """
    return _known_section(heading) if len(heading) <= _LONGEST_HEADING else None


@lru_cache(maxsize=2048)
def _known_section(heading: str) -> Section | None:
    folded = _folded(heading.partition("(")[0].strip(" :.*_#-0123456789"))
    if (found := _table().get(folded)) is not None:
        return found
    for qualifier in _QUALIFIERS:
        if qualifier in folded:
            return _table().get(folded.partition(qualifier)[0])
    return None


def _named(text: str) -> frozenset[str]:
    return frozenset(map(fold, words(text)))


_TYPES: Mapping[PatternType, frozenset[str]] = {
    PatternType.HAT: _named("bonnet|béret|hat|beanie|tuque|chapeau|cap|bob"),
    PatternType.SCARF: _named("écharpe|snood|scarf|cowl|châle|foulard|col"),
    PatternType.AMIGURUMI: _named(
        "amigurumi|doudou|peluche|toy|balle|boule|ourson|lapin|chat|poupée|ball|bear|bunny|cat|doll"
        "|plush|animal|ours|licorne|dinosaure"
    ),
    PatternType.BAG: _named("sac|tote|bag|cabas|pochette|filet|besace|panier|purse"),
    PatternType.GARMENT: _named(
        "pull|top|gilet|vêtement|garment|sweater|cardigan|débardeur|tunique|robe|vest|pullover|jumper|tee"
    ),
}
_LEVELS: Mapping[Level, frozenset[str]] = {
    Level.BEGINNER: _named("débutant|débutante|facile|beginner|easy|basic"),
    Level.INTERMEDIATE: _named("intermédiaire|moyen|intermediate|medium"),
    Level.ADVANCED: _named("avancé|avancée|difficile|confirmé|confirmée|expert|advanced|experienced|hard"),
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿœ]+")  # found in half the time


def type_of(text: str) -> PatternType | None:
    """The type that a title or a field names."""
    written = {fold(word) for word in _WORD.findall(text)}
    return next((kind for kind, names in _TYPES.items() if not names.isdisjoint(written)), None)


def level_of(text: str) -> Level | None:
    """The level that a field names."""
    written = {fold(word) for word in _WORD.findall(text)}
    return next((level for level, names in _LEVELS.items() if not names.isdisjoint(written)), None)


_MARKS: Mapping[Language, frozenset[str]] = {
    Language.FR: words(
        "tour|tours|rang|rangs|maille|mailles|ms|ml|mc|br|aug|dim|dans|chaque|puis|et|la|les|des|du|de|fil|laine|rond"
        "|cercle|magique|jusqu|fin|répéter|bride|brides|serrée|crochet|avec|taille|le"
    ),
    Language.EN: words(
        "round|rounds|rnd|rnds|row|rows|sc|dc|hdc|ch|st|sts|inc|dec|in|each|next|the|and|of|with|to|yarn|hook|stitch"
        "|stitches|magic|ring|around|across|repeat|rep|turn|join|size|tr|htr|abbreviations|legend|single|half|treble"
        "|chain|increase|decrease"
    ),
}


_ENGLISH = {**dict.fromkeys(_MARKS[Language.EN], 1), **dict.fromkeys(_MARKS[Language.FR], -1)}
"""What each mark says for English: no word marks both languages."""


def language_of(text: str) -> Language:
    """The language that most marks of a text belong to; French where it is even, as the site is.

    >>> language_of("Rnd 1: 6 sc in magic ring"), language_of("Tour 1 : 6 ms dans un cercle magique")
    (<Language.EN: 'en'>, <Language.FR: 'fr'>)
    """
    written = _LATIN_WORD.findall(text[:20_000].lower())
    return Language.EN if sum(map(_ENGLISH.get, written, repeat(0))) > 0 else Language.FR
