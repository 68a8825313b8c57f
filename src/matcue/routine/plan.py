"""A routine with everything in it decided: what is done, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from matcue.routine.enums import Works
from matcue.routine.field_types import OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping
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
class Round:
    """The round `number` of `of` that a repeat is done in, by the name that it has."""

    name: str
    number: int
    of: int
    place: Place


@dataclass(frozen=True, slots=True)
class Repeatable:
    """What is done `within` rounds that have names, the outermost first."""

    within: tuple[Round, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Stretch(Repeatable):
    """A step whose exercise is known and whose every figure is decided.

    `key` is the exercise's name in the catalogue, None for one with words of its own. `phases` are
    done one after the other in each turn; `rounds` are the sets, each with its turns by side, None
    where there are no sides. `rest` (seconds, paced) lies between two sets; `pace` multiplies the
    session's. `quiet` tells that the exercise itself asks for silence; `countdown` is how many last
    seconds of a hold are counted, None for what `cues` say. `breathe` are the seconds in and out of
    the first breaths of a hold. `optional` ones are left out first. `chimes` is what sounds in it
    before all else, None for nothing.
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
    chimes: Mapping[Chimes, Profile | None] | None = None

    def __post_init__(self) -> None:
        if not self.phases or not all(self.rounds) or not self.rounds:
            raise ValueError("a stretch has a phase, and a side in each set")

    def lies_on(self, side: Side | None) -> Side | None:
        """Return the side that one lies on while a side works; None without sides."""
        below = self.exercise.works is Works.BELOW
        return side if below or not side else OTHER[side]

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
class Say(Repeatable):
    """Words of the author's own."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rest(Repeatable):
    """A rest of so many seconds, paced; `say` are the author's own words for it."""

    seconds: Fraction
    place: Place
    say: str | None = None


@dataclass(frozen=True, slots=True)
class Wait(Repeatable):
    """Time of so many seconds for the person to do something."""

    seconds: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Ring(Repeatable):
    """A chime, or a sound file of the author's own."""

    chime: Chimes | Path
    place: Place


Step = Stretch | Say | Rest | Wait | Ring


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file of the author's own, and where it is named."""

    file: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Routine:
    """What the person wrote, and its steps: repeated, included and looked up.

    `warnings` are what a listener would suffer from; `voice_place` is where a voice is named, and
    `bed_place` where a bed is; `recordings` are the sound files that it rings, of which only the
    names have been looked at.
    """

    written: RoutineFile
    steps: tuple[Step, ...]
    voice_place: Place
    warnings: tuple[Problem, ...] = ()
    recordings: tuple[Recording, ...] = ()
    bed_place: Place | None = None
