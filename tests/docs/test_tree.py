"""What must hold of the tree as a whole: its documents, its links, its texts, its habits."""

import os
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

# Spelled in pieces, so that this file passes its own test.
INDEX_HOSTS = ("py" + "pi.org", "python" + "hosted.org")
MACHINE_PATHS = ("/wo" + "rk/", "/tmp/br" + "ief", "/ro" + "ot/", "/op" + "t/pypi")
CLOCK_CALLS = re.compile(
    r"\btime\.(?:time|monotonic|perf_counter|time_ns|clock_gettime|sleep)\(|\bdatetime\.(?:now|utcnow|today)\("
)


@pytest.fixture(scope="module")
def texts(tree):
    """Every text file of the project by its path; what .gitignore names, and git's own, is none of it."""
    ignored = [line.strip("/") for line in (tree / ".gitignore").read_text().split()]
    found = {}
    for folder, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if not any(fnmatch(name, pattern) for pattern in (".git", *ignored))]
        for name in names:
            path = Path(folder, name)
            try:
                found[str(path.relative_to(tree))] = path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError):
                continue
    return found


@pytest.mark.parametrize(
    "name",
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/tour.md", "docs/operations.md", "docs/queue.md"],
)
def test_the_documents_that_others_look_for_are_there(texts, name):
    assert len(texts[name].splitlines()) > 10


def test_the_changelog_speaks_of_this_version(texts):
    import patrond

    assert f"## {patrond.__version__}" in texts["CHANGELOG.md"]


def test_every_link_of_a_document_leads_somewhere(tree, texts):
    dead = []
    for name, text in texts.items():
        if name.endswith(".md"):
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
                if not ((tree / name).parent / target).exists():
                    dead.append(f"{name}: {target}")
    assert dead == []


def test_every_path_that_the_documents_name_exists(tree, texts):
    """``patrond/…`` and ``docs/…`` in backticks: a file that was moved is noticed here."""
    dead = []
    for name, text in texts.items():
        if name.endswith(".md"):
            for target in re.findall(r"`((?:patrond|docs|tests|etc|bench|templates)/[\w/.-]+)`", text):
                if not (tree / target).exists():
                    dead.append(f"{name}: {target}")
    assert dead == []


def test_no_path_of_a_machine_and_no_package_index_is_named(texts):
    named = [
        f"{name}: {word}" for name, text in texts.items() for word in (*INDEX_HOSTS, *MACHINE_PATHS) if word in text
    ]
    assert named == []


def test_only_the_clock_asks_for_the_time(texts):
    askers = [
        f"{name}: {match[0]}"
        for name, text in texts.items()
        if name.startswith("patrond/") and name.endswith(".py") and name != "patrond/clock.py"
        for match in CLOCK_CALLS.finditer(text)
    ]
    assert askers == []


def test_no_module_is_a_drawer_for_everything(texts):
    drawers = ("utils", "helpers", "common", "misc", "manager")

    assert [name for name in texts if name.removesuffix(".py").rpartition("/")[2] in drawers] == []


def test_every_module_says_what_is_in_it(texts):
    silent = [
        name
        for name, text in texts.items()
        if name.startswith(("patrond/", "tests/")) and name.endswith(".py") and text and not text.startswith('"""')
    ]
    assert silent == []


def test_no_file_of_code_is_longer_than_a_file_may_be(texts):
    long = {
        name: lines
        for name, text in texts.items()
        if name.startswith("patrond/") and name.endswith(".py") and (lines := len(text.splitlines())) > 350
    }
    assert long == {}


def test_every_decision_has_its_four_parts(tree):
    for path in (tree / "docs/decisions").glob("*.md"):
        text = path.read_text()
        assert re.match(rf"# {int(path.name[:4])}\. ", text), path.name
        for part in ("\nStatus: ", "\n## Context\n", "\n## Decision\n", "\n## Consequence\n"):
            assert part in text, f"{path.name}: {part.strip()}"


def test_decisions_are_numbered_without_a_gap(tree):
    numbers = sorted(int(path.name[:4]) for path in (tree / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
