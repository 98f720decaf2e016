"""The account of one turn: what its calls used and said, for patrond's attempts and for the site's api_logs."""

import json
from dataclasses import replace

from patrond.jobs import Usage
from patrond.providers.contract import Call, CallEnded
from patrond.providers.outcomes import Ending
from patrond.providers.prices import cost_usd
from patrond.providers.question import Question
from patrond.providers.reply import ENDPOINT, Reply

_MOST_BODY = 60_000  # characters; the site's column may be a TEXT


class Ledger:
    """Grows by one entry a call; booked before the answer is judged."""

    def __init__(self, provider: str, model: str) -> None:
        self._model = model
        self.usage = Usage(provider=provider, model=model)
        self.calls: tuple[Call, ...] = ()

    def book(self, question: Question, reply: Reply) -> None:
        """Add a call: its tokens, its cost, its request id, and what the site's log keeps of it."""
        model = reply.model or self._model
        used = Usage(
            model=model,
            calls=1,
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            cache_read_tokens=reply.cache_read_tokens,
            cache_write_tokens=reply.cache_write_tokens,
            request_ids=(reply.request_id,) if reply.request_id else (),
        )
        self.usage += replace(used, cost_usd=cost_usd(model, used))
        call = Call(
            endpoint=ENDPOINT,
            request=_fitted(question.told, is_json=True),
            response=_fitted(reply.body, is_json=reply.is_json),
            tokens=used.tokens,
            duration_ms=round(reply.seconds * 1000),
            status_code=reply.status_code,
            error=reply.outcome.reason if reply.outcome else None,
        )
        self.calls = (*self.calls, call)

    def ended(self, outcome: Ending) -> CallEnded:
        """The turn brings no draft: ``outcome`` with all that it used."""
        if self.calls and self.calls[-1].error is None:
            self.calls = (*self.calls[:-1], replace(self.calls[-1], error=outcome.reason))
        return CallEnded(outcome, self.usage, self.calls)


def _fitted(body: str, *, is_json: bool) -> str:
    """The body if it is JSON of a sensible length, else its beginning as a JSON string: the column may check."""
    if is_json and len(body) <= _MOST_BODY:
        return body
    return json.dumps(body[: _MOST_BODY // 2], ensure_ascii=False)
