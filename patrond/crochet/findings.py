"""What a check found: codes with values, verdicts, and the report that holds them. Worded elsewhere (i18n)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from patrond.crochet.codes import COUNTED


class Severity(StrEnum):
    """An error makes the pattern faulty; a warning is worth a look; info says how something was read."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class LineVerdict(StrEnum):
    """What is known of one line. A line that is not understood is never a fault."""

    VERIFIED = "verified"
    FAULT = "fault"
    NOT_VERIFIED = "not_verified"


class Verdict(StrEnum):
    """What is known of the pattern."""

    SOUND = "sound"
    FAULTY = "faulty"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Hint:
    """The smallest correction of a fault: ``kind`` picks its wording, ``values`` fill it.

    A hint was tried: with that one number changed, the line, or the piece, is as it should be.
    """

    kind: str
    values: Mapping[str, str]

    @property
    def message_key(self) -> str:
        """Key of the wording in the ``findings`` translations."""
        return f"findings.hint.{self.kind}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``code`` is one of the codes of docs/crochet.md (E_PRODUCE, W_LEVEL, U_UNPARSED, ...).

    ``piece`` and ``label`` are as written, ``line`` the line in the input from 1 (0: the whole pattern),
    ``expected`` and ``found`` short plain values ("30", "31"), ``variant`` picks a wording where one code has
    several (the message key is then ``CODE.variant``), ``values`` fill the wording's placeholders beside
    expected and found. ``hint`` is the smallest correction, where there is one.
    """

    code: str
    severity: Severity
    piece: str = ""
    line: int = 0
    label: str = ""
    expected: str = ""
    found: str = ""
    variant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    hint: Hint | None = None

    @property
    def placeholders(self) -> dict[str, str | int]:
        """Everything that its wording may name, and ``n``, the number that its plural hangs on."""
        told: dict[str, str | int] = {**self.values}
        told |= {"piece": self.piece, "label": self.label, "expected": self.expected, "found": self.found}
        counted = str(told.get(COUNTED.get(self.wording, ""), ""))
        return {**told, "n": int(counted)} if counted.isdigit() else told

    @property
    def wording(self) -> str:
        """The key of the wording without its domain, as the table of codes has it."""
        return f"{self.code}.{self.variant}" if self.variant else self.code

    @property
    def message_key(self) -> str:
        """Key of the wording in the ``findings`` translations."""
        return f"findings.{self.wording}"


@dataclass(frozen=True, slots=True)
class Reason:
    """What costs a pattern points of its score: ``number`` findings of a code, or ``lines`` that were not verified."""

    code: str
    number: int
    points: int


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement of a whole pattern.

    ``lines`` counts numbered rounds and rows and foundations, a range once; ``verified`` those whose arithmetic
    was followed and holds; ``score`` is 0 to 100, and ``reasons`` say where the rest of the 100 went.
    """

    verdict: Verdict
    lines: int
    verified: int
    score: int
    findings: tuple[Finding, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that make the pattern faulty."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings worth a look."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)
