"""The states of a worker's slot and every move between them: one table, from which docs/states.md is made."""

from enum import StrEnum

from patrond.control import WorkerState as S


class Event(StrEnum):
    """What happens to a slot."""

    FORK = "fork"  # a worker is asked of the nursery
    READY = "ready"  # the worker says that it is made
    TOOK = "took"  # its first job in hand
    FREED = "freed"  # its last job's end is stored
    DRAIN = "drain"  # it was told to finish and end
    KILL = "kill"  # it got SIGKILL
    DIED = "died"  # it is gone, however
    WAIT = "wait"  # it died before it was ready: not again at once
    LOOP = "loop"  # it did so again and again
    RETIRE = "retire"  # the slot is not wanted any more


MOVES: dict[tuple[S, Event], S] = {
    (S.STOPPED, Event.FORK): S.STARTING,
    (S.BACKOFF, Event.FORK): S.STARTING,
    (S.CRASH_LOOP, Event.FORK): S.STARTING,
    (S.STARTING, Event.READY): S.READY,
    (S.READY, Event.TOOK): S.BUSY,
    (S.BUSY, Event.FREED): S.READY,
    (S.STARTING, Event.DRAIN): S.DRAINING,
    (S.READY, Event.DRAIN): S.DRAINING,
    (S.BUSY, Event.DRAIN): S.DRAINING,
    (S.STARTING, Event.KILL): S.KILLING,
    (S.READY, Event.KILL): S.KILLING,
    (S.BUSY, Event.KILL): S.KILLING,
    (S.DRAINING, Event.KILL): S.KILLING,
    (S.STARTING, Event.DIED): S.STOPPED,
    (S.READY, Event.DIED): S.STOPPED,
    (S.BUSY, Event.DIED): S.STOPPED,
    (S.DRAINING, Event.DIED): S.STOPPED,
    (S.KILLING, Event.DIED): S.STOPPED,
    (S.STOPPED, Event.WAIT): S.BACKOFF,
    (S.STOPPED, Event.LOOP): S.CRASH_LOOP,
    (S.BACKOFF, Event.RETIRE): S.STOPPED,
    (S.CRASH_LOOP, Event.RETIRE): S.STOPPED,
}

LIVE = frozenset({S.STARTING, S.READY, S.BUSY, S.DRAINING, S.KILLING})
"""States in which the slot has a process, or has asked for one."""
