"""Inputs that nobody promised to write: random text, soup of the craft's words, patterns with slips, wrong JSON.

Each is drawn from a :class:`random.Random`, so that a seed tells which it was.
"""

import json
import string
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from patrond.crochet import Pattern, Terms, generate, to_draft
from patrond.crochet.grammar.vocabulary import phrases
from patrond.crochet.stitches import STITCHES
from patrond.errors import CannotMake
from patrond.render.markdown import document

from support.crochet_corpus import snippets
from support.wishes import random_wish

SIGNS = (*"*()[]{},.:;-–—=+/&|#_`'\"«»…½×✕x", "##", "###", "**")
HEADS = (
    "Tour 1 :",
    "Tours 2-5 :",
    "**TOUR 3:**",
    "Rang 2 (envers) :",
    "T4.",
    "R5:",
    "Rnd 1:",
    "Rnds 2-7:",
    "Row 3 (WS):",
    "Rows 4 & 5:",
    "1er rang :",
    "du 10e au 19e tour",
    "Round Two",
    "3.",
    "Chaînette :",
    "### Corps (x 2)",
    "## Instructions",
    "Abréviations",
    "Gauge: 14 sts x 16 rows = 10 cm",
    "Next row:",
)
_BLOCKS = ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x2000, 0x206F), (0x1F300, 0x1F6FF), (0x600, 0x6FF), (0, 0x1F))
_POOL = 120  # patterns to draw lines from


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word that the tables know, in both languages, and signs and numbers among them."""
    words = {word for language in ("fr", "en") for word in phrases(language)}
    words |= {name for stitch in STITCHES.values() for terms in Terms for name in stitch.names[terms]}
    numbers = [str(number) for number in (0, 1, 2, 3, 4, 6, 12, 18, 24, 99, 1000, 999_999_999)]
    return (*sorted(words), *(4 * [*SIGNS, *numbers]))


@cache
def made() -> tuple[Pattern, ...]:
    """Some generated patterns, the same at every run."""
    found: list[Pattern] = []
    chance = Random(11)
    while len(found) < _POOL:
        try:
            found.append(generate(random_wish(chance)))
        except CannotMake:
            continue
    return tuple(found)


@cache
def written() -> tuple[tuple[str, ...], ...]:
    """The lines of their documents, and of the snippets of the corpus."""
    documents = [document(pattern) for pattern in made()]
    return tuple(tuple(text.splitlines()) for text in (*documents, *(snippet.text for snippet in snippets())))


def random_text(chance: Random) -> str:
    """Any characters, of any script, with control characters among them."""

    def sign() -> str:
        return chr(chance.randint(*chance.choice(_BLOCKS)))

    return "".join(sign() if chance.random() < 0.9 else "\n" for _ in range(chance.randint(0, 400)))


def soup(chance: Random) -> str:
    """Words of the craft in no order, some of them under heads."""
    words = vocabulary()

    def line() -> str:
        head = f"{chance.choice(HEADS)} " if chance.random() < 0.7 else ""
        return head + " ".join(chance.choice(words) for _ in range(chance.randint(0, 25)))

    return "\n".join(line() for _ in range(chance.randint(1, 8)))


def slips(chance: Random) -> str:
    """A part of a pattern with some characters, words or lines gone, doubled, swapped or strange."""
    lines = list(_part(chance))
    for _ in range(chance.randint(1, 6)):
        edit = chance.choice((_of_characters, _of_words, _of_lines))
        edit(lines, chance)
    return "\n".join(lines)


def spliced(chance: Random) -> str:
    """Lines of several patterns and snippets, one after the other."""
    return "\n".join(line for _ in range(chance.randint(2, 4)) for line in _part(chance)[: chance.randint(1, 8)])


def wrong_draft(chance: Random) -> str:
    """The JSON of a draft in which some values are of another type, or keys are missing, or that is cut off."""
    draft = _shortened(to_draft(chance.choice(made())), chance)
    for _ in range(chance.randint(1, 4)):
        _spoil(draft, chance)
    text = json.dumps(draft, indent=chance.choice((None, 2)), ensure_ascii=chance.random() < 0.5)
    return text[: chance.randint(0, len(text))] if chance.random() < 0.1 else text


KINDS: Mapping[str, Callable[[Random], str]] = {
    "random text": random_text,
    "soup of words": soup,
    "patterns with slips": slips,
    "spliced patterns": spliced,
    "wrong drafts": wrong_draft,
}


def _part(chance: Random) -> Sequence[str]:
    """Some lines that follow each other."""
    lines = chance.choice(written())
    start = chance.randrange(len(lines))
    return lines[start : start + chance.randint(1, 25)]


def _of_characters(lines: list[str], chance: Random) -> None:
    at = chance.randrange(len(lines))
    line = lines[at]
    place = chance.randint(0, len(line))
    strange = chance.choice((*SIGNS, *string.digits, "\u00a0", "\u200b", "\x00", "é", "ﷺ", "٣", "²"))
    lines[at] = chance.choice(
        (
            line[:place] + strange + line[place:],
            line[: max(place - 1, 0)] + line[place:],
            line[:place] + line[place : place + 2][::-1] + line[place + 2 :],
            line[:place] + line[place:].upper(),
        )
    )


def _of_words(lines: list[str], chance: Random) -> None:
    at = chance.randrange(len(lines))
    words = lines[at].split(" ")
    place = chance.randrange(len(words))
    words[place : place + 1] = chance.choice(
        ([], 2 * words[place : place + 1], [chance.choice(vocabulary())], words[place : place + 2][::-1])
    )
    lines[at] = " ".join(words)


def _of_lines(lines: list[str], chance: Random) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 1] = chance.choice(
        (["", lines[at]], 2 * [lines[at]], [chance.choice(_part(chance))], [lines[at].replace(" ", "\n", 1)])
    )


def _shortened(draft: dict[str, Any], chance: Random) -> dict[str, Any]:
    """A draft of a few lines is read sooner and can be wrong in as many ways."""
    for piece in draft["pieces"]:
        piece["lines"] = piece["lines"][: chance.randint(1, 8)]
    return draft


def _spoil(value: Any, chance: Random) -> None:
    """One value, at any depth, becomes something else or is gone."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        inner = value[key]
        if isinstance(inner, dict | list) and inner and chance.random() < 0.8:
            value = inner
            continue
        if chance.random() < 0.2:
            del value[key]
        else:
            value[key] = deepcopy(chance.choice(_WRONG))
        return


_WRONG: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    3.5,
    10**400,
    float("nan"),
    float("inf"),
    "",
    "12",
    "six",
    "x" * 5000,
    "\x00",
    [],
    [[]],
    {},
    {"lines": 3},
    [{"lines": [3, None, {"text": ["6 ms"]}]}],
    {"pieces": []},
    ["Tour 1 : 6 ms"],
)


def hostile(size: int) -> dict[str, str]:
    """Texts of about ``size`` bytes, each of a shape that is dear to read if it is read carelessly."""

    def filled(head: str, part: str, tail: str = "") -> str:
        room = size - len(f"{head}{tail}".encode())
        return head + part * max(room // len(part.encode()), 1) + tail

    def rounds(text: str) -> str:
        lines: list[str] = []
        length = 0
        while length < size:
            lines.append(text.format(n=len(lines) + 1, before=len(lines)))
            length += len(lines[-1].encode()) + 1
        return "\n".join(lines)

    depth = size // 14
    in_doubt = (
        "3 ml, sauter {n} m, *{n} ms, aug*, rép. 2 fois de plus, {n} hdc, 2 ms dans la même m, ({n} ms, 2 br) 2 fois, "
    )
    wide = "Monter 9999 ml\nRang 1 : 1 ms dans la 2e ml à partir du crochet, 1 ms dans chaque ml [9998]\n"
    long_line = 2900
    doubts = "3 ml, sauter 1 m, *1 ms, aug*, rép. 2 fois de plus, 2 hdc, 2 ms dans la même m, (1 ms, 2 br) 2 fois, "
    return {
        "open parentheses": filled("Tour 1 : ", "("),
        "closed parentheses": filled("Tour 1 : ", ")"),
        "stars": filled("Tour 1 : ", "* "),
        "stars and repeats": filled("Tour 1 : ", "*1 ms, rép. de * à * "),
        "nested repeats": "Tour 1 : " + "(1 ms, " * depth + ") x 2" * depth,
        "one endless round": filled("Tour 1 : ", "1 ms, aug, "),
        "every doubt in one round": filled("Tour 1 : ", doubts),
        "rounds with every doubt": rounds("Tour {n} : " + (doubts * 40)[:long_line]),
        "rounds in doubt, counted": rounds("Tour {n} : 3 ml, sauter 1 m, *1 ms, aug* rép. 5 fois, 1 mc [{n}]"),
        "a number": filled("Tour 1 : ", "9"),
        "numbers": filled("Tour 1 : ", "6 "),
        "times": filled("Tour 1 : 6 ms ", "x 6 "),
        "counts": filled("Tour 1 : 6 ms ", "[6] "),
        "sentences of counts": filled("Tour 1 : 6 ms ", "soit 6 m, on a 6 m. "),
        "prose": filled("", "Ceci est une phrase sans rien de particulier.\n"),
        "prose on one line": filled("", "Ceci est une phrase sans rien de particulier. "),
        "headings": filled("", "# A\n"),
        "pieces": filled("", "### Corps (x 2)\nTour 1 : 6 ms dans un cercle magique [6]\n"),
        "titles": filled("", "Tête\n"),
        "titles of their own": rounds("Oreille{n}"),
        "a word a line": filled("", "x\n"),
        "a stitch a line": filled("Tour 1 : 6 ms [6]\n", "ms\n"),
        "heads and nothing else": filled("", "R1\n"),
        "special stitches": filled("Points spéciaux\n", "Point 1 : 3 br dans la même m\n"),
        "heads without a body": rounds("Tour {n} :"),
        "heads on one line": filled("", "Tour 1 : 6 ms. Tour 2 : 6 aug. "),
        "rounds without end": rounds("Tour {n} : 6 ms [6]"),
        "a reference to each before": rounds("Tour {n} : comme le tour {before}"),
        "references to all before": rounds("Rang {n} : répéter les rangs 1-{before}"),
        "ranges": rounds("Tours 1-999999 : (1 ms, aug) x 6"),
        "rounds of their own": rounds("Tour {n} : {n} ms, {before} aug, (2 ms, dim) x 6, 1 mc dans la 1re m [{n}]"),
        "ranges that all change": rounds("Tours {n}-9999 : {n} aug, 1 ms dans chaque m"),
        "ranges in doubt": rounds("Tours {n}-9999 : aug, *{n} ms, aug* rép. 2 fois, 1 ms dans chaque m [{n}]"),
        "rounds with doubts of their own": rounds("Tour {n} : " + in_doubt + "[{n}]"),
        "long rounds with doubts of their own": rounds("Tour {n} : " + 3 * in_doubt + "[{n}]"),
        "longest rounds with doubts of their own": rounds("Tour {n} : " + 25 * in_doubt + "[{n}]"),
        "rounds of doubts in English": rounds(
            "Rnd {n}: Ch 1, *{n} sc, inc; rep from * {n} times more, sl st to first st. ({n})"
        ),
        "lace of its own": rounds(
            "Rang {n} : 3 ml, *{n} br dans l'arceau suivant, 2 ml, sauter 1 arceau*, répéter de * à * [{n}]"
        ),
        "wide lace": wide + rounds("Rang {n} : *1 br, 2 ml, sauter 1 m*, répéter de * à * tout le rang, {n} ml"),
        "wide lace in pieces": rounds(
            "### Volant {n}\nMonter 9999 ml\nRang 1 : 3 ml, *sauter 1 m, 1 br dans la m suivante, {n} ml*"
        ),
        "wide rows that keep their ends": wide + rounds("Rang {n} : *1 ms, 1 ml* jusqu'aux 5000 dernières m, 50{n} ms"),
        "groups within groups": wide + rounds("Rang {n} : ((1 ms, 2 ml) x 9999 dans la même m) x 9999, {n} ms"),
        "rows with turning chains": "Monter 31 ml\n"
        + rounds("Rang {n} : 3 ml, tourner, 1 br dans chacune des {n} br, aug, 1 br [{n}]"),
        "two rows a thousand times": "Monter 300 ml\nRang 1 : 1 ms dans chaque m\nRang 2 : *1 ms, 1 ml* tout le rang\n"
        + rounds("Rang {n} : {n} ms, répéter les rangs 1-2 999 fois\nRang 3 : répéter les rangs 1-2 99{n} fois"),
        "chains told both ways": "Monter 31 ml\n"
        + rounds("Rang {n} : 3 ml (comptent comme 1 br), {n} br\nRang {n} : 3 ml (ne comptent pas), {n} br"),
        "faults with many numbers": rounds(
            "Tour {n} : 3 ml, *sauter 1 m, {n} ms, 2 ml, 3 br dans la même m, aug*, rép. 5 fois, 5 ml, 1 mc [{n}]"
        ),
        "numbered items": rounds("{n}. 6 ms"),
        "rows of a table": "| Tour | Instructions |\n|---|---|\n" + rounds("| {n} | 6 ms |"),
        "cells of a table": filled("| Tour | Instructions |\n|---|---|\n", "| 1 "),
        "a glossary": "Abréviations\n" + rounds("a{n} : maille serrée"),
        "gauges": filled("", "Échantillon : 14 m x 16 rangs = 10 cm\n"),
        "brackets": filled("", "["),
        "bullets": filled("", "- "),
        "quotes": filled("", "> "),
        "bold": filled("", "**"),
        "underscores": filled("", "_"),
        "backticks": filled("", "`"),
        "tags": filled("", "<b>"),
        "backslashes": filled("Tour 1 : ", "\\"),
        "halves": filled("Tour 1 : ", "½"),
        "letters that decompose": filled("Tour 1 : ", "ﷺ"),
        "marks on one letter": filled("Tour 1 : e", "\u0301"),
        "one word": filled("", "m"),
        "commas": filled("Tour 1 : ", ","),
        "dots": filled("Tour 1 : ", "."),
        "and and and": filled("Tour 1 : ", "et "),
        "blank lines": filled("Tour 1 : 6 ms [6]", "\n"),
        "blanks": filled("Tour 1 : 6 ms", " ", "[6]"),
        "carriage returns": filled("Tour 1 : 6 ms", "\r"),
        "separators": filled("Tour 1 : 6 ms", "\u2028"),
        "zeros": filled("Tour 1 : 6 ms", "\x00"),
        "emoji": filled("Tour 1 : 6 ms ", "🧶"),
        "unknown words": rounds("Tour {n} : 6 ms, grumpf{n} 3"),
        "deep JSON": filled('{"pieces": ', "["),
        "deep JSON objects": filled("", '{"a":'),
        "a long list in JSON": filled('{"pieces": [', "{},", "{}]}"),
        "a draft of many lines": filled('{"pieces": [{"lines": [', '{"label": "Tour 1", "text": "6 ms"},', "{}]}]}"),
        "an object of many rounds": filled('{"rounds": [', '{"round": 1, "text": "6 ms", "stitches": 6},', "{}]}"),
        "escaped quotes in JSON": filled('{"', '\\"'),
        "a number in JSON": filled('{"pieces": ', "9", "}"),
    }
