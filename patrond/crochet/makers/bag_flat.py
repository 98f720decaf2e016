"""Flat bags: two panels, a strip around three of their sides where there is depth, and two handles; all sewn."""

from patrond.crochet.makers.colours import Palette, striped_palette
from patrond.crochet.makers.costs import height
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.fabric import across, ribbed_across, start_flat
from patrond.crochet.makers.finish import Made, finish
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.shaping import flat, scatter
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.sizing.sizes import BagSize

_HANDLE_CM = 3.0
_STRIPE_CM = 4.0
_RIB_CM = 3.0
_BOBBLES_CM = 3.0
_HANDLE_GAP = 1 / 3  # of the width, between the ends of one handle
_SEWING = 60.0


def make_flat(p: Plan, size: BagSize) -> Pattern:
    """The panels are plain for beginners, then striped under a ribbed edge, then strewn with bobbles."""
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    panel = _panel(p, size, colours)
    pieces = [panel]
    wide, high = (panel.count or 0) * p.width, panel.height() * p.unit_height
    sewing = [p.words("sew_sides", rows=panel.number)]
    if size.depth:
        side, bottom = p.rows(high), p.rows(wide)
        pieces.append(_strip(p, "gusset", size.depth, 2 * side + bottom, colours))
        sewing = [p.words("sew_gusset", side=side, bottom=bottom, stitches=panel.count)]
    pieces.append(_strip(p, "handle", _HANDLE_CM, p.rows(size.handle), colours, make=2))
    sewing.append(p.words("sew_handles", gap=round((panel.count or 0) * _HANDLE_GAP)))
    deep = (pieces[1].count or 0) * p.width if size.depth else 0.0
    return finish(
        p,
        Made(
            title=p.words(f"title_flat_{p.level}{colours.suffix}", size=p.size_phrase),
            finished_size=p.words("finished_deep" if size.depth else "finished_flat", wide=wide, high=high, deep=deep),
            pieces=tuple(pieces),
            palette=colours,
            sewing=_SEWING,
            assembly=(*sewing, p.words("ends"), p.words("lining")),
            notes=(p.words("note_rows"),),
            tips=(p.words("tip_swatch"), p.words("tip_cotton"), p.words("tip_count")),
            materials=(p.words("markers", n=4),),
        ),
    )


def _panel(p: Plan, size: BagSize, colours: Palette) -> PieceDraft:
    piece = PieceDraft(p.words("panel"), Worked.ROWS, p.notation, 2)
    width = p.stitches(size.width, 1 if p.level is Level.BEGINNER else 2)
    plain, ribbed = across(flat(width, p.main), p.main), ribbed_across(width, p.main)
    ribs = 0 if p.level is not Level.INTERMEDIATE else max(1, round(_RIB_CM / (p.unit_height * height(ribbed))))
    piece.stripes = colours.stripes(max(2, 2 * round(_STRIPE_CM / p.gauge.row_height / 2)))
    start_flat(piece, width, p.main)
    rows = max(1, round((size.height / p.unit_height - piece.height() - ribs * height(ribbed)) / height(plain)))
    if p.level is Level.ADVANCED:
        _strewn(p, piece, width, rows)
    else:
        piece.line(*plain, times=rows)
    if ribs:
        piece.stripes = colours.solid()
    piece.line(*ribbed, times=ribs)
    return piece


def _strewn(p: Plan, piece: PieceDraft, width: int, rows: int) -> None:
    """Bobbles now and then, on rows that are worked from the wrong side: they bulge away from who works them."""
    bobbles = across(scatter(width, "bobble", max(2, width // 6), p.main), p.main)
    plain = across(flat(width, p.main), p.main)
    every = max(2, 2 * round(_BOBBLES_CM / p.gauge.row_height / 2))
    for index in range(1, rows + 1):
        wrong_side = index % 2 == 1  # row 1 of the piece is a right one, so the next is not
        textured = wrong_side and (index + 1) % every == 0 and index < rows - 1
        piece.line(*(bobbles if textured else plain))


def _strip(p: Plan, name: str, width: float, rows: int, colours: Palette, *, make: int = 1) -> PieceDraft:
    piece = PieceDraft(p.words(name), Worked.ROWS, p.notation, make)
    piece.stripes = colours.solid()
    stitches = max(3, p.stitches(width))
    start_flat(piece, stitches, p.main)
    piece.line(*across(flat(stitches, p.main), p.main), times=max(1, rows - 1))
    return piece
