"""Toys: an animal of a given height, its parts in proportion, and where they are sewn on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from patrond.crochet.drafting import PieceDraft
from patrond.crochet.makers import solids
from patrond.crochet.makers.amigurumi_words import WORDS
from patrond.crochet.makers.finish import Colour, Made, amount, colour_names, finish, one_colour
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.moves import Note, Ring
from patrond.crochet.pattern import Language, Level, Pattern, Worked
from patrond.crochet.request import Request
from patrond.crochet.shaping import change
from patrond.crochet.size_words import age_in_months, plain, shown
from patrond.crochet.sizes import AmigurumiSize
from patrond.errors import CannotMake

# Parts as shares of the height. Head, body and legs stack to it, legs overlapping the body by 0.06.
_HEAD, _BODY, _BODY_WIDTH, _LEG = 0.40, 0.36, 0.30, 0.30
_ARM_WIDTH, _LEG_WIDTH, _ARM = 0.11, 0.14, 0.28
_MUZZLE, _TAIL = 0.16, 0.09
_LEAST_LIMB = 6
_NEARLY_WIDEST = 0.9
_STUFFING = 0.025 * 0.85  # g per cubic cm; rounds are measured along the slope, which overstates by a sixth
_SEWING = 75.0
_ANIMALS = {"rabbit": ("lapin", "rabbit", "bunny"), "cat": ("chat", "cat", "kitten"), "bear": ("ours", "bear", "teddy")}
_EARS = {"bear": (0.16, 0.12), "rabbit": (0.11, 0.32), "cat": (0.16, 0.14)}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The drafts, and the counts of each round of head and body, by which the rest is placed."""

    head: PieceDraft
    body: PieceDraft
    arm: PieceDraft
    leg: PieceDraft
    ear: PieceDraft
    more: tuple[PieceDraft, ...]
    head_counts: Sequence[int]
    body_counts: Sequence[int]
    eyes: tuple[int, int]
    volume: float

    @property
    def pieces(self) -> tuple[PieceDraft, ...]:
        return (self.head, self.body, self.arm, self.leg, self.ear, *self.more)


def make(request: Request) -> Pattern:
    """An animal of the requested height: bear, or what the options name.

    Raises:
        CannotMake: ``limb_too_small`` (``height``, ``weight``): an arm would have fewer than 6 stitches.
    """
    p = plan(request, ("sc",), WORDS)
    size = p.size
    assert isinstance(size, AmigurumiSize)  # noqa: S101 — the type of the request chose it
    animal, unknown = _animal(request)
    _refuse_thin_limbs(p, size.height)
    parts = _parts(p, size.height, animal)
    name = p.words(animal)
    in_mid_title = request.language is Language.EN and p.level is not Level.INTERMEDIATE
    titled = name.lower() if in_mid_title else name
    return finish(
        p,
        Made(
            title=p.words(f"title_{p.level}", animal=titled, size=p.size_word),
            finished_size=p.words("finished", high=size.height),
            pieces=parts.pieces,
            colours=_colours(p, parts),
            sewing=_SEWING,
            assembly=_assembly(p, parts),
            notes=_notes_of(p, parts, unknown),
            tips=(p.words("tip_dec"), p.words("tip_count"), p.words("tip_pin")),
            materials=_materials(p, parts, size.height),
        ),
    )


def _animal(request: Request) -> tuple[str, str]:
    asked = next((request.options[key] for key in ("animal", "character", "subtype") if request.options.get(key)), "")
    word = plain(asked)
    for animal, names in _ANIMALS.items():
        if any(name in word.split() for name in names):
            return animal, ""
    return "bear", asked


def _refuse_thin_limbs(p: Plan, high: float) -> None:
    if solids.girth(_ARM_WIDTH * high, p.gauge) < _LEAST_LIMB:
        weight = p.weight.english
        english = f"cannot make a toy of {high:g} cm in {weight}: its arms would have fewer than 6 stitches"
        raise CannotMake("limb_too_small", english, height=f"{high:g}", weight=weight)


def _parts(p: Plan, high: float, animal: str) -> _Parts:
    head_counts, body_counts = _trunk(p, high)
    arm = solids.tube(solids.girth(_ARM_WIDTH * high, p.gauge), _ARM * high, p.gauge)
    leg = solids.tube(solids.girth(_LEG_WIDTH * high, p.gauge), _LEG * high, p.gauge)
    ear = _ear(p, high, animal)
    eyes = _eyes(head_counts)
    stuffed = [head_counts, body_counts, arm, arm, leg, leg]
    more: list[PieceDraft] = []
    if p.level is not Level.BEGINNER:
        more = [_piece(p, "muzzle", solids.disc(_MUZZLE * high, p.gauge), end=_open_end(p)), _tail(p, high, animal)]
    return _Parts(
        head=_head(p, head_counts, eyes),
        body=_piece(p, "body", body_counts, notes={_half_closed(body_counts): p.words("stuff_body")}, end=_open_end(p)),
        arm=_piece(p, "arm", arm, make=2, end=_open_end(p)),
        leg=_piece(p, "leg", leg, make=2, end=_open_end(p)),
        ear=_piece(p, "ear", ear, make=2, end=_open_end(p)),
        more=tuple(more),
        head_counts=head_counts,
        body_counts=body_counts,
        eyes=eyes,
        volume=sum(_volume(p, counts) for counts in stuffed),
    )


def _trunk(p: Plan, high: float) -> tuple[list[int], list[int]]:
    """Head and body: by sixes, and for the advanced a cheeky head and a pear, freely shaped."""
    if p.level is not Level.ADVANCED:
        return solids.ball(_HEAD * high, p.gauge), solids.open_egg(_BODY_WIDTH * high, _BODY * high, p.gauge)
    half = _HEAD * high / 2
    cheeks = solids.meridian(
        lambda t: 1.06 * half * math.sin(t) * (1 - 0.08 * math.cos(t)), lambda t: -half * math.cos(t), math.pi
    )
    wide, end = _BODY_WIDTH * high / 2, math.pi - math.asin(0.55)
    tall = _BODY * high / (1 - math.cos(end))
    pear = solids.meridian(lambda t: wide * math.sin(t) * (1 + 0.12 * math.cos(t)), lambda t: -tall * math.cos(t), end)
    head = solids.profile(cheeks.radius, cheeks.arc, p.gauge, closed=True)
    return head, solids.profile(pear.radius, pear.arc, p.gauge, closed=False)


def _ear(p: Plan, high: float, animal: str) -> list[int]:
    """A flattened tube: both sides of its width."""
    wide, long = (share * high for share in _EARS[animal])
    stitches = max(_LEAST_LIMB, round(2 * wide / p.width))
    if animal == "cat":
        return solids.cone(stitches, long, p.gauge)
    return solids.tube(stitches, long, p.gauge)


def _eyes(counts: Sequence[int]) -> tuple[int, int]:
    """The round just below the widest middle, and the gap: a sixth of that round."""
    widest = max(counts)
    middle = [number for number, count in enumerate(counts, start=1) if count == widest]
    round_number = middle[len(middle) // 2]
    return round_number, max(2, round(widest / 6))


def _half_closed(counts: Sequence[int]) -> int:
    """The round after the widest at which stuffing begins: the first with at most two thirds of it, else the last."""
    widest = max(counts)
    start = counts.index(widest)
    return next((i for i, n in enumerate(counts, start=1) if i > start and n <= widest * 2 / 3), len(counts))


def _head(p: Plan, counts: Sequence[int], eyes: tuple[int, int]) -> PieceDraft:
    where = {"first": eyes[0], "last": eyes[0] + 1, "gap": eyes[1]}
    shrinks = next(i for i in range(eyes[0], len(counts)) if counts[i] < counts[i - 1]) + 1
    notes = {shrinks: p.words("embroider_eyes" if _for_a_baby(p) else "place_eyes", **where)}
    stuffing = max(_half_closed(counts), shrinks + 1)
    notes[stuffing] = p.words("stuff_head")
    return _piece(p, "head", counts, notes=notes, end=p.words("close", n=counts[-1]))


def _for_a_baby(p: Plan) -> bool:
    """Asked for in a baby's size, or with embroidered eyes: no safety eyes then."""
    word = plain(p.request.size)
    months = age_in_months(word)
    eyes = plain(p.request.options.get("eyes", ""))
    return word == "baby" or (months is not None and months < 36) or eyes.startswith(("brod", "embroider"))


def _open_end(p: Plan) -> str:
    return p.words("long_tail")


def _tail(p: Plan, high: float, animal: str) -> PieceDraft:
    if animal == "cat":
        counts = solids.tube(_LEAST_LIMB, 0.32 * high, p.gauge)
        return _piece(p, "tail", counts, end=_open_end(p))
    counts = solids.ball(_TAIL * high, p.gauge)
    end = f"{p.words('stuff_tail')}, {_open_end(p)}"
    return _piece(p, "tail", counts[:-1] if len(counts) > 4 else counts, end=end)


def _piece(
    p: Plan, name: str, counts: Sequence[int], *, make: int = 1, notes: dict[int, str] | None = None, end: str = ""
) -> PieceDraft:
    """The rounds of a body of those counts, with a word at some of them and one at the end."""
    piece = PieceDraft(p.words(name), Worked.SPIRAL, p.notation, make)
    said = dict(notes or {})
    if end:
        said[len(counts)] = ", ".join(text for text in (said.get(len(counts)), end) if text)
    before = 0
    shapings = 0
    for number, count in enumerate(counts, start=1):
        tail = (Note(said[number]),) if number in said else ()
        if before == 0:
            piece.line(Ring("sc", count), *tail)
        else:
            shapings += count != before
            piece.line(*change(before, count, staggered=shapings % 2 == 0), *tail)
        before = count
    return piece


def _volume(p: Plan, counts: Sequence[int]) -> float:
    radii = [n * p.width * solids.STRETCH / (2 * math.pi) for n in counts]
    return sum(math.pi * r * r for r in radii) * p.gauge.row_height


def _pale_rounds(parts: _Parts) -> int:
    return max(3, parts.leg.number // 4)


def _colours(p: Plan, parts: _Parts) -> tuple[Colour, ...]:
    if p.level is Level.BEGINNER:
        return one_colour(p, parts.pieces)
    last = _pale_rounds(parts)
    pale = amount(parts.more[:1]) + sum(sum(limb.line_yarn[:last]) * limb.make for limb in (parts.arm, parts.leg))
    names = [p.words("main_colour"), p.words("pale")]
    if p.request.options.get("colors") or p.request.options.get("colours"):
        names = list(colour_names(p, 2))
    return (Colour(names[0], amount(parts.pieces) - pale), Colour(names[1], pale))


def _assembly(p: Plan, parts: _Parts) -> tuple[str, ...]:
    words, head, body = p.words, parts.head_counts, parts.body_counts
    neck = body[-1]
    eye = parts.eyes[0]
    seat = min((abs(n - neck), -i) for i, n in enumerate(head, start=1) if i > eye)
    rise = next(i for i, n in enumerate(body, start=1) if n >= _NEARLY_WIDEST * max(body))
    across = round((parts.leg.count or 0) * p.width / math.pi / p.gauge.row_height)
    legs = (max(2, rise // 3), max(2, rise // 3) + max(2, across))
    ears = (max(2, eye // 4), max(4, eye * 2 // 3))
    texts = [
        words("face"),
        words("sew_head", neck=neck, round=-seat[1]),
        words("sew_arms", round=max(rise + 1, len(body) - 2)),
        words("sew_legs", first=legs[0], last=legs[1], gap=max(1, body[legs[0] - 1] // 6)),
        words("sew_ears", first=ears[0], last=ears[1], gap=max(2, head[ears[0] - 1] // 4)),
    ]
    if parts.more:
        muzzle = parts.more[0]
        deep = max(3, round((muzzle.count or 0) * p.width / math.pi / p.gauge.row_height))
        texts.insert(0, words("sew_muzzle", first=eye + 1, last=min(eye + 1 + deep, len(head) - 2)))
        texts.append(words("sew_tail", round=max(2, rise)))
    return (*texts, words("ends"))


def _notes_of(p: Plan, parts: _Parts, unknown: str) -> tuple[str, ...]:
    notes = [p.words("note_safety"), p.words("note_spiral"), p.words("note_tight")]
    if unknown:
        notes.append(p.words("note_animal", asked=shown(unknown)))
    if parts.more:
        notes.append(p.words("note_pale", last=_pale_rounds(parts)))
    return tuple(notes)


def _materials(p: Plan, parts: _Parts, high: float) -> tuple[str, ...]:
    eyes = min((6, 8, 9, 10, 12, 15, 18), key=lambda mm: abs(mm - 0.4 * high))
    grams = 5 * math.ceil(parts.volume * _STUFFING / 5)
    items = () if _for_a_baby(p) else (p.words("eyes_item", mm=eyes),)
    return (
        *items,
        p.words("stuffing_item", grams=grams),
        p.words("thread_item"),
        p.words("marker"),
        p.words("pins_item"),
    )
