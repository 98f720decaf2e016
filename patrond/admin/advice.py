"""A piece of advice as a value: a code, how much it matters, what fills its two sentences of page.po."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from patrond.admin.shapes import AdviceJson
from patrond.i18n import Translator


class Severity(StrEnum):
    """A PROBLEM keeps jobs from being done, a WARNING will or may, a NOTE explains."""

    PROBLEM = "problem"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to know: ``page.why_<code>`` says what is wrong, ``page.remedy_<code>`` what to do.

    ``values`` fill the placeholders of both, plain and already short.
    """

    code: str
    severity: Severity
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, words: Translator) -> str:
        """What is wrong."""
        return words(f"page.why_{self.code}", **self.values)

    def remedy(self, words: Translator) -> str:
        """What to do about it; empty where there is nothing to do."""
        key = f"page.remedy_{self.code}"
        return words(key, **self.values) if key in words else ""


def advice_json(advice: Advice, words: Translator) -> AdviceJson:
    """The advice as the API shows it."""
    return {
        "code": advice.code,
        "severity": advice.severity.value,
        "values": dict(advice.values),
        "text": advice.text(words),
        "remedy": advice.remedy(words),
    }
