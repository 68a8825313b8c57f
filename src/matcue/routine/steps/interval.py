"""The keys of an interval and of its stations."""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import Discriminator, Field, Tag, model_validator

from matcue.routine.enums import Detail, Posture, Profile, Works
from matcue.routine.exercise import ChangedWords, Frozen
from matcue.routine.field_types import (
    Countdown,
    Key,
    Seconds,
    Sides,
    TextOrNone,
    Title,
    WholeNumber,
    WrittenSide,
)

MOST_STATIONS: Final = 200
"""Stations of one interval."""


class Turn(Frozen):
    """How much is done in a station of an interval, whatever it is."""

    reps: WholeNumber | None = None
    """How many repetitions are to be done in the time. It is said, and nobody counts them."""
    sides: Sides | None = None
    """Which sides: with `both` the station comes twice in a row, once for each."""
    first: WrittenSide | None = None
    """Which of two sides is done first. Without it the left one."""
    work: Seconds | None = None
    """How long it lasts, each side by itself, in place of the interval's `work`."""
    rest: Seconds | None = None
    """How long the rest after it lasts, after each side, in place of the interval's `rest`; a
    `between` goes before it."""


class NamedStation(Turn):
    """A station that only has a name, as a text alone is one, with more to it."""

    name: Title
    """What it is called: all that is said of it."""


class StationStep(Turn):
    """An exercise of the catalogue, or one with words of its own, as a station of an interval."""

    stretch: Title
    """The exercise: its name in the catalogue, or, with `words`, any name to say."""
    variant: Key | None = None
    """An easier or harder way to do it, by its name in the exercise's file."""
    posture: Posture | None = None
    """How the body is in it. Only with `words`; an exercise of the catalogue keeps its own."""
    works: Works | None = None
    """Where the side that works is in an exercise on the side: `on top`, or `below`."""
    words: ChangedWords | None = None
    """How an exercise of your own is told; one text is its `full`. It then needs `posture`, here or
    in the defaults. Without `posture` beside them they change some words of an exercise that is
    known."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.posture and not self.words:
            raise ValueError("a `posture` is for a stretch with `words` of its own")
        return self


STATIONS: Final[dict[str, type[Frozen]]] = {
    "text": StationStep,
    "named": NamedStation,
    "station": StationStep,
}
"""The kinds of station, by what pydantic calls them: a text, which has no keys, and the others."""


def _kind_of_station(station: object) -> str:
    if isinstance(station, str):
        return "text"
    named = isinstance(station, dict) and "name" in station and "stretch" not in station
    return "named" if named else "station"


WrittenStation = Annotated[
    Annotated[Title, Tag("text")]
    | Annotated[NamedStation, Tag("named")]
    | Annotated[StationStep, Tag("station")],
    Discriminator(_kind_of_station),
]


class IntervalStep(Frozen):
    """Work and rest, exact from bell to bell: each starts on its second, whatever is said."""

    interval: WholeNumber
    """How many rounds of the steps, with `work`; how many bells, with `every`."""
    name: Title | None = None
    """What the whole is called, as it is said and shown. Without it what is done tells it."""
    work: Seconds | None = None
    """How long each station lasts, from its bell to the bell that ends it, if it has no `work` of
    its own. No pace changes it, no `--level` and no `--fit`, and neither “more time” nor “less
    time” while it plays. It may be left out where each station has its own."""
    rest: Seconds | None = None
    """How long the rest after each work lasts, but for the last one. What comes next is said in it,
    as much as has room. Like `work`, nothing changes it. Without it the next work follows at once,
    and is told of in the last seconds of the one before."""
    every: Seconds | None = None
    """Instead of `work` and `rest`: how long it is from one bell to the next. The steps are done in
    turn, one at each bell; after the last one's time a bell ends it."""
    between: Seconds | None = None
    """A longer break between two rounds, which is announced, in place of the rest there."""
    rest_words: TextOrNone | None = None
    """What is said at the start of a rest, instead of “Rest.”; with an empty text, `""`, nothing
    but what comes next. After the last work nobody is told to rest, then."""
    cues: Profile | None = None
    """How much is counted, in works and in rests: `calm` the last three seconds, `brisk` the last
    five, with beeps, `silent` nothing, and neither is told how many rounds are left. Without it
    those of the defaults, or `calm`."""
    countdown: Countdown | None = None
    """How many of the last seconds are counted, of works and of rests: a number, `all` or `off`;
    in a rest as many as the words before leave. Without it as many as `cues` say."""
    detail: Detail | None = None
    """How much is told of its exercises: as in a stretch."""
    steps: Annotated[tuple[WrittenStation, ...], Field(min_length=1, max_length=MOST_STATIONS)]
    """The stations, in order: each a text, which is a name, and all that is said of it, or an
    exercise, or a name with a length of its own. Up to three are told before the first bell; of
    more, the first one, and each other in the rest before it, as shortly as it takes. Where they
    last unlike each other, matcue says how long each is."""

    @model_validator(mode="after")
    def _exact(self) -> Self:
        own = [station for station in self.steps if isinstance(station, Turn)]
        lengths = sum(station.work is not None for station in own)
        if bool(self.work) == bool(self.every) and (self.work or not lengths):
            raise ValueError("an interval has `work`, or `every` in its place; write one of them")
        if not self.work and not self.every and lengths < len(self.steps):
            raise ValueError(
                f"{len(self.steps) - lengths} of {len(self.steps)} stations have no `work` of "
                "their own; give it to each, or write one for the others beside `interval`"
            )
        if self.every and any(station.work or station.rest for station in own):
            raise ValueError(
                "with `every` each station lasts until the next bell; leave out its own `work` and "
                "`rest`, or write `work` in place of `every`"
            )
        if self.every and (self.rest or self.between):
            raise ValueError(
                "with `every` the rest is what is left until the next bell; leave out `rest` and "
                "`between`, or write `work` in place of `every`"
            )
        rests = self.rest or self.between or any(each.rest for each in own)
        if self.rest_words is not None and not rests:
            raise ValueError("`rest-words` are for an interval with a `rest`")
        return self
