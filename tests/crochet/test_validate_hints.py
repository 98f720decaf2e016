"""Hints: the smallest correction of a fault, which mends the line when it is followed."""

import random
from dataclasses import replace
from itertools import product

import pytest
from patrond.crochet import Finding, Hint, Language, Level, PatternType, Request, generate, parse, validate
from patrond.i18n import translator

from support.crochet_mutations import mutants, numbered

CROWN = "Tour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 6 aug [12]\nTour 3 : (1 ms, aug) x 6 [18]\n"
SLIPS = ("stated count", "repeat number", "inner count", "foundation chain")
FLAT = "Rang 1 : 1 ms dans la 2e ml à partir du crochet, 1 ms dans chaque ml"


def _fault(text: str) -> Finding:
    return validate(parse(text)).faults[0]


def _hint(text: str) -> Hint | None:
    return _fault(text).hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"{CROWN}Tour 4 : (2 ms, aug) x 6 [25]", Hint("count", {"count": "24"})),
        (f"{CROWN}Tour 4 : (3 ms, aug) x 6 [24]", Hint("line", {"line": "(2 ms, aug) x 6"})),
        (f"{CROWN}Tour 4 : (2 ms, aug) x 5 [24]", Hint("line", {"line": "(2 ms, aug) x 6"})),
        (f"{CROWN}Tour 4 : 17 ms [17]", Hint("line_count", {"line": "18 ms", "count": "18"})),
        (f"{CROWN}Tours 4-6 : (2 ms, aug) x 6 [24]", Hint("until", {"last": "4"})),
        (f"{CROWN}Tours 6-4 : 18 ms [18]", Hint("range", {"first": "4", "last": "6"})),
        (f"Monter 31 ml.\n{FLAT} [31]", Hint("chain", {"chain": "32"})),
        ("Monter 31 ml. [32]", Hint("count", {"count": "31"})),
        ("Ch 20.\nRow 1: sc in 2nd ch from hook, sc in next 20 ch (21)", Hint("chain", {"chain": "22"})),
    ],
)
def test_one_number_mends_the_line(text: str, hint: Hint) -> None:
    assert _hint(text) == hint


def test_two_numbers_that_mend_it_equally_are_both_named() -> None:
    text = f"{CROWN}Tour 4 : (2 ms, aug) x 6 [24]\nTour 5 : (3 ms, aug) x 6 [30]\nTour 6 : (5 ms, aug) x 6"

    assert _hint(text) == Hint("either", {"line": "(4 ms, aug) x 6", "other": "(5 ms, aug) x 5"})


def test_the_hint_that_the_next_line_can_be_worked_on_comes_first() -> None:
    text = f"{CROWN}Tour 4 : (2 ms, aug) x 6 [24]\nTour 5 : (3 ms, aug) x 6 [30]\nTour 6 : (5 ms, aug) x 6"

    assert _hint(f"{text}\nTour 7 : 36 ms [36]") == Hint("line", {"line": "(4 ms, aug) x 6"})
    assert _hint(f"{text}\nTour 7 : 35 ms [35]") == Hint("line", {"line": "(5 ms, aug) x 5"})


def test_a_count_that_the_next_line_is_worked_on_is_not_doubted() -> None:
    text = f"{CROWN}Tour 4 : (2 ms, 1 ms) x 6 [24]"  # an increase has become a plain stitch

    assert _hint(f"{text}\nTour 5 : (3 ms, aug) x 6 [30]") is None
    assert _hint(text) == Hint("count", {"count": "18"})


def test_a_number_and_its_count_are_changed_together_where_the_next_line_bears_it_out() -> None:
    text = f"{CROWN}Tour 4 : (2 ms, aug) x 7 [26]"

    assert _hint(f"{text}\nTour 5 : 24 ms [24]") == Hint("line_count", {"line": "(2 ms, aug) x 6", "count": "24"})
    assert _hint(text) is None


def test_a_number_that_slipped_is_told_where_the_next_line_goes_on_from_it() -> None:
    findings = validate(parse(f"{CROWN}Tour 3 : 18 ms [18]\nTour 5 : 18 ms [18]")).findings

    assert next(f.hint for f in findings if f.code == "E_NUMBERING") == Hint("number", {"number": "4"})


@pytest.mark.parametrize(
    "text",
    [
        "Tour 1 : 6 ms dans un cercle magique [6]\nTour 3 : (1 ms, aug) x 6 [18]",  # a line is missing
        f"{CROWN}Tour 4 : 2 aug, ms [99]",  # nothing near it makes 99
    ],
)
def test_where_no_one_number_mends_a_fault_nothing_is_suggested(text: str) -> None:
    assert [fault.hint for fault in validate(parse(text)).faults if fault.hint] == []


def test_a_hint_brings_the_line_back_from_which_the_slip_was_planted() -> None:
    restored = planted = 0
    for kind, level in product(PatternType, Level):
        pattern = generate(Request(kind, level, language=Language.EN))
        for mutant in mutants(pattern, random.Random(3)):
            if mutant.kind not in SLIPS:
                continue
            planted += 1
            before = mutant.text.split(" -> ")[0]
            restored += any(_restores(fault.hint, before) for fault in validate(numbered(mutant.pattern)).faults)

    assert planted >= 40
    assert restored >= 0.9 * planted


def _restores(hint: Hint | None, before: str) -> bool:
    if hint is None:
        return False
    text, count = hint.values.get("line", ""), hint.values.get("count", "")
    return text in before and (f"[{count}]" in before or not count) and hint.values.get("chain", "") in before


def test_a_text_full_of_faults_is_not_mended_number_by_number() -> None:
    rounds = "\n".join(f"Tour {number} : 18 ms [{number}]" for number in range(4, 60))

    hints = [fault.hint for fault in validate(parse(f"{CROWN}{rounds}")).faults]

    assert hints[0] is not None
    assert hints[-1] is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_hint_is_worded_in_both_languages(language: str) -> None:
    hint = _hint(f"{CROWN}Tour 4 : (3 ms, aug) x 6 [24]")

    assert hint is not None
    assert "(2 ms, aug) x 6" in translator(language)(hint.message_key, **hint.values)


def test_a_hint_is_part_of_its_finding_and_of_its_equality() -> None:
    fault = _fault(f"{CROWN}Tour 4 : (2 ms, aug) x 6 [25]")

    assert fault != replace(fault, hint=None)
