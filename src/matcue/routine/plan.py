"""A routine with everything in it decided: what is done, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.errors import Place, Problem
    from matcue.routine.enums import Chimes, Detail, Profile, Tally
    from matcue.routine.exercise import Exercise
    from matcue.routine.field_types import Side
    from matcue.routine.file_format import RoutineFile


@dataclass(frozen=True, slots=True)
class Timed:
    """A part of a stretch that lasts `seconds`: held still, or kept up."""

    measure: Literal["hold", "time"]
    seconds: Fraction
    say: str | None = None

    @property
    def amount(self) -> Fraction:
        """How much of its measure it is: seconds."""
        return self.seconds

    def of(self, amount: Fraction) -> Timed:
        """Return the same part with another length."""
        return replace(self, seconds=amount)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A part of a stretch that is done `reps` times, each taking `tempo` seconds.

    `back` is how many seconds after its start each repetition turns back, where that is told.
    """

    reps: int
    tempo: Fraction
    say: str | None = None
    back: Fraction | None = None

    @property
    def measure(self) -> Literal["reps"]:
        """What it is measured by."""
        return "reps"

    @property
    def amount(self) -> Fraction:
        """How much of its measure it is: repetitions."""
        return Fraction(self.reps)

    def of(self, amount: Fraction) -> Repeated:
        """Return the same part with another number of repetitions."""
        return replace(self, reps=int(amount))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A step whose exercise is known and whose every figure is decided.

    `key` is the exercise's name in the catalogue, None for one with words of its own. `phases` are
    done one after the other in each turn; `rounds` are the sets, each with its turns by side, None
    where there are no sides. `rest` (seconds, paced) lies between two sets; `pace` multiplies the
    session's. `quiet` tells that the exercise itself asks for silence; `countdown` is how many last
    seconds of a hold are counted, None for what `cues` say. `breathe` are the seconds in and out of
    the first breaths of a hold. `optional` ones are left out first.
    """

    key: str | None
    exercise: Exercise
    phases: tuple[Timed | Repeated, ...]
    rounds: tuple[tuple[Side | None, ...], ...]
    rest: Fraction
    pace: Fraction
    cues: Profile
    quiet: bool
    countdown: int | None
    tally: Tally
    breathe: tuple[Fraction, Fraction] | None
    detail: Detail
    place: Place
    optional: bool = False

    def __post_init__(self) -> None:
        if not self.phases or not all(self.rounds) or not self.rounds:
            raise ValueError("a stretch has a phase, and a side in each set")

    @property
    def moments(self) -> int:
        """How many holds and repetitions it has, all turns counted."""
        turns = sum(len(sides) for sides in self.rounds)
        return turns * sum(p.reps if isinstance(p, Repeated) else 1 for p in self.phases)

    @property
    def sections(self) -> int:
        """How many sections it unrolls to: turns, and the rests between sets."""
        rests = len(self.rounds) - 1 if self.rest else 0
        return rests + sum(len(sides) for sides in self.rounds)


@dataclass(frozen=True, slots=True)
class Station:
    """What is done in a work of an interval: an exercise, or something that only has a name.

    `key` is its name in the catalogue. It is done on each of `sides` in turn, None where there are
    none. `reps` are said, and counted by nobody.
    """

    name: str
    exercise: Exercise | None = None
    key: str | None = None
    sides: tuple[Side | None, ...] = (None,)
    reps: int | None = None


@dataclass(frozen=True)
class Interval:
    """Works of `work` seconds each, with exact rests after all but the last one.

    There are so many `rounds` of the stations; where there is a bell `every` so many seconds, which
    `work` is then, one work for each of so many bells. `rest` lies between two works, 0 seconds for
    none; `between` lies between two rounds instead, where there is one.
    """

    rounds: int
    stations: tuple[Station, ...]
    work: Fraction
    rest: Fraction
    between: Fraction | None
    every: bool
    name: str | None
    rest_words: str | None
    cues: Profile
    countdown: int | None
    detail: Detail
    place: Place

    @cached_property
    def turns(self) -> tuple[tuple[Station, Side | None], ...]:
        """What is done in one round, a station of two sides twice."""
        return tuple((station, side) for station in self.stations for side in station.sides)

    @cached_property
    def moments(self) -> int:
        """How many works there are."""
        return self.rounds if self.every else self.rounds * len(self.turns)

    @property
    def sections(self) -> int:
        """How many sections it unrolls to: what is said before it, and the works."""
        return 1 + self.moments

    def turn(self, work: int) -> tuple[Station, Side | None]:
        """Return what is done in a work, counted from 0, and on which side."""
        return self.turns[work % len(self.turns)]

    def round_of(self, work: int) -> int:
        """Tell in which round a work is, both counted from 0; with `every`, each bell is one."""
        return work if self.every else work // len(self.turns)

    def rest_after(self, work: int) -> Fraction:
        """Compute the seconds from the end of a work to the next one."""
        if work == self.moments - 1:
            return Fraction(0)
        last = self.round_of(work) != self.round_of(work + 1)
        return self.between if last and self.between else self.rest

    @cached_property
    def starts(self) -> tuple[Fraction, ...]:
        """The seconds from the first bell to that of each work."""
        lengths = (self.work + self.rest_after(work) for work in range(self.moments - 1))
        return tuple(accumulate(lengths, initial=Fraction(0)))


@dataclass(frozen=True, slots=True)
class Say:
    """Words of the author's own."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest of so many seconds, paced; `say` are the author's own words for it."""

    seconds: Fraction
    place: Place
    say: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Time of so many seconds for the person to do something."""

    seconds: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Ring:
    """A chime, or a sound file of the author's own."""

    chime: Chimes | Path
    place: Place


Step = Stretch | Interval | Say | Rest | Wait | Ring


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file of the author's own, and where it is named."""

    file: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Routine:
    """What the person wrote, and its steps: repeated, included and looked up.

    `warnings` are what a listener would suffer from; `voice_place` is where a voice is named;
    `recordings` are the sound files that it rings, of which only the names have been looked at.
    """

    written: RoutineFile
    steps: tuple[Step, ...]
    voice_place: Place
    warnings: tuple[Problem, ...] = ()
    recordings: tuple[Recording, ...] = ()
