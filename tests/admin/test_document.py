"""A pattern's markdown read into blocks, as our generator writes it and as older rows hold it."""

import pytest
from patrond.admin.document import (
    Heading,
    Items,
    Paragraph,
    Round,
    Rounds,
    Rule,
    Span,
    Style,
    Terms,
    read_document,
    spans_of,
)
from patrond.crochet.generate import generate
from patrond.crochet.pattern import Level, PatternType
from patrond.crochet.request import Request
from patrond.render.markdown import instructions


def plain(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def test_headings_lists_and_paragraphs_become_blocks() -> None:
    text = "# Bonnet\n\nUn bonnet\nchaud.\n\n- laine\n- crochet\n\n1. Monter\n2. Fermer\n---\n#### Fin ##"
    assert read_document(text) == (
        Heading(1, plain("Bonnet")),
        Paragraph((Span("Un bonnet"), Span(" "), Span("chaud."))),
        Items((plain("laine"), plain("crochet"))),
        Items((plain("Monter"), plain("Fermer")), 1),
        Rule(),
        Heading(3, plain("Fin")),
    )


@pytest.mark.parametrize(
    ("line", "round_"),
    [
        ("- **Tour 4** : (1 ms, aug) x 6 [18]", ("Tour 4", "(1 ms, aug) x 6", "18")),
        ("**Tour 4 :** (1 ms, aug) x 6 [18]", ("Tour 4", "(1 ms, aug) x 6", "18")),
        ("- **Tours 10-21** : 54 ms [54]", ("Tours 10-21", "54 ms", "54")),
        ("Tours 5 à 7 : 1 ms dans chaque m (30 m)", ("Tours 5 à 7", "1 ms dans chaque m", "30 m")),
        ("* Rnd 3: *1 sc, inc* x6 [18 sts].", ("Rnd 3", "*1 sc, inc* x6", "18 sts")),
        ("- **Rang 1 (endroit)** : 1 ml, 20 ms", ("Rang 1 (endroit)", "1 ml, 20 ms", "")),
        ("R12: 6 dec [6]", ("R12", "6 dec", "6")),
        ("- **Chaînette** : Monter 28 ml [28]", ("Chaînette", "Monter 28 ml", "28")),
    ],
)
def test_a_line_that_begins_with_a_round_becomes_one(line: str, round_: tuple[str, str, str]) -> None:
    label, text, count = round_
    assert read_document(line) == (Rounds((Round(label, plain(text), count),)),)


@pytest.mark.parametrize(
    "line", ["Tour de tête : 56 cm", "Rangez la laine : elle est chère", "Tour 3 sans deux-points", "Row"]
)
def test_a_line_that_only_looks_like_a_round_stays_text(line: str) -> None:
    assert isinstance(read_document(line)[0], Paragraph)


def test_explained_words_become_terms() -> None:
    (block,) = read_document("- **ms** : maille serrée\n- **aug :** 2 ms dans la même maille")
    assert isinstance(block, Terms)
    assert [(entry.term, entry.spans[0].text) for entry in block.entries] == [
        ("ms", "maille serrée"),
        ("aug", "2 ms dans la même maille"),
    ]


def test_bold_and_italics_are_runs_and_lonely_stars_stay() -> None:
    assert [(s.text, s.style) for s in spans_of("un **gros** *ours* 3 * 4 = 12 * x")] == [
        ("un ", Style.PLAIN),
        ("gros", Style.STRONG),
        (" ", Style.PLAIN),
        ("ours", Style.EM),
        (" 3 * 4 = 12 * x", Style.PLAIN),
    ]


def test_markup_of_another_kind_stays_the_text_that_it_is() -> None:
    (block,) = read_document("<b>gras</b> | a | [lien](javascript:x) `code`")
    assert block == Paragraph(plain("<b>gras</b> | a | [lien](javascript:x) `code`"))


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_is_no_block(text: str) -> None:
    assert read_document(text) == ()


@pytest.mark.parametrize("type_", list(PatternType))
def test_every_round_that_our_generator_writes_is_laid_out_as_one(type_: PatternType) -> None:
    pattern = generate(Request(type_, Level.BEGINNER))
    blocks = read_document(instructions(pattern))
    rounds = [entry for block in blocks if isinstance(block, Rounds) for entry in block.entries]
    lines = [line for piece in pattern.pieces for line in piece.lines]
    assert [entry.label for entry in rounds] == [line.label for line in lines]
    assert [entry.count for entry in rounds] == [str(line.count) for line in lines]


@pytest.mark.parametrize(
    "text", ["*" * 20_000, "**" * 10_000 + "a", "[" * 20_000, "- **" + "a" * 20_000, "Tour 1 : " + "(1 " * 9000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    assert read_document(text)
