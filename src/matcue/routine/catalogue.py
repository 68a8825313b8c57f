"""The exercises that a routine can name, and what becomes of a step that names one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.routine.model import Exercise, Posture, RestStep, SayStep, Sides, StretchStep, Words

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """A step whose exercise is known and whose every figure is decided.

    `key` is the exercise's name in the catalogue, None for one with words of its own. Exactly one
    of `hold` (seconds) and `reps` is not None; `tempo` is the seconds of one repetition.
    """

    key: str | None
    exercise: Exercise
    hold: Fraction | None
    reps: int | None
    tempo: Fraction
    sets: int
    sides: Sides

    def __post_init__(self) -> None:
        if (self.hold is None) == (self.reps is None):
            raise ValueError("a stretch is either held or repeated")

    @property
    def sections(self) -> int:
        """How many sides of sets it is made of."""
        return self.sets * (2 if self.sides == "both" else 1)


@dataclass(frozen=True, slots=True)
class Routine:
    """What the person wrote, with its stretches looked up. Unset choices are None."""

    title: str
    about: str
    welcome: str | None
    closing: str | None
    voice: str | None
    speed: Fraction | None
    pace: Fraction | None
    steps: tuple[Stretch | SayStep | RestStep, ...]


class Catalogue(Mapping[str, Exercise]):
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


def decide(step: StretchStep, catalogue: Mapping[str, Exercise]) -> Stretch:
    """The stretch that a step means: its own figures first, then the exercise's lowest ones.

    Raises:
        KeyError: the step names no exercise of the catalogue and has no words of its own.
    """
    exercise = catalogue[step.stretch] if step.words is None else _own(step, step.words)
    hold, reps = step.hold, step.reps
    if hold is None and reps is None:
        hold = exercise.hold[0] if exercise.hold else None
        reps = exercise.reps[0] if exercise.reps else None
    return Stretch(
        key=step.stretch if step.words is None else None,
        exercise=exercise,
        hold=hold,
        reps=reps,
        tempo=step.tempo or exercise.tempo,
        sets=step.sets or exercise.sets[0],
        sides=step.sides or exercise.sides,
    )


def _own(step: StretchStep, words: Words) -> Exercise:
    """An exercise out of a step's own values, which are checked already."""
    return Exercise.model_construct(
        name=step.stretch,
        posture=step.posture or Posture.STANDING,
        words=words,
        hold=(step.hold, step.hold) if step.hold else None,
        reps=(step.reps, step.reps) if step.reps else None,
    )
