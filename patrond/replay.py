"""The spool's way back: what dead workers of this host had finished is stored before their jobs are released."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from patrond.db import Contended
from patrond.desk import Desk
from patrond.errors import DatabaseUnavailable, SchemaError
from patrond.jobs import Ended, Ending
from patrond.locks import WorkerLock, is_held
from patrond.log import trace
from patrond.spool import Entry, Spool, Unreadable

Say = Callable[..., None]
"""Where events go: a log's ``event``."""

_MOST_AT_ONCE = 100


def replay(desk: Desk, say: Say, state_dirs: Iterable[Path] = ()) -> int:
    """Store what lies in the spool of workers that are dead, ours and those of ``state_dirs``; how many files.

    A file is removed when its ending is stored, or when its lease is provably another's. One of another database (the
    settings were changed) is left, and said: here its lease would look lost. One that cannot be read, or that the
    queue stumbles over, is set aside and said; neither holds up anything. Raises DatabaseUnavailable and
    SchemaError: then nobody's jobs may be released yet.
    """
    found: list[tuple[Entry, Ending]] = []
    for state_dir in {desk.settings.state_dir, *state_dirs}:
        found += _of_this_database(desk, state_dir, _of_the_dead(state_dir, say), say)
    for start in range(0, len(found), _MOST_AT_ONCE):
        _store(desk, found[start : start + _MOST_AT_ONCE], say)
    return len(found)


def release_stuck(desk: Desk, say: Say) -> list[int]:
    """The reaper's pass, with a replay before anything is released; ids released or failed.

    The master of a job may have had a state_dir of its own on this host: what lies there is stored as well.
    """
    return desk.queue.release_stuck(lambda: replay(desk, say, desk.instances.spools_here()))


def owners(spool: Spool) -> set[tuple[str, int]]:
    """Instance and pid of the workers that have left something, dead or alive. Raises OSError."""
    return {(entry.token.instance, entry.token.pid) for entry in spool.entries()}


def _of_this_database(
    desk: Desk, state_dir: Path, found: Sequence[tuple[Entry, Ending]], say: Say
) -> list[tuple[Entry, Ending]]:
    if not found:
        return []
    known = "", desk.queue.identity
    ours = [(entry, ending) for entry, ending in found if ending.lease.database in known]
    if len(ours) < len(found):
        say("spool_foreign", n=len(found) - len(ours), path=state_dir)
    return ours


def _of_the_dead(state_dir: Path, say: Say) -> list[tuple[Entry, Ending]]:
    dead: dict[tuple[str, int], bool] = {}
    found: list[tuple[Entry, Ending]] = []
    for entry in _entries(Spool(state_dir), say):
        owner = entry.token.instance, entry.token.pid
        if owner not in dead:
            dead[owner] = _is_dead(WorkerLock.of(state_dir, *owner))
        if dead[owner] and (ending := _read(entry, say)) is not None:
            found.append((entry, ending))
    return found


def _entries(spool: Spool, say: Say) -> list[Entry]:
    try:
        return spool.entries()
    except OSError as error:
        say("spool_unusable", problem=error)
        return []


def _is_dead(lock: WorkerLock) -> bool:
    """A lock that cannot be looked at says nothing: its worker may live, and store it by itself."""
    try:
        return not is_held(lock)
    except OSError:
        return False


def _read(entry: Entry, say: Say) -> Ending | None:
    try:
        return entry.read()
    except FileNotFoundError:
        return None
    except (Unreadable, OSError) as error:
        if entry.is_new and isinstance(error, Unreadable):
            _remove(entry, say)  # torn: its writer died over it, or the disk was full
        else:
            _set_aside(entry, str(error), say)
        return None


def _store(desk: Desk, group: Sequence[tuple[Entry, Ending]], say: Say) -> None:
    try:
        ended = desk.queue.end([ending for _, ending in group])
    except (DatabaseUnavailable, SchemaError) as error:
        if len(group) == 1 or not isinstance(error, Contended):
            raise
        _one_by_one(desk, group, say)
    except Exception as error:
        if len(group) > 1:
            _one_by_one(desk, group, say)
        else:
            _set_aside(group[0][0], trace(error), say)
    else:
        for (entry, _), one in zip(group, ended, strict=True):
            _say(one, say)
            _remove(entry, say)


def _one_by_one(desk: Desk, group: Sequence[tuple[Entry, Ending]], say: Say) -> None:
    """One that waits for somebody's lock, or that nobody can store, does not hold up the others."""
    held: Contended | None = None
    for each in group:
        try:
            _store(desk, [each], say)
        except Contended as error:
            held = error
    if held is not None:
        raise held


def _say(ended: Ended, say: Say) -> None:
    job = ended.ending.lease.job.id
    if ended.kept:
        say("ending_replayed", job=job, outcome=ended.outcome)
    else:
        say("lease_lost", job=job)


def _remove(entry: Entry, say: Say) -> None:
    """Where it stays, the next replay finds the attempt's row and writes nothing."""
    try:
        entry.remove()
    except OSError as error:
        say("spool_unusable", problem=error)


def _set_aside(entry: Entry, problem: str, say: Say) -> None:
    try:
        say("spool_unreadable", path=entry.set_aside(), problem=problem)
    except OSError as error:
        say("spool_unusable", problem=error)
