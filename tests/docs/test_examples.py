"""The examples in the docstrings of pure functions are true."""

import doctest
import importlib
import pkgutil

import patrond
import pytest

MODULES = [
    module.name
    for module in pkgutil.walk_packages(patrond.__path__, "patrond.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
