"""The site's environment: what its .env and the process's own variables say about our settings."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv.parser import parse_stream

from patrond.config.database_url import make_database_url
from patrond.config.given import Given, Layer
from patrond.errors import Problem

_DATABASE = ("DB_HOST", "DB_NAME", "DB_USER", "DB_PASSWORD")
_SETTINGS = {
    "ANTHROPIC_BASE_URL": "provider.base_url",
    "AI_PROVIDER": "provider.name",
    "MAX_PATTERNS_FREE": "admin.free_patterns",
}
_SECRETS = {"ANTHROPIC_API_KEY": "provider.api_key", "JWT_SECRET": "admin.jwt_secret"}
_KNOWN = {*_DATABASE, "DB_PORT", *_SETTINGS, *_SECRETS}


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables that patrond knows, each with where it comes from; and what could not be read."""

    variables: Mapping[str, Given]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()

    def get(self, name: str) -> Given | None:
        """The variable, or None where it is not set or empty, which the site means by unset."""
        return self.variables.get(name)


@dataclass(slots=True)
class Site:
    """What the environment says: settings by path, secrets by path (which no file may hold), faults and warnings."""

    layer: Layer = field(default_factory=dict)
    secrets: Layer = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_environment(environ: Mapping[str, str], env_file: Given | None) -> Environment:
    """The process's variables over those of the site's .env (quotes, ``export`` and comments as PHP writes them)."""
    process = {name: Given(environ[name], f"from {name}") for name in _KNOWN if environ.get(name)}
    if env_file is None:
        return Environment(process)
    path = Path(str(env_file.value))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        found = f"{str(path)!r} ({env_file.origin}): {reason}"
        remedy = "name it, and let the user that runs patrond read it"
        return Environment(process, problems=(Problem("env_file", found, "the site's .env", remedy),))
    from_file = {}
    warnings = []
    for binding in parse_stream(io.StringIO(text)):
        if binding.error:
            warnings.append(f"cannot read line {binding.original.line} of {path}: not NAME=value")
        elif binding.key in _KNOWN and binding.value:
            from_file[binding.key] = Given(binding.value, f"from {binding.key} in {path}")
    return Environment(from_file | process, warnings=tuple(warnings))


def site_of(environment: Environment, given: Layer) -> Site:
    """The environment as settings, for the keys on which ``given`` (file and options) is silent."""
    site = Site(problems=[*environment.problems], warnings=[*environment.warnings])
    for name, path in _SETTINGS.items():
        variable = environment.get(name)
        if variable is not None and path not in given:
            site.layer[path] = variable
    for name, path in _SECRETS.items():
        if variable := environment.get(name):
            site.secrets[path] = variable
    _judge_provider(site)
    _read_free_patterns(site)
    if "database.url" not in given:
        _compose_database(environment, site)
    return site


def _judge_provider(site: Site) -> None:
    named = site.layer.get("provider.name")
    if named is None or named.value == "claude":
        return
    del site.layer["provider.name"]
    remedy = "patrond serves Claude alone: set provider.name: claude to serve the queue with it"
    site.problems.append(Problem("provider.name", f"{named.value!r} ({named.origin})", "claude", remedy))


def _read_free_patterns(site: Site) -> None:
    given = site.layer.get("admin.free_patterns")
    if given is not None and re.fullmatch("[0-9]{1,9}", str(given.value)):
        site.layer["admin.free_patterns"] = Given(int(str(given.value)), given.origin)


def _compose_database(environment: Environment, site: Site) -> None:
    """One URL of the site's four variables; half of them is a fault, since SQLite instead would be a surprise."""
    present = [name for name in _DATABASE if environment.get(name)]
    name, user = environment.get("DB_NAME"), environment.get("DB_USER")
    if not present:
        return
    if name is None or user is None:
        missing = " and ".join(key for key in ("DB_NAME", "DB_USER") if environment.get(key) is None)
        found = f"{' and '.join(present)} without {missing}"
        remedy = "set them all, or give database.url"
        site.problems.append(Problem("database.url", found, "DB_HOST, DB_NAME, DB_USER and DB_PASSWORD", remedy))
        return
    host, password = environment.get("DB_HOST"), environment.get("DB_PASSWORD")
    url = make_database_url(
        host=str(host.value) if host else "localhost",
        user=str(user.value),
        database=str(name.value),
        password=str(password.value) if password else "",
    )
    site.layer["database.url"] = Given(url, "from DB_HOST, DB_NAME, DB_USER and DB_PASSWORD")
    port = environment.get("DB_PORT")
    if port is not None and str(port.value).strip() != "3306":
        site.warnings.append(
            f"DB_PORT is {port.value!r}, which the site ignores, and patrond with it: "
            "if the database really listens there, give database.url"
        )
