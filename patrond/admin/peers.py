"""The masters that share the queue, for people: the one that answers, and those that the database tells of."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from patrond.clock import SiteClock
from patrond.control import Overview
from patrond.desk import Desk
from patrond.queue import Instance


@dataclass(frozen=True, slots=True)
class Peer:
    """One master. ``started_at`` is aware, in the site's zone. ``beat_seconds`` since its last beat was written and
    ``jobs`` in hand are None where the database did not say. ``living`` is what its beat looks like from here; whether
    it is dead is judged by the reaper, with more care.
    """

    instance: str
    host: str
    pid: int
    version: str
    started_at: datetime
    beat_seconds: float | None
    jobs: int | None
    living: bool
    answers: bool


def read_peers(desk: Desk, overview: Overview | None, clock: SiteClock, timeout: timedelta) -> tuple[Peer, ...]:
    """All masters, the one that answers first. Raises DatabaseUnavailable."""
    hands = desk.instances.in_hand()
    rows = {row.instance: row for row in desk.instances.all()}
    own = rows.pop(overview.instance, None) if overview else None
    others = [_other(row, hands.get(row.instance, 0), clock, timeout) for row in rows.values()]
    if overview is None:
        return tuple(others)
    beat = clock.age(own.beat_at).total_seconds() if own else None
    return (_answering(overview, clock, beat, hands.get(overview.instance, 0)), *others)


def peers_from_memory(overview: Overview | None, clock: SiteClock) -> tuple[Peer, ...]:
    """The one that answers, while the database does not."""
    return (_answering(overview, clock, None, None),) if overview else ()


def _answering(overview: Overview, clock: SiteClock, beat: float | None, jobs: int | None) -> Peer:
    return Peer(
        instance=overview.instance,
        host=socket.gethostname(),
        pid=os.getpid(),
        version=overview.version,
        started_at=overview.started_at.astimezone(clock.zone),
        beat_seconds=beat,
        jobs=jobs,
        living=True,
        answers=True,
    )


def _other(row: Instance, jobs: int, clock: SiteClock, timeout: timedelta) -> Peer:
    silence = clock.age(row.beat_at)
    return Peer(
        instance=row.instance,
        host=row.host,
        pid=row.pid,
        version=row.version,
        started_at=row.started_at.replace(tzinfo=clock.zone),
        beat_seconds=silence.total_seconds(),
        jobs=jobs,
        living=silence <= timeout and not row.is_gone,
        answers=False,
    )
