"""When a worker is started again, and how its end is worded: functions of time and history alone."""

import random
import signal
from collections.abc import Sequence

_FIRST_WAIT = 0.5  # seconds
_LONGEST_WAIT = 30.0
_LOOP_AFTER = 5  # early deaths in a row
_MOST_FORKS, _FORKS_WITHIN = 20, 10.0  # for all slots: a worker that dies just after READY must not burn a core
_HARD_GRACE = 10.0  # seconds that the soft end of job_timeout gets before the kill


def restart_wait(early_deaths: int, rng: random.Random) -> float:
    """Seconds until a slot whose worker died ``early_deaths`` times in a row before READY is tried again.

    0.5 s, doubled each time, 30 s at most. The random part only shortens, so the bound is kept.
    """
    wait = min(_FIRST_WAIT * 2.0 ** (early_deaths - 1), _LONGEST_WAIT)
    return wait * rng.uniform(0.8, 1.0)


def is_crash_loop(early_deaths: int) -> bool:
    """Whether the deaths look like a fault that stays, and the operator is to be told.

    >>> is_crash_loop(4), is_crash_loop(5)
    (False, True)
    """
    return early_deaths >= _LOOP_AFTER


def fork_wait(forks: Sequence[float], now: float) -> float:
    """Seconds until one more fork is allowed; ``forks`` are the times of the last ones, oldest first.

    >>> fork_wait([0.0] * 19, now=1.0), fork_wait([0.0] * 20, now=1.0)
    (0.0, 9.0)
    """
    if len(forks) < _MOST_FORKS:
        return 0.0
    return max(forks[-_MOST_FORKS] + _FORKS_WITHIN - now, 0.0)


def is_past_hard_limit(deadlines: Sequence[float], now: float) -> bool:
    """Whether a job is so far past its deadline that its call cannot be being cancelled: the worker is stuck."""
    return any(now > deadline + _HARD_GRACE for deadline in deadlines)


def exit_words(status: int | None) -> str:
    """How a process ended, in words; None: nobody could say.

    >>> exit_words(0), exit_words(1), exit_words(-9), exit_words(None)
    ('exit 0', 'exit 1', 'killed by SIGKILL', 'unknown')
    """
    if status is None:
        return "unknown"
    if status >= 0:
        return f"exit {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"
