"""Routines as somebody writes them: their steps, and what is told of what is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from matcue.errors import RoutineError
from matcue.routine.loader import load_routine
from matcue.routine.plan import Stretch
from tests.strategies import EXERCISES
from tests.told import Says

if TYPE_CHECKING:
    from matcue.routine.plan import Routine

HEAD: Final = "title: Mine\nabout: For me.\n"
"""The two lines that every routine begins with here."""


def load(text: str) -> Routine:
    """The routine `mine.yaml`, by what stands after its head."""
    return load_routine(HEAD + text, "mine.yaml", EXERCISES)


def stretches(text: str) -> list[Stretch]:
    return [step for step in load(text).steps if isinstance(step, Stretch)]


def warnings(text: str) -> list[str]:
    return [str(warning) for warning in load(text).warnings]


def problems(text: str) -> list[str]:
    """A line for each mistake."""
    with pytest.raises(RoutineError) as caught:
        load(text)
    return str(caught.value).splitlines()


def at(place: str, *words: str) -> Says:
    """What a line says of a place of it."""
    return Says(*words, at=f"mine.yaml:{place}")
