"""TLS: asked for by a CA, forced by a server, or neither."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from patrond.db.mysql import MysqlDatabase
from patrond.errors import DatabaseUnavailable

from support.mariadb import MariaDB
from support.site import Site, make_site


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for 127.0.0.1, which is its own CA, and another CA that signed nothing."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("server", "other"):
        command = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN={name}"
        command += f" -addext subjectAltName=IP:127.0.0.1 -keyout {name}.key -out {name}.pem"
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def tls_site(keys: Path) -> Iterator[Site]:
    """A site on a server of its own, which offers TLS."""
    server = MariaDB()
    try:
        for name in ("server.key", "server.pem"):  # readable by the account that the server runs as
            (server.folder / name).write_bytes((keys / name).read_bytes())
            (server.folder / name).chmod(0o644)
        server.start(f"--ssl-cert={server.folder / 'server.pem'}", f"--ssl-key={server.folder / 'server.key'}")
        yield make_site(server, "site_tls")
    finally:
        server.remove()


def cipher(database: MysqlDatabase) -> str:
    """What encrypts this connection; empty: nothing."""
    return str(database.connect().text("SHOW STATUS LIKE 'Ssl_cipher'")[0]["Value"])


def test_nothing_is_encrypted_that_does_not_leave_the_host(tls_site: Site) -> None:
    assert cipher(MysqlDatabase(tls_site.url)) == ""


def test_with_a_ca_the_server_must_prove_itself(tls_site: Site, keys: Path) -> None:
    assert cipher(MysqlDatabase(tls_site.url, tls_ca=keys / "server.pem")) != ""
    with pytest.raises(DatabaseUnavailable, match="certificate"):
        MysqlDatabase(tls_site.url, tls_ca=keys / "other.pem").connect()


def test_with_a_ca_a_server_without_tls_is_refused(site_database: Site, keys: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"SSL is required|certificate"):
        MysqlDatabase(site_database.url, tls_ca=keys / "server.pem").connect()


def test_a_ca_that_cannot_be_read_is_said_in_words(tls_site: Site, keys: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot reach"):
        MysqlDatabase(tls_site.url, tls_ca=keys / "missing.pem").connect()


def test_a_server_that_insists_is_obeyed(tls_site: Site) -> None:
    tls_site.run("SET GLOBAL require_secure_transport = 1")
    try:
        assert cipher(MysqlDatabase(tls_site.url)) != ""
    finally:
        tls_site.run("SET GLOBAL require_secure_transport = 0")


def test_a_server_that_does_not_insist_still_says_that_a_password_is_wrong(tls_site: Site) -> None:
    with pytest.raises(DatabaseUnavailable, match="password is refused"):
        MysqlDatabase(tls_site.url.replace("s3cret", "wrong")).connect()
