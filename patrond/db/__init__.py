"""Connections, statements by name, transactions; what a row is made of. What tables there are is in ``schema``."""

from patrond.config import Settings
from patrond.db.contract import Connection, Database, Row, in_transaction
from patrond.db.errors import CommitUnknown, Conflict, Contended, MissingTable, StatementRefused
from patrond.db.mysql import MysqlDatabase
from patrond.db.sqlite import SqliteDatabase

__all__ = [
    "CommitUnknown",
    "Conflict",
    "Connection",
    "Contended",
    "Database",
    "MissingTable",
    "Row",
    "StatementRefused",
    "in_transaction",
    "open_database",
]

SQLITE_FILE = "patrond.sqlite3"


def open_database(settings: Settings) -> Database:
    """The database that the settings name. No I/O: only :meth:`Database.connect` reaches for it."""
    url = settings.database.url
    if url is None:
        return SqliteDatabase(settings.state_dir / SQLITE_FILE)
    return MysqlDatabase(url.get_secret_value(), tls_ca=settings.database.tls_ca)
