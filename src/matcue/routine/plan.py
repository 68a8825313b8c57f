"""A routine with everything in it decided: what is done, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from matcue.routine.enums import Lead

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.errors import Place, Problem
    from matcue.routine.enums import Chimes, Detail, Profile, Tally
    from matcue.routine.exercise import Exercise
    from matcue.routine.field_types import Side
    from matcue.routine.file_format import RoutineFile


@dataclass(frozen=True, slots=True)
class Remark:
    """Words inside a hold, `at` seconds after its start or, where negative, before its end."""

    at: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A part of a stretch that lasts `seconds`: held still, or kept up.

    `during` are the words inside it. `breaths` is how many breaths it was written as, if it was.
    """

    measure: Literal["hold", "time"]
    seconds: Fraction
    say: str | None = None
    during: tuple[Remark, ...] = ()
    breaths: int | None = None

    @property
    def amount(self) -> Fraction:
        """How much of its measure it is: seconds."""
        return self.seconds

    def of(self, amount: Fraction) -> Timed:
        """Return the same part with another length, the words inside it moved in proportion."""
        if amount == self.seconds:
            return self
        factor = amount / self.seconds
        during = tuple(replace(remark, at=remark.at * factor) for remark in self.during)
        return replace(self, seconds=amount, during=during, breaths=None)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A part of a stretch that is done `reps` times, each taking `tempo` seconds.

    `back` is how many seconds after its start each repetition turns back, where that is told;
    `held` how many of these it is held. `sides` take turns in it, `reps` times each.
    """

    reps: int
    tempo: Fraction
    say: str | None = None
    back: Fraction | None = None
    held: Fraction = Fraction(0)
    sides: tuple[Side, ...] = ()

    @property
    def times(self) -> int:
        """How many repetitions it has, those of both sides counted."""
        return self.reps * max(len(self.sides), 1)

    @property
    def held_at_once(self) -> bool:
        """Whether each repetition is held from its start on, and has time to come back after."""
        return self.held > 0 and self.held == self.back

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


Phase = Timed | Repeated


@dataclass(frozen=True, slots=True)
class Stretch:
    """A step whose exercise is known and whose every figure is decided.

    `key` is the exercise's name in the catalogue, None for one with words of its own. `phases` are
    done one after the other in each turn; `later` is what is done instead in each set after the
    first, where the sets differ. `rounds` are the sets, each with its turns by side, None where
    there are no sides. `rest` (seconds, paced) lies between two sets; `pace` multiplies the
    session's. `quiet` tells that the exercise itself asks for silence; `countdown` is how many last
    seconds of a hold are counted, None for what `cues` say. `breathe` are the seconds of a breath
    (in and out; in, held and out; or those and held again) by which a hold is led as `lead` says.
    `optional` ones are left out first.
    """

    key: str | None
    exercise: Exercise
    phases: tuple[Phase, ...]
    rounds: tuple[tuple[Side | None, ...], ...]
    rest: Fraction
    pace: Fraction
    cues: Profile
    quiet: bool
    countdown: int | None
    tally: Tally
    breathe: tuple[Fraction, ...] | None
    detail: Detail
    place: Place
    optional: bool = False
    lead: Lead = Lead.FIRST
    later: tuple[Phase, ...] = ()

    def __post_init__(self) -> None:
        if not self.phases or not all(self.rounds) or not self.rounds:
            raise ValueError("a stretch has a phase, and a side in each set")
        if self.later and (len(self.phases) > 1 or self._sets != 1 + len(self.later)):
            raise ValueError("where the sets of a stretch differ, each has a phase of its own")

    @property
    def _sets(self) -> int:
        return max(number for _, number in self.turns)

    def phases_of(self, number: int) -> tuple[Phase, ...]:
        """Return what is done in a set of a side; the first one is 1."""
        return (self.later[number - 2],) if self.later and number > 1 else self.phases

    @property
    def turns(self) -> tuple[tuple[Side | None, int], ...]:
        """Every turn in order: its side, and the number of its set among those of the side."""
        sides = [side for round_ in self.rounds for side in round_]
        return tuple((side, sides[: i + 1].count(side)) for i, side in enumerate(sides))

    @property
    def moments(self) -> int:
        """How many holds and repetitions it has, all turns counted."""
        done = (phase for _, number in self.turns for phase in self.phases_of(number))
        return sum(phase.times if isinstance(phase, Repeated) else 1 for phase in done)

    @property
    def sections(self) -> int:
        """How many sections it unrolls to: turns, and the rests between sets."""
        rests = len(self.rounds) - 1 if self.rest else 0
        return rests + sum(len(sides) for sides in self.rounds)


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


Step = Stretch | Say | Rest | Wait | Ring


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
