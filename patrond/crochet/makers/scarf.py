"""Scarves in rows: plain, striped with ribbed ends, in shells. The closed ones are snoods."""

import math

from patrond.crochet.makers.colours import COLOURS, STRIPES, Palette, striped_palette
from patrond.crochet.makers.costs import height
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.fabric import across, ribbed_across, start_flat
from patrond.crochet.makers.finish import Made, finish
from patrond.crochet.makers.moves import Foundation, InChain, InOne, Rise, Skip, Step, Work
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.makers.scarf_words import WORDS
from patrond.crochet.makers.shaping import flat, repeat
from patrond.crochet.makers.snood import make_snood
from patrond.crochet.pattern import Level, Pattern, Terms, Worked
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import Flag, wants
from patrond.crochet.sizing.sizes import ScarfSize, resolve
from patrond.errors import CannotMake

_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("dc", "hdc", "sc"),
    Level.ADVANCED: ("sc", "hdc", "dc"),
}
_FRINGE = Flag(
    "fringe|fringes|frange|franges|tassels",
    "fringe|fringes|fringed|frange|franges",
    shared="style|edge|bordure|decor|finition",
)
_STRIPE_CM = 3.0
_RIB_CM = 4.0
_SEWING = 15.0
# A shell row settles between its single and double crochet: (1 + 2.1) / 2.
_SHELL_ROW = 1.55
_SHELL = 6
_FRINGE_EVERY_CM, _FRINGE_STRANDS, _STRAND_CM = 2.0, 3, 35


def make(request: Request) -> Pattern:
    """A scarf of the requested size; a closed snood where the size or the options say so.

    Raises:
        CannotMake: ``yarn_too_thick`` (values: size, weight): not one shell fits in the width.
    """
    size = resolve(request)
    assert isinstance(size, ScarfSize)  # noqa: S101 — the type of the request chose it
    if size.snood:
        return make_snood(request, size)
    p = plan(request, _MAINS[request.level], WORDS, (_FRINGE, STRIPES, COLOURS))
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    if request.level is Level.ADVANCED:
        return _shells(p, size, colours)
    return _rows(p, size, colours)


def _rows(p: Plan, size: ScarfSize, colours: Palette) -> Pattern:
    """Plain rows; from the second level on between two ribbed ends."""
    piece = PieceDraft(p.words("scarf"), Worked.ROWS, p.notation)
    plain_ends = p.level is Level.BEGINNER
    width = p.stitches(size.width, 1 if plain_ends else 2)
    plain, ribbed = across(flat(width, p.main), p.main), ribbed_across(width, p.main)
    ribs = 0 if plain_ends else max(2, round(_RIB_CM / (p.unit_height * height(ribbed))))
    left = size.length / p.unit_height - height(plain) - 2 * ribs * height(ribbed)
    piece.stripes = colours.stripes(_even_rows(p)) if plain_ends else colours.solid()
    start_flat(piece, width, p.main)
    piece.line(*ribbed, times=ribs)
    if not plain_ends:
        piece.stripes = colours.stripes(_even_rows(p), piece.number + 1)
    piece.line(*plain, times=max(1, round(left / height(plain))))
    if not plain_ends:
        piece.stripes = colours.solid()
    piece.line(*ribbed, times=ribs)
    return _finished(p, piece, colours, [])


def _even_rows(p: Plan) -> int:
    """Rows of a stripe: an even number, so that every colour waits at the same edge."""
    return max(2, 2 * round(_STRIPE_CM / p.gauge.row_height / 2))


def _shells(p: Plan, size: ScarfSize, colours: Palette) -> Pattern:
    """Shells of 5 over 6 stitches, and single crochet at both edges, so that any width can be met."""
    p = p.in_fabric(p.words("shell_stitch"), _SHELL_ROW)
    piece = PieceDraft(p.words("scarf"), Worked.ROWS, p.notation)
    width = p.stitches(size.width)
    if width < _SHELL + 3:
        weight = p.weight.english
        english = f"cannot make a shell scarf of {size.width:g} cm in {weight}: the yarn is too thick for it"
        raise CannotMake("yarn_too_thick", english, size=p.size_word, weight=weight)
    shells = (width - 3) // _SHELL
    near = (width - 1 - _SHELL * shells) // 2
    far = width - 1 - _SHELL * shells - near
    piece.stripes = colours.stripes(2, 2)
    piece.foundation(Foundation(width + 1))
    two = Skip(2, chains=True)
    first = repeat((two, InOne("dc", 5, "next_chain"), two, InOne("sc", 1, "next_chain")), shells)
    piece.line(InChain("sc", 2), Work("sc", near), *first, Work("sc", far))
    shell = repeat((Skip(2), InOne("dc", 5), Skip(2), InOne("sc", 1)), shells)
    for _ in colours.names:
        piece.line(Rise(1, turn=True), Work("sc", far), *_half_shells(shells), Work("sc", near))
        piece.line(Rise(1, turn=True), Work("sc", near + 1), *shell, Work("sc", far))
    pairs = max(2, round((size.length / p.gauge.row_height - 1) / 2))
    piece.again(2, piece.number, 2 * max(0, pairs - len(colours.names)))
    note = "note_shells_uk" if p.request.stitch_terms is Terms.UK else "note_shells"
    return _finished(p, piece, colours, [p.words(note)])


def _half_shells(shells: int) -> tuple[Step, ...]:
    """The row between: half a shell at each edge, whole ones over the single crochet of the row below."""
    whole = (Skip(2), InOne("sc", 1), Skip(2), InOne("dc", 5))
    return (InOne("dc", 3), *repeat(whole, shells - 1), Skip(2), InOne("sc", 1), Skip(2), InOne("dc", 3))


def _finished(p: Plan, piece: PieceDraft, colours: Palette, notes: list[str]) -> Pattern:
    wide, long = (piece.count or 0) * p.width, piece.height() * p.unit_height
    if p.fabric:  # its rows are all as high as the gauge says
        long = piece.number * p.gauge.row_height
    fringed = wants(p.request.options, _FRINGE)
    strands = 2 * _FRINGE_STRANDS * math.ceil(wide / _FRINGE_EVERY_CM) if fringed else 0
    values = {"strands": strands, "cm": _STRAND_CM, "each": _FRINGE_STRANDS}
    fringe = (p.words("fringe", **values),) if fringed else ()
    return finish(
        p,
        Made(
            title=p.words(f"title_{p.level}{colours.suffix}", size=p.size_phrase),
            finished_size=p.words("finished", wide=wide, long=long),
            pieces=(piece,),
            palette=colours,
            extra=strands * _STRAND_CM / 100,
            sewing=_SEWING,
            assembly=(p.words("ends"), p.words("tip_block"), *fringe),
            notes=tuple(notes),
            tips=(p.words("tip_swatch"), p.words("tip_edges"), p.words("tip_loose")),
        ),
    )
