"""What fuzzing found worth keeping is read again: nothing but a `RoutineError` comes out of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from matcue.errors import RoutineError
from matcue.routine.loader import load_exercise, load_routine
from matcue.routine.yaml_text import decode
from tests.strategies import EXERCISES

CORPUS = Path(__file__).parent / "corpus"


def read(raw: bytes) -> None:
    """Read bytes as an exercise and as a routine."""
    with suppress(RoutineError):
        load_exercise(decode(raw, "fuzz.yaml"), "fuzz.yaml")
    with suppress(RoutineError):
        load_routine(decode(raw, "fuzz.yaml"), "fuzz.yaml", EXERCISES)


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_nothing_but_a_routine_error_comes_out(path: Path) -> None:
    read(path.read_bytes())
