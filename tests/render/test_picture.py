"""Pictures: every wish draws, labels never overlap, faults are marked on their round, foreign text stays text."""

import random
import re
import xml.etree.ElementTree as ET

import pytest
from patrond.crochet import Language, Level, Pattern, PatternType, Request, Study, generate, judge, parse
from patrond.render.picture import Format, picture
from patrond.render.picture.style import CLASSES

from support.crochet_corpus import snippets
from support.crochet_mutations import mutants
from support.drawing import NS, Drawing, assert_is_sound
from support.wishes import every_wish, one_tongue

HAT = """# Bonnet
Échantillon : 18 m x 20 rangs = 10 cm
### Bonnet
Tour 1 : 6 ms dans un cercle magique [6]
Tour 2 : 6 aug [12]
Tour 3 : (1 ms, aug) x 6 [18]
Tour 4 : (2 ms, aug) x 6 [24]
Tour 5 : (3 ms, aug) x 6 [31]
Tour 6 : (4 ms, aug) x 6 [36]
Tour 7 : (5 ms, aug) x 6 [42]
Tours 8-20 : 42 ms [42]
"""


def svg_of(pattern: Pattern, language: str = "fr", format_: Format = Format.WIDE, *, alone: bool = True) -> str:
    study = Study.of(pattern)
    return picture(study, judge(study), language, format_=format_, alone=alone)


def drawn(text: str, language: str = "fr", format_: Format = Format.WIDE, type_: PatternType | None = None) -> Drawing:
    return Drawing(svg_of(parse(text, type_=type_), language, format_))


@pytest.mark.parametrize("type_", list(PatternType))
@pytest.mark.parametrize("format_", list(Format))
def test_every_wish_is_drawn_within_its_sheet_and_no_label_lies_on_another(type_: PatternType, format_: Format) -> None:
    for wish in one_tongue():
        if wish.type is type_:
            svg = svg_of(generate(wish), "fr", format_)
            assert_is_sound(Drawing(svg))
            assert len(svg.encode()) <= 60_000, wish


def test_every_wish_is_drawn_in_the_other_tongues_too() -> None:
    for wish in every_wish():
        if wish.language is Language.EN and wish.level is Level.INTERMEDIATE:
            drawing = Drawing(svg_of(generate(wish), "en"))
            assert_is_sound(drawing)
            assert "Drawn to scale, from the stitches and the gauge." in drawing.words("note"), wish


@pytest.mark.parametrize("format_", list(Format))
def test_a_faulty_round_is_marked_on_its_number_in_the_figure_the_curve_and_in_words(format_: Format) -> None:
    drawing = drawn(HAT, format_=format_, type_=PatternType.HAT)

    assert_is_sound(drawing)
    assert len(drawing.of("faulty")) == 1
    assert "T5" in drawing.words("wrong")
    assert drawing.words("bad") == ["31 ≠ 30", "31 ≠ 30", "5"]
    told = [path.told for path in drawing.of("mark") if path.told]
    assert told == ["Tour 5 : 31 m (en réalité 30). « (3 ms, aug) x 6 » donne 30 mailles, pas 31 (24 + 6 = 30)."]
    note = " ".join(drawing.words("wrong"))
    assert "Bonnet, Tour 5 : « (3 ms, aug) x 6 » donne 30 mailles, pas 31 (24 + 6 = 30)." in note


def test_the_mark_is_where_the_round_is() -> None:
    drawing = drawn(HAT, type_=PatternType.HAT)

    band = max(y for _, y in drawing.of("faulty")[0].points)
    mark = next(path for path in drawing.of("mark") if path.told)
    assert min(y for _, y in drawing.of("faulty")[0].points) <= mark.points[0][1] <= band
    label = next(text for text in drawing.texts if text.words == "T5")
    assert label.box.top <= mark.points[0][1] <= label.box.bottom


def test_many_faults_side_by_side_keep_their_labels_apart() -> None:
    text = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", HAT)

    drawing = drawn(text, type_=PatternType.HAT)

    assert_is_sound(drawing)
    assert len([path for path in drawing.of("mark") if path.told]) >= 6
    assert len([words for words in drawing.words("wrong") if re.fullmatch(r"T\d+", words)]) >= 4


@pytest.mark.parametrize("format_", list(Format))
def test_every_snippet_of_the_corpus_is_drawn(format_: Format) -> None:
    for snippet in snippets():
        svg = svg_of(parse(snippet.text), snippet.language[:2], format_)
        assert_is_sound(Drawing(svg))


@pytest.mark.parametrize("type_", list(PatternType))
def test_a_planted_fault_is_marked_wherever_it_is(type_: PatternType) -> None:
    chance = random.Random(7)
    for mutation in mutants(generate(Request(type_, Level.INTERMEDIATE)), chance):
        study = Study.of(mutation.pattern)
        report = judge(study)
        drawing = Drawing(picture(study, report, "fr"))
        assert_is_sound(drawing)
        worked = {line.line.label for _, line in study.lines() if line.turns and line.stitches}
        faulty = {fault.label for fault in report.faults} & worked
        told = {path.told.split(" : ")[0] for path in drawing.of("mark") if path.told}
        assert told == faulty, mutation.text
        assert bool(report.faults) == bool(drawing.words("wrong")), mutation.text


def test_a_sound_pattern_has_no_mark() -> None:
    drawing = drawn(HAT.replace("[31]", "[30]"), type_=PatternType.HAT)

    assert not drawing.of("faulty") and not drawing.of("mark") and not drawing.words("wrong", "bad")
    assert "23,3 cm de tour · 42 m" in drawing.words("text")


def test_what_was_not_verified_is_pale_and_said() -> None:
    text = HAT.replace("[31]", "[30]").replace("Tour 6 : (4 ms, aug) x 6", "Tour 6 : selon l'envie du jour")

    drawing = drawn(text, type_=PatternType.HAT)

    assert len(drawing.of("faint")) == 2  # the round, and the swatch beside the words
    assert "En pâle et pointillé : ce qui n'a pas pu être vérifié." in drawing.words("note")


def test_without_a_gauge_no_centimetre_is_written() -> None:
    drawing = drawn(HAT.replace("Échantillon : 18 m x 20 rangs = 10 cm\n", ""), type_=PatternType.HAT)

    assert not [words for words in drawing.words() if re.search(r"\bcm\b", words)]
    assert "Sans échantillon : dessiné en mailles et en tours, sans centimètres." in drawing.words("note")


def test_a_line_without_a_count_is_left_out_and_named() -> None:
    drawing = drawn("Boule\nTour 1 : 6 ms dans un cercle magique [6]\nTour 2 : à votre guise\nTour 3 : 12 ms [12]\n")

    assert "Non dessiné, faute d'un nombre de mailles : Tour 2." in drawing.words("note")


def test_rows_without_an_end_are_torn_off_and_have_no_length() -> None:
    text = """Échantillon : 18 m x 20 rangs = 10 cm
Monter 31 ml
Rang 1 : 1 ms dans la 2e ml à partir du crochet, 29 ms [30]
Rang 2 : 1 ml, tourner, 30 ms [30]
Rang 3 et suivants : répéter le rang 2 jusqu'à """
    torn, whole = drawn(f"{text}la longueur voulue\n"), drawn(f"{text}160 cm\n")

    for drawing in (torn, whole):
        assert_is_sound(drawing)
    jagged = "Bord en dents : le nombre de rangs est laissé à qui crochète."
    assert (jagged in torn.words("note"), jagged in whole.words("note")) == (True, False)
    assert [any("160" in word for word in each.words()) for each in (torn, whole)] == [False, True]


def test_a_text_without_a_round_gives_a_picture_that_says_so() -> None:
    drawing = drawn("Une lettre, et rien à crocheter.\n")

    assert_is_sound(drawing)
    assert " ".join(drawing.words("note")).startswith("Rien à dessiner")


def test_foreign_text_stays_text_and_what_cannot_be_seen_is_dropped() -> None:
    hostile = '</title><script>alert(1)</script>"><a xlink:href="http://x">&lt;\x00\x1b\u202e' + "W" * 300
    text = HAT.replace("# Bonnet", f"# {hostile}").replace("### Bonnet", f"### {hostile}")

    svg = svg_of(parse(text, type_=PatternType.HAT))

    drawing = Drawing(svg)
    assert_is_sound(drawing)
    assert "<script" not in svg and "<a " not in svg and "\u202e" not in svg
    assert "alert(1)" in drawing.title()


def test_four_thousand_lines_of_which_each_is_faulty_stay_a_picture() -> None:
    piece = "### Pièce {n}\nTour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 6 aug [12]\n"
    rounds = "".join(f"Tour {number} : {12 + number % 2} ms [{12 + number % 2}]\n" for number in range(3, 130))

    svg = svg_of(parse("".join(piece.format(n=n) + rounds for n in range(30))))

    drawing = Drawing(svg)
    assert_is_sound(drawing)
    assert len(svg.encode()) < 600_000
    assert any("Pièces non dessinées" in words for words in drawing.words("note"))


def test_the_same_pattern_gives_the_same_bytes() -> None:
    pattern = generate(Request(PatternType.AMIGURUMI, Level.ADVANCED, "20cm"))

    assert svg_of(pattern) == svg_of(pattern)


def test_for_a_page_it_has_no_style_of_its_own_and_the_page_knows_its_classes() -> None:
    svg = svg_of(generate(Request(PatternType.BAG, Level.ADVANCED)), alone=False)

    root = ET.fromstring(svg)
    assert root.find(f"{NS}style") is None and root.find(f"{NS}rect") is None
    assert "width" not in root.attrib


def test_the_style_sheet_of_the_page_has_every_class(request: pytest.FixtureRequest) -> None:
    sheet = (request.config.rootpath / "templates/static/style.css").read_text()

    assert {name for name in CLASSES if f".{name}" not in sheet} == {"pc-paper"}


def test_it_is_told_in_words_to_those_who_do_not_see_it() -> None:
    root = Drawing(svg_of(generate(Request(PatternType.HAT, Level.BEGINNER)))).root

    assert root.attrib["role"] == "img"
    assert root.findtext(f"{NS}desc") == "Bonnet : 34 tours, jusqu'à 72 mailles, 53,3 cm de tour."
