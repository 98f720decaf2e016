"""What the rooms above see of a database, whatever its kind: statements by name, in transactions."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol, TypeVar

from patrond.db.errors import Conflict, Contended

Row = Mapping[str, Any]
Dialect = Literal["sqlite", "mysql"]
T = TypeVar("T")

_TRIES = 6  # of a transaction that deadlocked; InnoDB's victim may start over at once
_WAITED = 3  # as many tries counts one that has waited for a lock, which takes five seconds


class Connection(Protocol):
    """One connection, of one thread. Statements go by their name in ``patrond/sql/<dialect>/<file>.sql``.

    A parameter that is a list or tuple fills an ``IN (:name)``; an empty one becomes NULL, which no row equals.
    Every call may raise :class:`~patrond.errors.DatabaseUnavailable` (then :meth:`reopen` before the next),
    :class:`~patrond.db.errors.Conflict` (inside a transaction: start it over), or
    :class:`~patrond.db.errors.StatementRefused` (these values will never be taken).
    """

    @property
    def dialect(self) -> Dialect: ...

    def query(self, name: str, **params: object) -> list[Row]:
        """All rows of a SELECT."""
        ...

    def one(self, name: str, **params: object) -> Row | None:
        """The first row, or None."""
        ...

    def execute(self, name: str, **params: object) -> int:
        """How many rows the statement's WHERE hit (not: how many it changed)."""
        ...

    def execute_each(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        """The same statement for each set of parameters; one round trip for an INSERT."""
        ...

    def insert(self, name: str, **params: object) -> int:
        """The id that the row got."""
        ...

    def text(self, sql: str, **params: object) -> list[Row]:
        """A statement that no file can hold (DDL made from real types)."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """BEGIN … COMMIT; any exception rolls back. A lost answer to COMMIT raises CommitUnknown. Not nested."""
        ...

    def reopen(self) -> None:
        """Close what is left and connect anew; what hangs on this object stays."""
        ...

    def close(self) -> None:
        """Close; never raises."""
        ...


class Database(Protocol):
    """Where a database is and how to reach it."""

    @property
    def dialect(self) -> Dialect: ...

    @property
    def where(self) -> str:
        """For people: a path, or host and name; never a password."""
        ...

    def connect(self) -> Connection:
        """A new connection; raises DatabaseUnavailable in plain words."""
        ...


def in_transaction(connection: Connection, work: Callable[[], T]) -> T:
    """Run ``work`` in a transaction, and again from the start where the database chose it as a deadlock's victim.

    ``work`` must be safe to repeat: everything that it wrote was rolled back. Raises Contended when it never gets
    through.
    """
    left = _TRIES
    while True:
        try:
            with connection.transaction():
                return work()
        except Conflict as conflict:
            left -= _WAITED if conflict.waited else 1
            if left <= 0:
                raise Contended(f"cannot get past other transactions: {conflict}") from conflict
