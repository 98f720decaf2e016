"""The log: one line per change of state, in the site's words, or JSON for machines.

The words are in ``patrond/locale/<language>/log.po``, the levels in :mod:`patrond.log.events`. Each process opens
the log for itself; nothing in here ever raises or waits, since a full disk must not stop a job.
"""

import json
import traceback
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from patrond.clock import Clock, SystemClock
from patrond.config import Settings
from patrond.i18n import Translator, translator
from patrond.log.events import EVENTS, Level
from patrond.log.sink import Sink

__all__ = ["EVENTS", "Level", "Log", "open_log", "told", "trace"]

_LONGEST = 32_000  # characters of a line: a traceback fits, a runaway value does not
_SHORTEST_SECRET = 6  # a shorter one would black out ordinary words
# A line is a line whatever a value holds: control characters and Unicode's line breaks are shown escaped.
_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_ESCAPES |= {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Log:
    """Writes events of one process. ``log.event("job_reserved", job=5, attempt=1, max_attempts=3)``."""

    def __init__(
        self,
        sink: Sink,
        words: Translator,
        *,
        process: str,
        zone: ZoneInfo,
        level: Level = Level.INFO,
        as_json: bool = False,
        secrets: tuple[str, ...] = (),
        clock: Clock | None = None,
    ) -> None:
        self._sink = sink
        self._words = words
        self._process = process
        self._zone = zone
        self._level = level
        self._as_json = as_json
        self._secrets = secrets
        self._clock = clock or SystemClock()
        self._lost = 0
        self._stamp: tuple[datetime | None, str] = (None, "")  # replaced as a whole: several threads log

    def event(self, name: str, /, **values: object) -> None:
        """Log the event ``name`` (a key of EVENTS) with its values. Never raises, never waits.

        Values are named as in log.po; those that its text does not use still go into the JSON form.
        """
        level = EVENTS.get(name, Level.INFO)
        if level < self._level:
            return
        if self._lost and self._write("log_lines_lost", EVENTS["log_lines_lost"], {"n": self._lost}):
            self._lost = 0
        if not self._write(name, level, values):
            self._lost += 1

    def set_level(self, level: str) -> None:
        """Take over another level: "debug", "info", "warning" or "error"."""
        self._level = Level[level.upper()]

    def reopen(self) -> None:
        """Open the file anew, after logrotate moved it away; the old one serves on if that fails."""
        problem = self._sink.reopen()
        if problem:
            self.event("log_file_unusable", problem=problem)

    def close(self) -> None:
        """Close the file; what is logged afterwards is lost."""
        self._sink.close()

    def _write(self, name: str, level: Level, values: dict[str, object]) -> bool:
        now = self._clock.utc()
        text = self._words(f"log.{name}", **values)
        line = self._json(now, level, name, text, values) if self._as_json else self._text(now, level, text)
        return self._sink.write(self._veil(line).encode("utf-8", "backslashreplace") + b"\n")

    def _text(self, now: datetime, level: Level, text: str) -> str:
        line = f"[{self._stamped(now)}] [{level.name}] [{self._process}] {text}"
        if not line.isprintable():  # much quicker to ask than to translate, and hardly ever true
            line = line.translate(_ESCAPES)
        return line[:_LONGEST]

    def _stamped(self, now: datetime) -> str:
        """The second in the site's zone; written out once, for a busy second has thousands of lines."""
        second = now.replace(microsecond=0)
        known, stamp = self._stamp
        if second != known:
            stamp = f"{second.astimezone(self._zone):%Y-%m-%d %H:%M:%S}"
            self._stamp = (second, stamp)
        return stamp

    def _json(self, now: datetime, level: Level, name: str, text: str, values: dict[str, object]) -> str:
        own = {
            "time": now.astimezone(self._zone).isoformat(timespec="milliseconds"),
            "level": level.name.lower(),
            "process": self._process,
            "event": name,
            "text": text[:_LONGEST],
        }
        # ASCII on purpose: no escape of JSON's own can then break a line, nor a value its encoding.
        return json.dumps({**values, **own}, default=str)

    def _veil(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line


def open_log(settings: Settings, process: str, *, clock: Clock | None = None) -> Log:
    """Open the log as the settings say, for a process named like ``worker_123``.

    A file that cannot be opened is said on standard error, which then serves in its place.
    """
    sink, problem = Sink.open(settings.log.file)
    log = Log(
        sink,
        translator(settings.language),
        process=process,
        zone=settings.database.timezone,
        level=Level[settings.log.level.upper()],
        as_json=settings.log.format == "json",
        secrets=_secrets(settings),
        clock=clock,
    )
    if problem:
        log.event("log_file_unusable", problem=problem)
    return log


def trace(error: BaseException) -> str:
    """An exception with its traceback, as the value of an event; the log makes one line of it."""
    return "".join(traceback.format_exception(error)).rstrip()


def told(context: Mapping[str, Any]) -> str:
    """What an event loop hands to its exception handler, as the value of an event."""
    error = context.get("exception")
    return trace(error) if error is not None else str(context.get("message", context))


def _secrets(settings: Settings) -> tuple[str, ...]:
    """What must never show, wherever it comes from: an error text of a library may quote it."""
    known = [settings.provider.api_key, settings.admin.jwt_secret]
    found = [secret.get_secret_value() for secret in known if secret is not None]
    if settings.database.url is not None:
        password = urlsplit(settings.database.url.get_secret_value()).password or ""
        found += [password, unquote(password)]
    long_enough = {secret for secret in found if len(secret) >= _SHORTEST_SECRET}
    # As they are, and as JSON writes them.
    return tuple(long_enough | {json.dumps(secret)[1:-1] for secret in long_enough})
