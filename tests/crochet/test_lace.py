"""Lace is followed anchor by anchor: every stitch, chain space and gap of the line below, in order."""

import pytest
from patrond.crochet import LineVerdict, Study, parse
from patrond.crochet.following.lace import worked
from patrond.crochet.following.readings import Reading
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Terms

US = Lexicon.of(Terms.US)
PLAIN = Reading()
COUNTED = Reading(chain_counts=True)


@pytest.mark.parametrize(
    ("text", "below", "made"),
    [
        ("*dc, ch 1, skip 1 st* x 3", (1,) * 6, (1, -1, 1, -1, 1, -1)),
        ("*sc in next ch-2 sp, ch 3* x 2", (1, -2, 1, -2), (1, -3, 1, -3)),
        ("*3 dc in next ch-1 sp* x 2", (1, -1, 1, -1), (1, 1, 1, 0, 1, 1, 1, 0)),
        ("*2 dc between next two groups* x 2", (1, 1, 0, 1, 1, 0), (1, 1, 0, 1, 1, 0)),
        ("*(dc, ch 1, dc) in next ch-1 sp* around", (1, -1, 1, 1, -1, 1), (1, -1, 1, 0, 1, -1, 1, 0)),
        ("sc in each st and in each ch-1 sp, 3 sc in each corner", (1, -1, 1, -3), (1, 1, 1, 0, 1, 1, 1, 0)),
        ("sc in each st to next ch-1 sp, 2 sc in ch-1 sp, sc in each st around", (1, 1, -1, 1), (1, 1, 0, 1, 1, 0, 1)),
        ("sl st to next ch-1 sp, *ch 2, sc in next ch-1 sp* around", (1, -1, 1, -1), (-2, 1, -2, 1)),
        ("*ch 4, skip 1 st, sc in next st* x 2, ch 1, dc in first sc", (1,) * 4, (-4, 1, -4, 1, -4)),
    ],
)
def test_a_round_leaves_the_anchors_that_hands_would(text: str, below: tuple[int, ...], made: tuple[int, ...]) -> None:
    done = worked(read_line(text, US), below, PLAIN, around=True)

    assert (done.holds, done.row) == (True, made)


def test_a_counting_chain_stands_on_the_first_place_and_takes_more_stitches_there() -> None:
    done = worked(
        read_line("sl st to ch-2 sp, ch 3, (2 dc, ch 2, 3 dc) in same sp", US), (1, 1, -2), COUNTED, around=True
    )

    assert (done.holds, done.row, done.groups) == (True, (1, 1, 1, -2, 1, 1, 1, 0), (6,))


def test_a_turning_chain_may_hold_a_space_beside_its_stitch() -> None:
    line = read_line("Ch 4 (counts as dc + ch 1), skip 1 st, dc in next st", US)

    assert worked(line, (1, 1, 1), COUNTED, around=False).row == (1, -1, 1)


@pytest.mark.parametrize("text", ["*2 sc in next ch-1 sp* x 3", "sc in next 4 sts", "sc in next st"])
def test_a_line_that_asks_for_more_or_less_than_is_there_does_not_hold(text: str) -> None:
    assert not worked(read_line(text, US), (1, -1, 1, -1, 1), PLAIN, around=True).holds


GRANNY = """
Rnd 1: Ch 3 (counts as dc), 2 dc in ring, ch 2, (3 dc in ring, ch 2) 3 times, join. (12 dc, 4 ch-2 spaces)
Rnd 2: Sl st to corner sp, ch 3, (2 dc, ch 2, 3 dc) in same sp, ch 1, *(3 dc, ch 2, 3 dc) in next corner, ch 1; \
rep from * 2 more times, join. ({two} dc)
Rnd 3: Sl st to corner sp, ch 3, (2 dc, ch 2, 3 dc) in same sp, ch 1, 3 dc in next ch-1 sp, ch 1, \
*(3 dc, ch 2, 3 dc) in next corner, ch 1, 3 dc in next ch-1 sp, ch 1; rep from * {more} more times, join. ({three} dc)
"""


def _verdicts(text: str) -> list[LineVerdict]:
    return [line.verdict for _, line in Study.of(parse(text)).lines()]


def test_a_granny_square_is_verified() -> None:
    assert _verdicts(GRANNY.format(two=24, more=2, three=36)) == [LineVerdict.VERIFIED] * 3


@pytest.mark.parametrize("slip", [{"two": 28}, {"three": 32}, {"more": 3}])
def test_a_slip_in_a_granny_square_is_a_fault(slip: dict[str, int]) -> None:
    text = GRANNY.format(**{"two": 24, "more": 2, "three": 36, **slip})

    assert _verdicts(text).count(LineVerdict.FAULT) == 1


SHELLS = """
Ch {chain}.
Row 1: Sc in 2nd ch from hook, *skip 2 ch, 5 dc in next ch, skip 2 ch, sc in next ch; rep from * across. ({n} shells)
Row 2: Ch 3 (counts as dc), 2 dc in same st, *skip 2 dc, sc in next dc, skip 2 dc, 5 dc in next sc; rep from * to last \
shell, skip 2 dc, sc in next dc, skip 2 dc, 3 dc in last sc. Turn.
Rows 3-9: Ch 1, sc in first dc, *skip 2 dc, 5 dc in next sc, skip 2 dc, sc in next dc; rep from * across, ending with \
sc in top of turning ch. Turn.
"""


def test_a_note_may_say_what_a_v_is() -> None:
    text = 'Notes: "V" = (dc, ch 1, dc) in the indicated stitch or space.\n\nRound 1: 12 dc in ring (12)\n'

    assert _verdicts(f"{text}Round 2: *V in next st, skip 1 st* around (6 V)") == [LineVerdict.VERIFIED] * 2
    assert _verdicts(f"{text}Round 2: *V in next st, skip 1 st* around (7 V)")[-1] is LineVerdict.FAULT


def test_a_line_that_repeats_a_faulty_one_is_no_fault_of_its_own() -> None:
    text = SHELLS.replace("Row 1: Sc", "Row 1: Sc in 2nd ch from hook, sc").replace("Rows 3-9", "Row 3")
    text = text.format(chain=26, n=4) + "Rows 4-9: Repeat rows 1 and 2."

    assert _verdicts(text).count(LineVerdict.FAULT) == 1


def test_rows_of_shells_are_counted_in_shells() -> None:
    text = SHELLS.replace("Rows 3-9", "Row 3")

    assert _verdicts(text.format(chain=26, n=4)) == [LineVerdict.VERIFIED] * 4
    assert LineVerdict.FAULT in _verdicts(text.format(chain=26, n=5))
    assert LineVerdict.FAULT in _verdicts(text.format(chain=28, n=4))
