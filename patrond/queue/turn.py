"""Whose turn it is: of the instances that share a queue, one at a time does what one is enough for.

An economy, never needed for correctness: what is done in a turn is guarded row by row. So a turn that nobody gives back
(its host was cut off, and the server has not noticed) is not waited for without end.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from patrond.db import Connection
from patrond.db.mysql_errors import LOST, number
from patrond.errors import DatabaseUnavailable

_REFUSALS = 3  # in a row, after which it is done all the same


class Turn:
    """The lock in the database, by one connection; with which it goes, however it is lost."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._refused = 0

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Whether it is ours, for as long as the ``with`` lasts."""
        if self._got():
            self._refused = 0
            try:
                yield True
            finally:
                with suppress(DatabaseUnavailable):  # then it is given back already
                    self._connection.query("queue.give_turn")
            return
        self._refused += 1
        yield self._refused > _REFUSALS

    def _got(self) -> bool:
        try:
            row = self._connection.one("queue.take_turn")
        except DatabaseUnavailable as error:
            if error.__cause__ is None or number(error.__cause__) in {0, *LOST}:
                raise
            return False  # a cluster that forbids such locks
        return row is not None and row["got"] == 1
