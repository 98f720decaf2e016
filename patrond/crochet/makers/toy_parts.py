"""The pieces of a toy: each body of rounds as a draft, in its colour, with a word where something else is done."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from patrond.crochet.makers import toy_shapes as shapes
from patrond.crochet.makers.animals import Animal, Ear, Nose, Tail
from patrond.crochet.makers.colours import Palette
from patrond.crochet.makers.drafting import PieceDraft, Stripes
from patrond.crochet.makers.fabric import across, ribbed_across, start_flat
from patrond.crochet.makers.moves import InOne, Note, Ring, Skip, Step, Work
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.shaping import change, repeat
from patrond.crochet.pattern import Level, Worked
from patrond.crochet.sizing.options import Option, pick

EYES = Option(
    "eyes|yeux|eye_type|type_yeux",
    {
        "embroidered": "brode|brodes|broder|embroidered|embroider|embroidery|fil|thread",
        "safety": "safety|securite|plastic|plastique",
    },
)
_STRIPE_CM = 1.4
_SCARF = 2.0  # of the way around the neck
_COLLAR = 1.1
_SHELL = 6  # stitches
_THUMB = 0.3  # of the arm's length


@dataclass(frozen=True, slots=True)
class Parts:
    """The drafts by their name in the words, and the counts of head and body, by which the rest is placed."""

    animal: Animal
    pieces: Mapping[str, PieceDraft]
    head: Sequence[int]
    body: Sequence[int]
    eyes: tuple[int, int]
    volume: float

    def stitches(self, name: str) -> int:
        """How many stitches a piece ends on."""
        return self.pieces[name].count or 0


def parts(p: Plan, high: float, animal: Animal, colours: Palette) -> Parts:
    """All pieces, in the order in which they are worked."""
    head, body = shapes.trunk(high, p.gauge, p.level)
    eyes = shapes.eyes(head)
    drafts = {
        "head": _head(p, animal, head, eyes, colours),
        "body": _body(p, body, colours),
        ("wing" if animal.wings else "arm"): _arm(p, high, animal, colours),
        "leg": _limb(p, "leg", shapes.leg(high, p.gauge), animal, colours),
    }
    if animal.ear is not Ear.NONE:
        drafts[_EAR_NAMES.get(animal.ear, "ear")] = _ear(p, high, animal, colours)
    more = p.level is not Level.BEGINNER
    if animal.nose is not Nose.NONE and (more or "nose" in animal.known_by):
        counts = shapes.nose(animal.nose, high, p.gauge)
        drafts[animal.nose.value] = _plain(p, animal.nose.value, counts, _colour(colours, animal, "nose"))
    if animal.tail is not Tail.NONE and (more or "tail" in animal.known_by):
        drafts["tail"] = _tail(p, high, animal, colours)
    if p.level is Level.INTERMEDIATE:
        drafts["little_scarf"] = _scarf(p, body[-1], high, colours)
    if p.level is Level.ADVANCED:
        drafts["collar"] = _collar(p, body[-1], colours)
    limbs = [shapes.arm(high, p.gauge), shapes.leg(high, p.gauge)]
    stuffed = sum(shapes.volume(counts, p.gauge) for counts in (head, body, *limbs, *limbs))
    return Parts(animal, drafts, head, body, eyes, stuffed)


_EAR_NAMES = {Ear.BUMP: "bump"}


def has_embroidered_eyes(p: Plan) -> bool:
    """Asked for in a baby's size, or with embroidered eyes: no safety eyes then."""
    chosen = pick(p.request.options, EYES)
    return chosen == "embroidered" or p.is_for_small_ones


def pale_rounds(leg: PieceDraft) -> int:
    """How many rounds of the paws are in the second colour."""
    return max(3, leg.number // 4)


def _colour(colours: Palette, animal: Animal, part: str) -> Stripes | None:
    return colours.solid(1 if part in animal.second else 0)


def _head(p: Plan, animal: Animal, counts: Sequence[int], eyes: tuple[int, int], colours: Palette) -> PieceDraft:
    where = {"first": eyes[0], "last": eyes[0] + 1, "gap": eyes[1]}
    shrinks = next(i for i in range(eyes[0], len(counts)) if counts[i] < counts[i - 1]) + 1
    notes: dict[int, str] = {}
    if animal.ear is not Ear.BUMP:
        notes[shrinks] = p.words("embroider_eyes" if has_embroidered_eyes(p) else "place_eyes", **where)
    notes[max(shapes.half_closed(counts), shrinks + 1)] = p.words("stuff_head")
    end = p.words("close", n=counts[-1])
    return rounds(p, "head", counts, colours.solid(), notes=notes, end=end)


def _body(p: Plan, counts: Sequence[int], colours: Palette) -> PieceDraft:
    stripes = colours.solid()
    if p.level is Level.INTERMEDIATE:
        letters = colours.letters if len(colours.letters) < 3 else colours.letters[1:]
        every = max(2, p.rows(_STRIPE_CM))
        stripes = Stripes(letters, every) if len(letters) > 1 else None
    notes = {shapes.half_closed(counts): p.words("stuff_body")}
    return rounds(p, "body", counts, stripes, notes=notes, end=p.words("long_tail"))


def _arm(p: Plan, high: float, animal: Animal, colours: Palette) -> PieceDraft:
    if animal.wings:
        return _plain(p, "wing", shapes.arm(high, p.gauge), _colour(colours, animal, "wing"), make=2)
    return _limb(p, "arm", shapes.arm(high, p.gauge), animal, colours)


def _limb(p: Plan, name: str, counts: Sequence[int], animal: Animal, colours: Palette) -> PieceDraft:
    """An arm or a leg, with a paw in the second colour but for beginners; the advanced work a thumb."""
    whole = name in animal.second
    pawed = not whole and p.level is not Level.BEGINNER and len(colours.names) > 1
    thumb = round(len(counts) * _THUMB) if name == "arm" and p.level is Level.ADVANCED else 0
    return rounds(
        p,
        name,
        counts,
        colours.solid(1) if whole or pawed else colours.solid(),
        make=2,
        end=p.words("long_tail"),
        paw=max(3, len(counts) // 4) if pawed else 0,
        then=colours.solid(),
        thumb=max(thumb, counts.index(max(counts)) + 2) if thumb else 0,
    )


def _ear(p: Plan, high: float, animal: Animal, colours: Palette) -> PieceDraft:
    counts = shapes.ear(animal.ear, high, p.gauge)
    if animal.ear is Ear.BUMP:
        eye = p.words("bump_embroider" if has_embroidered_eyes(p) else "bump_eye")
        return rounds(p, "bump", counts, _colour(colours, animal, "ear"), make=2, end=f"{eye}, {p.words('long_tail')}")
    return _plain(p, "ear", counts, _colour(colours, animal, "ear"), make=2)


def _tail(p: Plan, high: float, animal: Animal, colours: Palette) -> PieceDraft:
    counts = shapes.tail(animal.tail, high, p.gauge)
    end = p.words("long_tail")
    if animal.tail in (Tail.BALL, Tail.BUSHY):
        end = f"{p.words('stuff_tail')}, {end}"
    return rounds(p, "tail", counts, _colour(colours, animal, "tail"), end=end)


def _scarf(p: Plan, neck: int, high: float, colours: Palette) -> PieceDraft:
    """A ribbed strip of double crochet, in the last colour, sewn on around the neck."""
    piece = PieceDraft(p.words("little_scarf"), Worked.ROWS, p.notation)
    piece.stripes = colours.solid(len(colours.names) - 1)
    length = max(12, 2 * round(neck * _SCARF / 2))
    start_flat(piece, length, "dc")
    piece.line(*ribbed_across(length, "dc"), times=max(1, round(high / 20)))
    return piece


def _collar(p: Plan, neck: int, colours: Palette) -> PieceDraft:
    """A row of shells on a band of single crochet, in the last colour, closed around the neck."""
    piece = PieceDraft(p.words("collar"), Worked.ROWS, p.notation)
    piece.stripes = colours.solid(len(colours.names) - 1)
    shells = max(2, math.ceil(neck * _COLLAR / _SHELL))
    start_flat(piece, _SHELL * shells + 1, "sc")
    shell = (Skip(2), InOne("dc", 5), Skip(2), InOne("sc", 1))
    piece.line(*across((Work("sc", 1), *repeat(shell, shells)), "sc"))
    return piece


def _plain(p: Plan, name: str, counts: Sequence[int], stripes: Stripes | None, *, make: int = 1) -> PieceDraft:
    return rounds(p, name, counts, stripes, make=make, end=p.words("long_tail"))


def rounds(
    p: Plan,
    name: str,
    counts: Sequence[int],
    stripes: Stripes | None,
    *,
    make: int = 1,
    notes: Mapping[int, str] | None = None,
    end: str = "",
    paw: int = 0,
    then: Stripes | None = None,
    thumb: int = 0,
) -> PieceDraft:
    """The rounds of a body of those counts, with a word at some of them and one at the end.

    After round ``paw`` the colours are ``then``; in round ``thumb`` one stitch is a bobble.
    """
    piece = PieceDraft(p.words(name), Worked.SPIRAL, p.notation, make)
    piece.stripes = stripes
    said = dict(notes or {})
    if end:
        said[len(counts)] = ", ".join(text for text in (said.get(len(counts)), end) if text)
    before = shapings = 0
    for number, count in enumerate(counts, start=1):
        shapings += before not in (0, count)
        tail = (Note(said[number]),) if number in said else ()
        piece.line(*_round(before, count, staggered=shapings % 2 == 0, thumb=number == thumb), *tail)
        if number == paw:
            piece.stripes = then
        before = count
    return piece


def _round(before: int, count: int, *, staggered: bool, thumb: bool) -> tuple[Step, ...]:
    if not before:
        return (Ring("sc", count),)
    if thumb and before == count:
        half = count // 2
        return (Work("sc", half), Work("bobble"), Work("sc", count - half - 1))
    return change(before, count, staggered=staggered)
