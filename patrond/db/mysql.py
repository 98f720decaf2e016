"""MySQL and MariaDB by pymysql: READ COMMITTED, found rows counted, strict, with timeouts everywhere.

The session's time zone is the server's own, as for the site: `created_at` keeps the one meaning that it has there.
"""

import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar

import pymysql
from pymysql.constants import CLIENT
from pymysql.cursors import DictCursor

from patrond.config.database_url import DatabaseAddress, parse_database_url
from patrond.db import mysql_errors
from patrond.db.contract import Connection, Dialect, Row
from patrond.db.errors import CommitUnknown, Conflict
from patrond.db.statements import expand, pyformat, statements
from patrond.db.values import outward
from patrond.errors import DatabaseUnavailable

T = TypeVar("T")

_TIMEOUT = 10  # seconds of one answer; above the lock wait's 5, so that the server gives up first
_CONNECT_TIMEOUT = 5
_STRICT = "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
_SESSION = (
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    # A host that is cut off in the middle of a transaction says no goodbye: its locks would keep its jobs from whoever
    # takes them over for as long as the server believes in its connection (hours). MySQL knows only the idle session.
    "SET SESSION innodb_lock_wait_timeout=5"
    " /*M!100300 , SESSION idle_transaction_timeout=5 */ /*!80000 , SESSION wait_timeout=60 */",
)
_HINTS = {"by_id": ("id",), "by_due": ("status", "available_at"), "by_type": ("type",)}


class MysqlDatabase:
    """A server, an account, a database, and the way to talk to it."""

    dialect: Dialect = "mysql"

    def __init__(self, url: str, *, tls_ca: Path | None = None) -> None:
        self.address = parse_database_url(url)
        self._tls_ca = tls_ca
        self._tls: ssl.SSLContext | None = None  # shared: a context per connection costs 18 ms
        self._plain = self.address.is_local and tls_ca is None
        self._hints: dict[str, str] | None = None

    @property
    def where(self) -> str:
        return self.address.where

    def connect(self) -> Connection:
        return MysqlConnection(self)

    def open(self) -> "pymysql.Connection[DictCursor]":
        """A driver's connection, its session set."""
        try:
            try:
                return self._open(plain=self._plain)
            except (pymysql.MySQLError, RuntimeError) as error:
                if not self._other_transport_may_do(error):
                    raise
                return self._open_otherwise(error)
        except pymysql.MySQLError as error:
            raise DatabaseUnavailable(f"cannot reach {self.where}: {mysql_errors.words(error)}") from error
        except (OSError, RuntimeError) as error:
            raise DatabaseUnavailable(f"cannot reach {self.where}: {error}") from error

    def hints(self, connection: "MysqlConnection") -> Mapping[str, str]:
        """What forces each index that we rely on, under the name that it has here; empty where it is missing."""
        if self._hints is None:
            columns: dict[str, list[str]] = {}
            for row in connection.query("meta.job_indexes"):
                columns.setdefault(row["name"], []).append(row["col"].lower())
            self._hints = {hint: _force(columns, wanted) for hint, wanted in _HINTS.items()}
        return self._hints

    def _open_otherwise(self, first: Exception) -> "pymysql.Connection[DictCursor]":
        """With TLS instead of without, or the reverse; kept where it works, and where not the first refusal counts."""
        try:
            driver = self._open(plain=not self._plain)
        except (pymysql.MySQLError, RuntimeError, OSError):
            raise first from None
        self._plain = not self._plain
        return driver

    def _open(self, *, plain: bool) -> "pymysql.Connection[DictCursor]":
        address = self.address
        socket = socket_of(address)
        plain = plain or socket is not None
        driver = pymysql.connect(
            host="127.0.0.1" if address.host == "localhost" else address.host,
            port=address.tcp_port,
            user=address.user,
            password=address.password,
            database=address.database,
            unix_socket=socket,
            charset="utf8mb4",
            sql_mode=_STRICT,
            autocommit=True,  # single statements; transactions say BEGIN
            client_flag=CLIENT.FOUND_ROWS,
            cursorclass=DictCursor,
            connect_timeout=_CONNECT_TIMEOUT,
            read_timeout=_TIMEOUT,
            write_timeout=_TIMEOUT,
            ssl=None if plain else self._context(),
            ssl_disabled=plain,
        )
        try:
            for statement in _SESSION:
                driver.query(statement)
        except BaseException:
            driver.close()
            raise
        return driver

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context(cafile=str(self._tls_ca) if self._tls_ca else None)
            # MySQL's own CAs lack the extensions that Python 3.13 asks for by default.
            self._tls.verify_flags &= ~ssl.VERIFY_X509_STRICT
            if self._tls_ca is None:  # as the mysql client does: encrypted where offered, not authenticated
                self._tls.check_hostname = False
                self._tls.verify_mode = ssl.CERT_NONE
        return self._tls

    def _other_transport_may_do(self, error: Exception) -> bool:
        """Each kind of server refuses the wrong transport in its own way."""
        code = mysql_errors.number(error)
        if self._tls_ca is not None:
            return False
        if self._plain:
            # A password hashed by SHA-2 needs TLS; require_secure_transport: MySQL says so, MariaDB denies access.
            return isinstance(error, RuntimeError) or code in (3159, 1045)
        return code == 2026  # the server has no TLS


class MysqlConnection:
    """One connection to the server; reconnects only when told."""

    dialect: Literal["mysql"] = "mysql"

    def __init__(self, database: MysqlDatabase) -> None:
        self._database = database
        self._driver = database.open()
        self._in_transaction = False

    def query(self, name: str, **params: object) -> list[Row]:
        return self.text(self._sql(name), **params)

    def one(self, name: str, **params: object) -> Row | None:
        rows = self.query(name, **params)
        return rows[0] if rows else None

    def execute(self, name: str, **params: object) -> int:
        return self._run(self._sql(name), params).rowcount

    def execute_each(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        if not rows:
            return
        values = [{key: outward(value) for key, value in row.items()} for row in rows]
        cursor = self._driver.cursor()
        self._guarded(lambda: cursor.executemany(pyformat(self._sql(name)), values))

    def insert(self, name: str, **params: object) -> int:
        return self._run(self._sql(name), params).lastrowid or 0

    def text(self, sql: str, **params: object) -> list[Row]:
        return list(self._run(sql, params).fetchall())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._guarded(self._driver.begin)
        self._in_transaction = True
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._in_transaction = False
        self._commit()

    def reopen(self) -> None:
        self.close()
        self._driver = self._database.open()

    def close(self) -> None:
        if self._driver.open:
            try:
                self._driver.close()
            except pymysql.MySQLError:
                self._driver._force_close()  # type: ignore[attr-defined]  # a socket already broken

    def _commit(self) -> None:
        try:
            self._driver.commit()
        except pymysql.MySQLError as error:
            translated = mysql_errors.translate(error, self._database.where)
            code = mysql_errors.number(error)
            certain = code not in mysql_errors.UNKNOWN_AT_COMMIT
            # Galera and Group Replication say conflicts at COMMIT, a server that became read-only refuses it: nothing
            # is kept.
            if certain and (isinstance(translated, Conflict) or code in mysql_errors.READ_ONLY):
                self._roll_back()
                raise translated from error
            raise CommitUnknown(
                f"cannot tell whether {self._database.where} kept a change: {mysql_errors.words(error)}"
            ) from error

    def _roll_back(self) -> None:
        """Best effort: with the connection gone the server rolls back by itself."""
        try:
            self._driver.rollback()
        except pymysql.MySQLError:
            self.close()

    def _sql(self, name: str) -> str:
        sql = statements("mysql")[name]
        return sql.format_map(self._database.hints(self)) if "{" in sql else sql

    def _run(self, sql: str, params: Mapping[str, object]) -> DictCursor:
        spread, flat = expand(sql, params)
        cursor = self._driver.cursor()
        values = {key: outward(value) for key, value in flat.items()}
        self._guarded(lambda: cursor.execute(pyformat(spread), values))
        return cursor

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except pymysql.MySQLError as error:
            translated = mysql_errors.translate(error, self._database.where)
            if isinstance(translated, Conflict) and not self._in_transaction:  # nobody starts it over
                translated = DatabaseUnavailable(f"cannot use {self._database.where}: {mysql_errors.words(error)}")
            raise translated from error


def socket_of(address: DatabaseAddress) -> str | None:
    """The unix socket to use, if any; looked for at each connect, since the server may start later."""
    if address.unix_socket is not None:
        return address.unix_socket
    return next((path for path in address.sockets if Path(path).exists()), None)


def _force(columns: Mapping[str, Sequence[str]], wanted: Sequence[str]) -> str:
    for name, found in columns.items():
        if tuple(found[: len(wanted)]) == tuple(wanted):
            return f"FORCE INDEX (`{name}`)"
    return ""
