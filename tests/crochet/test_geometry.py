"""What a pattern makes, from its counts: the measures of the facts, and shapes that hold for every wish."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrond.crochet import Level, PatternType, Request, Study, generate, judge, parse
from patrond.crochet.geometry import Disc, Drawn, Measure, Panel, Shape, Solid, shape_of
from patrond.crochet.geometry.profile import outline

from support.wishes import one_tongue

_CM_PER_INCH = 2.54
ROWS_OF_30 = "Échantillon : 16 m x 19 rangs = 10 cm\n\nMonter 31 ml.\nRang 1 : 1 ms dans la 2e ml, 29 ms [30]\n"


def drawn(text: str, type_: PatternType | None = None) -> Shape:
    study = Study.of(parse(text, type_=type_))
    return shape_of(study, judge(study).faults)


def only(shape: Shape) -> Drawn:
    (part,) = shape.parts
    return part


def by_sixes(gauge: str, rounds: list[int]) -> str:
    """A text of rounds that grow and shrink by sixes, or stay."""
    lines = [f"Échantillon : {gauge} = 10 cm", "", "Pièce", "Tour 1 : 6 ms dans un cercle magique [6]"]
    for number, (before, after) in enumerate(pairwise(rounds), start=2):
        each = min(before, after) // 6 - 1
        plain = f"{each} ms, " if each else ""
        words = {0: f"{after} ms", 6: f"({plain}aug) x 6", -6: f"({plain}dim) x 6"}[after - before]
        lines.append(f"Tour {number} : {words} [{after}]")
    return "\n".join(lines)


def test_a_ball_of_42_stitches_in_worsted_is_2_74_inches_wide_and_nearly_as_high() -> None:
    """Worsted with a 3.5 mm hook: 20.5 stitches in 4 inches."""
    rising = [6, 12, 18, 24, 30, 36]
    toy = only(drawn(by_sixes("20,18 m x 22 rangs", [*rising, *[42] * 11, *reversed(rising)]), PatternType.AMIGURUMI))

    assert isinstance(toy, Solid)
    assert toy.wide / _CM_PER_INCH == pytest.approx(2.74, abs=0.03)
    assert toy.high == pytest.approx(toy.wide, rel=0.05)
    assert (toy.shut_start, toy.shut_end, toy.mouth) == (True, True, 0)


def test_an_adult_hat_at_18_by_20_is_53_cm_around_with_a_crown_that_bends_to_a_dome() -> None:
    rounds = [*range(6, 97, 6), *[96] * 28]

    hat = only(drawn(by_sixes("18 m x 20 rangs", rounds), PatternType.HAT))

    assert isinstance(hat, Solid)
    assert (hat.most, hat.rounds) == (96, 44)
    assert hat.mouth == 96
    assert hat.around == pytest.approx(53.3, abs=0.05)
    assert hat.wide == pytest.approx(53.3 / math.pi, abs=0.05)
    assert hat.fabric == pytest.approx(22.0, abs=0.3)
    assert hat.starts_on_top
    # A dome of radius r spends pi r / 2 of the fabric on a height of r.
    assert hat.high == pytest.approx(hat.fabric - hat.wide / 2 * (math.pi / 2 - 1), abs=0.2)


def test_a_crown_is_a_sphere_where_it_would_else_lie_flat() -> None:
    radius, step = 5.0, 0.25
    flat = [(min(i * step * 1.2, radius), i * step) for i in range(60)]

    bent = outline(flat, filled=True)

    for point in bent:
        if point.at < radius:
            assert math.hypot(point.half, radius - point.at) == pytest.approx(radius, rel=0.02)
        else:
            assert point.half == pytest.approx(radius)
    assert max(point.at for point in outline(flat[:16], filled=False)) == 0.0


def test_a_scarf_is_20_by_160() -> None:
    scarf = only(shape_of(Study.of(generate(Request(PatternType.SCARF, Level.BEGINNER, "adulte")))))

    assert isinstance(scarf, Panel)
    assert (scarf.wide, scarf.high) == (pytest.approx(20, abs=0.5), pytest.approx(160, abs=1))


def test_a_row_of_double_crochet_is_as_high_as_two_of_single() -> None:
    text = """Échantillon : 10 m x 10 rangs = 10 cm
Monter 11 ml
Rang 1 : 1 ms dans la 2e ml à partir du crochet, 9 ms [10]
Rangs 2-19 : 1 ml, tourner, 10 ms [10]
Rang 20 : 3 ml (compte comme 1 br), tourner, 9 br [10]
"""
    panel = only(drawn(text))

    assert panel.high == pytest.approx(19 + 2.1)


def test_a_bag_stands_on_its_oval_as_wide_as_it_is_asked_and_as_deep() -> None:
    bag = only(shape_of(Study.of(generate(Request(PatternType.BAG, Level.INTERMEDIATE, "medium")))))

    assert isinstance(bag, Solid)
    assert (bag.wide, bag.deep) == (pytest.approx(36, abs=0.8), pytest.approx(6, abs=0.8))
    assert not bag.starts_on_top
    assert bag.handles is not None
    assert (bag.handles.number, bag.handles.length) == (2, pytest.approx(78 * 10 / 13.5))


def test_the_second_shoulder_stands_beside_the_neck() -> None:
    shape = shape_of(Study.of(generate(Request(PatternType.GARMENT, Level.INTERMEDIATE, "M"))))
    back, front, sleeve = shape.parts

    assert isinstance(back, Panel) and isinstance(front, Panel) and isinstance(sleeve, Panel)
    assert (front.wide, front.high) == (pytest.approx(back.wide), pytest.approx(back.high))
    assert front.neck is not None
    neck, deep = front.neck
    assert neck.left == pytest.approx(front.wide - neck.right)
    assert 2 * (neck.wide + deep) >= 56
    assert sleeve.starts_on_top and sleeve.blocks[0].base.wide > sleeve.blocks[0].top.wide


def test_a_shoulder_that_stops_short_stands_at_the_side_where_its_row_begins() -> None:
    text = """Échantillon : 10 m x 10 rangs = 10 cm
Devant
Monter 31 ml
Rang 1 : 1 ms dans la 2e ml à partir du crochet, 29 ms [30]
Rangs 2-{last} : 1 ml, tourner, 30 ms [30]
Rang {next} : 1 ml, tourner, 9 ms, laisser les 21 m restantes [9]
"""
    odd, even = (only(drawn(text.format(last=last, next=last + 1))) for last in (6, 7))

    assert isinstance(odd, Panel) and isinstance(even, Panel)
    assert (odd.blocks[1].base.left, odd.blocks[1].base.right) == (21, 30)
    assert (even.blocks[1].base.left, even.blocks[1].base.right) == (0, 9)


def test_both_shoulders_narrow_at_the_neck_whichever_way_their_rows_run() -> None:
    front = shape_of(Study.of(generate(Request(PatternType.GARMENT, Level.ADVANCED, "XS")))).parts[1]

    assert isinstance(front, Panel)
    _, first, second = front.blocks
    assert (first.base.left, first.top.left) == (0, 0) and first.top.right < first.base.right
    assert second.base.right == second.top.right == pytest.approx(front.wide)
    assert second.top.left > second.base.left


def test_an_armhole_steps_inwards_on_both_sides() -> None:
    text = """Échantillon : 10 m x 10 rangs = 10 cm
Dos
Monter 31 ml
Rang 1 : 1 ms dans la 2e ml à partir du crochet, 29 ms [30]
Rang 2 : 1 ml, tourner, 30 ms [30]
Rang 3 : 1 ml, tourner, 4 mc, 22 ms, laisser les 4 m restantes [22]
Rang 4 : 1 ml, tourner, 22 ms [22]
"""
    panel = only(drawn(text))

    assert isinstance(panel, Panel)
    assert (panel.blocks[-1].top.left, panel.blocks[-1].top.right) == (4, 26)


def test_what_is_shut_at_both_ends_stands_on_its_heavier_half() -> None:
    body, head = [6, 12, 18, 24, 30, 36, 36, 36, 36, 30, 24, 18], [24, 24, 24, 18, 12, 6]

    upright = only(drawn(by_sixes("20 m x 22 rangs", [*body, *head]), PatternType.AMIGURUMI))
    turned = only(drawn(by_sixes("20 m x 22 rangs", [*reversed([*body, *head])]), PatternType.AMIGURUMI))

    assert isinstance(upright, Solid) and isinstance(turned, Solid)
    assert (upright.starts_on_top, turned.starts_on_top) == (False, True)


def test_decreases_stand_at_the_side_where_they_are_worked() -> None:
    text = """Échantillon : 10 m x 10 rangs = 10 cm
Monter 21 ml
Rang 1 : 1 ms dans la 2e ml à partir du crochet, 19 ms [20]
Rang 2 : 1 ml, tourner, dim, 18 ms [19]
Rang 3 : 1 ml, tourner, 17 ms, dim [18]
Rang 4 : 1 ml, tourner, dim, 14 ms, dim [16]
"""
    panel = only(drawn(text))

    assert isinstance(panel, Panel)
    edges = [(cell.high.left, cell.high.right) for cell in panel.cells()]
    assert edges == [(0, 20), (1, 20), (2, 20), (3, 19)]


def test_a_flat_circle_is_seen_from_above_and_a_square_has_corners() -> None:
    circle = only(drawn("Dessous de verre\nTour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 6 aug [12]\n"
                        "Tour 3 : (1 ms, aug) x 6 [18]\nTour 4 : (2 ms, aug) x 6 [24]\n"))  # fmt: skip
    square = only(drawn("Granny\nTour 1 : 3 ml, 2 br dans un cercle magique, (2 ml, 3 br) x 3, 2 ml [12]\n"
                        "Tour 2 : (3 br, 2 ml, 3 br) dans chaque espace de 2 ml [24]\n"
                        "Tour 3 : *3 br, (3 br, 2 ml, 3 br) dans l'espace de 2 ml* x 4 [36]\n"))  # fmt: skip

    assert isinstance(circle, Disc) and isinstance(square, Disc)
    assert (circle.square, square.square) == (False, True)
    assert circle.radii == pytest.approx([n / (2 * math.pi) for n in (6, 12, 18, 24)])


def test_without_a_gauge_nothing_is_in_centimetres() -> None:
    shape = drawn("Monter 11 ml\nRang 1 : 1 ms dans la 2e ml à partir du crochet, 9 ms [10]\n")

    assert shape.measure is Measure.STITCHES
    assert only(shape).wide == 10
    assert only(shape).high == pytest.approx(1 / 1.18)


def test_a_line_without_a_count_is_left_out_and_named() -> None:
    shape = drawn(
        "Boule\nTour 1 : 6 ms dans un cercle magique [6]\nTour 2 : selon l'humeur du jour\nTour 3 : 12 ms [12]\n"
    )

    assert shape.missing == ("Tour 2",)
    assert not only(shape).complete


def test_a_fault_is_on_its_round_with_both_counts() -> None:
    shape = drawn(
        "Boule\nTour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 6 aug [12]\nTour 3 : (1 ms, aug) x 6 [19]\n"
    )

    faulty = [course for course in only(shape).courses if course.faults]
    assert [(course.first, course.stated, course.computed) for course in faulty] == [(3, 19, 18)]


@pytest.mark.parametrize("type_", list(PatternType))
def test_every_wish_has_a_shape_that_can_be_drawn(type_: PatternType) -> None:
    for wish in one_tongue():
        if wish.type is not type_:
            continue
        shape = shape_of(Study.of(generate(wish)))
        assert shape.measure is Measure.CENTIMETRES and not shape.undrawn and not shape.missing, wish
        for part in shape.parts:
            assert math.isfinite(part.wide) and math.isfinite(part.high) and part.wide > 0 and part.complete, wish
            if isinstance(part, Solid):
                assert all(a.at <= b.at for a, b in pairwise(part.outline)), wish
                assert len(part.cuts) == len(part.courses) + 1 and part.high > 0, wish


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 5)), min_size=1, max_size=60), st.booleans())
def test_an_outline_never_reaches_beyond_its_stitches_or_its_fabric(
    rounds: list[tuple[float, float]], filled: bool
) -> None:
    steps, way = [(0.0, 0.0)], 0.0
    for radius, high in rounds:
        way += high
        steps.append((radius, way))

    points = outline(steps, filled=filled)

    assert len(points) == len(steps)
    for point, (radius, along) in zip(points, steps, strict=True):
        assert -1e-9 <= point.half <= radius + 1e-6  # radii are told apart to six decimals
        assert 0 <= point.at <= along + 1e-6


@pytest.mark.parametrize(
    "again", ["Rang 3 : répéter le rang 2 jusqu'à 150 cm", "Rangs 3 et suivants : répéter le rang 2 jusqu'à 150 cm."]
)
def test_rows_that_go_on_to_a_length_are_drawn_to_it(again: str) -> None:
    panel = only(drawn(f"{ROWS_OF_30}Rang 2 : 1 ml, tourner, 30 ms [30]\n{again}"))

    assert isinstance(panel, Panel)
    assert panel.high == pytest.approx(150, abs=0.6)
    assert (panel.endless, panel.complete) == (False, True)


def test_rows_that_go_on_to_a_wish_have_no_end() -> None:
    again = "Rang 3 : répéter le rang 2 jusqu'à la longueur désirée"
    panel = only(drawn(f"{ROWS_OF_30}Rang 2 : 1 ml, tourner, 30 ms [30]\n{again}"))

    assert isinstance(panel, Panel)
    assert (panel.endless, panel.complete) == (True, False)
