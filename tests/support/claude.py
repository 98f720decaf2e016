"""Settings and providers for tests that speak to the fake API."""

import random
from datetime import timedelta
from typing import Any

from patrond.config import Settings
from patrond.config.settings import ProviderSettings
from patrond.providers import open_provider
from patrond.providers.contract import Provider

KEY = "sk-ant-test-0123456789"


def claude_settings(base_url: str, *, language: str = "en", **provider: Any) -> Settings:
    """Settings with provider claude at ``base_url``; keywords are those of ``provider:``."""
    chosen = {"name": "claude", "base_url": base_url, "api_key": KEY, "call_timeout": timedelta(seconds=5), **provider}
    return Settings(language=language, provider=ProviderSettings(**chosen))


def claude(base_url: str, **provider: Any) -> Provider:
    """The real provider, with chance fixed."""
    return open_provider(claude_settings(base_url, **provider), random.Random(7))
