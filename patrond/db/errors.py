"""How a database's refusals are told apart: by what the caller can do about them."""

from patrond.errors import DatabaseUnavailable, PatrondError, Problem, SchemaError


class CommitUnknown(DatabaseUnavailable):
    """COMMIT was sent and its answer was lost: the transaction may be kept or gone. Look it up by its token."""


class Conflict(Exception):
    """A deadlock, a lock that was not got in time, or a snapshot that moved: roll back and start over.

    ``waited``: for as long as a lock is waited for; to start over often would take minutes.
    """

    def __init__(self, detail: str, *, waited: bool = False) -> None:
        self.waited = waited
        super().__init__(detail)


class Contended(DatabaseUnavailable):
    """Others hold rows that it needs, for longer than it may wait. The connection is well, and so are other rows."""


class StatementRefused(PatrondError):
    """The database will never take these values (too long, out of range, a missing parent); a repeat is no use."""


class MissingTable(SchemaError):
    """A table that a statement names is not there. Optional tables answer empty; for others `patrond db install`."""

    def __init__(self, detail: str) -> None:
        super().__init__([Problem("database", detail, "the site's tables and patrond's", "run `patrond db install`")])
