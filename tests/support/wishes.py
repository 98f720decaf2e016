"""Every wish that the site's forms and the charts allow, for the tests of the generator."""

from collections.abc import Iterator
from random import Random

from patrond.crochet.pattern import Gauge, Language, Level, PatternType, Terms
from patrond.crochet.request import Request

SIZES: dict[PatternType, tuple[str, ...]] = {
    PatternType.HAT: (
        "baby",
        "bebe",
        "child",
        "enfant",
        "adult",
        "adulte",
        "premature",
        "newborn",
        "6mois",
        "6-12mois",
        "2ans",
        "femme",
        "homme",
        "ado",
        "58cm",
    ),
    PatternType.SCARF: ("short", "medium", "long", "adulte", "enfant", "bebe", "25x150"),
    PatternType.AMIGURUMI: ("small", "10cm", "medium", "20cm", "adulte", "large", "30cm"),
    PatternType.BAG: ("small", "medium", "adulte", "large", "30x32x10"),
    PatternType.GARMENT: (
        "XS",
        "S",
        "M",
        "L",
        "XL",
        "2X",
        "3XL",
        "4X",
        "5X",
        "adulte",
        "enfant",
        "bebe",
        "3mois",
        "6mois",
        "18mois",
        "2ans",
        "4ans",
        "8ans",
        "12ans",
    ),
}

# Fingering to super bulky; two of them measured in half double and in double crochet.
GAUGES = tuple(
    Gauge(stitches, rows)
    for stitches, rows in (
        (24, 28),
        (20, 23),
        (18, 20),
        (16, 19),
        (13.5, 16),
        (10.5, 12),
        (7.5, 8.5),
        (16, 12.5),
        (14, 8),
    )
)

TONGUES: tuple[tuple[Language, Terms | None], ...] = (
    (Language.FR, None),
    (Language.EN, None),
    (Language.EN, Terms.UK),
)


def every_wish() -> Iterator[Request]:
    """Each type, level and size in French and in English of both terms."""
    for type_, sizes in SIZES.items():
        for level in Level:
            for size in sizes:
                for language, terms in TONGUES:
                    yield Request(type_, level, size, language, terms)


def one_tongue() -> Iterator[Request]:
    """Each type, level and size once, in French."""
    return (wish for wish in every_wish() if wish.language is Language.FR)


def sampled(nth: int, of: int = 3) -> Iterator[Request]:
    """One in ``of`` of them, another share for each ``nth``."""
    return (wish for number, wish in enumerate(one_tongue()) if number % of == nth % of)


# Options of the site that change what is made, some of them unknown words: those must not fail a job either.
_OPTIONS: dict[PatternType, dict[str, tuple[str, ...]]] = {
    PatternType.HAT: {
        "fit": ("slouchy", "ajuste"),
        "stripes": ("oui",),
        "colors": ("bleu, blanc",),
        "brim": ("roulotté", "ribbed", "folded"),
        "pompon": ("oui",),
    },
    PatternType.SCARF: {
        "style": ("snood", "droit"),
        "length": ("long", "150"),
        "width": ("25", "large"),
        "colors": ("rouge, gris",),
        "fringe": ("oui", "non"),
    },
    PatternType.AMIGURUMI: {
        "animal": ("lapin", "chat", "ours", "balle", "éléphant", "dinosaure", "ornithorynque"),
        "amigurumi_size_cm": ("8", "12", "15", "25", "38"),
        "eyes": ("brodes",),
        "colors": ("beige, brun, noir",),
    },
    PatternType.BAG: {
        "colors": ("vert, ecru",),
        "shape": ("rond", "ovale", "plat"),
        "handles": ("à l'épaule", "court", "none"),
        "closure": ("bouton",),
    },
    PatternType.GARMENT: {
        "fit": ("ajuste", "loose", "oversize"),
        "stripes": ("yes",),
        "sleeves": ("courtes", "longues", "sans manches"),
        "length": ("court", "long"),
    },
}
_YARNS = ("fingering", "sport", "DK", "worsted", "bulky", "super bulky")


def random_wish(chance: Random) -> Request:
    """Any wish: often with a gauge of one's own, a yarn, options. It may be one that cannot be made."""
    type_ = chance.choice(list(PatternType))
    language, terms = chance.choice(TONGUES)
    options = {key: chance.choice(words) for key, words in _OPTIONS[type_].items() if chance.random() < 0.4}
    gauge = _near(chance.choice(GAUGES), chance) if chance.random() < 0.6 else None
    yarn = chance.choice(_YARNS) if chance.random() < 0.3 else None
    size = chance.choice(SIZES[type_])
    return Request(type_, chance.choice(list(Level)), size, language, terms, gauge, yarn, options)


def _near(gauge: Gauge, chance: Random) -> Gauge:
    """A gauge of another hand: halves of stitches and rows, as people count them."""
    stitches, rows = (round(2 * each * chance.uniform(0.9, 1.1)) / 2 for each in (gauge.stitches, gauge.rows))
    return Gauge(stitches, rows)
