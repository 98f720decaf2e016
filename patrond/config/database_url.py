"""The address of the site's database: read from its URL, and shown without its password."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlsplit

DATABASE_URL = "mysql://user:password@host:3306/name, with ?unix_socket=/path where the server has no port"
_DEFAULT_PORT = 3306
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Where Debian and Red Hat put it: PHP's "localhost" means one of these. The one in /tmp of upstream's builds is left
# out: anybody may put a socket there, and would be told the password.
_USUAL_SOCKETS = ("/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock")
_URL = re.compile(r"(?:([a-z][a-z0-9+.-]*)://)?(.*@)?([\w.\[\]-]*(?::[0-9]*)?(?:/[\w.-]*)*)(?:\?.*)?", re.DOTALL)
_NOT_SHOWN = "an address that is not shown, since it may hold a password"


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where the database is and as whom to enter.

    ``sockets`` are unix sockets to be tried, in order, before TCP: the one that was named (then it is the only
    way in), or the usual ones where the host is ``localhost`` without a port, as PHP and mysql(1) understand it.
    """

    host: str
    port: int
    user: str
    database: str
    password: str = field(default="", repr=False)
    unix_socket: str | None = None

    @property
    def sockets(self) -> tuple[str, ...]:
        if self.unix_socket is not None:
            return (self.unix_socket,)
        return _USUAL_SOCKETS if self.host == "localhost" and self.port == 0 else ()

    @property
    def tcp_port(self) -> int:
        """The port to use over TCP."""
        return self.port or _DEFAULT_PORT

    @property
    def where(self) -> str:
        """For people; without the password."""
        place = self.unix_socket or f"{self.host}:{self.tcp_port}"
        return f"{self.database} at {place} as {self.user!r}"

    @property
    def is_local(self) -> bool:
        """Whether no byte leaves this host: TLS would only cost time."""
        return self.unix_socket is not None or self.host in _LOOPBACK


def parse_database_url(text: str) -> DatabaseAddress:
    """The address in a URL. Raises ValueError whose words say what was expected; they never hold the password."""
    if re.search(r"\s", text):
        raise ValueError("an address without spaces (a space in a password is written %20)")
    if "#" in text:
        raise ValueError("an address without # (in a password it is written %23)")
    scheme = text.partition("://")[0].lower()
    if scheme != "mysql" or "://" not in text:
        raise ValueError(f"{DATABASE_URL} (mysql:// serves MariaDB too; for SQLite leave the key out)")
    try:
        url = urlsplit(text)
        port = url.port or 0
    except ValueError:
        words = "a port from 1 to 65535 (in a password : / @ # % are written %3A %2F %40 %23 %25)"
        raise ValueError(words) from None
    if not url.username:
        raise ValueError(f"a user before the host: {DATABASE_URL}")
    name = unquote(url.path.removeprefix("/"))
    if not name or "/" in name:
        raise ValueError(f"the name of a database after the host, as in {DATABASE_URL}")
    return DatabaseAddress(
        host=url.hostname or "localhost",
        port=port,
        user=unquote(url.username),
        database=name,
        password=unquote(url.password or ""),
        unix_socket=_unix_socket(url.query),
    )


def _unix_socket(query: str) -> str | None:
    values = parse_qs(query, keep_blank_values=True)
    path = values.pop("unix_socket", [None])[-1]
    if values:
        raise ValueError("nothing after the ? but unix_socket=/path")
    if path is not None and not path.startswith("/"):
        raise ValueError("an absolute path after ?unix_socket=")
    return path


def make_database_url(*, host: str, user: str, database: str, password: str = "") -> str:
    """The URL of a database given in pieces, as the site's environment does."""
    secret = f":{quote(password, safe='')}" if password else ""
    place = f"[{host}]" if ":" in host else host
    return f"mysql://{quote(user, safe='')}{secret}@{place}/{quote(database, safe='')}"


def with_password(text: str, password: str) -> str:
    """The sound URL ``text`` with this password in place of what it has."""
    url = urlsplit(text)
    place = url.netloc.rpartition("@")[2]
    return url._replace(netloc=f"{url.username}:{quote(password, safe='')}@{place}").geturl()


def mask_url(text: str) -> str:
    """A URL as it may be shown: what stands before the last ``@``, and after a ``?``, is left out.

    >>> mask_url("mysql://site:hunter2@db.example.org/patron_maker")
    'mysql://***@db.example.org/patron_maker'
    """
    match = _URL.fullmatch(text)
    if match is None:
        return _NOT_SHOWN
    scheme, user, place = match.groups(default="")
    if not user and ":" in place:  # user:12345 without its host looks like host:port
        return _NOT_SHOWN
    return f"{scheme}{'://' if scheme else ''}{'***@' if user else ''}{place}"
