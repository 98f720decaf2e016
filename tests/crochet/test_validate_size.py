"""Sizes: what counts and gauge make, against what was asked, promised, and can be put on."""

import json

import pytest
from patrond.crochet import (
    Finding,
    Gauge,
    Hint,
    Level,
    PatternType,
    Request,
    Study,
    generate,
    parse,
    parse_json,
    validate,
)
from patrond.crochet.measured import measure_pieces
from patrond.crochet.yarns import WEIGHTS
from patrond.errors import CannotMake

from support.crochet_texts import crown, hat, numbered, scarf


def _found(text: str, kind: PatternType, size: str = "adulte", **options: str) -> list[Finding]:
    request = Request(kind, Level.BEGINNER, size, options=options)
    findings = validate(parse(text, type_=kind), request).findings
    return [f for f in findings if f.code in ("E_SIZE", "E_FIT", "E_CLOSE", "E_DECL_SIZE")]


def _codes(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.variant, f.severity.value) for f in findings]


@pytest.mark.parametrize(
    ("stitches", "gauge", "size"),
    [(54, "14 m x 16 rangs", "adulte"), (48, "18 m x 20 rangs", "adulte"), (42, "18 m x 20 rangs", "enfant")],
)
def test_a_hat_that_fits_no_such_head_is_refused(stitches: int, gauge: str, size: str) -> None:
    assert ("E_SIZE", "hat", "error") in _codes(_found(hat(stitches, gauge), PatternType.HAT, size))


@pytest.mark.parametrize(
    ("stitches", "gauge", "size"),
    [(96, "18 m x 20 rangs", "adulte"), (72, "14 m x 16 rangs", "adulte"), (84, "18 m x 20 rangs", "enfant")],
)
def test_a_hat_that_fits_passes(stitches: int, gauge: str, size: str) -> None:
    assert [f for f in _found(hat(stitches, gauge), PatternType.HAT, size) if f.variant == "hat"] == []


def test_a_beret_that_closes_to_the_head_passes() -> None:
    rounds = [*crown(6, 26), ("156 ms", 156), ("156 ms", 156)]
    rounds += [("(11 ms, dim) x 12", 144), ("(10 ms, dim) x 12", 132), ("(9 ms, dim) x 12", 120)]
    rounds += [("(8 ms, dim) x 12", 108), ("(7 ms, dim) x 12", 96), ("96 ms", 96)]
    text = "\n".join(["Échantillon : 18 m x 20 rangs = 10 cm", *numbered("Tour", rounds)])

    assert [f for f in _found(text, PatternType.HAT) if f.variant == "hat"] == []


def test_a_hat_from_the_brim_up_passes() -> None:
    text = "\n".join(
        [
            "Échantillon : 18 m x 20 rangs = 10 cm",
            "Monter 96 ml, fermer en rond par 1 mc.",
            "Tours 1-32 : 96 ms [96]",
            "Tour 33 : (6 ms, dim) x 12 [84]",
            "Tour 34 : (5 ms, dim) x 12 [72]",
            "Tour 35 : (4 ms, dim) x 12 [60]",
            "Tour 36 : (3 ms, dim) x 12 [48]",
            "Tour 37 : (2 ms, dim) x 12 [36]",
            "Tour 38 : (1 ms, dim) x 12 [24]",
            "Tour 39 : 12 dim [12]",
        ]
    )

    assert [f for f in _found(text, PatternType.HAT) if f.variant == "hat"] == []


def test_a_hat_that_shuts_itself_is_refused() -> None:
    rounds = [*crown(6, 16), ("96 ms", 96), ("(6 ms, dim) x 12", 84), ("(5 ms, dim) x 12", 72)]
    text = "\n".join(["Échantillon : 18 m x 20 rangs = 10 cm", *numbered("Tour", rounds)])

    assert ("E_CLOSE", "hat", "error") in _codes(_found(text, PatternType.HAT))


def test_without_a_gauge_a_hat_that_shuts_itself_is_seen_from_its_counts() -> None:
    rounds = [*crown(6, 16), ("96 ms", 96), ("48 dim", 48)]

    assert ("E_CLOSE", "counts", "error") in _codes(_found("\n".join(numbered("Tour", rounds)), PatternType.HAT))


@pytest.mark.parametrize(
    ("chain", "rows", "expected"),
    [
        (32, 300, []),
        (32, 200, [("E_SIZE", "length", "error")]),
        (45, 300, [("E_SIZE", "width", "error")]),
        (35, 300, [("E_SIZE", "width", "warning")]),
    ],
)
def test_a_scarf_is_judged_by_width_and_length(chain: int, rows: int, expected: list[tuple[str, str, str]]) -> None:
    text = scarf(chain, rows, "15,5 m x 18,5 rangs")

    assert _codes(_found(text, PatternType.SCARF)) == expected


def test_a_snood_under_the_head_cannot_be_put_on() -> None:
    text = "\n".join(
        ["Échantillon : 15 m x 18 rangs = 10 cm", "Monter 60 ml, fermer en rond par 1 mc.", "Tours 1-30 : 60 ms [60]"]
    )

    assert ("E_FIT", "snood", "error") in _codes(_found(text, PatternType.SCARF, "bebe"))


def test_the_size_that_a_text_promises_is_compared_with_what_it_makes() -> None:
    text = scarf(32, 300, "15,5 m x 18,5 rangs", "Dimensions finies : 40 cm de large")

    assert ("E_DECL_SIZE", "", "error") in _codes(_found(text, PatternType.SCARF))


@pytest.mark.parametrize("again", ["Répéter le rang 2 jusqu'à 160 cm.", "Continuer ainsi jusqu'à la longueur voulue."])
def test_what_goes_on_in_a_sentence_has_no_size_and_eats_no_known_yarn(again: str) -> None:
    text = scarf(32, 4, "15,5 m x 18,5 rangs", "- Laine DK : 400 m")
    known, open_ended = (
        validate(parse(each, type_=PatternType.SCARF), Request(PatternType.SCARF, Level.BEGINNER, "adulte"))
        for each in (text, f"{text}\n{again}")
    )

    assert {"E_SIZE", "E_YARN"} <= {finding.code for finding in known.findings}
    assert {"E_SIZE", "E_YARN"}.isdisjoint(finding.code for finding in open_ended.findings)


def test_a_toy_is_judged_by_its_height() -> None:
    rounds = [*crown(6, 5), *[("30 ms", 30)] * 6]
    rounds += [("(3 ms, dim) x 6", 24), ("(2 ms, dim) x 6", 18), ("(1 ms, dim) x 6", 12), ("6 dim", 6)]
    text = "\n".join(["Échantillon : 23 m x 25 rangs = 10 cm", *numbered("Tour", rounds)])

    assert _codes(_found(text, PatternType.AMIGURUMI, "10cm"))[0] == ("E_SIZE", "toy", "error")
    assert _found(text, PatternType.AMIGURUMI, "10cm", amigurumi_size_cm="4.5") == []


@pytest.mark.parametrize("size", ["6.5cm", "7cm", "8cm"])
def test_a_ball_stretches_both_ways(size: str) -> None:
    """A published ball of 42 stitches in worsted with a 3.5 mm hook measures 7 cm."""
    rounds = [*crown(6, 7), *[("42 ms", 42)] * 10]
    rounds += [(f"({k} ms, dim) x 6", 6 * (k + 1)) for k in range(5, 0, -1)]
    rounds.append(("6 dim", 6))
    text = "\n".join(["Échantillon : 20 m x 22 rangs = 10 cm", *numbered("Tour", rounds)])

    assert _found(text, PatternType.AMIGURUMI, size) == []
    assert _codes(_found(text, PatternType.AMIGURUMI, "10cm")) == [("E_SIZE", "toy", "warning")]


def test_without_a_request_no_size_is_asked_for() -> None:
    findings = validate(parse(hat(54, "14 m x 16 rangs"), type_=PatternType.HAT)).findings

    assert [f for f in findings if f.code == "E_SIZE"] == []


def test_a_size_is_not_judged_on_lines_that_were_not_verified() -> None:
    text = hat(54, "14 m x 16 rangs").replace("Tour 4 : (2 ms, aug) x 6", "Tour 4 : selon le diagramme des 6 mailles")

    assert _found(text, PatternType.HAT) == []


def _garment(*, chest: int = 66, shoulder: int = 19, sleeve: int = 50, cuff: int = 28) -> list[Finding]:
    def rows(label: str, text: str, count: int) -> dict[str, object]:
        return {"label": label, "text": text, "count": count}

    def panel(name: str, wide: int) -> dict[str, object]:
        lines = [
            rows("Chaînette", f"Monter {wide + 1} ml", wide + 1),
            rows("Rang 1", f"1 ms dans la 2e ml à partir du crochet, {wide - 1} ms", wide),
            rows("Rangs 2-41", f"1 ml, tourner, {wide} ms", wide),
        ]
        return {"name": name, "make": 1, "worked": "rows", "lines": lines}

    front = panel("Devant", chest)
    front["lines"] = [  # type: ignore[operator]  # the panel's lines are a list
        *front["lines"][:2],  # type: ignore[index]
        rows("Rangs 2-35", f"1 ml, tourner, {chest} ms", chest),
        rows("Rang 36", f"1 ml, tourner, {shoulder} ms, laisser les {chest - shoulder} m restantes", shoulder),
        rows("Rangs 37-41", f"1 ml, tourner, {shoulder} ms", shoulder),
    ]
    arm = panel("Manche", sleeve)
    arm["lines"] = [*arm["lines"], rows("Rang 42", f"1 ml, tourner, {sleeve - cuff} dim, {2 * cuff - sleeve} ms", cuff)]  # type: ignore[misc]
    draft = {"title": "Pull", "gauge": {"stitches": 13.5, "rows": 7.5}, "pieces": [panel("Dos", chest), front, arm]}
    request = Request(PatternType.GARMENT, Level.BEGINNER, "M")
    findings = validate(parse_json(json.dumps(draft)), request).findings
    return [f for f in findings if f.code in ("E_SIZE", "E_FIT", "E_CLOSE")]


def test_a_sweater_that_can_be_put_on_passes() -> None:
    assert _garment() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"chest": 54}, ("E_SIZE", "chest", "error")),
        ({"shoulder": 26}, ("E_FIT", "neck", "error")),
        ({"sleeve": 32, "cuff": 26}, ("E_FIT", "sleeve", "error")),
        ({"cuff": 20, "sleeve": 38}, ("E_FIT", "cuff", "error")),
    ],
)
def test_a_sweater_that_cannot_be_put_on_is_refused(changed: dict[str, int], expected: tuple[str, str, str]) -> None:
    assert expected in _codes(_garment(**changed))


BALL = [
    *crown(6, 7),
    *[("42 ms", 42)] * 10,
    *[(f"({n} ms, dim) x 6", 6 * n + 6) for n in range(5, 0, -1)],
    ("6 dim", 6),
]


def test_a_ball_stands_as_high_as_one_that_was_measured() -> None:
    """A ball of 42 stitches in worsted at 3.5 mm, 20.5 stitches to 4 inches: 7.0 cm across."""
    study = Study.of(parse("\n".join(numbered("Tour", BALL))))

    (ball,) = measure_pieces(study, Gauge(20.2, 22))
    assert ball.solid_height() == pytest.approx(7.0, rel=0.1)


@pytest.mark.parametrize("yarn", [weight.key for weight in WEIGHTS])
@pytest.mark.parametrize("height", ["8cm", "10cm", "15cm", "20cm", "45cm"])
def test_a_generated_toy_stands_as_high_as_asked_in_any_yarn(yarn: str, height: str) -> None:
    for level in Level:
        request = Request(PatternType.AMIGURUMI, level, height, yarn_weight=yarn)
        try:
            pattern = generate(request)
        except CannotMake:
            continue
        assert [f for f in validate(pattern, request).findings if f.code in ("E_SIZE", "E_DECL_SIZE")] == []


@pytest.mark.parametrize("yarn", [weight.key for weight in WEIGHTS])
@pytest.mark.parametrize("size", ["12x12", "12x12x4", "20x12"])
def test_a_strap_is_no_bag_however_long_it_is(yarn: str, size: str) -> None:
    request = Request(PatternType.BAG, Level.BEGINNER, size, yarn_weight=yarn)

    assert validate(generate(request), request).warnings == ()
    assert validate(generate(request), request).faults == ()


def test_a_toy_that_promises_another_height_is_a_warning() -> None:
    text = "\n".join(["Échantillon : 20 m x 22 rangs = 10 cm", "Taille : {n} cm", *numbered("Tour", BALL)])

    assert _codes(_found(text.format(n=20), PatternType.AMIGURUMI, "7cm"))[-1] == ("E_DECL_SIZE", "", "warning")
    assert "E_DECL_SIZE" not in [f.code for f in _found(text.format(n=7), PatternType.AMIGURUMI, "7cm")]


@pytest.mark.parametrize(
    ("promise", "expected"),
    [("12 po de large", []), ("30,5 x 160 cm", []), ('Width: 8"', [("E_DECL_SIZE", "", "error")])],
)
def test_a_promise_in_inches_is_compared_in_centimetres(promise: str, expected: list[tuple[str, str, str]]) -> None:
    text = scarf(48, 100, "15,5 m x 18,5 rangs", f"Dimensions finies : {promise}")

    assert [told for told in _codes(_found(text, PatternType.SCARF)) if told[0] == "E_DECL_SIZE"] == expected


def test_panels_that_do_not_match_are_seen_without_a_size_or_a_gauge() -> None:
    first = "Rang 1 : 1 ms dans la 2e ml à partir du crochet, {n} ms [{w}]"
    panel = "Monter {chain} ml.\n" + first + "\nRang 2 : 1 ml, tourner, {w} ms [{w}]"
    text = "Pull\n\nDos\n{}\n\nDevant\n{}"
    same = text.format(panel.format(chain=61, n=59, w=60), panel.format(chain=61, n=59, w=60))
    other = text.format(panel.format(chain=61, n=59, w=60), panel.format(chain=53, n=51, w=52))

    assert [f for f in validate(parse(same)).findings if f.code == "E_CLOSE"] == []
    (fault,) = [f for f in validate(parse(other)).findings if f.code == "E_CLOSE"]
    assert (fault.piece, fault.expected, fault.found, fault.hint) == (
        "Devant",
        "60",
        "52",
        Hint("stitches", {"stitches": "60"}),
    )


@pytest.mark.parametrize(
    ("text", "kind", "size", "hint"),
    [
        (hat(54, "14 m x 16 rangs"), PatternType.HAT, "adulte", Hint("stitches", {"stitches": "72"})),
        (scarf(32, 200, "15,5 m x 18,5 rangs"), PatternType.SCARF, "adulte", Hint("rows", {"rows": "296"})),
        (scarf(45, 296, "15,5 m x 18,5 rangs"), PatternType.SCARF, "adulte", Hint("stitches", {"stitches": "31"})),
    ],
)
def test_a_size_that_is_off_says_what_would_be_right(text: str, kind: PatternType, size: str, hint: Hint) -> None:
    assert [f.hint for f in _found(text, kind, size) if f.severity.value == "error"] == [hint]
