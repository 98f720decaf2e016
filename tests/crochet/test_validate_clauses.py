"""Every clause of every code, each with a text that it holds for and the severity that it has.

The names of the cases are the clauses. What needs a request, a size or many forms has tests of its own beside this one.
"""

import json
from collections.abc import Mapping

import pytest
from patrond.crochet import DraftError, Level, PatternType, Report, Request, parse, parse_json, validate
from patrond.crochet.codes import CODES

from support.crochet_texts import crown, hat, numbered, scarf

CROWN = "Tour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 6 aug [12]\nTour 3 : (1 ms, aug) x 6 [18]\n"
ROWS = "Monter 21 ml.\nRang 1 : 1 ms dans la 2e ml à partir du crochet, 1 ms dans chaque ml [20]\n"
TALL = "Monter 23 ml.\nRang 1 : 1 br dans la 4e ml à partir du crochet, 1 br dans chaque ml [21]\n"
RING = "Tour 1 : 6 ms dans un cercle magique [6]"
TOY = f"Ours\n\nTête\n{RING}\nTour 2 : 6 ms [6]{{}}\n\nBras (x2)\n{RING}\n\nAssemblage\n{{}}"
BALL = "\n".join(numbered("Tour", [*crown(6, 4), ("24 ms", 24), ("(2 ms, dim) x 6", 18), ("(1 ms, dim) x 6", 12)]))
LISTED = "Abréviations\nms : maille serrée\n\nInstructions\n"
COUNTS = "3 ml (compte comme 1 br), tourner, sauter 1 m, 20 br"
PANEL = f"{ROWS}Rang 2 : 1 ml, tourner, 20 ms [20]"
YARN = "Bonnet\n\nMatériel\n- Laine DK : 400 m\n"
HAT_96 = hat(96, "18 m x 20 rangs", sides=28)  # eats 127 m
SCARF = "15,5 m x 18,5 rangs"


def _plain(joined: set[int]) -> str:
    """Rounds 4 to 9, of which some are closed."""
    return "\n".join(f"Tour {n} : 18 ms{', 1 mc' if n in joined else ''} [18]" for n in range(4, 10))


HARD = "\n".join(f"Tours {n}-9999 : aug, 1 ms dans chaque m [6]" for n in range(1, 40))
CLAUSES: dict[str, dict[str, tuple[str, str]]] = {
    "E_CONSUME": {
        "a repeat that does not come out even": (f"{CROWN}Tour 4 : (3 ms, aug) tout le tour [22]", "rest error"),
        "too many stitches used": (f"{CROWN}Tour 4 : (3 ms, aug) x 6 [30]", "over error"),
        "too few stitches used": (f"{CROWN}Tour 4 : 17 ms [17]", " error"),
    },
    "E_PRODUCE": {
        "another count than is made": (f"{CROWN}Tour 4 : (2 ms, aug) x 6 [25]", "sum error"),
        "another count of a plain round": (f"{CROWN}Tour 4 : 18 ms [20]", " error"),
        "another count of chain spaces": (
            f"{CROWN}Tour 4 : *2 ml, sauter 1 m, 1 ms dans la m suivante* tout le tour [10 arceaux]",
            "spaces error",
        ),
        "another count of shells": (
            f"{CROWN}Tour 4 : *sauter 2 m, 5 br dans la m suivante, sauter 2 m, 1 ms* x 3 [4 coquilles]",
            "groups error",
        ),
    },
    "E_FOUNDATION": {
        "a chain that the first row does not use up": (
            ROWS.replace("chaque ml", "chacune des 17 ml suivantes"),
            " error",
        ),
        "another count on the chain": (ROWS.replace("[20]", "[21]"), "row error"),
        "another count of the chain itself": ("Monter 21 ml. [22]", "count error"),
    },
    "E_RANGE": {
        "a shaping round inside a range": (f"{CROWN}Tours 4-6 : (2 ms, aug) x 6 [24]", " error"),
        "a backward range": (f"{CROWN}Tours 6-4 : 18 ms [18]", "backward error"),
    },
    "E_NUMBERING": {
        "a gap over which the arithmetic breaks": (f"{CROWN}Tour 5 : (3 ms, aug) x 6 [30]", "gap error"),
        "a gap over which it goes on": (f"{CROWN}Tour 5 : 18 ms [18]", "gap warning"),
        "a number twice": (f"{CROWN}Tour 3 : 18 ms [18]", "order warning"),
        "a number out of order": (f"{CROWN}Tour 4 : 18 ms [18]\nTour 2 : 18 ms [18]", "order warning"),
    },
    "E_UNKNOWN_STITCH": {
        "a word in a round that is defined nowhere": (f"{LISTED}{CROWN}Tour 4 : 16 ms, 2 xyz [18]", " error"),
    },
    "E_GLOSSARY": {
        "used and not listed": (f"{LISTED}{CROWN}", "missing info"),
        "listed and not used": (f"Abréviations\nbr : bride\n\nInstructions\n{CROWN}", "unused info"),
        "used in a way of its own": (
            "Abréviations\ndb : double bride\n\nInstructions\nTour 1 : 9 db dans un cercle magique",
            "override info",
        ),
    },
    "E_TERMS": {
        "a name of the other ladder that changes the stitch": (
            "US terms.\nRnd 1: 6 sc in MR (6)\nRnd 2: 2 htr in each st (12)",
            "stitch error",
        ),
        "French and English in one line": (f"{CROWN}Tour 4 : 9 ms, 9 sc [18]", "mixed warning"),
    },
    "E_DECL_SIZE": {
        "another size than is made, by 10 %": ("Écharpe\n\n" + scarf(32, 300, SCARF, "Taille : 23 cm"), " warning"),
        "another size than is made, by 25 %": ("Écharpe\n\n" + scarf(32, 300, SCARF, "Taille : 40 cm"), " error"),
    },
    "E_GAUGE": {
        "no gauge": (f"Bonnet\n\n{CROWN}", "missing warning"),
        "gauge out of the yarn's band": (
            f"Matériel\n- Laine DK : 400 m\n\n{scarf(32, 300, '24 m x 28 rangs')}",
            "yarn warning",
        ),
        "gauge that the yarn cannot have": (
            f"Matériel\n- Laine DK : 400 m\n\n{scarf(32, 300, '40 m x 48 rangs')}",
            "yarn error",
        ),
        "hook out of the yarn's band": (f"{YARN}- Crochet 8 mm\n\n{HAT_96}", "hook warning"),
        "hook that the yarn cannot have": (f"{YARN}- Crochet 1 mm\n\n{HAT_96}", "hook error"),
        "fewer rows than stitches in single crochet": (scarf(32, 300, "16 m x 12 rangs"), "rows warning"),
    },
    "E_YARN": {
        "under 85 %": (f"Matériel\n- Laine DK : 105 m\n\n{HAT_96}", "short error"),
        "85 to 100 %": (f"Matériel\n- Laine DK : 110 m\n\n{HAT_96}", "tight warning"),
        "under 65 % by weight": (f"Matériel\n- Laine DK : 31 g\n\n{HAT_96}", "short error"),
        "over 250 %": (f"Matériel\n- Laine DK : 325 m\n\n{HAT_96}", "much warning"),
        "over 500 %": (f"Matériel\n- Laine DK : 640 m\n\n{HAT_96}", "far warning"),
    },
    "E_REF": {
        "a line that does not exist": (f"{ROWS}Rang 2 : répéter le rang 12", "line error"),
        "eyes at a round that does not exist": (TOY.format("", "Placer les yeux au tour 9 de la tête."), "round error"),
        "a part that does not exist": (TOY.format("", "Coudre la queue sur la tête."), "piece error"),
        "make 2 and sew 3": (TOY.format("", "Coudre les 3 bras sur la tête."), "count error"),
        "a colour that no yarn has": (
            f"Matériel\n- Couleur A : 50 g\n- Couleur B : 50 g\n\n{CROWN}Tour 4 : en couleur C, 18 ms [18]",
            "colour error",
        ),
    },
    "E_STRUCTURE": {
        "no instructions": ("Bonjour, voici ma recette de crêpes.", "instructions warning"),
        "no materials": (CROWN, "materials warning"),
        "no abbreviations": (CROWN, "abbreviations warning"),
        "no finishing of several pieces": (TOY.format("", "").replace("Assemblage", ""), "assembly warning"),
        "a text that breaks off": (f"{CROWN}Tour 4 : (2 ms, aug", "truncated error"),
        "etc. in rounds": (f"{CROWN}Tour 4 : continuer à 6 mailles de plus, etc.", "ellipsis warning"),
        "... in rounds": (f"{CROWN}Tour 4 : continuer à 6 mailles de plus...", "ellipsis warning"),
        "a repeat with no end": (
            f"{ROWS}Rang 2 : 1 ml, tourner, 20 ms [20]\n\nRépéter les rangs 1 et 2.",
            "repeat warning",
        ),
    },
    "E_MULTIPLE": {
        "a chain that does not hold the declared multiple": (
            f"Notes\nMultiple de 6 + 1.\n\nInstructions\n{ROWS}",
            " error",
        ),
    },
    "E_JOIN": {
        "a round left open among joined ones": (
            CROWN.replace(" [", ", 1 mc [") + _plain({4, 5, 7, 8, 9}),
            "open warning",
        ),
        "a round joined in a spiral": (CROWN + _plain({6}), "spiral warning"),
        "a turn in a spiral": (f"{CROWN}Tour 4 : tourner, 18 ms [18]", "turn warning"),
        "a chain in a spiral": (f"{CROWN}Tour 4 : 1 ml, 18 ms [18]", "chain warning"),
    },
    "E_TURNCHAIN": {
        "a chain of another height": (f"{TALL}Rang 2 : 1 ml, tourner, 21 br [21]", "height warning"),
        "a chain that counts here and not there": (
            f"{TALL}Rang 2 : {COUNTS}\nRang 3 : 3 ml (ne compte pas), tourner, 21 br",
            "counts warning",
        ),
        "a chain of which nobody says whether it counts": (
            "Rnd 1: 10 hdc in magic ring, join (10)\nRnd 2: ch 2, 2 hdc in each st, join",
            "unclear warning",
        ),
        "a chain by which the rows drift": (
            TALL + "\n".join(f"Rang {n} : 3 ml, tourner, 1 br dans chaque m [{19 + n}]" for n in range(2, 8)),
            "drift error",
        ),
    },
    "E_CLOSE": {
        "a hat that shuts itself, by its counts": (f"Bonnet\n\n{BALL}", "counts error"),
        "panels that do not match": (
            f"Pull\n\nDos\n{PANEL}\n\nDevant\n{PANEL.replace('21', '26').replace('20', '25')}",
            "seam error",
        ),
    },
    "W_RUFFLE": {"more than lies flat": ("Bonnet\n\n" + "\n".join(numbered("Tour", crown(10, 6))), " warning")},
    "W_HEXAGON": {"increases stacked over three rounds": ("\n".join(numbered("Tour", crown(6, 6))), " info")},
    "W_STUFF": {
        "a toy that nobody stuffs": (TOY.format("", "Coudre."), " warning"),
        "closed before it is stuffed": (TOY.format(", fermer, rembourrer", "Coudre."), "closed warning"),
        "closed before the eyes": (TOY.format(", fermer, poser les yeux de sécurité", "Coudre."), "eyes warning"),
    },
    "W_SAFETY": {
        "safety eyes": (TOY.format(", poser les yeux de sécurité", "Coudre."), " warning"),
        "buttons": (TOY.format(", coudre un bouton", "Coudre."), " warning"),
        "cords for a baby": (f"Bonnet bébé\n\n{CROWN}\nPasser un cordon.", " warning"),
    },
    "W_TIME": {"an estimate far from the computed": (f"Temps estimé : 40 heures\n{HAT_96}", " warning")},
    "W_LEVEL": {
        "a stitch above a beginner": (f"Niveau : débutant\n\n{CROWN}Tour 4 : (2 ms, 1 nope) x 6 [18]", " warning"),
    },
    "W_PARTIAL": {
        "stitches left in a row and nobody says so": (f"{ROWS}Rang 2 : 1 ml, tourner, 12 ms [12]", " warning"),
    },
    "U_UNPARSED": {
        "a line that is not understood": (f"{CROWN}Tour 4 : 18 mailles selon le diagramme", " info"),
        "all from one on, which took too much": (HARD, "effort warning"),
        "all from one on": ("Tour 1 : 6 ms dans un rond [6]\n" * 10_001, "rest warning"),
    },
}  # fmt: skip
WITH_A_SIZE = {"E_SIZE", "E_FIT"}  # test_validate_size, test_validate_wearable


def _told(report: Report, code: str) -> set[str]:
    return {f"{finding.variant} {finding.severity.value}" for finding in report.findings if finding.code == code}


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        pytest.param(code, text, expected, id=f"{code}: {clause}")
        for code, clauses in CLAUSES.items()
        for clause, (text, expected) in clauses.items()
    ],
)
def test_the_clause_is_found_with_its_severity(code: str, text: str, expected: str) -> None:
    kind = PatternType.AMIGURUMI if text.startswith("Ours") else None

    assert expected in _told(validate(parse(text, type_=kind)), code)


def test_every_code_and_every_wording_of_it_has_a_case() -> None:
    missing: Mapping[str, set[str]] = {
        code: set(variants) - {told.split(" ")[0] for _, told in CLAUSES.get(code, {}).values()}
        for code, (variants, _) in CODES.items()
        if code not in WITH_A_SIZE and code != "W_READING"  # test_validate_readings
    }
    by_size = {"E_CLOSE": {"hat", "toy", "length"}}  # test_validate_size

    assert {code: left - by_size.get(code, set()) for code, left in missing.items()} == {
        code: set() for code in missing
    }


@pytest.mark.parametrize(
    ("stitches", "expected"),  # half a centimetre each, of a head of 56
    [
        (91, {"hat error"}),  # 0.813
        (92, {"hat warning"}),  # 0.821
        (95, {"hat warning"}),  # 0.848
        (96, set()),  # 0.857
        (112, set()),  # 1.000
        (113, {"hat warning"}),
        (117, {"hat warning"}),  # 1.045
        (118, {"hat error"}),  # 1.054
    ],
)
def test_a_brim_is_judged_by_its_share_of_the_head(stitches: int, expected: set[str]) -> None:
    rounds = [("6 ms dans un cercle magique", 6), ("6 aug", 12)]
    while rounds[-1][1] < stitches:
        before = rounds[-1][1]
        more = min(before, stitches - before)
        rounds.append((f"{more} aug, {before - more} ms" if before > more else f"{more} aug", before + more))
    rounds += [(f"{stitches} ms", stitches)] * 30
    text = "\n".join(["Échantillon : 20 m x 22 rangs = 10 cm", *numbered("Tour", rounds)])
    asked = Request(PatternType.HAT, Level.BEGINNER, "56cm")

    told = _told(validate(parse(text), asked), "E_SIZE")
    assert {each for each in told if "hat" in each} == expected


@pytest.mark.parametrize(
    ("rows", "expected"), [(296, set()), (315, set()), (320, {"length warning"}), (345, {"length error"})]
)
def test_a_scarf_is_a_warning_from_7_and_an_error_from_15_per_cent(rows: int, expected: set[str]) -> None:
    asked = Request(PatternType.SCARF, Level.BEGINNER, "adulte")

    told = _told(validate(parse(scarf(32, rows, SCARF)), asked), "E_SIZE")
    assert {each for each in told if "length" in each} == expected


def test_in_rounds_stitches_that_are_left_are_an_error() -> None:
    report = validate(parse(f"{CROWN}Tour 4 : 12 ms [12]"))

    assert _told(report, "W_PARTIAL") == set()
    assert _told(report, "E_CONSUME") == {" error"}


def test_a_magic_ring_is_no_art_above_a_beginner() -> None:
    assert _told(validate(parse(f"Niveau : débutant\n\n{CROWN}")), "W_LEVEL") == set()


def test_json_that_is_cut_off_is_no_pattern() -> None:
    whole = json.dumps({"title": "Bonnet", "pieces": [{"name": "", "lines": []}]})

    assert parse_json(whole).title == "Bonnet"
    with pytest.raises(DraftError):
        parse_json(whole[:-4])
