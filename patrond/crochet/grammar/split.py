"""Cuts a line of text: its count off its end, several rounds on one line apart."""

import re
from collections.abc import Iterator

from patrond.crochet.grammar.labels import Label, read_item, read_label
from patrond.crochet.grammar.normalise import fold, words

# What stands in brackets with a number and is no count of stitches: "(6 fois)", "(6 tours)", "(5 pétales)".
_NO_COUNT = words("x|fois|foi|time|times|cm|mm|g|dan|dans|in|sur|on|par|by|de|plus|more|chaque|each|into") | words(
    "tour|rang|rg|rangee|round|rnd|row|petale|petal|groupe|group|motif|rayon|branche|pointe|carreau|dent|feston"
    "|couleur|colour|color|cote|side|repetition|repeat|coquille|eventail|shell|fan|v|arceau|espace|space|sp|loop"
    "|v-st|v-stitch|vst|coin|corner|vague|wave|scallop"
)
_NO_LETTERS = str.maketrans("", "", ".-'")
_LONGEST_COUNT = 40
_LONGEST_HEAD = 80
_SIGNS = {"]": "[", ")": "("}
_NEXT = 2  # a round may be missing between two on one line; a higher number is one that the text speaks of


def split_count(text: str) -> tuple[str, int | None]:
    """The text without the count in brackets that ends it, and that count; None where it ends with none.

    >>> split_count("*3 ms, aug* x6 [30]"), split_count("(2 ms, aug) x 6 (24 m)."), split_count("*1 ms, aug* (x6)")
    (('*3 ms, aug* x6', 30), ('(2 ms, aug) x 6', 24), ('*1 ms, aug* (x6)', None))
    """
    stripped = text.rstrip(" .;")
    opening = _SIGNS.get(stripped[-1:])
    if opening is None:
        return text.strip(), None
    start = stripped.rfind(opening, max(len(stripped) - _LONGEST_COUNT, 0))
    if start < 0:
        return text.strip(), None
    number = _count(stripped[start + 1 : -1])
    if number is None:
        return text.strip(), None
    return stripped[:start].rstrip(" ,;-=:"), number


def _count(inside: str) -> int | None:
    """ "30", "30 m", "= 30 ms", "total : 24 mailles"."""
    if inside.isdigit() and inside.isascii() and len(inside) <= 6:
        return int(inside)
    number: int | None = None
    for word in inside.replace("=", " ").replace(":", " ").split():
        if word.isdigit() and word.isascii() and len(word) <= 6:
            if number is not None:
                return None
            number = int(word)
        elif not word.translate(_NO_LETTERS).isalpha() or fold(word) in _NO_COUNT:
            return None
    return number


def split_rounds(text: str, label: Label) -> Iterator[tuple[Label, str]]:
    """Each round of a line that may hold several: "Tour 1 : 6 ms [6]. Tour 2 : 2 ms dans chaque m [12]"."""
    start, at = 0, label.end
    current = label
    for found in _sentences(text):
        if found < at:
            continue
        after = read_label(text[found : found + _LONGEST_HEAD])
        if after is not None and 0 < after.first - current.last <= _NEXT and text[found + after.end - 1] in ": )":
            yield current, text[start:found].strip()
            start, current = found, after
        at = found + (after.end if after is not None else 1)
    yield current, text[start:].strip()


def without_item(text: str) -> str:
    """Without the number of a list whose item is a round: "10. Round 14: …", "6-9. Rounds 6-9: …"."""
    item = read_item(text)
    if item is None or read_label(text) is not None or read_label(text[item.end :]) is None:
        return text
    return text[item.end :]


def inner_round(text: str, number: int) -> int | None:
    """Where round ``number`` or round 1 begins within a text that begins with something else; None where none does.

    >>> text = "Ch 22. Row 1: Sc in 2nd ch from hook"
    >>> text[inner_round(text, 1):][:6]
    'Row 1:'
    """
    for found in _sentences(text):
        label = read_label(text[found : found + _LONGEST_HEAD])
        if label is not None and label.unit is not None and label.first in (1, number):
            return found if text[found + label.end - 2 : found + label.end].strip() in (":", "-", ":)") else None
    return None


_SENTENCE = re.compile(r"[.\])|]\s? (?:- )?(?=(\S))")


def _sentences(text: str) -> list[int]:
    """Where a word begins with a capital after a full stop or a closed count."""
    return [match.end() for match in _SENTENCE.finditer(text) if match[1].isupper()]
