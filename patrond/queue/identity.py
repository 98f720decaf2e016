"""Which database this is, by a name that it keeps: what was finished in one is never looked for in another."""

import uuid

from patrond.db import Connection


class Identity:
    """The name, given by whoever asks first, and then remembered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._name: str | None = None

    @property
    def name(self) -> str:
        """32 hexadecimal digits. A copy of a database has its name, whether restored or replicated."""
        if self._name is None:
            self._name = self._read() or self._give()
        return self._name

    def _read(self) -> str | None:
        row = self._connection.one("queue.identity")
        return row["value"] if row else None

    def _give(self) -> str:
        """Two that ask at once both read what the first has written."""
        fresh = uuid.uuid4().hex
        self._connection.execute("queue.give_identity", value=fresh)
        return self._read() or fresh
