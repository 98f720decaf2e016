"""``patrond check``: what is well, what is not, and what to do; over real databases, accounts and settings."""

import json
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.claude import KEY
from support.commands import Cli
from support.fake_api import FakeApi
from support.installation import Installation
from support.site import PARIS, Site


def lines(out: str) -> dict[str, list[str]]:
    """What was found by subject, each with its mark and, after an arrow, what to do."""
    found: dict[str, list[str]] = {}
    subject = ""
    for line in out.splitlines():
        if line.startswith(" "):
            found[subject][-1] += f" {line.strip()}"
        else:
            mark, subject, words = line[:4].strip(), line[6:16].strip(), line[16:].strip()
            found.setdefault(subject, []).append(f"{mark} {words}")
    return found


def checked(cli: Cli, installation: Installation, *options: str) -> tuple[int, dict[str, list[str]]]:
    ended = cli("check", "-c", installation.file, *options)
    assert ended.err == ""
    return ended.status, lines(ended.out)


def at(site: Site, folder: Path, **sections: Any) -> Installation:
    return Installation(folder, **{"provider": {"name": "builtin"}, "database": {"url": site.url}, **sections})


def test_all_is_well_on_sqlite_before_and_after_the_first_start(cli: Cli, tmp_path: Path) -> None:
    installation = Installation(tmp_path, admin={"listen": "127.0.0.1:0"})
    status, found = checked(cli, installation)
    assert status == 0
    assert all(line.startswith("ok ") for subject in found.values() for line in subject)
    assert "made at the first start" in found["database"][0]
    assert not (tmp_path / "state").exists()  # it changes nothing
    cli("ctl", "-c", installation.file, "token", "new", "--role", "read")
    status, found = checked(cli, installation)
    assert "SQLite" in found["database"][0]
    assert found["tokens"][0].startswith("ok 1 token in")


def test_a_secret_too_weak_to_trust_is_said(cli: Cli, tmp_path: Path) -> None:
    installation = Installation(tmp_path, admin={"jwt_secret_file": str(tmp_path / "jwt")})
    (tmp_path / "jwt").write_text("too-short-Zk3\n")
    (tmp_path / "jwt").chmod(0o600)
    _, found = checked(cli, installation)
    assert found["site's JWT"][0].startswith("warn")
    assert "->" in found["site's JWT"][0]


def test_answers_that_wait_in_the_spool_are_counted(cli: Cli, tmp_path: Path) -> None:
    installation = Installation(tmp_path, admin={"listen": "127.0.0.1:0"})
    spool = tmp_path / "state" / "spool"
    spool.mkdir(parents=True)
    (spool / "5-0123456789ab-4001-17.json").write_text("{}")
    (spool / "6-0123456789ab-4001-17.json").write_text("{}")
    (spool / "7-0123456789ab-4001-17.json.unreadable").write_text("{")
    status, found = checked(cli, installation)
    assert status == 0
    assert [line.split(" -> ")[0] for line in found["spool"]] == [
        "warn 2 finished answers not stored yet",
        "warn 1 file set aside as .unreadable",
    ]


def test_every_fault_of_the_settings_is_a_line_and_78(cli: Cli, tmp_path: Path) -> None:
    ended = cli("check", "-c", Installation(tmp_path, workers={"count": -1, "cuont": 2}).file)
    assert ended.status == 78
    found = lines(ended.out)
    assert len(found["settings"]) == 2
    assert any("workers.cuont" in line and "-> " in line and "count" in line for line in found["settings"])


def test_a_running_daemon_is_told_and_its_doors_are_not_called_taken(cli: Cli, tmp_path: Path) -> None:
    with Installation(tmp_path, workers={"count": 1}, admin={"listen": "127.0.0.1:0"}).start() as installation:
        status, found = checked(cli, installation)
    assert status == 0
    assert "runs on" in found["daemon"][0]
    assert "page" not in found


def test_a_port_that_somebody_has_fails(cli: Cli, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, found = checked(cli, Installation(tmp_path, admin={"listen": f"127.0.0.1:{port}"}))
    assert status == 1
    assert found["page"][0].startswith("fail ")
    assert str(port) in found["page"][0]


def test_a_tokens_file_that_is_wrong_fails(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tokens.yaml").write_text("- {name: x, role: king}\n")
    status, found = checked(cli, Installation(tmp_path, admin={"tokens_file": str(tmp_path / "tokens.yaml")}))
    assert status == 1
    assert "king" in found["tokens"][0]


def test_all_is_well_at_an_installed_site(cli: Cli, installed_site: Site, tmp_path: Path) -> None:
    status, found = checked(cli, at(installed_site, tmp_path))
    assert status == 0, found
    assert "MariaDB" in found["database"][0]
    for subject in ("clock", "tables", "zone", "grants", "backlog"):
        assert found[subject][0].startswith("ok "), found[subject]


def test_missing_tables_exit_78_with_the_command_to_run(cli: Cli, site_database: Site, tmp_path: Path) -> None:
    status, found = checked(cli, at(site_database, tmp_path))
    assert status == 78
    assert all(line.startswith("fail ") and "patrond db install" in line for line in found["tables"])
    assert "grants" not in found  # a table that is not there is no lack of rights


def test_a_site_without_a_named_provider_fails(cli: Cli, installed_site: Site, tmp_path: Path) -> None:
    status, found = checked(cli, at(installed_site, tmp_path, provider={}))
    assert status == 1
    assert "no provider is named" in found["provider"][0]
    assert not any("no provider is named" in line for line in found["settings"])  # once is enough


def test_rights_that_lack_are_all_named(cli: Cli, installed_site: Site, tmp_path: Path) -> None:
    name = installed_site.name
    installed_site.run(f"CREATE USER 'reader_{name[-8:]}'@'127.0.0.1' IDENTIFIED BY 'x'")
    installed_site.run(f"GRANT SELECT, UPDATE ON `{name}`.* TO 'reader_{name[-8:]}'@'127.0.0.1'")
    url = f"mysql://reader_{name[-8:]}:x@127.0.0.1:{installed_site.server.port}/{name}"
    status, found = checked(cli, at(installed_site, tmp_path, database={"url": url}))
    assert status == 1
    for right in ("INSERT on jobs", "DELETE on jobs", "INSERT on patrond_attempts"):
        assert right in found["grants"][0]
    assert "UPDATE on jobs" not in found["grants"][0]


def test_tables_that_the_account_may_not_see_are_told_with_the_grant(
    cli: Cli, installed_site: Site, tmp_path: Path
) -> None:
    name = installed_site.name
    account = f"'blind_{name[-8:]}'@'127.0.0.1'"
    installed_site.run(f"CREATE USER {account} IDENTIFIED BY 'x'")
    for table in ("users", "patterns", "jobs"):
        installed_site.run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON `{name}`.{table} TO {account}")
    url = f"mysql://blind_{name[-8:]}:x@127.0.0.1:{installed_site.server.port}/{name}"
    status, found = checked(cli, at(installed_site, tmp_path, database={"url": url}))
    assert status == 78
    assert "INSERT on patrond_attempts" in found["grants"][0]
    assert "on jobs" not in found["grants"][0]
    assert "looks missing to it" in found["grants"][0]
    assert "GRANT SELECT" in found["grants"][0]


def test_the_backlog_is_counted_aged_priced_and_searched_for_twins(
    cli: Cli, installed_site: Site, tmp_path: Path
) -> None:
    user = installed_site.add_user()
    old = datetime.now(PARIS) - timedelta(days=3)
    for wish in ({"type": "hat"}, {"type": "hat"}, {"type": "scarf"}):
        installed_site.ask(user, at=old, **wish)
    key = tmp_path / "key"
    key.write_text(KEY)
    key.chmod(0o600)
    status, found = checked(cli, at(installed_site, tmp_path, provider={"name": "claude", "api_key_file": str(key)}))
    assert status == 0  # a warning: nothing is broken
    (line,) = found["backlog"]
    assert line.startswith("warn 3 jobs waiting, the oldest for 3 d")
    assert "about $0.0" in line
    assert "1 look like another" in line
    assert "patrond ctl cancel --duplicates --dry-run" in line
    dry = cli("ctl", "-c", tmp_path / "patrond.yaml", "--json", "cancel", "--duplicates", "--dry-run")
    assert json.loads(dry.out)["cancelled"] == [2]  # the same that was counted


def test_a_zone_that_must_be_wrong_is_a_warning(cli: Cli, installed_site: Site, tmp_path: Path) -> None:
    user = installed_site.add_user()
    for _ in range(3):
        installed_site.ask(user, at=datetime.now(UTC))
    database = {"url": installed_site.url, "timezone": "Asia/Tokyo"}
    status, found = checked(cli, at(installed_site, tmp_path, database=database))
    assert status == 0
    assert found["zone"][0].startswith("warn with Asia/Tokyo")
    assert "database.timezone" in found["zone"][0]


def test_foreign_jobs_and_failures_are_told(cli: Cli, installed_site: Site, tmp_path: Path) -> None:
    installed_site.insert("INSERT INTO jobs (type, payload, available_at) VALUES ('send_mail', '{}', NOW())")
    installed_site.insert(
        "INSERT INTO jobs (type, payload, available_at, status) VALUES ('generate_pattern', '{}', NOW(), 'failed')"
    )
    _, found = checked(cli, at(installed_site, tmp_path))
    assert any("1 of type 'send_mail'" in line for line in found["backlog"])
    assert found["failed"][0].startswith("warn 1 failed job")


@pytest.mark.parametrize(("ending", "status", "mark"), [("good", 0, "ok"), ("unauthorized", 1, "fail")])
def test_online_asks_the_provider(cli: Cli, tmp_path: Path, ending: str, status: int, mark: str) -> None:
    key = tmp_path / "key"
    key.write_text(KEY)
    key.chmod(0o600)
    with FakeApi(always=ending) as api:
        provider = {"name": "claude", "base_url": api.url, "api_key_file": str(key)}
        ended = cli("check", "-c", Installation(tmp_path, provider=provider).file, "--online")
    assert ended.status == status
    assert lines(ended.out)["online"][0].startswith(mark)
    assert KEY not in ended.out + ended.err
