"""Which of two says what holds: option, file, environment, default."""

from datetime import timedelta
from pathlib import Path

import pytest
from patrond.config import SYSTEM_FILE, Settings, find_file, load, socket_path
from patrond.config.places import folders

SITE = {"DB_NAME": "patron_maker", "DB_USER": "php", "MAX_PATTERNS_FREE": "5"}


def test_an_empty_file_gives_the_defaults(load_text):
    assert load_text("").settings == Settings()


def test_an_option_comes_before_the_file(load_text):
    settings = load_text("workers: {count: 4}", overrides={"workers.count": 1}).settings

    assert settings.workers.count == 1


def test_an_option_that_was_not_given_leaves_the_file_alone(load_text):
    settings = load_text("workers: {count: 4}", overrides={"workers.count": None}).settings

    assert settings.workers.count == 4


def test_the_file_comes_before_the_environment(load_text):
    settings = load_text("admin: {free_patterns: 1}\ndatabase: {url: 'mysql://a:b@db/other'}", environ=SITE).settings

    assert settings.admin.free_patterns == 1
    assert settings.database.address.database == "other"


def test_the_environment_comes_before_the_default(load_text):
    assert load_text("", environ=SITE).settings.admin.free_patterns == 5


def test_a_null_in_the_file_leaves_the_word_to_the_environment(load_text):
    settings = load_text("database: {url: null}\nprovider: {name: }", environ=SITE | {"AI_PROVIDER": "claude"}).settings

    assert settings.is_mysql
    assert settings.provider.name == "claude"


def test_a_null_that_is_not_the_default_is_a_choice(load_text):
    assert load_text("admin: {listen: null}").settings.admin.listen is None


def test_a_section_whose_keys_are_all_commented_out_is_as_good_as_none(load_text):
    assert load_text("workers:\n  #count: 3\nqueue:\n").settings == Settings()


def test_a_duration_may_come_from_an_option_as_text_or_as_a_value(load_text):
    for given in ("250ms", timedelta(milliseconds=250)):
        settings = load_text("", overrides={"queue.poll_interval": given}).settings
        assert settings.queue.poll_interval == timedelta(milliseconds=250)


def test_an_option_is_judged_like_the_file_and_named_as_an_option(faults_of):
    (fault,) = faults_of("workers: {count: 2}", overrides={"workers.count": 65})

    assert str(fault) == "workers.count: got 65 (given as an option), expected a whole number from 0 to 64"


def test_a_path_given_as_an_option_is_relative_to_where_it_was_typed(load_text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert load_text("", overrides={"state_dir": Path("state")}).settings.state_dir == tmp_path / "state"


def test_the_file_is_the_one_that_was_named_else_that_of_the_environment(tmp_path):
    named, other = tmp_path / "named.yaml", tmp_path / "other.yaml"

    assert find_file(named, {"PATROND_CONFIG": str(other)}) == named
    assert find_file(None, {"PATROND_CONFIG": str(other)}) == other
    assert find_file(None, {}) == (SYSTEM_FILE if SYSTEM_FILE.exists() else None)


def test_a_file_that_is_named_and_not_there_is_a_fault(tmp_path):
    with pytest.raises(Exception, match=r"got no file .*absent\.yaml.*after -c or in PATROND_CONFIG"):
        load(tmp_path / "absent.yaml", environ={})


def test_an_ordinary_user_has_folders_of_their_own(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    environ = {"HOME": "/home/ana", "XDG_RUNTIME_DIR": "/run/user/1000"}

    places = {path: given.value for path, given in folders(None, environ).items()}

    assert places == {
        "state_dir": Path("/home/ana/.local/state/patrond"),
        "admin.socket": Path("/run/user/1000/patrond/patrond.sock"),
    }


def test_without_a_runtime_folder_the_socket_lies_with_the_state(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    places = folders(None, {"HOME": "/home/ana", "XDG_STATE_HOME": "/home/ana/state"})

    assert places["admin.socket"].value == Path("/home/ana/state/patrond/patrond.sock")


def test_an_ordinary_user_of_the_machines_own_file_has_the_machines_folders(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert folders(SYSTEM_FILE, {"HOME": "/home/ana"}) == {}


def test_under_systemd_the_folders_are_the_units(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 990)
    environ = {"STATE_DIRECTORY": "/var/lib/patrond", "RUNTIME_DIRECTORY": "/run/patrond"}

    places = {path: str(given.value) for path, given in folders(None, environ).items()}

    assert places == {"state_dir": "/var/lib/patrond", "admin.socket": "/run/patrond/patrond.sock"}


def test_ctl_finds_the_socket_in_a_file_whose_other_keys_are_wrong(settings_file):
    path = settings_file("admin: {socket: /run/other.sock, listen: nonsense}\nprovider: {api_key_file: /nonexistent}")

    assert socket_path(path, environ={}) == Path("/run/other.sock")


def test_ctl_takes_the_default_socket_where_the_file_cannot_be_understood(settings_file):
    assert socket_path(settings_file("\t["), environ={"RUNTIME_DIRECTORY": "/run/patrond"}).name == "patrond.sock"
