"""The embedded database: made once by whoever comes first, shared by processes, kept on disk."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from patrond.db.sqlite import SqliteDatabase
from patrond.errors import DatabaseUnavailable

OPEN_AND_ADD = """
import sys
from pathlib import Path
from patrond.db.sqlite import SqliteDatabase

sys.stdin.readline()  # all begin together
connection = SqliteDatabase(Path(sys.argv[1])).connect()
for n in range(10):
    with connection.transaction():
        connection.text("INSERT INTO users (email) VALUES (:email)", email=f"{sys.argv[2]}-{n}@example.fr")
"""


def test_processes_that_start_together_make_the_tables_once_and_share_them(tmp_path: Path) -> None:
    path = tmp_path / "patrond.sqlite3"
    processes = [
        subprocess.Popen([sys.executable, "-c", OPEN_AND_ADD, path, str(n)], stdin=subprocess.PIPE) for n in range(3)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    assert [process.wait(30) for process in processes] == [0, 0, 0]

    assert SqliteDatabase(path).connect().text("SELECT COUNT(*) AS n FROM users") == [{"n": 31}]


def test_it_is_durable_and_keeps_its_references(tmp_path: Path) -> None:
    connection = SqliteDatabase(tmp_path / "patrond.sqlite3").connect()

    assert connection.text("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert connection.text("PRAGMA synchronous") == [{"synchronous": 2}]
    assert connection.text("PRAGMA foreign_keys") == [{"foreign_keys": 1}]


def test_a_file_of_a_newer_patrond_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "patrond.sqlite3"
    SqliteDatabase(path).connect().close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version=99")
    raw.close()

    with pytest.raises(DatabaseUnavailable, match="newer patrond"):
        SqliteDatabase(path).connect()


def test_what_is_no_database_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "patrond.sqlite3"
    path.write_text("this is a letter, and a long enough one to be read as a header" * 20)

    with pytest.raises(DatabaseUnavailable, match="not a database"):
        SqliteDatabase(path).connect()


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(DatabaseUnavailable, match="cannot open"):
        SqliteDatabase(tmp_path / "file" / "patrond.sqlite3").connect()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    connection = SqliteDatabase(tmp_path / "patrond.sqlite3").connect()

    with pytest.raises(RuntimeError), connection.transaction():
        connection.text("INSERT INTO users (email) VALUES ('x@example.fr')")
        raise RuntimeError("on purpose")

    assert connection.text("SELECT COUNT(*) AS n FROM users") == [{"n": 1}]


def test_a_closed_connection_is_unavailable_until_it_is_reopened(tmp_path: Path) -> None:
    connection = SqliteDatabase(tmp_path / "patrond.sqlite3").connect()
    connection.close()

    with pytest.raises(DatabaseUnavailable):
        connection.text("SELECT 1 AS one")
    connection.reopen()
    assert connection.text("SELECT 1 AS one") == [{"one": 1}]
