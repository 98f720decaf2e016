"""A real MariaDB: how sessions are set, and how its refusals are worded."""

import pytest
from patrond.db import Conflict, Connection, MissingTable, StatementRefused, in_transaction
from patrond.db.mysql import MysqlDatabase
from patrond.errors import DatabaseUnavailable

from support.mariadb import PASSWORD, USER, MariaDB
from support.site import Site


@pytest.fixture
def connection(installed_site: Site) -> Connection:
    return MysqlDatabase(installed_site.url).connect()


def test_a_session_is_strict_read_committed_and_waits_five_seconds(connection: Connection) -> None:
    (row,) = connection.text(
        "SELECT @@sql_mode AS mode, @@tx_isolation AS isolation, @@innodb_lock_wait_timeout AS wait"
    )

    assert "STRICT_TRANS_TABLES" in row["mode"]
    assert row["isolation"] == "READ-COMMITTED"
    assert row["wait"] == 5


def test_whoever_falls_silent_in_a_transaction_loses_its_locks(connection: Connection, installed_site: Site) -> None:
    """A host that was cut off must not keep its jobs' rows locked; what it began is undone."""
    (row,) = connection.text("SELECT @@idle_transaction_timeout AS transaction, @@wait_timeout AS idle")
    assert row["transaction"] == 5
    assert row["idle"] > 3600  # that one is for MySQL, which has no other

    user = installed_site.add_user()
    connection.text("SET SESSION idle_transaction_timeout=1")
    with pytest.raises(DatabaseUnavailable), connection.transaction():
        connection.execute("queue.count_patterns", ids=[user], n=1)
        installed_site.run("UPDATE users SET first_name = 'Claire' WHERE id = %s", user)  # waits for the lock
        connection.execute("queue.count_patterns", ids=[user], n=1)
    assert installed_site.run("SELECT first_name, patterns_generated_count AS n FROM users") == [
        {"first_name": "Claire", "n": 0}
    ]


def test_rows_are_counted_as_found_not_as_changed(connection: Connection, installed_site: Site) -> None:
    installed_site.add_user()

    assert connection.execute("queue.count_patterns", ids=[1], n=0) == 1


def test_a_socket_is_used_where_it_is_named(installed_site: Site, mariadb: MariaDB) -> None:
    url = f"mysql://{USER}:s3cret%2Fof%3Atests@localhost/{installed_site.name}?unix_socket={mariadb.socket}"

    assert MysqlDatabase(url).connect().text("SELECT 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://patrond:wrong@127.0.0.1:{port}/{name}", "password is refused"),
        ("mysql://nobody:{password}@127.0.0.1:{port}/{name}", "password is refused"),
        ("mysql://patrond:{password}@127.0.0.1:{port}/elsewhere", "may not use that database"),
        ("mysql://patrond:{password}@127.0.0.1:1/{name}", "lost or refused"),
        ("mysql://patrond:{password}@no-such-host.invalid/{name}", "lost or refused"),
        ("mysql://patrond:{password}@localhost/{name}?unix_socket=/no/such.sock", "lost or refused"),
    ],
)
def test_who_cannot_be_reached_is_said_in_words_without_the_password(site_database: Site, url: str, words: str) -> None:
    password = "s3cret%2Fof%3Atests"
    filled = url.format(port=site_database.server.port, name=site_database.name, password=password)

    with pytest.raises(DatabaseUnavailable, match=words) as caught:
        MysqlDatabase(filled).connect()

    assert PASSWORD not in str(caught.value)
    assert "wrong" not in str(caught.value)


def test_a_missing_table_says_how_to_make_it(site_database: Site) -> None:
    connection = MysqlDatabase(site_database.url).connect()

    with pytest.raises(MissingTable, match="patrond db install"):
        connection.query("queue.instances")


def test_values_that_are_refused_are_not_an_outage(connection: Connection, installed_site: Site) -> None:
    installed_site.add_user()

    with pytest.raises(StatementRefused, match="1406"):
        connection.text("UPDATE users SET email = :email", email="x" * 300)


def test_a_killed_connection_is_unavailable_until_it_is_reopened(connection: Connection, installed_site: Site) -> None:
    (row,) = connection.text("SELECT CONNECTION_ID() AS id")
    with installed_site.server.root() as root, root.cursor() as cursor:
        cursor.execute(f"KILL {row['id']}")

    with pytest.raises(DatabaseUnavailable):
        connection.text("SELECT 1 AS one")
    connection.reopen()
    assert connection.text("SELECT 1 AS one") == [{"one": 1}]


def test_a_transaction_that_fails_leaves_nothing(connection: Connection, installed_site: Site) -> None:
    installed_site.add_user()

    def work() -> None:
        connection.execute("queue.count_patterns", ids=[1], n=5)
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError):
        in_transaction(connection, work)
    assert installed_site.run("SELECT patterns_generated_count AS n FROM users")[0]["n"] == 0


def test_a_conflict_without_end_is_an_outage_at_last(connection: Connection) -> None:
    tries = []

    def work() -> None:
        tries.append(1)
        raise Conflict("error 1213")

    with pytest.raises(DatabaseUnavailable, match="other transactions"):
        in_transaction(connection, work)
    assert len(tries) > 1


def test_close_never_raises(connection: Connection) -> None:
    connection.close()
    connection.close()
