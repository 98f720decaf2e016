"""SQL by name: read, filled, and the same for every database."""

import re
from pathlib import Path

import pytest
from patrond.db.statements import expand, pyformat, statements

ROOMS = ("queue", "store")
LOCKS = {"queue.take_turn", "queue.give_turn"}  # a server's; where the database is a file there is one host's instance


def names(dialect: str) -> set[str]:
    return {name for name in statements(dialect) if name.partition(".")[0] in ROOMS}


def test_both_dialects_have_the_same_statements() -> None:
    assert names("sqlite") == names("mysql")


@pytest.mark.parametrize("name", sorted(names("mysql") - LOCKS))
def test_both_dialects_of_a_statement_differ_in_dialect_only(name: str) -> None:
    """The parameters are the same but for ``now``, which MySQL's own defaults replace; so are tables and columns."""

    def words(dialect: str) -> set[str]:
        sql = statements(dialect)[name]
        to_utc = "CONVERT_TZ(created_at, @@session.time_zone, '+00:00')"
        for sign in (
            to_utc,
            " FORCE INDEX (unique_attempt)",
            " OR IGNORE",
            " IGNORE",
            " FOR UPDATE",
            " SKIP LOCKED",
            "UTC_TIMESTAMP(6)",
            "<=>",
            "IS",
            "NULL",
        ):
            sql = sql.replace(sign, " ")
        return set(re.findall(r"[:{]?\w+", sql)) - {":now", "created_at", "updated_at"}

    assert words("sqlite") == words("mysql")


def test_every_statement_is_used_by_name() -> None:
    package = Path(__file__).parents[2] / "patrond"
    code = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    unused = [name for name in sorted(names("mysql")) if f'"{name}"' not in code]

    assert unused == []


def test_no_statement_asks_the_database_for_its_now() -> None:
    for dialect in ("sqlite", "mysql"):
        for name in names(dialect):
            assert not re.search(r"\bNOW\(|CURRENT_TIMESTAMP|CURDATE|datetime\('now'", statements(dialect)[name]), name


def test_comments_stay_in_the_file() -> None:
    assert all("--" not in sql for dialect in ("sqlite", "mysql") for sql in statements(dialect).values())


def test_a_colon_within_a_text_is_no_parameter() -> None:
    sql = "SELECT 'at 10:30 :x', 5 % 2 WHERE a = :a AND b IN (:b)"

    assert expand(sql, {"a": 1, "b": [2, 3], "unused": 4}) == (
        "SELECT 'at 10:30 :x', 5 % 2 WHERE a = :a AND b IN (:b_0, :b_1)",
        {"a": 1, "b_0": 2, "b_1": 3},
    )
    assert pyformat("SELECT 'at :x', 5 % 2 WHERE a = :a") == "SELECT 'at :x', 5 %% 2 WHERE a = %(a)s"


def test_nothing_is_in_an_empty_list() -> None:
    assert expand("id IN (:ids)", {"ids": []}) == ("id IN (NULL)", {})


def test_a_missing_parameter_is_an_error() -> None:
    with pytest.raises(KeyError):
        expand("id = :id", {})
