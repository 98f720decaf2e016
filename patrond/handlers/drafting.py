"""One attempt's drafts: the first, its repairs, the judgement on each, and the account of them all."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass

from patrond.crochet import validate
from patrond.crochet.findings import Report, Verdict
from patrond.handlers.contract import Tools
from patrond.jobs import Usage
from patrond.providers.contract import Brief, Call, CallEnded, Draft
from patrond.render.report import summary

_RANK = {Verdict.FAULTY: 0, Verdict.UNVERIFIED: 1, Verdict.SOUND: 2}


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft and what the checker says of it."""

    draft: Draft
    report: Report

    @property
    def verdict(self) -> Verdict:
        return self.report.verdict


class Drafting:
    """Asks the provider until a draft can be kept or its turns are used. ``usage`` and ``calls`` grow as it goes,
    so that they are right whenever and however it ends."""

    def __init__(self, brief: Brief, tools: Tools) -> None:
        self.usage = Usage(provider=tools.provider.name)
        self.calls: tuple[Call, ...] = ()
        self._brief = brief
        self._tools = tools

    async def best(self) -> Judged:
        """The best draft of this attempt, faulty or not. Raises CallEnded when a call brought none."""
        best = await self._judged(self._tools.provider.draft(self._brief))
        # A first draft may have taken several calls already: job_timeout has room for 1 + repairs.
        turns = self._tools.settings.provider.repairs + 1 - max(1, best.draft.usage.calls)
        while best.verdict is not Verdict.SOUND and turns > 0:
            repaired = await self._repaired(best)
            if _RANK[repaired.verdict] >= _RANK[best.verdict]:
                best = repaired
            # Without faults the parser may be at its end, not the pattern: one turn, no more.
            turns = turns - 1 if best.verdict is Verdict.FAULTY else 0
        return best

    async def _repaired(self, judged: Judged) -> Judged:
        try:
            return await self._judged(self._tools.provider.repair(self._brief, judged.draft, judged.report))
        except CallEnded:
            if self._is_keepable(judged):
                return judged
            raise

    def _is_keepable(self, judged: Judged) -> bool:
        return judged.verdict is Verdict.UNVERIFIED and self._tools.settings.provider.accept_unverified

    async def _judged(self, call: Awaitable[Draft]) -> Judged:
        try:
            draft = await call
        except CallEnded as ended:
            self._book(ended.usage, ended.calls)
            raise
        self._book(draft.usage, draft.calls)
        async with self._tools.turn:
            await asyncio.sleep(0)
            report = validate(draft.pattern, self._brief.request)
        if report.faults:
            self._tools.log.event("pattern_invalid", reason=summary(report.faults, self._tools.settings.language))
        return Judged(draft, report)

    def _book(self, usage: Usage, calls: tuple[Call, ...]) -> None:
        self.usage += usage
        self.calls += calls
        self._tools.bill.usage = self.usage
