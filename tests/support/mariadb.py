"""A private MariaDB server for tests: own folder, socket and port; it dies with the process that started it."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pymysql
from pymysql.cursors import DictCursor

PASSWORD = "s3cret/of:tests"  # signs that a URL must encode
USER = "patrond"
_ENV = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
_START_SECONDS = 30


class MariaDB:
    """A server. ``start`` and ``stop`` may follow each other: the data stays until ``remove``."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="patrond-mariadb-"))
        self.socket = self.folder / "s"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._options: tuple[str, ...] = ()
        # A server that starts sweeps its tmpdir, other servers' files included: a shared /tmp crashes its neighbours.
        self._tmp = self.folder / "tmp"
        self._tmp.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody", "nogroup")
            shutil.chown(self._tmp, "nobody", "nogroup")
        self._run(
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={self.folder / 'data'}",
            f"--tmpdir={self._tmp}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve",
            "--innodb-log-file-size=8M",
        )

    def start(self, *options: str) -> None:
        """Start and wait until it answers; without options, as it was started the last time."""
        self._options = options or self._options
        server = shutil.which("mariadbd", path=_ENV["PATH"]) or "/usr/sbin/mariadbd"
        command = [
            *_as_nobody("--pdeathsig", "KILL"),
            server,
            "--no-defaults",
            f"--datadir={self.folder / 'data'}",
            f"--tmpdir={self._tmp}",
            f"--socket={self.socket}",
            f"--port={self.port}",
            "--bind-address=127.0.0.1",
            "--default-time-zone=+00:00",
            "--innodb-buffer-pool-size=64M",
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-flush-method=nosync",
            "--skip-innodb-doublewrite",
            "--sync-frm=OFF",
            "--skip-log-bin",
            "--skip-name-resolve",
            *self._options,
        ]
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(command, env=_ENV, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        log.close()
        self._await_answer()

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    def stop(self, sign: int = signal.SIGTERM) -> None:
        """End it; SIGKILL as a crash would."""
        if self._process is not None:
            self._process.send_signal(sign)
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        self.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def root(self, database: str | None = None, **options: object) -> "pymysql.Connection[DictCursor]":
        """A root connection over the socket, as loose as the site's: no strict mode, autocommit."""
        return pymysql.connect(
            unix_socket=str(self.socket),
            user="root",
            database=database,
            charset="utf8mb4",
            sql_mode="",
            autocommit=True,
            cursorclass=DictCursor,
            **options,  # type: ignore[arg-type]
        )

    def url(self, database: str, *, port: int | None = None) -> str:
        """For patrond's settings; over TCP."""
        return f"mysql://{USER}:s3cret%2Fof%3Atests@127.0.0.1:{port or self.port}/{database}"

    def _await_answer(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            assert self._process is not None
            if self._process.poll() is not None:
                raise RuntimeError(f"mariadbd ended: {(self.folder / 'log').read_text('utf-8', 'replace')[-2000:]}")
            try:
                with self.root() as connection, connection.cursor() as cursor:
                    for host in ("127.0.0.1", "localhost"):
                        account = f"'{USER}'@'{host}'"
                        cursor.execute(f"CREATE USER IF NOT EXISTS {account} IDENTIFIED BY '{PASSWORD}'")
                        cursor.execute(f"GRANT ALL ON `site\\_%`.* TO {account}")
                return
            except pymysql.MySQLError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)  # there is no event to wait on: a server that starts says nothing

    def _run(self, *command: str) -> None:
        subprocess.run([*_as_nobody(), *command], env=_ENV, check=True, capture_output=True, timeout=60)


def _as_nobody(*options: str) -> list[str]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return ["setpriv", *options] if options else []
    return ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", *options]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
