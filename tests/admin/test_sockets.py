"""The two doors: what is in the way, who may come in, what is left behind."""

import os
import socket
import stat
from pathlib import Path

import pytest
from patrond.admin.sockets import listen_tcp, listen_unix, split_address
from patrond.errors import PatrondError

from support.page import Page


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "s"


def test_the_socket_is_for_its_owner_and_group(path: Path) -> None:
    before = os.umask(0)
    try:
        with listen_unix(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o660
    finally:
        os.umask(before)


def test_a_socket_that_nobody_answers_on_is_replaced(path: Path) -> None:
    listen_unix(path).close()
    assert path.is_socket()
    with listen_unix(path) as fresh, socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(path))
        assert fresh.fileno() >= 0


def test_a_socket_that_somebody_answers_on_is_left_alone(path: Path) -> None:
    with listen_unix(path):
        with pytest.raises(PatrondError, match="another patrond answers there"):
            listen_unix(path)
        assert path.is_socket()


def test_a_file_in_the_way_is_not_ours_to_remove(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("precious")
    with pytest.raises(PatrondError, match="no socket is in the way"):
        listen_unix(path)
    assert path.read_text() == "precious"


def test_a_link_in_the_way_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PatrondError, match="no socket is in the way"):
        listen_unix(path)


def test_a_path_that_is_too_long_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(PatrondError, match=r"cannot listen on .*admin\.socket"):
        listen_unix(tmp_path / ("x" * 120))


def test_a_port_that_is_taken_is_said_with_what_to_do() -> None:
    with listen_tcp("127.0.0.1:0") as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PatrondError, match="choose another port"):
            listen_tcp(f"127.0.0.1:{port}")


@pytest.mark.parametrize(
    "listen", ["8710", "localhost", "127.0.0.1:http", "127.0.0.1:70000", "127.0.0.1:-1", "127.0.0.1:²"]
)
def test_an_address_that_is_none_is_refused(listen: str) -> None:
    with pytest.raises(PatrondError, match="expected host:port"):
        split_address(listen)


@pytest.mark.parametrize(
    ("listen", "expected"), [("[::1]:80", ("::1", 80)), ("localhost:0", ("localhost", 0)), (":8710", ("", 8710))]
)
def test_an_address_is_host_and_port(listen: str, expected: tuple[str, int]) -> None:
    assert split_address(listen) == expected


def test_a_stopped_page_leaves_no_socket_behind_and_can_be_stopped_twice(page: Page) -> None:
    page.run(page.server.stop())
    page.run(page.server.stop())
    assert not page.settings.admin.socket.exists()


def test_the_page_may_be_on_the_socket_alone(make_page) -> None:
    page = make_page(listen=None)
    assert page.server.url is None and page.server.login_url is None
    assert page.operator.get("/").status == 200


def test_a_page_that_cannot_have_both_doors_opens_neither(make_page) -> None:
    first = make_page()
    with pytest.raises(PatrondError, match="choose another port"):
        make_page(listen=f"127.0.0.1:{first.port}")
    with pytest.raises(PatrondError, match="another patrond answers"):
        make_page(socket=first.settings.admin.socket)
    assert first.operator.get("/healthz").status == 200
