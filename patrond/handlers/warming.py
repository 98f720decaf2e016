"""What the first job would have to make, made before any worker is forked, so that all of them share it."""

from itertools import product

from patrond.config import Settings
from patrond.crochet import generate, validate
from patrond.crochet.pattern import Language, Level, PatternType
from patrond.crochet.request import Request
from patrond.render.markdown import instructions


def warm(settings: Settings) -> None:
    """Make, check and write a pattern of each kind: phrases are compiled and remembered, 2.7 MB a worker (measured)."""
    language = Language(settings.language)
    for type_, level in product(PatternType, Level):
        request = Request(type_, level, "", language)
        pattern = generate(request)
        validate(pattern, request)
        instructions(pattern)
