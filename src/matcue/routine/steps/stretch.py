"""The keys of a stretch: how much is done, how it is guided, what goes for all of a file."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from matcue.routine.enums import Detail, Lead, Order, Posture, Profile, Tally, Works
from matcue.routine.exercise import MEASURES, ChangedWords, Frozen, check_held
from matcue.routine.field_types import (
    BreathPattern,
    Countdown,
    Counts,
    During,
    Hold,
    Holds,
    Key,
    Note,
    OwnSets,
    PaceFactor,
    Seconds,
    Sides,
    SpokenText,
    Tempo,
    Times,
    Title,
    WholeNumber,
    WrittenSide,
    Yes,
)


class Dose(Frozen):
    """What goes with a `hold`, a `time` or `reps`, of which there are never two."""

    held: Seconds | None = None
    """How long each repetition is held, from its number on. A tick ends it, or the last seconds
    are counted if there is a `countdown`; then there are three seconds to let go and come back, or
    as many as a `tempo` of one number says. Only with repetitions."""
    tempo: Tempo | None = None
    """How long one repetition takes, besides the time that it is `held`; or `2-1-3`: seconds out,
    held and back. Only with repetitions."""
    during: During | None = None
    """Words inside the hold, or inside the `time`: `{20s: Right arm up., -10s: Almost there.}`, so
    long after its start or, with a minus, before its end. They go before all else that is said in
    it. `--fit` and `--level` move them in proportion; more time while it is played moves those
    before the end."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        given = [measure for measure in MEASURES if getattr(self, measure, None) is not None]
        if given == ["hold", "reps"]:
            raise ValueError("a `hold` is held once; beside `reps`, `held` is how long each one is")
        if len(given) > 1:
            raise ValueError("one of `hold`, `time` and `reps`, not several")
        if self.tempo is not None and given not in ([], ["reps"]):
            raise ValueError("a `tempo` is for repetitions; a hold has none")
        if self.held is not None and given not in ([], ["reps"]):
            raise ValueError("`held` is for repetitions; a `hold` is held by itself")
        if self.during is not None and given == ["reps"]:
            raise ValueError("`during` is for a `hold` or a `time`, not for repetitions")
        check_held(self.held, self.tempo)
        return self


class Phase(Dose):
    """A part of a stretch that is done in several, one after the other."""

    hold: Hold | None = None
    """How long each side is held still: a time, or `6 breaths`, each of 10 seconds, or as long as
    `breathe` says."""
    time: Seconds | None = None
    """How long a movement is kept up on each side."""
    reps: WholeNumber | None = None
    """How many repetitions each side has."""
    say: SpokenText | None = None
    """Words of your own before it."""

    @model_validator(mode="after")
    def _measured(self) -> Self:
        if all(getattr(self, measure) is None for measure in MEASURES):
            raise ValueError("a phase has one of `hold`, `time` and `reps`")
        return self


class Manner(Frozen):
    """How a stretch is guided."""

    first: WrittenSide | None = None
    """Which of two sides is done first. Without it the left one."""
    order: Order | None = None
    """How sets of two sides follow each other: `alternating` (left, right, left, right) or
    `grouped` (left, left, right, right). Without it `alternating`."""
    rest: Seconds | None = None
    """Time to rest between two sets, from bell to bell, with the words in it; it is longer where
    those, and a change of posture, take longer. The pace changes it. Without it there is none."""
    cues: Profile | None = None
    """How much is counted: `calm` the last three seconds, softly, and the middle of long holds,
    `brisk` the last five, with beeps, `silent` nothing: bells only. Without it `calm`."""
    countdown: Countdown | None = None
    """How many of a hold's last seconds are counted: a number, `all` or `off`. Among the defaults
    it leaves alone what is silent by its own `cues`. Without it as many as `cues` say."""
    count: Tally | None = None
    """How repetitions are counted: `up`, `down`, only the `last` three, or `off`. Without it
    `up`; with `sides: alternating` the sides are said, `off`."""
    breathe: BreathPattern | None = None
    """The seconds of a breath that a hold is led with: `4-6` in and out, `4-7-8` in, held and out,
    `4-4-4-4` held after both. Without it breaths are not led, unless the exercise has them."""
    lead: Lead | None = None
    """Which breaths `breathe` leads: the `first` three, `all`, or all of them `softer` and softer,
    down to a whisper. With all of them seconds are counted only if there is a `countdown`. More
    time while it is played is whole breaths, led as the last one. Without it `first`."""
    pace: PaceFactor | None = None
    """What the pace of the session is multiplied by in it. Without it 1."""
    detail: Detail | None = None
    """How much is told when the exercise comes: `full`, `short`, or `names` only; `auto` is full
    the first time and short afterwards. Other sides and the next set are short, or names; later
    sets are only counted. Without it `auto`."""


class Defaults(Manner):
    """What goes for every stretch of the file that does not say it itself."""

    hold: Hold | None = None
    """How long each side is held, in exercises that are held: a time, or `6 breaths`."""
    time: Seconds | None = None
    """How long a movement is kept up, in exercises that are kept up."""
    reps: WholeNumber | None = None
    """How many repetitions, in exercises that are repeated."""
    held: Seconds | None = None
    """How long each repetition is held, in exercises that are repeated."""
    tempo: Tempo | None = None
    """How long one repetition takes, besides the time that it is `held`; or `2-1-3`: seconds out,
    held and back."""
    sets: WholeNumber | None = None
    """How many sets."""
    sides: Sides | None = None
    """Which sides, in exercises that have them: by their file, or by `{side}` in their words."""
    posture: Posture | None = None
    """How the body is in exercises of your own that do not say it."""
    chimes: OwnSets | None = None
    """Which set of chimes sounds in stretches, or `off`, as at the top of the file and going before
    it; sound files stand there."""

    @model_validator(mode="after")
    def _held_one_way(self) -> Self:
        check_held(self.held, self.tempo)
        return self


class Extra(Frozen):
    """Sets that one side has more than the other."""

    left: WholeNumber | None = None
    """More sets of the left side."""
    right: WholeNumber | None = None
    """More sets of the right side."""


class StretchStep(Dose, Manner):
    """An exercise of the catalogue, or one with words of its own."""

    stretch: Title
    """The exercise: its name in the catalogue, or, with `words`, any name to say."""
    variant: Key | None = None
    """An easier or harder way to do it, by its name in the exercise's file."""
    hold: Holds | None = None
    """How long each side is held still: a time, or `6 breaths`, each of 10 seconds, or as long as
    `breathe` says. A list has a figure for each set, `[10s, 20s, 30s]`; `--fit`, `--level` and
    `--hold` leave a list as it is."""
    time: Times | None = None
    """How long a movement is kept up on each side; a list has a figure for each set."""
    reps: Counts | None = None
    """How many repetitions each side has; a list has a figure for each set, `[6, 4, 2]`."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=20)] | None = None
    """What is done one after the other in each set, instead of one `hold`, `time` or `reps`."""
    sets: WholeNumber | None = None
    """How often the whole is done: with two sides, each set has both."""
    sides: Sides | None = None
    """Which sides: `both` is one, then the other; `alternating` is left, right, left, right within
    a set, each as often as `reps` says; `none` is an exercise without sides."""
    extra: Extra | None = None
    """Further sets for one of two sides."""
    optional: Yes = False
    """Whether it may be left out where a session should be shorter."""
    because: Note | None = None
    """Why it is done so: `after the operation`. `matcue check` then warns of nothing in this step.
    A note of the author's: neither spoken nor printed."""
    posture: Posture | None = None
    """How the body is in an exercise of your own, with `words`; one that is known keeps its own."""
    works: Works | None = None
    """Where the side that works is in an exercise on the side: `on top`, or `below`, so that one
    lies on the left side when the left one works. Without it as the exercise says, else `on
    top`."""
    words: ChangedWords | None = None
    """How an exercise of your own is told; one text is its `full`. It then needs `posture`, and
    `hold`, `time`, `reps` or `phases`, here or in the defaults. Without `posture` beside them they
    change some words of an exercise that is known; its other ones stay."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        measured = any(getattr(self, measure) is not None for measure in MEASURES)
        if self.phases and (measured or self.tempo or self.held or self.during):
            raise ValueError(
                "with `phases` each has its own `hold`, `time`, `reps`, `held`, `tempo`, `during`"
            )
        figures = [getattr(self, measure) for measure in MEASURES]
        listed = next((figure for figure in figures if isinstance(figure, tuple)), None)
        if listed and self.sets not in {None, len(listed)}:
            raise ValueError(f"a list of {len(listed)} figures is as many sets, not {self.sets}")
        if listed and self.extra:
            raise ValueError("`extra` sets have no figure in a list")
        if self.posture and not self.words:
            raise ValueError("a `posture` is for a stretch with `words` of its own")
        return self
