"""``patrond run``: how it greets, what it refuses to start with, what it leaves for others to see."""

from pathlib import Path

from support.commands import Cli, real_command
from support.installation import Installation
from support.site import Site
from support.terminal import Terminal


def test_at_a_terminal_it_greets_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    installation = Installation(tmp_path, admin={"listen": "127.0.0.1:0"})
    with Terminal("run", "-c", installation.file, "--workers", "1", "--sleep", "2", folder=tmp_path) as terminal:
        terminal.read_until(r"Stop with Ctrl-C")
        for words in ("patrond 0.", "1 worker, ", "every 2s", "Queue: 0 pending, 0 processing, 0 completed, 0 failed"):
            assert words in terminal.screen
        while "Worker started" not in installation.log():
            terminal.read_until("", 1)
        terminal.interrupt()
        assert terminal.wait() == 0
    assert "Worker stopped cleanly" in installation.log()


def test_without_a_terminal_it_says_nothing_of_its_own(tmp_path: Path) -> None:
    with Installation(tmp_path, workers={"count": 1}).start() as installation:
        assert installation.stop() == 0
        assert installation.stderr() == ""


def test_the_state_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    with Installation(tmp_path, workers={"count": 1}).start():
        assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_state_folder_that_cannot_be_made_exits_78(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = cli("run", "-c", Installation(tmp_path, state_dir=str(tmp_path / "file" / "state")).file)
    assert ended.status == 78
    assert "state_dir" in ended.err


def test_faulty_settings_exit_78_and_name_every_fault(cli: Cli, tmp_path: Path) -> None:
    installation = Installation(tmp_path, workers={"count": "many", "concurency": 3}, language="de")
    ended = cli("run", "-c", installation.file)
    assert (ended.status, ended.out) == (78, "")
    for words in ("workers.count", "workers.concurency", "concurrency", "language"):
        assert words in ended.err


def test_options_are_judged_as_settings(cli: Cli, settings_file: Path) -> None:
    assert cli("run", "-c", settings_file, "--sleep", "1.5e3ms").status == 2


def test_a_site_without_patronds_tables_exits_78(site_database: Site, tmp_path: Path) -> None:
    installation = Installation(tmp_path, database={"url": site_database.url}, provider={"name": "builtin"})
    ended = real_command("run", "-c", installation.file, timeout=20)
    assert ended.status == 78
    assert "patrond db install" in ended.err


def test_a_second_one_on_the_same_socket_is_refused(tmp_path: Path) -> None:
    with Installation(tmp_path, workers={"count": 1}).start() as installation:
        ended = real_command("run", "-c", installation.file, timeout=20)
        assert ended.status == 1
        assert "already runs" in ended.err
        assert installation.ctl("status").status == 0


def test_nothing_secret_shows_in_the_process_list_or_the_log(installed_site: Site, tmp_path: Path) -> None:
    secret = installed_site.url.split(":")[2].split("@")[0]
    database = {"url": installed_site.url}
    with Installation(
        tmp_path, database=database, provider={"name": "builtin"}, log={"level": "debug"}
    ).start() as installation:
        titles = [Path(f"/proc/{pid}/cmdline").read_bytes().decode() for pid in installation.processes()]
        assert len(titles) >= 4
        assert all(title.startswith("patrond: ") for title in titles), titles
        seen = "".join(titles) + installation.log() + installation.stderr() + installation.ctl("status").out
    assert secret not in seen
