"""A ball: plain, striped, or with bobbles to hold on to."""

import math
from collections.abc import Sequence

from patrond.crochet.makers import solids
from patrond.crochet.makers import toy_shapes as shapes
from patrond.crochet.makers.colours import Palette, striped_palette
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.finish import Made, finish
from patrond.crochet.makers.moves import Note, Ring, Step
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.shaping import change, scatter
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.stuffing import STRETCH

_STRIPE_CM = 1.5
_BOBBLES_EVERY = 3  # rounds
_SEWING = 10.0


def make_ball(p: Plan, across: float) -> Pattern:
    """A ball of that many cm across."""
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    counts = solids.ball(across, p.gauge)
    piece = _ball(p, counts, colours)
    grams = 5 * math.ceil(shapes.volume(counts, p.gauge) * shapes.STUFFING / 5)
    return finish(
        p,
        Made(
            title=p.words(f"title_ball_{p.level}{colours.suffix}", size=p.size_word),
            finished_size=p.words("finished_ball", across=max(counts) * p.width * STRETCH / math.pi),
            pieces=(piece,),
            palette=colours,
            sewing=_SEWING,
            assembly=(p.words("close_ball"), p.words("ends")),
            notes=(p.words("note_ball"), p.words("note_spiral"), p.words("note_tight")),
            tips=(p.words("tip_dec"), p.words("tip_count"), p.words("tip_ball")),
            materials=(p.words("stuffing_item", grams=grams), p.words("marker")),
        ),
    )


def _ball(p: Plan, counts: Sequence[int], colours: Palette) -> PieceDraft:
    piece = PieceDraft(p.words("ball"), Worked.SPIRAL, p.notation)
    piece.stripes = colours.stripes(max(2, p.rows(_STRIPE_CM)))
    said = {shapes.half_closed(counts): p.words("stuff_ball"), len(counts): p.words("close", n=counts[-1])}
    before = straight = 0
    for number, count in enumerate(counts, start=1):
        straight = straight + 1 if before == count else 0
        tail = (Note(said[number]),) if number in said else ()
        piece.line(*_round(p, before, count, straight), *tail)
        before = count
    return piece


def _round(p: Plan, before: int, count: int, straight: int) -> tuple[Step, ...]:
    if not before:
        return (Ring("sc", count),)
    if p.level is Level.ADVANCED and straight % _BOBBLES_EVERY == 1:
        return scatter(count, "bobble", max(1, count // 6), "sc")
    return change(before, count, staggered=count // solids.RING % 2 == 1)
