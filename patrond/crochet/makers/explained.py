"""What a pattern explains of its stitches: the list of abbreviations, and how the special ones are made."""

from collections.abc import Sequence

from patrond.crochet.makers.drafting import PieceDraft
from patrond.crochet.makers.plan import Plan
from patrond.crochet.makers.words import Words
from patrond.crochet.pattern import Abbreviation, Language, Piece, Worked
from patrond.crochet.stitches import Kind, stitch


def abbreviations(plan: Plan, drafts: Sequence[PieceDraft], pieces: Sequence[Piece]) -> tuple[Abbreviation, ...]:
    """Every abbreviation that stands on a line, and no other."""
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
    return (*entries, *counters(words, pieces))


def counters(words: Words, pieces: Sequence[Piece]) -> tuple[Abbreviation, ...]:
    """What is abbreviated beside the stitches: the word for a stitch, and in English a loop and a round."""
    if words.language is Language.FR:
        return (Abbreviation("m", words("abbr_stitch")),)
    entries = [Abbreviation("st", words("abbr_stitch")), Abbreviation("sts", words("abbr_stitches"))]
    if any("BLO" in line.text for piece in pieces for line in piece.lines):
        entries.append(Abbreviation("BLO", words("abbr_blo")))
    if any(piece.worked is not Worked.ROWS for piece in pieces):
        entries.append(Abbreviation("Rnd", words("abbr_rnd")))
    return tuple(entries)


def special_stitches(plan: Plan, drafts: Sequence[PieceDraft]) -> tuple[str, ...]:
    """How the stitches are made that no table of plain ones explains."""
    words, terms = plan.words, plan.request.stitch_terms
    used = list(dict.fromkeys(id for draft in drafts for id in draft.used))
    texts = []
    for id in used:
        one = stitch(id)
        names = {"name": capital(one.name(terms)), "st": one.abbreviation(terms)}
        if one.kind is Kind.POST:
            key = "special_front" if id.startswith("fp") else "special_back"
            texts.append(words(key, base=stitch(one.base).name(terms), **names))
        elif id == "bobble":
            texts.append(words("special_bobble", dc=stitch("dc").abbreviation(terms), **names))
    return tuple(texts)


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
