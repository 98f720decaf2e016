"""The pages about commands, routes and errors say what the program has, no more and no less."""

import importlib
import pkgutil
import re

import patrond
from patrond.admin.routes import ROUTES
from patrond.cli import reference
from patrond.errors import PatrondError


def test_the_commands_are_what_make_docs_makes(tree):
    assert (tree / "docs/commands.md").read_text() == reference.commands_page()
    assert (tree / "docs/man/patrond.1").read_text() == reference.man_page()


def test_the_api_page_has_every_route_with_its_access(tree):
    rows = re.findall(r"^\| `(GET|POST) (\S+)` \| (\w+) \|", (tree / "docs/api.md").read_text(), re.MULTILINE)
    table = [
        (route.method, re.sub(r"\{(\w+):[^/]*\}", r"{\1}", route.path), route.access.name.lower()) for route in ROUTES
    ]

    assert sorted(rows) == sorted(table)


def test_the_errors_page_has_every_class_with_its_exit_code(tree):
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (tree / "docs/errors.md").read_text(), re.MULTILINE)

    assert sorted(rows) == sorted((error.__name__, str(error.exit_code)) for error in every_error())


def every_error() -> set[type[PatrondError]]:
    """PatrondError and all that derive from it, wherever in patrond they are."""
    for module in pkgutil.walk_packages(patrond.__path__, "patrond."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, left = set(), [PatrondError]
    while left:
        error = left.pop()
        if error.__module__.startswith("patrond"):
            found.add(error)
            left += error.__subclasses__()
    return found


def test_every_error_says_in_its_first_sentence_what_it_is():
    for error in every_error():
        assert (error.__doc__ or "").strip(), error
