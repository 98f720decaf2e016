"""An API that fails as often as it is told to, in every way that the fake knows, and keeps a log of its own."""

import asyncio
import random
import re
import time
from collections import Counter

from aiohttp import web

from support.fake_endings import ENDINGS, Incoming
from support.paid_calls import PaidCall

_GOOD = ("good", "good", "good", "unverified", "wrong_then_good")
# These make the whole fleet wait (20 s and more, two minutes for a halt): rare, and an operator's `resume` follows.
_CLOSING = (
    "overloaded", "overloaded_500", "unavailable", "rate_limit_silent", "rate_limit:1", "unauthorized", "payment",
    "forbidden", "no_model", "on_hold", "spend_limit", "contract_limit", "no_credit", "usage_limit",
)  # fmt: skip
_RARE = 0.05  # to the weight of another way
_TAG = re.compile(r"\btag-(\d+)\b")


def tag(number: int) -> str:
    """A customer's special request by which a job's calls are known in the API's log."""
    return f"tag-{number}"


class Weather:
    """An ending of calls: ``share`` of them fail. ``log`` has every call whose request was read to its end."""

    def __init__(self, rng: random.Random, share: float, delay: tuple[float, float]) -> None:
        self._rng = rng
        self._share = share
        self._delay = delay
        self._ways = [name for name in ENDINGS if name not in {*_GOOD, "rate_limit"}]
        self.calm = False
        self.log: list[PaidCall] = []
        self.endings: Counter[str] = Counter()
        self.closed_at = 0.0

    async def __call__(self, incoming: Incoming) -> web.StreamResponse:
        name = self._choose()
        self.endings[name] += 1
        found = _TAG.search(incoming.body["messages"][0]["content"])
        began = time.time()
        try:
            await asyncio.sleep(self._rng.uniform(*self._delay))
            way, *arguments = name.split(":")
            answer = await ENDINGS[way](*arguments)(incoming)
        finally:
            self.log.append(PaidCall(incoming.number, int(found[1]) if found else 0, began, time.time()))
        if name in _CLOSING:
            self.closed_at = time.monotonic()
        return answer

    @property
    def failed(self) -> float:
        """The share of the calls that it let fail."""
        return 1 - sum(self.endings[name] for name in set(_GOOD)) / max(self.endings.total(), 1)

    def _choose(self) -> str:
        if self._rng.random() >= self._share:
            return self._rng.choice(_GOOD)
        ways = [*(way for way in self._ways if way not in _CLOSING), *([] if self.calm else _CLOSING)]
        return self._rng.choices(ways, [_RARE if way in _CLOSING else 1.0 for way in ways])[0]
