"""Patterns as JSON: the draft, and every other shape that people and models give them."""

import json

import pytest
from patrond.crochet import DraftError, Gauge, PatternType, parse, validate

ROUNDS = """\
{
  "title": "Ballon rayé",
  "abbreviations": {"ms": "maille serrée", "aug": "augmentation"},
  "materials": ["Laine DK : 60 g", "Crochet 3 mm"],
  "gauge": {"stitches": 22, "rows": 24},
  "instructions": [
    {"round": 1, "text": "7 ms dans un cercle magique", "stitches": 7},
    {"round": 2, "text": "aug dans chaque m (14)", "stitches": 14},
    {"round": "3-5", "text": "1 ms dans chaque m", "stitches": "14 ms"},
    {"round": 6, "text": "(1 ms, aug) x 7", "stitches": 22}
  ],
  "time_estimate": "2 heures"
}"""

PIECES = """\
```json
{
  "pattern": {
    "name": "Small mouse",
    "difficulty": "easy",
    "sections": [
      {"title": "Body", "steps": ["Rnd 1: 5 sc in MR (5)", "Rnd 2: inc x 5 (10)", "Stuff.", "Rnd 3: dec x 5 (6)"]},
      {"title": "Ear", "quantity": 2, "rows": [
        {"row": "Foundation", "instruction": "Ch 5", "total": 5},
        {"row": 1, "instruction": "Sc in 2nd ch from hook and in each ch across", "total": 4}
      ]}
    ]
  }
}
```"""

NAMED = """\
{"title": "Chat", "instructions": {
  "tete": ["T1: 6 ms dans cm (6)", "T2: aug x 6 (12)"],
  "oreilles (x2)": ["T1: 4 ms dans cm (4)", "T2: aug x 4 (9)"],
  "assemblage": ["Coudre les oreilles sur la tête."]
}}"""


def test_rounds_may_be_objects_with_any_usual_keys() -> None:
    pattern = parse(ROUNDS)

    assert (pattern.title, pattern.gauge, pattern.estimated_time) == ("Ballon rayé", Gauge(22, 24), "2 heures")
    assert [entry.abbreviation for entry in pattern.abbreviations] == ["ms", "aug"]
    assert [line.count for line in pattern.pieces[0].lines] == [7, 14, 14, 22]


def test_a_fault_is_found_on_the_line_of_the_input_where_its_round_stands() -> None:
    report = validate(parse(ROUNDS))

    assert [(f.code, f.line, f.expected, f.found) for f in report.faults] == [("E_PRODUCE", 10, "21", "22")]
    assert (report.lines, report.verified) == (4, 3)


def test_sections_with_texts_and_objects_are_pieces() -> None:
    pattern = parse(PIECES)

    assert [(piece.name, piece.make, len(piece.lines)) for piece in pattern.pieces] == [("Body", 1, 3), ("Ear", 2, 2)]
    assert [(f.code, f.line) for f in validate(pattern).faults] == [("E_PRODUCE", 7)]


def test_keys_may_be_the_names_of_pieces() -> None:
    pattern = parse(NAMED)

    assert [(piece.name, piece.make) for piece in pattern.pieces] == [("tete", 1), ("oreilles", 2)]
    assert pattern.assembly == ("Coudre les oreilles sur la tête.",)
    assert [(f.code, f.line) for f in validate(pattern).faults] == [("E_PRODUCE", 3)]


def test_an_object_may_hold_the_whole_pattern_as_one_text() -> None:
    text = "### Tête\nTour 1 : 6 ms dans un cercle magique (6)\nTour 2 : 6 aug (13)\n\nRembourrer."

    pattern = parse(json.dumps({"title": "Balle", "type": "amigurumi", "instructions": text}))

    assert (pattern.type, pattern.pieces[0].name, len(pattern.pieces[0].lines)) == (PatternType.AMIGURUMI, "Tête", 2)
    assert [(f.code, f.line) for f in validate(pattern).faults] == [("E_PRODUCE", 2)]


def test_lines_of_a_draft_are_those_of_the_input_where_it_has_several() -> None:
    lines = [{"label": "Tour 1", "text": "6 ms dans un cercle magique", "count": 7}]
    draft = {"title": "Balle", "pieces": [{"name": "A", "make": 1, "lines": lines}]}

    assert validate(parse(json.dumps(draft, indent=1))).faults[0].line == 10
    assert validate(parse(json.dumps(draft))).faults[0].line == 1


@pytest.mark.parametrize("text", ['{"instructions": []}', '{"instructions": "Bientôt."}', '{"a": {"b": {"c": 1}}}'])
def test_json_without_a_round_or_row_is_refused(text: str) -> None:
    with pytest.raises(DraftError, match="no rounds or rows"):
        parse(text)


@pytest.mark.parametrize("nested", ['{"a": ' * 5000 + "1" + "}" * 5000, '{"a": ' + "[" * 90 + "]" * 90 + "}"])
def test_json_nested_beyond_reason_is_refused(nested: str) -> None:
    with pytest.raises(DraftError):
        parse(nested)
