"""The keys of a routine file, as frozen values that refuse impossible states.

These models are the routine format: their fields are its keys, and a key's docstring is what it
means, in the reference as in an editor.
"""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import (
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from matcue.routine.enums import (
    Detail,
    Effort,
    Lead,
    Order,
    Posture,
    Preface,
    Profile,
    Purpose,
    Tally,
)
from matcue.routine.exercise import MEASURES, Frozen, Words, check_held
from matcue.routine.field_types import (
    KEY,
    BreathPattern,
    ChimeChoice,
    Countdown,
    Counts,
    During,
    Hold,
    Holds,
    Key,
    Note,
    PaceFactor,
    Seconds,
    Side,
    Sides,
    Sounds,
    Speed,
    SpokenText,
    Tempo,
    Text,
    Times,
    Title,
    Variable,
    WholeNumber,
    Yes,
)

FORMAT: Final = 1
"""The version of the routine format that is read here."""
MOST_SECTIONS: Final = 10_000
"""Sides of sets, rests and words of one routine, all counted."""
MOST_MOMENTS: Final = 50_000
"""Holds and repetitions of one routine, all counted."""
MOST_STEPS: Final = 5000


class Dose(Frozen, defer_build=True):
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


class Phase(Dose, defer_build=False):
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


class Manner(Frozen, defer_build=True):
    """How a stretch is guided."""

    first: Side | None = None
    """Which of two sides is done first. Without it the left one."""
    order: Order | None = None
    """How sets of two sides follow each other: `alternating` (left, right, left, right) or
    `grouped` (left, left, right, right). Without it `alternating`."""
    rest: Seconds | None = None
    """Time to rest between two sets. The pace changes it. Without it there is none."""
    cues: Profile | None = None
    """How much is counted: `calm` the last three seconds, softly, and the middle of long holds,
    `brisk` the last five, with beeps, `silent` nothing: bells only. Without it `calm`."""
    countdown: Countdown | None = None
    """How many of a hold's last seconds are counted: a number, `all` or `off`. Without it as many
    as `cues` say."""
    count: Tally | None = None
    """How repetitions are counted: `up`, `down`, only the `last` three, or `off`. Without it
    `up`; with `sides: alternating` the sides are said, `off`."""
    breathe: BreathPattern | None = None
    """The seconds of a breath that a hold is led with: `4-6` in and out, `4-7-8` in, held and out,
    `4-4-4-4` held after both. Without it breaths are not led, unless the exercise has them."""
    lead: Lead | None = None
    """Which breaths `breathe` leads: the `first` three, `all`, or all of them `softer` and softer,
    down to a whisper. With all of them seconds are counted only if there is a `countdown`. Time
    that is added while it is played is not led. Without it `first`."""
    pace: PaceFactor | None = None
    """What the pace of the session is multiplied by in it. Without it 1."""
    detail: Detail | None = None
    """How much is told when the exercise comes: `full`, `short`, or `names` only; `auto` is full
    the first time and short afterwards. Other sides and later sets are short, or names. Without
    it `auto`."""


class Defaults(Manner, defer_build=False):
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


class StretchStep(Dose, Manner, defer_build=False):
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
    posture: Posture | None = None
    """How the body is in it. Only with `words`; an exercise of the catalogue keeps its own."""
    words: Words | None = None
    """How an exercise of your own is told. It then needs `posture`, and `hold`, `time`, `reps` or
    `phases`."""

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
        if self.variant and self.words:
            raise ValueError("a `variant` is for an exercise of the catalogue")
        if self.words and not (self.posture and (measured or self.phases)):
            raise ValueError(
                "with `words` of its own it needs a `posture`, and one of `hold`, `time`, `reps` "
                "and `phases`"
            )
        return self


class SayStep(Frozen):
    """Words of the author's own."""

    say: Text
    """What is said, sentence by sentence, with a pause after each."""


class RestStep(Frozen):
    """Time to rest."""

    rest: Seconds
    """How long it is quiet after the words. The pace changes it."""
    say: Text | None = None
    """What is said instead of “Rest and breathe slowly.”"""


class ChimeStep(Frozen):
    """A chime."""

    chime: ChimeChoice
    """What it tells, or a sound file of your own, as seen from the folder of the file that names
    it: `bell.wav`. It must lie in the folder of the routine that is played, or deeper, and last 20
    seconds at most; it is brought to the loudness of the other chimes."""


class WaitStep(Frozen):
    """Time for something that takes as long as it takes."""

    wait: Seconds
    """How long it is in a recording; the pace leaves it as it is. A session that is played waits
    for the space bar instead."""


class RepeatStep(Frozen):
    """Steps that are done several times."""

    repeat: WholeNumber
    """How often."""
    steps: Steps
    """What is done each time, in order."""


class IncludeStep(Frozen):
    """The steps of another routine."""

    include: Note
    """Its file, as seen from the folder of the file that names it. It must lie in the folder of the
    routine that is played, or deeper."""


STEPS: Final[dict[str, type[Frozen]]] = {
    "stretch": StretchStep,
    "repeat": RepeatStep,
    "include": IncludeStep,
    "rest": RestStep,
    "say": SayStep,
    "chime": ChimeStep,
    "wait": WaitStep,
}
"""The kinds of step, by the key that each must have: the first of them that it has."""


def _kind(step: object) -> str | None:
    return next((kind for kind in STEPS if isinstance(step, dict) and kind in step), None)


WrittenStep = Annotated[
    Annotated[StretchStep, Tag("stretch")]
    | Annotated[RepeatStep, Tag("repeat")]
    | Annotated[IncludeStep, Tag("include")]
    | Annotated[SayStep, Tag("say")]
    | Annotated[ChimeStep, Tag("chime")]
    | Annotated[RestStep, Tag("rest")]
    | Annotated[WaitStep, Tag("wait")],
    Discriminator(_kind),
]
Steps = Annotated[tuple[WrittenStep, ...], Field(min_length=1, max_length=MOST_STEPS)]


class RoutineFile(Frozen):
    """A routine as it stands in its file."""

    version: WholeNumber = FORMAT
    """The version of this format that the file is written in."""
    title: Title
    """What the routine is called, in `matcue show` and in the audio file."""
    about: Note
    """What it is for, in a sentence: shown by `matcue list`, kept in the audio file."""
    purpose: Purpose | None = None
    """Under which heading `matcue list` shows it."""
    often: Title | None = None
    """How often it is meant: `every day`. Spoken after the welcome."""
    needs: Annotated[tuple[Title, ...], Field(max_length=20)] = ()
    """What one needs, each with its article: `[a mat, a chair]`. Spoken after the welcome."""
    effort: Effort | None = None
    """How hard it is. Spoken after the welcome."""
    welcome: Text | None = None
    """The first words. Without it: “Welcome to …”, with the title."""
    closing: Text | None = None
    """The last words, before the last chime. Without it matcue says words of its own."""
    preface: Preface | None = None
    """What is said of safety after the welcome, unless chosen otherwise: one sentence with `short`,
    also the reasons to see a professional with `full`, nothing with `off`. Without it `short`."""
    voice: Title | None = None
    """The voice that speaks, unless another one is chosen when playing."""
    speed: Speed | None = None
    """How fast the voice speaks, unless chosen otherwise. 1 is the voice's usual speed."""
    pace: PaceFactor | None = None
    """What the time to get into position, to change sides, to pause and to rest is multiplied
    by, unless chosen otherwise. Holds stay."""
    chimes: Sounds | None = None
    """Which set of chimes sounds, whatever is counted, unless chosen otherwise: `calm` (bowls and a
    gong), `brisk` (marimba and wood), `silent` (clear bells). Or what sounds for some chimes: one
    of a set, or a sound file of your own, `{hold-start: bell.wav}`. Without it each stretch has the
    set of its `cues`."""
    variables: Annotated[
        dict[Variable, Title],
        Field(max_length=100, json_schema_extra={"propertyNames": {"pattern": KEY}}),
    ] = Field(default_factory=dict)
    """Words that stand for others: `{name}` in anything of this file that is spoken."""
    defaults: Defaults = Defaults()
    """What goes for every stretch of this file that does not say it itself."""
    steps: Steps
    """What is done, in order."""


RepeatStep.model_rebuild()
