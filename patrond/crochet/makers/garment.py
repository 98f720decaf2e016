"""Sweaters: two straight panels with dropped shoulders, a neck that passes the head, two sleeves or none."""

from patrond.crochet.makers.colours import COLOURS, STRIPES, Palette, striped_palette
from patrond.crochet.makers.costs import height
from patrond.crochet.makers.drafting import PieceDraft, Stripes
from patrond.crochet.makers.fabric import ribbed_across, start_flat
from patrond.crochet.makers.finish import Made, finish
from patrond.crochet.makers.garment_cut import Cut, cut
from patrond.crochet.makers.garment_fabric import GRAIN_ROW, is_grain, narrowed, row, stitches
from patrond.crochet.makers.garment_words import WORDS
from patrond.crochet.makers.moves import Leave, Note, Rejoin, Rise
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.makers.shaping import counted
from patrond.crochet.pattern import Level, Pattern, Terms, Worked
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import Option
from patrond.crochet.sizing.sizes import GarmentSize
from patrond.crochet.stitches import stitch

# A beginner's is in half double crochet: in single crochet a DK M has 23,000 stitches.
_MAINS = {
    Level.BEGINNER: ("hdc", "dc", "sc"),
    Level.INTERMEDIATE: ("dc", "hdc", "sc"),
    Level.ADVANCED: ("hdc", "dc", "sc"),
}
_KIND = Option(
    "garment|vetement|garment_type|model|modele",
    {"sweater": "sweater|pull|pullover|jumper|top|tee|t shirt|debardeur|tank|haut"},
    shared="subtype|style",
)
_HEM_CM = 5.0
_STRIPE_CM = 3.0
_SEWING = 120.0


def make(request: Request) -> Pattern:
    """A sweater of the requested size.

    Raises:
        CannotMake: ``yarn_too_thick`` (``size``, ``weight``): a shoulder would have fewer than 3 stitches.
    """
    p = plan(request, _MAINS[request.level], WORDS, (_KIND, STRIPES, COLOURS))
    size = p.size
    assert isinstance(size, GarmentSize)  # noqa: S101 — the type of the request chose it
    if is_grain(p):
        name = p.words("grain_uk" if request.stitch_terms is Terms.UK else "grain")
        p = p.in_fabric(name, GRAIN_ROW)
    colours = striped_palette(p, usually=p.level is Level.INTERMEDIATE)
    shape = cut(p, size, even=is_grain(p), round_neck=p.level is Level.ADVANCED)
    back = _panel(p, "back", shape, size, colours)
    front = _panel(p, "front", shape, size, colours, keep=shape.drop)
    shoulder = _shoulders(p, front, shape)
    sleeves = (_sleeve(p, shape, colours),) if shape.sleeve_length else ()
    return finish(
        p,
        Made(
            title=p.words(f"title_{p.level}{colours.suffix}", size=p.size_phrase),
            finished_size=_finished(p, size, back, sleeves),
            pieces=(back, front, shoulder, *sleeves),
            palette=colours,
            sewing=_SEWING,
            assembly=_assembly(p, size, shape, back),
            notes=_notes(p, size, shape, front),
            tips=(p.words("tip_measure"), p.words("tip_swatch"), p.words("tip_same")),
            materials=(p.words("markers", n=4), *((p.words("buttons_item"),) if size.placket else ())),
        ),
    )


def _stripe_rows(p: Plan) -> int:
    """An even number, so that every colour waits at the same edge."""
    return max(2, 2 * round(_STRIPE_CM / p.gauge.row_height / 2))


def _panel(p: Plan, name: str, shape: Cut, size: GarmentSize, colours: Palette, *, keep: int = 0) -> PieceDraft:
    """A straight panel, ribbed at the hem but for beginners; ``keep`` rows short of the shoulders."""
    piece = PieceDraft(p.words(name), Worked.ROWS, p.notation)
    piece.stripes = colours.solid()
    start_flat(piece, shape.panel, p.main)
    if p.level is not Level.BEGINNER:
        ribbed = ribbed_across(shape.panel, p.main)
        piece.line(*ribbed, times=max(1, round(_HEM_CM / (p.unit_height * height(ribbed))) - 1))
    plain = row(p, shape.panel)
    rows = max(1, round((size.length / p.unit_height - piece.height()) / height(plain)) - keep)
    piece.stripes = colours.stripes(_stripe_rows(p), piece.number + 1)
    if keep:
        piece.line(*plain, times=rows)
        return piece
    piece.line(*plain, times=rows - 1)
    piece.line(*plain, Note(p.words("cut")))
    return piece


def _shoulders(p: Plan, front: PieceDraft, shape: Cut) -> PieceDraft:
    """The first shoulder ends the front; the second is worked on what was left beside the neck."""
    wide = shape.shoulder + shape.curve
    rest = shape.center + wide
    second = PieceDraft(p.words("shoulder"), Worked.ROWS, p.notation, start=rest)
    if front.stripes:
        second.stripes = Stripes(front.stripes.letters, front.stripes.every, front.stripes.first - front.number)
    front.line(*row(p, wide), Leave(rest))
    _rest_of_shoulder(p, front, shape, at_neck=True)
    chains = 1 if is_grain(p) else stitch(p.main).chains
    plain = stitches(p, wide)
    start = counted(plain, p.main, chains) if p.main == "dc" else (Rise(chains), *plain)
    second.line(Rejoin(shape.center), *start)
    _rest_of_shoulder(p, second, shape, at_neck=False)
    return second


def _rest_of_shoulder(p: Plan, piece: PieceDraft, shape: Cut, *, at_neck: bool) -> None:
    """The rows after a shoulder's first: 2 stitches fewer at the neck in each row of the curve, then straight.

    ``at_neck``: the second row begins at the neck, as the row before it ended there; the next one ends there.
    """
    narrowing = shape.curve // 2
    for index in range(narrowing):
        begins = at_neck == (index % 2 == 0)
        count = piece.count or 0
        piece.line(*narrowed(p, count, 2 if begins else 0, 0 if begins else 2))
    straight = row(p, shape.shoulder)
    piece.line(*straight, times=shape.drop - 2 - narrowing)
    piece.line(*straight, Note(p.words("cut")))


def _sleeve(p: Plan, shape: Cut, colours: Palette) -> PieceDraft:
    """From the top to the cuff: 2 stitches fewer every so many rows, 4 where there are too few rows."""
    piece = PieceDraft(p.words("sleeve"), Worked.ROWS, p.notation, 2)
    piece.stripes = colours.stripes(_stripe_rows(p))
    start_flat(piece, shape.sleeve_top, p.main)
    ribbed = ribbed_across(shape.cuff, p.main)
    hem = 0 if p.level is Level.BEGINNER else max(1, round(_HEM_CM / 2 / (p.unit_height * height(ribbed))))
    room = shape.sleeve_length / p.unit_height - piece.height() - hem * height(ribbed)
    rows = max(2, round(room / height(row(p, shape.sleeve_top))))
    for lost in _decreases(shape.sleeve_top - shape.cuff, rows):
        count = piece.count or 0
        piece.line(*(narrowed(p, count, lost // 2, lost // 2) if lost else row(p, count)))
    piece.stripes = colours.solid() if hem else piece.stripes
    piece.line(*ribbed, times=hem)
    return piece


def _decreases(total: int, rows: int) -> list[int]:
    """How many stitches each row loses: 2 every so many rows; where there are too few rows, 2 or 4 in each."""
    pairs = max(0, total // 2)
    if pairs > rows:
        return [2 * ((i + 1) * pairs // rows - i * pairs // rows) for i in range(rows)]
    lost = [0] * rows
    every = rows // pairs if pairs else rows
    for index in range(pairs):
        lost[(index + 1) * every - 1] = 2
    return lost


def _finished(p: Plan, size: GarmentSize, back: PieceDraft, sleeves: tuple[PieceDraft, ...]) -> str:
    measures = {
        "chest": 2 * (back.count or 0) * p.width,
        "body": float(size.chest),
        "long": back.height() * p.unit_height,
    }
    if not sleeves:
        return p.words("finished_sleeveless", **measures)
    return p.words("finished", **measures, sleeve=sleeves[0].height() * p.unit_height)


def _assembly(p: Plan, size: GarmentSize, shape: Cut, back: PieceDraft) -> tuple[str, ...]:
    deep = shape.sleeve_top * p.width / 2
    rows = round(deep / p.gauge.row_height)
    uk = "_uk" if p.request.stitch_terms is Terms.UK else ""
    texts = [
        p.words("sew_one_shoulder" if size.placket else "sew_shoulders", n=shape.shoulder, neck=shape.neck),
        p.words("mark_armholes", deep=deep, rows=rows),
    ]
    side = max(1, back.number - rows)
    if shape.sleeve_length:
        texts += [p.words("sew_sleeves", n=shape.sleeve_top), p.words("sew_sides", rows=side)]
    else:
        texts += [p.words("sew_sides_only", rows=side), p.words(f"armhole_edge{uk}")]
    texts.append(p.words(f"neck_edge{uk}", n=round(shape.opening / p.width)))
    if size.placket:
        texts.append(p.words(f"buttons{uk}"))
    return (*texts, p.words("ends"), p.words("tip_block"))


def _notes(p: Plan, size: GarmentSize, shape: Cut, front: PieceDraft) -> tuple[str, ...]:
    ease = 2 * shape.panel * p.width - size.chest
    neck = "note_placket" if size.placket else "note_neck"
    notes = [
        p.words("note_shape" if shape.sleeve_length else "note_sleeveless", ease=float(round(ease))),
        p.words("note_second", row=front.number - shape.drop, n=shape.center),
        p.words(neck, opening=shape.opening, head=float(size.head)),
    ]
    if size.placket:
        notes.append(p.words("note_buttons"))
    return tuple(notes)
