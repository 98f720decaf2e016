"""Secrets: from files and credentials, into the settings, and nowhere else."""

import pickle

import pytest
from patrond.config import load, pack, unpack

JWT_SECRET = "b1946ac92492d2347c6235b4d2611184"  # 32 bytes


@pytest.fixture
def secret_file(tmp_path):
    def write(text, mode=0o600, name="secret"):
        path = tmp_path / name
        path.write_text(text)
        path.chmod(mode)
        return path

    return write


def test_the_key_is_read_from_its_file_without_the_end_of_its_line(load_text, secret_file):
    path = secret_file("sk-ant-1\r\n")

    loaded = load_text(f"provider: {{name: claude, api_key_file: {path}}}")

    assert loaded.settings.provider.api_key.get_secret_value() == "sk-ant-1"
    assert loaded.warnings == ()


def test_the_file_that_is_named_comes_before_the_environment(load_text, secret_file):
    text = f"provider: {{name: claude, api_key_file: {secret_file('sk-ant-1')}}}"

    settings = load_text(text, environ={"ANTHROPIC_API_KEY": "sk-ant-2"}).settings

    assert settings.provider.api_key.get_secret_value() == "sk-ant-1"


def test_the_password_of_a_file_goes_into_the_address_whatever_it_holds(load_text, secret_file):
    url = "mysql://php@db.example.org:3307/patron_maker?unix_socket=/run/mysqld/mysqld.sock"
    text = f"database: {{url: '{url}', password_file: {secret_file('p@ss/w#rd:%é')}}}\nprovider: {{name: builtin}}"

    address = load_text(text).settings.database.address

    assert address.password == "p@ss/w#rd:%é"
    assert (address.user, address.host, address.port) == ("php", "db.example.org", 3307)
    assert address.unix_socket == "/run/mysqld/mysqld.sock"


def test_systemds_credentials_serve_where_no_file_is_named(load_text, secret_file, tmp_path):
    secret_file("sk-ant-3\n", name="anthropic_api_key")
    secret_file(JWT_SECRET, name="jwt_secret")
    secret_file("hunter2", name="database_password")
    text = "database: {url: 'mysql://php@db/patron_maker'}\nprovider: {name: claude}"

    settings = load_text(text, environ={"CREDENTIALS_DIRECTORY": str(tmp_path)}).settings

    assert settings.provider.api_key.get_secret_value() == "sk-ant-3"
    assert settings.admin.jwt_secret.get_secret_value() == JWT_SECRET
    assert settings.database.address.password == "hunter2"


def test_a_credential_that_says_unset_is_not_set(load_text, secret_file, tmp_path):
    secret_file("unset", name="anthropic_api_key")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "ANTHROPIC_API_KEY": "sk-ant-2"}

    assert load_text("", environ=environ).settings.provider.api_key.get_secret_value() == "sk-ant-2"


def test_a_secret_that_everybody_can_read_is_warned_of(load_text, secret_file):
    path = secret_file("sk-ant-1", mode=0o644)

    (warning,) = load_text(f"provider: {{api_key_file: {path}}}").warnings

    assert warning == f"{path} (provider.api_key_file) can be read by everybody on this machine: chmod o-r {path}"


def test_a_file_of_several_lines_is_no_secret(faults_of, secret_file):
    path = secret_file("hunter2\nhunter3")

    (fault,) = faults_of(f"provider: {{api_key_file: {path}}}")

    assert "which has several lines" in str(fault)
    assert "hunter" not in str(fault)


def test_settings_with_a_password_that_everybody_can_read_are_warned_of(settings_file):
    path = settings_file("database: {url: 'mysql://php:hunter2@db/patron_maker'}\nprovider: {name: builtin}")
    path.chmod(0o644)

    (warning,) = load(path, environ={}).warnings

    assert warning.startswith(f"{path} can be read by everybody")


def test_an_address_given_as_an_option_has_its_own_password(load_text, secret_file, tmp_path):
    secret_file("of the credentials", name="database_password")
    text = f"database: {{url: 'mysql://php@db/patron_maker', password_file: {secret_file('of the file')}}}"
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}

    for url, password in (("mysql://root:own@db/patron_maker", "own"), ("mysql://root@db/patron_maker", "")):
        settings = load_text(text, environ=environ, overrides={"database.url": url}).settings
        assert settings.database.address.password == password


@pytest.fixture
def with_secrets(load_text):
    environ = {"ANTHROPIC_API_KEY": "sk-ant-hunter2", "JWT_SECRET": f"hunter2{JWT_SECRET}", "AI_PROVIDER": "claude"}
    environ |= {"DB_NAME": "a", "DB_USER": "b", "DB_PASSWORD": "hunter2"}
    return load_text("", environ=environ)


def test_no_secret_shows_where_settings_are_printed(with_secrets):
    settings = with_secrets.settings
    shown = [repr(with_secrets), str(settings), settings.model_dump_json(), repr(settings.database.address)]

    assert not [text for text in shown if "hunter2" in text]


def test_settings_reach_another_process_whole(with_secrets):
    settings = with_secrets.settings

    assert unpack(pack(settings)) == settings
    assert pickle.loads(pickle.dumps(settings)) == settings
