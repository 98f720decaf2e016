"""MySQL's error numbers, sorted by what is to be done about them. Words never hold a password or a statement."""

import pymysql

from patrond.db.errors import Conflict, MissingTable, StatementRefused
from patrond.errors import DatabaseUnavailable

# Deadlock; lock wait timeout (rolls back only the statement); MariaDB's snapshot isolation from 11.6.2 on;
# Group Replication's conflicts at COMMIT.
CONFLICTS = frozenset({1213, 1205, 1020, 3101, 1180})
# Gone away, lost, lost during a system error; shutdown in progress; killed; idle too long; too many connections.
LOST = frozenset({2002, 2003, 2006, 2013, 2055, 1053, 1927, 4031, 1317})
LOCK_WAIT = 1205
SYNTAX_ERROR = 1064
# After a failover we may be talking to the old primary. The last two: InnoDB itself is read-only (MariaDB).
READ_ONLY = frozenset({1290, 1792, 1836, 1036, 1874})
# "Got error … during COMMIT": mostly a conflict, but it does not say that nothing was kept.
UNKNOWN_AT_COMMIT = frozenset({1180})
# Wrong charset, out of range, truncated, too long, wrong date, invalid JSON, a CHECK that failed: beside the classes.
_REFUSED = frozenset({1366, 1264, 1265, 1406, 1292, 3140, 3819, 4025})
_DENIED = frozenset({1044, 1045, 1142, 1143, 1227, 1698, 1370, 3118, 4151})

_WORDS = {
    1040: "it has too many connections already (max_connections)",
    1044: "this account may not use that database (GRANT … ON the database)",
    1045: "the account or its password is refused",
    1203: "this account has too many connections already (max_user_connections)",
    1226: "this account has used up what it may use in an hour, or its connections",
    1047: "the cluster's node is not ready (wsrep)",
    1049: "there is no database of that name",
    1698: "the account or its password is refused",
    4151: "the account is locked",
}


def number(error: BaseException) -> int:
    """The server's or client's error number, or 0."""
    first = error.args[0] if error.args else 0
    return first if isinstance(first, int) else 0


def translate(error: pymysql.MySQLError, where: str) -> Exception:
    """Our error for pymysql's, to be raised from it."""
    code = number(error)
    if code in CONFLICTS:
        return Conflict(f"error {code}", waited=code == LOCK_WAIT)
    if code == 1146:
        return MissingTable(_message(error))
    if isinstance(error, pymysql.IntegrityError | pymysql.DataError) or code in _REFUSED:
        return StatementRefused(f"cannot store values: {_message(error)} (error {code})")
    return DatabaseUnavailable(f"cannot use {where}: {words(error)}")


def words(error: BaseException) -> str:
    """What happened, for an operator."""
    code = number(error)
    if code in _WORDS:
        return _WORDS[code]
    if code in READ_ONLY:
        return f"it is read-only (error {code}), as after a failover"
    if code in _DENIED:
        return f"this account lacks a right: {_message(error)}"
    if code in LOST or code == 0:
        return f"the connection was lost or refused ({_message(error)})"
    return f"{_message(error)} (error {code})"


def _message(error: BaseException) -> str:
    text = str(error.args[1]) if len(error.args) > 1 else str(error)
    return text[:300]
