"""Stripes: every line says its colour, many come again by name, and each colour has the yarn of its own lines."""

import pytest
from patrond.crochet import Language, Level, Pattern, PatternType, Request, generate
from patrond.crochet.makers.costs import yarn
from patrond.crochet.makers.drafting import PieceDraft, Stripes
from patrond.crochet.makers.moves import Foundation, Ring, Work
from patrond.crochet.makers.notation import Notation
from patrond.crochet.pattern import Terms, Worked
from patrond.render.markdown import document


def drafted(stripes: Stripes, times: int) -> PieceDraft:
    piece = PieceDraft("Bonnet", Worked.SPIRAL, Notation(Terms.FR))
    piece.stripes = stripes
    piece.line(Ring("sc", 6))
    piece.line(Work("sc", 6), times=times)
    return piece


def written(piece: PieceDraft) -> list[tuple[str, str]]:
    return [(line.label, line.text) for line in piece.build().lines]


def test_a_range_is_parted_where_the_colour_changes_and_each_part_says_its_own() -> None:
    assert written(drafted(Stripes(("A", "B"), every=2, first=2), 5)) == [
        ("Tour 1", "en couleur A, 6 ms dans un cercle magique"),
        ("Tours 2-3", "en couleur A, 6 ms"),
        ("Tours 4-5", "en couleur B, 6 ms"),
        ("Tour 6", "en couleur A, 6 ms"),
    ]


def test_stripes_that_go_on_are_said_to_come_again() -> None:
    assert written(drafted(Stripes(("A", "B"), every=2, first=2), 13)) == [
        ("Tour 1", "en couleur A, 6 ms dans un cercle magique"),
        ("Tours 2-3", "en couleur A, 6 ms"),
        ("Tours 4-5", "en couleur B, 6 ms"),
        ("Tours 6-14", "répéter les tours 2 à 5"),
    ]


def test_a_piece_in_one_of_several_colours_says_it_once() -> None:
    piece = PieceDraft("Anse", Worked.ROWS, Notation(Terms.US))
    piece.stripes = Stripes(("B",), every=1000)
    piece.foundation(Foundation(5))
    piece.line(Work("sc", 5), times=3)

    assert written(piece) == [("Foundation", "Ch 5, in color B"), ("Rows 1-3", "5 sc")]


@pytest.mark.parametrize("times", range(1, 40))
@pytest.mark.parametrize("every", [1, 2, 3])
def test_each_colour_eats_what_its_lines_do(every: int, times: int) -> None:
    stripes = Stripes(("A", "B", "C"), every, first=2)
    piece = drafted(stripes, times)
    each = yarn((Work("sc", 6),))

    expected = dict.fromkeys("ABC", 0.0)
    for number in range(1, times + 2):
        expected[stripes.at(number)] += each

    assert dict(piece.spent) == pytest.approx({letter: spent for letter, spent in expected.items() if spent})
    assert piece.number == times + 1


def colours_of(pattern: Pattern) -> dict[str, float]:
    return {entry.colour: entry.metres or 0 for entry in pattern.yarn}


@pytest.mark.parametrize("type_", [PatternType.HAT, PatternType.SCARF, PatternType.BAG, PatternType.GARMENT])
def test_two_colours_need_as_much_as_one_and_a_little_more(type_: PatternType) -> None:
    one, two = (
        sum(colours_of(generate(Request(type_, Level.BEGINNER, options={"colors": number}))).values())
        for number in (1, 2)
    )

    assert one * 0.98 <= two <= one * 1.2 + 40


def test_a_change_of_colour_is_explained_where_there_is_one() -> None:
    striped = generate(Request(PatternType.HAT, Level.BEGINNER, options={"stripes": "yes"}))
    plain = generate(Request(PatternType.HAT, Level.BEGINNER))

    assert any(note.startswith("Changer de couleur") for note in striped.notes)
    assert not any("couleur" in note for note in plain.notes)


def test_americans_write_color_and_the_british_colour() -> None:
    texts = [
        document(generate(Request(PatternType.HAT, Level.INTERMEDIATE, language=Language.EN, terms=terms)))
        for terms in (Terms.US, Terms.UK)
    ]

    assert "in color B" in texts[0]
    assert "colour" not in texts[0]
    assert "in colour B" in texts[1]
