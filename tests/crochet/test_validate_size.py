"""Sizes: what counts and gauge make, against what was asked, promised, and can be put on."""

import json

import pytest
from patrond.crochet import Finding, Level, PatternType, Request, parse, parse_json, validate

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


def test_a_toy_is_judged_by_its_height() -> None:
    rounds = [*crown(6, 5), *[("30 ms", 30)] * 6]
    rounds += [("(3 ms, dim) x 6", 24), ("(2 ms, dim) x 6", 18), ("(1 ms, dim) x 6", 12), ("6 dim", 6)]
    text = "\n".join(["Échantillon : 23 m x 25 rangs = 10 cm", *numbered("Tour", rounds)])

    assert _codes(_found(text, PatternType.AMIGURUMI, "10cm"))[0] == ("E_SIZE", "toy", "error")
    assert _found(text, PatternType.AMIGURUMI, "10cm", amigurumi_size_cm="5") == []


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
