"""The lines of the input: cleaned, numbered, with what their Markdown marks said."""

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from patrond.crochet.grammar.normalise import clean_line, fold, words

BOLD = 7
"""The ``heading`` of a line that is bold from end to end."""


class Source(NamedTuple):
    """One line of the input. ``heading``: 1 to 6 for that many ``#``, BOLD, or 0; ``text`` is empty where none stands.

    ``text`` is cleaned for the grammar, ``written`` stands as it was but for its bullet or heading marks.
    """

    at: int
    text: str
    heading: int
    bullet: bool
    written: str = ""

    @property
    def prose(self) -> str:
        """The words as written, without emphasis: prose keeps its quotes, dashes and ligatures."""
        return " ".join(self.written.replace("**", " ").replace("__", " ").split())


BLANK = Source(0, "", 0, False)
"""Every line that is blank: nobody asks where one stands, and a text may hold a million."""

_ENDS_NO_LINE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def numbered(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text under the numbers that an editor gives them.

    Page breaks and the separators of other systems end a line of a pattern, but no line of the file.

    >>> list(numbered("Tour 1\\n\\fTour 2\\nTour 3"))
    [('Tour 1', 1), ('', 2), ('Tour 2', 2), ('Tour 3', 3)]
    """
    if _ENDS_NO_LINE.search(text) is None:
        return zip(text.splitlines(), count(1))
    ends = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return ((line, at) for at, whole in enumerate(ends, start=1) for line in whole.splitlines() or ("",))


def source(at: int, raw: str) -> Source:
    """The line number ``at`` of the input.

    >>> source(3, "- **Tour 1** : 6 ms").text
    'Tour 1 : 6 ms'
    >>> source(4, "### Oreilles (x 2)").heading
    3
    """
    stripped = raw.strip()
    if not stripped:
        return BLANK
    heading, bullet = 0, False
    if stripped[0] == "#":
        text = stripped.lstrip("#")
        heading, stripped = min(len(stripped) - len(text), 6), text.strip()
    if stripped[:1] in _MARKS:  # most lines bear none
        stripped, bullet = _unbulleted(stripped)
        if not heading and _all_bold(stripped):
            heading = BOLD
        if _is_rule(stripped):
            stripped = ""
    return Source(at, clean_line(stripped), heading, bullet, stripped)


_MARKS = frozenset("-•–+·>*_=~ ")


def _unbulleted(text: str) -> tuple[str, bool]:
    """Without a bullet; a star is one only where it is not the first of two that mark a repeat."""
    if text[:2] in ("- ", "• ", "– ", "+ ", "· ", "> "):
        return text[2:].strip(), True
    if text[:2] == "* " and text.count("*") % 2 == 1:
        return text[2:].strip(), True
    if text[0] == "•" or (text[0] in "-–" and text[1:2].isalpha()):
        return text[1:].strip(), True
    return text, False


def _all_bold(text: str) -> bool:
    plain = text.rstrip(" :")
    return len(plain) > 4 and plain[:2] in ("**", "__") and plain[-2:] == plain[:2] and plain.count(plain[:2]) == 2


def _is_rule(text: str) -> bool:
    return len(text) >= 3 and not text.strip("-_=*~ ")


_FOUNDATION_WORDS = words(
    "chainette|base|debut|montage|foundation|chain|start|begin|depart|ch|row|rang|beginning|magic|anneau|cercle"
)


def foundation_label(text: str) -> tuple[str, str]:
    """ "Chaînette : Monter 31 ml" is a label and its text; other text has no label."""
    name, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(name) > 30 or any(sign.isdigit() for sign in name):
        return "", text
    if {fold(word) for word in name.replace("'", " ").split()} & _FOUNDATION_WORDS:
        return name.strip(), rest.strip()
    return "", text
