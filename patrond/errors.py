"""The errors of patrond: the class says who must act, the words say what to do.

Every error that reaches a person derives from :class:`PatrondError` and carries the exit code of the
command that it ends. Messages have the form "cannot ...: why", show values by ``!r`` and name the next step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_SETTINGS = 78  # EX_CONFIG of sysexits.h: systemd's RestartPreventExitStatus knows it


class PatrondError(Exception):
    """Anything that patrond says in its own words. Somebody asked for what cannot be done."""

    exit_code = EXIT_REFUSED


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the settings or the schema.

    ``path`` is dotted (``workers.count``), ``found`` what was there, ``expected`` what would be right,
    ``remedy`` the next step (the key that was probably meant, the command to run).
    """

    path: str
    found: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        tail = f"; {self.remedy}" if self.remedy else ""
        return f"{self.path}: got {self.found}, expected {self.expected}{tail}"


class SettingsError(PatrondError):
    """The settings cannot be used; the operator edits them. Holds every problem of the run."""

    exit_code = EXIT_SETTINGS

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"cannot use the settings of {source}:\n{lines}")


class SchemaError(PatrondError):
    """The database lacks a table or column, or has one of a wrong type; the operator runs `patrond db install`."""

    exit_code = EXIT_SETTINGS

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"cannot use the database:\n{lines}")


class DatabaseUnavailable(PatrondError):
    """The database is down, refuses us, or is read-only; it is tried again. Never a worker's crash."""


class LeaseLost(PatrondError):
    """The job is no longer ours: another finished, released or cancelled it. The result is dropped."""


class NotFound(PatrondError):
    """There is no job, pattern or worker of that name."""


class NotYet(PatrondError):
    """Something that this version does not do."""


class DaemonUnreachable(PatrondError):
    """No patrond answers on the socket; the operator starts it or joins the group."""


class CannotMake(PatrondError):
    """The generator cannot make what is asked; ``code`` and ``values`` are worded by the caller's language.

    Raised by :func:`patrond.crochet.generate` only; its text is English.
    """

    def __init__(self, code: str, english: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(english)
