"""The masters that share a queue: each with a row and a beat that moves. Which of them are dead is judged here."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from patrond.clock import SiteClock
from patrond.db import Connection, in_transaction
from patrond.db.values import moment

_STATE_DIR = "state_dir "  # and the instance: a name in patrond_meta
_LONGEST_PATH = 255


@dataclass(frozen=True, slots=True)
class Instance:
    """One row of ``patrond_instances``. Times naive, in the site's zone; they are for people, never for judging."""

    instance: str
    host: str
    boot_id: str
    pid_namespace: str
    pid: int
    version: str
    beat: int
    started_at: datetime
    beat_at: datetime

    @property
    def is_here(self) -> bool:
        """Whether its process numbers mean to us what they mean to it: same boot of the same kernel, same namespace."""
        return (self.boot_id, self.pid_namespace) == (boot_id(), pid_namespace())

    @property
    def is_ours(self) -> bool:
        """Whether it is the master that we are."""
        return self.is_here and self.pid == os.getpid()

    @property
    def is_gone(self) -> bool:
        """Whether its process can be seen to be no more, without waiting for its silence."""
        return self.is_here and not process_exists(self.pid)


class Instances:
    """The table of masters, for the master's own use and for listings."""

    def __init__(self, connection: Connection, clock: SiteClock) -> None:
        self._connection = connection
        self._clock = clock

    def register(self, instance: str, version: str, state_dir: Path | None = None) -> None:
        """Enter ourselves; a row that is there already (a lost answer) is taken over. The master calls it once.

        ``state_dir``: where our spool is, for the others on this host.
        """

        def work() -> None:
            self._remove(instance)
            if state_dir is not None and len(str(state_dir)) <= _LONGEST_PATH:
                self._connection.execute("queue.add_state_dir", key=_STATE_DIR + instance, path=str(state_dir))
            self._connection.execute(
                "queue.add_instance",
                instance=instance,
                host=socket.gethostname()[:255],
                boot_id=boot_id(),
                pid_namespace=pid_namespace(),
                pid=os.getpid(),
                version=version,
                now=self._clock.now(),
            )

        in_transaction(self._connection, work)

    def beat(self, instance: str) -> bool:
        """Say that we live; False if our row is gone (then :meth:`register` again)."""
        now = self._clock.now()
        return in_transaction(
            self._connection, lambda: self._connection.execute("queue.beat", instance=instance, now=now) == 1
        )

    def leave(self, instance: str) -> None:
        """Say goodbye, after the last worker is gone."""
        in_transaction(self._connection, lambda: self._remove(instance))

    def spools_here(self) -> list[Path]:
        """The state_dirs of the masters of this host, living and dead, as far as they told them."""
        rows = self._connection.query("queue.state_dirs")
        told = {row["name"].removeprefix(_STATE_DIR): Path(row["value"]) for row in rows}
        return sorted({told[each.instance] for each in self.all() if each.is_here and each.instance in told})

    def in_hand(self) -> dict[str, int]:
        """How many jobs each instance has in hand; strangers' names are cut off at twelve signs."""
        return {
            row["instance"]: row["n"] for row in self._connection.query("queue.held_by_instance") if row["instance"]
        }

    def all(self) -> list[Instance]:
        """Every row, oldest first."""
        return [
            Instance(**{**row, "started_at": moment(row["started_at"]), "beat_at": moment(row["beat_at"])})
            for row in self._connection.query("queue.instances")
        ]

    def _remove(self, instance: str) -> None:
        self._connection.execute("queue.remove_instance", instance=instance)
        self._connection.execute("queue.remove_state_dir", key=_STATE_DIR + instance)


def beat_interval(timeout: timedelta) -> float:
    """Seconds between a master's beats: several within ``instance_timeout``, so that one may be late."""
    return min(timeout.total_seconds() / 4, 5.0)


@cache
def boot_id() -> str:
    """The kernel's name for this boot."""
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()


@cache
def pid_namespace() -> str:
    """The namespace in which our process numbers count, as ``pid:[4026531836]``."""
    return str(Path("/proc/self/ns/pid").readlink())[:32]


def process_exists(pid: int) -> bool:
    """Whether a process has this number. Signal 0 also sees what /proc hides of other users."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]
