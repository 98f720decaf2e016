"""Options of a wish: understood in any form, honoured where a maker can, told where it cannot."""

import re

import pytest
from patrond.crochet import Language, Level, Pattern, PatternType, Request, generate, resolve, validate
from patrond.crochet.makers.animals import ANIMALS
from patrond.crochet.sizing.options import Flag, Naming, Option, every, pick, text_of, unheard, wants
from patrond.crochet.sizing.sizes import BagSize, GarmentSize, HatSize, ScarfSize

FIT = Option("fit|coupe", {"slouchy": "slouchy|tombant", "fitted": "fitted|ajuste"}, shared="style", between=(10, 90))
FRINGE = Flag("fringe|franges", "fringe|franges", shared="style")


def made(type_: PatternType, level: Level = Level.BEGINNER, size: str = "adulte", **options: object) -> Pattern:
    wish = Request(type_, level, size, options=options)
    pattern = generate(wish)
    assert not validate(pattern, wish).faults
    return pattern


def counts(pattern: Pattern) -> list[int]:
    return [line.count or 0 for line in pattern.pieces[0].lines]


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ({"fit": "slouchy"}, "slouchy"),
        ({"Coupe": "Ajusté"}, "fitted"),
        ({"style": "un bonnet tombant"}, "slouchy"),
        ({"style": "1950"}, ""),
        ({"fit": "slouchyish"}, ""),
        ({"fit": ["tombant", "rouge"]}, "slouchy"),
        ({"fit": 25}, "25"),
        ({"fit": "12,5 cm"}, "12.5"),
        ({"fit": 300}, ""),
        ({"style": 25}, ""),
        ({"other": "slouchy"}, ""),
    ],
)
def test_a_choice_is_known_by_its_words_under_its_keys(options: dict[str, object], chosen: str) -> None:
    assert pick(options, FIT) == chosen


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"fringe": True}, True),
        ({"franges": "longues"}, True),
        ({"franges": "sans"}, False),
        ({"style": "à franges"}, True),
        ({"style": "pas de franges"}, False),
        ({"style": "uni"}, False),
        ({}, False),
    ],
)
def test_a_flag_is_said_yes_or_no_to(options: dict[str, object], wanted: bool) -> None:
    assert wants(options, FRINGE) is wanted


def test_what_nobody_understands_is_told_and_what_asks_for_nothing_is_not() -> None:
    options = {"fit": "1950", "closure": "zip", "motif": "aucun", "mood": "any", "terms": "uk", "colors": "bleu"}

    assert unheard(options, (FIT, Naming("color"))) == (("fit", "1950"), ("closure", "zip"))


def test_things_are_named_freely_under_keys_that_hold_a_word() -> None:
    assert list(every({"main_color": "bleu", "second-color": ["vert"], "size": "M"}, Naming("color"))) == [
        "bleu",
        "vert",
    ]


@pytest.mark.parametrize("value", [None, {}, [], {"value": {"value": "x"}}, object()])
def test_a_value_of_no_known_form_says_nothing(value: object) -> None:
    assert text_of(value) == ""


def test_a_slouchy_hat_is_higher_and_a_fitted_one_narrower() -> None:
    usual, slouchy, fitted = (
        resolve(Request(PatternType.HAT, Level.BEGINNER, options=options))
        for options in ({}, {"fit": "slouchy"}, {"fit": "ajusté"})
    )

    assert isinstance(usual, HatSize) and isinstance(slouchy, HatSize) and isinstance(fitted, HatSize)
    assert slouchy.height == pytest.approx(1.2 * usual.height)
    assert fitted.circumference == pytest.approx(0.92 * usual.head)


def test_a_slouchy_hat_that_is_not_a_beginners_is_gathered_into_its_brim() -> None:
    rounds = counts(made(PatternType.HAT, Level.INTERMEDIATE, fit="slouchy"))

    assert max(rounds) > rounds[-1] * 1.08


@pytest.mark.parametrize(("brim", "rounds"), [("plain", 0), ("ribbed", 1), ("folded", 2)])
def test_a_brim_is_as_high_as_chosen(brim: str, rounds: int) -> None:
    pattern = made(PatternType.HAT, Level.INTERMEDIATE, brim=brim, stripes="no")
    ribbed = [line for line in pattern.pieces[0].lines if "brar" in line.text]
    usual = [
        line for line in made(PatternType.HAT, Level.INTERMEDIATE, stripes="no").pieces[0].lines if "brar" in line.text
    ]

    def long(lines: list[object]) -> int:
        return sum(last - first + 1 for first, last in map(numbers, lines))

    assert long([*ribbed]) == pytest.approx(rounds * long([*usual]), abs=1)


def numbers(line: object) -> tuple[int, int]:
    found = [int(number) for number in re.findall(r"\d+", str(getattr(line, "label", "")))]
    return found[0], found[-1]


def test_a_pompon_has_its_yarn_its_card_and_its_place() -> None:
    plain, topped = made(PatternType.HAT), made(PatternType.HAT, pompon="oui")

    assert (topped.yarn[0].metres or 0) > (plain.yarn[0].metres or 0)
    assert any("pompon" in item for item in topped.materials)
    assert any("Pompon" in text for text in topped.assembly)
    assert not any("ompon" in text for text in (*plain.materials, *plain.assembly))


def test_a_babys_pompon_comes_with_a_warning() -> None:
    assert any("pompon" in note for note in made(PatternType.HAT, size="bebe", pompon=True).notes)


@pytest.mark.parametrize(
    ("options", "width", "length"),
    [
        ({"length": "long"}, 20, 170),
        ({"longueur": "200 cm"}, 20, 200),
        ({"length": 150, "width": "large"}, 28, 150),
        ({"width": 25}, 25, 160),
        ({"length": 4000}, 20, 160),
    ],
)
def test_a_scarf_is_as_long_and_wide_as_wished(options: dict[str, object], width: float, length: float) -> None:
    size = resolve(Request(PatternType.SCARF, Level.BEGINNER, options=options))

    assert isinstance(size, ScarfSize)
    assert (size.width, size.length) == (width, length)


def test_a_double_snood_goes_around_twice_and_says_so() -> None:
    pattern = made(PatternType.SCARF, style="snood double")

    assert pattern.pieces[0].name == "Snood"
    assert 120 <= float(re.findall(r"\d+", pattern.finished_size)[0]) <= 150
    assert any("deux tours" in note for note in pattern.notes)


def test_a_fringe_has_its_yarn_and_its_strands() -> None:
    plain, fringed = made(PatternType.SCARF), made(PatternType.SCARF, franges="oui")

    assert (fringed.yarn[0].metres or 0) >= (plain.yarn[0].metres or 0) + 15
    assert any("Franges : couper 60 brins" in text for text in fringed.assembly)
    assert not any("range" in text for text in plain.assembly)


@pytest.mark.parametrize("key", list(ANIMALS))
@pytest.mark.parametrize("level", list(Level))
def test_every_animal_is_made_at_every_level(key: str, level: Level) -> None:
    for size in ("10cm", "20cm", "30cm"):
        word = ANIMALS[key].words.split("|")[0]
        pattern = made(PatternType.AMIGURUMI, level, size, subtype=word)

        names = {piece.name for piece in pattern.pieces}
        assert {"Tête", "Corps", "Jambe"} <= names
        assert names & {"Bras", "Aile"}
        assert not any("pas dans nos modèles" in note for note in pattern.notes)
        assert len(pattern.title) <= 45


def test_what_makes_an_animal_itself_is_there_at_every_level() -> None:
    for word, part in (("éléphant", "Trompe"), ("pingouin", "Bec"), ("renard", "Queue"), ("cochon", "Groin")):
        pattern = made(PatternType.AMIGURUMI, Level.BEGINNER, animal=word)

        assert part in {piece.name for piece in pattern.pieces}


def test_an_unknown_animal_is_told_once_and_a_bear_is_made() -> None:
    pattern = made(PatternType.AMIGURUMI, animal="ornithorynque")

    assert "Ours" in pattern.title
    assert [note for note in pattern.notes if "ornithorynque" in note] == [
        "L'animal « ornithorynque » n'est pas dans nos modèles : ce patron est un ours."
    ]


@pytest.mark.parametrize("level", list(Level))
def test_a_ball_is_a_ball_and_no_animal(level: Level) -> None:
    pattern = made(PatternType.AMIGURUMI, level, "10cm", subtype="balle")
    rounds = counts(pattern)

    assert [piece.name for piece in pattern.pieces] == ["Balle"]
    assert rounds[0] == rounds[-1] == 6
    assert rounds == rounds[::-1] or level is not Level.BEGINNER
    assert "9" in pattern.finished_size or "10" in pattern.finished_size


def test_eyes_are_embroidered_where_that_is_chosen() -> None:
    pattern = made(PatternType.AMIGURUMI, eyes="brodés")

    assert not any("yeux de sécurité" in item for item in pattern.materials)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(("shape", "sign"), [("plat", "Panneau"), ("ovale", "dernière ml"), ("rond", "cercle magique")])
def test_a_bag_has_the_shape_that_is_chosen(level: Level, shape: str, sign: str) -> None:
    for size in ("small", "medium", "large"):
        pattern = made(PatternType.BAG, level, size, forme=shape)

        assert any(sign in f"{piece.name} {line.text}" for piece in pattern.pieces for line in piece.lines)


@pytest.mark.parametrize(("wished", "long"), [("à la main", 36), ("shoulder", 62), (50, 50), ("50 cm", 50)])
def test_handles_are_as_long_as_wished(wished: object, long: float) -> None:
    size = resolve(Request(PatternType.BAG, Level.BEGINNER, options={"anses": wished}))

    assert isinstance(size, BagSize)
    assert size.handle == long


@pytest.mark.parametrize("level", list(Level))
def test_a_sleeveless_top_has_no_sleeves_and_says_how_the_armholes_are_finished(level: Level) -> None:
    pattern = made(PatternType.GARMENT, level, "M", manches="sans")

    assert "Manche" not in {piece.name for piece in pattern.pieces}
    assert any("emmanchure" in text for text in pattern.assembly)
    assert "sans manches" in pattern.finished_size


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("size", ["3 mois", "6 ans", "M", "5X"])
def test_sleeves_and_length_are_as_wished_at_every_size(level: Level, size: str) -> None:
    for sleeves in ("courtes", "3/4", "longues"):
        for length in ("court", "long", 60):
            made(PatternType.GARMENT, level, size, sleeves=sleeves, length=length)


def test_a_short_sleeve_ends_on_the_upper_arm() -> None:
    size = resolve(Request(PatternType.GARMENT, Level.BEGINNER, "M", options={"sleeves": "short"}))

    assert isinstance(size, GarmentSize)
    assert size.wrist < size.cuff < size.upper_arm
    assert size.sleeve == pytest.approx(0.3 * 43)


@pytest.mark.parametrize(
    ("options", "yarns"),
    [
        ({"colors": "3"}, ["couleur A", "couleur B", "couleur C"]),
        ({"couleurs": ["bleu nuit", "blanc"]}, ["bleu nuit (couleur A)", "blanc (couleur B)"]),
        ({"couleur_principale": "bleu", "couleur_secondaire": "vert"}, ["bleu (couleur A)", "vert (couleur B)"]),
        ({"couleur": "bleu"}, ["bleu"]),
        ({"colors": "uni"}, ["couleur principale"]),
        ({"stripes": "non"}, ["couleur principale"]),
        ({"rayures": "oui", "couleur": "bleu"}, ["bleu (couleur A)", "couleur B"]),
    ],
)
def test_colours_are_as_many_and_as_named_as_wished(options: dict[str, object], yarns: list[str]) -> None:
    pattern = made(PatternType.SCARF, Level.INTERMEDIATE, **options)

    assert [yarn.colour for yarn in pattern.yarn] == yarns


@pytest.mark.parametrize("type_", list(PatternType))
def test_what_cannot_be_followed_is_said_in_the_pattern(type_: PatternType) -> None:
    pattern = made(type_, closure="fermeture éclair", fit=["1950"])

    assert "Option « closure : fermeture éclair » : ce patron ne peut pas la suivre." in pattern.notes
    assert any("1950" in note for note in pattern.notes)


def test_a_written_wish_is_said_not_to_be_followed() -> None:
    wish = Request(PatternType.HAT, Level.BEGINNER, language=Language.EN, wish="with a cat on it")

    assert any("written request" in note for note in generate(wish).notes)
    assert not any("written request" in note for note in generate(Request(PatternType.HAT, Level.BEGINNER)).notes)
