"""Judged settings on their way to another process of ours: as bytes, secrets included, and back."""

import json

from pydantic import SecretStr

from patrond.config.settings import Settings


def pack(settings: Settings) -> bytes:
    """The settings for a private socket. It holds the secrets: write it to no file and no log."""
    tree = settings.model_dump(mode="json")
    for section, key, secret in (
        ("database", "url", settings.database.url),
        ("provider", "api_key", settings.provider.api_key),
        ("admin", "jwt_secret", settings.admin.jwt_secret),
    ):
        tree[section][key] = secret.get_secret_value() if isinstance(secret, SecretStr) else None
    return json.dumps(tree).encode()


def unpack(data: bytes) -> Settings:
    """What :func:`pack` made."""
    return Settings.model_validate(json.loads(data))
