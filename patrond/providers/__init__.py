"""Who drafts the patterns, opened by name: claude, or the builtin generator, which needs no SDK imported."""

import random

from patrond.config import Settings
from patrond.config.provider import provider_problem
from patrond.errors import PatrondError
from patrond.providers.contract import Provider

__all__ = ["Provider", "check_online", "open_provider", "warm"]


def open_provider(settings: Settings, rng: random.Random | None = None) -> Provider:
    """The provider of these settings. Called in the worker after the fork, inside its loop; one per process.

    ``rng`` spreads the waits after an overload; None seeds one from the system.

    Raises:
        PatrondError: no provider can be opened; the message says why and what to do.
    """
    if problem := provider_problem(settings):
        raise PatrondError(f"cannot open a provider: {problem}")
    if settings.provider_name == "claude":
        from patrond.providers.claude import ClaudeProvider  # the SDK: 0.75 s and 84 MB, only where it is named

        return ClaudeProvider(settings, rng or random.Random())  # noqa: S311 — spreads waits, hides nothing
    from patrond.providers.builtin import BuiltinProvider

    return BuiltinProvider()


def warm(settings: Settings) -> None:
    """Load in the nursery, before any fork, what every worker will need. Leaves no socket and no thread behind."""
    if settings.provider_name == "claude":
        import patrond.providers.claude
        from patrond.providers.claude_client import warm as warm_claude

        warm_claude(settings)
    else:
        import patrond.providers.builtin  # noqa: F401 — loading it is the point


async def check_online(settings: Settings) -> str:
    """Ask the provider whether key and model are good; costs nothing. One line in words for `patrond check --online`.

    Raises:
        PatrondError: it is not so; the message says what to do.
    """
    if problem := provider_problem(settings):
        raise PatrondError(f"cannot ask the provider: {problem}")
    if settings.provider_name == "claude":
        from patrond.providers.claude_client import check_online as check_claude

        return await check_claude(settings)
    return "builtin: needs no network and no key"
