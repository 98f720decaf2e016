"""What every provider of drafts offers, and the values that pass between it and the handler."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from patrond.crochet.findings import Report
from patrond.crochet.pattern import Pattern
from patrond.crochet.request import Request
from patrond.errors import PatrondError
from patrond.jobs import Fail, Halt, Retry, Snooze, Usage


@dataclass(frozen=True, slots=True)
class Reference:
    """A sound reference pattern of the site (``pattern_templates``), as text for the prompt."""

    id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What the draft is made from: the request, the site's options worded for a prompt, reference patterns."""

    request: Request
    option_lines: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One call over the network, as the site's ``api_logs`` keeps it.

    ``request`` and ``response`` are JSON texts without any key; ``status_code`` is 0 where no answer came;
    ``error`` the reason for the operator, None where the call brought a draft.
    """

    endpoint: str
    request: str
    response: str
    tokens: int
    duration_ms: int
    status_code: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A pattern as a provider proposes it. ``prompt`` is what is kept in ``patterns.generation_prompt``.

    ``turns`` is the provider's own memory of the conversation, handed back to :meth:`Provider.repair`.
    ``usage`` and ``calls`` are those of this turn, refused answers on the way to it included.
    """

    pattern: Pattern
    usage: Usage
    prompt: str
    turns: tuple[Mapping[str, object], ...] = field(default=())
    calls: tuple[Call, ...] = ()


class CallEnded(PatrondError):
    """A call brought no draft: the outcome says what becomes of the job, the usage what it cost all the same."""

    def __init__(self, outcome: Retry | Snooze | Halt | Fail, usage: Usage, calls: tuple[Call, ...] = ()) -> None:
        self.outcome = outcome
        self.usage = usage
        self.calls = calls
        super().__init__(outcome.reason)


class Provider(Protocol):
    """Makes drafts. Made in the worker after the fork, inside its loop; one per process."""

    @property
    def name(self) -> str:
        """As in ``patterns.ai_provider``: "claude" or "builtin"."""
        ...

    async def draft(self, brief: Brief) -> Draft:
        """A first draft. Raises CallEnded."""
        ...

    async def repair(self, brief: Brief, draft: Draft, report: Report) -> Draft:
        """The draft made anew with the exact faults of ``report``; its usage is that of this turn alone.

        Raises CallEnded; a provider that cannot repair raises it with a Retry.
        """
        ...

    async def close(self) -> None:
        """Close connections."""
        ...
