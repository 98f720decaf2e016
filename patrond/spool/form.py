"""An ending as JSON, and back. Files of an older version are read by a newer one: fields may come, none may go.

What a later version adds has a default, or it has a new number and both are read here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar, get_origin, get_type_hints

from patrond.jobs import (
    Done,
    Ending,
    Fail,
    Halt,
    Job,
    JobStatus,
    Lease,
    Outcome,
    PatternResult,
    Release,
    Retry,
    Snooze,
    Token,
    Usage,
)

T = TypeVar("T")

VERSION = 1
_KINDS: Mapping[str, Callable[..., Outcome]] = {
    "done": Done,
    "retry": Retry,
    "snooze": Snooze,
    "halt": Halt,
    "fail": Fail,
    "release": Release,
}
_NAMES: Mapping[object, str] = {kind: name for name, kind in _KINDS.items()}


class Unreadable(ValueError):
    """The bytes are no ending that this version knows; the words say why."""


def to_bytes(ending: Ending) -> bytes:
    """The ending as one JSON object, in ASCII: half a surrogate pair in a model's text is kept as it is."""
    lease = ending.lease
    tree = {
        "version": VERSION,
        "lease": {
            "job": asdict(lease.job),
            "token": str(lease.token),
            "started_at": lease.started_at,
            "database": lease.database,
        },
        "outcome": {"kind": _NAMES[type(ending.outcome)], **asdict(ending.outcome)},
        "usage": asdict(ending.usage),
        "report": ending.report,
    }
    return json.dumps(tree, default=_plain).encode("ascii")


def from_bytes(data: bytes) -> Ending:
    """What :func:`to_bytes` made, here or in an older version. Raises Unreadable."""
    try:
        tree = json.loads(data)
        version = tree["version"]
        if version != VERSION:
            raise Unreadable(f"it is of version {version!r}, and this patrond reads version {VERSION}")
        return _ending(tree)
    except Unreadable:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def _ending(tree: Mapping[str, Any]) -> Ending:
    lease = tree["lease"]
    token = Token.parse(lease["token"])
    if token is None:
        raise Unreadable(f"{lease['token']!r} is no token")
    job = _made(
        Job,
        lease["job"],
        status=JobStatus,
        available_at=_moment,
        created_at=_moment,
        reserved_at=_moment,
        completed_at=_moment,
    )
    return Ending(
        Lease(job, token, datetime.fromisoformat(lease["started_at"]), str(lease.get("database", ""))),
        _outcome(tree["outcome"]),
        _made(Usage, tree["usage"], cost_usd=Decimal, request_ids=_texts),
        tree["report"],
    )


def _outcome(tree: Mapping[str, Any]) -> Outcome:
    return _made(_KINDS[tree["kind"]], tree, after=_span, result=_result)


def _result(tree: Mapping[str, Any] | None) -> PatternResult | None:
    return None if tree is None else _made(PatternResult, tree)


def _made(cls: Callable[..., T], tree: Mapping[str, Any], **readers: Callable[[Any], Any]) -> T:
    """The value of a class from its fields' JSON; what this version does not know is left out."""
    hints = get_type_hints(cls)
    values = {name: readers.get(name, _same)(value) for name, value in tree.items() if name in hints}
    for name, value in values.items():
        if not isinstance(value, get_origin(hints[name]) if get_origin(hints[name]) is tuple else hints[name]):
            raise Unreadable(f"{name} is {value!r}")
    return cls(**values)


def _same(value: Any) -> Any:
    return value


def _texts(value: list[Any]) -> tuple[str, ...]:
    return tuple(str(item) for item in value)


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _span(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(microseconds=value)


def _plain(value: object) -> object:
    """What JSON has no word for. A duration is in whole microseconds: as a float it would come back changed."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot write a {type(value).__name__} into the spool")
