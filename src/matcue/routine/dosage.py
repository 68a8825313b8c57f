"""How much is done: holds and repetitions moved inside the ranges that their exercises have."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Level
from matcue.routine.plan import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.routine.plan import Routine

    _Dose = Callable[[Fraction, Fraction, Fraction], Fraction]

LEVELS: Final = {Level.GENTLE: Fraction(0), Level.MODERATE: Fraction(1, 2), Level.FULL: Fraction(1)}
"""Where in its range a figure lies: 0 at the lowest end, 1 at the highest."""


def at_level(routine: Routine, level: Level) -> Routine:
    """Return the routine with holds and repetitions at the level's place in their range."""
    place = LEVELS[level]
    return _dosed(routine, lambda _, low, high: low + (high - low) * place)


def times(routine: Routine, factor: Fraction) -> Routine:
    """Return the routine with holds and repetitions multiplied, never past their range's end.

    A figure that was written outside its range never gets farther from it.
    """

    def multiplied(written: Fraction, low: Fraction, high: Fraction) -> Fraction:
        return min(max(written * factor, min(low, written)), max(high, written))

    return _dosed(routine, multiplied)


def leaning(routine: Routine, lean: Fraction) -> Routine:
    """Return the routine with holds and repetitions moved towards an end of their range.

    `lean` goes from -1, the lowest end, through 0, as they are written, to 1, the highest.
    """

    def lean_over(written: Fraction, low: Fraction, high: Fraction) -> Fraction:
        way = max(high - written, Fraction(0)) if lean > 0 else max(written - low, Fraction(0))
        return written + way * lean

    return _dosed(routine, lean_over)


def _dosed(routine: Routine, dose: _Dose) -> Routine:
    """Return the routine with each figure replaced by `dose(written, low, high)`."""
    steps = (_stretch(step, dose) if isinstance(step, Stretch) else step for step in routine.steps)
    return replace(routine, steps=tuple(steps))


def _stretch(stretch: Stretch, dose: _Dose) -> Stretch:
    """Return a stretch with its figure moved; phases that follow one another stay as they are."""
    phase, *others = stretch.phases
    span = getattr(stretch.exercise, phase.measure)
    if others or span is None:
        return stretch
    low, high = map(Fraction, span)
    moved = dose(phase.amount, low, high)
    # only a figure that has moved is rounded: one as written may have fractions of a second
    if moved != phase.amount:
        moved = min(max(Fraction(floor(moved + Fraction(1, 2))), min(low, moved)), max(high, moved))
    return replace(stretch, phases=(phase.of(moved),))
