"""Whole documents: what is read of a pattern beside its lines, and where each line stood."""

import json
from dataclasses import asdict

import pytest
from patrond.crochet import (
    Abbreviation,
    DraftError,
    Gauge,
    Language,
    Level,
    Pattern,
    PatternType,
    Request,
    Terms,
    Worked,
    generate,
    parse,
    parse_json,
    validate,
)

FRENCH = """\
# Bonnet d'automne

Niveau : débutant
Taille : adulte, 53 cm de tour

## Matériel
- Laine DK : 120 m, soit 50 g, rouille
- Crochet 4,5 mm
- Aiguille à laine

## Échantillon
18 m x 20 rangs = 10 x 10 cm

## Abréviations
- **ms** : maille serrée
- **aug** : augmentation (2 ms dans la même maille)

## Instructions

### Bonnet (x1)
**Tour 1 :** 6 ms dans un cercle magique [6]
**Tour 2 :** 6 aug [12]

### Pompon (en faire 2)
Tour 1 : 5 ms dans un cercle magique (5)

## Assemblage
- Coudre le pompon.

## Conseils
- Compter les mailles.
"""


@pytest.fixture(scope="module")
def french() -> Pattern:
    return parse(FRENCH)


def test_title_level_and_type_are_read(french: Pattern) -> None:
    assert (french.title, french.level, french.type) == ("Bonnet d'automne", Level.BEGINNER, PatternType.HAT)


def test_language_and_terms_are_told_by_the_words(french: Pattern) -> None:
    assert (french.language, french.terms) == (Language.FR, Terms.FR)


def test_gauge_hook_and_yarn_are_read(french: Pattern) -> None:
    assert french.gauge == Gauge(18, 20)
    assert french.hook_size == "4,5 mm"
    assert french.yarn_weight == "dk"
    assert [(yarn.metres, yarn.grams) for yarn in french.yarn] == [(120, 50)]


def test_sections_keep_their_items(french: Pattern) -> None:
    assert french.materials[2] == "Aiguille à laine"
    assert french.abbreviations[0] == Abbreviation("ms", "maille serrée")
    assert french.assembly == ("Coudre le pompon.",)
    assert french.tips == ("Compter les mailles.",)
    assert "53 cm" in french.finished_size


def test_pieces_are_read_with_how_often_they_are_made(french: Pattern) -> None:
    assert [(piece.name, piece.make) for piece in french.pieces] == [("Bonnet", 1), ("Pompon", 2)]


def test_each_line_remembers_where_it_stood(french: Pattern) -> None:
    rows = FRENCH.splitlines()

    for piece in french.pieces:
        for line in piece.lines:
            assert line.label in rows[line.source_line - 1]


def test_a_line_is_parted_into_label_text_and_count(french: Pattern) -> None:
    line = french.pieces[0].lines[1]

    assert (line.label, line.text, line.count) == ("Tour 2", "6 aug", 12)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Rnd 1: 6 sc in magic ring", Terms.US),
        ("UK terms.\nRnd 1: 6 dc in magic ring", Terms.UK),
        ("Rnd 1: 6 htr in magic ring\nRnd 2: 2 htr in each st", Terms.UK),
        ("Written in US terminology\nRnd 1: 6 dc in magic ring", Terms.US),
    ],
)
def test_english_terms_are_those_stated_or_betrayed(text: str, terms: Terms) -> None:
    assert parse(text).terms is terms


def test_how_a_piece_is_worked_is_told_by_its_lines() -> None:
    rows = "Corps\nRang 1 : 6 ms\n\n"
    joined = "Tête\nTour 1 : 6 ms, 1 mc\nTour 2 : 6 ms, 1 mc\n\n"
    spiral = "Bras\nTour 1 : 6 ms dans un AM\nTour 2 : 6 aug"

    assert [piece.worked for piece in parse(rows + joined + spiral).pieces] == [
        Worked.ROWS,
        Worked.JOINED,
        Worked.SPIRAL,
    ]


def test_what_is_given_wins_over_what_is_found() -> None:
    pattern = parse("Tour 1 : 6 ms", language=Language.EN, type_=PatternType.BAG, terms=Terms.UK)

    assert (pattern.language, pattern.type, pattern.terms) == (Language.EN, PatternType.BAG, Terms.UK)


def test_windows_line_ends_count_as_one() -> None:
    assert parse("Tour 1 : 6 ms [6]\r\nTour 2 : 6 ms [6]\r\n").pieces[0].lines[1].source_line == 2


def test_an_empty_text_is_an_empty_pattern() -> None:
    assert parse("").pieces == ()


@pytest.mark.parametrize("kind", list(PatternType))
def test_a_generated_pattern_comes_back_from_its_json(kind: PatternType) -> None:
    pattern = generate(Request(kind, Level.INTERMEDIATE))

    again = parse(json.dumps(asdict(pattern)))

    assert again.pieces == pattern.pieces
    assert (again.gauge, again.yarn, again.abbreviations) == (pattern.gauge, pattern.yarn, pattern.abbreviations)
    assert again.language is pattern.language


def test_a_draft_may_be_careless_with_its_types() -> None:
    draft = {"pieces": [{"name": "A", "make": "2", "lines": [{"label": "Tour 1", "text": "6 ms", "count": "6"}]}]}

    piece = parse_json(json.dumps(draft)).pieces[0]

    assert (piece.make, piece.lines[0].count, piece.lines[0].source_line) == (2, 6, 1)


def test_a_draft_may_repeat_label_and_count_in_its_text() -> None:
    lines = [
        {"label": "Tour 1", "text": "Tour 1 : 6 ms dans un cercle magique [6]", "count": 6},
        {"label": "2", "text": "R2: 6 aug (12)", "count": 12},
        {"label": "Tour 3 :", "text": "*1 ms, aug* x6", "count": 19},
    ]
    report = validate(parse_json(json.dumps({"title": "Bonnet", "pieces": [{"name": "A", "lines": lines}]})))

    assert [(f.code, f.line) for f in report.faults] == [("E_PRODUCE", 3)]
    assert report.verified == 2


@pytest.mark.parametrize("text", ["{", '{"pieces": [{"lines": [', '{"title": "x"}', '{"pieces": 3}', "{}"])
def test_json_that_is_no_pattern_is_refused_by_name(text: str) -> None:
    with pytest.raises(DraftError, match="cannot read the pattern"):
        parse(text)


def test_a_numbered_list_of_rounds_goes_on_over_its_ranges() -> None:
    text = "## Step 1: Nose\n1. 5 sc in MR (5)\n2. inc x 5 (10)\n3-6. sc in each st (10)\n7. dec x 5 (5)\n9. dec (4)"

    piece = parse(text).pieces[0]

    assert [line.label for line in piece.lines] == ["1", "2", "3-6", "7", "9"]


def test_a_numbered_list_may_begin_with_its_chain_after_a_remark() -> None:
    text = "Astuce : changez de couleur.\n\n1) Montez 23 ml.\nRang 1 : 1 ms dans la 2e ml, 1 ms dans chaque ml."

    (line, first) = parse(text).pieces[0].lines

    assert (line.text, first.label) == ("Montez 23 ml.", "Rang 1")


def test_what_the_turning_chain_counts_as_is_no_foundation() -> None:
    text = "# Top\n\nCh 3 counts as a dc.\n\n## Yoke\nCh 80, join to form a ring.\nRound 1: Ch 3, dc in each ch."

    assert [line.text for line in parse(text).pieces[0].lines] == [
        "Ch 80, join to form a ring.",
        "Ch 3, dc in each ch.",
    ]


def test_a_chain_in_bold_starts_a_piece_and_does_not_name_it() -> None:
    (piece,) = parse("## Sac\n**Chaînette : Monter 33 ml [33]**\n**Tour 1 : 1 ms dans la 2e ml, 31 ms [32]**").pieces

    assert [(line.label, line.count) for line in piece.lines] == [("Chaînette", 33), ("Tour 1", 32)]


def test_a_piece_is_joined_where_most_of_its_rounds_are() -> None:
    base = "\n".join(f"Tour {n} : {6 * n} ms [{6 * n}]" for n in range(1, 5))

    (piece,) = parse(
        f"{base}\nTours 5-30 : 1 ml, 24 ms, 1 mc dans la 1re m [24]\nTours 31-60 : répéter les tours 5 à 30"
    ).pieces

    assert piece.worked is Worked.JOINED
