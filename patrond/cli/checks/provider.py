"""The provider: whether one is named and has what it needs; with --online, whether it answers."""

import asyncio
from collections.abc import Iterator

from patrond.cli.checks.line import Line, fail, ok, warn
from patrond.config import Settings
from patrond.config.provider import provider_problem
from patrond.errors import PatrondError
from patrond.providers.prices import PRICES_OF, typical_cost_usd


def provider(settings: Settings, *, online: bool) -> Iterator[Line]:
    """Who drafts, and what it would cost; asking it costs nothing."""
    problem = provider_problem(settings)
    if problem is not None:
        yield fail("provider", problem)
        return
    yield ok("provider", _named(settings))
    if settings.provider_name == "claude":
        yield _price(settings.provider.model)
    if online:
        yield _asked(settings)


def _named(settings: Settings) -> str:
    if settings.provider_name == "claude":
        return f"claude, model {settings.provider.model}; a key is set"
    return "builtin: patrond's own formulas, no network, no key"


def _price(model: str) -> Line:
    cost = typical_cost_usd(model)
    if cost is None:
        return warn("cost", f"the price of {model} is not known: cost is counted as 0", "check provider.model")
    return ok("cost", f"about ${cost:.4f} a pattern (prices of {PRICES_OF:%Y-%m-%d})")


def _asked(settings: Settings) -> Line:
    from patrond.providers import check_online

    try:
        return ok("online", asyncio.run(check_online(settings)))
    except PatrondError as error:
        return fail("online", str(error))
