"""Bags in one piece: an oval or round base, walls in the round, and handles that grow from the top."""

import math

from patrond.crochet.makers.colours import Palette, striped_palette
from patrond.crochet.makers.costs import height
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.fabric import COUNTING, around, circle, rib
from patrond.crochet.makers.finish import Made, finish, rounds_note
from patrond.crochet.makers.moves import Chain, Foundation, InChain, InOne, Join, Loop, OtherSide, Skip, Step, Work
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.shaping import flat, repeat, scatter
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.sizing.sizes import BagSize
from patrond.crochet.stitches import stitch

_TOP_CM = 2.5
_BOBBLE_EVERY_CM = 4.0
_HANDLE_GAP = 1 / 3  # of the flat width, between the ends of one handle
_STRIPE_CM = 4.0
_SEWING = 20.0


def make_round(p: Plan, size: BagSize, *, oval: bool) -> Pattern:
    """A base, the edge turned by a round in the back loops, walls, handles."""
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    piece = PieceDraft(p.words("bag"), Worked.SPIRAL if p.main == "sc" else Worked.JOINED, p.notation)
    piece.stripes = colours.solid()
    measures = _oval(p, piece, size) if oval else _circle(p, piece, size)
    base_rounds, total = piece.number, piece.count or 0
    piece.stripes = colours.stripes(max(2, round(_STRIPE_CM / p.gauge.row_height)), base_rounds + 1)
    top_rounds = max(3, round(_TOP_CM / p.unit_height))
    walls = max(2, round((size.height / p.unit_height - top_rounds) / height(flat(total, p.main))))
    _walls(p, piece, total, walls)
    piece.stripes = colours.solid()
    gap = max(2, round(total / 2 * _HANDLE_GAP))
    chain = max(gap + 4, p.stitches(size.handle))
    _top(p, piece, total, gap, chain, top_rounds)
    high = piece.height(base_rounds + 1) * p.unit_height
    measures = {**measures, "wide": total * p.width / 2, "high": high, "handle": chain * p.width}
    return _finished(p, piece, colours, measures, base_rounds, oval=oval)


def _circle(p: Plan, piece: PieceDraft, size: BagSize) -> dict[str, float]:
    """A flat circle whose rim is as long as the flat bag's front and back together."""
    circle(p, piece, "sc", p.stitches(2 * size.width, 2))
    return {"base": (piece.count or 0) * p.width / math.pi, "deep": 0.0}


def _oval(p: Plan, piece: PieceDraft, size: BagSize) -> dict[str, float]:
    """An oval in single crochet, on both sides of a chain: 2N stitches, then 6 more each round.

    N is chosen so that the rim comes to the way around the oval.
    """
    rounds = max(1, round(size.depth / 2 / p.unit_height))
    deep = 2 * rounds * p.unit_height
    rim = 2 * max(size.width - deep, 0) + math.pi * deep if size.depth else 2 * size.width
    chain = max(4, round((rim / p.width - 6 * (rounds - 1)) / 2))
    side = chain - 3
    piece.foundation(Foundation(chain))
    back = OtherSide((Work("sc", side), InOne("sc", 2, "last_chain")))
    close = (Join(),) if piece.worked is Worked.JOINED else ()
    piece.line(InChain("sc", 2), Work("sc", side), InOne("sc", 3, "last_chain"), back, *close)
    for number in range(2, rounds + 1):
        corner: tuple[Step, ...] = (Work("sc", number - 2), Work("inc")) if number > 2 else (Work("inc"),)
        straight = Work("sc", side)
        steps = (*corner, straight, *_corners(corner, 3), straight, *_corners(corner, 2))
        piece.line(*around(steps, "sc", piece.worked))
    return {"base": (chain + 2 * (rounds - 1)) * p.width, "deep": deep}


def _corners(corner: tuple[Step, ...], number: int) -> tuple[Step, ...]:
    return (Work("inc", number),) if len(corner) == 1 else repeat(corner, number)


def _walls(p: Plan, piece: PieceDraft, total: int, rounds: int) -> None:
    """The first round in the back loops turns the edge; then plain, or with a round of bobbles now and then."""
    plain = around(flat(total, p.main), p.main, piece.worked)
    piece.line(*around(flat(total, p.main, Loop.BACK), p.main, piece.worked))
    if p.level is not Level.ADVANCED:
        piece.line(*plain, times=rounds - 1)
        return
    bobbles = around(scatter(total, "bobble", max(3, total // 8), p.main), p.main, piece.worked)
    every = max(3, round(_BOBBLE_EVERY_CM / (p.unit_height * height(plain))))
    for index in range(1, rounds):
        textured = index % every == every - 1 and index < rounds - 2
        piece.line(*(bobbles if textured else plain))


def _top(p: Plan, piece: PieceDraft, total: int, gap: int, chain: int, rounds: int) -> None:
    """Each handle is a chain over ``gap`` stitches, and the rounds after it work into the chain: P - 2s + 2L."""
    half = total // 2
    before = (half - gap) // 2
    after = total - 2 * gap - before - (half - gap)
    opening = (
        Work("sc", before),
        Chain(chain),
        Skip(gap),
        Work("sc", half - gap),
        Chain(chain),
        Skip(gap),
        Work("sc", after),
    )
    piece.line(*around(opening, "sc", piece.worked))
    with_handles = total - 2 * gap + 2 * chain
    for index in range(rounds - 1):
        ridged = p.level is not Level.BEGINNER and index
        steps = rib(with_handles, "sc", simple=True) if ridged else flat(with_handles, "sc")
        piece.line(*around(steps, "sc", piece.worked))


def _finished(
    p: Plan, piece: PieceDraft, colours: Palette, measures: dict[str, float], base_rounds: int, *, oval: bool
) -> Pattern:
    shape = "oval" if oval else "round"
    spiral = piece.worked is Worked.SPIRAL
    return finish(
        p,
        Made(
            title=p.words(f"title_{shape}_{p.level}{colours.suffix}", size=p.size_phrase),
            finished_size=p.words(f"finished_{shape}", **measures),
            pieces=(piece,),
            palette=colours,
            sewing=_SEWING,
            assembly=(
                *((p.words("smooth"),) if spiral else ()),
                p.words("handles_done"),
                p.words("ends"),
                p.words("lining"),
            ),
            notes=(
                _rounds_note(p, piece.worked),
                p.words(f"note_base_{shape}", rounds=base_rounds),
            ),
            tips=(p.words("tip_swatch"), p.words("tip_cotton"), p.words("tip_count")),
            materials=(p.words("markers", n=4),),
        ),
    )


def _rounds_note(p: Plan, worked: Worked) -> str:
    """How rounds begin and end; where the walls begin with chains that count, the base and the top do not."""
    if worked is Worked.JOINED and p.main in COUNTING:
        main = stitch(p.main)
        return p.words("note_two_starts", n=main.chains, stitch=main.name(p.request.stitch_terms))
    return rounds_note(p, worked)
