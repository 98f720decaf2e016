"""From pieces to a whole pattern: yarn, time, materials, glossary, and the notes that every pattern has."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from patrond.crochet import yarns
from patrond.crochet.drafting import PieceDraft
from patrond.crochet.makers.fabric import COUNTING
from patrond.crochet.makers.plan import Plan
from patrond.crochet.pattern import Abbreviation, Language, Level, Pattern, Piece, Terms, Worked, Yarn
from patrond.crochet.size_words import shown
from patrond.crochet.stitches import Kind, stitch

STITCHES_PER_MINUTE: Mapping[Level, int] = {Level.BEGINNER: 12, Level.INTERMEDIATE: 18, Level.ADVANCED: 25}
_METRES_STEP = 5
_LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour and the yarn of it, in single crochet; how often it is begun anew, which costs a tail each time."""

    name: str
    amount: float
    starts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a maker hands over. Texts are in the pattern's language; ``sewing`` is in minutes."""

    title: str
    finished_size: str
    pieces: tuple[PieceDraft, ...]
    colours: tuple[Colour, ...]
    sewing: float
    assembly: tuple[str, ...]
    notes: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


def finish(plan: Plan, made: Made) -> Pattern:
    """The whole pattern."""
    yarn = _yarn(plan, made.colours)
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
        abbreviations=_glossary(plan, made.pieces, pieces),
        assembly=made.assembly,
        special_stitches=_special(plan, made.pieces),
        notes=(*_notes(plan), *made.notes),
        tips=made.tips,
    )


def rounds_note(plan: Plan, worked: Worked) -> str:
    """How the rounds of this fabric begin and end."""
    if worked is Worked.SPIRAL:
        return plan.words("note_spiral")
    if plan.main in COUNTING:
        main = stitch(plan.main)
        return plan.words("note_counting", n=main.chains, stitch=main.name(plan.request.stitch_terms))
    return plan.words("note_joined")


def one_colour(plan: Plan, pieces: Sequence[PieceDraft]) -> tuple[Colour, ...]:
    """All of it in one colour."""
    return (Colour(colour_names(plan, 1)[0], amount(pieces)),)


def amount(pieces: Sequence[PieceDraft]) -> float:
    """Yarn in all pieces, each as often as it is made, in single crochet."""
    return sum(piece.yarn * piece.make for piece in pieces)


def striped(plan: Plan, pieces: Sequence[PieceDraft], every: int, names: Sequence[str]) -> tuple[Colour, ...]:
    """Yarn by colour where the colour changes every so many lines, in each piece from its start."""
    amounts = [0.0] * len(names)
    starts = [0] * len(names)
    for piece in pieces:
        for index, spent in enumerate(piece.line_yarn):
            colour = index // every % len(names)
            amounts[colour] += spent * piece.make
            starts[colour] += piece.make if index % every == 0 else 0
    return tuple(Colour(*colour) for colour in zip(names, amounts, starts, strict=True))


def stripes_note(plan: Plan, every: int, lines: str, colours: Sequence[Colour]) -> str:
    """When the colour changes; ``lines`` is the key of the word for what is counted (``rows_word``)."""
    names = ", ".join(colour.name for colour in colours)
    return plan.words("note_stripes", n=every, lines=plan.words(lines), colours=names)


def colour_names(plan: Plan, least: int) -> tuple[str, ...]:
    """The colours asked for: names (``colours: blue, white``), or how many, filled up with letters to ``least``."""
    asked = plan.request.options.get("colors") or plan.request.options.get("colours") or ""
    number = max(least, min(int(asked), len(_LETTERS))) if asked.isdecimal() else least
    named = [] if asked.isdecimal() else [name for part in asked.split(",") if (name := shown(part))]
    if number == 1:
        return (named[0] if named else plan.words("main_colour"),)
    lettered = [plan.words("colour_letter", letter=letter) for letter in _LETTERS[:number]]
    return tuple(named[: len(_LETTERS)] + lettered[len(named) :])


def _yarn(plan: Plan, colours: Sequence[Colour]) -> tuple[Yarn, ...]:
    buffer = yarns.BUFFERS["default" if len(colours) == 1 else "colours"]
    result = []
    for colour in colours:
        needed = yarns.metres(colour.amount, plan.width) * buffer + yarns.TAIL_METRES * colour.starts
        length = _METRES_STEP * math.ceil(needed / _METRES_STEP)
        weight = yarns.grams(length, plan.weight)
        result.append(Yarn(colour.name, float(length), float(5 * math.ceil(weight / 5))))
    return tuple(result)


def _materials(plan: Plan, yarn: Sequence[Yarn], hook: str) -> tuple[str, ...]:
    weight = plan.weight.name(plan.request.language)
    items = [
        _capital(plan.words("yarn_item", weight=weight, metres=y.metres, grams=y.grams, colour=y.colour)) for y in yarn
    ]
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


def _glossary(plan: Plan, drafts: Sequence[PieceDraft], pieces: Sequence[Piece]) -> tuple[Abbreviation, ...]:
    words, terms = plan.words, plan.request.stitch_terms
    used: dict[str, str] = {}
    for draft in drafts:
        used |= {id: base for id, base in draft.used.items() if id not in used}
    entries = []
    for id, base in used.items():
        one = stitch(id)
        if one.kind is Kind.INCREASE:
            meaning = words("abbr_inc", st=stitch(base).abbreviation(terms))
        elif one.kind is Kind.DECREASE:
            meaning = words("abbr_dec", st=stitch(base).abbreviation(terms))
        else:
            meaning = one.name(terms)
        entries.append(Abbreviation(one.abbreviation(terms), meaning))
    if plan.request.language is Language.FR:
        return (*entries, Abbreviation("m", words("abbr_stitch")))
    texts = [line.text for piece in pieces for line in piece.lines]
    entries.append(Abbreviation("st", words("abbr_stitch")))
    entries.append(Abbreviation("sts", words("abbr_stitches")))
    if any("BLO" in text for text in texts):
        entries.append(Abbreviation("BLO", words("abbr_blo")))
    if any(piece.worked is not Worked.ROWS for piece in pieces):
        entries.append(Abbreviation("Rnd", words("abbr_rnd")))
    return tuple(entries)


def _special(plan: Plan, drafts: Sequence[PieceDraft]) -> tuple[str, ...]:
    words, terms = plan.words, plan.request.stitch_terms
    used = list(dict.fromkeys(id for draft in drafts for id in draft.used))
    texts = []
    for id in used:
        one = stitch(id)
        names = {"name": _capital(one.name(terms)), "st": one.abbreviation(terms)}
        if one.kind is Kind.POST:
            side = words("side_front" if id.startswith("fp") else "side_back")
            texts.append(words("special_post", side=side, **names))
        elif id == "bobble":
            texts.append(words("special_bobble", dc=stitch("dc").abbreviation(terms), **names))
    return tuple(texts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notes(plan: Plan) -> tuple[str, ...]:
    words = plan.words
    main = plan.fabric or stitch(plan.main).name(plan.request.stitch_terms)
    notes = [words("note_gauge", stitch=main)]
    if plan.request.stitch_terms is Terms.UK:
        notes.append(words("note_uk"))
    if plan.size.defaulted:
        notes.append(words("note_defaulted", asked=shown(plan.request.size), size=plan.size_word))
    if plan.yarn_defaulted:
        weight = plan.weight.name(plan.request.language)
        notes.append(words("note_yarn_defaulted", asked=shown(plan.yarn_defaulted), weight=weight))
    return tuple(notes)
