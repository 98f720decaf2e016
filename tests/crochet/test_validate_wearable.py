"""What can be worn passes, what cannot is refused: in French and English, with the size asked or said by the text."""

from collections.abc import Iterable

import pytest
from patrond.crochet import Finding, Language, Level, PatternType, Request, parse, validate

FR, EN = Language.FR, Language.EN
GAUGES = {
    14: (
        (FR, "Échantillon : 14 m x 16 rgs = 10 cm"),
        (FR, "Échantillon : 14 mailles et 16 rangs pour un carré de 10 cm de côté"),
        (EN, "Gauge: 14.2 sts and 16.3 rows = 4 in"),
        (EN, "Tension: 14 sts x 16 rows to 10 cm"),
    ),
    18: (
        (FR, "Échantillon (10 x 10 cm) : 18 ms sur 20 rangs"),
        (EN, 'Gauge: 18.3 sts x 20.3 rows = 4" x 4"'),
        (EN, "Tension: 4.6 sts and 5.1 rows per inch"),
    ),
}
AT_14, AT_18 = (pytest.mark.parametrize(("language", "gauge"), GAUGES[stitches]) for stitches in (14, 18))
SIZED = {  # what the text says of its own size
    "adult": ({FR: "Taille : adulte", EN: "Size: adult"}, {FR: "Bonnet adulte", EN: "Adult hat"}),
    "child": ({FR: "Taille : enfant", EN: "Size: child"}, {FR: "Bonnet pour enfant", EN: "Hat for a child"}),
    "head": ({FR: "Taille : tour de tête de 56 cm", EN: "Size: to fit a head of 56 cm"}, {FR: "Bonnet", EN: "Hat"}),
}
ASKED = {"adult": "adulte", "child": "enfant", "head": "56cm"}

Rounds = Iterable[tuple[int, int, int]]  # first number, last number, count


def _line(language: Language, number: str, text: str, count: int) -> str:
    return f"Tour {number} : {text} [{count}]" if language is FR else f"Rnd {number}: {text} ({count})"


def _crown(language: Language, step: int, stitches: int) -> list[tuple[str, int]]:
    ring, inc, plain = ("dans un cercle magique", "aug", "ms") if language is FR else ("in magic ring", "inc", "sc")
    first = [(f"{step} {plain} {ring}", step), (f"{step} {inc}", 2 * step)]
    return first + [(f"({k} {plain}, {inc}) x {step}", (k + 2) * step) for k in range(1, stitches // step - 1)]


def _plain(language: Language, stitches: int, rounds: int) -> list[tuple[str, int]]:
    return [(f"{stitches} {'ms' if language is FR else 'sc'}", stitches)] * rounds


def _less(language: Language, counts: Iterable[int], step: int) -> list[tuple[str, int]]:
    """From each count to the next by ``step`` decreases."""
    plain, dec = ("ms", "dim") if language is FR else ("sc", "dec")
    wide = list(counts)
    return [(f"({n // step - 2} {plain}, {dec}) x {step}", n - step) for n in wide]


def _hat(language: Language, gauge: str, rounds: list[tuple[str, int]], said: tuple[str, str] = ("", "")) -> str:
    field, title = said
    lines = [_line(language, str(number), text, count) for number, (text, count) in enumerate(rounds, start=1)]
    return "\n".join([title or ("Bonnet" if language is FR else "Hat"), "", gauge, field, "", *lines])


def _said(size: str, language: Language) -> Iterable[tuple[str, str]]:
    """The ways in which a text says its size: by a field, by its title."""
    fields, titles = SIZED[size]
    yield fields[language], ""
    if size != "head":
        yield "", titles[language]


def _findings(text: str, kind: PatternType, language: Language, size: str | None = None) -> list[Finding]:
    request = None if size is None else Request(kind, Level.BEGINNER, size, language)
    return list(validate(parse(text, type_=kind), request).findings)


def _told(findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
    return {(f.code, f.variant, f.severity.value) for f in findings if f.code in ("E_SIZE", "E_FIT", "E_CLOSE")}


def _straight(language: Language, stitches: int, step: int) -> list[tuple[str, int]]:
    return [*_crown(language, step, stitches), *_plain(language, stitches, 20)]


REFUSED = [(54, 14, "adult"), (54, 14, "head"), (48, 18, "adult"), (42, 18, "child")]
REFUSED_IN = [(*hat, language, gauge) for hat in REFUSED for language, gauge in GAUGES[hat[1]]]


@pytest.mark.parametrize(("stitches", "per_10", "size", "language", "gauge"), REFUSED_IN)
def test_a_hat_too_small_for_its_head_is_refused(
    stitches: int, per_10: int, size: str, language: Language, gauge: str
) -> None:
    rounds = _straight(language, stitches, 6)

    asked = _findings(_hat(language, gauge, rounds), PatternType.HAT, language, ASKED[size])
    assert ("E_SIZE", "hat", "error") in _told(asked)
    for said in _said(size, language):
        assert ("E_SIZE", "hat", "error") in _told(
            _findings(_hat(language, gauge, rounds, said), PatternType.HAT, language)
        )


@AT_18
def test_a_hat_that_is_too_small_is_told_how_many_stitches_fit(language: Language, gauge: str) -> None:
    text = _hat(language, gauge, _straight(language, 48, 6))

    (fault,) = [f for f in _findings(text, PatternType.HAT, language, "adulte") if f.variant == "hat"]
    assert fault.hint is not None
    stitches = int(fault.hint.values["stitches"])
    again = _findings(_hat(language, gauge, _straight(language, stitches, 6)), PatternType.HAT, language, "adulte")
    assert [f for f in again if f.variant == "hat"] == []


@AT_18
def test_a_beret_that_closes_to_059_of_its_widest_round_passes(language: Language, gauge: str) -> None:
    rounds = [*_straight(language, 162, 6)[:-18], *_less(language, range(162, 96, -6), 6)]
    assert rounds[-1][1] / 162 == pytest.approx(0.59, abs=0.005)

    assert _told(_findings(_hat(language, gauge, rounds), PatternType.HAT, language, "adulte")) <= {
        ("E_SIZE", "height", "warning")
    }
    for said in _said("adult", language):
        assert ("E_CLOSE", "hat", "error") not in _told(
            _findings(_hat(language, gauge, rounds, said), PatternType.HAT, language)
        )
    without = _findings(_hat(language, "", rounds), PatternType.HAT, language, "adulte")
    assert _told(without) == set()


@AT_18
def test_a_hat_worked_from_the_brim_up_passes(language: Language, gauge: str) -> None:
    rounds = [*_plain(language, 96, 30), *_less(language, range(96, 12, -12), 12)]
    foundation = (
        "Monter 96 ml, fermer en rond par 1 mc." if language is FR else "Ch 96, join with sl st to form a ring."
    )
    text = _hat(language, f"{gauge}\n\n{foundation}", rounds)

    assert _told(_findings(text, PatternType.HAT, language, "adulte")) == set()
    sized = text.replace(gauge, f"{gauge}\n{SIZED['adult'][0][language]}")
    assert _told(_findings(sized, PatternType.HAT, language)) == set()


@AT_18
def test_a_brim_that_flares_over_a_head_that_fits_passes(language: Language, gauge: str) -> None:
    plain, inc = ("ms", "aug") if language is FR else ("sc", "inc")
    flare = [(f"({n // 12 - 1} {plain}, {inc}) x 12", n + 12) for n in range(96, 144, 12)]
    text = _hat(language, gauge, [*_straight(language, 96, 6), *flare])

    assert ("E_SIZE", "hat", "error") not in _told(_findings(text, PatternType.HAT, language, "adulte"))


SNOOD = {
    FR: ("Monter {n} ml, fermer en rond par 1 mc.", "Tours 1-30 : {n} ms [{n}]"),
    EN: ("Ch {n}, join with sl st to form a ring.", "Rnds 1-30: {n} sc ({n})"),
}
SNOOD_TITLES = {FR: ("Snood", "Snood adulte"), EN: ("Cowl", "Cowl, adult")}


@AT_14
def test_a_snood_under_the_head_cannot_be_put_on(language: Language, gauge: str) -> None:
    bare, sized = SNOOD_TITLES[language]
    for stitches, refused in ((70, True), (96, False)):
        lines = [part.format(n=stitches) for part in SNOOD[language]]
        request = Request(PatternType.SCARF, Level.BEGINNER, "adulte", language, options={"style": "snood"})
        asked = validate(parse("\n".join([bare, "", gauge, *lines]), type_=PatternType.SCARF), request).findings
        said = _findings("\n".join([sized, "", gauge, *lines]), PatternType.SCARF, language)

        assert (("E_FIT", "snood", "error") in _told(asked)) is refused
        assert (("E_FIT", "snood", "error") in _told(said)) is refused


WORDS = {
    FR: {
        "back": "Dos", "front": "Devant", "sleeve": "Manche (x2)", "title": "Pull", "size": "Taille : M",
        "chain": "Monter {n} ml.", "row": "Rang {r} : {t} [{c}]", "rows": "Rangs {r} : {t} [{c}]",
        "first": "1 ms dans la 2e ml à partir du crochet, {n} ms", "plain": "1 ml, tourner, {n} ms",
        "left": "1 ml, tourner, {n} ms, laisser les {l} m restantes", "less": "1 ml, tourner, {d} dim, {n} ms",
    },
    EN: {
        "back": "Back", "front": "Front", "sleeve": "Sleeves (make 2)", "title": "Sweater", "size": "Size: M",
        "chain": "Ch {n}.", "row": "Row {r}: {t} ({c})", "rows": "Rows {r}: {t} ({c})",
        "first": "sc in 2nd ch from hook, {n} sc", "plain": "ch 1, turn, {n} sc",
        "left": "ch 1, turn, {n} sc, leave remaining {l} sts unworked", "less": "ch 1, turn, {d} sc2tog, {n} sc",
    },
}  # fmt: skip


def _begun(words: dict[str, str], stitches: int) -> list[str]:
    first = words["row"].format(r=1, t=words["first"].format(n=stitches - 1), c=stitches)
    return [words["chain"].format(n=stitches + 1), first]


def _sweater(language: Language, gauge: str, *, shoulder: int = 19, sleeve: int = 54, cuff: int = 30) -> str:
    words, wide = WORDS[language], 68
    left = words["left"].format(n=shoulder, l=wide - shoulder)
    less = words["less"].format(d=sleeve - cuff, n=2 * cuff - sleeve)
    lines = [words["title"], "", gauge, words["size"], "", words["back"], *_begun(words, wide)]
    lines += [words["rows"].format(r="2-60", t=words["plain"].format(n=wide), c=wide)]
    lines += ["", words["front"], *_begun(words, wide)]
    lines += [words["rows"].format(r="2-50", t=words["plain"].format(n=wide), c=wide)]
    lines += [words["row"].format(r=51, t=left, c=shoulder)]
    lines += [words["rows"].format(r="52-60", t=words["plain"].format(n=shoulder), c=shoulder)]
    lines += ["", words["sleeve"], *_begun(words, sleeve)]
    lines += [words["rows"].format(r="2-40", t=words["plain"].format(n=sleeve), c=sleeve)]
    lines += [words["row"].format(r=41, t=less, c=cuff)]
    return "\n".join(lines)


@AT_14
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, set()),
        ({"shoulder": 27}, {("E_FIT", "neck", "error")}),
        ({"sleeve": 36, "cuff": 28}, {("E_FIT", "sleeve", "error")}),
        ({"cuff": 20, "sleeve": 40}, {("E_FIT", "cuff", "error")}),
    ],
)
def test_a_sweater_can_be_put_on_or_is_refused(
    language: Language, gauge: str, changed: dict[str, int], expected: set[tuple[str, str, str]]
) -> None:
    text = _sweater(language, gauge, **changed)

    assert _told(_findings(text, PatternType.GARMENT, language, "M")) == expected
    assert _told(_findings(text, PatternType.GARMENT, language)) == expected


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Bonnet", ""),
        ("Bonnet bébé, enfant, adulte", ""),
        ("Bonnet", "Taille : bébé (enfant, adulte)"),
        ("Pull L'Été", ""),
    ],
)
def test_a_text_that_says_no_one_size_is_not_judged_by_one(title: str, field: str) -> None:
    text = _hat(FR, GAUGES[14][0][1], _straight(FR, 54, 6), (field, title))

    assert [f for f in _findings(text, PatternType.HAT, FR) if f.code == "E_SIZE"] == []
