"""The words of generated patterns, French and English side by side. The stitches' names are elsewhere (stitches).

A maker brings its own sentences as a table of pairs; those that all share are here. Placeholders are those of
:meth:`str.format`, by name.
"""

from collections.abc import Mapping

from patrond.crochet.pattern import Language, Level, PatternType, Terms

Table = Mapping[str, tuple[str, str]]

TERMS_SAID: Mapping[Terms, str] = {Terms.US: "note_us", Terms.UK: "note_uk"}
"""The sentence that names an English pattern's terms."""


class Words:
    """Words one language from the common table and those of a maker: ``words("rows_apart", n=4)``."""

    def __init__(self, language: Language, *tables: Table, terms: Terms | None = None) -> None:
        self.language = language
        self._terms = terms
        self._column = 0 if language is Language.FR else 1
        self._pairs = dict(COMMON)
        for table in tables:
            self._pairs.update(table)

    def __call__(self, key: str, /, **values: object) -> str:
        shown = {name: self.number(value) if isinstance(value, float) else value for name, value in values.items()}
        return spelled(self._pairs[key][self._column], self._terms).format(**shown)

    def number(self, value: float, digits: int = 1) -> str:
        """A number as it is written: ``53,5`` in French; no needless zeros."""
        text = f"{round(value, digits):g}"
        return text.replace(".", ",") if self.language is Language.FR else text


# Our English is British; who says sc instead of dc writes color.
_AMERICAN = (
    ("colour", "color"),
    ("Colour", "Color"),
    ("centred", "centered"),
    ("centre", "center"),
    ("Fibre", "Fiber"),
    ("grey", "gray"),
)


def spelled(text: str, terms: Terms | None) -> str:
    """English in the spelling of those who use the terms.

    >>> spelled("in colour A", Terms.US), spelled("in colour A", Terms.UK)
    ('in color A', 'in colour A')
    """
    if terms is Terms.US:
        for british, american in _AMERICAN:
            text = text.replace(british, american)
    return text


TYPES: Mapping[PatternType, tuple[str, str]] = {
    PatternType.HAT: ("bonnet", "hat"),
    PatternType.SCARF: ("écharpe", "scarf"),
    PatternType.AMIGURUMI: ("amigurumi", "amigurumi"),
    PatternType.BAG: ("sac", "bag"),
    PatternType.GARMENT: ("vêtement", "garment"),
}

LEVELS: Mapping[Level, tuple[str, str]] = {
    Level.BEGINNER: ("débutant", "beginner"),
    Level.INTERMEDIATE: ("intermédiaire", "intermediate"),
    Level.ADVANCED: ("avancé", "advanced"),
}

COMMON: Table = {
    "yarn_item": (
        "Laine {weight} : {metres} m, soit {grams} g, {shade}",
        "{weight} yarn: {metres} m, {grams} g, {shade}",
    ),
    "cotton_item": (
        "Coton {weight} : {metres} m, soit {grams} g, {shade}",
        "{weight} cotton yarn: {metres} m, {grams} g, {shade}",
    ),
    "hook_item": ("Crochet {hook}", "{hook} hook"),
    "needle": ("Aiguille à laine", "Yarn needle"),
    "scissors": ("Ciseaux", "Scissors"),
    "marker": ("1 anneau marqueur", "1 stitch marker"),
    "markers": ("{n} anneaux marqueurs", "{n} stitch markers"),
    "main_colour": ("couleur principale", "main colour"),
    "colour_letter": ("couleur {letter}", "colour {letter}"),
    "hook": ("{mm} mm", "{mm} mm"),
    "minutes": ("environ {n} minutes", "about {n} minutes"),
    "hour": ("environ 1 heure", "about 1 hour"),
    "hours": ("environ {n} heures", "about {n} hours"),
    "hours_half": ("environ {n} h 30", "about {n}.5 hours"),
    "note_defaulted": (
        "La taille « {asked} » n'est pas dans nos tableaux : ce patron est en taille {size}.",
        "The size “{asked}” is not in our charts: this pattern is written for size {size}.",
    ),
    "note_yarn_defaulted": (
        "La grosseur de fil « {asked} » n'est pas dans nos tableaux : ce patron est écrit pour du {weight}.",
        "The yarn weight “{asked}” is not in our charts: this pattern is written for {weight}.",
    ),
    "note_gauge": (
        "L'échantillon se mesure en {stitch} ; changer de crochet si le vôtre diffère.",
        "The gauge is measured in {stitch}; change hooks if yours differs.",
    ),
    "note_us": ("Termes américains.", "US terms are used throughout."),
    "note_uk": ("Termes britanniques.", "UK terms are used throughout."),
    "note_spiral": (
        "Se crochète en spirale, sans fermer les tours : marquer la 1re maille de chaque tour.",
        "Worked in a spiral without joining: mark the first stitch of each round.",
    ),
    "note_joined": (
        "Chaque tour est fermé par 1 mc ; la première maille se pique au pied de la chaînette du début.",
        "Each round is joined with a slip stitch; the first stitch goes at the foot of the starting chain.",
    ),
    "note_counting": (
        "Chaque tour est fermé par 1 mc ; les {n} ml du début remplacent la première {stitch}.",
        "Each round is joined with a slip stitch; the {n} chains at its start stand for the first {stitch}.",
    ),
    "note_change_colour": (
        "Changer de couleur : faire le dernier jeté de la dernière maille avec la nouvelle couleur, puis continuer.",
        "To change colour: make the last yarn over of the last stitch with the new colour, then go on.",
    ),
    "note_change_joined": (
        "Changer de couleur : fermer le dernier tour de la rayure par la maille coulée avec la nouvelle couleur.",
        "To change colour: join the last round of a stripe with the slip stitch in the new colour.",
    ),
    "note_unheard": (
        "Option « {key} : {value} » : ce patron ne peut pas la suivre.",
        "The option “{key}: {value}” is one that this pattern cannot follow.",
    ),
    "note_wish": (
        "Ce patron est calculé d'après la taille et les options : la demande écrite n'a pas pu être suivie.",
        "This pattern is worked out from the size and the options: the written request could not be followed.",
    ),
    "tip_swatch": (
        "Faire un échantillon de 12 x 12 cm et le laver avant de mesurer.",
        "Make a swatch of 12 x 12 cm and wash it before measuring.",
    ),
    "tip_count": (
        "Compter les mailles à la fin de chaque ligne : le total est entre crochets.",
        "Count the stitches at the end of each line: the total is in brackets.",
    ),
    "tip_ring": (
        "Si le cercle magique résiste : faire 2 ml et piquer toutes les mailles du tour 1 dans la première.",
        "If the magic ring is hard: chain 2 and work all the stitches of rnd 1 into the first of them.",
    ),
    "tip_block": (
        "Bloquer à l'eau tiède, à plat, aux mesures indiquées.",
        "Wet-block flat to the measurements given.",
    ),
    "ends": ("Couper le fil, l'arrêter et rentrer tous les fils.", "Fasten off and weave in all ends."),
    "abbr_inc": ("augmentation (2 {st} dans la même maille)", "increase (2 {st} in the same stitch)"),
    "abbr_dec": ("diminution (2 {st} crochetées ensemble)", "decrease (2 {st} worked together)"),
    "abbr_stitch": ("maille", "stitch"),
    "abbr_stitches": ("mailles", "stitches"),
    "abbr_blo": ("brin arrière uniquement", "back loop only"),
    "abbr_rnd": ("tour", "round"),
    "special_front": (
        "{name} ({st}) : piquer de l'avant vers l'arrière à côté de la maille du dessous, ressortir de l'autre côté de "
        "son corps et finir comme une {base} ; la maille ressort devant.",
        "{name} ({st}): insert the hook from front to back beside the stitch below and out again on the other side of "
        "its post, then finish as a {base}; the stitch stands out in front.",
    ),
    "special_back": (
        "{name} ({st}) : piquer de l'arrière vers l'avant à côté de la maille du dessous, ressortir de l'autre côté de "
        "son corps et finir comme une {base} ; la maille recule derrière.",
        "{name} ({st}): insert the hook from back to front beside the stitch below and out again on the other side of "
        "its post, then finish as a {base}; the stitch sinks behind.",
    ),
    "special_bobble": (
        "{name} ({st}) : 5 {dc} inachevées dans la même maille, puis un jeté tiré à travers toutes les boucles ; "
        "pousser le relief vers l'endroit. Compte pour 1 maille.",
        "{name} ({st}): 5 unfinished {dc} in the same stitch, then a yarn over pulled through all loops; push the bump "
        "out to the right side. Counts as 1 stitch.",
    ),
}
