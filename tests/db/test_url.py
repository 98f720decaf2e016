"""MySQL URLs, and PHP's meaning of localhost."""

from pathlib import Path

import pytest
from patrond.db import url as urls
from patrond.db.url import parse_url


def test_a_url_is_taken_apart() -> None:
    address = parse_url("mysql://php%40site:p%2Fw%3A1@db.example.fr:3307/patron_maker")

    assert (address.host, address.port, address.database) == ("db.example.fr", 3307, "patron_maker")
    assert (address.user, address.password) == ("php@site", "p/w:1")
    assert not address.is_local
    assert address.socket_path() is None


def test_what_is_not_said_has_its_usual_value() -> None:
    address = parse_url("mysql://php@localhost/patron_maker")

    assert (address.host, address.port, address.password) == ("localhost", 3306, "")
    assert address.is_local


def test_a_socket_can_be_named() -> None:
    address = parse_url("mysql://php:x@localhost/patron_maker?unix_socket=/run/my.sock")

    assert address.socket_path() == "/run/my.sock"
    assert address.where == "patron_maker at /run/my.sock as 'php'"


def test_localhost_is_the_socket_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = parse_url("mysql://php:x@localhost/patron_maker")
    socket = tmp_path / "mysqld.sock"
    monkeypatch.setattr(urls, "SOCKETS", (socket,))
    assert address.socket_path() is None

    socket.touch()

    assert address.socket_path() == str(socket)
    assert parse_url("mysql://php:x@127.0.0.1/patron_maker").socket_path() is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://a:b@c/d", "begins with mysql://"),
        ("mysql://php:geheim@host", "a database's name"),
        ("mysql://host/patron_maker", "a user before the host"),
        ("mysql://php:geheim@host/a/b", "a database's name"),
    ],
)
def test_a_bad_url_says_what_is_missing_and_never_shows_itself(url: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected) as caught:
        parse_url(url)
    assert "geheim" not in str(caught.value)


def test_nothing_shows_the_password() -> None:
    address = parse_url("mysql://php:geheim@host/patron_maker")

    assert "geheim" not in repr(address)
    assert "geheim" not in address.where
