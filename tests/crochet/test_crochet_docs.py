"""The examples of the library's page and of its docstrings run as they are written."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import patrond.crochet
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "crochet.md"
MODULES = sorted(module.name for module in pkgutil.walk_packages(patrond.crochet.__path__, "patrond.crochet."))


def test_the_page_runs_as_it_is_written() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)

    assert result.attempted >= 19
    assert result.failed == 0


@pytest.mark.parametrize("name", ["patrond.crochet", *MODULES])
def test_the_examples_in_a_module_run_as_they_are_written(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
