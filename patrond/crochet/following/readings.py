"""Readings: one choice for every doubt of a line, the most likely first."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from patrond.crochet.grammar.steps import Doubt


class Reading(NamedTuple):
    """One choice for every doubt of a line. The defaults are what is meant most often."""

    chain_counts: bool = False
    other_turns: bool = False
    bare_once: bool = False
    slip_joins: bool = True
    same_again: bool = False
    last_too: bool = False
    in_one: bool = False
    skip_more: bool = False
    whole: bool = False
    between: bool = False
    listed: bool = False
    all_times: bool = False
    ended: bool = False


_FIELDS = {
    Doubt.CHAIN: "chain_counts",
    Doubt.TURNS: "other_turns",
    Doubt.AGAIN: "other_turns",
    Doubt.WHOLE: "whole",
    Doubt.BARE: "bare_once",
    Doubt.SLIP: "slip_joins",
    Doubt.SAME: "same_again",
    Doubt.LAST: "last_too",
    Doubt.SKIP: "skip_more",
    Doubt.ONE: "in_one",
    Doubt.EVERY: "between",
    Doubt.LIST: "listed",
    Doubt.ALL: "all_times",
    Doubt.ENDS: "ended",
}
_ORDER = {
    Doubt.SLIP: (True, False),
}


@lru_cache(maxsize=256)
def readings(doubts: frozenset[Doubt], chain_counts: bool) -> tuple[Reading, ...]:
    """Every reading of those doubts, the most likely first; ``chain_counts`` is the likelier of a turning chain."""
    names = [doubt for doubt in Doubt if doubt in doubts and doubt in _FIELDS]
    choices = [_ORDER.get(doubt, (False, True)) for doubt in names]
    if Doubt.CHAIN in names and chain_counts:
        choices[names.index(Doubt.CHAIN)] = (True, False)
    base = Reading(chain_counts=chain_counts)
    return tuple(
        base._replace(**{_FIELDS[doubt]: choice for doubt, choice in zip(names, chosen, strict=True)})
        for chosen in product(*choices)
    )
