"""The options that say which pattern is wished for: type, level, size."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from patrond.crochet.pattern import Level, PatternType

F = TypeVar("F", bound=Callable[..., Any])

_TYPES = click.Choice([type_.value for type_ in PatternType])
_LEVELS = click.Choice([level.value for level in Level])


def wish_options(*, required: bool) -> Callable[[F], F]:
    """Give a command --type, --level and --size (passed as ``type_``, ``level``, ``size``)."""
    size_help = "The size, as the site's form sends it: adulte, bebe, M, 20cm, …"

    def decorate(function: F) -> F:
        # click lists options in the order opposite to that of decorating
        function = click.option("--size", metavar="SIZE", required=required, help=size_help)(function)
        function = click.option("--level", type=_LEVELS, required=required, help="How hard it may be.")(function)
        return click.option("--type", "type_", type=_TYPES, required=required, help="What is made.")(function)

    return decorate
