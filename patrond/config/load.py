"""Loading: the settings file, the options, the environment and the defaults become one judged Settings."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from patrond.config.environment import Site, read_environment, site_of
from patrond.config.given import Given, Layer
from patrond.config.judge import judge
from patrond.config.keys import keys
from patrond.config.places import find_file, folders
from patrond.config.provider import provider_problem
from patrond.config.secrets import Secrets, read_secrets, url_with_password
from patrond.config.settings import Settings
from patrond.config.values import parse_path
from patrond.config.yaml_file import read_file
from patrond.errors import SettingsError

_FILE_KEYS = ("provider.api_key_file", "database.password_file", "admin.jwt_secret_file")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings that are in order; ``source`` is their file (None: defaults), ``warnings`` what should be known."""

    settings: Settings
    source: Path | None
    warnings: tuple[str, ...] = ()


def load(path: Path | None, *, environ: Mapping[str, str] = os.environ, overrides: Mapping[str, object] = {}) -> Loaded:
    """Find, read and judge the settings: an option comes before the file, the file before the environment.

    ``path`` is what -c gave; without it $PATROND_CONFIG and /etc/patrond.yaml are looked at, else the defaults hold.
    ``overrides`` are options by dotted path (``{"workers.count": 1}``); None means that the option was not given.
    Raises SettingsError with every problem at once.
    """
    source = find_file(path, environ)
    written, problems = read_file(source) if source is not None else ({}, [])
    if problems and not written:  # without the file, the rest cannot be judged
        raise SettingsError(str(source), problems)
    options = {key: _option(value) for key, value in overrides.items() if value is not None}
    given = _without_nulls(written) | options

    site = site_of(read_environment(environ, _file_at(given, "env_file")), given)
    secrets = _secrets_of(given, options, environ)
    settings, judged = judge(folders(source, environ) | site.layer | given)
    problems += site.problems + secrets.problems + judged
    if problems:
        raise SettingsError(str(source) if source else "the options, the environment and the defaults", problems)

    settings = _with_secrets(settings, site, secrets)
    return Loaded(settings, source, (*site.warnings, *secrets.warnings, *_cautions(settings, written, source)))


def socket_path(path: Path | None, *, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the daemon of these settings listens, for `ctl`: nothing else is judged, and no secret is read.

    A file that cannot be read or understood has the socket that it would have without the key.
    """
    source = find_file(path, environ)
    file, _ = read_file(source) if source is not None else ({}, [])
    given = {key: value for key, value in file.items() if key == "admin.socket"}
    settings, _ = judge(folders(source, environ) | given)
    return settings.admin.socket


def _without_nulls(file: Layer) -> Layer:
    """The file without the nulls that are defaults anyway: the environment may speak where ``url: null`` stands."""
    silent = {path for path, given in file.items() if given.value is None and path in keys()}
    return {path: given for path, given in file.items() if path not in silent or keys()[path].default is not None}


def _option(value: object) -> Given:
    if isinstance(value, Path):  # typed in a folder, which a path in the file is not
        value = value.expanduser().absolute()
    return Given(value, "given as an option")


def _file_at(layer: Layer, key: str) -> Given | None:
    """A file that is needed before everything is judged, as a Path; a wrong one is reported when it is."""
    given = layer.get(key)
    if given is None or given.value is None:
        return None
    try:
        return Given(parse_path(given.value), given.origin)
    except ValueError:
        return None


def _secrets_of(given: Layer, options: Layer, environ: Mapping[str, str]) -> Secrets:
    """The secrets of files and credentials. An address given as an option is of another account (`--admin-url`):
    the password that the settings name is not its own."""
    if "database.url" in options:
        given.pop("database.password_file", None)
    secrets = read_secrets({key: file for key in _FILE_KEYS if (file := _file_at(given, key))}, environ)
    if "database.url" in options:
        secrets.layer.pop("database.password", None)
    return secrets


def _with_secrets(settings: Settings, site: Site, secrets: Secrets) -> Settings:
    """The settings with each secret in its place; the file that is named, or a credential, beats the environment."""
    found = {path: str(given.value) for path, given in (site.secrets | secrets.layer).items()}
    url = settings.database.url
    if url is not None:
        url = SecretStr(url_with_password(url.get_secret_value(), found.get("database.password")))
    return settings.model_copy(
        update={
            "database": settings.database.model_copy(update={"url": url}),
            "provider": settings.provider.model_copy(update={"api_key": _secret(found.get("provider.api_key"))}),
            "admin": settings.admin.model_copy(update={"jwt_secret": _secret(found.get("admin.jwt_secret"))}),
        }
    )


def _secret(text: str | None) -> SecretStr | None:
    return None if text is None else SecretStr(text)


def _cautions(settings: Settings, file: Layer, source: Path | None) -> list[str]:
    """What is allowed, and yet should be known."""
    cautions: list[str] = []
    if (problem := provider_problem(settings)) is not None:
        cautions.append(problem)
    address = settings.database.address
    if source is not None and "database.url" in file and address is not None and _is_read_by_all(source):
        cautions.append(
            f"{source} can be read by everybody on this machine and may hold a password: chmod o-r {source}"
        )
    host = (settings.admin.listen or "").rpartition(":")[0]
    if host and host not in ("127.0.0.1", "localhost", "[::1]") and settings.admin.anonymous == "read":
        cautions.append(f"admin.anonymous is read and admin.listen is {settings.admin.listen}, which others can reach")
    return cautions


def _is_read_by_all(path: Path) -> bool:
    return bool(path.stat().st_mode & stat.S_IROTH)
