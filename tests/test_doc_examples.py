"""Every example in a docstring runs and says what it claims."""

import doctest
import importlib
import pkgutil

import pytest

import barograph

MODULES = sorted(m.name for m in pkgutil.walk_packages(barograph.__path__, "barograph."))


@pytest.mark.parametrize("name", ["barograph", *MODULES])
def test_examples(name: str) -> None:
    if name.endswith("__main__"):
        pytest.skip("running it is the command itself")
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
