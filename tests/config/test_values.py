"""The kinds of value, one by one, with what is refused."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrond.config import values
from patrond.config.database_url import make_database_url, mask_url, parse_database_url, with_password
from patrond.config.yaml_file import read_text


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("250ms", timedelta(milliseconds=250)),
        ("1.5s", timedelta(seconds=1.5)),
        ("15 m", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("7d", timedelta(days=7)),
        (0, timedelta(0)),
    ],
)
def test_a_duration_is_a_number_with_its_unit(text, duration):
    assert values.parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "5", 5, "5 min", "-1s", "1e3s", "٣s", True, None, "ms", "1s 5ms", "9" * 30 + "d"])
def test_anything_else_is_no_duration(text):
    with pytest.raises(ValueError, match="a duration such as"):
        values.parse_duration(text)


@given(st.integers(min_value=0, max_value=10**11))
def test_a_duration_survives_being_written(milliseconds):
    duration = timedelta(milliseconds=milliseconds)

    assert values.parse_duration(values.format_duration(duration)) == duration


@pytest.mark.parametrize("text", ["127.0.0.1:8710", "[::1]:8710", "localhost:0", "patterns.example.org:65535"])
def test_a_place_to_listen_is_a_host_and_a_port(text):
    assert values.parse_listen(text) == text


@pytest.mark.parametrize(
    "text", ["8710", ":8710", "::1:8710", "host:", "host:65536", "host:80/path", "a b:80", "h:80\n"]
)
def test_anything_else_is_no_place_to_listen(text):
    with pytest.raises(ValueError, match="host:port"):
        values.parse_listen(text)


@pytest.mark.parametrize("text", ["https://api.example.com", "http://127.0.0.1:8080/v1", "http://[::1]:80"])
def test_the_address_of_an_api_is_http(text):
    assert values.parse_http_url(text) == text


@pytest.mark.parametrize(
    "text", ["api.example.com", "ftp://a", "https://", "https://me:x@a", "https://a?k=1", "https://a b", "http://a:x"]
)
def test_anything_else_is_no_address_of_an_api(text):
    with pytest.raises(ValueError, match="the address of an API"):
        values.parse_http_url(text)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgres://u:p@h/d", "mysql://user:password@host:3306/name"),
        ("mariadb://u:p@h/d", "mysql:// serves MariaDB too"),
        ("sqlite:///d", "for SQLite leave the key out"),
        ("mysql:u:p@h/d", "mysql://user"),
        ("mysql://h/d", "a user before the host"),
        ("mysql://u:p@h", "the name of a database"),
        ("mysql://u:p@h/a/b", "the name of a database"),
        ("mysql://u:p@h:port/d", "a port from 1 to 65535"),
        ("mysql://u:p@h:99999/d", "a port from 1 to 65535"),
        ("mysql://u:a#b@h/d", "without #"),
        ("mysql://u:a b@h/d", "without spaces"),
        ("mysql://u:p@h/d?charset=utf8", "nothing after the [?] but unix_socket"),
        ("mysql://u:p@h/d?unix_socket=run/x", "an absolute path after [?]unix_socket="),
    ],
)
def test_what_is_wrong_with_the_address_of_a_database_is_said_in_words(url, words):
    with pytest.raises(ValueError, match=words):
        parse_database_url(url)


def test_localhost_with_a_port_is_tcp():
    address = parse_database_url("mysql://u:p@localhost:3307/d")

    assert address.sockets == ()
    assert address.tcp_port == 3307


def test_a_socket_that_is_named_is_the_only_one():
    assert parse_database_url("mysql://u@localhost/d?unix_socket=/s").sockets == ("/s",)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20)


@given(user=TEXT, password=TEXT, database=TEXT.filter(lambda name: "/" not in name))
def test_any_name_and_password_survive_the_address(user, password, database):
    for url in (
        make_database_url(host="db", user=user, database=database, password=password),
        with_password(make_database_url(host="db", user=user, database=database), password),
    ):
        address = parse_database_url(url)
        assert (address.user, address.password, address.database) == (user, password, database)


SECRET = st.text("hunterHUNTER0123456789-_.~!$&'()*+,;=:/@#?%[] ", max_size=8).map(lambda text: f"{text}SeCrEt{text}")


@given(SECRET, st.sampled_from(["mysql://site:{}@db/name", "mysql://site:{}@db", "site:{}@db", "mysql:/{}@db:3306/x"]))
def test_a_masked_address_shows_no_password(secret, form):
    assert "SeCrEt" not in mask_url(form.format(secret))


@pytest.mark.parametrize(
    "url", ["mysql://site:SeCrEt", "site:SeCrEt/db", "mysql://site:12345/db", "mysql://h/d?p=SeCrEt"]
)
def test_an_address_that_may_be_a_password_is_not_shown(url):
    assert "SeCrEt" not in mask_url(url)
    assert "12345" not in mask_url(url)


def test_a_text_that_yaml_would_read_as_a_date_stays_a_text():
    layer, problems = read_text("provider: {model: 2024-13-45}")

    assert problems == []
    assert layer["provider.model"].value == "2024-13-45"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: *hunter2", "undefined alias"),
        ("a: !!int hunter2", "YAML cannot read"),
        ("a: &hunter2 [*hunter2", "expected ',' or ']'"),
        ("a: hunter2: b", "mapping values are not allowed here"),
        ("a: 'hunter2", "end of stream"),
        ("a: b\n---\na: hunter2", "a second document after ---"),
        ("a: \x01hunter2", "a character that cannot be printed"),
        ("a: \0hunter2", "a character that cannot be printed"),
        ("[" * 3000, "lists within lists"),
        ("hunter2", "got a text (line 1)"),
    ],
)
def test_a_fault_of_syntax_is_worded_without_the_words_of_the_file(text, words):
    _, problems = read_text(text)

    said = "\n".join(str(problem) for problem in problems)
    assert words in said
    assert "hunter2" not in said


def test_a_value_that_holds_itself_is_a_fault_of_its_key():
    _, (problem,) = read_text("language: &a [*a]")

    assert problem.path == "language"


@given(st.text(max_size=60))
def test_no_text_at_all_makes_the_reader_stumble(text):
    read_text(text)
