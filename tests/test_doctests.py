import doctest
import pkgutil
from importlib import import_module

import pytest

import matcue

MODULES = [
    found.name
    for found in pkgutil.walk_packages(matcue.__path__, "matcue.")
    if not found.name.endswith(("__main__", "sinks.head"))
]


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_a_docstring_is_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
