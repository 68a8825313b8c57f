"""The values of another program's file, which may be missing, written as text, of a wrong kind."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

Record: TypeAlias = "dict[str, object]"

LARGEST: Final = 1_000_000
"""No figure that is read is larger."""
LONGEST_TEXT: Final = 2_000
"""Letters that are read of a text."""


def record_of(value: object) -> Record:
    """Return an object of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def records_of(value: object) -> tuple[Record, ...]:
    """Return the objects of a list of JSON; none for anything else."""
    return (
        tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()
    )


def number_of(value: object) -> Fraction:
    """Return a figure, also one that is written as text; 0 for what is none, or out of reach.

    >>> number_of("7.5"), number_of(None), number_of(-1), number_of(True)
    (Fraction(15, 2), Fraction(0, 1), Fraction(0, 1), Fraction(0, 1))
    """
    if isinstance(value, str):
        try:
            value = float(value[:LONGEST_TEXT])
        except ValueError:
            return Fraction()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Fraction()
    within = 0 < value <= LARGEST and isfinite(value)
    return Fraction(str(value)) if within else Fraction()


def count_of(value: object) -> int:
    """Return how often something is done: a whole figure, and 1 where there is none."""
    return max(int(number_of(value)), 1)


def text_of(value: object) -> str:
    """Return a text in one line, without blanks around it; empty for what is none."""
    return " ".join(value[:LONGEST_TEXT].split()) if isinstance(value, str) else ""


def is_true(value: object) -> bool:
    """Tell whether a switch is on, also one that is written as text or figure."""
    return (
        value in {True, "true", "True", "1", "yes"} if not isinstance(value, list | dict) else False
    )
