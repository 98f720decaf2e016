"""What is generated can be put on, sewn up and closed: the geometry, judged by the counts alone."""

import math
import re
from itertools import pairwise

import pytest
from patrond.crochet import Study, generate
from patrond.crochet.pattern import Gauge, Level, Pattern, PatternType, Piece, Worked
from patrond.crochet.request import Request
from patrond.crochet.sizing.sizes import AmigurumiSize, BagSize, GarmentSize, HatSize, ScarfSize, resolve

from support.crochet_measures import measures
from support.wishes import GAUGES, SIZES

WORSTED = Gauge(13.5, 15.5)


def made(type_: PatternType, level: Level, size: str, gauge: Gauge | None = None) -> tuple[Request, Pattern]:
    wish = Request(type_, level, size, gauge=gauge)
    return wish, generate(wish)


def piece(pattern: Pattern, name: str) -> Piece:
    return next(one for one in pattern.pieces if one.name == name)


def counts(one: Piece) -> list[int]:
    """The count at the end of every line, ranges spread out; the foundation left out."""
    found: list[int] = []
    for line in one.lines:
        numbers = [int(number) for number in re.findall(r"\d+", line.label)]
        if numbers:
            found += [line.count or 0] * (numbers[-1] - numbers[0] + 1)
    return found


def gauge_of(pattern: Pattern) -> Gauge:
    assert pattern.gauge is not None
    return pattern.gauge


@pytest.mark.parametrize("gauge", [None, *GAUGES])
@pytest.mark.parametrize("level", list(Level))
def test_a_hat_is_a_little_smaller_than_its_head(level: Level, gauge: Gauge | None) -> None:
    for size in SIZES[PatternType.HAT]:
        wish, pattern = made(PatternType.HAT, level, size, gauge)
        measures = resolve(wish)
        assert isinstance(measures, HatSize)

        around = (pattern.pieces[0].lines[-1].count or 0) * gauge_of(pattern).stitch_width

        assert 0.85 <= around / measures.head <= 1.0, (size, around)


@pytest.mark.parametrize("level", list(Level))
def test_a_crown_lies_flat_and_starts_in_a_small_ring(level: Level) -> None:
    _, pattern = made(PatternType.HAT, level, "adulte")
    rounds = counts(pattern.pieces[0])
    gauge = gauge_of(pattern)
    flat = 2 * math.pi * gauge.row_height / gauge.stitch_width

    grown = [after - before for before, after in pairwise(rounds) if after > before]

    assert rounds[0] <= 12
    assert max(grown) <= flat * 1.2
    assert rounds.count(rounds[-1]) * gauge.row_height > 10, "straight sides"


@pytest.mark.parametrize("level", list(Level))
def test_a_scarf_is_as_wide_and_long_as_asked(level: Level) -> None:
    for size in SIZES[PatternType.SCARF]:
        wish, pattern = made(PatternType.SCARF, level, size)
        measures = resolve(wish)
        assert isinstance(measures, ScarfSize)
        gauge, rows = gauge_of(pattern), counts(pattern.pieces[0])
        across, along = rows[-1] * gauge.stitch_width, len(rows) * gauge.row_height

        if measures.snood:
            assert across == pytest.approx(measures.length, rel=0.05)
            assert across > measures.head
        else:
            assert across == pytest.approx(measures.width, rel=0.06)
            assert along == pytest.approx(measures.length, rel=0.03)


@pytest.mark.parametrize("gauge", [None, *GAUGES])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("size", ["adulte", "enfant", "bebe"])
def test_a_snood_is_as_high_as_asked_whatever_its_stitch(level: Level, size: str, gauge: Gauge | None) -> None:
    wish = Request(PatternType.SCARF, level, size, gauge=gauge, options={"style": "snood"})

    found = list(measures(Study.of(generate(wish), wish), resolve(wish)))

    assert {measure.name for measure in found} == {"around", "high"}
    assert [measure for measure in found if not measure.holds] == []


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("size", ["bebe", "6 mois", "2 ans"])
def test_a_baby_gets_a_closed_snood_and_a_warning(level: Level, size: str) -> None:
    _, pattern = made(PatternType.SCARF, level, size)

    assert pattern.pieces[0].worked is not Worked.ROWS
    assert "fermer en rond" in pattern.pieces[0].lines[0].text
    assert any("étrangler" in note for note in pattern.notes)


@pytest.mark.parametrize(("size", "widest", "arm"), [("10cm", 30, 8), ("20cm", 54, 15), ("30cm", 84, 23)])
def test_a_toy_in_dk_has_the_counts_of_the_facts(size: str, widest: int, arm: int) -> None:
    _, pattern = made(PatternType.AMIGURUMI, Level.BEGINNER, size)

    assert max(counts(piece(pattern, "Tête"))) == widest
    assert counts(piece(pattern, "Bras"))[-1] == arm


@pytest.mark.parametrize("level", list(Level))
def test_a_toy_is_closed_where_it_must_be_and_no_limb_is_too_thin(level: Level) -> None:
    for size in SIZES[PatternType.AMIGURUMI]:
        _, pattern = made(PatternType.AMIGURUMI, level, size)

        for one in pattern.pieces:
            if one.worked is Worked.ROWS:
                continue  # its little scarf
            rounds = counts(one)
            assert 5 <= rounds[0] <= 8, "the magic ring"
            assert max(rounds) >= 6
            assert all(math.ceil(before / 2) <= after <= 2 * before for before, after in pairwise(rounds))
        assert counts(piece(pattern, "Tête"))[-1] <= 8


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("size", ["10cm", "20cm", "30cm"])
def test_head_body_and_legs_stack_to_the_height(level: Level, size: str) -> None:
    """A ball is as high as it is wide; the body follows its slope, so its rounds overstate it by up to a third."""
    wish, pattern = made(PatternType.AMIGURUMI, level, size)
    measures = resolve(wish)
    assert isinstance(measures, AmigurumiSize)
    gauge = gauge_of(pattern)

    head = max(counts(piece(pattern, "Tête"))) * gauge.stitch_width * 1.05 / math.pi
    body = len(counts(piece(pattern, "Corps"))) * gauge.row_height
    legs = len(counts(piece(pattern, "Jambe"))) * gauge.row_height
    total = head + body * 0.8 + legs * 0.8

    assert total == pytest.approx(measures.height, rel=0.2)


@pytest.mark.parametrize("level", list(Level))
def test_eyes_are_placed_before_the_head_is_closed_and_within_its_rounds(level: Level) -> None:
    _, pattern = made(PatternType.AMIGURUMI, level, "20cm")
    head = piece(pattern, "Tête")
    rounds = counts(head)
    (line,) = [line for line in head.lines if "yeux" in line.text]
    found = re.search(r"tours (\d+) et (\d+) à (\d+) m", line.text)
    assert found is not None
    first, last, gap = (int(number) for number in found.groups())

    assert last == first + 1 <= len(rounds)
    assert gap < rounds[first - 1] / 2
    assert (line.count or 0) > rounds[-1], "not yet closed"
    assert any("3 ans" in note for note in pattern.notes)


def test_a_babys_toy_has_no_safety_eyes() -> None:
    _, pattern = made(PatternType.AMIGURUMI, Level.BEGINNER, "bebe")

    assert not any("yeux de sécurité" in item for item in pattern.materials)
    assert any("broder les yeux" in line.text for line in piece(pattern, "Tête").lines)


def test_places_named_in_the_assembly_exist() -> None:
    for level in Level:
        for size in SIZES[PatternType.AMIGURUMI]:
            _, pattern = made(PatternType.AMIGURUMI, level, size)
            rounds = {"head": counts(piece(pattern, "Tête")), "body": counts(piece(pattern, "Corps"))}
            for text in pattern.assembly:
                where = rounds["head"] if "la tête" in text else rounds["body"]
                numbers = [int(n) for n in re.findall(r"tours? (\d+)", text)] + [
                    int(n) for n in re.findall(r"tours \d+ et (\d+)", text)
                ]
                assert all(1 <= number <= len(where) for number in numbers), (size, level, text)


@pytest.mark.parametrize("level", [Level.INTERMEDIATE, Level.ADVANCED])
@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_an_oval_base_meets_its_walls_and_handles_are_long_enough(level: Level, size: str) -> None:
    wish, pattern = made(PatternType.BAG, level, size)
    measures = resolve(wish)
    assert isinstance(measures, BagSize)
    gauge, rounds = gauge_of(pattern), counts(pattern.pieces[0])
    wall = sorted(rounds)[len(rounds) // 2]
    oval = 2 * (measures.width - measures.depth) + math.pi * measures.depth

    assert wall * gauge.stitch_width == pytest.approx(oval, rel=0.06)
    assert rounds.count(wall) * gauge.row_height == pytest.approx(measures.height, rel=0.1)
    (opening,) = [line for line in pattern.pieces[0].lines if "sauter" in line.text]
    chains = [int(number) for number in re.findall(r"(\d+) ml, sauter", opening.text)]
    assert len(chains) == 2
    assert all(number * gauge.stitch_width >= 30 for number in chains)


@pytest.mark.parametrize("size", ["medium", "large"])
def test_a_gusset_is_as_long_as_three_sides_of_its_panel(size: str) -> None:
    _, pattern = made(PatternType.BAG, Level.BEGINNER, size)
    gauge = gauge_of(pattern)
    panel, gusset = counts(piece(pattern, "Panneau")), counts(piece(pattern, "Soufflet"))
    around = 2 * len(panel) * gauge.row_height + panel[0] * gauge.stitch_width

    assert len(gusset) * gauge.row_height == pytest.approx(around, rel=0.02)


@pytest.mark.parametrize("gauge", [None, *GAUGES])
@pytest.mark.parametrize("level", list(Level))
def test_a_garment_can_be_put_on_and_sewn_up(level: Level, gauge: Gauge | None) -> None:
    for size in SIZES[PatternType.GARMENT]:
        wish, pattern = made(PatternType.GARMENT, level, size, gauge)
        body = resolve(wish)
        assert isinstance(body, GarmentSize)
        g = gauge_of(pattern)
        back, front = counts(piece(pattern, "Dos")), counts(piece(pattern, "Devant"))
        second, sleeve = counts(piece(pattern, "Devant, seconde épaule")), counts(piece(pattern, "Manche"))
        panel, shoulder = back[-1], front[-1]
        drop = sum(count < panel / 2 for count in front)

        assert len(back) == len(front), "side seams"
        assert second[-1] == shoulder
        assert len(second) == drop, "both shoulders are as high"
        assert panel - 2 * shoulder > 0
        found = list(measures(Study.of(pattern, wish), body))
        assert {"chest", "opening", "sleeve", "cuff"} <= {measure.name for measure in found}
        assert [measure for measure in found if not measure.holds] == []
        assert all((before - after) % 2 == 0 for before, after in pairwise(sleeve))
        assert max(sleeve) * g.stitch_width / 2 < len(back) * g.row_height, "the armhole is shorter than the side"


@pytest.mark.parametrize(
    ("type_", "size", "gauge", "least", "most"),
    [
        (PatternType.HAT, "adulte", Gauge(18, 20), 127, 160),
        (PatternType.SCARF, "adulte", WORSTED, 328, 400),
        (PatternType.AMIGURUMI, "20cm", None, 90, 125),
        (PatternType.AMIGURUMI, "30cm", None, 205, 280),
    ],
)
def test_yarn_is_what_the_facts_measured_and_a_reserve(
    type_: PatternType, size: str, gauge: Gauge | None, least: float, most: float
) -> None:
    _, pattern = made(type_, Level.BEGINNER, size, gauge)

    assert least <= sum(yarn.metres or 0 for yarn in pattern.yarn) <= most


def test_a_faster_hand_needs_less_time() -> None:
    hours = [
        int(re.findall(r"\d+", made(PatternType.SCARF, level, "adulte", WORSTED)[1].estimated_time)[0])
        for level in (Level.BEGINNER, Level.INTERMEDIATE)
    ]

    assert hours[0] > hours[1]


@pytest.mark.parametrize(("asked", "shown"), [("lapin", "Lapin"), ("chat", "Chat"), ("ours", "Ours")])
def test_the_animal_of_the_options_is_made(asked: str, shown: str) -> None:
    pattern = generate(Request(PatternType.AMIGURUMI, Level.BEGINNER, options={"animal": asked}))

    assert shown in pattern.title


def test_an_animal_that_is_not_offered_is_told() -> None:
    pattern = generate(Request(PatternType.AMIGURUMI, Level.BEGINNER, options={"animal": "ornithorynque"}))

    assert any("ornithorynque" in note for note in pattern.notes)
