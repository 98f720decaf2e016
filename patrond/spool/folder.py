"""The spool's folder: one file for each ending, named by its job and token, whole or not there at all.

Where a process may die, and what then lies there:

* while it writes the temporary file: a torn one. Whoever replays removes it; the answer is lost as it would be
  without a spool, and the job is tried again.
* after the temporary file is on the disk, before its renaming: a whole one under the other name. It is replayed.
* after the renaming: the file. It is replayed.
* after the COMMIT, before the file is removed: the file of an ending that is stored. A replay finds the attempt's row
  by job and token, writes nothing, and removes it. So does a removal that a power cut has undone.

Removing is therefore not fsynced; writing is, the folder too.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from patrond.jobs import Ending, Token
from patrond.spool.form import Unreadable, from_bytes, to_bytes

_NAME = re.compile(r"([0-9]+)-([0-9a-f]{12})-([0-9]+)-([0-9]+)\.json(\.new)?")
_ASIDE = ".unreadable"
_NEW = ".new"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the spool, as its name says. ``is_new``: its writer did not come to give it its name."""

    path: Path
    job_id: int
    token: Token
    is_new: bool = False

    def read(self) -> Ending:
        """The ending in it. Raises Unreadable, OSError."""
        ending = from_bytes(self.path.read_bytes())
        if (ending.lease.job.id, ending.lease.token) != (self.job_id, self.token):
            raise Unreadable("it holds another attempt than its name says")
        return ending

    def remove(self) -> None:
        """It is stored, or its lease is another's. Somebody may have been quicker."""
        self.path.unlink(missing_ok=True)

    def set_aside(self) -> Path:
        """Keep it for a person, out of the way; where it is now."""
        aside = self.path.with_name(self.path.name + _ASIDE)
        with suppress(FileNotFoundError):
            self.path.rename(aside)
        return aside


class Spool:
    """``<state_dir>/spool``. Made when the first ending is kept."""

    def __init__(self, state_dir: Path) -> None:
        self._folder = state_dir / "spool"

    def keep(self, endings: Iterable[Ending]) -> None:
        """Write them, durably: when this returns they outlive a power cut. Raises OSError, then none may be there."""
        if not self._folder.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(self._folder.parent)
        for ending in endings:
            _write(self._path(ending), to_bytes(ending))
        _sync(self._folder)

    def drop(self, endings: Iterable[Ending]) -> None:
        """They are stored, or not ours to store. Raises OSError."""
        for ending in endings:
            self._path(ending).unlink(missing_ok=True)

    def entries(self) -> list[Entry]:
        """What lies there, by number of the job; files of other names are left alone. Raises OSError."""
        return sorted((entry for name in self._names() if (entry := self._entry(name))), key=lambda entry: entry.job_id)

    def aside(self) -> int:
        """How many files were set aside. Raises OSError."""
        return sum(name.endswith(_ASIDE) for name in self._names())

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []

    def _entry(self, name: str) -> Entry | None:
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        job, instance, pid, seq, new = match.groups()
        return Entry(self._folder / name, int(job), Token(instance, int(pid), int(seq)), new is not None)

    def _path(self, ending: Ending) -> Path:
        token = ending.lease.token
        return self._folder / f"{ending.lease.job.id}-{token.instance}-{token.pid}-{token.seq}.json"


def _write(path: Path, data: bytes) -> None:
    new = path.with_name(path.name + _NEW)
    fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        try:
            _write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
        new.rename(path)
    except OSError:
        with suppress(OSError):  # on a full disk half a file would be in the way
            new.unlink()
        raise


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _sync(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
