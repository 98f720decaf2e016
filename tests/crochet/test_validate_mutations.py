"""Slips of the pen, planted in generated patterns: each is caught at its line, and none is seen where none is."""

import random

import pytest
from patrond.crochet import Language, Level, PatternType, Request, generate, validate

from support.crochet_mutations import KINDS, PARTIAL_ROW, PLAIN_ROUND, mutants, numbered

REQUESTS = [
    Request(kind, level, size, language)
    for kind, sizes in {
        PatternType.HAT: ("adulte", "bebe"),
        PatternType.SCARF: ("adulte",),
        PatternType.AMIGURUMI: ("10cm", "20cm"),
        PatternType.BAG: ("small", "medium"),
        PatternType.GARMENT: ("M", "enfant"),
    }.items()
    for size in sizes
    for level in Level
    for language in Language
]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (PARTIAL_ROW, PLAIN_ROUND)])
def test_a_planted_fault_is_caught_at_its_line(kind: str) -> None:
    chance = random.Random(7)
    planted, missed = 0, []
    for request in REQUESTS:
        pattern = generate(request)
        for mutant in mutants(pattern, chance):
            if mutant.kind != kind:
                continue
            planted += 1
            lines = {fault.line for fault in validate(numbered(mutant.pattern), request).faults}
            if not any(place + 1 in lines for place in mutant.places):
                missed.append(
                    f"{request.type} {request.level} {request.language}: {mutant.text} at {mutant.places} {lines}"
                )

    assert planted > 20
    assert missed == []


def test_no_fault_is_seen_where_none_is() -> None:
    faulty = [request for request in REQUESTS if validate(generate(request), request).faults]

    assert faulty == []
