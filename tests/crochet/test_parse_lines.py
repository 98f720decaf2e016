"""The grammar of one line: what it uses of the line below, and what it makes."""

import pytest
from patrond.crochet.following.below import Below, Fit
from patrond.crochet.following.fit import fits
from patrond.crochet.following.tally import Tally
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.tokens import Lexicon
from patrond.crochet.pattern import Terms


def _fit(text: str, terms: Terms, below: Below) -> Fit:
    instructions = read_line(text, Lexicon.of(terms))
    assert instructions.understood, instructions.steps
    found = fits(instructions, below)
    assert found, text
    return next((fit for fit in found if fit.holds), found[0])


@pytest.mark.parametrize(
    ("text", "below", "made"),
    [
        ("1 ms dans chaque m", 24, 24),
        ("ms tout le tour", 24, 24),
        ("2 ms dans chaque maille", 6, 12),
        ("aug dans chaque m", 6, 12),
        ("*3 ms, aug* x6", 24, 30),
        ("* 3 ms , 1 aug * répéter 6 fois", 24, 30),
        ("(3 ms, aug) 6 fois", 24, 30),
        ("[3 ms, aug] x 6", 24, 30),
        ("6 x (3 ms, aug)", 24, 30),
        ("répéter 6 fois : (3 ms, aug)", 24, 30),
        ("3 ms, aug, répéter jusqu'à la fin", 24, 30),
        ("*1 ms dans chacune des 3 m suivantes, 2 ms dans la m suivante* tout le tour", 24, 30),
        ("1 ms dans les 10 m suivantes, dim, 12 ms", 24, 23),
        ("(2 ms, dim) x 6", 24, 18),
        ("*2 ms, 2 ms ens* x6", 24, 18),
        ("*2 ms, 2 m ensemble* x6", 24, 18),
        ("3 ms ens, 21 ms", 24, 22),
        ("(1 br, 1 ml, 1 br) dans la même m, 23 br", 24, 25),
        ("sauter 4 m, 20 ms", 24, 20),
        ("12 ms, puis 12 aug", 24, 36),
        ("6 aug, *1 ms, aug* x 9", 24, 39),
        ("1 brav, (1 br, 1 brav) x 11, 1 br", 24, 24),
        ("3 ms, 1 nope, 20 ms", 24, 24),
        ("1 ms dans chaque m, 1 mc dans la première m", 24, 24),
        ("1 ml, 1 ms dans chaque m, joindre", 24, 24),
        ("aug en br dans chaque m", 12, 24),
        ("ms dans chaque maille jusqu'aux 2 dernières mailles, dim", 24, 23),
        ("*2 ms, aug* x 4, *1 ms, aug* x 6", 24, 34),
        ("((1 ms, aug) x 2, 2 ms) x 4", 24, 32),
        ("en couleur B, 24 ms", 24, 24),
        ("couleur 2 : (1 ms, aug) x 12", 24, 36),
        ("avec la couleur B, 24 ms", 24, 24),
    ],
)
def test_a_french_line_is_followed(text: str, below: int, made: int) -> None:
    fit = _fit(text, Terms.FR, Below((Tally(below),)))

    assert fit.holds
    assert made in fit.made.totals


@pytest.mark.parametrize(
    ("text", "below", "made"),
    [
        ("sc in each st around", 24, 24),
        ("2 sc in each st", 6, 12),
        ("inc in each st around", 6, 12),
        ("(3 sc, inc) x 6", 24, 30),
        ("*sc in next 3 sts, inc in next st; rep from * around", 24, 30),
        ("*sc 3, inc; rep from * 5 more times", 24, 30),
        ("sc 3, inc, rep around", 24, 30),
        ("[sc2tog, sc 2] 6 times", 24, 18),
        ("dc3tog over next 3 sts, dc in next 21 sts", 24, 22),
        ("sc in each of next 20 sts, inc in next 4 sts", 24, 28),
        ("sc in each st to last 2 sts, sc2tog", 24, 23),
        ("sc in each st until 2 sts remain, sc2tog", 24, 23),
        ("skip 4 sts, sc in each remaining st", 24, 20),
        ("2 sc in next st, sc in next 23 sts", 24, 25),
        ("FPdc around next st, dc in next 23 sts", 24, 24),
        ("sc in next 12 sts, turn", 12, 12),
        ("inc twice, sc in next 22 sts", 24, 26),
        ("ch 1, sc in first st and in each st across", 24, 24),
        ("dec 12 times", 24, 12),
    ],
)
def test_an_english_line_is_followed(text: str, below: int, made: int) -> None:
    fit = _fit(text, Terms.US, Below((Tally(below),)))

    assert fit.holds
    assert made in fit.made.totals


@pytest.mark.parametrize(
    ("text", "chain", "made"),
    [
        ("1 ms dans la 2e ml à partir du crochet, 1 ms dans chaque ml", 21, 20),
        ("1 br dans la 4e ml à partir du crochet (les 3 ml sautées comptent comme 1 br), 1 br dans chaque ml", 22, 20),
        ("1 demi-br dans la 3e ml (les 2 ml ne comptent pas), puis 1 demi-br dans chaque ml", 22, 20),
        ("sauter 1 ml, 20 ms", 21, 20),
        ("20 ms", 21, 20),
        ("1 ms dans chacune des 20 ml", 20, 20),
        (
            "1 ms dans la 2e ml, 3 ms, 3 ms dans la dernière ml, de l'autre côté : 3 ms, 2 ms dans la dernière ml",
            6,
            12,
        ),
        ("2 ms dans la 2e ml, 3 ms, 4 ms dans la dernière ml, de l'autre côté : 3 ms", 6, 12),
    ],
)
def test_a_first_row_fits_its_chain(text: str, chain: int, made: int) -> None:
    fit = _fit(text, Terms.FR, Below(chain=chain))

    assert fit.holds
    assert fit.made.stitches == made


@pytest.mark.parametrize(
    "text",
    [
        "crocheter comme d'habitude sur 12 mailles",
        "3 xyz, aug",
        "suivre le diagramme B pendant 3 tours",
        "2 ms tout le tour",
        "*1 ms, *aug* tout le tour* tout le tour",
    ],
)
def test_what_may_count_and_is_not_understood_is_unknown_or_uncountable(text: str) -> None:
    instructions = read_line(text, Lexicon.of(Terms.FR))

    assert not instructions.understood or not [f for f in fits(instructions, Below((Tally(24),))) if f.holds]


@pytest.mark.parametrize(
    "text",
    [
        "Rembourrer fermement au fur et à mesure",
        "couper le fil en laissant 30 cm pour coudre",
        "placer un marqueur dans la première maille",
        "changer de couleur",
        "en blanc",
    ],
)
def test_words_that_count_nothing_are_notes(text: str) -> None:
    instructions = read_line(f"24 ms, {text}", Lexicon.of(Terms.FR))

    assert instructions.understood
    assert next(iter(fits(instructions, Below((Tally(24),))))).holds


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("6 aug [12]", [12]),
        ("6 aug (12 m)", [12]),
        ("6 aug = 12", [12]),
        ("6 aug - 12 m", [12]),
        ("6 aug. On obtient 12 mailles.", [12]),
        ("6 aug, soit 12 mailles", [12]),
        ("6 aug (6 + 6 = 12 m)", [12]),
        ("6 aug (12). Changer de couleur.", [12]),
        ("(1 br, 1 ml) x 12 [12 br, 12 ml]", [12, 12]),
        ("*1 ms, aug* (x6)", []),
        ("(2 ms, aug) x 6", []),
    ],
)
def test_stated_counts_are_found(text: str, counts: list[int]) -> None:
    assert [count.number for count in read_line(text, Lexicon.of(Terms.FR)).counts] == counts
