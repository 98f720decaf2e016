"""The kinds of value that settings hold, as they are written in the file: durations, paths, zones, addresses."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LONGEST_SOCKET_PATH = 107  # bytes: sun_path holds 108 with the closing NUL

DURATION = "a duration such as 250ms, 30s, 15m, 2h or 7d"
ZONE = "a time zone such as Europe/Paris or UTC"
ABSOLUTE_PATH = "an absolute path"
SOCKET_PATH = f"an absolute path of at most {_LONGEST_SOCKET_PATH} bytes"
LISTEN = "host:port such as 127.0.0.1:8710 or [::1]:8710, or null for the unix socket alone"
HTTP_URL = "the address of an API such as https://api.example.com, without a password, a query or a fragment"


def parse_duration(value: object) -> timedelta:
    """A duration as it is written: ``250ms``, ``30s``, ``15m``, ``2h``, ``7d``; a bare 0 is none.

    Raises ValueError, with what was expected, on anything else; a bare number has no unit and is refused.

    >>> parse_duration("250ms")
    datetime.timedelta(microseconds=250000)
    """
    if isinstance(value, timedelta):
        return value
    if value == 0 and not isinstance(value, bool):
        return timedelta(0)
    match = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)\s*(ms|s|m|h|d)", str(value).strip())
    if match is None:
        raise ValueError(DURATION)
    try:
        return timedelta(seconds=float(match[1]) * _UNITS[match[2]])
    except OverflowError:
        raise ValueError(DURATION) from None


def format_duration(value: timedelta) -> str:
    """The shortest writing of a duration: the inverse of :func:`parse_duration`, to the millisecond.

    >>> format_duration(timedelta(minutes=15))
    '15m'
    """
    milliseconds = round(value.total_seconds() * 1000)
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)):
        if milliseconds and milliseconds % size == 0:
            return f"{milliseconds // size}{unit}"
    return f"{milliseconds}ms" if milliseconds else "0s"


def parse_zone(value: object) -> ZoneInfo:
    """A time zone by its name in the tz database. Raises ValueError with what was expected."""
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(ZONE) from None


def parse_path(value: object) -> Path:
    """An absolute path; ``~`` is the home of whoever runs patrond. A daemon has no folder to be relative to."""
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError(ABSOLUTE_PATH)
    try:
        path = Path(value).expanduser()
    except RuntimeError:  # no such user, or no home
        raise ValueError(ABSOLUTE_PATH) from None
    if not path.is_absolute() or "\0" in str(path):
        raise ValueError(ABSOLUTE_PATH)
    return path


def parse_socket_path(value: object) -> Path:
    """Where a unix socket lies: the kernel takes no longer path."""
    path = parse_path(value)
    if len(str(path).encode(errors="surrogateescape")) > _LONGEST_SOCKET_PATH:
        raise ValueError(SOCKET_PATH)
    return path


def parse_listen(value: str) -> str:
    """``host:port`` as it is written, once it is known to be one. Raises ValueError with what was expected."""
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})", value)
    if match is None or int(match[2]) > 65535:
        raise ValueError(LISTEN)
    return value


def parse_http_url(value: str) -> str:
    """The address of an HTTP API, as it is written. Raises ValueError with what was expected."""
    try:
        url = urlsplit(value)
        sound = url.scheme in ("http", "https") and bool(url.hostname) and (url.port is None or url.port > 0)
    except ValueError:
        raise ValueError(HTTP_URL) from None
    if not sound or url.username is not None or url.query or url.fragment or re.search(r"\s", value):
        raise ValueError(HTTP_URL)
    return value


def written(value: object, *, quoted: bool = False) -> str:
    """A value as it is written in the file."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case timedelta():
            return format_duration(value)
        case tuple():
            return f"[{', '.join(written(item) for item in value)}]"
        case Path() | ZoneInfo():
            return str(value)
        case str() if quoted and ":" in value:
            return f'"{value}"'
    return str(value)


def span(low: str, high: str) -> Any:
    """The bounds of a duration, both allowed, for ``Annotated``."""
    return Field(ge=parse_duration(low), le=parse_duration(high))


Duration = Annotated[timedelta, BeforeValidator(parse_duration), PlainSerializer(format_duration)]
Zone = Annotated[ZoneInfo, BeforeValidator(parse_zone), PlainSerializer(str)]
AbsolutePath = Annotated[Path, BeforeValidator(parse_path)]
SocketPath = Annotated[Path, BeforeValidator(parse_socket_path)]
Listen = Annotated[str, AfterValidator(parse_listen)]
HttpUrl = Annotated[str, AfterValidator(parse_http_url)]
Number = Annotated[int, Field(strict=True)]  # strict: `count: true` is no number
Flag = Annotated[bool, Field(strict=True)]  # strict: `repairs: 1` is, `accept_unverified: 1` is not
