"""Verdict and score; yarn, gauge, structure, words, level and safety."""

from collections.abc import Callable

import pytest
from patrond.crochet import (
    Finding,
    Language,
    Level,
    PatternType,
    Reason,
    Report,
    Request,
    Severity,
    Terms,
    Verdict,
    generate,
    parse,
    validate,
)

from support.crochet_texts import hat, scarf

Judge = Callable[[str], Report]
ROUNDS = "Tour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 6 aug [12]\nTour 3 : (1 ms, aug) x 6 [18]"


def _of(report: Report, code: str) -> list[tuple[str, str]]:
    return [(f.variant, f.severity.value) for f in report.findings if f.code == code]


def test_a_pattern_without_faults_and_with_enough_verified_lines_is_sound(judged: Judge) -> None:
    report = judged(ROUNDS)

    assert (report.verdict, report.lines, report.verified) == (Verdict.SOUND, 3, 3)


def test_a_pattern_with_too_few_verified_lines_is_unverified(judged: Judge) -> None:
    report = judged(f"{ROUNDS}\nTour 4 : 3 mailles à la façon du schéma")

    assert (report.verdict, report.lines, report.verified) == (Verdict.UNVERIFIED, 4, 3)


def test_one_fault_makes_a_pattern_faulty_however_many_lines_are_verified(judged: Judge) -> None:
    rounds = "\n".join(f"Tour {number} : 18 ms [18]" for number in range(4, 60))

    report = judged(f"{ROUNDS}\n{rounds}\nTour 60 : 18 ms [17]")

    assert report.verdict is Verdict.FAULTY
    assert report.verified == report.lines - 1


def test_the_score_falls_with_faults_and_with_lines_that_were_not_verified(judged: Judge) -> None:
    good = judged(ROUNDS).score
    unclear = judged(f"{ROUNDS}\nTour 4 : 3 mailles à la façon du schéma").score
    faulty = judged(f"{ROUNDS}\nTour 4 : 18 ms [17]").score

    assert 100 >= good > unclear > faulty >= 0


@pytest.mark.parametrize(
    "end", ["18 ms [18]", "18 ms [17]", "3 mailles à la façon du schéma", "(2 ms, 1 nope) x 6 [99]"]
)
def test_the_reasons_of_the_score_account_for_every_point(judged: Judge, end: str) -> None:
    report = judged(f"{ROUNDS}\nTour 4 : {end}")

    assert report.score + sum(reason.points for reason in report.reasons) == 100
    assert all(reason.points > 0 for reason in report.reasons)


def test_a_reason_names_its_code_and_how_often_it_was_found(judged: Judge) -> None:
    report = judged(f"{ROUNDS}\nTour 4 : 18 ms [17]\nTour 5 : 17 ms [16]")

    assert Reason("E_PRODUCE", 2, 50) in report.reasons
    assert Reason("lines", 2, 7) in report.reasons


def test_the_reasons_of_a_hopeless_pattern_do_not_exceed_the_score(judged: Judge) -> None:
    report = judged("\n".join([ROUNDS, *(f"Tour {number} : 18 ms [{number}]" for number in range(20, 40))]))

    assert report.score == 0
    assert sum(reason.points for reason in report.reasons) == 100


def test_a_text_without_a_pattern_is_unverified_and_a_draft_without_one_is_faulty(judged: Judge) -> None:
    assert judged("Bonjour, voici ma recette de crêpes.").verdict is Verdict.UNVERIFIED
    asked = Request(PatternType.HAT, Level.BEGINNER)
    assert validate(parse("Bonjour."), asked).verdict is Verdict.FAULTY


@pytest.mark.parametrize("kind", list(PatternType))
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(("language", "terms"), [(Language.FR, None), (Language.EN, Terms.US), (Language.EN, Terms.UK)])
def test_a_generated_pattern_is_sound_with_every_line_verified(
    kind: PatternType, level: Level, language: Language, terms: Terms | None
) -> None:
    request = Request(kind, level, language=language, terms=terms)

    report = validate(generate(request), request)

    assert (report.verdict, report.verified, report.warnings) == (Verdict.SOUND, report.lines, ())


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (125, [("tight", "warning")]),
        (60, [("short", "error")]),
        (150, []),
        (420, [("much", "warning")]),
        (2000, [("far", "warning")]),
    ],
)
def test_yarn_is_compared_with_what_the_stitches_eat(metres: int, expected: list[tuple[str, str]]) -> None:
    text = f"Matériel\n- Laine DK : {metres} m\n\n{hat(96, '18 m x 20 rangs', sides=28)}"

    assert _of(validate(parse(text)), "E_YARN") == expected


def test_yarn_that_falls_short_is_told_with_what_to_list() -> None:
    text = f"Matériel\n- Laine DK : 60 m\n\n{hat(96, '18 m x 20 rangs', sides=28)}"

    (fault,) = [f for f in validate(parse(text)).findings if f.code == "E_YARN"]
    assert fault.hint is not None
    assert _of(validate(parse(text.replace("60 m", f"{fault.hint.values['metres']} m"))), "E_YARN") == []


def test_yarn_is_not_said_to_be_too_much_where_lines_were_not_read() -> None:
    text = f"Matériel\n- Laine DK : 2000 m\n\n{ROUNDS}\nTour 4 : 3 mailles à la façon du schéma"

    assert _of(validate(parse(f"Échantillon : 18 m x 20 rangs = 10 cm\n\n{text}")), "E_YARN") == []


def test_yarn_by_weight_alone_is_given_the_benefit_of_its_class() -> None:
    text = f"Matériel\n- Laine DK : 40 g\n\n{hat(96, '18 m x 20 rangs', sides=28)}"

    assert _of(validate(parse(text)), "E_YARN") == []
    assert _of(validate(parse(text.replace("40 g", "20 g"))), "E_YARN") == [("short", "error")]


@pytest.mark.parametrize(
    ("gauge", "expected"),
    [
        ("16 m x 19 rangs", []),
        ("24 m x 28 rangs", [("yarn", "warning")]),
        ("40 m x 48 rangs", [("yarn", "error")]),
        ("16 m x 12 rangs", [("rows", "warning")]),
    ],
)
def test_a_gauge_is_compared_with_its_yarn(gauge: str, expected: list[tuple[str, str]]) -> None:
    text = f"Matériel\n- Laine DK : 400 m\n\n{scarf(32, 300, gauge)}"

    assert _of(validate(parse(text)), "E_GAUGE") == expected


def test_a_missing_gauge_is_a_warning_but_for_toys() -> None:
    assert _of(validate(parse(ROUNDS, type_=PatternType.HAT)), "E_GAUGE") == [("missing", "warning")]
    assert _of(validate(parse(ROUNDS, type_=PatternType.AMIGURUMI)), "E_GAUGE") == []


def test_missing_lists_are_warnings(judged: Judge) -> None:
    assert _of(judged(ROUNDS), "E_STRUCTURE") == [("materials", "warning"), ("abbreviations", "warning")]


@pytest.mark.parametrize("end", ["(1 ms, aug", "1 ms, aug,", "(2 ms, aug) x 6 et"])
def test_a_text_that_breaks_off_is_a_fault(judged: Judge, end: str) -> None:
    assert ("truncated", "error") in _of(judged(f"{ROUNDS}\nTour 4 : {end}"), "E_STRUCTURE")


def test_rounds_left_to_guess_are_a_warning(judged: Judge) -> None:
    report = judged(f"{ROUNDS}\nTour 4 : continuer ainsi à 6 mailles de plus, etc.")

    assert ("ellipsis", "warning") in _of(report, "E_STRUCTURE")


def test_words_of_the_other_ladder_are_faults_and_foreign_ones_warnings(judged: Judge) -> None:
    other = judged("US terms.\nRnd 1: 6 sc in MR (6)\nRnd 2: 2 htr in each st (12)")
    mixed = judged(f"{ROUNDS}\nTour 4 : 18 sc [18]")

    assert _of(other, "E_TERMS") == [("stitch", "error")]
    assert _of(mixed, "E_TERMS") == [("mixed", "warning")]


def test_the_list_of_abbreviations_is_compared_with_what_is_used(judged: Judge) -> None:
    report = judged(f"Abréviations\nms : maille serrée\ndim : diminution\n\nInstructions\n{ROUNDS}")

    found = {(f.variant, f.found) for f in report.findings if f.code == "E_GLOSSARY"}
    assert found == {("missing", "aug"), ("unused", "dim")}


def test_a_word_used_in_its_own_way_is_reported(judged: Judge) -> None:
    report = judged("Abréviations\ndb : double bride\n\nInstructions\nTour 1 : 12 db dans un cercle magique [12]")

    assert _of(report, "E_GLOSSARY") == [("override", "info")]


def test_a_beginner_is_warned_of_what_is_above_that_level() -> None:
    text = f"{ROUNDS}\nTour 4 : (2 ms, 1 nope) x 6 [18]"

    beginner = validate(parse(text), Request(PatternType.BAG, Level.BEGINNER))
    advanced = validate(parse(text), Request(PatternType.BAG, Level.ADVANCED))
    assert [(f.label, f.found) for f in beginner.findings if f.code == "W_LEVEL"] == [("Tour 4", "nope")]
    assert _of(advanced, "W_LEVEL") == []


def test_small_parts_on_a_toy_need_a_notice() -> None:
    text = f"Matériel\n- 2 yeux de sécurité\n- rembourrage\n\n{ROUNDS}"
    warned = f"{text}\n\nNotes\nPour un enfant de moins de 3 ans, broder les yeux."

    assert _of(validate(parse(text, type_=PatternType.AMIGURUMI)), "W_SAFETY") == [("", "warning")]
    assert _of(validate(parse(warned, type_=PatternType.AMIGURUMI)), "W_SAFETY") == []


def test_a_toy_that_nobody_stuffs_is_a_warning() -> None:
    assert _of(validate(parse(ROUNDS, type_=PatternType.AMIGURUMI)), "W_STUFF") == [("", "warning")]


def test_faults_and_warnings_are_told_apart(judged: Judge) -> None:
    report = judged(f"{ROUNDS}\nTour 4 : 18 ms [17]")

    assert {finding.severity for finding in report.faults} == {Severity.ERROR}
    assert {finding.severity for finding in report.warnings} == {Severity.WARNING}
    assert isinstance(report.faults[0], Finding)


@pytest.mark.parametrize(
    ("skipped", "found"), [(28, []), (27, [("44", "43")]), (30, [("44", "46")]), (14, []), (24, [("44", "40")])]
)
def test_a_second_shoulder_works_on_what_the_first_one_left(judged: Judge, skipped: int, found: list[object]) -> None:
    """Stitches that are not there are a wrong sum, and a few that are missing; many may be left on purpose."""
    report = judged(f"""Instructions

### Devant
- Chaînette : Monter 62 ml [62]
- Rang 1 : 1 demi-br dans la 3e ml à partir du crochet, 59 demi-br [60]
- Rangs 2-10 : 2 ml (ne compte pas), tourner, 60 demi-br [60]
- Rang 11 : 2 ml (ne compte pas), tourner, 16 demi-br, laisser les 44 m restantes [16]
- Rang 12 : 2 ml (ne compte pas), tourner, 16 demi-br, couper le fil [16]

### Devant, seconde épaule
- Rang 1 : sauter {skipped} m, rejoindre le fil dans la m suivante, 2 ml (ne compte pas), 16 demi-br [16]
- Rang 2 : 2 ml (ne compte pas), tourner, 16 demi-br [16]
""")

    assert [(fault.expected, fault.found) for fault in report.faults] == found
