"""Secrets from files: those that settings name, and systemd's credentials; put where the settings keep them."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from patrond.config.database_url import parse_database_url, with_password
from patrond.config.given import Given, Layer
from patrond.errors import Problem

# systemd's SetCredential=name:unset keeps a unit startable while the credential is not there yet.
_UNSET = "unset"


@dataclass(frozen=True, slots=True)
class _Place:
    """A secret: the key that holds it, the key that names its file, the credential's name."""

    path: str
    file_key: str
    credential: str


_PLACES = (
    _Place("provider.api_key", "provider.api_key_file", "anthropic_api_key"),
    _Place("database.password", "database.password_file", "database_password"),
    _Place("admin.jwt_secret", "admin.jwt_secret_file", "jwt_secret"),
)


@dataclass(slots=True)
class Secrets:
    """Secrets by path (``database.password`` is none of the settings: it goes into the URL), faults and warnings."""

    layer: Layer = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_secrets(files: Mapping[str, Given], environ: Mapping[str, str]) -> Secrets:
    """The secrets of the files that settings name (``provider.api_key_file``: path), else of systemd's credentials."""
    secrets = Secrets()
    folder = environ.get("CREDENTIALS_DIRECTORY")
    for place in _PLACES:
        if place.file_key in files:
            _read(files[place.file_key], place, secrets)
        elif folder and (credential := Path(folder) / place.credential).is_file():
            _read(Given(credential, "one of systemd's credentials"), place, secrets, is_credential=True)
    return secrets


def _read(file: Given, place: _Place, secrets: Secrets, *, is_credential: bool = False) -> None:
    path = Path(str(file.value))
    try:
        text = path.read_bytes().decode().strip("\r\n")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text"
        found = f"{str(path)!r} ({file.origin}): {reason}"
        remedy = "put it there, for the user that runs patrond to read"
        secrets.problems.append(Problem(place.file_key, found, "a file with the secret alone", remedy))
        return
    if is_credential and text == _UNSET:
        return
    if not text or any(character in text for character in "\r\n\0"):
        found = f"{str(path)!r} ({file.origin}), which {'is empty' if not text else 'has several lines'}"
        expected = "a file with the secret alone, in one line"
        secrets.problems.append(Problem(place.file_key, found, expected, "write the secret into it"))
        return
    if mode & stat.S_IROTH and not is_credential:
        secrets.warnings.append(f"{path} ({place.file_key}) can be read by everybody on this machine: chmod o-r {path}")
    secrets.layer[place.path] = Given(text, f"from {path}")


def url_with_password(url: str, password: str | None) -> str:
    """The URL with the password of a file in place; one that is unsound, or has a password of its own, stays."""
    if password is None:
        return url
    try:
        return url if parse_database_url(url).password else with_password(url, password)
    except ValueError:
        return url
