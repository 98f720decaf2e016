"""What a text takes is counted, the same on every machine; more than any pattern takes is not done."""

import pytest
from patrond.crochet import (
    DraftError,
    Language,
    LineVerdict,
    Severity,
    Study,
    Verdict,
    from_draft,
    judge,
    parse,
    to_draft,
    translate,
    validate,
)
from patrond.crochet.effort import MOST_EFFORT, MOST_OF_LINE
from patrond.crochet.following.fit import fitted
from patrond.crochet.following.habits import in_habit
from patrond.crochet.following.lineverdict import work
from patrond.crochet.judging.hints import Hints
from patrond.crochet.reading.limits import MOST_LINES
from patrond.render.markdown import document

from support.crochet_corpus import snippets
from support.crochet_noise import hostile, made

TENTH = hostile(100_000)
RING = "Tour 1 : 6 ms dans un cercle magique [6]\n"
HARD = "\n".join(f"Tours {n}-9999 : aug, 1 ms dans chaque m [6]" for n in range(2, 60))
SLIP = "Tour 1 : 6 ms dans un cercle magique [7]"


def _spent(text: str) -> int:
    return Study.of(parse(text)).spent


@pytest.mark.parametrize("name", list(TENTH))
def test_no_shape_takes_more_than_a_pattern_may(name: str) -> None:
    try:
        study = Study.of(parse(TENTH[name]))
    except DraftError:
        return

    # The last line may be one that takes more than is left.
    assert study.spent <= MOST_EFFORT + 3 * MOST_OF_LINE
    assert max((line.effort for _, line in study.lines()), default=0) <= 3 * MOST_OF_LINE


def test_patterns_take_a_few_percent_of_it() -> None:
    texts = [snippet.text for snippet in snippets()] + [document(pattern) for pattern in made()]

    assert max(map(_spent, texts)) < MOST_EFFORT / 25


def test_as_many_rounds_as_are_read_can_all_be_verified() -> None:
    rounds = "".join(f"Tour {n} : ({n - 2} ms, aug) x 6 [{6 * n}]\n" for n in range(2, 1001))

    assert _spent(RING + rounds) < MOST_EFFORT * 1000 / MOST_LINES


def test_what_is_kept_counts_as_if_it_were_done_anew() -> None:
    text = document(made()[0])
    first = _spent(text)
    for kept in (fitted, work, in_habit):
        kept.cache_clear()

    assert _spent(text) == first == _spent(text) > 0


def test_what_stands_behind_too_much_work_is_neither_verified_nor_wrong() -> None:
    report = validate(parse(f"{RING}{HARD}\n{SLIP}"))

    told = [found for found in report.findings if found.variant == "effort"]
    assert [(found.code, found.severity) for found in told] == [("U_UNPARSED", Severity.WARNING)]
    assert 2 < told[0].line < 59
    assert max(found.line for found in report.findings) == told[0].line
    assert (report.lines, report.verdict) == (60, Verdict.UNVERIFIED)


def test_a_fault_before_it_is_one() -> None:
    assert [fault.line for fault in validate(parse(f"{SLIP}\n{HARD}")).faults] == [1]


def test_the_pieces_of_a_pattern_spend_together() -> None:
    study = Study.of(parse(f"### A\n{RING}{HARD}\n\n### B\n{RING}"))

    assert [line.left for line in study.pieces[-1].lines] == [True]
    assert study.pieces[-1].lines[0].verdict is LineVerdict.NOT_VERIFIED


def test_a_study_is_judged_alike_however_often() -> None:
    study = Study.of(parse(f"{RING}Tour 2 : (1 ms, aug) x 3 [10]\nTour 3 : (2 ms, aug) x 3 [13]"))

    first = judge(study)

    assert judge(study) == first
    assert any(found.hint is not None for found in first.findings)


def test_trials_for_hints_end_when_half_of_what_is_left_is_spent() -> None:
    study = Study.of(parse(f"{RING}Tour 2 : (1 ms, aug) x 3 [10]"))
    finding = study.pieces[0].lines[1].findings[0]
    hints, tired = Hints(study), Hints(study)
    tired.effort.spent = tired.effort.most

    assert hints.of(0, 1, finding) is not None
    assert 0 < hints.effort.spent < MOST_OF_LINE
    assert tired.of(0, 1, finding) is None


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Monter 31 ml\nRang 1 : 30 ms dans la 2e ml et les suivantes [30]\nRangs 2-900 : 30 ms [30]", 1_000),
        ("Tour 1 : 6 ms dans un cercle magique\nTours 2-200 : aug, 1 ms dans chaque m [205]", 20_000),
        (
            "Monter 31 ml\nRang 1 : 30 ms [30]\nRang 2 : 30 br [30]\nRang 3 : 30 ms [30]\n"
            "Rang 4 : répéter les rangs 2 et 3 900 fois [30]",
            25_000,
        ),
    ],
    ids=["rows that go on unchanged", "a round more in each of two hundred", "two rows nine hundred times"],
)
def test_ranges_of_many_rounds_are_verified(text: str, most: int) -> None:
    study = Study.of(parse(text))

    assert study.pieces[0].lines[-1].verdict is LineVerdict.VERIFIED
    assert study.spent < most


def test_a_pattern_that_was_cut_stays_cut_when_it_is_written_out() -> None:
    cut = parse(RING + (MOST_LINES + 1) * "Tour 2 : 6 ms [6]\n")

    assert from_draft(to_draft(cut)).unread_from == cut.unread_from
    assert translate(cut, Language.EN).unread_from == cut.unread_from
    assert cut.unread_from == MOST_LINES + 1
    assert "unread_from" not in to_draft(made()[0])
