"""The fake API's own log of calls held against patrond_attempts: which were stored, which were in flight at a death.

The two are kept by different hands. A job's attempts follow each other, so its calls in order of time must be those
of its attempts in order: exactly as many as each stored attempt says, with its request ids, and for a crashed one what
its worker had under way when it died. What fits nowhere was paid for and lost, or repeated, or never made.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

MOST_CALLS = 2  # in one attempt: a draft and its repair
GRACE = 5.0
"""Seconds that an answer may take until it is stored or on the disk; what is older at its worker's death was lost."""
_SLACK = 1.0  # seconds: two observers, one clock


@dataclass(frozen=True, slots=True)
class PaidCall:
    """A call as the API saw it; times of day in seconds. ``ended``: answered, or its connection broken."""

    number: int
    job: int
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """A row of patrond_attempts."""

    job: int
    pid: int
    outcome: str
    calls: int
    request_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Death:
    """A process was killed, and seen to be gone: two moments, since whoever looks may be late on a busy machine."""

    killed: float
    seen: float


@dataclass(slots=True)
class Account:
    """What was found. ``oldest_lost``: seconds that the oldest lost answer had been there when its worker died."""

    stored: int = 0
    in_flight: int = 0
    oldest_lost: float = 0.0
    faults: list[str] = field(default_factory=list)


def balance(calls: Iterable[PaidCall], attempts: Iterable[Attempt], deaths: Mapping[int, Sequence[Death]]) -> Account:
    """Account for every call. ``attempts`` in the order in which they ended; ``deaths``: when each process died."""
    by_job: dict[int, tuple[list[PaidCall], list[Attempt]]] = defaultdict(lambda: ([], []))
    for call in sorted(calls, key=lambda call: call.began):
        by_job[call.job][0].append(call)
    for attempt in attempts:
        by_job[attempt.job][1].append(attempt)
    account = Account()
    for job, (made, tried) in sorted(by_job.items()):
        account.faults += _overlaps(job, made)
        lost = _match(made, tried, deaths)
        if lost is None:
            account.faults.append(f"job {job}: {_words(made, tried, deaths)}")
            continue
        account.stored += sum(attempt.calls for attempt in tried)
        account.in_flight += len(made) - sum(attempt.calls for attempt in tried)
        account.oldest_lost = max(account.oldest_lost, lost)
    return account


def _match(
    calls: Sequence[PaidCall], attempts: Sequence[Attempt], deaths: Mapping[int, Sequence[Death]]
) -> float | None:
    """Deal the calls out to the attempts, in order; the least age of the oldest lost answer, None where none fits."""
    if not attempts:
        return None if calls else 0.0
    first, rest = attempts[0], attempts[1:]
    crashed = first.outcome == "crashed"
    fits: list[float] = []
    for taken in range(MOST_CALLS + 1) if crashed else (first.calls,):
        mine = calls[:taken]
        if len(mine) < taken:
            break
        lost = _lost(mine, deaths.get(first.pid, ())) if crashed else _is_stored(first, mine)
        if lost is not None and (others := _match(calls[taken:], rest, deaths)) is not None:
            fits.append(max(lost, others))
    return min(fits, default=None)


def _is_stored(attempt: Attempt, calls: Sequence[PaidCall]) -> float | None:
    return 0.0 if attempt.request_ids <= {call.number for call in calls} else None


def _lost(calls: Sequence[PaidCall], deaths: Sequence[Death]) -> float | None:
    """How long the last answer had been there at the death of its worker; None where these were not in flight then."""
    if not calls:
        return 0.0 if deaths else None  # nobody crashes who lives
    # A request that it sent may be read after its death.
    at = bisect_left(deaths, calls[-1].began - _SLACK, key=lambda death: death.seen)
    if at == len(deaths):
        return None
    ends = [call.began for call in calls[1:]] + [deaths[at].killed]
    ages = [end - call.ended for call, end in zip(calls, ends, strict=True)]
    if max(ages) > GRACE or (len(calls) > 1 and min(ages[:-1]) < -_SLACK):
        return None
    return max(ages[-1], 0.0)


def _overlaps(job: int, calls: Sequence[PaidCall]) -> list[str]:
    """Two owners of one job at once: its calls would overlap."""
    return [
        f"job {job}: call {after.number} began {before.ended - after.began:.1f} s before call {before.number} had ended"
        for before, after in pairwise(calls)
        if after.began < before.ended - _SLACK
    ]


def _words(calls: Sequence[PaidCall], attempts: Sequence[Attempt], deaths: Mapping[int, Sequence[Death]]) -> str:
    seen = ", ".join(f"{call.number} at {call.began:.2f}-{call.ended:.2f}" for call in calls)
    told = "; ".join(
        f"{each.outcome} by {each.pid} {each.calls} {sorted(each.request_ids)}"
        f" (died {', '.join(f'{death.seen:.2f}' for death in deaths.get(each.pid, ())) or 'never'})"
        for each in attempts
    )
    return f"the API saw calls {seen or 'none'}; stored are {told or 'none'}"
