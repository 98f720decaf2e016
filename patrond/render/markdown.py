"""A pattern as Markdown: the site's ``content``, and a whole document that ``patrond.crochet.parse`` reads back.

Only what the site's PDF knows is written: ``#`` to ``###``, ``**bold**`` and ``- `` lists; repeats are
``(1 ms, aug) x 6``, since it eats stars; no table and no ``<``, since it passes raw HTML on.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from patrond.crochet.makers.words import LEVELS, TYPES
from patrond.crochet.pattern import Abbreviation, Gauge, Language, Line, Pattern, Piece

PDF_TITLE_CAP = 45
"""Longest title that the site's PDF does not run off the page with."""

_STARRED = re.compile(r"\*\s*([^*\n]+?)[\s,;]*\*[\s,]*[x×]\s*(\d+)", re.IGNORECASE)
_STARRED_TIMES = re.compile(r"\*\s*([^*\n]+?)[\s,;]*\*[\s,]*(?=\d+\s*(?:fois|times)\b)", re.IGNORECASE)
# "*1 ms, aug, rep from * around": the bracket takes the star's place, the rest says how often, as it did.
_FROM_STAR = re.compile(
    r"\*\s*([^*\n]+?)[\s,;]*\*?[\s,;]*\b(rép\w*|rep\w*)\.?\s+(?:from|depuis|à partir de|de|entre)(?:\s+le)?\s*\*"
    r"(?:\s*(?:à|to|et|and)\s*\*)?\s*(\d*)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_MARKED = re.compile(r"[*<>|`]|  ")  # what the patterns above, or the one below, may find in a printable text
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")

_WORDS = {
    "type": ("Type", "Type"),
    "level": ("Niveau", "Level"),
    "size": ("Taille", "Size"),
    "finished": ("Dimensions finies", "Finished size"),
    "gauge": ("Échantillon", "Gauge"),
    "gauge_text": ("{stitches} m x {rows} rangs = 10 x 10 cm", "{stitches} sts x {rows} rows = 10 x 10 cm"),
    "yarn_weight": ("Grosseur de fil", "Yarn weight"),
    "hook": ("Crochet", "Hook"),
    "time": ("Temps estimé", "Estimated time"),
    "terms_uk": ("Termes", "Terms"),
    "materials": ("Matériel", "Materials"),
    "abbreviations": ("Abréviations", "Abbreviations"),
    "special": ("Points spéciaux", "Special stitches"),
    "instructions": ("Instructions", "Instructions"),
    "assembly": ("Assemblage et finitions", "Assembly and finishing"),
    "notes": ("Notes", "Notes"),
    "tips": ("Conseils", "Tips"),
}


def instructions(pattern: Pattern) -> str:
    """The site's ``content``: how it is made. Yarn, hook, materials and time have their own columns there."""
    w = _Writer(pattern.language)
    return _joined(
        (
            w.fields((("finished", pattern.finished_size), ("gauge", w.gauge(pattern.gauge)))),
            w.abbreviations(pattern.abbreviations),
            w.section("special", map(clean, pattern.special_stitches)),
            w.section("notes", map(clean, pattern.notes)),
            w.pieces(pattern.pieces),
            w.section("assembly", map(clean, pattern.assembly)),
            w.section("tips", map(clean, pattern.tips)),
        )
    )


def document(pattern: Pattern, *, size: str = "") -> str:
    """The whole pattern as one document; ``size`` is the size's word, which a pattern itself does not hold."""
    w = _Writer(pattern.language)
    column = 0 if pattern.language is Language.FR else 1
    head = (
        ("type", TYPES[pattern.type][column] if pattern.type else ""),
        ("level", LEVELS[pattern.level][column] if pattern.level else ""),
        ("size", size),
        ("finished", pattern.finished_size),
        ("terms_uk", "UK" if pattern.terms.value == "uk" else ""),
        ("gauge", w.gauge(pattern.gauge)),
        ("yarn_weight", pattern.yarn_weight),
        ("hook", pattern.hook_size),
        ("time", pattern.estimated_time),
    )
    return _joined(
        (
            f"# {title(pattern)}",
            w.fields(head),
            w.section("materials", map(clean, pattern.materials)),
            w.abbreviations(pattern.abbreviations),
            w.section("special", map(clean, pattern.special_stitches)),
            w.section("notes", map(clean, pattern.notes)),
            w.pieces(pattern.pieces),
            w.section("assembly", map(clean, pattern.assembly)),
            w.section("tips", map(clean, pattern.tips)),
        )
    )


def title(pattern: Pattern, cap: int = PDF_TITLE_CAP) -> str:
    """The title on one line and no longer than ``cap``, cut at a word."""
    text = clean(pattern.title).lstrip("#- ").replace("**", "")
    if len(text) <= cap:
        return text
    cut = text[: cap - 1].rsplit(" ", 1)[0] if " " in text[: cap - 1] else text[: cap - 1]
    return cut.rstrip(" ,;:-(") + "…"


def clean(text: str) -> str:
    """A text of any origin on one line, fit for the site's Markdown: no HTML, no stars, no control characters.

    >>> clean("*3 ms, aug* x6 <b>[30]</b>")
    '(3 ms, aug) x 6 [30]'
    """
    if not text.isprintable():
        text = "".join(" " if c.isspace() else c for c in text if c.isprintable() or c.isspace())
    elif not _MARKED.search(text):  # nearly every line: to look for all of it took ten times as long
        return text.strip()
    text = _FROM_STAR.sub(_bracketed, text)
    text = _STARRED.sub(r"(\1) x \2", text)
    text = _STARRED_TIMES.sub(r"(\1) ", text)
    text = _TAG.sub("", text).replace("<", "").replace(">", "").replace("*", "").replace("|", "/").replace("`", "'")
    return _SPACES.sub(" ", text).strip()


def _bracketed(match: re.Match[str]) -> str:
    """ "(A) tout le tour" says what the star said; a number of repeats stays as doubtful as it was."""
    body, word, number = match.groups()
    if not number:
        return f"({body}) "
    brackets = "la parenthèse" if word.lower().startswith("ré") else "the brackets"
    return f"({body}), {word} {brackets} {number}"


class _Writer:
    """Writes the parts in one language; an empty part is an empty string."""

    def __init__(self, language: Language) -> None:
        self._french = language is Language.FR

    def word(self, key: str) -> str:
        return _WORDS[key][0 if self._french else 1]

    def fields(self, pairs: Iterable[tuple[str, str]]) -> str:
        return "\n".join(f"- {self.named(self.word(key), clean(value))}" for key, value in pairs if value)

    def named(self, name: str, text: str) -> str:
        """A bold word and what it stands for; French sets a space before its colon."""
        return f"**{name}**{' ' if self._french else ''}: {text}"

    def abbreviations(self, entries: Iterable[Abbreviation]) -> str:
        return self.section("abbreviations", (self.named(clean(e.abbreviation), clean(e.meaning)) for e in entries))

    def gauge(self, gauge: Gauge | None) -> str:
        if gauge is None:
            return ""
        numbers = {"stitches": self.number(gauge.stitches), "rows": self.number(gauge.rows)}
        return self.word("gauge_text").format(**numbers)

    def number(self, value: float) -> str:
        text = f"{value:g}"
        return text.replace(".", ",") if self._french else text

    def section(self, key: str, items: Iterable[str]) -> str:
        listed = [f"- {item}" for item in items if item]
        return "\n".join((f"## {self.word(key)}", "", *listed)) if listed else ""

    def pieces(self, pieces: Sequence[Piece]) -> str:
        parts = ["\n".join(self._piece(piece)) for piece in pieces]
        return "\n\n".join((f"## {self.word('instructions')}", *parts)) if parts else ""

    def _piece(self, piece: Piece) -> Iterator[str]:
        times = f" (x {piece.make})" if piece.make > 1 else ""
        yield f"### {clean(piece.name)}{times}"
        yield ""
        for line in piece.lines:
            yield self._line(line)

    def _line(self, line: Line) -> str:
        count = f" [{line.count}]" if line.count is not None else ""
        return f"- {self.named(clean(line.label), clean(line.text))}{count}"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
