"""How much is done: holds and repetitions moved inside the ranges that their exercises have."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from matcue.routine.catalogue import Stretch
from matcue.routine.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.routine.catalogue import Routine

    _Dose = Callable[[Fraction, Fraction, Fraction], Fraction]

LEVELS: Final = {Level.GENTLE: Fraction(0), Level.MODERATE: Fraction(1, 2), Level.FULL: Fraction(1)}
"""Where in its range a figure lies: 0 at the lowest end, 1 at the highest."""


def at_level(routine: Routine, level: Level) -> Routine:
    """The routine with every hold and every count of repetitions at one place of its range."""
    place = LEVELS[level]
    return _dosed(routine, lambda _, low, high: low + (high - low) * place)


def times(routine: Routine, factor: Fraction) -> Routine:
    """The routine with holds and repetitions multiplied, never past the end of their range.

    A figure that was written outside its range stays at least as near to it.
    """

    def multiplied(written: Fraction, low: Fraction, high: Fraction) -> Fraction:
        return min(max(written * factor, min(low, written)), max(high, written))

    return _dosed(routine, multiplied)


def leaning(routine: Routine, lean: Fraction) -> Routine:
    """The routine with holds and repetitions moved toward an end of their range.

    `lean` goes from -1, the lowest end, over 0, as they are written, to 1, the highest.
    """

    def lean_over(written: Fraction, low: Fraction, high: Fraction) -> Fraction:
        way = max(high - written, Fraction(0)) if lean > 0 else max(written - low, Fraction(0))
        return written + way * lean

    return _dosed(routine, lean_over)


def _dosed(routine: Routine, dose: _Dose) -> Routine:
    """The routine with each figure as `dose` says of it and the two ends of its range."""
    steps = (_stretch(step, dose) if isinstance(step, Stretch) else step for step in routine.steps)
    return replace(routine, steps=tuple(steps))


def _stretch(stretch: Stretch, dose: _Dose) -> Stretch:
    """A stretch with its figure moved; phases that follow one another stay as they are."""
    phase, *others = stretch.phases
    span = getattr(stretch.exercise, phase.measure)
    if others or span is None:
        return stretch
    low, high = map(Fraction, span)
    moved = dose(phase.amount, low, high)
    if moved != phase.amount:
        moved = min(max(Fraction(floor(moved + Fraction(1, 2))), min(low, moved)), max(high, moved))
    return replace(stretch, phases=(phase.of(moved),))
