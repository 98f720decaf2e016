"""A kept draft as the site's row receives it: markdown, a JSON list of materials, texts capped to its columns."""

import json

from patrond.crochet.pattern import Pattern
from patrond.handlers.order import Order
from patrond.i18n import Translator
from patrond.jobs import PatternResult, Usage
from patrond.providers.contract import Draft
from patrond.render.markdown import clean, instructions, title

# What the site's PDF can print on a line, and what its columns hold; a title's length is render's own matter.
MOST_MATERIAL = 90
MOST_YARN_WEIGHT = 50
MOST_HOOK_SIZE = 20
MOST_ESTIMATED_TIME = 100
_MOST_MATERIALS = 60


def pattern_result(order: Order, draft: Draft, usage: Usage, provider: str, t: Translator) -> PatternResult:
    """What is stored of ``draft`` for ``order``; ``usage`` is that of the whole attempt."""
    pattern = draft.pattern
    return PatternResult(
        pattern_id=order.pattern_id,
        user_id=order.user_id,
        title=title(pattern) or t(f"answers.title_{order.request.type}"),
        content=instructions(pattern),
        materials=json.dumps(_materials(pattern), ensure_ascii=False),
        yarn_weight=fitted(pattern.yarn_weight, MOST_YARN_WEIGHT),
        hook_size=fitted(pattern.hook_size, MOST_HOOK_SIZE),
        estimated_time=fitted(pattern.estimated_time, MOST_ESTIMATED_TIME),
        ai_provider=provider,
        generation_prompt=draft.prompt,
        tokens_used=usage.tokens,
    )


def fitted(text: str, most: int) -> str:
    """The text in at most ``most`` characters, cut between words, with nothing that the site's PDF cannot print.

    >>> fitted("Laine <b>mérinos</b> bleu marine", 20)
    'Laine mérinos bleu'
    """
    line = clean(text)
    if len(line) <= most:
        return line
    cut = line[: most + 1].rsplit(" ", 1)[0] if " " in line[: most + 1] else line[:most]
    return cut.rstrip(" ,;:-–(")


def _materials(pattern: Pattern) -> list[str]:
    listed = pattern.materials or tuple(filter(None, (pattern.yarn_weight, pattern.hook_size)))
    return [line for text in listed[:_MOST_MATERIALS] if (line := fitted(text, MOST_MATERIAL))]
