"""PHP's meaning of localhost: the server's unix socket where there is one, else TCP."""

from pathlib import Path

import pytest
from patrond.config import database_url
from patrond.config.database_url import parse_database_url
from patrond.db.mysql import socket_of


def test_a_socket_can_be_named() -> None:
    address = parse_database_url("mysql://php:x@localhost/patron_maker?unix_socket=/run/my.sock")

    assert socket_of(address) == "/run/my.sock"
    assert address.where == "patron_maker at /run/my.sock as 'php'"
    assert address.is_local


def test_localhost_is_the_socket_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = parse_database_url("mysql://php:x@localhost/patron_maker")
    socket = tmp_path / "mysqld.sock"
    monkeypatch.setattr(database_url, "_USUAL_SOCKETS", (str(socket),))
    assert socket_of(address) is None

    socket.touch()

    assert socket_of(address) == str(socket)


@pytest.mark.parametrize("place", ["127.0.0.1", "localhost:3306", "db.example.fr"])
def test_another_host_or_a_port_means_tcp(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    socket = tmp_path / "mysqld.sock"
    socket.touch()
    monkeypatch.setattr(database_url, "_USUAL_SOCKETS", (str(socket),))

    assert socket_of(parse_database_url(f"mysql://php:x@{place}/patron_maker")) is None


def test_nothing_shows_the_password() -> None:
    address = parse_database_url("mysql://php:geheim@host/patron_maker")

    assert "geheim" not in repr(address)
    assert "geheim" not in address.where
