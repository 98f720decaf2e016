"""`db install`, `db verify` and the printed script, against the site as it is."""

import subprocess
from pathlib import Path

import pytest
from patrond.db import Connection, schema
from patrond.db.mysql import MysqlDatabase
from patrond.db.sqlite import SqliteDatabase
from patrond.errors import SchemaError

from support.mariadb import MariaDB
from support.site import Site, make_site

OWN = ["table pattern_jobs", "table patrond_attempts", "table patrond_instances", "table patrond_meta"]


@pytest.fixture
def connection(site_database: Site) -> Connection:
    return MysqlDatabase(site_database.url).connect()


def paths(connection: Connection) -> list[str]:
    """Where the problems are."""
    return [problem.path for problem in schema.verify(connection)]


def shape(site: Site, table: str) -> str:
    """A table as the server shows it."""
    return str(site.run(f"SHOW CREATE TABLE {table}")[0]["Create Table"])


def test_install_makes_what_is_missing_beside_the_site_and_changes_nothing(
    connection: Connection, site_database: Site
) -> None:
    user = site_database.add_user()
    site_database.ask(user)
    before = [shape(site_database, table) for table in ("users", "patterns", "jobs")]

    assert schema.install(connection) == OWN

    assert [shape(site_database, table) for table in ("users", "patterns", "jobs")] == before
    assert site_database.run("SELECT COUNT(*) AS n FROM jobs")[0]["n"] == 1
    assert schema.verify(connection) == []


def test_install_can_be_run_twice(connection: Connection) -> None:
    schema.install(connection)

    assert schema.install(connection) == []
    assert schema.verify(connection) == []


def test_pattern_jobs_takes_the_types_that_the_ids_really_have(connection: Connection, site_database: Site) -> None:
    site_database.run("ALTER TABLE jobs MODIFY id BIGINT UNSIGNED AUTO_INCREMENT")

    schema.install(connection)

    made = shape(site_database, "pattern_jobs").lower()
    assert "`pattern_id` int(10) unsigned" in made
    assert "`job_id` bigint(20) unsigned" in made


def test_install_makes_everything_in_an_empty_database(mariadb: MariaDB, site_database: Site) -> None:
    for table in ("jobs", "patterns", "users"):
        site_database.run(f"DROP TABLE {table}")
    connection = MysqlDatabase(site_database.url).connect()

    assert schema.install(connection) == ["table users", "table patterns", "table jobs", *OWN]
    assert schema.verify(connection) == []


def test_verify_names_each_missing_table_with_its_remedy(connection: Connection) -> None:
    problems = schema.verify(connection)

    assert [problem.path for problem in problems] == [each.removeprefix("table ") for each in OWN]
    assert all("patrond db install" in problem.remedy for problem in problems)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ("ALTER TABLE jobs DROP COLUMN reserved_by", "jobs.reserved_by"),
        ("ALTER TABLE jobs MODIFY available_at VARCHAR(50) NOT NULL", "jobs.available_at"),
        ("ALTER TABLE jobs MODIFY reserved_by VARCHAR(20)", "jobs.reserved_by"),
        ("ALTER TABLE jobs MODIFY status ENUM('pending', 'processing', 'completed') DEFAULT 'pending'", "jobs.status"),
        ("ALTER TABLE patterns MODIFY content VARCHAR(500)", "patterns.content"),
        ("ALTER TABLE patterns MODIFY title VARCHAR(100) NOT NULL", "patterns.title"),
        ("ALTER TABLE patterns ADD slug VARCHAR(50) NOT NULL", "patterns.slug"),
        ("ALTER TABLE patrond_attempts DROP COLUMN counts", "patrond_attempts.counts"),
        ("ALTER TABLE users DROP COLUMN patterns_generated_count", "users.patterns_generated_count"),
        ("ALTER TABLE jobs DROP INDEX idx_queue", "jobs"),
        ("ALTER TABLE patrond_instances ENGINE=MyISAM", "patrond_instances"),
        ("UPDATE patrond_meta SET value = '99'", "patrond_meta"),
        ("CREATE TABLE pattern_options (id INT PRIMARY KEY)", "pattern_options.option_key"),
    ],
)
def test_verify_names_what_will_not_do(connection: Connection, site_database: Site, change: str, path: str) -> None:
    schema.install(connection)
    site_database.run(change)

    assert path in paths(connection)
    assert all(problem.remedy for problem in schema.verify(connection))


def test_the_index_is_found_under_another_name(connection: Connection, site_database: Site) -> None:
    schema.install(connection)
    site_database.run("ALTER TABLE jobs DROP INDEX idx_queue, ADD INDEX `by due` (status, available_at, id)")

    assert schema.verify(connection) == []
    fresh = MysqlDatabase(site_database.url).connect()
    assert fresh.one("queue.next_due", types=["probe"]) is not None


def test_a_newer_patronds_tables_are_left_alone(connection: Connection, site_database: Site) -> None:
    schema.install(connection)
    site_database.run("UPDATE patrond_meta SET value = '99'")

    with pytest.raises(SchemaError, match="version 99"):
        schema.install(connection)
    assert site_database.run("SELECT value FROM patrond_meta")[0]["value"] == "99"


@pytest.mark.parametrize("named", [True, False])
def test_the_printed_script_does_the_same_when_fed_to_the_client(
    mariadb: MariaDB, site_database: Site, named: bool
) -> None:
    connection = MysqlDatabase(site_database.url).connect()
    site_database.run("ALTER TABLE jobs MODIFY id BIGINT AUTO_INCREMENT")
    printed = "".join(f"{each};\n" for each in schema.statements(connection if named else None))

    for _ in range(2):
        _feed(mariadb, printed, *(() if named else (site_database.name,)))

    assert schema.verify(connection) == []
    assert "`job_id` bigint(20) NOT NULL" in shape(site_database, "pattern_jobs")
    assert schema.install(connection) == []


def test_the_printed_script_fills_an_empty_database(mariadb: MariaDB, site_database: Site) -> None:
    for table in ("jobs", "patterns", "users"):
        site_database.run(f"DROP TABLE {table}")
    connection = MysqlDatabase(site_database.url).connect()

    _feed(mariadb, "".join(f"{each};\n" for each in schema.statements(connection)))

    assert schema.verify(connection) == []


def test_both_ways_make_the_same_tables(mariadb: MariaDB, site_database: Site) -> None:
    other = make_site(mariadb, f"{site_database.name}_other")
    schema.install(MysqlDatabase(site_database.url).connect())
    _feed(mariadb, "".join(f"{each};\n" for each in schema.statements()), other.name)

    tables = [each.removeprefix("table ") for each in OWN]
    assert [shape(site_database, table) for table in tables] == [shape(other, table) for table in tables]
    other.drop()


def test_sqlites_tables_are_there_when_it_is_opened(tmp_path: Path) -> None:
    connection = SqliteDatabase(tmp_path / "deep" / "patrond.sqlite3").connect()

    assert schema.verify(connection) == []
    assert schema.install(connection) == []
    assert schema.statements(connection) == []


def _feed(server: MariaDB, script: str, *arguments: str) -> None:
    command = ["mariadb", "--no-defaults", f"--socket={server.socket}", "--user=root", *arguments]
    done = subprocess.run(command, input=script.encode(), capture_output=True, timeout=30)
    assert done.returncode == 0, done.stderr.decode()
