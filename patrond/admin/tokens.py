"""patrond's own tokens: made once, shown once, kept as sha-256 in the ``tokens_file``.

A token is 32 random bytes, so a plain hash is enough: there is nothing to guess, and a slow hash would only make each
request slow. The file is a YAML list of {name, role, user, created, sha256} and is read again when it changes.
"""

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from patrond.admin.access import Role
from patrond.errors import PatrondError

PREFIX = "patrond_"  # lets scanners of repositories and logs know one when they see it
_ROLES = {role.value: role for role in (Role.SUBMIT, Role.READ, Role.ADMIN)}
_KEYS = {"name", "role", "user", "created", "sha256"}


@dataclass(frozen=True, slots=True)
class StoredToken:
    """One entry of the file. ``user`` is the site's user for whom a submit token acts, or None."""

    name: str
    role: Role
    user: int | None
    created: str
    sha256: str


class TokensFileError(PatrondError):
    """The tokens file cannot be used; the operator mends it. Until then its last good content holds."""


def sha256_of(token: str) -> str:
    """How a token is kept: the hex digest of its UTF-8 bytes."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def create_token(path: Path, *, role: str, user: int | None, now: datetime, name: str | None = None) -> str:
    """Add a token to the file (made with mode 0600 if it is not there) and return it: it is not shown again.

    ``name`` defaults to the role and the day. The file is replaced in one move under a lock, so that a daemon
    reading it, or a second command, never sees half of it. Raises PatrondError.
    """
    if role not in _ROLES:
        raise PatrondError(f"cannot make a token with role {role!r}: the roles are {', '.join(_ROLES)}")
    token = PREFIX + secrets.token_urlsafe(32)
    entry = StoredToken(
        name or f"{role}-{now:%Y-%m-%d}", _ROLES[role], user, f"{now:%Y-%m-%d %H:%M:%S}", sha256_of(token)
    )
    try:
        with _locked(path):
            known = read_tokens(path) if path.exists() else ()
            _replace(path, (*known, _renamed(entry, {other.name for other in known})))
    except OSError as error:
        raise PatrondError(f"cannot write the tokens file {str(path)!r}: {error.strerror}") from None
    return token


def read_tokens(path: Path) -> tuple[StoredToken, ...]:
    """Every token of the file. Raises TokensFileError that says which entry is wrong, and how."""
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise TokensFileError(f"cannot read the tokens file {str(path)!r}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise TokensFileError(f"cannot read the tokens file {str(path)!r}: it is not YAML") from None
    if not isinstance(content, list | None):
        raise TokensFileError(f"cannot read the tokens file {str(path)!r}: expected a list of tokens")
    return tuple(_entry(path, place, item) for place, item in enumerate(content or (), start=1))


def _entry(path: Path, place: int, item: object) -> StoredToken:
    fault = _fault(item)
    if fault or not isinstance(item, dict):
        raise TokensFileError(f"cannot read the tokens file {str(path)!r}: entry {place} {fault}")
    created = item.get("created", "")
    return StoredToken(
        name=str(item["name"]),
        role=_ROLES[item["role"]],
        user=item.get("user"),
        created=created.isoformat() if isinstance(created, date) else str(created),
        sha256=item["sha256"].lower(),
    )


def _fault(item: object) -> str:
    if not isinstance(item, dict):
        return "is not a mapping of name, role, user, created and sha256"
    if unknown := set(item) - _KEYS:
        return f"has the unknown key {min(map(str, unknown))!r}"
    if not item.get("name"):
        return "has no name"
    if item.get("role") not in _ROLES:
        return f"has the role {item.get('role')!r}; the roles are {', '.join(_ROLES)}"
    user = item.get("user")
    if user is not None and (not isinstance(user, int) or isinstance(user, bool) or user < 1):
        return f"has the user {user!r}; expected the number of a user, or null"
    digest = item.get("sha256")
    if not isinstance(digest, str) or len(digest) != 64 or set(digest.lower()) - set("0123456789abcdef"):
        return "has a sha256 that is not 64 hex digits"
    return ""


def _renamed(entry: StoredToken, taken: set[str]) -> StoredToken:
    """The entry under a name that no other has: a log line names one token."""
    name, number = entry.name, 2
    while name in taken:
        name, number = f"{entry.name}-{number}", number + 1
    return StoredToken(name, entry.role, entry.user, entry.created, entry.sha256)


def _replace(path: Path, tokens: tuple[StoredToken, ...]) -> None:
    rows = [
        {"name": t.name, "role": t.role.value, "user": t.user, "created": t.created, "sha256": t.sha256} for t in tokens
    ]
    before = path.stat() if path.exists() else None
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            yaml.safe_dump(rows, file, sort_keys=False, allow_unicode=True)
            if before is not None:  # made by root for the daemon's account: it must stay readable for it
                os.fchmod(file.fileno(), before.st_mode & 0o777)
                _keep_owner(file.fileno(), before)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _keep_owner(descriptor: int, before: os.stat_result) -> None:
    if os.geteuid() == 0 or before.st_uid == os.geteuid():
        os.fchown(descriptor, before.st_uid, before.st_gid)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time. The folder is locked, since the file itself is replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class TokenBook:
    """The tokens in force. ``refresh`` reads the file when it changed; a broken file leaves the last good content.

    ``problem`` says what is wrong with the file, or is None. That it is missing is wrong only if it is ``expected``.
    """

    def __init__(self, path: Path, *, expected: bool = False) -> None:
        self._path = path
        self._expected = expected
        self._stamp: tuple[int, int, int] | None = None
        self._tokens: tuple[StoredToken, ...] = ()
        self.problem: str | None = None

    def refresh(self) -> None:
        """Look at the file; one stat, and a read where it changed. A file that is gone takes its tokens with it."""
        stamp = _stamp(self._path)
        if stamp is None:
            self._stamp, self._tokens = None, ()
            missing = f"cannot find the tokens file {str(self._path)!r}: make one with patrond ctl token new"
            self.problem = missing if self._expected else None
            return
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._tokens = read_tokens(self._path)
            self.problem = None
        except TokensFileError as error:
            self.problem = str(error)

    def find(self, token: str) -> StoredToken | None:
        """The entry of a token that somebody shows. Looks at every entry, in constant time each."""
        return self.by_digest(sha256_of(token))

    def by_digest(self, digest: str) -> StoredToken | None:
        """The entry with this sha-256: for sessions, which end when their token is taken out of the file."""
        found = None
        for entry in self._tokens:
            if hmac.compare_digest(entry.sha256, digest):
                found = entry
        return found


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
