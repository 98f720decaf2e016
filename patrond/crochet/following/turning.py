"""Turning chains: what the pattern says of whether they count, in its notes and in its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from patrond.crochet.grammar.steps import Chain, FromHook, Instructions, Step
from patrond.crochet.grammar.symbols import Symbol
from patrond.crochet.grammar.tokens import Entry, Lexicon, Token, may_say
from patrond.crochet.pattern import Terms
from patrond.crochet.stitches import Kind

Rules = tuple[tuple[int, bool], ...]
"""By number of chains, 0 for all: whether a turning chain counts as a stitch. Below zero: those a first row skips."""


_TALL = 3


def chain_rules(texts: Iterable[str], terms: Terms) -> Mapping[int, bool]:
    """What cleaned texts say of turning chains: by number of chains, 0 for all of them, and of those skipped too.

    >>> dict(chain_rules(["Les 3 ml du début comptent comme une bride."], Terms.FR))
    {3: True, -3: True}
    """
    rules: dict[int, bool] = {}
    plain = Lexicon.of(terms)
    for text in texts:
        tokens = plain.tokens(text) if may_say(text, _speaks_of_counting, terms) else []
        for index, token in enumerate(tokens):
            if token.symbol in _COUNTING:
                number = _chain_before(tokens, index)
                if number is not None:
                    rules.setdefault(number, token.symbol is Symbol.COUNTS)
                    rules.setdefault(-number, token.symbol is Symbol.COUNTS)
    return rules


_COUNTING = frozenset({Symbol.COUNTS, Symbol.COUNTS_NOT})


def _speaks_of_counting(entry: Entry) -> bool:
    return entry.symbol in _COUNTING


def _chain_before(tokens: list[Token], index: int) -> int | None:
    """The number of chains that the remark at ``index`` is about; None where it is about none."""
    for at in range(index - 1, max(index - 8, -1), -1):
        token = tokens[at]
        if token.symbol in (Symbol.STOP, Symbol.SPACE):
            return None  # "chain-1 spaces count as a stitch" is said of spaces
        if token.symbol is Symbol.START_CHAIN or (token.stitch is not None and token.stitch.kind is Kind.CHAIN):
            for near in (at - 1, at + 1):
                if 0 <= near < index and tokens[near].symbol is Symbol.NUMBER:
                    return tokens[near].value if tokens[near].text.isdigit() else 0
            return 0
    return None


def chains_counted(lines: Iterable[Instructions]) -> Mapping[int, bool]:
    """What some line of a piece says of its turning chain holds for the others, unless another says otherwise.

    Not of a single chain, which counts as one stitch in one row and is the height of another in the next; nor, below a
    bride's height, of the chains that a first row skips.
    """
    said: dict[int, set[bool]] = {}
    for instructions in lines:
        for step in instructions.steps:
            if isinstance(step, Chain) and step.counts is not None and step.number > 1:
                said.setdefault(step.number, set()).add(step.counts)
    return {number: counts.pop() for number, counts in said.items() if len(counts) == 1}


@lru_cache(maxsize=2048)
def ruled(instructions: Instructions, rules: Rules) -> Instructions:
    """With the pattern's own rule for its turning chains."""
    if not rules or not any(isinstance(step, (Chain, FromHook)) and step.counts is None for step in instructions.steps):
        return instructions
    by_number = dict(rules)
    return replace(instructions, steps=tuple(_ruled_step(step, by_number) for step in instructions.steps))


def _ruled_step(step: Step, rules: Mapping[int, bool]) -> Step:
    if not isinstance(step, (Chain, FromHook)) or step.counts is not None:
        return step
    if isinstance(step, Chain):
        counts = rules.get(step.number, rules.get(0))
    else:
        skipped = step.nth - 1
        counts = rules.get(-skipped, rules.get(0))
        if counts is None and skipped >= _TALL:
            counts = rules.get(skipped)
    return step if counts is None else replace(step, counts=counts)
