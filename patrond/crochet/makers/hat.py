"""Hats, from the crown down: a flat circle to the head's circumference, then straight to the brim."""

import math

from patrond.crochet.costs import height
from patrond.crochet.drafting import PieceDraft
from patrond.crochet.makers.fabric import RING, around, rib
from patrond.crochet.makers.finish import Made, colour_names, finish, one_colour, rounds_note, striped, stripes_note
from patrond.crochet.makers.plan import Plan, plan, wants
from patrond.crochet.moves import Ring, Step
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.request import Request
from patrond.crochet.shaping import alternate, change, flat, scatter
from patrond.crochet.sizes import HatSize

_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("hdc", "sc", "dc"),
    Level.ADVANCED: ("dc", "hdc", "sc"),
}
_BRIM_CM = 4.0
_BRIM_SHARE = 0.2  # of the height, at most
_STRIPE_ROUNDS = 4
_SEWING = 15.0

_WORDS = {
    "hat": ("Bonnet", "Hat"),
    "title_beginner": ("Bonnet tout simple, taille {size}", "Simple hat, size {size}"),
    "title_intermediate": ("Bonnet à côtes, taille {size}", "Ribbed hat, size {size}"),
    "title_advanced": ("Bonnet texturé, taille {size}", "Textured hat, size {size}"),
    "finished": (
        "{around} cm de tour et {high} cm de haut, pour une tête de {head} cm",
        "{around} cm around and {high} cm high, for a head of {head} cm",
    ),
    "note_top_down": (
        "Le bonnet se crochète du sommet vers le bord ; il est un peu plus petit que la tête et s'étire.",
        "The hat is worked from the crown down; it is a little smaller than the head and stretches.",
    ),
    "note_slouchy": ("Modèle tombant : hauteur augmentée de 20 %.", "Slouchy fit: 20 % more height."),
    "close": (
        "Resserrer le cercle magique du sommet et l'arrêter solidement.",
        "Pull the magic ring at the crown tight and secure it well.",
    ),
    "smooth": (
        "Finir par 1 mc dans la maille suivante pour lisser la fin de la spirale.",
        "End with a slip stitch in the next stitch to smooth the end of the spiral.",
    ),
    "fold": ("Replier le bord à côtes sur l'endroit si on le souhaite.", "Fold the ribbed brim up if you like."),
    "tip_try": (
        "Essayer le bonnet avant le bord : ajouter ou retirer des tours droits au besoin.",
        "Try the hat on before the brim: add or leave out straight rounds as needed.",
    ),
    "tip_crown": (
        "Si le sommet gondole, prendre un crochet plus petit ; s'il se creuse, un plus gros.",
        "If the crown ruffles take a smaller hook, if it cups a larger one.",
    ),
}


def make(request: Request) -> Pattern:
    """A hat for the requested head."""
    p = plan(request, _MAINS[request.level], _WORDS)
    size = p.size
    assert isinstance(size, HatSize)  # noqa: S101 — the type of the request chose it
    piece = _hat(p, size)
    stripes = wants(request, "stripes")
    colours = striped(p, [piece], _STRIPE_ROUNDS, colour_names(p, 2)) if stripes else one_colour(p, [piece])
    notes = [p.words("note_top_down"), rounds_note(p, piece.worked)]
    if size.height > 0.46 * size.head:
        notes.append(p.words("note_slouchy"))
    if stripes:
        notes.append(stripes_note(p, _STRIPE_ROUNDS, "rounds_word", colours))
    finishing = "smooth" if piece.worked is Worked.SPIRAL else "fold"
    return finish(
        p,
        Made(
            title=p.words(f"title_{request.level}", size=p.size_word),
            finished_size=_finished(p, piece, size),
            pieces=(piece,),
            colours=colours,
            sewing=_SEWING,
            assembly=(p.words(finishing), p.words("close"), p.words("ends")),
            notes=tuple(notes),
            tips=(p.words("tip_swatch"), p.words("tip_count"), p.words("tip_crown"), p.words("tip_try")),
            materials=(p.words("marker"),),
        ),
    )


def _hat(p: Plan, size: HatSize) -> PieceDraft:
    worked = Worked.SPIRAL if p.main == "sc" else Worked.JOINED
    piece = PieceDraft(p.words("hat"), worked, p.notation)
    plain = p.level is Level.BEGINNER
    total = p.stitches(size.circumference, 1 if plain else 2)
    _crown(piece, p.main, total)
    brim = () if plain else around(rib(total, p.main), p.main, worked)
    brim_cm = min(_BRIM_CM, _BRIM_SHARE * size.height)
    brim_rounds = 0 if plain else max(1, round(brim_cm / (p.unit_height * height(brim))))
    left = size.height / p.unit_height - piece.height() - brim_rounds * height(brim)
    _sides(p, piece, total, max(1, round(left / height(around(flat(total, p.main), p.main, worked)))))
    if brim_rounds:
        piece.line(*brim, times=brim_rounds)
    return piece


def _crown(piece: PieceDraft, main: str, total: int) -> None:
    """A flat circle; its last round is uneven, since a multiple of the ring would miss the head by up to 22 %."""
    ring = min(RING[main], total)
    piece.line(*around((Ring(main, ring),), main, piece.worked))
    count = ring
    while count < total:
        after = min(count + ring, total)
        staggered = piece.number % 2 == 0
        piece.line(*around(change(count, after, main, staggered=staggered), main, piece.worked))
        count = after


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
    return scatter(total, "bobble", max(1, math.floor(total / 6)), p.main), 5


def _finished(p: Plan, piece: PieceDraft, size: HatSize) -> str:
    measured = {"around": (piece.count or 0) * p.width, "high": piece.height() * p.unit_height, "head": size.head}
    return p.words("finished", **{name: float(value) for name, value in measured.items()})
