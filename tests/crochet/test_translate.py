"""Translation: from one language and one ladder of names to another, the pattern is the one generated there."""

from dataclasses import replace

import pytest
from patrond.crochet import (
    Language,
    Level,
    Line,
    Pattern,
    PatternType,
    Piece,
    Request,
    Terms,
    Untranslatable,
    Worked,
    generate,
    parse,
    translate,
    validate,
)
from patrond.render.markdown import document

from support.wishes import TONGUES, sampled


@pytest.mark.parametrize("type_", list(PatternType))
def test_a_translated_pattern_is_the_one_that_would_have_been_generated(type_: PatternType) -> None:
    for wish in sampled(1, of=2):
        if wish.type is not type_:
            continue
        made = [generate(replace(wish, language=language, terms=terms)) for language, terms in TONGUES]

        for pattern, (language, terms) in zip([made[2], *made], [*TONGUES, TONGUES[0]], strict=True):
            wanted = made[TONGUES.index((language, terms))]
            assert translate(pattern, language, terms) == wanted, wish


@pytest.mark.parametrize(
    ("type_", "options"),
    [
        (PatternType.HAT, {"fit": "slouchy", "pompon": True, "brim": "folded", "closure": "12,5 cm"}),
        (PatternType.SCARF, {"style": "double", "colors": 3}),
        (PatternType.SCARF, {"fringe": True, "stripes": True}),
        (PatternType.AMIGURUMI, {"animal": "grenouille", "eyes": "brodés"}),
        (PatternType.AMIGURUMI, {"animal": "dragon"}),
        (PatternType.AMIGURUMI, {"animal": "balle"}),
        (PatternType.BAG, {"shape": "rond", "handles": 50}),
        (PatternType.GARMENT, {"sleeves": "none", "length": "court"}),
    ],
)
@pytest.mark.parametrize("level", list(Level))
def test_options_and_what_was_not_followed_are_translated_too(
    type_: PatternType, level: Level, options: dict[str, object]
) -> None:
    wish = Request(type_, level, "introuvable", options=options, yarn_weight="fil de fer", wish="un chat dessus")
    made = [generate(replace(wish, language=language, terms=terms)) for language, terms in TONGUES]

    for pattern in made:
        assert [translate(pattern, language, terms) for language, terms in TONGUES] == made


def test_a_pattern_that_was_read_is_translated_and_sound() -> None:
    wish = Request(PatternType.AMIGURUMI, Level.ADVANCED, "20cm")
    read = parse(document(generate(wish)))

    british = translate(read, Language.EN, Terms.UK)

    assert validate(parse(document(british))).verdict is validate(read).verdict
    assert translate(parse(document(british)), Language.FR) == read


def with_lines(*texts: str) -> Pattern:
    pattern = generate(Request(PatternType.HAT, Level.BEGINNER))
    lines = tuple(Line(f"Tour {number}", text, None) for number, text in enumerate(texts, start=1))
    return replace(pattern, pieces=(Piece("Bonnet de Zoé", 1, Worked.SPIRAL, lines),), notes=("Pour Zoé, avec amour.",))


def test_other_peoples_words_stay_as_they_are() -> None:
    english = translate(with_lines("6 ms dans un cercle magique", "6 aug, caresser le chat"), Language.EN)

    assert english.notes == ("US terms are used throughout.", "Pour Zoé, avec amour.")
    assert english.pieces[0].name == "Bonnet de Zoé"
    assert [line.text for line in english.pieces[0].lines] == ["6 sc in a magic ring", "6 inc, caresser le chat"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 ms dans chaque m", "2 ms dans chaque m"),
        ("(1 ms, 2 ms dans chaque m) x 6", "2 ms dans chaque m"),
        ("*1 ms, aug* x6", "*1 ms"),
        ("1 ms, sauter l'arceau", "sauter l'arceau"),
        ("1 ms, zorglub, 3 ms", "zorglub"),
    ],
)
def test_what_may_count_and_is_not_our_notation_is_refused_in_words(text: str, found: str) -> None:
    with pytest.raises(Untranslatable, match="cannot translate Bonnet de Zoé, Tour 1") as refusal:
        translate(with_lines(text), Language.EN)

    assert refusal.value.found == found


def test_a_head_of_another_hand_is_refused_in_words() -> None:
    pattern = with_lines("6 ms dans un cercle magique")
    piece = replace(pattern.pieces[0], lines=(Line("T1.", "6 ms dans un cercle magique", 6),))

    with pytest.raises(Untranslatable, match=r"'T1\.' is not in patrond's own notation"):
        translate(replace(pattern, pieces=(piece,)), Language.EN)


def test_into_its_own_terms_a_pattern_stays_as_it_is() -> None:
    pattern = with_lines("2 ms dans chaque m")

    assert translate(pattern, Language.FR) is pattern
