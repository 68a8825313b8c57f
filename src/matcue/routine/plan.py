"""A routine with everything in it decided: what is done, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.errors import Place, Problem
    from matcue.routine.enums import Chimes, Detail, Lead, Posture, Profile, Tally
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
class Say:
    """Words of the author's own; `seconds` are how long they last, None for as long as they do."""

    text: str
    place: Place
    seconds: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest of so many seconds, paced; `say` are the author's own words for it, "" for none."""

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


@dataclass(frozen=True, slots=True)
class Quiet:
    """So many seconds in which nothing is heard."""

    seconds: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Breathing:
    """Breaths that are led.

    `pattern` are the seconds in and out; in, held and out; or in, held, out and held. `time` are
    the seconds that were asked for, None where it was a number of rounds. `counted` tells whether
    the seconds of each part are counted.
    """

    pattern: tuple[Fraction, ...]
    rounds: int
    time: Fraction | None
    lead: Lead
    counted: bool
    name: str
    place: Place

    def __post_init__(self) -> None:
        if self.rounds < 1 or not 2 <= len(self.pattern) <= 4:
            raise ValueError("breathing has a round, of two to four parts")

    @property
    def seconds(self) -> Fraction:
        """How long all of it lasts."""
        return self.rounds * sum(self.pattern, Fraction(0))

    @property
    def moments(self) -> int:
        """How many seconds and parts of a breath it may tell of."""
        return int(self.seconds) + self.rounds * len(self.pattern)


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement of a flow: its words, those from the second round on, and how long it lasts.

    `beat` is that of the flow where it takes one, else None; `alternating` words are of another
    side each round.
    """

    text: str
    short: str
    seconds: Fraction
    beat: Fraction | None = None
    alternating: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Movements one after the other, in several rounds.

    `start` is the posture that it begins in, None where one stays as one is; `first` is the side of
    the first round.
    """

    name: str
    rounds: int
    start: Posture | None
    first: Side
    movements: tuple[Movement, ...]
    place: Place

    def __post_init__(self) -> None:
        if self.rounds < 1 or not self.movements:
            raise ValueError("a flow has a round, and a movement in it")

    @property
    def moments(self) -> int:
        """How many sentences it has at most, all rounds counted, by their letters."""
        return self.rounds * sum(1 + len(each.text) // 10 for each in self.movements)


Step = Stretch | Say | Rest | Wait | Ring | Quiet | Breathing | Flow


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
