"""HTML taken for the text that it shows: a pattern copied from the source of a page, or sent by a program.

>>> list(shown([("<h2>Panier</h2><p><b>Tour 1&nbsp;:</b> 7 ms (7)<br/>Tour 2 : 7 aug (14)</p>", 4)]))
[('## Panier', 4), ('**Tour 1\\xa0:** 7 ms (7)', 4), ('Tour 2 : 7 aug (14)', 4)]
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
_BLOCKS = frozenset({"p", "div", "br", "tr", "ul", "ol", "table", "section", "article", "blockquote", "pre"})
_CELLS = frozenset({"td", "th"})


def as_shown(lines: Iterable[tuple[str, int]], text: str) -> tuple[Iterable[tuple[str, int]], str]:
    """The lines and the whole text as a page shows them; as they are where they bear neither tag nor entity."""
    if _TAG.search(text) is None and _ENTITY.search(text) is None:
        return lines, text
    return shown(lines), unescape(text)


def shown(lines: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The lines, each with its number, with Markdown for the tags that say something; one may hold several."""
    for line, at in lines:
        text = _TAG.sub(_meaning, line) if "<" in line else line
        text = unescape(text) if "&" in text else text
        if text is line:
            yield line, at
            continue
        parts = [part.strip() for part in text.split("\n")]
        yield from ((part, at) for part in parts if part or len(parts) == 1)


def _meaning(tag: re.Match[str]) -> str:
    closing, name = bool(tag[1]), tag[2].lower()
    if name in _BOLD:
        return "**"
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return "\n" if closing else f"\n{'#' * int(name[1])} "
    if name == "li":
        return "\n" if closing else "\n- "
    if name in _CELLS:
        return " |" if closing else " "
    if name == "tr":
        return "\n" if closing else "\n|"
    return "\n" if name in _BLOCKS else ""
