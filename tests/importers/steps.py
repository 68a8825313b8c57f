"""Steps of a programme, made in one line each, for tests."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from matcue.importers.programme import Kind, Programme, Step

SPANS = ("sets", "reps")
LENGTHS = ("seconds", "rest", "between")


def step(kind: str, name: str = "", line: int = 1, **said: Any) -> Step:  # noqa: ANN401
    """Make a step; a single figure stands for a range from it to itself."""
    for key in (*SPANS, *LENGTHS):
        if said.get(key) is not None:
            low, high = said[key] if isinstance(said[key], tuple) else (said[key], said[key])
            said[key] = (low, high) if key in SPANS else (Fraction(low), Fraction(high))
    return Step(line=line, kind=Kind(kind), name=name, **said)


def programme(*steps: Step, timer: bool = False, **said: Any) -> Programme:  # noqa: ANN401
    return Programme(format="text", title="Back", steps=steps, timer=timer, **said)
