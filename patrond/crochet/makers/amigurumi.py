"""Toys: an animal of a given height, its parts in proportion, and where they are sewn on; or a ball."""

import math
from dataclasses import replace

from patrond.crochet.makers import solids
from patrond.crochet.makers import toy_shapes as shapes
from patrond.crochet.makers.amigurumi_words import WORDS
from patrond.crochet.makers.animals import ANIMAL, ANIMALS, Animal
from patrond.crochet.makers.ball import make_ball
from patrond.crochet.makers.colours import COLOURS, STRIPES, Palette, palette
from patrond.crochet.makers.finish import Made, finish
from patrond.crochet.makers.plan import Plan, plan
from patrond.crochet.makers.toy_assembly import assembly
from patrond.crochet.makers.toy_parts import EYES, Parts, has_embroidered_eyes, pale_rounds, parts
from patrond.crochet.pattern import Language, Level, Pattern
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import pick
from patrond.crochet.sizing.size_words import shown
from patrond.crochet.sizing.sizes import AmigurumiSize
from patrond.errors import CannotMake

_SEWING = 75.0
_EYES_MM = (6, 8, 9, 10, 12, 15, 18)


def make(request: Request) -> Pattern:
    """An animal of the requested height, or a ball: what the options name, else a bear.

    Raises:
        CannotMake: ``limb_too_small`` (``height``, ``weight``): an arm would have fewer than 6 stitches.
    """
    p = plan(request, ("sc",), WORDS, (ANIMAL, EYES, STRIPES, COLOURS))
    size = p.size
    assert isinstance(size, AmigurumiSize)  # noqa: S101 — the type of the request chose it
    chosen = pick(request.options, ANIMAL)
    if chosen == "ball":
        return make_ball(p, size.height)
    _refuse_thin_limbs(p, size.height)
    p, strange = _without_strange_animal(p)
    return _animal(p, size.height, chosen or "bear", strange)


def _animal(p: Plan, high: float, key: str, strange: str) -> Pattern:
    animal = ANIMALS[key]
    colours = _colours(p, animal)
    made = parts(p, high, animal, colours)
    return finish(
        p,
        Made(
            title=_title(p, key, made),
            finished_size=p.words("finished", high=high),
            pieces=tuple(made.pieces.values()),
            palette=colours,
            sewing=_SEWING,
            assembly=tuple(assembly(p, made)),
            notes=_notes(p, made, strange),
            tips=(p.words("tip_dec"), p.words("tip_count"), p.words("tip_pin")),
            materials=_materials(p, made, high),
        ),
    )


def _refuse_thin_limbs(p: Plan, high: float) -> None:
    if solids.girth(shapes.ARM_WIDTH * high, p.gauge) < shapes.LEAST_LIMB:
        weight = p.weight.english
        english = f"cannot make a toy of {high:g} cm in {weight}: its arms would have fewer than 6 stitches"
        raise CannotMake("limb_too_small", english, height=f"{high:g}", weight=weight)


def _without_strange_animal(p: Plan) -> tuple[Plan, str]:
    """An animal that is not in the table has a sentence of its own, beside those of other options."""
    keys = (*ANIMAL.keys.split("|"), "subtype")
    strange = next((value for key, value in p.unheard if key in keys), "")
    return replace(p, unheard=tuple(pair for pair in p.unheard if pair[1] != strange)), strange


def _colours(p: Plan, animal: Animal) -> Palette:
    """The animal's own two colours; a beginner's has one, unless whole pieces are of the second."""
    second = bool(animal.second & (animal.known_by | {"leg", "arm", "ear"}))
    two = p.level is not Level.BEGINNER or second
    return palette(p, animal.colours if two else animal.colours[:1])


def _title(p: Plan, key: str, made: Parts) -> str:
    name = p.words(key)
    kind = str(p.level)
    if p.level is Level.INTERMEDIATE:
        kind = "striped" if len(made.pieces["body"].spent) > 1 else "scarf"
    in_mid_title = p.request.language is Language.EN and kind in (Level.BEGINNER, Level.ADVANCED)
    return p.words(f"title_{kind}", animal=name.lower() if in_mid_title else name, size=p.size_word)


def _notes(p: Plan, made: Parts, strange: str) -> tuple[str, ...]:
    notes = [p.words("note_safety"), p.words("note_spiral"), p.words("note_tight")]
    if strange:
        notes.append(p.words("note_animal", asked=shown(strange)))
    if len(made.pieces["leg"].spent) > 1:
        notes.append(p.words("note_paws", last=pale_rounds(made.pieces["leg"])))
    return tuple(notes)


def _materials(p: Plan, made: Parts, high: float) -> tuple[str, ...]:
    grams = 5 * math.ceil(made.volume * shapes.STUFFING / 5)
    eyes = min(_EYES_MM, key=lambda mm: abs(mm - 0.4 * high))
    items = () if has_embroidered_eyes(p) else (p.words("eyes_item", mm=eyes),)
    return (
        *items,
        p.words("stuffing_item", grams=grams),
        p.words("thread_item"),
        p.words("marker"),
        p.words("pins_item"),
    )
