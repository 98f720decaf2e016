"""Wishes over all gauges, yarns and options: every pattern is sound, without a warning, and reads back equal."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from patrond.crochet import Gauge, Level, PatternType, Request, Verdict, generate, parse, validate
from patrond.crochet.makers.animals import ANIMALS
from patrond.crochet.yarns import WEIGHTS
from patrond.errors import CannotMake
from patrond.render.markdown import document

from support.wishes import SIZES, TONGUES

_ANIMALS = (*(animal.words.split("|")[0] for animal in ANIMALS.values()), "balle", "dragon")
_CHOICES: Mapping[PatternType, Mapping[str, tuple[object, ...]]] = {
    PatternType.HAT: {
        "fit": ("slouchy", "ajusté", "beanie"),
        "brim": ("ribbed", "replié", "plain"),
        "pompon": ("oui", False),
    },
    PatternType.SCARF: {
        "style": ("snood", "double", "à franges"),
        "length": (80, "long", "250 cm"),
        "width": (8, "large", 60),
        "fringe": (True,),
    },
    PatternType.AMIGURUMI: {"animal": _ANIMALS, "amigurumi_size_cm": (8, 12.5, "25", 40, 60), "eyes": ("brodés",)},
    PatternType.BAG: {"shape": ("flat", "ovale", ["rond"]), "handles": ("hand", 30, "80")},
    PatternType.GARMENT: {
        "fit": ("fitted", "ample", "oversize"),
        "length": ("court", "long", 30, 70),
        "sleeves": ("none", "courtes", "3/4"),
    },
}
_COLOURS: Mapping[str, tuple[object, ...]] = {
    "colors": (1, 2, "3", 4, "bleu", ["bleu", "blanc"], "bleu, blanc, rouge"),
    "stripes": ("yes", "non"),
    "motif": ("fleurs",),
}
# Rows for each stitch, in single, half double and double crochet; of a toy, single crochet alone.
_RATIOS = {True: (1.0, 1.1, 1.18, 1.25), False: (1.0, 1.1, 1.18, 1.25, 0.79, 0.9, 0.7, 0.56)}
REFUSED = {"limb_too_small", "yarn_too_thick"}


@st.composite
def wishes(draw: st.DrawFn) -> Request:
    type_ = draw(st.sampled_from(PatternType))
    language, terms = draw(st.sampled_from(TONGUES))
    choices: dict[str, tuple[object, ...]] = {**_CHOICES[type_], **_COLOURS}
    options: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(sorted(choices)), unique=True, max_size=4)):
        options[key] = draw(st.sampled_from(choices[key]))
    gauge = None
    if draw(st.booleans()):
        stitches = draw(st.integers(15, 62)) / 2  # 7.5 to 31: super bulky to the finest hand
        ratio = draw(st.sampled_from(_RATIOS[type_ is PatternType.AMIGURUMI]))
        gauge = Gauge(stitches, round(stitches * ratio * 2) / 2)
    weight = None if gauge else draw(st.none() | st.sampled_from([weight.key for weight in WEIGHTS]))
    level, size = draw(st.sampled_from(Level)), draw(st.sampled_from(SIZES[type_]))
    return Request(type_, level, size, language, terms, gauge, weight, options)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(wish=wishes())
def test_every_wish_is_sound_without_a_warning_and_reads_back_equal(wish: Request) -> None:
    try:
        pattern = generate(wish)
    except CannotMake as refusal:
        assert refusal.code in REFUSED
        return
    read = parse(document(pattern))
    report = validate(read, wish)

    assert read == pattern
    assert report.verdict is Verdict.SOUND, report.faults
    assert report.verified == report.lines
    assert not report.warnings
