"""What the assembly and the notes refer to; stuffing and eyes in time; hooks; repeats without an end."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patrond.crochet import Finding, PatternType, parse, parse_json, validate

from support.crochet_texts import scarf

BEAR_FR = """Ours

Tête
Tour 1 : 6 ms dans un cercle magique [6]
Tour 2 : 6 aug [12]
Tours 3-9 : 12 ms [12]
Tour 10 : 6 dim [6]{head}

Bras (x2)
Tour 1 : 6 ms dans un cercle magique [6]
Tours 2-6 : 6 ms [6]

Jambes (x2)
Tour 1 : 6 ms dans un cercle magique [6]
Tours 2-8 : 6 ms [6]

Assemblage
{assembly}
"""
BEAR_EN = """Bear

Head
Rnd 1: 6 sc in magic ring (6)
Rnd 2: inc x 6 (12)
Rnds 3-9: 12 sc (12)
Rnd 10: dec x 6 (6){head}

Arms (make 2)
Rnd 1: 6 sc in magic ring (6)
Rnds 2-6: 6 sc (6)

Legs (make 2)
Rnd 1: 6 sc in magic ring (6)
Rnds 2-8: 6 sc (6)

Assembly
{assembly}
"""


def _of(text: str, code: str, kind: PatternType | None = PatternType.AMIGURUMI) -> list[Finding]:
    return [f for f in validate(parse(text, type_=kind)).findings if f.code == code]


def _refs(bear: str, assembly: str, head: str = "") -> list[tuple[str, str, str]]:
    return [(f.variant, f.expected, f.found) for f in _of(bear.format(assembly=assembly, head=head), "E_REF")]


@pytest.mark.parametrize(
    ("bear", "assembly", "expected"),
    [
        (BEAR_FR, "Placer les yeux entre les tours 5 et 6 de la tête.", []),
        (BEAR_FR, "Placer les yeux entre les tours 12 et 13 de la tête.", [("round", "10", "13")]),
        (BEAR_FR, "Coudre les bras sur la tête, au tour 9.", []),
        (BEAR_FR, "Coudre les bras au tour 14.", [("round", "10", "14")]),
        (BEAR_FR, "Coudre les bras entre les tours 7 et 9.", []),  # of what they are sewn to
        (BEAR_FR, "Laisser les tours 14 et 15 de côté.", []),  # neither eyes nor sewing
        (BEAR_FR, "Placer les yeux entre les tours 5 et 6 à 12 m d'écart sur la tête.", []),
        (BEAR_EN, "Place the eyes between rounds 5 and 6 of the head.", []),
        (BEAR_EN, "Place the eyes between rounds 12 and 13 of the head.", [("round", "10", "13")]),
        (BEAR_EN, "Sew the arms to the head at rnd 9.", []),
        (BEAR_EN, "Sew the arms at rnd 14.", [("round", "10", "14")]),
    ],
)
def test_a_round_that_no_piece_has_is_refused(bear: str, assembly: str, expected: list[tuple[str, str, str]]) -> None:
    assert _refs(bear, assembly) == expected


@pytest.mark.parametrize(
    ("bear", "assembly", "expected"),
    [
        (BEAR_FR, "Coudre les 2 jambes sous la tête.", []),
        (BEAR_FR, "Coudre les 3 jambes sous la tête.", [("count", "2", "3")]),
        (BEAR_FR, "Jambes (3) : coudre sous la tête.", [("count", "2", "3")]),
        (BEAR_FR, "Coudre les quatre pattes.", []),  # arms and legs
        (BEAR_FR, "Coudre les six pattes.", [("count", "4", "6")]),
        (BEAR_FR, "Faire une deuxième paire, puis coudre les quatre jambes.", []),
        (BEAR_EN, "Sew both legs to the head.", []),
        (BEAR_EN, "Sew the three legs to the head.", [("count", "2", "3")]),
        (BEAR_EN, "Sew the four paws on.", []),
    ],
)
def test_more_parts_than_were_made_are_refused(bear: str, assembly: str, expected: list[tuple[str, str, str]]) -> None:
    assert _refs(bear, assembly) == expected


@pytest.mark.parametrize(
    ("bear", "assembly", "expected"),
    [
        (BEAR_FR, "Coudre la queue sur la tête.", [("piece", "", "queue")]),
        (BEAR_FR, "Coudre les oreilles sur la tête.", [("piece", "", "oreilles")]),
        (BEAR_FR, "Coudre le museau sur la tête.", []),  # it may be embroidered
        (BEAR_FR, "Coudre le bouton sur la tête.", []),
        (BEAR_FR, "Conseils\nLes oreilles sont en feutrine.\n\nAssemblage\nCoudre les oreilles sur la tête.", []),
        (BEAR_EN, "Sew the tail to the head.", [("piece", "", "tail")]),
        (BEAR_EN, "Sew the ears to the head.", [("piece", "", "ears")]),
        (BEAR_EN, "Sew the felt nose to the head.", []),
    ],
)
def test_a_part_that_nothing_makes_is_refused(bear: str, assembly: str, expected: list[tuple[str, str, str]]) -> None:
    assert _refs(bear, assembly) == expected


def test_eyes_between_rounds_that_the_piece_does_not_have_are_told_where_they_stand() -> None:
    text = BEAR_FR.format(assembly="Coudre le tout.", head=", placer les yeux entre les tours 15 et 16")

    (fault,) = _of(text, "E_REF")
    assert (fault.piece, fault.label, fault.variant, fault.expected, fault.found) == (
        "Tête",
        "Tour 10",
        "round",
        "10",
        "16",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ours\n\nTête\nTour 1 : 6 ms en cercle magique [6]\nTours 2 et suivants : 6 ms jusqu'à 10 cm\n\nAssemblage\n{}",
        "Ours\n\nTête\nTour 1 : 6 ms dans un cercle magique [6]\nTour 5 : 6 ms [6]\n\nAssemblage\n{}",
        "Ours\n\nTête\nTour 8 : 6 ms [6]\nTour 9 : 6 ms [6]\n\nAssemblage\n{}",
    ],
)
def test_where_the_numbering_has_a_hole_or_an_open_end_no_round_is_missed(text: str) -> None:
    assert _of(text.format("Placer les yeux entre les tours 12 et 13 de la tête."), "E_REF") == []


COLOURS = "Écharpe\n\nMatériel\n- Couleur A : 100 g de laine rouge\n- Couleur B : 50 g de laine bleue\n\nInstructions\n"
COLOURS_EN = "Scarf\n\nMaterials\n- Colour A: 100 g of red yarn\n- Colour B: 50 g of blue yarn\n\nInstructions\n"


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        (COLOURS, "Rang 2 (couleur B) : 1 ml, tourner, 20 ms [20]", []),
        (COLOURS, "Rang 2 : avec la couleur C, 1 ml, tourner, 20 ms [20]", [("colour", "A, B", "C")]),
        (COLOURS, "Rang 2 : prendre la couleur à gauche, 20 ms [20]", []),
        (
            COLOURS.replace("\n\nInst", "\n- C : un reste de laine verte\n\nInst"),
            "Rang 2 : en couleur C, 20 ms [20]",
            [],
        ),
        (COLOURS_EN, "Row 2: with colour B, ch 1, turn, 20 sc (20)", []),
        (COLOURS_EN, "Row 2: with colour C, ch 1, turn, 20 sc (20)", [("colour", "A, B", "C")]),
        ("Scarf\n\nInstructions\n", "Row 2: with colour C, ch 1, turn, 20 sc (20)", []),  # no list to compare with
    ],
)
def test_a_colour_that_no_yarn_has_is_refused(head: str, line: str, expected: list[tuple[str, str, str]]) -> None:
    first = "Monter 21 ml.\nRang 1 : 1 ms dans la 2e ml, 1 ms dans chaque ml [20]\n"
    if "Scarf" in head:
        first = "Ch 21.\nRow 1: sc in 2nd ch from hook and in each ch across (20)\n"

    found = _of(head + first + line, "E_REF", PatternType.SCARF)
    assert [(f.variant, f.expected, f.found) for f in found] == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (", rembourrer, fermer", []),
        (", fermer, rembourrer la tête", ["closed"]),
        (", rembourrer avant de fermer", []),
        (", fermer après avoir rembourré", []),
        (", rembourrer, fermer et poser les yeux de sécurité", ["eyes"]),
        (", poser les yeux de sécurité, rembourrer, fermer", []),
    ],
)
def test_stuffing_and_eyes_come_before_closing(head: str, expected: list[str]) -> None:
    text = BEAR_FR.format(assembly="Coudre le tout.", head=head)

    found = _of(text, "W_STUFF")
    assert [f.variant for f in found] == (expected or ([""] if "rembour" not in text else []))
    assert {f.severity.value for f in found} <= {"warning"}


def test_stuffing_after_closing_is_seen_in_english_too() -> None:
    late = BEAR_EN.format(assembly="Sew all pieces.", head=", close the hole, stuff the head")
    early = BEAR_EN.format(assembly="Sew all pieces.", head=", stuff the head, close the hole")

    assert [f.variant for f in _of(late, "W_STUFF")] == ["closed"]
    assert _of(early, "W_STUFF") == []


def _hook(
    hook: str, *, yarn: str = "Laine DK : 400 m", gauge: str = "16 m x 19 rangs", note: str = ""
) -> list[Finding]:
    text = f"Bonnet\n\nMatériel\n- {yarn}\n- Crochet {hook}\n{note}\n{scarf(32, 300, gauge)}"
    return [f for f in _of(text, "E_GAUGE", PatternType.HAT) if f.variant == "hook"]


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        ("4,5 mm", []),
        ("3 mm", []),  # a toy's
        ("2 mm", [("warning", "2")]),
        ("1,25 mm", [("error", "1.25")]),
        ("8 mm", [("warning", "8")]),
        ("12 mm", [("error", "12")]),
        ("2 mm et 4 mm", []),
    ],
)
def test_a_hook_is_compared_with_its_yarn(hook: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.severity.value, f.found) for f in _hook(hook)] == expected


def test_strands_that_are_held_together_are_another_yarn() -> None:
    assert _hook("12 mm", note="- Crocheter avec deux fils ensemble") == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Répéter les rangs 2 et 3.", ["repeat"]),
        ("Répéter les rangs 2 et 3 jusqu'à 160 cm.", []),
        ("Répéter les rangs 2 et 3 encore 40 fois.", []),
        ("Repeat rows 2 and 3.", ["repeat"]),
        ("Repeat rows 2 and 3 until the scarf measures 160 cm.", []),
        ("Répéter le motif.", []),
    ],
)
def test_a_repeat_needs_an_end(note: str, expected: list[str]) -> None:
    text = f"{scarf(32, 3, '16 m x 19 rangs')}\n\n{note}"

    assert [f.variant for f in _of(text, "E_STRUCTURE", PatternType.SCARF) if f.variant == "repeat"] == expected


def test_lines_that_go_on_for_ever_need_an_end() -> None:
    text = "Monter 21 ml.\nRang 1 : 1 ms dans la 2e ml, 1 ms dans chaque ml [20]\n"
    text += "Rangs 2 et suivants : 1 ml, tourner, 20 ms{}"

    assert "repeat" in [f.variant for f in _of(text.format(""), "E_STRUCTURE", None)]
    assert "repeat" not in [f.variant for f in _of(text.format(", jusqu'à 160 cm"), "E_STRUCTURE", None)]


def test_an_assembly_in_the_middle_of_the_text_is_not_missing() -> None:
    apart = BEAR_FR.format(assembly="", head="").replace("\nAssemblage\n", "")

    assert "assembly" in [f.variant for f in _of(apart, "E_STRUCTURE")]
    assert "assembly" not in [f.variant for f in _of(f"{apart}\nCoudre les bras et les jambes.", "E_STRUCTURE")]


WORDS = (
    *("coudre", "Coudre", "les", "3", "deux", "oreilles", "pattes", "queue", "tours", "tour", "12", "et", "13", "yeux"),
    *(
        "couleur",
        "C",
        "multiple",
        "de",
        "6",
        "+",
        "1",
        "n",
        "Répéter",
        "rangs",
        "2",
        "-",
        "(",
        ")",
        ":",
        ".",
        "à",
        "99",
    ),
    *("fermer", "rembourrer", "sew", "the", "both", "legs", "rounds", "colour", "B", "mm", "crochet", "4,5", "heures"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=3, max_size=8))
def test_any_soup_of_the_assemblys_words_is_judged_without_an_error(texts: list[str]) -> None:
    notes, materials, *assembly = texts
    text = f"Ours\n\nMatériel\n- {materials}\n\nTête\nMonter 3 ml ({notes}).\nTour 1 : 6 ms, {notes}\n\nNotes\n{notes}"

    report = validate(parse("\n".join([text, "", "Assemblage", *assembly]), type_=PatternType.AMIGURUMI))

    assert report.score + sum(reason.points for reason in report.reasons) == 100


def test_a_draft_is_judged_like_a_text() -> None:
    rounds = [
        {"label": "1", "text": "6 ms dans un cercle magique", "count": 6},
        {"label": "2", "text": "6 ms", "count": 6},
    ]
    piece = {"make": 2, "worked": "spiral", "lines": rounds}
    draft = {"title": "Ours", "type": "amigurumi", "pieces": [{"name": "Jambe", **piece}, {"name": "Bras", **piece}]}

    found = validate(parse_json(json.dumps({**draft, "assembly": ["Coudre les 3 jambes au tour 2."]}))).findings
    assert [(f.variant, f.expected, f.found) for f in found if f.code == "E_REF"] == [("count", "2", "3")]
