"""What a diagnosis rests on, gathered once from a desk, the supervisor and the disk; judging it is done in why."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from patrond.admin.advice import Advice
from patrond.admin.peers import Peer, peers_from_memory, read_peers
from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.control import Overview
from patrond.desk import Desk
from patrond.jobs import GENERATE_PATTERN, PROBE, Job
from patrond.queue.contract import Counts, Tally
from patrond.spool import Spool
from patrond.store.contract import Figures

KNOWN_TYPES = frozenset({GENERATE_PATTERN, PROBE})
_LOOKED_AT = 200  # jobs in processing; more than a whole fleet of workers holds by default


@dataclass(frozen=True, slots=True)
class SpoolCount:
    """Finished attempts that lie in the spool, and files of it that were set aside since nobody can use them."""

    waiting: int = 0
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found out. ``overview`` None: no daemon runs. ``counts`` and ``figures`` None: the database did not
    answer.

    ``now`` is the site's. ``held`` are the jobs in processing, longest first; ``peers`` the masters that share them.
    ``disk_free`` is in bytes, None where it cannot be known. ``database_problem`` is this reader's own, beside the
    supervisor's in ``overview.database``. ``warnings`` are what the page itself has to say (of its tokens).
    """

    now: datetime
    stuck_after: timedelta
    overview: Overview | None = None
    counts: Counts | None = None
    figures: Figures | None = None
    next_due: datetime | None = None
    unknown: Mapping[str, int] = field(default_factory=dict)
    held: tuple[Job, ...] = ()
    peers: tuple[Peer, ...] = ()
    disk_free: int | None = None
    spool: SpoolCount = SpoolCount()
    database_problem: str | None = None
    warnings: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What takes long to ask in a table of a million jobs; it may be some seconds old."""

    tally: Tally
    figures: Figures


def reckon(desk: Desk) -> Reckoned:
    """Ask it. Raises DatabaseUnavailable."""
    return Reckoned(desk.queue.tally(KNOWN_TYPES), desk.store.figures())


def gather(
    desk: Desk, overview: Overview | None, settings: Settings, clock: SiteClock, reckoned: Reckoned | None = None
) -> Facts:
    """Everything that a diagnosis may ask for: a few short questions, beside those of :func:`reckon` where they were
    not asked before. Raises DatabaseUnavailable.
    """
    reckoned = reckoned or reckon(desk)
    return Facts(
        now=clock.now(),
        stuck_after=settings.queue.stuck_after,
        overview=overview,
        counts=desk.queue.counts(reckoned.tally),
        figures=reckoned.figures,
        next_due=desk.queue.next_due(KNOWN_TYPES),
        unknown=reckoned.tally.unknown,
        held=tuple(desk.queue.stuck(_LOOKED_AT)),
        peers=read_peers(desk, overview, clock, settings.queue.instance_timeout),
        disk_free=disk_free(settings.state_dir),
        spool=spool_count(settings.state_dir),
    )


def from_memory(overview: Overview | None, settings: Settings, clock: SiteClock, problem: str | None = None) -> Facts:
    """What is known while the database does not answer, or is not asked."""
    return Facts(
        now=clock.now(),
        stuck_after=settings.queue.stuck_after,
        overview=overview,
        peers=peers_from_memory(overview, clock),
        disk_free=disk_free(settings.state_dir),
        spool=spool_count(settings.state_dir),
        database_problem=problem,
    )


def disk_free(folder: Path) -> int | None:
    """Bytes that we may still write below ``folder``, or None where it does not exist."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return None
    return found.f_bavail * found.f_frsize


def spool_count(state_dir: Path) -> SpoolCount:
    """What lies in the spool; nothing where this account may not look into it."""
    spool = Spool(state_dir)
    try:
        return SpoolCount(len(spool.entries()), spool.aside())
    except OSError:
        return SpoolCount()
