"""The exercises that a routine can name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.routine.exercise import Exercise


class Catalogue(Mapping[str, "Exercise"]):
    """Exercises by name, each read when it is first asked for."""

    def __init__(self, names: tuple[str, ...], read: Callable[[str], Exercise]) -> None:
        self._names = names
        self._read = read
        self._known: dict[str, Exercise] = {}

    def __getitem__(self, name: str) -> Exercise:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def normal_name(name: str) -> str:
    """Normalise a name for comparison: no case, no punctuation, one space between words.

    >>> normal_name("Figure-Four "), normal_name("Child's  pose")
    ('figure four', 'childs pose')
    """
    words = re.split(r"[\s_-]+", re.sub(r"[^\w\s-]", "", name.casefold()))
    return " ".join(filter(None, words))


def names_of(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """Map each normalised name of an exercise, or of a variant, to what a routine writes for it."""
    found: dict[str, str] = {}
    for key, exercise in exercises.items():
        for name in (key, exercise.name, *exercise.also):
            found.setdefault(normal_name(name), key)
        for variant, told in exercise.variants.items():
            for name in filter(None, (told.name, *told.also)):
                # hints put this between backticks: the text in the middle closes and reopens them
                found.setdefault(normal_name(name), f"{key}` with `variant: {variant}")
    return found


def dose(exercise: Exercise) -> str:
    """Describe how much of an exercise is meant, for reading: `20 to 30 s, 2 to 3 sets`."""
    parts = [_span(span, " s") for span in (exercise.hold, exercise.time) if span]
    if exercise.reps:
        parts.append(f"{_span(exercise.reps)} times, {float(sum(exercise.tempo)):g} s each")
    if exercise.sets != (1, 1):
        parts.append(f"{_span(exercise.sets)} sets")
    return ", ".join(parts)


def _span(ends: tuple[Fraction, Fraction] | tuple[int, int], unit: str = "") -> str:
    low, high = (f"{float(end):g}" for end in ends)
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
