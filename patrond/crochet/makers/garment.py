"""Sweaters: two straight panels with dropped shoulders, a neck that passes the head, two sleeves."""

from dataclasses import dataclass

from patrond.crochet.costs import height
from patrond.crochet.drafting import PieceDraft
from patrond.crochet.makers.fabric import across, rib, start_flat
from patrond.crochet.makers.finish import Colour, Made, colour_names, finish, one_colour, striped, stripes_note
from patrond.crochet.makers.garment_words import WORDS
from patrond.crochet.makers.plan import Plan, plan, wants
from patrond.crochet.moves import Leave, Loop, Rejoin, Rise, Step, Work
from patrond.crochet.pattern import Level, Pattern, Terms, Worked
from patrond.crochet.request import Request
from patrond.crochet.shaping import alternate, counted, flat
from patrond.crochet.sizes import GarmentSize
from patrond.crochet.stitches import stitch
from patrond.errors import CannotMake

# A beginner's is in double crochet: in single crochet a DK M has 23,000 stitches.
_MAINS = {
    Level.BEGINNER: ("dc", "hdc", "sc"),
    Level.INTERMEDIATE: ("hdc", "dc", "sc"),
    Level.ADVANCED: ("hdc", "dc", "sc"),
}
_GRAIN_ROW = 1.55  # single and double crochet in turn: (1 + 2.1) / 2
_HEM_CM = 5.0
_SLEEVE_EASE = 8.0
_CUFF_EASE = 4.0
_LEAST_SLEEVE_CM = 5.0
_LEAST_SHOULDER = 3
_STRIPE_ROWS = 4
_SEWING = 120.0


@dataclass(frozen=True, slots=True)
class _Cut:
    """Stitches and rows of the garment: ``panel`` wide, ``rows`` high, neck and shoulders, sleeve."""

    panel: int
    neck: int
    shoulder: int
    drop: int
    sleeve_top: int
    cuff: int
    opening: float
    sleeve_length: float


def make(request: Request) -> Pattern:
    """A sweater of the requested size.

    Raises:
        CannotMake: ``yarn_too_thick`` (``size``, ``weight``): a shoulder would have fewer than 3 stitches.
    """
    p = plan(request, _MAINS[request.level], WORDS)
    size = p.size
    assert isinstance(size, GarmentSize)  # noqa: S101 — the type of the request chose it
    if _is_grain(p):
        name = p.words("grain_uk" if request.stitch_terms is Terms.UK else "grain")
        p = p.in_fabric(name, _GRAIN_ROW)
    cut = _cut(p, size)
    back = _panel(p, "back", cut, size)
    front = _panel(p, "front", cut, size, keep=cut.drop)
    shoulder = _shoulders(p, front, cut)
    sleeve = _sleeve(p, cut)
    pieces = (back, front, shoulder, sleeve)
    colours = _colours(p, pieces)
    return finish(
        p,
        Made(
            title=p.words(f"title_{p.level}", size=p.size_word),
            finished_size=_finished(p, size, cut, back, sleeve),
            pieces=pieces,
            colours=colours,
            sewing=_SEWING,
            assembly=_assembly(p, size, cut, back),
            notes=_notes_of(p, size, cut, colours),
            tips=(p.words("tip_measure"), p.words("tip_swatch"), p.words("tip_same")),
            materials=(p.words("markers", n=4), *((p.words("buttons_item"),) if size.placket else ())),
        ),
    )


def _is_grain(p: Plan) -> bool:
    return p.level is Level.ADVANCED and p.main == "hdc"


def _cut(p: Plan, size: GarmentSize) -> _Cut:
    panel = p.stitches(size.garment_chest / 2, 2)
    if 2 * panel * p.width < size.chest:
        panel += 2  # thick yarn rounds away the ease
    neck = p.stitches(size.neck_width, 2)
    if _is_grain(p) and (panel - neck) % 4:
        neck += 2  # an even shoulder keeps the two stitches in turn
    shoulder = (panel - neck) // 2
    if shoulder < _LEAST_SHOULDER:
        english = f"cannot make a garment of size {p.size_word} in {p.weight.english}: the yarn is too thick for it"
        raise CannotMake("yarn_too_thick", english, size=p.size_word, weight=p.weight.english)
    row = p.gauge.row_height
    more = 2 * shoulder * p.width if size.placket else 0.0
    drop = max(2, round(size.neck_drop / row))
    while 2 * (neck * p.width + drop * row) + more < size.head:
        drop += 1
    dropped = max(0.0, (panel * p.width - size.cross_back) / 2)
    return _Cut(
        panel=panel,
        neck=neck,
        shoulder=shoulder,
        drop=drop,
        sleeve_top=p.stitches(max(2 * size.armhole, size.upper_arm + _SLEEVE_EASE), 2),
        cuff=p.stitches(size.wrist + _CUFF_EASE, 2),
        opening=2 * (neck * p.width + drop * row) + more,
        sleeve_length=max(_LEAST_SLEEVE_CM, size.sleeve - dropped),
    )


def _panel(p: Plan, name: str, cut: _Cut, size: GarmentSize, *, keep: int = 0) -> PieceDraft:
    """A straight panel, ribbed at the hem but for beginners; ``keep`` rows short of the shoulders."""
    piece = PieceDraft(p.words(name), Worked.ROWS, p.notation)
    start_flat(piece, cut.panel, p.main)
    if p.level is not Level.BEGINNER:
        ribbed = across(rib(cut.panel, p.main), p.main)
        piece.line(*ribbed, times=max(1, round(_HEM_CM / (p.unit_height * height(ribbed))) - 1))
    plain = height(_row(p, cut.panel))
    rows = round((size.length / p.unit_height - piece.height()) / plain) - keep
    piece.line(*_row(p, cut.panel), times=max(1, rows))
    return piece


def _shoulders(p: Plan, front: PieceDraft, cut: _Cut) -> PieceDraft:
    """The first shoulder ends the front; the second is worked on what was left beside the neck."""
    rest = cut.neck + cut.shoulder
    front.line(*_row(p, cut.shoulder), Leave(rest))
    front.line(*_row(p, cut.shoulder), times=cut.drop - 1)
    second = PieceDraft(p.words("shoulder"), Worked.ROWS, p.notation, start=rest)
    chains = 1 if _is_grain(p) else stitch(p.main).chains
    plain = _stitches(p, cut.shoulder)
    start = counted(plain, p.main, chains) if p.main == "dc" else (Rise(chains), *plain)
    second.line(Rejoin(cut.neck), *start)
    second.line(*_row(p, cut.shoulder), times=cut.drop - 1)
    return second


def _stitches(p: Plan, number: int) -> tuple[Step, ...]:
    """The stitches of a row of the fabric, without its turn."""
    if _is_grain(p):
        pairs = alternate("sc", "dc", number // 2)
        return (*pairs, Work("sc")) if number % 2 else pairs
    return flat(number, p.main, Loop.BACK if p.level is Level.ADVANCED and p.main == "sc" else None)


def _row(p: Plan, number: int) -> tuple[Step, ...]:
    if _is_grain(p):
        return (Rise(1, turn=True), *_stitches(p, number))
    return across(_stitches(p, number), p.main)


def _sleeve(p: Plan, cut: _Cut) -> PieceDraft:
    """From the top to the cuff: 2 stitches fewer every so many rows, 4 where there are too few rows."""
    piece = PieceDraft(p.words("sleeve"), Worked.ROWS, p.notation, 2)
    start_flat(piece, cut.sleeve_top, p.main)
    ribbed = across(rib(cut.cuff, p.main), p.main)
    hem = 0 if p.level is Level.BEGINNER else max(1, round(_HEM_CM / 2 / (p.unit_height * height(ribbed))))
    room = cut.sleeve_length / p.unit_height - piece.height() - hem * height(ribbed)
    rows = max(2, round(room / height(_row(p, cut.sleeve_top))))
    for step in _decreases(cut.sleeve_top - cut.cuff, rows):
        count = piece.count or 0
        piece.line(*(_narrowing(p, count, step) if step else _row(p, count)))
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


def _narrowing(p: Plan, count: int, lost: int) -> tuple[Step, ...]:
    """A row with ``lost`` stitches fewer, half at each end, one stitch in from the edge."""
    edge = "sc" if _is_grain(p) else p.main
    decreases = Work("dec", lost // 2, None, p.main)
    inner = _stitches(p, count - 2 - 2 * lost)
    steps = (Work(edge), decreases, *inner, decreases, Work(edge))
    if _is_grain(p):
        return (Rise(1, turn=True), *steps)
    return across(steps, p.main)


def _finished(p: Plan, size: GarmentSize, cut: _Cut, back: PieceDraft, sleeve: PieceDraft) -> str:
    return p.words(
        "finished",
        chest=2 * cut.panel * p.width,
        body=float(size.chest),
        long=back.height() * p.unit_height,
        sleeve=sleeve.height() * p.unit_height,
    )


def _colours(p: Plan, pieces: tuple[PieceDraft, ...]) -> tuple[Colour, ...]:
    if not wants(p.request, "stripes"):
        return one_colour(p, pieces)
    return striped(p, pieces, _STRIPE_ROWS, colour_names(p, 2))


def _assembly(p: Plan, size: GarmentSize, cut: _Cut, back: PieceDraft) -> tuple[str, ...]:
    deep = cut.sleeve_top * p.width / 2
    rows = round(deep / p.gauge.row_height)
    edge = stitch("sc").abbreviation(p.request.stitch_terms)
    texts = [
        p.words("sew_one_shoulder" if size.placket else "sew_shoulders", n=cut.shoulder, neck=cut.neck),
        p.words("mark_armholes", deep=deep, rows=rows),
        p.words("sew_sleeves", n=cut.sleeve_top),
        p.words("sew_sides", rows=max(1, back.number - rows)),
        p.words("neck_edge", st=edge),
    ]
    if size.placket:
        texts.append(p.words("buttons", st=edge))
    return (*texts, p.words("ends"), p.words("tip_block"))


def _notes_of(p: Plan, size: GarmentSize, cut: _Cut, colours: tuple[Colour, ...]) -> tuple[str, ...]:
    ease = 2 * cut.panel * p.width - size.chest
    neck = "note_placket" if size.placket else "note_neck"
    notes = [
        p.words("note_shape", ease=float(round(ease))),
        p.words(neck, opening=cut.opening, head=float(size.head)),
    ]
    if size.placket:
        notes.append(p.words("note_buttons"))
    if wants(p.request, "stripes"):
        notes.append(stripes_note(p, _STRIPE_ROWS, "rows_word", colours))
    return tuple(notes)
