"""How much is done: routines brought to a level, or to a length.

A length is reached by holds and repetitions inside their ranges, then sets, then rests, then by
leaving steps out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import islice
from math import floor
from typing import TYPE_CHECKING, Final, TypeGuard

from matcue.numerals import number
from matcue.routine.enums import Level
from matcue.routine.plan import Rest, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.field_types import Side
    from matcue.routine.plan import Routine, Step


WITHIN: Final = Fraction(1, 100)
"""How far from the length that is asked for a routine may end, as a part of it."""
NARROWINGS: Final = 10
"""Halvings of the way that holds can go: steps of less than a second of any hold are left."""
FARTHER: Final = 16
"""Times that many changes more are tried where some were not enough."""
SHORTER_RESTS: Final = Fraction(1, 2)
LONGER_RESTS: Final = Fraction(2)
FEWER: Final = "{sets} fewer of {exercise}"
MORE: Final = "{sets} more of {exercise}"
WITHOUT: Final = "without {exercise}"
HALVED: Final = "rests are half as long"
DOUBLED: Final = "rests are twice as long"

Measure = Callable[["Routine"], Fraction]
"""How long a routine lasts, in seconds."""
_Dose = Callable[[Fraction, Fraction, Fraction], Fraction]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A routine of about the length that was asked for, in seconds; `done` says what it took."""

    routine: Routine
    seconds: Fraction
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The lengths nearest to one that cannot be had, in seconds; None where there is none."""

    below: Fraction | None
    above: Fraction | None


_Ways = Callable[[list["Step"]], "Iterator[tuple[str, str]]"]
"""Changes steps in place, by one change after another; yields how each is told, and of which
exercise."""


@dataclass(frozen=True, slots=True)
class _Plans:
    """A routine with more and more changes to its sets, rests and steps, holds as they are written.

    `ways` makes the changes, the smallest first, all to make it shorter or all to make it longer;
    so a plan's length tells between which others a length lies.
    """

    routine: Routine
    ways: _Ways

    def after(self, changes: int) -> Routine | None:
        """Return the routine after so many changes; None if there are not so many."""
        steps = list(self.routine.steps)
        if len([*islice(self.ways(steps), changes)]) < changes:
            return None
        return replace(self.routine, steps=tuple(steps))

    def told(self, changes: int) -> Iterator[str]:
        """Yield what is said of so many changes; what was done several times is said once."""
        done = islice(self.ways(list(self.routine.steps)), changes)
        for (said, exercise), times in Counter(done).items():
            sets = "one set" if times == 1 else f"{number(times)} sets"
            yield said.format(sets=sets, exercise=exercise)


def fit(routine: Routine, seconds: Fraction, measure: Measure) -> Fitted | Nearest:
    """Bring a routine within 1 % of a length by as little change as it takes.

    Args:
        routine: what is to be fitted.
        seconds: the length that is asked for.
        measure: how long a routine lasts; called some dozens of times.
    """
    tried: set[Fraction] = set()
    near = seconds * WITHIN
    shorter = measure(routine) > seconds
    plans = _Plans(routine, _shorten if shorter else _lengthen)

    def lasting(plan: Routine, lean: Fraction) -> Fraction:
        length = measure(leaning(plan, lean))
        tried.add(length)
        return length

    def reaches(changes: int) -> bool:
        """Tell whether so many changes are enough, or there are not so many."""
        if (plan := plans.after(changes)) is None:
            return True
        if shorter:
            return lasting(plan, Fraction(-1)) <= seconds + near
        return lasting(plan, Fraction(1)) >= seconds - near

    changes = _first(reaches)
    while plan := plans.after(changes):
        least, most = (lasting(plan, Fraction(lean)) for lean in (-1, 1))
        if most < seconds - near if shorter else least > seconds + near:
            break
        lean, length = _narrowed(seconds, partial(lasting, plan))
        if abs(length - seconds) <= near:
            return Fitted(leaning(plan, lean), length, (*_leant(lean), *plans.told(changes)))
        changes += 1
    below = [length for length in tried if length < seconds]
    above = [length for length in tried if length > seconds]
    return Nearest(max(below, default=None), min(above, default=None))


def _first(enough: Callable[[int], bool]) -> int:
    """Find the first number, from 0 on, that is enough, as all after it are.

    None far over it is tried.
    """
    most = 1
    while not enough(most - 1):
        most *= FARTHER
    return bisect_left(range(most), True, lo=most // FARTHER, hi=most - 1, key=enough)


def _narrowed(
    seconds: Fraction, lasting: Callable[[Fraction], Fraction]
) -> tuple[Fraction, Fraction]:
    """Bisect for the lean that brings a routine nearest to a length; return it and that length."""
    low, high = Fraction(-1), Fraction(1)
    found: list[tuple[Fraction, Fraction]] = []
    for _ in range(NARROWINGS):
        lean = (low + high) / 2
        found.append((lean, lasting(lean)))
        low, high = (lean, high) if found[-1][1] < seconds else (low, lean)
    return min(found, key=lambda pair: abs(pair[1] - seconds))


def _leant(lean: Fraction) -> tuple[str, ...]:
    """Describe holds that lean towards an end of their ranges."""
    if not lean:
        return ()
    way, end = ("shorter", "lowest") if lean < 0 else ("longer", "highest")
    part = round(abs(lean) * 100)
    return (f"holds and repetitions are {way}, by {part} % of the way to their {end} figures",)


def _shorten(steps: list[Step]) -> Iterator[tuple[str, str]]:
    """Make steps shorter as `_Ways` does: by sets, by rests, then by leaving optional ones out."""
    for i in reversed(range(len(steps))):
        while fewer := _fewer(steps[i]):
            steps[i] = fewer
            yield FEWER, fewer.exercise.name
    yield from _rested(steps, SHORTER_RESTS, HALVED)
    stretches = sum(isinstance(step, Stretch) for step in steps)
    for i in reversed(range(len(steps))):
        step = steps[i]
        if isinstance(step, Stretch) and step.optional:
            stretches -= 1
            if not stretches:
                return
            _leave_out(steps, i)
            yield WITHOUT, step.exercise.name


def _lengthen(steps: list[Step]) -> Iterator[tuple[str, str]]:
    """Make steps longer as `_Ways` does: by sets, then by rests."""
    for i in range(len(steps)):
        while more := _more(steps[i]):
            steps[i] = more
            yield MORE, more.exercise.name
    yield from _rested(steps, LONGER_RESTS, DOUBLED)


def _rested(steps: list[Step], factor: Fraction, said: str) -> Iterator[tuple[str, str]]:
    """Multiply every rest, if there are any."""
    if any(step.rest if isinstance(step, Stretch) else isinstance(step, Rest) for step in steps):
        steps[:] = [_rest(step, factor) for step in steps]
        yield said, ""


def _leave_out(steps: list[Step], index: int) -> None:
    """Drop one of the steps, and the rest after it where another rest comes before it."""
    around = steps[index - 1 : index] + steps[index + 1 : index + 2]
    doubled = [isinstance(step, Rest) for step in around] == [True, True]
    del steps[index : index + 1 + doubled]


def _fewer(step: Step) -> Stretch | None:
    """Take one set off the side or sides that have most, or return None at the range's low end.

    Sets that differ stay, as their author has chosen each of them.
    """
    counts = _sets(step)
    if not _has_like_sets(step) or max(counts.values()) <= step.exercise.sets[0]:
        return None
    rounds = list(step.rounds)
    for side in [side for side, sets in counts.items() if sets == max(counts.values())]:
        last = max(i for i, sides in enumerate(rounds) if side in sides)
        rounds[last] = tuple(other for other in rounds[last] if other != side)
    return replace(step, rounds=tuple(sides for sides in rounds if sides))


def _more(step: Step) -> Stretch | None:
    """Add one set to each side of a stretch, or return None at the high end of its range."""
    counts = _sets(step)
    if not _has_like_sets(step) or max(counts.values()) >= step.exercise.sets[1]:
        return None
    # sets of a single side each are grouped by side, and stay so
    if all(len(sides) == 1 for sides in step.rounds):
        grouped = tuple((side,) for side, sets in counts.items() for _ in range(sets + 1))
        return replace(step, rounds=grouped)
    return replace(step, rounds=(*step.rounds, tuple(counts)))


def _has_like_sets(step: Step) -> TypeGuard[Stretch]:
    """Tell whether a step is a stretch whose sets have the same figures."""
    return isinstance(step, Stretch) and not step.later


def _sets(step: Step) -> Counter[Side | None]:
    """Count the sets of each side of a stretch."""
    rounds = step.rounds if isinstance(step, Stretch) else ()
    return Counter(side for sides in rounds for side in sides)


def _rest(step: Step, factor: Fraction) -> Step:
    if isinstance(step, Rest):
        return replace(step, seconds=step.seconds * factor)
    return replace(step, rest=step.rest * factor) if isinstance(step, Stretch) else step


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
    """Return a stretch with its figure moved; phases that follow one another stay as they are.

    So do sets that differ.
    """
    phase, *others = (*stretch.phases, *stretch.later)
    span = getattr(stretch.exercise, phase.measure)
    if others or span is None:
        return stretch
    low, high = map(Fraction, span)
    moved = dose(phase.amount, low, high)
    # only a figure that has moved is rounded: one as written may have fractions of a second
    if moved != phase.amount:
        moved = min(max(Fraction(floor(moved + Fraction(1, 2))), min(low, moved)), max(high, moved))
    return replace(stretch, phases=(phase.of(moved),))
