"""A pattern as Markdown: what the site's PDF knows and nothing else, and what the parser reads back."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrond.crochet import generate
from patrond.crochet.pattern import Abbreviation, Language, Level, Line, Pattern, PatternType, Terms
from patrond.crochet.request import Request
from patrond.render.markdown import clean, document, instructions, title

from support.wishes import every_wish

HAT = Request(PatternType.HAT, Level.BEGINNER)
BEAR = Request(PatternType.AMIGURUMI, Level.INTERMEDIATE, language=Language.EN)

# A heading, a list item, an empty line: all that the site's PDF prints as it should.
_KNOWN = re.compile(r"^(?:#{1,3} \S.*|- \S.*|)$")


def with_line(text: str) -> Pattern:
    pattern = generate(HAT)
    piece = pattern.pieces[0]
    return replace(pattern, pieces=(replace(piece, lines=(Line("Tour 1", text, 6), *piece.lines[1:])),))


def test_only_what_the_sites_pdf_knows_is_written() -> None:
    for wish in every_wish():
        pattern = generate(wish)
        for text in (instructions(pattern), document(pattern, size=wish.size)):
            strange = [line for line in text.splitlines() if not _KNOWN.match(line)]

            assert not strange, (wish, strange[:3])
            assert "<" not in text
            assert "|" not in text
            assert not text.replace("**", "").count("*")
            assert text.count("**") % 2 == 0


@given(st.text(" ab1é|`,x6\t\u00a0\u3000\x07"))
def test_a_text_in_which_nothing_is_to_be_cleaned_comes_out_as_by_the_long_way(text: str) -> None:
    assert clean(text) == clean(text + "<>")


def test_the_sites_content_repeats_none_of_its_other_columns() -> None:
    pattern = generate(HAT)
    content = instructions(pattern)

    assert pattern.title not in content
    assert pattern.estimated_time not in content
    assert pattern.hook_size not in content
    assert not any(item in content for item in pattern.materials)


def test_the_sites_content_has_everything_that_is_needed_to_make_it() -> None:
    pattern = generate(BEAR)
    content = instructions(pattern)

    for part in (pattern.assembly, pattern.notes, pattern.tips):
        assert all(text in content for text in part)
    for piece in pattern.pieces:
        assert piece.name in content
        assert all(f"{line.text} [{line.count}]" in content for line in piece.lines)
    assert all(f"**{entry.abbreviation}**" in content for entry in pattern.abbreviations)


def test_a_round_is_written_as_the_craft_writes_it() -> None:
    french, english = document(generate(HAT)), document(generate(replace(HAT, language=Language.EN)))

    assert "- **Tour 3** : (1 ms, aug) x 6 [18]" in french
    assert "- **Rnd 3**: (1 sc, inc) x 6 [18]" in english


def test_pieces_made_more_than_once_say_how_often() -> None:
    text = document(generate(BEAR))

    assert "### Arm (x 2)" in text
    assert "### Head\n" in text


def test_a_document_names_what_the_site_keeps_in_columns() -> None:
    pattern = generate(HAT)
    text = document(pattern, size="adulte")

    assert text.startswith(f"# {pattern.title}\n")
    for wanted in ("Type", "Niveau", "Taille", "Dimensions finies", "Échantillon", "Grosseur de fil", "Crochet"):
        assert f"- **{wanted}** : " in text
    assert all(item in text for item in pattern.materials)


def test_uk_terms_are_stated_in_the_head() -> None:
    pattern = generate(Request(PatternType.SCARF, Level.BEGINNER, language=Language.EN, terms=Terms.UK))

    assert "- **Terms**: UK" in document(pattern)


@pytest.mark.parametrize(
    ("drafted", "printed"),
    [
        ("*3 ms, aug* x6", "(3 ms, aug) x 6"),
        ("*3 ms, aug* x 6", "(3 ms, aug) x 6"),
        ("*3 sc, inc*, × 6", "(3 sc, inc) x 6"),
        ("*2 ms, aug* 6 fois", "(2 ms, aug) 6 fois"),
        ("*2 sc, inc; rep from * around", "(2 sc, inc) around"),
        ("*1 ms, aug*, répéter depuis * tout le tour", "(1 ms, aug) tout le tour"),
        ("3 ml, *1 br, sauter 1 m, rép de * à * jusqu'à la fin", "3 ml, (1 br, sauter 1 m) jusqu'à la fin"),
        ("*sc, inc*, rep from * 5 more times", "(sc, inc), rep the brackets 5 more times"),
        ("2 ms, *1 ms, aug* x 3, 2 ms, *1 ms, dim* x 3", "2 ms, (1 ms, aug) x 3, 2 ms, (1 ms, dim) x 3"),
    ],
)
def test_repeats_in_stars_become_brackets_since_the_sites_pdf_eats_stars(drafted: str, printed: str) -> None:
    content = instructions(with_line(drafted))

    assert f"- **Tour 1** : {printed} [6]" in content


@pytest.mark.parametrize(
    ("drafted", "printed"),
    [
        ("6 ms <script>alert(1)</script>", "6 ms alert(1)"),
        ("6 ms <img src=x onerror=alert(1)>", "6 ms"),
        ("6 ms\n\n# Titre", "6 ms # Titre"),
        ("6 ms\x00\x1b[31m\u202e", "6 ms[31m"),
        ("6 ms si largeur < 10 cm", "6 ms si largeur 10 cm"),
        ("**6 ms**", "6 ms"),
        ("6 ms | 7 ms", "6 ms / 7 ms"),
    ],
)
def test_no_html_and_no_control_character_reaches_the_page(drafted: str, printed: str) -> None:
    assert clean(drafted) == printed
    assert f"- **Tour 1** : {printed} [6]" in instructions(with_line(drafted))


def test_text_that_is_clean_stays_as_it_is() -> None:
    for wish in every_wish():
        for piece in generate(wish).pieces:
            assert all(clean(line.text) == line.text for line in piece.lines)


@pytest.mark.parametrize(
    ("drafted", "printed"),
    [
        ("Bonnet douillet", "Bonnet douillet"),
        ("# **Bonnet**", "Bonnet"),
        ("Bonnet\nrayé\x07", "Bonnet rayé"),
        ("Un très joli bonnet d'hiver pour toute la famille", "Un très joli bonnet d'hiver pour toute la…"),
        ("B" * 400, "B" * 44 + "…"),
        ("<b></b>", ""),
    ],
)
def test_a_title_of_any_origin_fits_the_page(drafted: str, printed: str) -> None:
    shown = title(replace(generate(HAT), title=drafted))

    assert shown == printed
    assert len(shown) <= 45


def test_parts_that_are_empty_leave_no_heading() -> None:
    bare = replace(generate(HAT), notes=(), tips=(), assembly=(), abbreviations=(Abbreviation("ms", "maille serrée"),))
    text = instructions(bare)

    assert "## Notes" not in text
    assert "## Conseils" not in text
    assert "## Assemblage" not in text


def test_a_pattern_without_gauge_and_counts_is_written_without_them() -> None:
    pattern = generate(HAT)
    piece = replace(pattern.pieces[0], lines=(Line("Tour 1", "6 ms", None),))
    text = document(replace(pattern, gauge=None, level=None, type=None, pieces=(piece,)))

    assert "Échantillon** :" not in text
    assert "- **Tour 1** : 6 ms\n" in text
