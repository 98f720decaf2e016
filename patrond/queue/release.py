"""Giving back what the dead held: a worker's jobs at once, a dead instance's and a stranger's by observation."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from patrond.db import in_transaction
from patrond.jobs import AttemptOutcome, Ending, Job, Lease, Release, Token
from patrond.queue.context import QueueContext, history
from patrond.queue.effects import add_attempts, foreign_record, move_patterns
from patrond.queue.end import end
from patrond.queue.instances import Instance, Instances, beat_interval, process_exists
from patrond.queue.plan import failed, generating
from patrond.queue.rows import job_from
from patrond.queue.stillness import Stillness, Witness
from patrond.queue.turn import Turn

_PAGE = 500


def release_dead(
    context: QueueContext, instance: str, pids: Collection[int] | None, reason: str, *, begun: bool
) -> list[int]:
    """Settle what these workers of an instance held (None: all of it); ids of the jobs released or failed."""
    rows = context.connection.query("queue.processing_by", worker=f"{instance}/%")
    jobs = [job_from(row, context.clock.zone) for row in rows]
    dead = [job for job in jobs if pids is None or _pid(job) in pids]
    if not begun:
        return [ended.ending.lease.job.id for ended in end(context, _given_back(dead, reason)) if ended.kept]
    return [job.id for job in dead if _settle(context, job, reason)]


def _given_back(jobs: Iterable[Job], reason: str) -> list[Ending]:
    tokens = [(job, Token.parse(job.reserved_by)) for job in jobs]
    return [
        Ending(Lease(job, token, job.reserved_at or job.available_at), Release(reason))
        for job, token in tokens
        if token
    ]


class Reaper:
    """One pass after the other; between them it remembers what it saw.

    Every instance looks for itself, since what it has seen is its own; only what is to be done is done in turns.
    """

    def __init__(self, context: QueueContext, instances: Instances, turn: Turn) -> None:
        self._context = context
        self._instances = instances
        self._turn = turn
        self._timeout = context.settings.instance_timeout
        self._rows = Stillness()
        self._empty_handed: set[str] = set()
        self._beats = Stillness()
        self._witness = Witness(beat_interval(self._timeout), self._timeout.total_seconds())

    def release_stuck(self, first: Callable[[], object] | None = None) -> list[int]:
        """Ids of jobs released or failed. Touches no row whose token's instance lives."""
        known = {each.instance: each for each in self._instances.all()}
        silent = self._silent(known.values())
        jobs = list(self._processing())
        self._rows.keep_only({job.id for job in jobs})
        stuck = [(job, reason) for job in jobs if (reason := self._verdict(job, known, silent))]
        if stuck and first is not None:
            first()  # whom it finds at work is not among them: they were dead when they were judged
        released = self._settle(stuck) if stuck else []
        self._bury(known.values(), silent, jobs)
        return released

    def _settle(self, stuck: Collection[tuple[Job, str]]) -> list[int]:
        with self._turn.take() as ours:  # else another is at it, and the next pass sees what it has left
            return [job.id for job, reason in stuck if ours and _settle(self._context, job, reason)]

    def _verdict(self, job: Job, known: dict[str, Instance], silent: Collection[str]) -> str | None:
        """Why the job's holder is dead, or None."""
        token = Token.parse(job.reserved_by)
        if token is None or token.instance not in known:
            return self._foreign(job)
        instance = known[token.instance]
        if token.instance in silent:
            return f"the instance {token.instance} on {instance.host} no longer answers"
        if instance.is_gone and not process_exists(token.pid):
            return f"the worker {token.pid} and its master are gone"
        return None

    def _foreign(self, job: Job) -> str | None:
        now = self._context.clock.boottime()
        still = self._rows.look(job.id, (job.reserved_by, job.reserved_at), at=now)
        if still < self._context.settings.stuck_after.total_seconds():
            return None
        return f"held by {job.reserved_by!r} without a sign of life for {still:.0f} s"

    def _silent(self, known: Collection[Instance]) -> set[str]:
        """Those whose beat stood still for the timeout, in time that we witnessed."""
        own = next((each.beat for each in known if each.is_ours), None)
        witnessed = self._witness.look(self._context.clock.boottime(), own)
        self._beats.keep_only({each.instance for each in known})
        still = {each: self._beats.look(each.instance, each.beat, at=witnessed) for each in known}
        return {
            each.instance
            for each, seconds in still.items()
            if seconds >= self._timeout.total_seconds() and not each.is_ours
        }

    def _processing(self) -> Iterable[Job]:
        after = 0
        while True:
            rows = self._context.connection.query("queue.processing", after=after, limit=_PAGE)
            yield from (job_from(row, self._context.clock.zone) for row in rows)
            if len(rows) < _PAGE:
                return
            after = rows[-1]["id"]

    def _bury(self, known: Iterable[Instance], silent: Collection[str], jobs: Collection[Job]) -> None:
        """Strike out dead instances that hold nothing, at the second look: a COMMIT can land after the death."""
        holding = {token.instance for job in jobs if (token := Token.parse(job.reserved_by))}
        dead = {each.instance for each in known if each.instance in silent or each.is_gone} - holding
        for instance in dead & self._empty_handed:
            self._instances.leave(instance)
        self._empty_handed = dead


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of a job whose holder died. ``sentence`` None: it is tried again."""

    sentence: str | None
    available_at: datetime | None


def _settle(context: QueueContext, job: Job, reason: str) -> bool:
    """Release or fail one job, unless its row has moved on since it was read."""

    def work() -> bool:
        fate = _fate(context, job)
        seen = {"id": job.id, "reserved_by": job.reserved_by, "reserved_at": job.reserved_at}
        if fate.sentence is None:
            hit = context.connection.execute("queue.requeue_crashed", **seen, available_at=fate.available_at)
        else:
            hit = context.connection.execute("queue.fail_crashed", **seen, sentence=fate.sentence)
        if hit != 1:
            return False
        payload = context.connection.one("queue.payload", id=job.id) or {"payload": ""}
        whole = replace(job, payload=payload["payload"])
        move = generating(whole) if fate.sentence is None else failed(whole, fate.sentence)
        move_patterns(context, [move] if move else [])
        record = foreign_record(
            context,
            job_id=job.id,
            type_=job.type,
            attempt=job.attempts,
            held_by=job.reserved_by,
            since=job.reserved_at,
            outcome=AttemptOutcome.CRASHED,
            reason=reason if fate.sentence is None else f"{reason}; no attempt is left",
        )
        add_attempts(context, [record])
        return True

    return in_transaction(context.connection, work)


def _fate(context: QueueContext, job: Job) -> _Fate:
    """The attempt counts; the first crash in a job's life is tried again at once, in its old place in the line."""
    crashes = history(context, job.id).crashes + 1
    if job.is_last_attempt:
        return _Fate(context.words("answers.failed_crashes"), None)
    if crashes == 1:
        return _Fate(None, None)
    return _Fate(None, context.clock.after(context.backoff(crashes - 1)))


def _pid(job: Job) -> int | None:
    token = Token.parse(job.reserved_by)
    return token.pid if token else None
