"""From pieces to a whole pattern: yarn, time, materials, glossary, and the notes that every pattern has."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from patrond.crochet import yarns
from patrond.crochet.makers.colours import Palette
from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.explained import abbreviations, capital, special_stitches
from patrond.crochet.makers.fabric import COUNTING
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.words import TERMS_SAID
from patrond.crochet.pace import STITCHES_PER_MINUTE
from patrond.crochet.pattern import Level, Pattern, PatternType, Piece, Worked, Yarn
from patrond.crochet.sizing.size_words import shown
from patrond.crochet.stitches import stitch

_METRES_STEP = 5
_MOST_UNHEARD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a maker hands over. Texts are in the pattern's language; ``sewing`` is in minutes.

    ``extra``: metres of the first colour beside those of the stitches, for a fringe or a pompon.
    """

    title: str
    finished_size: str
    pieces: tuple[PieceDraft, ...]
    sewing: float
    assembly: tuple[str, ...]
    palette: Palette = field(default_factory=Palette)
    extra: float = 0.0
    notes: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


def finish(plan: Plan, made: Made) -> Pattern:
    """The whole pattern."""
    yarn = _yarn(plan, made)
    pieces = _numbered(tuple(draft.build() for draft in made.pieces))
    hook = plan.words("hook", mm=plan.words.number(plan.hook, 2))
    return Pattern(
        title=made.title,
        type=plan.request.type,
        level=plan.level,
        language=plan.request.language,
        terms=plan.request.stitch_terms,
        yarn_weight=plan.weight.name(plan.request.language),
        hook_size=hook,
        gauge=plan.gauge,
        finished_size=made.finished_size,
        pieces=pieces,
        yarn=yarn,
        estimated_time=_time(plan, made),
        materials=(*_materials(plan, yarn, hook), *made.materials),
        abbreviations=abbreviations(plan, made.pieces, pieces),
        assembly=made.assembly,
        special_stitches=special_stitches(plan, made.pieces),
        notes=(*_notes(plan), *made.notes, *_colour_notes(plan, made.pieces), *_not_followed(plan)),
        tips=(*made.tips, *_beginners_tips(plan, pieces)),
    )


def rounds_note(plan: Plan, worked: Worked) -> str:
    """How the rounds of this fabric begin and end."""
    if worked is Worked.SPIRAL:
        return plan.words("note_spiral")
    if plan.main in COUNTING:
        main = stitch(plan.main)
        return plan.words("note_counting", n=main.chains, stitch=main.name(plan.request.stitch_terms))
    return plan.words("note_joined")


def _yarn(plan: Plan, made: Made) -> tuple[Yarn, ...]:
    """What each colour needs, from the lines that are worked in it, with a reserve and a tail for each new start."""
    letters = made.palette.letters
    buffer = yarns.BUFFERS["default" if len(letters) == 1 else "colours"]
    result = []
    for index, (letter, name) in enumerate(zip(letters, made.palette.names, strict=True)):
        amount = sum(piece.spent[letter] * piece.make for piece in made.pieces)
        starts = sum(piece.starts[letter] * piece.make for piece in made.pieces)
        if not amount:
            continue  # more colours were wished than there are stripes
        needed = yarns.metres(amount, plan.width) * buffer + yarns.TAIL_METRES * starts
        length = _METRES_STEP * math.ceil((needed + (made.extra if index == 0 else 0.0)) / _METRES_STEP)
        weight = 5 * math.ceil(yarns.grams(length, plan.weight) / 5)
        result.append(Yarn(_colour(plan, letter, name), float(length), float(weight)))
    return tuple(result)


def _colour(plan: Plan, letter: str, name: str) -> str:
    """How the list of materials calls a colour: its name, and the letter that the lines have for it."""
    if not letter:
        return name or plan.words("main_colour")
    called = plan.words("colour_letter", letter=letter)
    return f"{name} ({called})" if name else called


def _materials(plan: Plan, yarn: Sequence[Yarn], hook: str) -> tuple[str, ...]:
    weight = plan.weight.name(plan.request.language)
    key = "cotton_item" if plan.request.type is PatternType.BAG else "yarn_item"
    items = [capital(plan.words(key, weight=weight, metres=y.metres, grams=y.grams, shade=y.colour)) for y in yarn]
    return (*items, plan.words("hook_item", hook=hook), plan.words("needle"), plan.words("scissors"))


def _time(plan: Plan, made: Made) -> str:
    stitches = sum(piece.effort * piece.make for piece in made.pieces)
    minutes = stitches / STITCHES_PER_MINUTE[plan.level] + made.sewing
    if minutes < 45:
        return plan.words("minutes", n=15 * max(1, math.ceil(minutes / 15)))
    halves = math.ceil(minutes / 30)
    if halves == 2:
        return plan.words("hour")
    if halves % 2 and halves < 10:
        return plan.words("hours_half", n=halves // 2)
    return plan.words("hours", n=(halves + 1) // 2)


def _numbered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Every line with its place among all lines."""
    place = 0
    result = []
    for piece in pieces:
        lines = tuple(replace(line, source_line=place + i) for i, line in enumerate(piece.lines, start=1))
        place += len(lines)
        result.append(replace(piece, lines=lines))
    return tuple(result)


def _notes(plan: Plan) -> tuple[str, ...]:
    words = plan.words
    main = plan.fabric or stitch(plan.main).name(plan.request.stitch_terms)
    notes = [words("note_gauge", stitch=main)]
    if (said := TERMS_SAID.get(plan.request.stitch_terms)) is not None:
        notes.append(words(said))
    if plan.size.defaulted:
        notes.append(words("note_defaulted", asked=shown(plan.request.size), size=plan.size_word))
    if plan.yarn_defaulted:
        weight = plan.weight.name(plan.request.language)
        notes.append(words("note_yarn_defaulted", asked=shown(plan.yarn_defaulted), weight=weight))
    return tuple(notes)


def _colour_notes(plan: Plan, pieces: Sequence[PieceDraft]) -> tuple[str, ...]:
    """How to change, where a piece changes colour."""
    changing = [piece for piece in pieces if len(piece.spent) > 1]
    if not changing:
        return ()
    joined = all(piece.worked is Worked.JOINED for piece in changing)
    return (plan.words("note_change_joined" if joined else "note_change_colour"),)


def _beginners_tips(plan: Plan, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Another way for who cannot make a magic ring yet."""
    rings = any(piece.worked is not Worked.ROWS and piece.lines[0].count in range(5, 9) for piece in pieces)
    return (plan.words("tip_ring"),) if plan.level is Level.BEGINNER and rings else ()


def _not_followed(plan: Plan) -> tuple[str, ...]:
    """What was wished and is not in the pattern: nobody shall look for it in vain."""
    notes = [
        plan.words("note_unheard", key=shown(key.replace("_", " ")), value=shown(value))
        for key, value in plan.unheard[:_MOST_UNHEARD]
    ]
    if plan.request.wish:
        notes.append(plan.words("note_wish"))
    return tuple(notes)
