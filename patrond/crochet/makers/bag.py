"""Bags: flat panels that are sewn, or a base and walls in one piece, oval or round."""

from patrond.crochet.makers.bag_flat import make_flat
from patrond.crochet.makers.bag_round import make_round
from patrond.crochet.makers.bag_words import WORDS
from patrond.crochet.makers.colours import COLOURS, STRIPES
from patrond.crochet.makers.plan import plan
from patrond.crochet.pattern import Level, Pattern
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import Option, pick
from patrond.crochet.sizing.sizes import BagSize

_SHAPE = Option(
    "shape|forme|base|base_shape|fond|bag_shape|bag_type|construction",
    {
        "flat": "flat|plat|plate|tote|cabas|rectangle|rectangular|rectangulaire|panneaux|panels",
        "round": "round|rond|ronde|circular|circle|circulaire|cylindre|bucket|seau",
        "oval": "oval|ovale",
    },
    shared="style|subtype|type_sac",
)
_USUAL = {Level.BEGINNER: "flat", Level.INTERMEDIATE: "oval", Level.ADVANCED: "oval"}
_PANELS = ("sc", "hdc", "dc")
_WALLS = {Level.BEGINNER: ("sc", "hdc"), Level.INTERMEDIATE: ("dc", "hdc", "sc"), Level.ADVANCED: ("sc", "hdc")}
"""The stitches of a bag in one piece; its base, top and handles are single crochet, which does not give."""


def make(request: Request) -> Pattern:
    """A bag of the requested size, with handles: of the shape wished, else flat for a beginner and oval for others."""
    shape = pick(request.options, _SHAPE) or _USUAL[request.level]
    p = plan(request, _PANELS if shape == "flat" else _WALLS[request.level], WORDS, (_SHAPE, STRIPES, COLOURS))
    size = p.size
    assert isinstance(size, BagSize)  # noqa: S101 — the type of the request chose it
    return make_flat(p, size) if shape == "flat" else make_round(p, size, oval=shape == "oval")
