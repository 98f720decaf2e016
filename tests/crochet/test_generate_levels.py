"""Levels differ in technique: what each type works at each level, seen in the lines that it has."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from patrond.crochet import Level, Pattern, PatternType, Request, Study, generate
from patrond.crochet.stitches import STITCHES, Kind

from support.wishes import SIZES

BRIDE, STRIPES, RIBBING, TEXTURE, SHELLS, SHAPING = "bride", "stripes", "ribbing", "texture", "shells", "shaping"

# What a level must have, and (beyond its own) may not have.
WORKED: Mapping[PatternType, Mapping[Level, set[str]]] = {
    PatternType.HAT: {
        Level.BEGINNER: set(),
        Level.INTERMEDIATE: {BRIDE, STRIPES, RIBBING},
        Level.ADVANCED: {BRIDE, RIBBING, TEXTURE},
    },
    PatternType.SCARF: {
        Level.BEGINNER: set(),
        Level.INTERMEDIATE: {BRIDE, STRIPES, RIBBING},
        Level.ADVANCED: {SHELLS},
    },
    PatternType.AMIGURUMI: {
        Level.BEGINNER: set(),
        Level.INTERMEDIATE: {BRIDE, STRIPES, RIBBING},
        Level.ADVANCED: {TEXTURE, SHELLS, SHAPING},
    },
    PatternType.BAG: {
        Level.BEGINNER: set(),
        Level.INTERMEDIATE: {BRIDE, STRIPES, RIBBING},
        Level.ADVANCED: {RIBBING, TEXTURE},
    },
    PatternType.GARMENT: {
        Level.BEGINNER: set(),
        Level.INTERMEDIATE: {BRIDE, STRIPES, RIBBING},
        Level.ADVANCED: {RIBBING, TEXTURE, SHAPING},
    },
}


def lines(pattern: Pattern) -> list[str]:
    return [line.text for piece in pattern.pieces for line in piece.lines]


def stitches(pattern: Pattern) -> set[str]:
    return {name for _, line in Study.of(pattern).lines() for name in line.instructions.stitches}


def has_brides(pattern: Pattern) -> bool:
    return any(
        re.search(r"\b\d+ br\b", text) and "dans la m" not in text and "ms" not in text for text in lines(pattern)
    )


def has_stripes(pattern: Pattern) -> bool:
    return any(
        len({colour for line in piece.lines for colour in re.findall(r"en couleur ([A-F])", line.text)}) > 1
        for piece in pattern.pieces
        if piece.make == 1 or pattern.type is not PatternType.AMIGURUMI  # a paw is no stripe
    )


def has_ribbing(pattern: Pattern) -> bool:
    posts = any(re.search(r"\(1 \w+av, 1 \w+ar\)|\(1 \w+ar, 1 \w+av\)", text) for text in lines(pattern))
    return posts or "dans le brin arrière" in pattern.pieces[0].lines[-1].text


def has_texture(pattern: Pattern) -> bool:
    found = {STITCHES[name].kind for name in stitches(pattern) if name in STITCHES}
    in_turn = any(re.search(r"\(1 br, 1 brav\)|\(1 ms, 1 br\)", text) for text in lines(pattern))
    return Kind.CLUSTER in found or in_turn


def has_shells(pattern: Pattern) -> bool:
    return any("5 br dans la m suivante" in text for text in lines(pattern))


TECHNIQUES: Mapping[str, Callable[[Pattern], bool]] = {
    BRIDE: has_brides,
    STRIPES: has_stripes,
    RIBBING: has_ribbing,
    TEXTURE: has_texture,
    SHELLS: has_shells,
}


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("type_", list(PatternType))
def test_each_level_works_the_techniques_of_the_table(type_: PatternType, level: Level) -> None:
    for size in SIZES[type_]:
        pattern = generate(Request(type_, level, size))
        if pattern.pieces[0].name == "Snood":
            continue  # a baby's scarf

        found = {name for name, has in TECHNIQUES.items() if has(pattern)}

        assert found == WORKED[type_][level] - {SHAPING}, (size, pattern.title)


@pytest.mark.parametrize("size", ["20cm", "30cm"])
def test_an_advanced_toy_is_shaped_along_a_curve(size: str) -> None:
    """A ball grows by 6 in each round; a cheek by 6, then by 3, then now and then."""
    steps = {}
    for level in Level:
        head = [line.count or 0 for line in generate(Request(PatternType.AMIGURUMI, level, size)).pieces[0].lines]
        steps[level] = {after - before for before, after in pairwise(head) if after > before}

    assert steps == {Level.BEGINNER: {6}, Level.INTERMEDIATE: {6}, Level.ADVANCED: {3, 6}}


def test_an_advanced_sweater_has_a_round_neck() -> None:
    front = generate(Request(PatternType.GARMENT, Level.ADVANCED, "M")).pieces[1]
    shoulder = [line.count or 0 for line in front.lines][-6:]

    assert shoulder == sorted(shoulder, reverse=True)
    assert len(set(shoulder)) >= 3
