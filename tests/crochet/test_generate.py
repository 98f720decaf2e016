"""The closed loop: every wish is generated, written, read back and found sound."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patrond.crochet import generate, parse, validate
from patrond.crochet.findings import Report, Verdict
from patrond.crochet.makers.notation import Notation
from patrond.crochet.pattern import Gauge, Language, Level, Pattern, PatternType, Terms
from patrond.crochet.request import Request
from patrond.crochet.yarns import WEIGHTS
from patrond.errors import CannotMake
from patrond.render.markdown import document

from support.wishes import GAUGES, SIZES, TONGUES, every_wish, one_tongue, sampled

LEAST_VERIFIED = 0.95


@cache
def made(type_: PatternType, level: Level, size: str, language: Language, terms: Terms | None) -> Pattern:
    return generate(Request(type_, level, size, language, terms))


def generated(wish: Request) -> Pattern:
    return made(wish.type, wish.level, wish.size, wish.language, wish.terms)


def said(wish: Request, report: Report) -> str:
    faults = "; ".join(f"{f.piece} {f.label} {f.code} expected {f.expected} found {f.found}" for f in report.findings)
    return f"{wish.type} {wish.level} {wish.size!r} {wish.stitch_terms}: {report.verified}/{report.lines} {faults}"


@pytest.mark.parametrize("tongue", TONGUES, ids=("fr", "us", "uk"))
@pytest.mark.parametrize("type_", list(PatternType))
def test_every_wish_is_written_read_back_and_sound(type_: PatternType, tongue: tuple[Language, Terms | None]) -> None:
    for wish in every_wish():
        if wish.type is not type_ or (wish.language, wish.terms) != tongue:
            continue
        pattern = generated(wish)
        read = parse(document(pattern))
        report = validate(read, wish)

        assert report.verdict is Verdict.SOUND, said(wish, report)
        assert report.verified >= LEAST_VERIFIED * report.lines, said(wish, report)
        assert not report.warnings, said(wish, report)
        assert read == pattern


@pytest.mark.parametrize("gauge", GAUGES, ids=lambda gauge: f"{gauge.stitches:g}x{gauge.rows:g}")
def test_other_gauges_are_sound_too_or_refused_in_words(gauge: Gauge) -> None:
    for wish in sampled(GAUGES.index(gauge)):
        measured = replace(wish, gauge=gauge)
        try:
            pattern = generate(measured)
        except CannotMake as refusal:
            assert wish.type is PatternType.AMIGURUMI, str(refusal)
            assert refusal.code in ("limb_too_small", "gauge_not_of_stitch")
            continue
        report = validate(pattern, measured)

        assert pattern.gauge == gauge
        assert report.verdict is Verdict.SOUND, said(measured, report)
        assert report.verified >= LEAST_VERIFIED * report.lines, said(measured, report)


def test_the_same_wish_gives_the_same_pattern() -> None:
    for wish in one_tongue():
        assert generate(wish) == generated(wish)


def test_other_sizes_and_gauges_give_other_counts() -> None:
    hats = [generated(Request(PatternType.HAT, Level.BEGINNER, size)) for size in ("bebe", "enfant", "adulte")]
    fine = generate(Request(PatternType.HAT, Level.BEGINNER, "adulte", gauge=Gauge(24, 28)))

    counts = [hat.pieces[0].lines[-1].count for hat in (*hats, fine)]

    assert len(set(counts)) == 4
    assert counts == sorted(counts, key=lambda count: count or 0)


def test_the_adult_hat_of_the_facts_has_its_counts() -> None:
    """Head 56, 18 x 20, height 22: 96 stitches, 16 and 28 rounds (docs/crochet.md, generator)."""
    hat = generate(Request(PatternType.HAT, Level.BEGINNER, "adulte", gauge=Gauge(18, 20))).pieces[0]

    assert hat.lines[-1].count in (95, 96)
    assert hat.lines[-1].label == "Tours 17-44"


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("type_", list(PatternType))
def test_languages_and_terms_differ_in_words_and_never_in_counts(type_: PatternType, level: Level) -> None:
    for size in SIZES[type_]:
        counts = {
            tuple(line.count for piece in made(type_, level, size, *tongue).pieces for line in piece.lines)
            for tongue in TONGUES
        }

        assert len(counts) == 1


@pytest.mark.parametrize("type_", list(PatternType))
def test_levels_differ(type_: PatternType) -> None:
    patterns = [made(type_, level, "adulte", Language.FR, None) for level in Level]

    assert len({pattern.pieces for pattern in patterns}) == 3
    assert len({pattern.title for pattern in patterns}) == 3


@pytest.mark.parametrize("type_", list(PatternType))
def test_a_measured_gauge_tells_the_stitch(type_: PatternType) -> None:
    if type_ is PatternType.AMIGURUMI:
        return
    for level in Level:
        tall = generate(Request(type_, level, gauge=Gauge(14, 8)))
        flat = generate(Request(type_, level, gauge=Gauge(14, 16)))

        assert tall.pieces != flat.pieces
        assert not validate(tall).warnings


@pytest.mark.parametrize("type_", list(PatternType))
def test_a_beginner_needs_plain_stitches_and_shapings_only(type_: PatternType) -> None:
    plain = {"ml", "mc", "ms", "demi-br", "aug", "dim", "m"}

    for size in SIZES[type_]:
        pattern = made(type_, Level.BEGINNER, size, Language.FR, None)

        assert {entry.abbreviation for entry in pattern.abbreviations} <= plain
        assert not pattern.special_stitches


def test_every_stitch_that_is_used_is_in_the_glossary_and_no_other() -> None:
    for wish in every_wish():
        pattern = generated(wish)
        text = " ".join(line.text for piece in pattern.pieces for line in piece.lines).lower()

        for entry in pattern.abbreviations:
            if entry.abbreviation not in ("m", "st", "sts", "Rnd"):
                assert entry.abbreviation.lower() in text, (wish, entry)


def test_texts_fit_the_sites_page() -> None:
    for wish in every_wish():
        pattern = generated(wish)

        assert len(pattern.title) <= 45, pattern.title
        assert all(len(item) <= 90 for item in pattern.materials)
        assert len(pattern.yarn_weight) <= 50
        assert len(pattern.hook_size) <= 20
        assert len(pattern.estimated_time) <= 100
        assert pattern.finished_size
        assert pattern.assembly
        assert pattern.notes
        assert pattern.tips


def test_no_text_has_an_open_placeholder_a_star_or_html() -> None:
    for wish in every_wish():
        pattern = generated(wish)
        texts = [
            pattern.title,
            pattern.finished_size,
            *pattern.materials,
            *pattern.assembly,
            *pattern.special_stitches,
            *pattern.notes,
            *pattern.tips,
            *(line.text for piece in pattern.pieces for line in piece.lines),
        ]

        assert not [text for text in texts if any(sign in text for sign in "{}<>*")]


_ANY_WISH = st.builds(
    Request,
    type=st.sampled_from(PatternType),
    level=st.sampled_from(Level),
    size=st.one_of(
        st.sampled_from([size for sizes in SIZES.values() for size in sizes]),
        st.integers(1, 99).map("{}cm".format),
        st.text(max_size=12),
    ),
    language=st.sampled_from(Language),
    terms=st.sampled_from((None, Terms.US, Terms.UK)),
    gauge=st.none()
    | st.builds(
        lambda stitches, ratio: Gauge(stitches / 2, stitches * ratio / 2), st.integers(6, 90), st.floats(0.4, 1.5)
    ),
    yarn_weight=st.none() | st.sampled_from([weight.key for weight in WEIGHTS]),
    options=st.dictionaries(
        st.sampled_from(
            (
                *(
                    "fit",
                    "stripes",
                    "colours",
                    "length",
                    "style",
                    "animal",
                    "eyes",
                    "amigurumi_size_cm",
                    "brim",
                    "pompon",
                ),
                *(
                    "fringe",
                    "width",
                    "handles",
                    "shape",
                    "sleeves",
                    "subtype",
                    "couleur_principale",
                    "closure",
                    "motif",
                ),
            )
        ),
        st.one_of(
            st.sampled_from(
                (
                    *("slouchy", "yes", "non", "3", "bleu, rouge", "snood", "lapin", "fitted", "12", "150", "brodés"),
                    *(
                        "court",
                        "long",
                        "balle",
                        "Éléphant",
                        "rond",
                        "à l'épaule",
                        "sans manches",
                        "6 ms",
                        "1950 « kitsch »",
                    ),
                )
            ),
            st.integers(-5, 400),
            st.lists(st.sampled_from(("bleu nuit", "écru", "rayures", 4)), max_size=4),
            st.booleans(),
            st.text(max_size=12),
        ),
        max_size=3,
    ),
    wish=st.sampled_from(("", "avec un pompon")),
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(wish=_ANY_WISH)
def test_whatever_is_asked_is_faultless_or_refused_in_words(wish: Request) -> None:
    try:
        pattern = generate(wish)
    except CannotMake as refusal:
        assert str(refusal).startswith("cannot ")
        return

    report = validate(pattern, wish)
    assert not report.faults, said(wish, report)
    assert report.verified >= LEAST_VERIFIED * report.lines, said(wish, report)
    assert parse(document(pattern)) == pattern
    assert len(pattern.title) <= 45
    assert all(len(item) <= 90 for item in pattern.materials)


@pytest.mark.parametrize(("size", "told"), [("XXXS", True), ("adulte", False)])
def test_a_size_that_was_assumed_is_told(size: str, told: bool) -> None:
    pattern = generate(Request(PatternType.BAG, Level.BEGINNER, size))

    assert any(size in note for note in pattern.notes) is told


def test_what_a_user_writes_as_a_size_is_shown_harmlessly() -> None:
    pattern = generate(Request(PatternType.HAT, Level.BEGINNER, "<script>alert(1)</script>" * 50))

    (note,) = [note for note in pattern.notes if "script" in note]
    assert "<" not in note
    assert len(note) < 160


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Request(PatternType.AMIGURUMI, Level.BEGINNER, "10cm", yarn_weight="bulky"), "limb_too_small"),
        (Request(PatternType.HAT, Level.BEGINNER, gauge=Gauge(80, 90)), "gauge_impossible"),
        (Request(PatternType.HAT, Level.BEGINNER, gauge=Gauge(18, 60)), "gauge_impossible"),
        (Request(PatternType.HAT, Level.BEGINNER, gauge=Gauge(0, 20)), "gauge_impossible"),
        (Request(PatternType.AMIGURUMI, Level.BEGINNER, gauge=Gauge(20, 9)), "gauge_not_of_stitch"),
        (Request(PatternType.HAT, Level.BEGINNER, gauge=Gauge(30, 34), yarn_weight="bulky"), "gauge_not_of_yarn"),
        (Request(PatternType.GARMENT, Level.BEGINNER, "homme"), "size_not_offered"),
        (Request(PatternType.SCARF, Level.ADVANCED, "enfant", yarn_weight="jumbo"), "yarn_too_thick"),
        (
            Request(PatternType.AMIGURUMI, Level.BEGINNER, options={"amigurumi_size_cm": "210"}),
            "height_out_of_range",
        ),
        (Request(PatternType.GARMENT, Level.BEGINNER, "3 mois", gauge=Gauge(3, 3.5)), "yarn_too_thick"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(wish: Request, code: str) -> None:
    with pytest.raises(CannotMake, match="cannot") as refusal:
        generate(wish)

    assert refusal.value.code == code
    assert all(isinstance(value, str) for value in refusal.value.values.values())


@pytest.mark.parametrize(
    "weight", ["fingering", "sport", "DK", "worsted", "aran", "bulky", "chunky", "super bulky", "layette"]
)
@pytest.mark.parametrize("type_", [PatternType.HAT, PatternType.SCARF, PatternType.BAG, PatternType.GARMENT])
def test_any_common_yarn_can_be_chosen(type_: PatternType, weight: str) -> None:
    for level in Level:
        wish = Request(type_, level, "adulte", yarn_weight=weight)
        report = validate(generate(wish), wish)

        assert report.verdict is Verdict.SOUND, said(wish, report)


def test_an_unknown_yarn_is_told() -> None:
    pattern = generate(Request(PatternType.HAT, Level.BEGINNER, yarn_weight="fil de fer"))

    assert any("fil de fer" in note for note in pattern.notes)


def test_colours_that_are_named_are_used() -> None:
    wish = Request(PatternType.SCARF, Level.INTERMEDIATE, options={"colours": "bleu nuit, <b>crème</b>"})

    assert [yarn.colour for yarn in generate(wish).yarn] == [
        "bleu nuit (couleur A)",
        "b crème (couleur B)",
    ]


def test_so_many_colours_are_as_many_yarns() -> None:
    pattern = generate(Request(PatternType.SCARF, Level.INTERMEDIATE, options={"colors": "3"}))

    assert [yarn.colour for yarn in pattern.yarn] == ["couleur A", "couleur B", "couleur C"]


def test_uk_terms_are_said_and_used() -> None:
    pattern = generate(Request(PatternType.HAT, Level.BEGINNER, language=Language.EN, terms=Terms.UK))

    assert Notation(pattern.terms).abbreviation("sc") == "dc"
    assert " dc" in pattern.pieces[0].lines[-1].text
    assert any("UK terms" in note for note in pattern.notes)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("level", list(Level))
def test_the_longest_titles_fit_the_page(level: Level, language: Language) -> None:
    longest = {
        PatternType.HAT: ("premature", ({},)),
        PatternType.SCARF: ("80x300", ({}, {"style": "snood"})),
        PatternType.AMIGURUMI: ("12.5cm", ({"animal": "elephant"}, {"animal": "ball"})),
        PatternType.BAG: ("70x70x35", tuple({"shape": shape} for shape in ("flat", "oval", "round"))),
        PatternType.GARMENT: ("12 mois", ({},)),
    }
    for type_, (size, choices) in longest.items():
        for options in choices:
            for stripes in ("yes", "no"):
                wish = Request(type_, level, size, language, options={**options, "stripes": stripes})

                assert len(generate(wish).title) <= 45


@pytest.mark.parametrize("weight", ["fingering", "sport", "dk", "worsted", "bulky", "super bulky", "jumbo"])
def test_a_small_hat_in_thick_yarn_is_worked_in_a_lower_stitch(weight: str) -> None:
    for level in Level:
        wish = Request(PatternType.HAT, level, "premature", yarn_weight=weight)

        assert not validate(generate(wish), wish).warnings or weight == "jumbo"


def test_bobbles_make_a_row_no_higher() -> None:
    for type_, options in ((PatternType.BAG, {"shape": "flat"}), (PatternType.AMIGURUMI, {"animal": "ball"})):
        wish = Request(type_, Level.ADVANCED, "large", options=options)

        assert not validate(generate(wish), wish).warnings
