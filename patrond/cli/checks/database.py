"""The database: whether it answers, its version, clock and zone, the account's rights, the tables."""

from collections.abc import Iterator
from contextlib import closing

from patrond.cli.checks.backlog import backlog
from patrond.cli.checks.line import Line, fail, ok, warn
from patrond.clock import SiteClock, SystemClock
from patrond.config import Settings
from patrond.db import Connection, open_database
from patrond.db.schema import verify
from patrond.desk import Desk, open_desk
from patrond.errors import DatabaseUnavailable, PatrondError
from patrond.master.zone import read_stamps, shift

_SKEW_SECONDS = 5.0
_RIGHTS = {
    "may_read_users": "SELECT on users",
    "may_count_patterns": "UPDATE on users",
    "may_add_patterns": "INSERT on patterns",
    "may_complete_patterns": "UPDATE on patterns",
    "may_add_jobs": "INSERT on jobs",
    "may_take_jobs": "UPDATE on jobs",
    "may_delete_jobs": "DELETE on jobs",
    "may_link_jobs": "INSERT on pattern_jobs",
    "may_keep_attempts": "INSERT on patrond_attempts",
    "may_delete_attempts": "DELETE on patrond_attempts",
}


def database(settings: Settings) -> Iterator[Line]:
    """Everything about the database; after the first thing that makes the rest unanswerable, no more."""
    if not settings.is_mysql and not settings.state_dir.is_dir():
        yield ok("database", f"SQLite in {settings.state_dir}, made at the first start")
        return
    clock = SiteClock(settings.database.timezone, SystemClock())
    try:
        with closing(open_desk(settings, clock)) as desk:
            yield from _answers(desk, settings)
    except DatabaseUnavailable as error:
        yield fail("database", str(error), "start it, or correct the section `database` of the settings")


def _answers(desk: Desk, settings: Settings) -> Iterator[Line]:
    where = open_database(settings).where
    version = (desk.connection.one("check.server") or {})["version"]
    kind = "MariaDB or MySQL" if settings.is_mysql else "SQLite"
    yield ok("database", f"{where} answers ({kind} {version})")
    if settings.is_mysql:
        yield _clock(desk)
    problems = verify(desk.connection)
    for problem in problems:
        yield fail(
            "tables", f"{problem.path}: {problem.found}, expected {problem.expected}", problem.remedy, is_setup=True
        )
    if problems:
        lacking = _lacking(desk.connection) if settings.is_mysql else []
        if lacking:
            yield _no_right(lacking, "; a table on which it has no right at all looks missing to it")
        return
    yield ok("tables", "every table and column that patrond needs")
    if settings.is_mysql:
        yield _zone(desk.connection, settings)
        yield _rights(desk.connection)
    yield from backlog(desk, settings)


def _clock(desk: Desk) -> Line:
    skew = desk.clock.skew.total_seconds()
    found = f"the database's is {abs(skew):.1f} s {'ahead of' if skew > 0 else 'behind'} this host's"
    if abs(skew) <= _SKEW_SECONDS:
        return ok("clock", found)
    return warn("clock", f"{found}; patrond goes by the database's", "let both hosts keep time by NTP")


def _zone(connection: Connection, settings: Settings) -> Line:
    zone = settings.database.timezone
    stamps = read_stamps(connection)
    off = shift(stamps, zone)
    if off is None:
        seen = f"{len(stamps)} fresh jobs agree" if stamps else "no fresh job to compare with"
        return ok("zone", f"{zone} ({seen})")
    hours = off.total_seconds() / 3600
    remedy = "set database.timezone to the zone that PHP runs in (date.timezone)"
    return warn("zone", f"with {zone}, available_at of fresh jobs lies {hours:+g} h from created_at", remedy)


def _rights(connection: Connection) -> Line:
    lacking = _lacking(connection)
    return _no_right(lacking) if lacking else ok("grants", "the account may do all that patrond does")


def _lacking(connection: Connection) -> list[str]:
    """Each right is tried on no row; a table or column that is not there says nothing about rights."""
    lacking = []
    for name, right in _RIGHTS.items():
        try:
            connection.query(f"check.{name}")
        except DatabaseUnavailable:
            lacking.append(right)
        except PatrondError:
            continue
    return lacking


def _no_right(lacking: list[str], note: str = "") -> Line:
    remedy = "GRANT SELECT, INSERT, UPDATE, DELETE ON the database TO the account"
    return fail("grants", f"the account lacks {', '.join(lacking)}{note}", remedy)
