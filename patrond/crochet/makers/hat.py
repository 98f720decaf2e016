"""Hats, from the crown down: a flat circle to the head's circumference, then straight to the brim."""

import math
from collections.abc import Iterator

from patrond.crochet.makers.colours import COLOURS, STRIPES, Palette, striped_palette
from patrond.crochet.makers.costs import height
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.fabric import around, circle, ribbed_around
from patrond.crochet.makers.finish import Made, finish, rounds_note
from patrond.crochet.makers.hat_words import WORDS
from patrond.crochet.makers.moves import Step
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.makers.shaping import alternate, change, flat, scatter
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import Flag, pick, wants
from patrond.crochet.sizing.size_options import BRIM_CM, BRIM_SHARE, HAT_BRIM, HAT_FIT
from patrond.crochet.sizing.sizes import HatSize, resolve

_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("dc", "hdc", "sc"),
    Level.ADVANCED: ("dc", "hdc", "sc"),
}
_POMPON = Flag("pompon|pompom|pom_pom|pompons", "pompon|pompom|pompons", shared="style|decor|accessories|accessoires")
_OPTIONS = (_POMPON, STRIPES, COLOURS)
_SLOUCH_WIDTH = 1.12  # a slouchy hat is gathered into its brim
_LEAST_ROUNDS = 7
_STRIPE_CM = 2.6
_TEXTURE_CM = 4.0
_POMPON_CM = 7
_POMPON_METRES = 15.0
_SEWING = 15.0


def make(request: Request) -> Pattern:
    """A hat for the requested head."""
    size = resolve(request)
    assert isinstance(size, HatSize)  # noqa: S101 — the type of the request chose it
    p = plan(request, _MAINS[request.level], WORDS, _OPTIONS, size.height / _LEAST_ROUNDS)
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    brim = pick(request.options, HAT_BRIM) or ("plain" if p.level is Level.BEGINNER else "ribbed")
    pompon = wants(request.options, _POMPON)
    piece = _hat(p, size, brim, colours)
    return finish(
        p,
        Made(
            title=p.words(f"title_{request.level}{colours.suffix}", size=p.size_phrase),
            finished_size=_finished(p, piece, size),
            pieces=(piece,),
            palette=colours,
            extra=_POMPON_METRES if pompon else 0.0,
            sewing=_SEWING,
            assembly=tuple(_assembly(p, piece, brim, pompon)),
            notes=tuple(_notes(p, piece, size, pompon)),
            tips=(p.words("tip_swatch"), p.words("tip_count"), p.words("tip_crown"), p.words("tip_try")),
            materials=(p.words("marker"), *((p.words("pompon_item", cm=_POMPON_CM),) if pompon else ())),
        ),
    )


def _hat(p: Plan, size: HatSize, edge: str, colours: Palette) -> PieceDraft:
    worked = Worked.SPIRAL if p.main == "sc" else Worked.JOINED
    piece = PieceDraft(p.words("hat"), worked, p.notation)
    piece.stripes = colours.solid()
    total = p.stitches(size.circumference, 1 if p.level is Level.BEGINNER else 2)
    wide = _gathered(p, total)
    circle(p, piece, p.main, wide)
    brim = ribbed_around(total, p.main, worked, simple=p.level is Level.BEGINNER)
    worn = size.height - size.brim
    brim_cm = min(BRIM_CM, BRIM_SHARE * worn) + size.brim
    brim_rounds = 0 if edge == "plain" else max(1, round(brim_cm / (p.unit_height * height(brim))))
    left = size.height / p.unit_height - piece.height() - brim_rounds * height(brim)
    rounds = max(1, round(left / height(around(flat(wide, p.main), p.main, worked))))
    piece.stripes = colours.stripes(max(1, round(_STRIPE_CM / p.gauge.row_height)), piece.number + 1)
    _sides(p, piece, wide, rounds - (wide > total))
    piece.stripes = colours.solid()
    if wide > total:
        piece.line(*around(change(wide, total, p.main), p.main, worked))
    piece.line(*brim, times=brim_rounds)
    return piece


def _gathered(p: Plan, total: int) -> int:
    """Stitches of the body: more than the brim's where it is slouchy, but not for a beginner."""
    if p.level is Level.BEGINNER or pick(p.request.options, HAT_FIT) != "slouchy":
        return total
    return 2 * round(total * _SLOUCH_WIDTH / 2)


def _sides(p: Plan, piece: PieceDraft, total: int, rounds: int) -> None:
    plain = around(flat(total, p.main), p.main, piece.worked)
    if p.level is not Level.ADVANCED:
        piece.line(*plain, times=rounds)
        return
    texture, every = _texture(p, total)
    for index in range(rounds):
        textured = index % every == every - 1 and index < rounds - 1
        piece.line(*(around(texture, p.main, piece.worked) if textured else plain))


def _texture(p: Plan, total: int) -> tuple[tuple[Step, ...], int]:
    """The textured round and how often it comes: raised ribs in double crochet, bobbles in the lower stitches."""
    if p.main == "dc":
        return alternate("dc", "fpdc", total // 2), 1
    return scatter(total, "bobble", max(1, math.floor(total / 6)), p.main), max(3, p.rows(_TEXTURE_CM))


def _finished(p: Plan, piece: PieceDraft, size: HatSize) -> str:
    measured = {"around": (piece.count or 0) * p.width, "high": piece.height() * p.unit_height, "head": size.head}
    return p.words("finished", **{name: float(value) for name, value in measured.items()})


def _assembly(p: Plan, piece: PieceDraft, edge: str, pompon: bool) -> Iterator[str]:
    if piece.worked is Worked.SPIRAL:
        yield p.words("smooth")
    yield p.words("close")
    yield p.words("ends")
    if edge == "folded":
        yield p.words("fold")
    if edge == "plain" and p.level is not Level.BEGINNER:
        yield p.words("roll")
    if pompon:
        yield p.words("pompon", cm=_POMPON_CM)


def _notes(p: Plan, piece: PieceDraft, size: HatSize, pompon: bool) -> Iterator[str]:
    yield p.words("note_top_down")
    yield rounds_note(p, piece.worked)
    fit = pick(p.request.options, HAT_FIT)
    if fit in ("slouchy", "fitted"):
        yield p.words(f"note_{fit}")
    if pompon and p.is_for_small_ones:
        yield p.words("note_pompon")
