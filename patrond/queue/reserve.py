"""Taking jobs and keeping them: reserve, extend, and what became of a reserve whose COMMIT got no answer."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import partial

from patrond.db import CommitUnknown, in_transaction
from patrond.errors import DatabaseUnavailable
from patrond.jobs import AttemptOutcome, Lease, Token
from patrond.queue.context import QueueContext
from patrond.queue.identity import Identity
from patrond.queue.rows import job_from


class Reserver:
    """Takes due jobs. Remembers reservations in doubt, and settles them before the next one."""

    def __init__(self, context: QueueContext, identity: Identity) -> None:
        self._context = context
        self._identity = identity
        self._doubtful: list[tuple[Token, list[int]]] = []

    def reserve(self, limit: int, types: Collection[str], token: Token) -> list[Lease]:
        """Up to ``limit`` leases; those found again after a lost answer come first."""
        leases = self._settle_doubts()
        if limit > len(leases) and types:
            leases += self._take(limit - len(leases), types, token)
        return leases

    def _take(self, limit: int, types: Collection[str], token: Token) -> list[Lease]:
        context = self._context
        ids: list[int] = []

        def work() -> None:
            ids[:] = self._due(limit, types, token)
            if ids:
                context.connection.execute("queue.take", ids=ids, now=context.clock.now(), token=str(token))

        try:
            in_transaction(context.connection, work)
        except CommitUnknown:
            self._doubtful.append((token, list(ids)))
            raise
        try:
            return self._read(ids, token)
        except DatabaseUnavailable:  # taken, but we do not know what: found again by the next call
            self._doubtful.append((token, list(ids)))
            raise

    def _due(self, limit: int, types: Collection[str], token: Token) -> list[int]:
        """Ids to take. Of the jobs whose last attempt crashed a worker holds one: a poison job then burns its own
        attempts and not its neighbours'."""
        asked = {"due": self._context.clock.due(), "types": sorted(types)}
        rows = self._context.connection.query("queue.due", **asked, limit=limit)
        crashed = [row["id"] for row in rows if row["last_outcome"] == AttemptOutcome.CRASHED]
        if not crashed:
            return [row["id"] for row in rows]
        kept = () if self._holds_crashed(token) else crashed[:1]
        ids = [row["id"] for row in rows if row["last_outcome"] != AttemptOutcome.CRASHED or row["id"] in kept]
        if len(ids) < len(rows):
            seen = [row["id"] for row in rows]
            more = self._context.connection.query("queue.due_uncrashed", **asked, limit=limit - len(ids), seen=seen)
            ids += [row["id"] for row in more]
        return ids

    def _holds_crashed(self, token: Token) -> bool:
        row = self._context.connection.one("queue.crashed_in_hand", worker=f"{token.instance}/{token.pid}/%")
        return row is not None and row["n"] > 0

    def _read(self, ids: Sequence[int], token: Token) -> list[Lease]:
        if not ids:
            return []
        rows = self._context.connection.query("queue.taken", ids=list(ids), token=str(token))
        now = self._context.clock.exact()
        zone, database = self._context.clock.zone, self._identity.name
        return [Lease(job_from(row, zone), token, started_at=now, database=database) for row in rows]

    def _settle_doubts(self) -> list[Lease]:
        leases: list[Lease] = []
        for token, ids in self._doubtful:
            held = in_transaction(self._context.connection, partial(self._held, token, ids))
            leases += self._read(held, token)
        self._doubtful.clear()  # only now: where the database fails again, all of them stay in doubt
        return leases

    def _held(self, token: Token, ids: Sequence[int]) -> list[int]:
        rows = self._context.connection.query("queue.taken_for_certain", ids=list(ids), token=str(token))
        return [row["id"] for row in rows]


def extend(context: QueueContext, leases: Sequence[Lease]) -> list[Lease]:
    """Renew; those whose row is no longer ours."""
    by_token: dict[Token, list[Lease]] = defaultdict(list)
    for lease in leases:
        by_token[lease.token].append(lease)
    lost: list[Lease] = []
    for token, held in by_token.items():
        ids = sorted(lease.job.id for lease in held)
        kept = in_transaction(context.connection, partial(_extend, context, token, ids))
        lost += [lease for lease in held if lease.job.id not in kept]
    return lost


def _extend(context: QueueContext, token: Token, ids: Sequence[int]) -> set[int]:
    hit = context.connection.execute("queue.extend", ids=list(ids), token=str(token), now=context.clock.now())
    if hit == len(ids):
        return set(ids)
    return {row["id"] for row in context.connection.query("queue.held", ids=list(ids), token=str(token))}
