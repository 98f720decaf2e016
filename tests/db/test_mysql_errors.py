"""Every error of a server that means "again", "reconnect" or "never", from a real one where it can be made to say it.

What MariaDB cannot say (Galera's, Group Replication's and MySQL's own) comes over the wire too, from the proxy.
"""

import threading
from collections.abc import Iterator

import pymysql
import pytest
from patrond.db import CommitUnknown, Conflict, Connection, StatementRefused, in_transaction
from patrond.db.mysql import MysqlDatabase
from patrond.db.mysql_errors import translate
from patrond.errors import DatabaseUnavailable

from support.daemon import until
from support.mariadb import MariaDB
from support.proxy import Proxy, Refusal
from support.site import Site

AGAIN = (1213, 1205, 1020, 3101, 1180)
RECONNECT = (2006, 2013, 2055, 1053, 1927, 4031, 1040, 1047, 1317, 1203, 1226)
READ_ONLY = (1290, 1792, 1836, 1036, 1874)


@pytest.fixture
def connection(installed_site: Site) -> Iterator[Connection]:
    connection = MysqlDatabase(installed_site.url).connect()
    yield connection
    connection.close()


@pytest.fixture
def proxy(mariadb: MariaDB) -> Iterator[Proxy]:
    proxy = Proxy(mariadb.port)
    yield proxy
    proxy.close()


@pytest.fixture
def wired(installed_site: Site, mariadb: MariaDB, proxy: Proxy) -> Iterator[Connection]:
    """A connection through the proxy."""
    connection = MysqlDatabase(mariadb.url(installed_site.name, port=proxy.port)).connect()
    yield connection
    connection.close()


# --- what each number means


@pytest.mark.parametrize("code", AGAIN)
def test_these_are_started_over(code: int) -> None:
    assert isinstance(translate(pymysql.err.OperationalError(code, "x"), "here"), Conflict)


@pytest.mark.parametrize("code", [*RECONNECT, *READ_ONLY])
def test_these_are_an_outage(code: int) -> None:
    error = translate(pymysql.err.OperationalError(code, "x"), "here")

    assert isinstance(error, DatabaseUnavailable)
    assert ("read-only" in str(error)) == (code in READ_ONLY)


# --- from a real server


def counted(site: Site) -> int:
    return int(site.run("SELECT patterns_generated_count AS n FROM users WHERE id = 1")[0]["n"])


def test_1205_the_whole_transaction_is_started_over_not_the_statement(
    connection: Connection, installed_site: Site
) -> None:
    """The server rolls back the statement alone: what was done before it would be done twice."""
    for n in (1, 2):
        installed_site.add_user(f"user{n}@example.fr")
    connection.text("SET SESSION innodb_lock_wait_timeout = 1")
    installed_site.run("BEGIN")
    installed_site.run("UPDATE users SET first_name = 'x' WHERE id = 2")
    tries = []

    def work() -> None:
        tries.append(1)
        connection.execute("queue.count_patterns", ids=[1], n=1)
        if len(tries) > 1:
            installed_site.run("COMMIT")
        connection.execute("queue.count_patterns", ids=[2], n=1)

    in_transaction(connection, work)

    assert len(tries) == 2
    assert counted(installed_site) == 1


def test_1020_a_snapshot_that_moved_is_started_over(connection: Connection, installed_site: Site) -> None:
    """The default of MariaDB from 11.6.2 on, for sessions that are not READ COMMITTED."""
    installed_site.add_user()
    connection.text("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    connection.text("SET SESSION innodb_snapshot_isolation = ON")
    tries = []

    def work() -> None:
        tries.append(1)
        connection.text("SELECT patterns_generated_count FROM users WHERE id = 1")
        if len(tries) == 1:
            installed_site.run("UPDATE users SET patterns_generated_count = 10 WHERE id = 1")
        connection.execute("queue.count_patterns", ids=[1], n=1)

    in_transaction(connection, work)

    assert len(tries) == 2
    assert counted(installed_site) == 11


@pytest.mark.parametrize("verb", ["KILL", "KILL QUERY"])
def test_1927_and_1317_a_statement_that_somebody_kills_is_an_outage(
    connection: Connection, installed_site: Site, verb: str
) -> None:
    installed_site.add_user()
    (row,) = connection.text("SELECT CONNECTION_ID() AS id")
    killer = threading.Thread(target=lambda: _kill_at_work(installed_site, row["id"], verb))
    killer.start()

    with pytest.raises(DatabaseUnavailable):
        connection.text("UPDATE users SET first_name = 'x' WHERE SLEEP(30) = 0")

    killer.join()
    connection.reopen()
    assert connection.text("SELECT 1 AS one") == [{"one": 1}]


def _kill_at_work(site: Site, number: int, verb: str) -> None:
    def works() -> bool:
        rows = site.run("SELECT state FROM information_schema.processlist WHERE id = %s AND command = 'Query'", number)
        return bool(rows) and rows[0]["state"] == "User sleep"

    until(works, 5.0, "the statement is at work")
    site.run(f"{verb} {number}")


def test_2006_a_connection_that_was_idle_for_too_long_is_an_outage(
    connection: Connection, installed_site: Site
) -> None:
    (row,) = connection.text("SELECT CONNECTION_ID() AS id")
    connection.text("SET SESSION wait_timeout = 1")
    gone = "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE id = %s"
    until(lambda: not installed_site.run(gone, row["id"])[0]["n"], 5.0, "the server has closed it")

    with pytest.raises(DatabaseUnavailable, match="lost or refused"):
        connection.text("SELECT 1 AS one")


def test_1792_a_session_that_is_read_only_is_an_outage(connection: Connection, installed_site: Site) -> None:
    connection.text("SET SESSION TRANSACTION READ ONLY")

    with pytest.raises(DatabaseUnavailable, match="read-only"):
        in_transaction(connection, lambda: connection.execute("queue.count_patterns", ids=[1], n=1))


def test_1290_a_server_that_turns_read_only_within_a_transaction_keeps_nothing(
    connection: Connection, installed_site: Site
) -> None:
    installed_site.add_user()
    waiting = threading.Thread(target=lambda: installed_site.run("SET GLOBAL read_only = 1"))

    def work() -> None:
        connection.execute("queue.count_patterns", ids=[1], n=1)
        waiting.start()
        with installed_site.server.root() as root, root.cursor() as cursor:

            def is_read_only() -> bool:
                cursor.execute("SELECT @@read_only AS n")
                return bool((cursor.fetchone() or {})["n"])

            until(is_read_only, 5.0, "read-only")

    try:
        with pytest.raises(DatabaseUnavailable, match="read-only") as caught:
            in_transaction(connection, work)
    finally:
        waiting.join()
        installed_site.run("SET GLOBAL read_only = 0")

    assert not isinstance(caught.value, CommitUnknown)
    assert counted(installed_site) == 0


def test_1053_a_server_that_is_stopped_under_a_statement_is_an_outage(
    connection: Connection, installed_site: Site
) -> None:
    ended: list[Exception] = []

    def work() -> None:
        try:
            connection.text("SELECT SLEEP(30) AS nothing")
        except DatabaseUnavailable as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    until(
        lambda: installed_site.run("SELECT id FROM information_schema.processlist WHERE state = 'User sleep'"),
        5.0,
        "the statement is at work",
    )
    try:
        installed_site.server.stop()
        thread.join(10)
    finally:
        installed_site.server.start()
        installed_site.connection.connect()

    assert len(ended) == 1
    connection.reopen()
    assert connection.text("SELECT 1 AS one") == [{"one": 1}]


def test_innodb_that_is_read_only_itself_is_an_outage(connection: Connection, installed_site: Site) -> None:
    server = installed_site.server
    installed_site.add_user()
    server.stop()
    try:
        server.start("--innodb-read-only", "--read-only")
        connection.reopen()
        with pytest.raises(DatabaseUnavailable, match="read-only"):
            connection.execute("queue.count_patterns", ids=[1], n=1)
        server.stop()
    finally:
        server.start("--read-only=0")
        installed_site.connection.connect()


# --- at COMMIT, over the wire


@pytest.mark.parametrize("code", [1213, 1205, 1020, 3101])
def test_a_conflict_told_at_commit_is_started_over(
    wired: Connection, proxy: Proxy, installed_site: Site, code: int
) -> None:
    installed_site.add_user()
    proxy.refuse(b"COMMIT", Refusal(code))

    in_transaction(wired, lambda: wired.execute("queue.count_patterns", ids=[1], n=1))

    assert counted(installed_site) == 1


@pytest.mark.parametrize("code", READ_ONLY)
def test_a_commit_that_a_read_only_server_refuses_kept_nothing(
    wired: Connection, proxy: Proxy, installed_site: Site, code: int
) -> None:
    installed_site.add_user()
    proxy.refuse(b"COMMIT", Refusal(code))

    with pytest.raises(DatabaseUnavailable, match="read-only") as caught:
        in_transaction(wired, lambda: wired.execute("queue.count_patterns", ids=[1], n=1))

    assert not isinstance(caught.value, CommitUnknown)
    assert counted(installed_site) == 0


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("code", [1180, 1053, 1927, 4031, 1047, 1317])
def test_any_other_refusal_of_a_commit_is_not_taken_for_a_rollback(
    wired: Connection, proxy: Proxy, installed_site: Site, code: int, kept: bool
) -> None:
    """Started over, what was kept would be done twice."""
    installed_site.add_user()
    proxy.refuse(b"COMMIT", Refusal(code, kept))

    with pytest.raises(CommitUnknown):
        in_transaction(wired, lambda: wired.execute("queue.count_patterns", ids=[1], n=1))

    wired.reopen()
    assert counted(installed_site) == int(kept)


def test_what_a_table_will_never_take_is_no_outage(connection: Connection, installed_site: Site) -> None:
    with pytest.raises(StatementRefused):
        connection.text("INSERT INTO users (email, password) VALUES (:email, 'x')", email="x" * 300)
