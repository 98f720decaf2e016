"""Figures in prose: gauge, hook, yarn weight, amounts of yarn, how often a piece is made, whose terms.

Small patterns over single sentences; the craft's notation itself is read by the grammar.
"""

import re

from patrond.crochet.grammar.normalise import clean_line, fold, words
from patrond.crochet.pattern import Gauge, Language, Terms, Yarn
from patrond.crochet.yarns import find

_CM_PER_INCH = 2.54
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_STITCH_NAMES = r"\s*(?:m|mailles?|ms|sts?|stitch(?:es)?|sc|hdc|dc|tr|htr|br|brides?|demi-brides?|demi-br|points?|db)\b"
_ROW_NAMES = r"\s*(?:rangs?|rgs?|rows?|rounds?|rnds?|tours?|r)\b"
_GAUGE = re.compile(_NUMBER + _STITCH_NAMES + r"[^\d]{0,60}?" + _NUMBER + _ROW_NAMES, re.IGNORECASE)
_STITCHES = re.compile(_NUMBER + _STITCH_NAMES, re.IGNORECASE)
_ROWS = re.compile(_NUMBER + _ROW_NAMES, re.IGNORECASE)
_PER_INCH = re.compile(
    r"\b(?:per|to the|to one|par|au)\s+(?:inch|in|pouce|po)\b|\b1\s?(?:inch|in\b|\"|po)", re.IGNORECASE
)
_LENGTH = r"(cm|in(?:ch(?:es)?)?|\"|po)"
_SQUARE = re.compile(
    _NUMBER + r"\s*(?:cm|in(?:ch(?:es)?)?|\"|po)?\s*(?:x\s*" + _NUMBER + r")?\s*" + _LENGTH, re.IGNORECASE
)
_HOOK = re.compile(_NUMBER + r"\s*mm\b", re.IGNORECASE)
_MAKE = re.compile(
    r"\(?\s*(?:(?:en\s+)?(?:faire|crocheter|réaliser|make|crochet)\s*(?:x\s*)?"
    r"(\d{1,2}|deux|two|trois|three|quatre|four)|x\s?(\d{1,2})"
    r"|(\d{1,2})\s?x|(\d{1,2})\s*(?:fois|times|pièces|pieces))\s*\)?",
    re.IGNORECASE,
)
_MAKE_WORDS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
_BALLS = re.compile(
    r"(\d{1,2})\s*(?:pelotes?|balls?|skeins?|écheveaux?|hanks?|cakes?)\b|\b(\d{1,2})\s?x\s?(?=\d+\s?(?:g|gr|m)\b)",
    re.IGNORECASE,
)
_METRES_PER_YARD = 0.9144
_LIKE = re.compile(
    r"(\d{2,4})\s?(m|m[eè]tres?|meters?|yds?|yards?)\s?(?:/|par|pour|per|la|each)\s?"
    r"(?:(\d{2,3})\s?(?:g|gr|grammes?|grams?)\b|(?:pelotes?|balls?|skeins?|écheveaux?)\b|$)",
    re.IGNORECASE,
)
_METRES = re.compile(r"(\d{1,5}(?:[.,]\d)?)\s*(?:m\b|mètres?\b|metres?\b|meters?\b)", re.IGNORECASE)
_YARDS = re.compile(r"(\d{1,5}(?:[.,]\d)?)\s*(?:yd?s?\b|yards?\b)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\b\d)[ ,](?=\d{3}\s?(?:m|yd|yard|metre|meter|mètre))", re.IGNORECASE)  # "1,300 yds"
_GRAMS = re.compile(r"(\d{1,5}(?:[.,]\d)?)\s*(?:g\b|gr\b|grammes?\b|grams?\b)", re.IGNORECASE)
_YARN_WORDS = words("laine|fil|coton|yarn|wool|cotton|pelote|ball|skein|acrylique|acrylic|merino|alpaga")


_WORD = re.compile(r"[^\W\d_]+")


def number(text: str) -> float:
    """A number as written, with a point or a comma."""
    return float(text.replace(",", "."))


def read_gauge(text: str) -> Gauge | None:
    """Stitches and rows per 10 cm; None where the text states none.

    >>> read_gauge("18 m x 20 rangs = 10 x 10 cm")
    Gauge(stitches=18.0, rows=20.0)
    >>> round(read_gauge("16 sts and 19 rows = 4 inches").stitches, 2)
    15.75
    """
    text = clean_line(text)[:400]
    found = _GAUGE.search(text)
    if found is not None:
        stitches, rows = number(found.group(1)), number(found.group(2))
        rest = text[: found.start()] + " " + text[found.end() :]
    else:  # '14 sts = 4", 16 rows = 4"'
        across, along = _STITCHES.search(text), _ROWS.search(text)
        if across is None or along is None:
            return None
        stitches, rows = number(across.group(1)), number(along.group(1))
        rest = text[across.end() : along.start()] if across.end() < along.start() else text[across.end() :]
    side = _side(rest)
    if side <= 0 or not stitches or not rows:
        return None
    return Gauge(round(stitches * 10 / side, 2), round(rows * 10 / side, 2))


def _side(text: str) -> float:
    """The side of the swatch in cm; 10 where none is said."""
    if _PER_INCH.search(text) is not None:
        return _CM_PER_INCH
    for match in _SQUARE.finditer(text):
        size = number(match.group(1))
        side = size if match.group(3).lower() == "cm" else size * _CM_PER_INCH
        if 2 <= side <= 25:
            return side
    return 10.0


def read_hook(text: str) -> str:
    """The hook as written ("5 mm"); empty where none is."""
    found = _HOOK.search(clean_line(text))
    return found.group(0) if found is not None else ""


def read_weight(text: str) -> str:
    """The yarn's weight, in the chart's own word; empty where none is named."""
    weight = find(text)
    return weight.key if weight is not None else ""


def mentions_yarn(text: str) -> bool:
    """Whether a line of the materials is about yarn."""
    return not _YARN_WORDS.isdisjoint(map(fold, _WORD.findall(text)))


def read_yarn(text: str) -> Yarn | None:
    """An amount of yarn: metres, grams, or balls of so many; None where no figure stands.

    >>> read_yarn("Laine DK : 120 m, soit 50 g, couleur principale")
    Yarn(colour='couleur principale', metres=120.0, grams=50.0)
    >>> read_yarn("2 pelotes de coton de 50 g (125 m)").metres
    250.0
    >>> read_yarn("Fil DK (125 m / 50 g), 200 g").metres
    500.0
    """
    text = _THOUSANDS.sub("", clean_line(text)[:400])
    like = _LIKE.search(text)  # "125 m / 50 g" is what the yarn is like, not how much is needed
    rest = text if like is None else text[: like.start()] + text[like.end() :]
    metres, grams, balls = _metres(rest), _figure(_GRAMS, rest), _balls(rest)
    if like is not None and metres is None:
        length = number(like[1]) * (1.0 if like[2].lower().startswith("m") else _METRES_PER_YARD)
        weight = number(like[3]) if like[3] else None
        if grams is not None and weight:
            metres = length * grams / weight
        elif balls and grams is None:
            metres, grams = length, weight
    if metres is None and grams is None:
        return None
    colour = re.split(r"[,;:]", text)[-1].strip()
    plain = colour if not re.search(r"\d", colour) else ""
    return Yarn(plain, *(None if each is None else round(each * max(balls, 1), 1) for each in (metres, grams)))


def _metres(text: str) -> float | None:
    metres = _figure(_METRES, text)
    if metres is None and (yards := _figure(_YARDS, text)) is not None:
        return round(yards * _METRES_PER_YARD, 1)
    return metres


def _balls(text: str) -> int:
    """How many balls; 0 where no number of them is said."""
    found = _BALLS.search(text)
    return int(found[1] or found[2]) if found is not None else 0


def _figure(pattern: "re.Pattern[str]", text: str) -> float | None:
    found = pattern.search(text)
    return number(found.group(1)) if found is not None else None


def read_make(title: str) -> tuple[str, int]:
    """The name of a piece, and how often it is made.

    >>> read_make("Oreilles (x2)"), read_make("Bras (en faire 2) :"), read_make("Corps")
    (('Oreilles', 2), ('Bras', 2), ('Corps', 1))
    """
    found = _MAKE.search(title)
    if found is None:
        return title.strip(" :.*#-"), 1
    word = next(group for group in found.groups() if group)
    make = _MAKE_WORDS.get(word.lower()) or int(word)
    name = (title[: found.start()] + " " + title[found.end() :]).strip(" :.*#-(),")
    return name or title.strip(" :"), min(max(make, 1), 99)


_TERMS = r"\b(?:terms?|terminology|termes?)\b"
_UK = re.compile(
    rf"\b(?:uk|british|britanniques?)\b.{{0,20}}{_TERMS}|{_TERMS}.{{0,12}}\b(?:uk|british|britanniques?)\b"
)
_US = re.compile(rf"\b(?:us|american|américains?)\b.{{0,20}}{_TERMS}|{_TERMS}.{{0,12}}\b(?:us|american|américains?)\b")
_LONGEST_HEAD = 200_000
_UK_NAMES = ("htr", "trtr", "half treble")
_UK_STITCHES = re.compile(rf"\b(?:{'|'.join(_UK_NAMES)})\b")
_US_STITCHES = re.compile(r"\b(?:sc|hdc|single crochet|half double crochet)\b")


def named_terms(text: str, language: Language) -> Terms | None:
    """The terms that a pattern says it uses; None where it says nothing. French has but one ladder."""
    if language is Language.FR:
        return Terms.FR
    head = text[:_LONGEST_HEAD].lower()
    if "term" not in head:
        return None
    # Each is said within a line, and only a few lines have the word: a whole text takes 40 us to search.
    said = "\n".join(line for line in head.split("\n") if "term" in line)
    british, american = _UK.search(said), _US.search(said)
    if british and american and len(_US_STITCHES.findall(head)) > len(_UK_STITCHES.findall(head)):
        british = None  # both are explained: its stitches say which it uses
    return Terms.UK if british else Terms.US if american else None


def shown_terms(text: str) -> Terms:
    """The terms that the stitches of an English pattern betray; the US where nothing does."""
    head = text[:_LONGEST_HEAD].lower()
    betrayed = any(name in head for name in _UK_NAMES) and _UK_STITCHES.search(head)
    return Terms.UK if betrayed and not _US_STITCHES.search(head) else Terms.US
