"""A MySQL URL taken apart, and what its host means: PHP's ``localhost`` is the unix socket."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

SOCKETS = tuple(
    Path(path)
    for path in (
        "/run/mysqld/mysqld.sock",
        "/var/run/mysqld/mysqld.sock",
        "/var/lib/mysql/mysql.sock",
        "/tmp/mysql.sock",  # noqa: S108 - MySQL's own compiled-in default
    )
)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a MySQL server is, and as whom it is asked. ``repr`` shows no password."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    database: str
    unix_socket: str | None = None

    @property
    def where(self) -> str:
        """For people."""
        place = self.unix_socket or f"{self.host}:{self.port}"
        return f"{self.database} at {place} as {self.user!r}"

    @property
    def is_local(self) -> bool:
        """Whether no byte leaves this host: TLS would only cost time."""
        return self.unix_socket is not None or self.host in _LOOPBACK

    def socket_path(self) -> str | None:
        """The unix socket to use, if any; looked for at each connect, since the server may start later."""
        if self.unix_socket:
            return self.unix_socket
        if self.host != "localhost":
            return None
        return next((str(path) for path in SOCKETS if path.exists()), None)


def parse_url(url: str) -> Address:
    """``mysql://user:password@host:port/name[?unix_socket=PATH]``, percent-encoded where needed.

    Raises ValueError with what is missing; its text never shows the URL, which may hold a password.

    >>> parse_url("mysql://php@localhost/patron_maker").where
    "patron_maker at localhost:3306 as 'php'"
    """
    parts = urlsplit(url)
    if parts.scheme not in ("mysql", "mariadb"):
        raise ValueError("a URL that begins with mysql://")
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise ValueError("a database's name after the host: mysql://user:password@host:3306/patron_maker")
    if not parts.username:
        raise ValueError("a user before the host: mysql://user:password@host:3306/patron_maker")
    sockets = parse_qs(parts.query).get("unix_socket", [])
    return Address(
        host=parts.hostname or "localhost",
        port=parts.port or 3306,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        database=name,
        unix_socket=sockets[0] if sockets else None,
    )
