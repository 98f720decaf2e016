"""Figures in prose: gauges and amounts of yarn in the forms in which people write them."""

import pytest
from patrond.crochet import parse
from patrond.crochet.reading.particulars import read_gauge, read_yarn


@pytest.mark.parametrize(
    "text",
    [
        "14 m x 16 rgs = 10 cm",
        "10 x 10 cm : 14 ms et 16 rangs",
        "un carré de 10 cm = 14 m sur 16 rangs",
        "14 mailles et 16 rangs pour un carré de 10 cm de côté",
        "14 mailles = 10 cm ; 16 rangs = 10 cm",
        "14.2 sts and 16.3 rows = 4 in",
        '14.2 sc = 4", 16.3 rows = 4"',
        '14.2 sts x 16.3 rounds over 4" x 4" in sc',
        "3.56 sts and 4.06 rows per inch",
        "3.56 sts = 1 inch, 4.06 rows = 1 inch",
        "14 tr and 16 rows = 10 cm (4 in) square",
    ],
)
def test_a_gauge_is_stitches_and_rows_over_ten_centimetres(text: str) -> None:
    gauge = read_gauge(text)

    assert gauge is not None
    assert (gauge.stitches, gauge.rows) == (pytest.approx(14, abs=0.05), pytest.approx(16, abs=0.05))


@pytest.mark.parametrize("text", ["14 sts = 10 cm", "16 rangs = 10 cm", "au choix"])
def test_half_a_gauge_is_none(text: str) -> None:
    assert read_gauge(text) is None


@pytest.mark.parametrize(
    ("text", "metres", "grams"),
    [
        ("Laine DK (120 m / 50 g) : 4 pelotes", 480, 200),
        ("Fil coton 125 m/50 g, 200 g", 500, 200),
        ("Yarn: DK, 200 g (250 m per 100 g)", 500, 200),
        ("Laine 3 x 50 g (125 m)", 375, 150),
        ("2 balls (each 50 g / 120 m)", 240, 100),
        ("3 pelotes de laine, 120 m la pelote", 360, None),
        ("2 skeins worsted (200 yds each)", 365.8, None),
        ("Worsted yarn, 1,300 yds", 1188.7, None),
        ("Laine : 1 300 m", 1300, None),
        ("Laine DK : 40 g", None, 40),
    ],
)
def test_an_amount_of_yarn_is_that_of_all_balls(text: str, metres: float | None, grams: float | None) -> None:
    yarn = read_yarn(text)

    assert yarn is not None
    assert (yarn.metres, yarn.grams) == (metres, grams)


def test_what_a_yarn_is_like_is_no_amount() -> None:
    assert read_yarn("Fil DK 125 m / 50 g") is None


@pytest.mark.parametrize(
    ("field", "listed", "metres"),
    [
        ("Fil : Laine DK, 80 m", ["Laine DK 80 m"], [80]),
        ("Fil : DK (80 m)", ["Laine DK 80 m, soit 40 g"], [80]),
        ("Laine : 80 m", [], [80]),
        ("Crochet : 4 mm", ["Laine DK bleu : 80 m", "Laine DK rouge : 80 m"], [80, 80]),
    ],
)
def test_yarn_that_is_said_twice_is_counted_once(field: str, listed: list[str], metres: list[float]) -> None:
    materials = "\n".join(f"- {each}" for each in listed)
    text = f"Écharpe\n\n{field}\n\nMatériel\n{materials}\n- Aiguille à laine\n\nRang 1 : 6 ms"

    assert [yarn.metres for yarn in parse(text).yarn] == metres
