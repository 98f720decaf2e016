"""Scarves in rows: plain, striped, shells; and the closed snood, which is what a baby gets."""

from patrond.crochet.costs import height
from patrond.crochet.drafting import PieceDraft
from patrond.crochet.makers.fabric import across, around, rib, start_flat
from patrond.crochet.makers.finish import (
    Colour,
    Made,
    colour_names,
    finish,
    one_colour,
    rounds_note,
    striped,
    stripes_note,
)
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.moves import Foundation, InChain, InOne, Rise, Skip, Step, Work
from patrond.crochet.pattern import Level, Pattern, Worked
from patrond.crochet.request import Request
from patrond.crochet.shaping import flat, repeat
from patrond.crochet.sizes import ScarfSize
from patrond.errors import CannotMake

_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("hdc", "sc", "dc"),
    Level.ADVANCED: ("sc", "hdc", "dc"),
}
_SNOOD_MAINS = {
    Level.BEGINNER: ("sc", "hdc", "dc"),
    Level.INTERMEDIATE: ("hdc", "dc", "sc"),
    Level.ADVANCED: ("hdc", "dc", "sc"),
}
_STRIPE_ROWS = 4
_SEWING = 15.0
# A shell row settles between its single and double crochet: (1 + 2.1) / 2.
_SHELL_ROW = 1.55
_SHELL = 6

_WORDS = {
    "scarf": ("Écharpe", "Scarf"),
    "snood": ("Snood", "Snood"),
    "title_beginner": ("Écharpe toute simple, taille {size}", "Simple scarf, size {size}"),
    "title_intermediate": ("Écharpe rayée, taille {size}", "Striped scarf, size {size}"),
    "title_advanced": ("Écharpe à coquilles, taille {size}", "Shell scarf, size {size}"),
    "title_snood_beginner": ("Snood tout simple, taille {size}", "Simple snood, size {size}"),
    "title_snood_intermediate": ("Snood à côtes, taille {size}", "Ribbed snood, size {size}"),
    "title_snood_advanced": ("Snood à côtes en relief, taille {size}", "Post stitch snood, size {size}"),
    "finished": ("{wide} cm de large et {long} cm de long", "{wide} cm wide and {long} cm long"),
    "finished_snood": ("{around} cm de tour et {high} cm de haut", "{around} cm around and {high} cm high"),
    "note_baby": (
        "Pour un bébé, ce modèle est un snood fermé : une écharpe libre risque de l'étrangler. À retirer pour dormir.",
        "For a baby this is a closed snood: a loose scarf may strangle. Take it off for sleep.",
    ),
    "shell_stitch": ("point coquille", "shell stitch"),
    "note_shells": (
        "Les coquilles se posent sur la maille serrée du rang précédent ; faire l'échantillon dans ce point.",
        "The shells sit on the single crochet of the row below; make the swatch in this stitch.",
    ),
    "note_ring": (
        "Fermer la chaînette en rond sans la vriller.",
        "Join the chain to a ring without twisting it.",
    ),
    "tip_edges": (
        "Ne pas oublier la dernière maille du rang : c'est elle qui garde les bords droits.",
        "Do not miss the last stitch of the row: it keeps the edges straight.",
    ),
    "tip_loose": (
        "Monter la chaînette avec un crochet plus gros si elle serre.",
        "Work the foundation chain with a larger hook if it pulls in.",
    ),
    "fringe": (
        "Si on le souhaite, nouer des franges de 15 cm aux deux bouts avec le reste de fil.",
        "If you like, knot a fringe of 15 cm at both ends with the yarn left over.",
    ),
}


def make(request: Request) -> Pattern:
    """A scarf of the requested size; a closed snood where the size or the options say so.

    Raises:
        CannotMake: ``yarn_too_thick`` (values: size, weight): not one shell fits in the width.
    """
    p = plan(request, _MAINS[request.level], _WORDS)
    size = p.size
    assert isinstance(size, ScarfSize)  # noqa: S101 — the type of the request chose it
    if size.snood:
        return _snood(plan(request, _SNOOD_MAINS[request.level], _WORDS), size)
    if request.level is Level.ADVANCED:
        return _shells(p, size)
    return _rows(p, size)


def _rows(p: Plan, size: ScarfSize) -> Pattern:
    piece = PieceDraft(p.words("scarf"), Worked.ROWS, p.notation)
    width = p.stitches(size.width)
    start_flat(piece, width, p.main)
    piece.line(*across(flat(width, p.main), p.main), times=p.rows(size.length) - 1)
    notes: list[str] = []
    colours = one_colour(p, [piece])
    if p.level is Level.INTERMEDIATE:
        colours = striped(p, [piece], _STRIPE_ROWS, colour_names(p, 2))
        notes.append(stripes_note(p, _STRIPE_ROWS, "rows_word", colours))
    return _finished(p, piece, colours, notes)


def _shells(p: Plan, size: ScarfSize) -> Pattern:
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
    piece.foundation(Foundation(width + 1))
    two = Skip(2, chains=True)
    first = repeat((two, InOne("dc", 5, "next_chain"), two, InOne("sc", 1, "next_chain")), shells)
    piece.line(InChain("sc", 2), Work("sc", near), *first, Work("sc", far))
    piece.line(Rise(1, turn=True), Work("sc", far), *_half_shells(shells), Work("sc", near))
    shell = repeat((Skip(2), InOne("dc", 5), Skip(2), InOne("sc", 1)), shells)
    piece.line(Rise(1, turn=True), Work("sc", near + 1), *shell, Work("sc", far))
    rows = max(4, round(size.length / p.gauge.row_height))
    piece.again(2, 3, 2 * ((rows - 2) // 2))
    return _finished(p, piece, one_colour(p, [piece]), [p.words("note_shells")])


def _half_shells(shells: int) -> tuple[Step, ...]:
    """The row between: half a shell at each edge, whole ones over the single crochet of the row below."""
    whole = (Skip(2), InOne("sc", 1), Skip(2), InOne("dc", 5))
    return (InOne("dc", 3), *repeat(whole, shells - 1), Skip(2), InOne("sc", 1), Skip(2), InOne("dc", 3))


def _finished(p: Plan, piece: PieceDraft, colours: tuple[Colour, ...], notes: list[str]) -> Pattern:
    wide = (piece.count or 0) * p.width
    length = piece.number * p.gauge.row_height
    return finish(
        p,
        Made(
            title=p.words(f"title_{p.level}", size=p.size_word),
            finished_size=p.words("finished", wide=wide, long=length),
            pieces=(piece,),
            colours=colours,
            sewing=_SEWING,
            assembly=(p.words("ends"), p.words("fringe"), p.words("tip_block")),
            notes=tuple(notes),
            tips=(p.words("tip_swatch"), p.words("tip_edges"), p.words("tip_loose")),
        ),
    )


def _snood(p: Plan, size: ScarfSize) -> Pattern:
    piece = PieceDraft(p.words("snood"), Worked.SPIRAL if p.main == "sc" else Worked.JOINED, p.notation)
    count = p.stitches(size.length, 2)
    piece.foundation(Foundation(count, joined=True))
    plain = around(flat(count, p.main), p.main, piece.worked)
    ribbed = around(rib(count, p.main), p.main, piece.worked)
    total = size.width / p.unit_height
    if p.level is Level.BEGINNER:
        piece.line(*plain, times=max(2, round(total / height(plain))))
    elif p.level is Level.INTERMEDIATE:
        edge = max(1, round(3.0 / (p.unit_height * height(ribbed))))
        piece.line(*plain)
        piece.line(*ribbed, times=edge)
        piece.line(*plain, times=max(1, round((total - 2 * edge * height(ribbed)) / height(plain)) - 1))
        piece.line(*ribbed, times=edge)
    else:
        piece.line(*plain)
        piece.line(*ribbed, times=max(1, round((total - height(plain)) / height(ribbed))))
    return _finished_snood(p, piece)


def _finished_snood(p: Plan, piece: PieceDraft) -> Pattern:
    notes = [p.words("note_ring"), rounds_note(p, piece.worked)]
    if p.size.label == "baby":
        notes.insert(0, p.words("note_baby"))
    return finish(
        p,
        Made(
            title=p.words(f"title_snood_{p.level}", size=p.size_word),
            finished_size=p.words(
                "finished_snood", around=(piece.count or 0) * p.width, high=piece.height() * p.unit_height
            ),
            pieces=(piece,),
            colours=one_colour(p, [piece]),
            sewing=_SEWING,
            assembly=(p.words("ends"), p.words("tip_block")),
            notes=tuple(notes),
            tips=(p.words("tip_swatch"), p.words("tip_count"), p.words("tip_loose")),
            materials=(p.words("marker"),),
        ),
    )
