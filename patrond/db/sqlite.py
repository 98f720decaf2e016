"""SQLite: one file, several processes. WAL, synchronous=FULL, BEGIN IMMEDIATE, foreign keys; tables made at start."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar

from patrond.db.contract import Connection, Dialect, Row
from patrond.db.errors import MissingTable, StatementRefused
from patrond.db.statements import expand, statements
from patrond.db.values import outward
from patrond.errors import DatabaseUnavailable

T = TypeVar("T")

_BUSY_TIMEOUT = 5.0
_SCHEMA_VERSION = 1
_HINTS = {
    "by_id": "NOT INDEXED",  # but by its rowid
    "by_due": "INDEXED BY idx_status_available",
    "by_type": "INDEXED BY idx_type",
}


class SqliteDatabase:
    """A file; made, with its folder and its tables, when first connected to."""

    dialect: Dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def where(self) -> str:
        return str(self._path)

    def connect(self) -> Connection:
        return SqliteConnection(self._path)


class SqliteConnection:
    """One connection to the file."""

    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._driver = self._open()

    def query(self, name: str, **params: object) -> list[Row]:
        return self._rows(statements("sqlite")[name].format_map(_HINTS), params)

    def one(self, name: str, **params: object) -> Row | None:
        rows = self.query(name, **params)
        return rows[0] if rows else None

    def execute(self, name: str, **params: object) -> int:
        return self._run(statements("sqlite")[name].format_map(_HINTS), params).rowcount

    def execute_each(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            values = [{key: _plain(value) for key, value in row.items()} for row in rows]
            self._guarded(lambda: self._driver.executemany(statements("sqlite")[name], values))

    def insert(self, name: str, **params: object) -> int:
        return self._run(statements("sqlite")[name].format_map(_HINTS), params).lastrowid or 0

    def text(self, sql: str, **params: object) -> list[Row]:
        return self._rows(sql, params)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._guarded(lambda: self._driver.execute("BEGIN IMMEDIATE"))
        try:
            yield
            self._guarded(lambda: self._driver.execute("COMMIT"))
        except BaseException:
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK")
            raise

    def reopen(self) -> None:
        self.close()
        self._driver = self._open()

    def close(self) -> None:
        self._driver.close()

    def _rows(self, sql: str, params: Mapping[str, object]) -> list[Row]:
        return self._guarded(lambda: self._cursor(sql, params).fetchall())

    def _run(self, sql: str, params: Mapping[str, object]) -> sqlite3.Cursor:
        return self._guarded(lambda: self._cursor(sql, params))

    def _cursor(self, sql: str, params: Mapping[str, object]) -> sqlite3.Cursor:
        spread, flat = expand(sql, params)
        return self._driver.execute(spread, {key: _plain(value) for key, value in flat.items()})

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except (sqlite3.IntegrityError, sqlite3.DataError) as error:
            raise StatementRefused(f"cannot store values: {error}") from error
        except sqlite3.DatabaseError as error:
            if "no such table" in str(error):
                raise MissingTable(str(error)) from error
            if isinstance(error, sqlite3.ProgrammingError) and "closed" not in str(error):
                raise
            raise DatabaseUnavailable(f"cannot use {str(self._path)!r}: {error}") from error

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
            driver = sqlite3.connect(
                self._path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False, cached_statements=256
            )
        except (OSError, sqlite3.Error) as error:
            raise DatabaseUnavailable(f"cannot open {str(self._path)!r}: {error}") from error
        driver.row_factory = _as_mapping
        try:
            _prepare(driver)
        except sqlite3.Error as error:
            driver.close()
            raise DatabaseUnavailable(f"cannot open {str(self._path)!r}: {error}") from error
        return driver


def _prepare(driver: sqlite3.Connection) -> None:
    driver.execute("PRAGMA synchronous=FULL")
    driver.execute("PRAGMA foreign_keys=ON")
    if driver.execute("PRAGMA journal_mode").fetchone()["journal_mode"] != "wal":
        driver.execute("PRAGMA journal_mode=WAL")
    if _version(driver) == _SCHEMA_VERSION:
        return
    driver.execute("BEGIN IMMEDIATE")  # of several processes that start together one makes the tables
    try:
        version = _version(driver)
        if version > _SCHEMA_VERSION:
            raise sqlite3.DatabaseError(f"it was made by a newer patrond (tables of version {version})")
        if version < _SCHEMA_VERSION:
            for name, sql in statements("sqlite").items():
                if name.startswith("schema."):
                    driver.execute(sql)
            driver.execute(f"PRAGMA user_version={_SCHEMA_VERSION}")
        driver.execute("COMMIT")
    except BaseException:
        driver.execute("ROLLBACK")
        raise


def _version(driver: sqlite3.Connection) -> int:
    return int(driver.execute("PRAGMA user_version").fetchone()["user_version"])


def _as_mapping(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _plain(value: object) -> object:
    """A value as SQLite keeps it."""
    value = outward(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value) if isinstance(value, Decimal) else value
