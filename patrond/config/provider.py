"""Whether a provider can be opened with these settings; the reason in words where it cannot."""

from patrond.config.settings import Settings

_NO_NAME = (
    "no provider is named: on MySQL no job is taken until provider.name (or AI_PROVIDER in the site's .env) "
    "says claude or builtin"
)
_NO_KEY = (
    "provider claude has no API key: set provider.api_key_file, or ANTHROPIC_API_KEY in the environment "
    "or in the site's .env (env_file)"
)


def provider_problem(settings: Settings) -> str | None:
    """Why no provider can be opened, with the next step, or None where one can. Opens nothing.

    >>> provider_problem(Settings()) is None  # SQLite: the builtin generator needs no name and no key
    True
    """
    if settings.provider_name is None:
        return _NO_NAME
    key = settings.provider.api_key
    if settings.provider_name == "claude" and (key is None or not key.get_secret_value().strip()):
        return _NO_KEY
    return None
