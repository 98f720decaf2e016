"""patrond's own tokens: made once, kept as a hash, read again when the file changes."""

import os
import stat
from pathlib import Path

import pytest
import yaml
from patrond.admin.access import Role
from patrond.admin.tokens import TokenBook, TokensFileError, create_token, read_tokens, sha256_of
from patrond.errors import PatrondError

from support.page import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "tokens.yaml"


def test_a_token_is_returned_once_and_kept_as_a_hash_that_only_the_owner_reads(path: Path) -> None:
    token = create_token(path, role="submit", user=7, now=NOW)
    assert token not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (entry,) = yaml.safe_load(path.read_text())
    assert entry == {
        "name": "submit-2026-06-15",
        "role": "submit",
        "user": 7,
        "created": "2026-06-15 12:00:00",
        "sha256": sha256_of(token),
    }


def test_tokens_are_added_to_those_that_are_there_under_names_of_their_own(path: Path) -> None:
    tokens = [create_token(path, role="read", user=None, now=NOW) for _ in range(3)]
    found = read_tokens(path)
    assert [token.name for token in found] == ["read-2026-06-15", "read-2026-06-15-2", "read-2026-06-15-3"]
    assert [token.sha256 for token in found] == [sha256_of(token) for token in tokens]


def test_the_file_keeps_its_mode_and_owner_when_a_token_is_added(path: Path) -> None:
    create_token(path, role="read", user=None, now=NOW)
    path.chmod(0o640)
    create_token(path, role="read", user=None, now=NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not list(path.parent.glob(".tokens*"))


def test_a_role_that_is_none_is_refused(path: Path) -> None:
    with pytest.raises(PatrondError, match="the roles are submit, read, admin"):
        create_token(path, role="root", user=None, now=NOW)
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PatrondError, match="cannot write the tokens file"):
        create_token(tmp_path / "file" / "tokens.yaml", role="read", user=None, now=NOW)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1", "expected a list"),
        ("- [1]", "entry 1 is not a mapping"),
        ("- {name: a, role: root, sha256: x}", "entry 1 has the role 'root'"),
        ("- {role: read}", "entry 1 has no name"),
        ("- {name: a, role: read, sha256: abc}", "64 hex digits"),
        (f"- {{name: a, role: read, sha256: {'0' * 64}, user: -1}}", "has the user -1"),
        (f"- {{name: a, role: read, sha256: {'0' * 64}, rolle: read}}", "unknown key 'rolle'"),
        ("- {name: [", "it is not YAML"),
    ],
)
def test_a_broken_file_is_said_to_be_broken_and_where(path: Path, text: str, fault: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(TokensFileError, match=fault):
        read_tokens(path)


def test_an_empty_file_holds_no_tokens(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("")
    assert read_tokens(path) == ()


def test_the_book_reads_the_file_again_when_it_changes(path: Path) -> None:
    book = TokenBook(path)
    token = create_token(path, role="admin", user=None, now=NOW)
    assert book.find(token) is None
    book.refresh()
    found = book.find(token)
    assert found is not None and found.role is Role.ADMIN
    path.unlink()
    book.refresh()
    assert book.find(token) is None


def test_a_file_that_breaks_leaves_the_last_good_tokens_in_force_and_is_said(path: Path) -> None:
    book = TokenBook(path)
    token = create_token(path, role="admin", user=None, now=NOW)
    book.refresh()
    path.write_text("- {name: [")
    os.utime(path, (1, 1))
    book.refresh()
    assert book.find(token) is not None
    assert book.problem is not None and "not YAML" in book.problem


def test_a_missing_file_is_a_problem_only_where_the_settings_name_it(path: Path) -> None:
    by_default, named = TokenBook(path), TokenBook(path, expected=True)
    by_default.refresh()
    named.refresh()
    assert by_default.problem is None
    assert named.problem is not None and "patrond ctl token new" in named.problem


def test_what_no_token_is_finds_nothing(path: Path) -> None:
    create_token(path, role="admin", user=None, now=NOW)
    book = TokenBook(path)
    book.refresh()
    for text in ("", "patrond_", "\udcff", sha256_of("x"), "é" * 10_000):
        assert book.find(text) is None
