"""The tables: whether those that are there will do, and making those that are missing. Never alters the site's.

SQLite's are made when the file is opened, so that there is nothing to verify or to install there.
"""

from collections.abc import Mapping

from patrond.db.contract import Connection
from patrond.db.errors import MissingTable
from patrond.db.mysql_errors import SYNTAX_ERROR, number
from patrond.db.schema_rules import OWN, RULES, Column, Table, judge
from patrond.db.statements import statements as named
from patrond.errors import DatabaseUnavailable, Problem, SchemaError

VERSION = 1
# In this order: each may refer to those before it.
_TABLES = ("users", "patterns", "jobs", "pattern_jobs", "patrond_attempts", "patrond_instances", "patrond_meta")
# The holes in schema.sql: each takes the type that this table's id really has, or this one where the table is new.
_TYPES = {"user_id": ("users", "INT UNSIGNED"), "pattern_id": ("patterns", "INT UNSIGNED"), "job_id": ("jobs", "INT")}


def verify(connection: Connection) -> list[Problem]:
    """Everything about the tables that would stop patrond, each with its remedy; empty when all is well.

    The site's optional tables (pattern_templates, pattern_options, api_logs) may be missing. Raises
    DatabaseUnavailable where the database cannot be asked.
    """
    if connection.dialect == "sqlite":
        return []
    tables = _tables(connection)
    problems = [problem for rule in RULES for problem in judge(rule, tables.get(rule.name))]
    if "jobs" in tables:
        problems += _index_problems(connection) + _skip_locked_problems(connection)
    if tables.keys() >= OWN:
        problems += _version_problems(_version(connection))
    return problems


def install(connection: Connection) -> list[str]:
    """Make the tables that are missing beside what exists; what was made. Can be run twice.

    Raises SchemaError when patrond's tables were made by a newer patrond, DatabaseUnavailable when the account may
    not create tables.
    """
    if connection.dialect == "sqlite":
        return []
    version = _version(connection)
    if version is not None and version > VERSION:
        raise SchemaError(_version_problems(version))
    made = []
    for name in _TABLES:
        present = _tables(connection)
        if name not in present:
            connection.text(_create(name, present))
            made.append(f"table {name}")
    connection.execute("meta.set_version", version=str(VERSION))
    return made


def statements(connection: Connection | None = None) -> list[str]:
    """The same as SQL for ``mysql -u root -p``, a statement each.

    The types of ids are read where it runs. Without a connection no database is chosen: the operator names it to the
    client, as in ``mysql -u root -p patron_maker``.
    """
    if connection is not None and connection.dialect == "sqlite":
        return []
    made = ["SET NAMES utf8mb4"]
    if connection is not None:
        database = connection.text("SELECT DATABASE() AS name")[0]["name"]
        made.append(f"USE `{database.replace('`', '``')}`")
    for name in _TABLES:
        made += [_read_type(hole) for hole in _holes(name)] + _create_by_client(name)
    made.append(named("mysql")["meta.set_version"].replace(":version", f"'{VERSION}'"))
    return made


def _create(name: str, present: Mapping[str, Table]) -> str:
    types = {
        hole: present[table].columns["id"].type if table in present else fallback
        for hole, (table, fallback) in _TYPES.items()
    }
    return named("mysql")[f"schema.{name}"].format_map(types)


def _holes(name: str) -> list[str]:
    return [hole for hole in _TYPES if f"{{{hole}}}" in named("mysql")[f"schema.{name}"]]


def _read_type(hole: str) -> str:
    table, fallback = _TYPES[hole]
    return named("mysql")["meta.read_type"].format(hole=hole, table=table, fallback=fallback)


def _create_by_client(name: str) -> list[str]:
    """CREATE TABLE IF NOT EXISTS, prepared from text where a type is only known when it runs."""
    sql = named("mysql")[f"schema.{name}"].replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1)
    holes = _holes(name)
    if not holes:
        return [sql]
    text = "'" + sql.replace("'", "''") + "'"
    for hole in holes:
        text = text.replace(f"{{{hole}}}", f"', @{hole}, '")
    return [
        f"SET @patrond_sql = CONCAT({text})",
        "PREPARE patrond_statement FROM @patrond_sql",
        "EXECUTE patrond_statement",
        "DEALLOCATE PREPARE patrond_statement",
    ]


def _tables(connection: Connection) -> dict[str, Table]:
    found: dict[str, dict[str, Column]] = {}
    engines: dict[str, str] = {}
    for row in connection.query("meta.columns"):
        name = row["tab"].lower()
        engines[name] = row["engine"] or ""
        must_be_given = row["nullable"] == "NO" and row["preset"] is None and not row["extra"]
        found.setdefault(name, {})[row["col"].lower()] = Column(row["type"].lower(), must_be_given)
    return {name: Table(engines[name], columns) for name, columns in found.items()}


def _index_problems(connection: Connection) -> list[Problem]:
    """Polls and reserves follow it; without it they would read and lock the whole table."""
    columns: dict[str, list[str]] = {}
    for row in connection.query("meta.job_indexes"):
        columns.setdefault(row["name"], []).append(row["col"].lower())
    if any(found[:2] == ["status", "available_at"] for found in columns.values()):
        return []
    remedy = "CREATE INDEX idx_status_available ON jobs (status, available_at);"
    return [Problem("jobs", "no index that begins with (status, available_at)", "one", remedy)]


def _skip_locked_problems(connection: Connection) -> list[Problem]:
    """Found out by trying it once: versions are named in too many ways to be parsed."""
    try:
        connection.query("meta.try_skip_locked")
    except DatabaseUnavailable as error:
        if error.__cause__ is None or number(error.__cause__) != SYNTAX_ERROR:
            raise
        expected = "SELECT … FOR UPDATE SKIP LOCKED: MySQL 8.0.1 or MariaDB 10.6, or newer"
        return [Problem("database", "a server without SKIP LOCKED", expected, "upgrade the server")]
    return []


def _version(connection: Connection) -> int | None:
    """Of patrond's own tables; None where they are not, or not by `db install`."""
    try:
        row = connection.one("meta.version")
    except MissingTable:
        return None
    return int(row["value"]) if row else None


def _version_problems(version: int | None) -> list[Problem]:
    if version == VERSION:
        return []
    newer = version is not None and version > VERSION
    remedy = "upgrade this patrond, or restore the database from before" if newer else "run `patrond db install`"
    return [Problem("patrond_meta", f"tables of version {version}", f"version {VERSION}", remedy)]
