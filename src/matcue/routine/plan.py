"""A routine with everything in it decided: what is done, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from matcue.routine.enums import Lead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcue.errors import Place, Problem
    from matcue.routine.enums import Chimes, Detail, Posture, Profile, Tally
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
    done one after the other in each turn; `later` is what is done instead in each set after the
    first, where the sets differ. `rounds` are the sets, each with its turns by side, None where
    there are no sides. `rest` (seconds, paced) lies between two sets; `pace` multiplies the
    session's. `quiet` tells that the exercise itself asks for silence; `countdown` is how many last
    seconds of a hold are counted, None for what `cues` say. `breathe` are the seconds of a breath
    (in and out; in, held and out; or those and held again) by which a hold is led as `lead` says.
    `optional` ones are left out first. `chimes` is what sounds in it before all else, None for
    nothing.
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
    chimes: Mapping[Chimes, Profile | None] | None = None
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
    def known(self) -> tuple[str, str]:
        """What tells an exercise that has been explained: its name, and the full words for it."""
        return self.key or self.exercise.name, self.exercise.words.full

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
class Station:
    """What is done in a work of an interval: an exercise, or something that only has a name.

    `key` is its name in the catalogue. It is done on each of `sides` in turn, None where there are
    none. `reps` are said, and counted by nobody. `work` and `rest` are the seconds that it and the
    rest after it last, None for those of the interval.
    """

    name: str
    exercise: Exercise | None = None
    key: str | None = None
    sides: tuple[Side | None, ...] = (None,)
    reps: int | None = None
    work: Fraction | None = None
    rest: Fraction | None = None

    @property
    def known(self) -> tuple[str, str] | None:
        """What tells an exercise that has been explained: its name, and the full words for it."""
        return (self.key or self.name, self.exercise.words.full) if self.exercise else None


@dataclass(frozen=True)
class Interval(Repeatable):
    """Works of `work` seconds each, with exact rests after all but the last one.

    There are so many `rounds` of the stations; where there is a bell `every` so many seconds, which
    `work` is then, one work for each of so many bells. `rest` lies between two works, 0 seconds for
    none; `between` lies between two rounds instead, where there is one. A station may have a `work`
    and a `rest` of its own; `work` is 0 where each of them has.
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

    def lasts(self, work: int) -> Fraction:
        """Return the seconds of a work, counted from 0."""
        return self.work_of(self.turn(work)[0])

    def work_of(self, station: Station) -> Fraction:
        """Return the seconds that a station lasts."""
        return self.work if station.work is None else station.work

    def rest_of(self, station: Station) -> Fraction:
        """Return the seconds of rest after a station, where no round ends and no break comes."""
        return self.rest if station.rest is None else station.rest

    @cached_property
    def works(self) -> tuple[Fraction, ...]:
        """The lengths that works have, in seconds, from the shortest to the longest."""
        return tuple(sorted(set(map(self.work_of, self.stations))))

    @cached_property
    def rests(self) -> tuple[Fraction, ...]:
        """The lengths of rests between works, 0 for none, from the shortest to the longest.

        A break between two rounds is none of them.
        """
        alone = self.between or self.rounds == 1
        turns = self.turns[:-1] if alone else self.turns
        return tuple(sorted({self.rest_of(station) for station, _ in turns}))

    def rest_after(self, work: int) -> Fraction:
        """Compute the seconds from the end of a work to the next one."""
        if work == self.moments - 1:
            return Fraction(0)
        last = self.round_of(work) != self.round_of(work + 1)
        if last and self.between:
            return self.between
        return self.rest_of(self.turn(work)[0])

    @cached_property
    def starts(self) -> tuple[Fraction, ...]:
        """The seconds from the first bell to that of each work."""
        lengths = (self.lasts(work) + self.rest_after(work) for work in range(self.moments - 1))
        return tuple(accumulate(lengths, initial=Fraction(0)))


@dataclass(frozen=True, slots=True)
class Say(Repeatable):
    """Words of the author's own; `seconds` are how long they last, None for as long as they do."""

    text: str
    place: Place
    seconds: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Rest(Repeatable):
    """A rest of so many seconds, paced; `say` are the author's own words for it, "" for none."""

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


@dataclass(frozen=True, slots=True)
class Quiet(Repeatable):
    """So many seconds in which nothing is heard."""

    seconds: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Breathing(Repeatable):
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
class Flow(Repeatable):
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


Step = Stretch | Interval | Breathing | Flow | Say | Rest | Wait | Ring | Quiet


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file of the author's own, and where it is named."""

    file: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Routine:
    """What the person wrote, and its steps: repeated, included and looked up.

    `warnings` are what a listener would suffer from; `voice_place` is where a voice is named,
    `bed_place` where a bed is, `about_place` what it is for; `recordings` are the sound files that
    it rings, of which only the names have been looked at. `meant` are the places in steps that the
    author gives a reason for, of which nobody is warned.
    """

    written: RoutineFile
    steps: tuple[Step, ...]
    voice_place: Place
    warnings: tuple[Problem, ...] = ()
    recordings: tuple[Recording, ...] = ()
    about_place: Place | None = None
    meant: frozenset[Place] = frozenset()
    bed_place: Place | None = None
