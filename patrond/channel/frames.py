"""The frames: everything that may be said on a channel, as frozen values, with their writing as JSON.

Master and workers may be of different versions while an upgrade is under way. So a reader leaves out fields that
it does not know, takes the default for those that are missing, and ignores a frame of an unknown kind.
Times are seconds of CLOCK_BOOTTIME, which all processes of a host share.
"""

import json
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any

LARGEST = 65_536  # bytes of a frame; a beat of 1000 jobs needs 30,000


@dataclass(frozen=True, slots=True)
class Hello:
    """First on every channel, upwards: who speaks, in which version."""

    version: str
    pid: int


# --- worker to master


@dataclass(frozen=True, slots=True)
class Ready:
    """Loop, handlers and client are made; the database is not waited for."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The worker cannot start, and ends: why."""

    reason: str


@dataclass(frozen=True, slots=True)
class InHand:
    """A job that a worker holds, and when its call's time is up; None: the call is over, its end is being stored."""

    job: int
    deadline: float | None


@dataclass(frozen=True, slots=True)
class Beat:
    """I live, and these are the jobs in my hands. ``held``: paused, and no reservation is under way.

    ``unstored`` finished attempts wait for a database that refuses them, and ``problem`` says why.
    """

    jobs: tuple[InHand, ...] = ()
    held: bool = False
    unstored: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Attempts that have been ended and stored: how many, and whether the provider answered in one of them."""

    count: int = 0
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The provider wants silence for ``seconds``: nobody calls it before."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Halted:
    """The provider cannot be used at all (key, credit, model); it may be tried again after ``seconds``."""

    seconds: float
    reason: str


# --- master to worker


@dataclass(frozen=True, slots=True)
class Wake:
    """A job is due. A worker that is full remembers it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The provider is halted: reserve one job all the same, and let us see."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop the call of this job, if it is yours; its row has been ended."""

    job: int


@dataclass(frozen=True, slots=True)
class Pause:
    """All that holds workers back now; it replaces what was said before, and without values it is the resume.

    ``operator``: reserve nothing. ``until``: nothing before then. ``halted``: nothing but for a Trial.
    """

    operator: bool = False
    until: float = 0.0
    halted: bool = False


@dataclass(frozen=True, slots=True)
class Drain:
    """Reserve nothing more, finish what is in hand within ``seconds``, give back the rest, end."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Set:
    """Take over other values; None leaves one as it is."""

    concurrency: int | None = None
    log_level: str | None = None


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open the log anew."""


# --- master to nursery and back


@dataclass(frozen=True, slots=True)
class Load:
    """The judged settings, secrets included (hence by this way alone), and the instance's name."""

    settings: str
    instance: str


@dataclass(frozen=True, slots=True)
class Warm:
    """Everything is loaded: ready to fork."""


@dataclass(frozen=True, slots=True)
class Fork:
    """Fork a worker for ``slot``; the descriptor that comes with it is the worker's end of its channel."""

    serial: int
    slot: int


@dataclass(frozen=True, slots=True)
class Forked:
    """The worker asked for by ``serial`` runs; the descriptor that comes with it is its pidfd."""

    serial: int
    pid: int


@dataclass(frozen=True, slots=True)
class Unforked:
    """The fork asked for by ``serial`` was refused (no memory, too many processes): why."""

    serial: int
    reason: str


@dataclass(frozen=True, slots=True)
class Exited:
    """A worker has died; ``status`` as of waitpid: an exit code, or minus the signal."""

    pid: int
    status: int


Frame = (
    Hello
    | Ready
    | Broken
    | Beat
    | Done
    | Snoozed
    | Halted
    | Wake
    | Trial
    | Cancel
    | Pause
    | Drain
    | Set
    | Reopen
    | Load
    | Warm
    | Fork
    | Forked
    | Unforked
    | Exited
)
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in Frame.__args__}


def encode(frame: Frame) -> bytes:
    """A frame as bytes. Raises ValueError when it is larger than LARGEST.

    >>> encode(Cancel(job=5))
    b'{"kind":"Cancel","job":5}'
    """
    data = json.dumps({"kind": type(frame).__name__, **asdict(frame)}, separators=(",", ":")).encode()
    if len(data) > LARGEST:
        raise ValueError(f"cannot send a frame of {len(data)} bytes: the largest is {LARGEST}")
    return data


def decode(data: bytes) -> Frame | None:
    """The frame in ``data``; None when it is of a kind, or lacks a field, that this version does not know.

    >>> decode(b'{"kind":"Cancel","job":5,"new":1}')
    Cancel(job=5)
    """
    values = json.loads(data)
    kind = _KINDS.get(values.pop("kind", ""))
    if kind is None:
        return None
    known = fields(kind)
    if any(f.name not in values and f.default is MISSING for f in known):
        return None
    taken = {f.name: values[f.name] for f in known if f.name in values}
    if kind is Beat:
        taken["jobs"] = tuple(InHand(job["job"], job["deadline"]) for job in taken.get("jobs", ()))
    frame: Frame = kind(**taken)
    return frame
