"""Bags: two panels and a gusset for beginners, else an oval base and walls in the round."""

import math

from patrond.crochet.costs import height
from patrond.crochet.drafting import PieceDraft
from patrond.crochet.makers.bag_words import WORDS
from patrond.crochet.makers.fabric import across, around, rib, start_flat
from patrond.crochet.makers.finish import Made, colour_names, finish, one_colour, striped, stripes_note
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.moves import Chain, Foundation, InChain, InOne, Loop, OtherSide, Skip, Step, Work
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.request import Request
from patrond.crochet.shaping import flat, repeat, scatter
from patrond.crochet.sizes import BagSize

_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("sc", "hdc"),
    Level.ADVANCED: ("sc", "hdc"),
}
_HANDLE_CM = 3.0
_TOP_CM = 2.5
_BOBBLE_EVERY_CM = 4.0
_HANDLE_GAP = 1 / 3  # of the flat width, between the ends of one handle
_STRIPE_ROUNDS = 6
_SEWING = {Level.BEGINNER: 60.0, Level.INTERMEDIATE: 20.0, Level.ADVANCED: 20.0}


def make(request: Request) -> Pattern:
    """A bag of the requested size."""
    p = plan(request, _MAINS[request.level], WORDS)
    size = p.size
    assert isinstance(size, BagSize)  # noqa: S101 — the type of the request chose it
    return _sewn(p, size) if request.level is Level.BEGINNER else _round(p, size)


def _sewn(p: Plan, size: BagSize) -> Pattern:
    """Panels, a strip around three of their sides where there is depth, and handles: all plain rectangles."""
    panel = _rectangle(p, "panel", p.stitches(size.width), p.rows(size.height), make=2)
    pieces = [panel]
    wide, high = (panel.count or 0) * p.width, panel.number * p.gauge.row_height
    sewing = [p.words("sew_sides", rows=panel.number)]
    if size.depth:
        side = panel.number
        bottom = p.rows(wide)
        pieces.append(_rectangle(p, "gusset", p.stitches(size.depth), 2 * side + bottom))
        sewing = [p.words("sew_gusset", side=side, bottom=bottom, stitches=panel.count)]
    pieces.append(_rectangle(p, "handle", p.stitches(_HANDLE_CM), p.rows(size.handle), make=2))
    gap = round((panel.count or 0) * _HANDLE_GAP)
    sewing.append(p.words("sew_handles", gap=gap))
    finished = {"wide": wide, "high": high, "deep": (pieces[1].count or 0) * p.width if size.depth else 0.0}
    return _finish(
        p,
        pieces,
        finished=p.words("finished_deep" if size.depth else "finished_flat", **finished),
        assembly=sewing,
        notes=[p.words("note_rows")],
    )


def _rectangle(p: Plan, name: str, stitches: int, rows: int, *, make: int = 1) -> PieceDraft:
    piece = PieceDraft(p.words(name), Worked.ROWS, p.notation, make)
    start_flat(piece, max(3, stitches), p.main)
    piece.line(*across(flat(max(3, stitches), p.main), p.main), times=rows - 1)
    return piece


def _round(p: Plan, size: BagSize) -> Pattern:
    worked = Worked.SPIRAL if p.main == "sc" else Worked.JOINED
    piece = PieceDraft(p.words("bag"), worked, p.notation)
    base_rounds, base_stitches = _base(p, piece, size)
    total = piece.count or 0
    top_rounds = max(3, round(_TOP_CM / p.unit_height))
    walls = max(2, round((size.height / p.unit_height - top_rounds) / height(flat(total, p.main))))
    _walls(p, piece, total, walls)
    gap = max(2, round(total / 2 * _HANDLE_GAP))
    chain = max(gap + 4, p.stitches(size.handle))
    _top(p, piece, total, gap, chain, top_rounds)
    wall_height = piece.height(base_rounds + 1) * p.unit_height
    finished = p.words(
        "finished_round",
        base=base_stitches * p.width,
        deep=2 * base_rounds * p.unit_height,
        wide=total * p.width / 2,
        high=wall_height,
        handle=chain * p.width,
    )
    return _finish(
        p,
        [piece],
        finished=finished,
        assembly=[p.words("smooth"), p.words("handles_done")],
        notes=[
            p.words("note_spiral" if worked is Worked.SPIRAL else "note_joined_walls", rounds=base_rounds),
            p.words("note_base", rounds=base_rounds),
        ],
    )


def _base(p: Plan, piece: PieceDraft, size: BagSize) -> tuple[int, int]:
    """An oval in single crochet, on both sides of a chain: 2N stitches, then 6 more each round.

    N is chosen so that the rim comes to the way around the oval; returns the rounds and the length in stitches.
    """
    rounds = max(1, round(size.depth / 2 / p.unit_height))
    deep = 2 * rounds * p.unit_height
    rim = 2 * max(size.width - deep, 0) + math.pi * deep if size.depth else 2 * size.width
    chain = max(4, round((rim / p.width - 6 * (rounds - 1)) / 2))
    side = chain - 3
    piece.foundation(Foundation(chain))
    back = OtherSide((Work("sc", side), InOne("sc", 2, "last_chain")))
    piece.line(InChain("sc", 2), Work("sc", side), InOne("sc", 3, "last_chain"), back)
    for number in range(2, rounds + 1):
        corner: tuple[Step, ...] = (Work("sc", number - 2), Work("inc")) if number > 2 else (Work("inc"),)
        straight = Work("sc", side)
        piece.line(*corner, straight, *_corners(corner, 3), straight, *_corners(corner, 2))
    return rounds, chain + 2 * (rounds - 1)


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
        ribbed = p.level is Level.ADVANCED and index
        steps = rib(with_handles, "sc") if ribbed else flat(with_handles, "sc")
        piece.line(*around(steps, "sc", piece.worked))


def _finish(p: Plan, pieces: list[PieceDraft], *, finished: str, assembly: list[str], notes: list[str]) -> Pattern:
    stripes = p.level is Level.INTERMEDIATE
    colours = striped(p, pieces, _STRIPE_ROUNDS, colour_names(p, 2)) if stripes else one_colour(p, pieces)
    if stripes:
        notes.append(stripes_note(p, _STRIPE_ROUNDS, "rounds_word", colours))
    return finish(
        p,
        Made(
            title=p.words(f"title_{p.level}", size=p.size_word),
            finished_size=finished,
            pieces=tuple(pieces),
            colours=colours,
            sewing=_SEWING[p.level],
            assembly=(*assembly, p.words("ends"), p.words("lining")),
            notes=tuple(notes),
            tips=(p.words("tip_swatch"), p.words("tip_cotton"), p.words("tip_count")),
            materials=(p.words("markers", n=4),),
        ),
    )
