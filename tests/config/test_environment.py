"""The site's environment: its .env as PHP writes it, and what each variable means here."""

import pytest


@pytest.fixture
def with_env_file(load_text, tmp_path):
    def call(text, environ=None):
        path = tmp_path / ".env"
        path.write_text(text, encoding="utf-8")
        return load_text(f"env_file: {path}", environ=environ)

    return call


SITE_ENV = """\ufeff# the site's settings
APP_ENV=production
DB_HOST=localhost
DB_NAME = "patron_maker"
export DB_USER='php'
DB_PASSWORD="p@ss/w#rd:%$HOME"   # never in git
ANTHROPIC_API_KEY=sk-ant-1 # the key
JWT_SECRET=
AI_PROVIDER=claude
MAX_PATTERNS_FREE=5
"""


def test_a_php_env_file_is_read_with_its_quotes_exports_and_comments(with_env_file):
    settings = with_env_file(SITE_ENV).settings

    address = settings.database.address
    assert (address.host, address.user, address.database) == ("localhost", "php", "patron_maker")
    assert address.password == "p@ss/w#rd:%$HOME"
    assert settings.provider.api_key.get_secret_value() == "sk-ant-1"
    assert settings.provider.name == "claude"
    assert settings.admin.free_patterns == 5
    assert settings.admin.jwt_secret is None


def test_the_process_environment_comes_before_the_file(with_env_file):
    loaded = with_env_file(SITE_ENV, environ={"ANTHROPIC_API_KEY": "sk-ant-2"})

    assert loaded.settings.provider.api_key.get_secret_value() == "sk-ant-2"


def test_an_empty_variable_of_the_process_is_one_that_is_not_set(with_env_file):
    loaded = with_env_file(SITE_ENV, environ={"ANTHROPIC_API_KEY": ""})

    assert loaded.settings.provider.api_key.get_secret_value() == "sk-ant-1"


def test_a_line_that_is_no_assignment_is_warned_of_by_its_number_alone(with_env_file):
    loaded = with_env_file("DB_NAME=a\nDB_USER=b\n'hunter2\nMAX_PATTERNS_FREE=4\n")

    assert loaded.settings.admin.free_patterns == 4
    assert any("line 3" in warning for warning in loaded.warnings)
    assert "hunter2" not in repr(loaded)


def test_localhost_is_the_unix_socket_first(load_text):
    address = load_text("", environ={"DB_HOST": "localhost", "DB_NAME": "a", "DB_USER": "b"}).settings.database.address

    assert address.sockets[0] == "/run/mysqld/mysqld.sock"
    assert address.tcp_port == 3306


def test_a_host_without_a_name_of_a_database_is_a_fault_and_not_sqlite(faults_of):
    (fault,) = faults_of("", environ={"DB_HOST": "db", "DB_PASSWORD": "hunter2"})

    assert str(fault) == (
        "database.url: got DB_HOST and DB_PASSWORD without DB_NAME and DB_USER, "
        "expected DB_HOST, DB_NAME, DB_USER and DB_PASSWORD; set them all, or give database.url"
    )


@pytest.mark.parametrize(("port", "is_warned_of"), [("3306", False), ("3307", True)])
def test_a_port_that_the_site_ignores_is_warned_of(load_text, port, is_warned_of):
    loaded = load_text("", environ={"DB_PORT": port, "DB_NAME": "a", "DB_USER": "b", "AI_PROVIDER": "claude"})

    assert any("DB_PORT" in warning for warning in loaded.warnings) is is_warned_of
    assert loaded.settings.database.address.tcp_port == 3306


def test_another_provider_of_the_site_is_a_fault_that_says_so(faults_of):
    (fault,) = faults_of("", environ={"AI_PROVIDER": "openai"})

    assert str(fault).startswith(
        "provider.name: got 'openai' (from AI_PROVIDER), expected claude; patrond serves Claude"
    )


def test_another_provider_of_the_site_is_of_no_account_where_the_file_names_one(load_text):
    assert load_text("provider: {name: builtin}", environ={"AI_PROVIDER": "openai"}).settings.provider.name == "builtin"


def test_a_number_that_is_none_is_a_fault_of_its_variable(faults_of):
    (fault,) = faults_of("", environ={"MAX_PATTERNS_FREE": "three"})

    assert str(fault).startswith("admin.free_patterns: got 'three' (from MAX_PATTERNS_FREE), expected a whole number")


def test_a_database_without_a_provider_is_allowed_and_warned_of(load_text):
    loaded = load_text("", environ={"DB_NAME": "a", "DB_USER": "b"})

    assert loaded.settings.provider_name is None
    assert any("no provider is named" in warning for warning in loaded.warnings)
