"""One line of ``patrond check``: how it stands, what was looked at, what was found, what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """A FAIL keeps jobs from being done; a WARN is worth a look."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Line:
    """``is_setup``: the fault lies in settings or schema, so the command exits 78 and not 1."""

    mark: Mark
    subject: str
    found: str
    remedy: str = ""
    is_setup: bool = False


def ok(subject: str, found: str) -> Line:
    """All is well."""
    return Line(Mark.OK, subject, found)


def warn(subject: str, found: str, remedy: str = "") -> Line:
    """Worth a look."""
    return Line(Mark.WARN, subject, found, remedy)


def fail(subject: str, found: str, remedy: str = "", *, is_setup: bool = False) -> Line:
    """It keeps jobs from being done."""
    return Line(Mark.FAIL, subject, found, remedy, is_setup)
