"""What a requested size means in centimetres."""

from itertools import pairwise

import pytest
from patrond.crochet.pattern import Language, Level, PatternType
from patrond.crochet.request import Request
from patrond.crochet.sizing import charts
from patrond.crochet.sizing.sizes import (
    AmigurumiSize,
    BagSize,
    GarmentSize,
    HatSize,
    Measurements,
    ScarfSize,
    resolve,
    spoken,
)
from patrond.errors import CannotMake

from support.wishes import SIZES


def sized(type_: PatternType, word: str, **options: str) -> Measurements:
    return resolve(Request(type_, Level.BEGINNER, word, options=options))


@pytest.mark.parametrize(
    ("word", "head", "around", "high"),
    [
        ("bebe", 43, 40, 16.5),
        ("enfant", 50, 47, 20),
        ("adulte", 56, 53, 22),
        ("Bébé", 43, 40, 16.5),
        ("child", 50, 47, 20),
    ],
)
def test_hats_of_the_sites_forms_have_the_charts_measures(word: str, head: float, around: float, high: float) -> None:
    size = sized(PatternType.HAT, word)

    assert isinstance(size, HatSize)
    assert (size.head, size.circumference, size.height, size.defaulted) == (head, around, high, False)


@pytest.mark.parametrize(
    ("word", "width", "length"),
    [("short", 15, 110), ("medium", 18, 140), ("long", 20, 170), ("adulte", 20, 160), ("enfant", 13, 110)],
)
def test_scarves_of_the_sites_forms_have_the_charts_measures(word: str, width: float, length: float) -> None:
    size = sized(PatternType.SCARF, word)

    assert isinstance(size, ScarfSize)
    assert (size.width, size.length, size.snood) == (width, length, False)


@pytest.mark.parametrize("word", ["bebe", "bébé", "baby", "6 mois", "18-24 mois", "2 ans", "newborn"])
def test_a_baby_never_gets_a_loose_scarf(word: str) -> None:
    size = sized(PatternType.SCARF, word)

    assert isinstance(size, ScarfSize)
    assert size.snood
    assert size.length > size.head


@pytest.mark.parametrize(
    ("word", "high"),
    [
        ("small", 10),
        ("10cm", 10),
        ("medium", 20),
        ("20 cm", 20),
        ("adulte", 20),
        ("large", 30),
        ("30cm", 30),
        ("12,5 cm", 12.5),
    ],
)
def test_toys_are_as_high_as_their_size_says(word: str, high: float) -> None:
    size = sized(PatternType.AMIGURUMI, word)

    assert isinstance(size, AmigurumiSize)
    assert (size.height, size.defaulted) == (high, False)


def test_the_option_of_the_toys_height_wins_over_the_size() -> None:
    size = sized(PatternType.AMIGURUMI, "small", amigurumi_size_cm="25")

    assert isinstance(size, AmigurumiSize)
    assert size.height == 25


@pytest.mark.parametrize(
    ("word", "measures"),
    [
        ("small", (28, 30, 0)),
        ("medium", (36, 39, 6)),
        ("adulte", (36, 39, 6)),
        ("large", (46, 41, 8)),
        ("30x32x10", (30, 32, 10)),
    ],
)
def test_bags_of_the_sites_forms_have_the_charts_measures(word: str, measures: tuple[float, float, float]) -> None:
    size = sized(PatternType.BAG, word)

    assert isinstance(size, BagSize)
    assert (size.width, size.height, size.depth) == measures


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("adulte", "M"),
        ("", "M"),
        ("2XL", "2X"),
        ("XXL", "2X"),
        ("2X", "2X"),
        ("3xl", "3X"),
        ("xxxxxl", "5X"),
        ("enfant", "6y"),
        ("3 ans", "4y"),
        ("12 years", "12y"),
        ("bebe", "12m"),
        ("6-9 mois", "9m"),
        ("taille S", "S"),
    ],
)
def test_garment_sizes_are_known_by_any_of_their_spellings(word: str, label: str) -> None:
    size = sized(PatternType.GARMENT, word)

    assert (size.label, size.defaulted) == (label, False)


@pytest.mark.parametrize("type_", list(PatternType))
def test_an_unknown_size_gets_the_types_default_and_says_so(type_: PatternType) -> None:
    size, default = sized(type_, "grandeur nature"), sized(type_, "adulte")

    assert size.defaulted
    assert not default.defaulted
    assert size.label == default.label


@pytest.mark.parametrize("type_", list(PatternType))
def test_an_empty_size_is_the_default_without_a_word(type_: PatternType) -> None:
    assert sized(type_, "") == sized(type_, "adulte")


@pytest.mark.parametrize("word", ["homme", "homme L", "14 ans", "6X", "premature"])
def test_a_size_without_measurements_is_refused_in_words(word: str) -> None:
    with pytest.raises(CannotMake, match="lacks its measurements") as refusal:
        sized(PatternType.GARMENT, word)

    assert refusal.value.code == "size_not_offered"


@pytest.mark.parametrize("word", ["2cm", "90 cm", "0 cm"])
def test_a_toy_out_of_range_is_refused_in_words(word: str) -> None:
    with pytest.raises(CannotMake, match="from 5 to 60 cm") as refusal:
        sized(PatternType.AMIGURUMI, word)

    assert refusal.value.code == "height_out_of_range"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("type_", "word"), [(type_, word) for type_, words in SIZES.items() for word in words])
def test_a_size_as_it_is_said_is_read_back_as_the_same_size(type_: PatternType, word: str, language: Language) -> None:
    size = sized(type_, word)

    assert sized(type_, spoken(size.label, language)) == size


def test_slouchy_hats_are_higher_and_no_wider() -> None:
    plain, slouchy = sized(PatternType.HAT, "adulte"), sized(PatternType.HAT, "adulte", fit="slouchy")

    assert isinstance(plain, HatSize)
    assert isinstance(slouchy, HatSize)
    assert 1.15 <= slouchy.height / plain.height <= 1.3
    assert slouchy.circumference == plain.circumference


@pytest.mark.parametrize(
    "row", [row for chart in (charts.WOMEN, charts.CHILDREN, charts.BABIES) for row in chart.values()]
)
def test_every_row_of_the_body_charts_is_a_possible_body(row: charts.BodyRow) -> None:
    assert row.chest <= row.garment_chest <= row.chest + 15
    assert row.cross_back < row.garment_chest / 2
    assert row.armhole < row.length / 2
    assert row.wrist < row.upper_arm
    assert row.neck < row.cross_back


@pytest.mark.parametrize("chart", [charts.WOMEN, charts.CHILDREN, charts.BABIES])
def test_the_body_charts_never_shrink_as_sizes_grow(chart: dict[str, charts.BodyRow]) -> None:
    rows = list(chart.values())

    for smaller, larger in pairwise(rows):
        assert all(a <= b for a, b in zip(smaller, larger, strict=True))


def test_every_garment_passes_over_its_head() -> None:
    for word in SIZES[PatternType.GARMENT]:
        size = sized(PatternType.GARMENT, word)

        assert isinstance(size, GarmentSize)
        assert size.placket or 2 * (size.neck_width + size.neck_drop) >= size.head
