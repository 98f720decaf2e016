"""Every wish that the site's forms and the charts allow, for the tests of the generator."""

from collections.abc import Iterator

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
