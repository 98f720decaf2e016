"""The provider `claude`: drafts by the Messages API, as a conversation that hands back the faults."""

import random

from patrond.clock import Clock, SystemClock
from patrond.config import Settings
from patrond.crochet.findings import Report
from patrond.i18n import translator
from patrond.providers.claude_client import open_client
from patrond.providers.contract import Brief, Draft
from patrond.providers.draft import DraftFaults, read_draft
from patrond.providers.ledger import Ledger
from patrond.providers.outcomes import Judge
from patrond.providers.prompt import malformed_turn, repair_turn, system_block, user_turn
from patrond.providers.question import Turn, question
from patrond.providers.reply import Reply, send

_MOST_TOKENS = 64_000


class ClaudeProvider:
    """Made in the worker after the fork, inside its loop; one per process."""

    name = "claude"

    def __init__(self, settings: Settings, rng: random.Random, clock: Clock | None = None) -> None:
        self._settings = settings.provider
        self._client = open_client(settings)
        self._judge = Judge(translator(settings.language), rng)
        self._clock = clock or SystemClock()

    async def draft(self, brief: Brief) -> Draft:
        """A first draft; an answer that was cut off or is no draft is asked for again, as ``repairs`` allows."""
        prompt = user_turn(brief)
        turns: tuple[Turn, ...] = (_user(prompt),)
        return await self._converse(brief, turns, prompt, self._settings.max_tokens, self._settings.repairs)

    async def repair(self, brief: Brief, draft: Draft, report: Report) -> Draft:
        """The conversation continued with the exact faults; one call. Room is doubled: the draft may have needed it."""
        turns = (*draft.turns, _user(repair_turn(report)))
        return await self._converse(brief, turns, draft.prompt, self._more_room, 0)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _converse(self, brief: Brief, turns: tuple[Turn, ...], prompt: str, room: int, repairs: int) -> Draft:
        """Call until a draft comes, at most 1 + ``repairs`` times. Raises CallEnded."""
        ledger = Ledger(self.name, self._settings.model)
        while True:
            reply = await self._call(ledger, brief, turns, room)
            try:
                if reply.cut_off:  # half a pattern is never parsed
                    raise DraftFaults([f"cut off after {room} tokens"])
                pattern = read_draft(reply.text, brief.request)
            except DraftFaults as faults:
                if repairs == 0 or (reply.cut_off and room == self._more_room):
                    raise ledger.ended(self._judge.of_bad_draft(str(faults))) from None
                turns = turns if reply.cut_off else (*turns, reply.turn, _user(malformed_turn(faults.faults)))
                room, repairs = self._more_room, repairs - 1
            else:
                return Draft(pattern, ledger.usage, prompt, (*turns, reply.turn), ledger.calls)

    async def _call(self, ledger: Ledger, brief: Brief, turns: tuple[Turn, ...], room: int) -> Reply:
        """One call, booked before it is judged. Raises CallEnded unless a text came."""
        system = system_block(brief.request.language, brief.request.stitch_terms)
        asked = question(self._settings.model, system, turns, room)
        seconds = self._settings.call_timeout.total_seconds()
        reply = await send(self._client, asked, deadline=seconds, judge=self._judge, clock=self._clock)
        ledger.book(asked, reply)
        if reply.outcome is not None:
            raise ledger.ended(reply.outcome)
        return reply

    @property
    def _more_room(self) -> int:
        return min(2 * self._settings.max_tokens, _MOST_TOKENS)


def _user(text: str) -> Turn:
    return {"role": "user", "content": text}
