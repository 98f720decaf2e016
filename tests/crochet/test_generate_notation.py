"""Steps of a line: what is written and what is counted come from the same value."""

import pytest
from patrond.crochet.makers.costs import height, yarn
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.moves import (
    Chain,
    Foundation,
    InChain,
    InOne,
    InSame,
    Join,
    Leave,
    Loop,
    Note,
    OtherSide,
    Rejoin,
    Ring,
    Rise,
    Skip,
    Step,
    Times,
    Work,
    consumed,
    produced,
)
from patrond.crochet.makers.notation import Notation
from patrond.crochet.pattern import Terms, Worked

WRITTEN: list[tuple[Step, str, str, str, int, int]] = [
    (Work("sc", 3), "3 ms", "3 sc", "3 dc", 3, 3),
    (Work("inc"), "aug", "inc", "inc", 1, 2),
    (Work("dec", 6), "6 dim", "6 dec", "6 dec", 12, 6),
    (Work("hdc", 24, Loop.BACK), "24 demi-br dans le brin arrière", "24 hdc in BLO", "24 htr in BLO", 24, 24),
    (Ring("dc", 12), "12 br dans un cercle magique", "12 dc in a magic ring", "12 tr in a magic ring", 0, 12),
    (Foundation(31), "Monter 31 ml", "Ch 31", "Ch 31", 0, 31),
    (
        InChain("sc", 2),
        "1 ms dans la 2e ml à partir du crochet",
        "1 sc in 2nd ch from hook",
        "1 dc in 2nd ch from hook",
        2,
        1,
    ),
    (
        InChain("dc", 4, counting=True),
        "1 br dans la 4e ml à partir du crochet (les 3 ml sautées comptent comme 1 br)",
        "1 dc in 4th ch from hook (skipped 3 ch count as 1 dc)",
        "1 tr in 4th ch from hook (skipped 3 ch count as 1 tr)",
        4,
        2,
    ),
    (Rise(2), "2 ml (ne compte pas)", "ch 2 (does not count)", "ch 2 (does not count)", 0, 0),
    (
        Rise(3, "dc", turn=True),
        "3 ml (compte comme 1 br), tourner",
        "ch 3 (counts as 1 dc), turn",
        "ch 3 (counts as 1 tr), turn",
        1,
        1,
    ),
    (InOne("dc", 5), "5 br dans la m suivante", "5 dc in next st", "5 tr in next st", 1, 5),
    (InSame("dc"), "1 br dans la même m", "1 dc in same st", "1 tr in same st", 0, 1),
    (Skip(2), "sauter 2 m", "skip 2 sts", "miss 2 sts", 2, 0),
    (Chain(40), "40 ml", "ch 40", "ch 40", 0, 40),
    (Join(), "1 mc dans la 1re m", "sl st to first st", "ss to first st", 0, 0),
    (Join(3), "1 mc en haut des 3 ml", "sl st to top of ch 3", "ss to top of ch 3", 0, 0),
    (
        Leave(47),
        "laisser les 47 m restantes",
        "leave the remaining 47 sts unworked",
        "leave the remaining 47 sts unworked",
        47,
        0,
    ),
    (
        Rejoin(28),
        "sauter 28 m, rejoindre le fil dans la m suivante",
        "skip 28 sts, rejoin yarn in next st",
        "miss 28 sts, rejoin yarn in next st",
        28,
        0,
    ),
    (Times((Work("sc", 3), Work("inc")), 6), "(3 ms, aug) x 6", "(3 sc, inc) x 6", "(3 dc, inc) x 6", 24, 30),
    (
        OtherSide((Work("sc", 9),)),
        "de l'autre côté de la chaînette 9 ms",
        "along other side of chain 9 sc",
        "along other side of chain 9 dc",
        0,
        9,
    ),
    (Note("stuff"), "stuff", "stuff", "stuff", 0, 0),
]


@pytest.mark.parametrize(("step", "french", "american", "british", "used", "made"), WRITTEN)
def test_a_step_is_written_under_each_name_and_counts_the_same(
    step: Step, french: str, american: str, british: str, used: int, made: int
) -> None:
    written = [Notation(terms).line((step,)) for terms in (Terms.FR, Terms.US, Terms.UK)]

    assert written == [french, american, british]
    assert (consumed((step,)), produced((step,))) == (used, made)


def test_labels_count_rounds_and_rows_in_both_languages() -> None:
    french, english = Notation(Terms.FR), Notation(Terms.US)

    assert french.label(4, 4, rounds=True) == "Tour 4"
    assert french.label(2, 40, rounds=False) == "Rangs 2-40"
    assert english.label(5, 7, rounds=True) == "Rnds 5-7"
    assert english.label(1, 1, rounds=False) == "Row 1"


def test_an_increase_eats_two_stitches_of_its_own_kind() -> None:
    assert yarn((Work("inc", 1, None, "sc"),)) == pytest.approx(2.0)
    assert yarn((Work("inc", 1, None, "dc"),)) == pytest.approx(4.0)


def test_a_line_is_as_high_as_its_stitches_are_on_the_mean() -> None:
    assert height((Work("dc", 10),)) == pytest.approx(2.1)
    assert height((Times((Work("sc"), Work("dc")), 10),)) == pytest.approx(1.55)
    assert height((Work("sc", 9), Work("bobble"))) == pytest.approx(1.0), "a bobble bulges, it lifts nothing"
    assert height((Work("inc", 8, None, "hdc"),)) == pytest.approx(1.5)


def piece() -> PieceDraft:
    return PieceDraft("Tête", Worked.SPIRAL, Notation(Terms.FR))


def test_equal_lines_become_one_range() -> None:
    draft = piece()
    draft.line(Ring("sc", 6))
    draft.line(Work("inc", 6))
    draft.line(Work("sc", 12), times=3)
    draft.line(Work("sc", 12))

    written = [(line.label, line.text, line.count) for line in draft.build().lines]

    assert written == [
        ("Tour 1", "6 ms dans un cercle magique", 6),
        ("Tour 2", "6 aug", 12),
        ("Tours 3-6", "12 ms", 12),
    ]


def test_a_line_that_does_not_use_up_the_line_before_it_is_refused() -> None:
    draft = piece()
    draft.line(Ring("sc", 6))

    with pytest.raises(ValueError, match="uses 5 of 6"):
        draft.line(Work("sc", 5))


def test_lines_that_are_worked_again_cost_as_much_as_the_first_time() -> None:
    draft = piece()
    draft.line(Ring("sc", 6))
    draft.line(Work("sc", 6))
    draft.line(Work("dc", 6))
    once = draft.yarn
    draft.again(2, 3, 4)

    assert draft.number == 7
    assert draft.yarn - once == pytest.approx(2 * (6 + 12))
    assert draft.build().lines[-1].text == "répéter les tours 2 et 3"
