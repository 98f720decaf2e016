"""Circles that ruffle or have corners, and times that no hands keep."""

import pytest
from patrond.crochet import Finding, Language, Level, PatternType, Request, generate, parse, validate
from patrond.crochet.judging.time import stated_minutes

from support.crochet_texts import crown, hat, numbered, scarf

GAUGE = "Échantillon : 18 m x 20 rangs = 10 cm"


def _of(text: str, code: str, kind: PatternType | None = PatternType.HAT) -> list[Finding]:
    return [f for f in validate(parse(text, type_=kind)).findings if f.code == code]


def _circle(step: int, rounds: int, stitch: str = "ms", end: str = "") -> str:
    lines = [(text.replace("ms", stitch), count) for text, count in crown(step, rounds)]
    return "\n".join([*numbered("Tour", lines), end])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (_circle(6, 8), []),
        (_circle(7, 8), []),
        (_circle(8, 8), ["32"]),  # of square stitches 29 lie flat, and a tenth more is harmless
        (f"{GAUGE}\n{_circle(6, 8)}", []),
        (f"{GAUGE}\n{_circle(7, 8)}", ["28"]),
        (_circle(8, 8, "demi-br"), []),
        (_circle(12, 6, "br"), []),
        (_circle(18, 6, "br"), []),  # its ring is no ring any more
        (_circle(16, 6, "br"), ["64"]),
        (_circle(12, 6), ["48"]),
        (_circle(12, 3), []),  # too small to show it
    ],
)
def test_a_circle_that_holds_more_than_lies_flat_ruffles(text: str, found: list[str]) -> None:
    told = _of(text, "W_RUFFLE")

    assert [f.found for f in told] == found
    assert {f.severity.value for f in told} <= {"warning"}


def test_a_circle_in_english_is_measured_by_its_own_stitch() -> None:
    rounds = [("{n} {st} in magic ring", 1), ("2 {st} in each st around", 2)]
    rounds += [(f"({k} {{st}}, 2 {{st}} in next st) around", k + 2) for k in range(1, 5)]
    for stitch, step, ruffles in (("sc", 6, False), ("sc", 10, True), ("hdc", 10, False), ("dc", 12, False)):
        lines = [
            f"Rnd {number}: {text.format(n=step, st=stitch)} ({times * step})"
            for number, (text, times) in enumerate(rounds, start=1)
        ]
        assert bool(_of("\n".join(lines), "W_RUFFLE")) is ruffles, (stitch, step)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_circle(12, 6), PatternType.AMIGURUMI),  # a toy bulges as it is meant to
        (f"Sac\n\nVolant\n{_circle(12, 6)}", PatternType.BAG),
        (f"Bonnet\n\nFleur (x3)\n{_circle(12, 6)}", PatternType.HAT),
        (hat(96, "18 m x 20 rangs") + "\nTour 37 : 96 aug [192]", PatternType.HAT),  # a frilled brim
        (f"{_circle(12, 6)}Tour 7 : 72 ms [72]", None),  # who knows what it is
    ],
)
def test_what_is_meant_to_ruffle_or_is_not_flat_is_let_be(text: str, kind: PatternType | None) -> None:
    assert _of(text, "W_RUFFLE", kind) == []


def test_three_rounds_of_stacked_increases_make_corners() -> None:
    (info,) = _of(_circle(6, 9), "W_HEXAGON")

    assert (info.severity.value, info.label, info.found) == ("info", "Tour 5", "6")


def test_staggered_increases_make_none() -> None:
    lines = [("6 ms dans un cercle magique", 6), ("6 aug", 12), ("(1 ms, aug) x 6", 18), ("(1 ms, aug, 1 ms) x 6", 24)]
    lines += [("(3 ms, aug) x 6", 30), ("(2 ms, aug, 2 ms) x 6", 36), ("(5 ms, aug) x 6", 42)]

    assert _of("\n".join(numbered("Tour", lines)), "W_HEXAGON") == []


def test_corners_are_told_once_for_each_piece() -> None:
    text = f"Ours\n\nTête\n{_circle(6, 8)}\n\nCorps\n{_circle(6, 9)}"

    assert [f.piece for f in _of(text, "W_HEXAGON")] == ["Tête", "Corps"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("environ 4 h 30", (270, 270)),
        ("4h30", (270, 270)),
        ("10 à 12 heures", (600, 720)),
        ("about 4.5 hours", (270, 270)),
        ("6-8 hrs", (360, 480)),
        ("45 min", (45, 45)),
        ("un week-end", None),
        ("3 soirées", None),
    ],
)
def test_times_are_read_in_hours_and_minutes(text: str, minutes: tuple[float, float] | None) -> None:
    assert stated_minutes(text) == minutes


@pytest.mark.parametrize(
    ("stated", "level", "warned"),
    [
        # 31 x 296 stitches: 8.5 hours at a colleague's 18 a minute, 12.7 at a beginner's 12.
        ("8 heures", "intermédiaire", False),
        ("3 heures", "intermédiaire", False),
        ("2 heures", "intermédiaire", True),
        ("4 h 30", "débutant", False),
        ("4 heures", "débutant", True),
        ("20 à 30 heures", "intermédiaire", False),
        ("30 heures", "intermédiaire", True),
        ("un week-end", "intermédiaire", False),
    ],
)
def test_an_estimate_three_times_off_is_a_warning(stated: str, level: str, warned: bool) -> None:
    text = f"Niveau : {level}\nTemps estimé : {stated}\n{scarf(32, 296, '15,5 m x 18,5 rangs')}"

    found = _of(text, "W_TIME", PatternType.SCARF)
    assert bool(found) is warned
    assert {f.severity.value for f in found} <= {"warning"}


def test_an_hour_more_or_less_is_no_matter() -> None:
    assert _of(f"Temps estimé : 1 heure\n{_circle(6, 6)}", "W_TIME") == []


@pytest.mark.parametrize("kind", list(PatternType))
@pytest.mark.parametrize("level", list(Level))
def test_what_is_generated_lies_flat_and_takes_its_time(kind: PatternType, level: Level) -> None:
    for language in Language:
        request = Request(kind, level, language=language)
        codes = {f.code for f in validate(generate(request), request).findings}
        assert codes.isdisjoint({"W_RUFFLE", "W_TIME", "E_JOIN", "E_TURNCHAIN"})
