"""Snoods in rounds on a chain that is joined: plain, with ribbed edges, or in raised ribs. What a baby gets."""

from patrond.crochet.makers.colours import COLOURS, STRIPES, Palette, striped_palette
from patrond.crochet.makers.costs import height
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.fabric import around, ribbed_around
from patrond.crochet.makers.finish import Made, finish, rounds_note
from patrond.crochet.makers.moves import Foundation
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.makers.scarf_words import WORDS
from patrond.crochet.makers.shaping import flat
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.request import Request
from patrond.crochet.sizing.sizes import ScarfSize

_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("dc", "hdc", "sc"),
    Level.ADVANCED: ("hdc", "dc", "sc"),
}
_LEAST_ROUNDS = 7
_EDGE_CM = 3.0
_STRIPE_CM = 2.6
_TWICE_CM = 100.0
_SEWING = 15.0


def make_snood(request: Request, size: ScarfSize) -> Pattern:
    """A snood: ``size.length`` around, which passes over the head, and ``size.width`` high."""
    p = plan(request, _MAINS[request.level], WORDS, (STRIPES, COLOURS), size.width / _LEAST_ROUNDS)
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    piece = PieceDraft(p.words("snood"), Worked.SPIRAL if p.main == "sc" else Worked.JOINED, p.notation)
    _rounds(p, piece, size, colours)
    return _finished(p, piece, colours)


def _rounds(p: Plan, piece: PieceDraft, size: ScarfSize, colours: Palette) -> None:
    count = p.stitches(size.length, 2)
    plain = around(flat(count, p.main), p.main, piece.worked)
    # A fabric of posts over single crochet would have a gauge of its own: there the back loops give the texture.
    simple = p.main == "sc" and p.level is Level.ADVANCED
    ribbed = ribbed_around(count, p.main, piece.worked, simple=simple)
    total = size.width / p.unit_height
    every = max(1, round(_STRIPE_CM / p.gauge.row_height))
    edge = 0 if p.level is not Level.INTERMEDIATE else max(1, round(_EDGE_CM / (p.unit_height * height(ribbed))))
    piece.stripes = colours.solid() if edge else colours.stripes(every)
    piece.foundation(Foundation(count, joined=True))
    piece.line(*plain)
    piece.line(*ribbed, times=edge)
    if edge:
        piece.stripes = colours.stripes(every, piece.number + 1)
    main = ribbed if p.level is Level.ADVANCED else plain
    left = total - height(plain) - 2 * edge * height(ribbed)
    piece.line(*main, times=max(1, round(left / height(main))))
    if edge:
        piece.stripes = colours.solid()
    piece.line(*ribbed, times=edge)


def _finished(p: Plan, piece: PieceDraft, colours: Palette) -> Pattern:
    notes = [p.words("note_ring"), rounds_note(p, piece.worked)]
    if p.size.label == "baby":
        notes.insert(0, p.words("note_baby"))
    if (piece.count or 0) * p.width > _TWICE_CM:
        notes.append(p.words("note_twice"))
    measures = {"around": (piece.count or 0) * p.width, "high": piece.height() * p.unit_height}
    return finish(
        p,
        Made(
            title=p.words(f"title_snood_{p.level}{colours.suffix}", size=p.size_phrase),
            finished_size=p.words("finished_snood", **measures),
            pieces=(piece,),
            palette=colours,
            sewing=_SEWING,
            assembly=(p.words("ends"), p.words("tip_block")),
            notes=tuple(notes),
            tips=(p.words("tip_swatch"), p.words("tip_count"), p.words("tip_loose")),
            materials=(p.words("marker"),),
        ),
    )
