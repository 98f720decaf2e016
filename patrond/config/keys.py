"""What keys there are, what each expects, and which one was probably meant."""

from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from annotated_types import Ge, Le
from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic.fields import FieldInfo

from patrond.config import values
from patrond.config.database_url import DATABASE_URL
from patrond.config.settings import Section, Settings

# What people write who know other programs, or PHP's names for the same thing.
_OTHER_NAMES = {
    "sleep": "queue.poll_interval",
    "numprocs": "workers.count",
    "processes": "workers.count",
    "threads": "workers.concurrency",
    "stopwaitsecs": "workers.stop_timeout",
    "timeout": "workers.job_timeout",
    "host": "database.url",
    "user": "database.url",
    "dbname": "database.url",
    "dsn": "database.url",
    "password": "database.password_file",
    "api_key": "provider.api_key_file",
    "key": "provider.api_key_file",
    "jwt_secret": "admin.jwt_secret_file",
    "secret": "admin.jwt_secret_file",
    "port": "admin.listen",
    "tries": "queue.max_attempts",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the file: its dotted path, its field, and the words for what it expects."""

    path: str
    field: FieldInfo

    @property
    def section(self) -> str:
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def default(self) -> Any:
        return self.field.default

    @property
    def sentence(self) -> str:
        return self.field.description or ""

    @property
    def expectation(self) -> str:
        """What the key expects, in words: "a whole number from 0 to 64"."""
        return _expectation(self.field.annotation, self.field.metadata)


@cache
def keys() -> dict[str, Key]:
    """Every key that the file may hold, by path, in its order there. Keys for secrets' values are not among them."""
    found = {}
    for name, field in Settings.model_fields.items():
        if section := section_of(field):
            for inner, inner_field in section.model_fields.items():
                if not inner_field.exclude:
                    found[f"{name}.{inner}"] = Key(f"{name}.{inner}", inner_field)
        else:
            found[name] = Key(name, field)
    return found


@cache
def sections() -> dict[str, type[Section]]:
    """The sections by name, in their order in the file."""
    return {name: section for name, field in Settings.model_fields.items() if (section := section_of(field))}


def section_of(field: FieldInfo) -> type[Section] | None:
    """The section that a field of Settings holds, or None for a plain key."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, Section) else None


def meant(path: str) -> str | None:
    """The path that was probably meant by an unknown one: the same name elsewhere, or a name much like it."""
    section, _, name = path.rpartition(".")
    name = name.lower().replace("-", "_")
    by_name: dict[str, list[str]] = {}
    for known in keys():
        by_name.setdefault(known.rpartition(".")[2], []).append(known)
    if name not in by_name and name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    if not section and (close := get_close_matches(name, [*sections()], n=1, cutoff=0.75)):
        return close[0]
    close = get_close_matches(name, by_name, n=1, cutoff=0.75)
    if not close:
        return None
    candidates = by_name[close[0]]
    return next((known for known in candidates if known.startswith(f"{section}.")), candidates[0])


def _expectation(kind: object, metadata: list[Any]) -> str:
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        for extra in more:
            metadata = [*metadata, *(extra.metadata if isinstance(extra, FieldInfo) else [extra])]
    if get_origin(kind) in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not NoneType]
        if get_origin(options[0]) is Literal:
            return _either([*map(str, get_args(options[0])), "null"])
        text = _expectation(options[0], metadata)
        return text if "null" in text else f"{text}, or null"
    if get_origin(kind) is Literal:
        return _either([str(choice) for choice in get_args(kind)])
    if get_origin(kind) is tuple:
        return f"a list, not empty, such as [1m, 5m], each {_expectation(get_args(kind)[0], [])}"
    return _plain(kind, metadata)


def _plain(kind: object, metadata: list[Any]) -> str:
    low = next((mark.ge for mark in metadata if isinstance(mark, Ge)), None)
    high = next((mark.le for mark in metadata if isinstance(mark, Le)), None)
    if kind is timedelta and isinstance(low, timedelta) and isinstance(high, timedelta):
        return f"a duration from {values.format_duration(low)} to {values.format_duration(high)}"
    if kind is int:
        return f"a whole number from {low} to {high}"
    if kind is bool:
        return "true or false"
    if kind is SecretStr:
        return DATABASE_URL
    if kind is ZoneInfo:
        return values.ZONE
    parsers = {mark.func for mark in metadata if isinstance(mark, AfterValidator | BeforeValidator)}
    for parser, words in _WORDS.items():
        if parser in parsers:
            return words
    return "an absolute path" if kind is Path else "a text"


_WORDS = {
    values.parse_socket_path: values.SOCKET_PATH,
    values.parse_path: values.ABSOLUTE_PATH,
    values.parse_listen: values.LISTEN,
    values.parse_http_url: values.HTTP_URL,
}


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"
