"""The queue over a connection, for every dialect: each verb is told in a room of its own, here they meet."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from patrond.clock import SiteClock
from patrond.config import Settings
from patrond.db import Connection
from patrond.i18n import translator
from patrond.jobs import Ended, Ending, Job, Lease, Token
from patrond.queue.cancel import cancel, cancel_pending
from patrond.queue.cleanup import cleanup_steps
from patrond.queue.context import QueueContext
from patrond.queue.contract import Counts, Filter, Page, Tally
from patrond.queue.end import end
from patrond.queue.identity import Identity
from patrond.queue.instances import Instances
from patrond.queue.questions import Questions, sync
from patrond.queue.release import Reaper, release_dead
from patrond.queue.reserve import Reserver, extend
from patrond.queue.revive import retry_failed
from patrond.queue.turn import Turn

_SYNC_SECONDS = 30.0  # a process that does not poll asks the database's clock so often


class SqlQueue:
    """:class:`patrond.queue.contract.Queue` on SQLite and on MySQL; what differs is in ``patrond/sql``."""

    def __init__(self, connection: Connection, clock: SiteClock, settings: Settings, random: Random) -> None:
        self._context = QueueContext(connection, clock, settings.queue, random, translator(settings.language))
        self._identity = Identity(connection)
        self._reserver = Reserver(self._context, self._identity)
        self._turn = Turn(connection)
        self._reaper = Reaper(self._context, Instances(connection, clock), self._turn)
        self._questions = Questions(self._context)

    def enqueue(
        self, type_: str, payload: str, *, max_attempts: int | None = None, delay: timedelta | None = None
    ) -> int:
        clock = self._context.clock
        return self._context.connection.insert(
            "queue.enqueue",
            type=type_,
            payload=payload,
            max_attempts=self._context.settings.max_attempts if max_attempts is None else max_attempts,
            available_at=clock.now() if delay is None else clock.after(delay),
            now=clock.now(),
        )

    @property
    def identity(self) -> str:
        return self._identity.name

    def reserve(self, limit: int, types: Collection[str], token: Token) -> list[Lease]:
        if self._context.clock.synced_seconds > _SYNC_SECONDS:
            self.sync()
        return self._reserver.reserve(limit, types, token)

    def extend(self, leases: Sequence[Lease]) -> list[Lease]:
        return extend(self._context, leases)

    def end(self, endings: Sequence[Ending]) -> list[Ended]:
        return end(self._context, endings)

    def release_dead(
        self, instance: str, pids: Collection[int] | None, *, reason: str, begun: bool = True
    ) -> list[int]:
        return release_dead(self._context, instance, pids, reason, begun=begun)

    def release_stuck(self, first: Callable[[], object] | None = None) -> list[int]:
        return self._reaper.release_stuck(first)

    def retry_failed(
        self,
        ids: Collection[int] | None = None,
        *,
        since: timedelta | None = None,
        limit: int | None = None,
        dry_run: bool = False,
    ) -> list[int]:
        return retry_failed(self._context, ids, since=since, limit=limit, dry_run=dry_run)

    def cancel(self, job_id: int, reason: str) -> Job | None:
        return cancel(self._context, job_id, reason)

    def cancel_pending(
        self,
        types: Collection[str],
        reason: str,
        *,
        older_than: timedelta | None = None,
        duplicates: bool = False,
        dry_run: bool = False,
    ) -> list[int]:
        return cancel_pending(
            self._context, types, reason, older_than=older_than, duplicates=duplicates, dry_run=dry_run
        )

    def cleanup(self, keep: timedelta | None = None) -> int:
        return sum(self.cleanup_steps(keep))

    def cleanup_steps(self, keep: timedelta | None = None, *, in_turn: bool = False) -> Iterator[int]:
        return cleanup_steps(self._context, keep, self._turn if in_turn else None)

    def next_due(self, types: Collection[str]) -> datetime | None:
        return self._questions.next_due(types)

    def tally(self, known: Collection[str]) -> Tally:
        return self._questions.tally(known)

    def counts(self, tally: Tally | None = None) -> Counts:
        return self._questions.counts(tally)

    def find(self, filter_: Filter) -> Page:
        return self._questions.find(filter_)

    def get(self, job_id: int) -> Job | None:
        return self._questions.get(job_id)

    def stuck(self, limit: int) -> list[Job]:
        return self._questions.stuck(limit)

    def unknown_types(self, known: Collection[str]) -> Mapping[str, int]:
        return self._questions.unknown_types(known)

    def sync(self) -> None:
        """Set our clock by the database's."""
        row = self._context.connection.one("queue.clock")
        sync(self._context, row["utc"] if row else None)
