"""What holds for every pattern: it is read back as it was written, and a change tells exactly what it changes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from patrond.crochet import (
    Language,
    Line,
    LineVerdict,
    Pattern,
    Request,
    Study,
    Terms,
    Verdict,
    from_draft,
    generate,
    judge,
    parse,
    to_draft,
    translate,
    validate,
)
from patrond.crochet.following.walk import FollowedLine
from patrond.crochet.stitches import STITCHES, Kind
from patrond.errors import CannotMake
from patrond.render.markdown import document

from support.crochet_noise import KINDS
from support.crochet_sanity import tried
from support.wishes import TONGUES, random_wish


@cache
def wish(number: int) -> Request:
    """The wish of that number: one that can be made."""
    chance = Random(number)
    while True:
        drawn = random_wish(chance)
        try:
            generate(drawn)
        except CannotMake:
            continue
        return drawn


wishes = st.integers(0, 10_000).map(wish)
chances = st.integers(0, 2**32).map(Random)


@settings(max_examples=300)
@given(kind=st.sampled_from(sorted(KINDS)), chance=chances)
def test_nothing_raises_and_every_value_is_one_that_can_be(kind: str, chance: Random) -> None:
    tried(KINDS[kind](chance), random_wish(chance))


@settings(max_examples=80)
@given(asked=wishes)
def test_what_is_written_is_read_back_as_the_same(asked: Request) -> None:
    pattern = generate(asked)

    assert parse(document(pattern)) == pattern
    assert from_draft(to_draft(pattern)) == pattern


@settings(max_examples=40)
@given(asked=wishes)
def test_a_pattern_says_the_same_in_every_tongue(asked: Request) -> None:
    told = {_told(Study.of(parse(document(generate(_in_tongue(asked, *tongue)))))) for tongue in TONGUES}

    assert len(told) == 1


@settings(max_examples=40)
@given(asked=wishes, chain=st.lists(st.sampled_from(TONGUES), min_size=1, max_size=4))
def test_a_translation_is_what_would_have_been_made_however_one_came_to_it(
    asked: Request, chain: list[tuple[Language, Terms | None]]
) -> None:
    pattern = generate(asked)
    for language, terms in chain:
        pattern = parse(document(translate(pattern, language, terms)))

    made = generate(_in_tongue(asked, *chain[-1]))
    assert (pattern.pieces, pattern.gauge, pattern.abbreviations) == (made.pieces, made.gauge, made.abbreviations)
    assert (pattern.title, pattern.language, pattern.terms) == (made.title, made.language, made.terms)


def _in_tongue(asked: Request, language: Language, terms: Terms | None) -> Request:
    return replace(asked, language=language, terms=terms)


def _told(study: Study) -> tuple[tuple[object, ...], ...]:
    """What is made, without its words: numbers and turns, stitches used and made, verdict and yarn of each line."""
    return tuple(
        (line.first, line.turns, line.used, line.stitches, line.verdict, line.yarn) for _, line in study.lines()
    )


@settings(max_examples=100)
@given(asked=wishes, chance=chances)
def test_an_increase_more_makes_a_stitch_more_and_contradicts_the_count(asked: Request, chance: Random) -> None:
    pattern = generate(asked)
    texts = {place: text for place in _places(pattern) if (text := _one_more(_line(pattern, *place), pattern.terms))}
    assume(texts)
    at = chance.choice(list(texts))
    count = _line(pattern, *at).count or 0

    stated, silent = (_followed(_with(pattern, at, texts[at], each), at) for each in (count, None))

    assert stated.verdict is LineVerdict.FAULT
    assert silent.verdict is LineVerdict.VERIFIED
    assert silent.made is not None
    assert count + 1 in silent.made.totals


_Place = tuple[int, int]


def _places(pattern: Pattern) -> list[_Place]:
    return [(at, index) for at, piece in enumerate(pattern.pieces) for index in range(len(piece.lines))]


def _line(pattern: Pattern, piece: int, index: int) -> Line:
    return pattern.pieces[piece].lines[index]


_PLAIN = {
    terms: "|".join(re.escape(each.abbreviation(terms)) for each in STITCHES.values() if each.kind is Kind.PLAIN)
    for terms in Terms
}


_REJOINS = re.compile(r"rejoindre|rejoin")


def _one_more(line: Line, terms: Terms) -> str | None:
    """The text with an increase for one of its plain stitches outside repeats; None where it is no single round.

    Nor where the work is taken up on stitches that nobody counted: without its own count it cannot be verified.
    """
    if _REJOINS.search(line.text):
        return None
    outside = re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), line.text)
    found = re.search(rf"\b(\d+) ({_PLAIN[terms]})(?=,|$)", outside)
    if found is None or int(found[1]) < 2 or len(re.findall(r"\d+", line.label)) != 1 or line.count is None:
        return None
    increase = STITCHES["inc"].abbreviation(terms)
    return f"{line.text[: found.start()]}{int(found[1]) - 1} {found[2]}, {increase}{line.text[found.end() :]}"


def _with(pattern: Pattern, at: _Place, text: str, count: int | None) -> Pattern:
    piece, index = at
    lines = list(pattern.pieces[piece].lines)
    lines[index] = replace(lines[index], text=text, count=count)
    pieces = list(pattern.pieces)
    pieces[piece] = replace(pieces[piece], lines=tuple(lines))
    return replace(pattern, pieces=tuple(pieces))


def _followed(pattern: Pattern, at: _Place) -> FollowedLine:
    return Study.of(pattern).pieces[at[0]].lines[at[1]]


def _of_rounds(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change to the lines that are worked, and to no other."""

    def changed(text: str) -> str:
        return "\n".join(change(line) if _ROUND.match(line) else line for line in text.split("\n"))

    return changed


_ROUND = re.compile(r"- \*\*(?:Tour|Rang|Rnd|Row|Chaînette|Foundation)")

NEUTRAL: Mapping[str, Callable[[str], str]] = {
    "heads in capitals": _of_rounds(lambda line: re.sub(r"\*\*[^*]+\*\*", lambda head: head[0].upper(), line)),
    "heads in small letters": _of_rounds(lambda line: re.sub(r"\*\*[^*]+\*\*", lambda head: head[0].lower(), line)),
    "two blanks for one": _of_rounds(lambda line: line[:2] + line[2:].replace(" ", "  ")),
    "blanks at the end": lambda text: text.replace("\n", "   \n"),
    "a cross for x": _of_rounds(lambda line: line.replace(") x ", ") × ")),
    "a cross without blanks": _of_rounds(lambda line: line.replace(") x ", ")✕")),
    "no bold": _of_rounds(lambda line: line.replace("**", "")),
    "all bold": _of_rounds(lambda line: f"- **{line[2:].replace('**', '')}**"),
    "no bullets": _of_rounds(lambda line: line[2:]),
    "other bullets": _of_rounds(lambda line: f"• {line[2:]}"),
    "hard blanks": lambda text: text.replace(" ", "\u00a0").replace("#\u00a0", "# ").replace("-\u00a0**", "- **"),
    "curly quotes": lambda text: text.replace("'", "’"),
    "long dashes in ranges": _of_rounds(lambda line: re.sub(r"(\d)-(\d)", r"\1–\2", line)),
    "ends of lines": lambda text: text.replace("\n", "\r\n"),
    "counts in parentheses": _of_rounds(lambda line: re.sub(r"\[(\d+)\]$", r"(\1)", line)),
    "counts after a sign": lambda text: re.sub(r"^(- \*\*[TR].*) \[(\d+)\]$", r"\1 = \2", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("name", list(NEUTRAL))
@settings(max_examples=12)
@given(asked=wishes)
def test_how_it_is_set_changes_nothing(name: str, asked: Request) -> None:
    text = document(generate(asked))

    as_written, otherwise = (Study.of(parse(each), asked) for each in (text, NEUTRAL[name](text)))

    assert NEUTRAL[name](text) != text or name in ("curly quotes", "long dashes in ranges", *_OF_REPEATS)
    assert judge(otherwise).verdict is judge(as_written).verdict is Verdict.SOUND
    assert _told(otherwise) == _told(as_written)


_OF_REPEATS = ("a cross for x", "a cross without blanks")


@settings(max_examples=100)
@given(asked=wishes, chance=chances)
def test_a_sound_pattern_without_some_counts_is_not_faulty(asked: Request, chance: Random) -> None:
    lines = document(generate(asked), size=asked.size).split("\n")
    silent = [re.sub(r" \[\d+\]$", "", line) if chance.random() < 0.5 else line for line in lines]

    report = validate(parse("\n".join(silent)), asked)

    assert [(fault.code, fault.label) for fault in report.faults] == []
