"""``patrond db`` against a real MariaDB with the site's tables, and on SQLite."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from support.commands import Cli, real_command
from support.installation import Installation
from support.site import Site

OWN = ["patrond_attempts", "patrond_instances", "patrond_meta", "pattern_jobs"]


def settings_for(site: Site, folder: Path, **sections: Any) -> Path:
    """A settings file for that site's database."""
    return Installation(folder, **{"provider": {"name": "builtin"}, "database": {"url": site.url}, **sections}).file


def tables(site: Site) -> list[str]:
    return sorted(next(iter(row.values())) for row in site.run("SHOW TABLES"))


def test_install_makes_what_is_missing_changes_nothing_else_and_can_be_run_twice(
    cli: Cli, site_database: Site, tmp_path: Path
) -> None:
    file = settings_for(site_database, tmp_path)
    before = site_database.run("SHOW CREATE TABLE jobs")
    first = cli("db", "install", "-c", file)
    assert first.status == 0, first.err
    assert sorted(first.out.splitlines()) == [f"created table {name}" for name in OWN]
    assert tables(site_database) == sorted([*OWN, "jobs", "patterns", "users"])
    assert site_database.run("SHOW CREATE TABLE jobs") == before
    second = cli("db", "install", "-c", file)
    assert second.status == 0
    assert second.out.startswith("nothing to do")


def test_verify_names_what_is_missing_and_exits_78(cli: Cli, site_database: Site, tmp_path: Path) -> None:
    file = settings_for(site_database, tmp_path)
    ended = cli("db", "verify", "-c", file)
    assert (ended.status, ended.out) == (78, "")
    for name in OWN:
        assert name in ended.err
    assert "patrond db install" in ended.err


def test_verify_names_a_column_of_a_wrong_type(cli: Cli, site_database: Site, tmp_path: Path) -> None:
    file = settings_for(site_database, tmp_path)
    assert cli("db", "install", "-c", file).status == 0
    site_database.run("ALTER TABLE jobs MODIFY reserved_by VARCHAR(10)")
    ended = cli("db", "verify", "-c", file)
    assert ended.status == 78
    assert "reserved_by" in ended.err


def test_verify_is_content_after_install(cli: Cli, installed_site: Site, tmp_path: Path) -> None:
    ended = cli("db", "verify", "-c", settings_for(installed_site, tmp_path))
    assert (ended.status, ended.err) == (0, "")


def test_the_printed_sql_does_the_same_in_the_mysql_client(cli: Cli, site_database: Site, tmp_path: Path) -> None:
    file = settings_for(site_database, tmp_path)
    printed = cli("db", "install", "-c", file, "--print")
    assert printed.status == 0
    assert tables(site_database) == ["jobs", "patterns", "users"]
    client = ["mariadb", "--no-defaults", "-u", "root", f"--socket={site_database.server.socket}"]
    for _ in range(2):  # it may be run twice, too
        subprocess.run(client, input=printed.out.encode(), check=True, capture_output=True, timeout=20)
    assert cli("db", "verify", "-c", file).status == 0


def test_an_admin_url_makes_what_the_own_account_may_not(cli: Cli, site_database: Site, tmp_path: Path) -> None:
    name = site_database.name
    poor = f"poor_{name[-8:]}"
    site_database.run(f"CREATE USER '{poor}'@'127.0.0.1' IDENTIFIED BY 'x'")
    site_database.run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON `{name}`.* TO '{poor}'@'127.0.0.1'")
    url = f"mysql://{poor}:x@127.0.0.1:{site_database.server.port}/{name}"
    file = settings_for(site_database, tmp_path, database={"url": url})
    refused = cli("db", "install", "-c", file)
    assert refused.status == 1
    assert "lacks a right" in refused.err
    assert "--admin-url" in refused.err
    assert "--print | mysql" in refused.err
    assert "Traceback" not in refused.err
    assert cli("db", "install", "-c", file, "--admin-url", site_database.url).status == 0
    assert cli("db", "verify", "-c", file).status == 0


def test_the_admin_url_may_come_from_the_environment(
    cli: Cli, site_database: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = settings_for(site_database, tmp_path, database={"url": "mysql://nobody:x@127.0.0.1:1/none"})
    monkeypatch.setenv("PATROND_ADMIN_URL", site_database.url)
    assert cli("db", "install", "-c", file).status == 0


def test_an_admin_url_that_is_wrong_is_refused_without_its_password(cli: Cli, settings_file: Path) -> None:
    ended = cli("db", "install", "-c", settings_file, "--admin-url", "mysql://root:sEcReT@host:port/x")
    assert ended.status == 78
    assert "database.url" in ended.err
    assert "sEcReT" not in ended.err


def test_the_sql_is_printed_also_where_the_own_account_cannot_get_in(
    cli: Cli, site_database: Site, tmp_path: Path
) -> None:
    file = settings_for(site_database, tmp_path, database={"url": "mysql://nobody:x@127.0.0.1:1/none"})
    printed = cli("db", "install", "-c", file, "--print")
    assert printed.status == 0
    assert "name the database to the client" in printed.err
    client = ["mariadb", "--no-defaults", "-u", "root", f"--socket={site_database.server.socket}", site_database.name]
    subprocess.run(client, input=printed.out.encode(), check=True, capture_output=True, timeout=20)
    assert cli("db", "verify", "-c", settings_for(site_database, tmp_path)).status == 0


@pytest.mark.parametrize("command", ["install", "verify"])
def test_on_sqlite_there_is_nothing_to_do(cli: Cli, settings_file: Path, command: str) -> None:
    ended = cli("db", command, "-c", settings_file)
    assert (ended.status, ended.err) == (0, "")


def test_a_database_that_is_down_is_said_without_its_password(tmp_path: Path) -> None:
    file = tmp_path / "patrond.yaml"
    file.write_text("provider: {name: builtin}\ndatabase: {url: 'mysql://patrond:sEcReT@127.0.0.1:1/x'}\n")
    for command in ("install", "verify"):
        ended = real_command("db", command, "-c", file)
        assert ended.status == 1
        assert "cannot reach" in ended.err
        assert "sEcReT" not in ended.err + ended.out
