"""Chains: the declared multiple, the turning chain of each stitch, and rounds that are spiral or joined."""

from collections.abc import Callable

import pytest
from patrond.crochet import Finding, Report, parse, validate
from patrond.crochet.judging.multiples import Multiple, declared_multiples

Judge = Callable[[str], Report]

SHELL_FR = (
    "Monter {n} ml.\nRang 1 : 1 ms dans la 2e ml à partir du crochet, *sauter 2 ml, 5 br dans la ml suivante, "
    "sauter 2 ml, 1 ms dans la ml suivante*, répéter de * à * jusqu'à la fin."
)
SHELL_EN = (
    "Ch {n}.\nRow 1: sc in 2nd ch from hook, *skip 2 ch, 5 dc in next ch, skip 2 ch, sc in next ch; rep from * across."
)
DECLARED = [
    ("Écharpe\n\nPoints spéciaux\nCoquille : multiple de 6 m + 1, plus 1 ml pour tourner.\n\nInstructions\n", SHELL_FR),
    ("Écharpe\n\nNotes\nLe motif se travaille sur un multiple de 6 mailles + 1.\n\nInstructions\n", SHELL_FR),
    ("Scarf\n\nNotes\nWorked over a multiple of 6 sts plus 1 (add 1 for the base chain).\n\nInstructions\n", SHELL_EN),
    ("Scarf\n\nSpecial stitches\nShell stitch (6n + 1): 5 dc in the same stitch.\n\nInstructions\n", SHELL_EN),
]  # fmt: skip


def _of(report: Report, code: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == code]


@pytest.mark.parametrize(("head", "body"), DECLARED)
def test_a_chain_that_does_not_hold_its_declared_multiple_is_refused(judged: Judge, head: str, body: str) -> None:
    (fault,) = _of(judged(head + body.format(n=33)), "E_MULTIPLE")

    assert (fault.severity.value, fault.found, fault.expected) == ("error", "33", "32")
    assert fault.line == (head + body).count("\n")
    assert fault.hint is not None
    assert fault.hint.values == {"chain": "32"}
    assert judged(head + body.format(n=32)).faults == ()


@pytest.mark.parametrize(("head", "body"), DECLARED)
def test_a_chain_that_holds_its_multiple_passes(judged: Judge, head: str, body: str) -> None:
    assert _of(judged(head + body.format(n=38)), "E_MULTIPLE") == []


@pytest.mark.parametrize(
    ("text", "faulty"),
    [
        ("Ch 33 (multiple of 6 + 2).\nRow 1: sc in 2nd ch from hook, *skip 2, shell in next ch, skip 2, sc; rep", True),
        (
            "Ch 38 (multiple of 6 + 2).\nRow 1: sc in 2nd ch from hook, *skip 2, shell in next ch, skip 2, sc; rep",
            False,
        ),
        ("Monter 39 ml (multiple de 6 + 2).\nRang 1 : selon le diagramme", True),
        ("Monter 3 ml (multiple de 12 + 4).\nRang 1 : selon le diagramme", True),
        ("Monter 38 ml (multiple de 6 + 1).\nRang 1 : 1 ms dans la 2e ml, 1 ms dans chaque ml [37]", False),
    ],
)
def test_a_multiple_beside_its_chain_is_held_against_it(judged: Judge, text: str, faulty: bool) -> None:
    assert bool(_of(judged(text), "E_MULTIPLE")) is faulty


@pytest.mark.parametrize(
    "text",
    [
        "Notes\nBordure : multiple de 4. Corps : multiple de 6 + 1.\n\nInstructions\nMonter 33 ml.",
        "Notes\nDisponible en de multiples coloris.\n\nInstructions\nMonter 33 ml.",
        "Notes\nLe rang 1 donne n + 1 mailles.\n\nInstructions\nMonter 33 ml.",
    ],
)
def test_what_is_no_one_multiple_is_held_against_no_chain(judged: Judge, text: str) -> None:
    assert _of(judged(f"{text}\nRang 1 : 1 ms dans la 2e ml, 1 ms dans chaque ml"), "E_MULTIPLE") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("multiple de 6 + 1", (Multiple(6, (1,), False),)),
        ("a multiple of 6 plus 2", (Multiple(6, (2,), False),)),
        ("Multiples of 5 + 2, (add 2 for base chain)", (Multiple(5, (2, 4), False),)),
        ("Chain any multiple of 8", (Multiple(8, (0,), True),)),
        ("(12n + 4)", (Multiple(12, (4,), False),)),
        ("le multiple de 1", ()),
    ],
)
def test_multiples_are_read_in_every_form(text: str, expected: tuple[Multiple, ...]) -> None:
    assert declared_multiples(text) == expected


COQUILLE = "Points spéciaux\nCoquille (coq) : 5 br dans la même maille.\n\nInstructions\n"
SHELLS = (
    "Monter {n} ml.\nRang 1 : 1 ms dans la 2e ml à partir du crochet, *sauter 2 ml, 1 coq dans la ml suivante, "
    "sauter 2 ml, 1 ms dans la ml suivante*, répéter de * à * jusqu'à la fin. [{m}]"
)
SHELL_DEFINED = "Special stitches\nShell (sh): 5 dc in the same stitch.\n\nInstructions\n"
SHELLS_EN = (
    "Ch {n}.\nRow 1: sc in 2nd ch from hook, *skip 2, sh in next ch, skip 2, sc in next ch; rep from * across. ({m})"
)


@pytest.mark.parametrize(("head", "body"), [(COQUILLE, SHELLS), (SHELL_DEFINED, SHELLS_EN)])
def test_a_shell_that_the_pattern_defines_is_counted(judged: Judge, head: str, body: str) -> None:
    sound = judged(head + body.format(n=32, m=31))
    refused = judged(head + body.format(n=33, m=31))

    assert (sound.faults, sound.verified) == ((), sound.lines)
    assert [fault.code for fault in refused.faults] == ["E_FOUNDATION"]


ROWS = "Monter 23 ml.\nRang 1 : 1 br dans la 4e ml à partir du crochet, 1 br dans chaque ml [21]\n"
ROWS_EN = "Ch 21.\nRow 1: hdc in 2nd ch from hook, hdc in each ch across (20)\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{ROWS}Rang 2 : 1 ml, tourner, 21 br [21]", ["1"]),
        (f"{ROWS}Rang 2 : 2 ml, tourner, 21 br [21]", []),
        (f"{ROWS}Rang 2 : 3 ml (compte comme 1 br), tourner, sauter 1 m, 20 br [21]", []),
        (f"{ROWS}Rang 2 : 1 ml (ne compte pas), tourner, 21 br [21]", []),
        (f"{ROWS[:-6]}, 1 ml, tourner [21]\nRang 2 : 21 br [21]", ["1"]),
        (f"{ROWS_EN}Row 2: ch 1, turn, 20 hdc (20)", []),
        (f"{ROWS_EN}Row 2: ch 5, turn, 20 hdc (20)", ["5"]),
        ("Rnd 1: 12 dc in ring (12)\nRnd 2: ch 1, 2 dc in each st (24)", []),  # UK terms, perhaps
    ],
)
def test_a_turning_chain_is_as_high_as_its_stitch(judged: Judge, text: str, found: list[str]) -> None:
    told = [f for f in _of(judged(text), "E_TURNCHAIN") if f.variant == "height"]

    assert [f.found for f in told] == found
    assert {f.severity.value for f in told} <= {"warning"}


def test_a_chain_that_counts_here_and_not_there_is_a_warning(judged: Judge) -> None:
    text = (
        f"{ROWS}Rang 2 : 3 ml (compte comme 1 br), tourner, sauter 1 m, 20 br [21]\nRang 3 : 3 ml {{}}, tourner, 21 br"
    )

    assert [f.label for f in _of(judged(text.format("(ne compte pas)")), "E_TURNCHAIN")] == ["Rang 3"]
    assert _of(judged(text.format("")), "E_TURNCHAIN") == []


@pytest.mark.parametrize(
    ("note", "end", "found"),
    [
        ("", "", [("unclear", "19", "20")]),
        ("", " (20)", []),
        ("Notes\nThe ch 2 does not count as a stitch.\n\nInstructions\n", "", []),
    ],
)
def test_two_chains_that_may_count_or_not_are_a_warning_where_the_count_hangs_on_it(
    judged: Judge, note: str, end: str, found: list[tuple[str, str, str]]
) -> None:
    text = (
        f"{note}Rnd 1: 10 hdc in magic ring, join with sl st (10)\nRnd 2: ch 2, 2 hdc in each st, join with sl st{end}"
    )
    text += "\nRnd 3: sc in each st"

    assert [(f.variant, f.expected, f.found) for f in _of(judged(text), "E_TURNCHAIN")] == found


def test_rows_that_widen_by_one_stitch_each_are_an_error_of_the_chain(judged: Judge) -> None:
    rows = "\n".join(f"Rang {n} : 3 ml, tourner, 1 br dans chaque m [{19 + n}]" for n in range(3, 8))

    (fault,) = _of(judged(f"{ROWS}Rang 2 : 3 ml, tourner, 1 br dans chaque m [21]\n{rows}"), "E_TURNCHAIN")
    assert (fault.variant, fault.severity.value, fault.label) == ("drift", "error", "Rang 3")


def _rounds(*joined: bool) -> str:
    lines = [f"{number} : {{}}" for number in range(1, len(joined) + 1)]
    texts = ["6 ms dans un cercle magique", "6 aug", *["12 ms"] * len(joined)]
    counts = [6, 12, *[12] * len(joined)]
    return "\n".join(
        f"Tour {line.format(text)}{', 1 mc dans la 1re ms' if closed else ''} [{count}]"
        for line, text, count, closed in zip(lines, texts, counts, joined, strict=False)
    )


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ([True] * 9, []),
        ([False] * 9, []),
        ([False] * 8 + [True], []),  # the last round is smoothed
        ([False] * 4 + [True] * 5, []),  # a base in a spiral, then joined walls
        ([True] * 4 + [False] + [True] * 4, [("open", "Tour 5")]),
        ([False] * 4 + [True] + [False] * 4, [("spiral", "Tour 5")]),
    ],
)
def test_a_round_that_is_closed_or_left_open_unlike_its_neighbours_is_a_warning(
    judged: Judge, joined: list[bool], expected: list[tuple[str, str]]
) -> None:
    found = _of(judged(_rounds(*joined)), "E_JOIN")

    assert [(f.variant, f.label) for f in found] == expected
    assert {f.severity.value for f in found} <= {"warning"}


def test_a_note_on_how_every_round_closes_settles_it(judged: Judge) -> None:
    text = f"Notes\nFermer chaque tour par 1 mc.\n\nInstructions\n{_rounds(*[True] * 4, False, *[True] * 4)}"

    assert _of(judged(text), "E_JOIN") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tour 4 : tourner, 12 ms [12]", [("turn", "Tour 4")]),
        ("Tour 4 : 1 ml, 12 ms [12]", [("chain", "Tour 4")]),
        ("Tour 4 : 12 ms [12]", []),
        ("Tour 4 : 1 ml, 12 ms, joindre [12]", [("spiral", "Tour 4")]),
    ],
)
def test_a_spiral_neither_turns_nor_begins_with_a_chain(
    judged: Judge, line: str, expected: list[tuple[str, str]]
) -> None:
    text = f"{_rounds(False, False, False)}\n{line}\nTour 5 : 12 ms [12]\nTour 6 : 12 ms [12]"

    assert [(f.variant, f.label) for f in _of(judged(text), "E_JOIN")] == expected


def test_petals_that_are_worked_to_and_fro_within_a_round_are_no_turn(judged: Judge) -> None:
    petals = "*sc, ch 5, sc in 2nd ch from hook, hdc in next 2 ch, sc in next ch, sc* around"
    text = f"Round 1: 12 sc in magic ring\nRound 2: {petals}\nRound 3: *sl st, ch 6, sc* around"

    assert [f for f in _of(judged(text), "E_JOIN") if f.variant == "turn"] == []


def test_a_half_circle_that_turns_every_time_is_no_spiral() -> None:
    text = (
        "Tour 1 : 3 ms dans un cercle magique [3]\nTour 2 : 1 ml, tourner, 3 aug [6]\nTour 3 : 1 ml, tourner, 6 ms [6]"
    )

    assert [f for f in validate(parse(text)).findings if f.code == "E_JOIN"] == []
