"""The keys of a routine file, as frozen values that refuse impossible states.

These models, and those of its steps in `routine.steps`, are the routine format: their fields are
its keys, and a key's docstring is what it means, in the reference as in an editor.
"""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from matcue.routine.enums import Effort, Posture, Preface, Purpose
from matcue.routine.exercise import Frozen, OrText, OwnExercise
from matcue.routine.field_types import (
    KEY,
    BedChoice,
    BedLevel,
    Key,
    Note,
    PaceFactor,
    Sounds,
    Speed,
    Text,
    Title,
    Variable,
    WholeNumber,
)
from matcue.routine.steps.between import ChimeStep, PauseStep, RestStep, SayStep, WaitStep
from matcue.routine.steps.breathing import BreatheStep
from matcue.routine.steps.flow import FlowStep
from matcue.routine.steps.interval import IntervalStep
from matcue.routine.steps.stretch import Defaults, StretchStep

FORMAT: Final = 1
"""The version of the routine format that is read here."""
MOST_SECTIONS: Final = 10_000
"""Sides of sets, rests and words of one routine, all counted."""
MOST_MOMENTS: Final = 50_000
"""Holds and repetitions of one routine, all counted."""
MOST_STEPS: Final = 5000


class RepeatStep(Frozen):
    """Steps that are done several times."""

    repeat: WholeNumber
    """How often."""
    name: Title | None = None
    """What each time is called: with `Round` matcue says “Round two of eight.” before the second
    one, and its chapters are called “Round 2: …”. Without it none is announced."""
    steps: Steps
    """What is done each time, in order."""


class IncludeStep(Frozen):
    """The steps of another routine."""

    include: Note
    """Its file, as seen from the folder of the file that names it. It must lie in the folder of the
    routine that is played, or deeper."""


STEPS: Final[dict[str, type[Frozen]]] = {
    "stretch": StretchStep,
    "interval": IntervalStep,
    "breathe": BreatheStep,
    "flow": FlowStep,
    "repeat": RepeatStep,
    "include": IncludeStep,
    "rest": RestStep,
    "say": SayStep,
    "chime": ChimeStep,
    "wait": WaitStep,
    "pause": PauseStep,
}
"""The kinds of step, by the key that each must have: the first of them that it has. An interval
is one whatever else it has, since its `rest` and a misplaced `stretch` are kinds as well."""


def _kind(step: object) -> str | None:
    kinds = ("interval", *STEPS)
    return next((kind for kind in kinds if isinstance(step, dict) and kind in step), None)


WrittenStep = Annotated[
    Annotated[StretchStep, Tag("stretch")]
    | Annotated[IntervalStep, Tag("interval")]
    | Annotated[BreatheStep, Tag("breathe")]
    | Annotated[FlowStep, Tag("flow")]
    | Annotated[RepeatStep, Tag("repeat")]
    | Annotated[IncludeStep, Tag("include")]
    | Annotated[SayStep, Tag("say")]
    | Annotated[ChimeStep, Tag("chime")]
    | Annotated[RestStep, Tag("rest")]
    | Annotated[WaitStep, Tag("wait")]
    | Annotated[PauseStep, Tag("pause")],
    Discriminator(_kind),
]
Steps = Annotated[tuple[WrittenStep, ...], Field(min_length=1, max_length=MOST_STEPS)]


class OwnPreface(Frozen):
    """What is said of safety before a routine."""

    how: Preface | None = None
    """How much of it is said, unless chosen otherwise: `short` is when to stop, `full` also when to
    see a doctor, `off` nothing. Without it `short`."""
    stop: Text | None = None
    """When to stop. Without it matcue says words of its own."""
    doctor: Text | None = None
    """When to see a doctor. Without it matcue says what it says of the back where the title or
    what the routine is for name it, else of exercise of any kind."""


PrefaceChoice = Annotated[
    OwnPreface,
    BeforeValidator(lambda value: {"how": value} if isinstance(value, str) else value),
    OrText(*Preface),
]


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
    """The first words. Without it: “Welcome to …”, with the title, and for what is done mostly on
    the floor that one needs a quiet place."""
    closing: Text | None = None
    """The last words, before the last chime. Without it matcue says words of its own."""
    preface: PrefaceChoice | None = None
    """What is said of safety after the welcome, unless chosen otherwise: when to stop with `short`,
    also the reasons to see a professional with `full`, nothing with `off`, which leaves both out on
    the printed sheet, too. Or your own words for it. Without it `short`."""
    voice: Title | None = None
    """The voice that speaks, unless another one is chosen when playing."""
    speed: Speed | None = None
    """How fast the voice speaks, unless chosen otherwise. 1 is the voice's usual speed."""
    pace: PaceFactor | None = None
    """What the time to get into position, to change sides, to pause and to rest is multiplied
    by, unless chosen otherwise. Holds stay."""
    chimes: Sounds | None = None
    """Which set of chimes sounds, whatever is counted, unless chosen otherwise: `calm` (bowls and a
    gong), `brisk` (marimba and wood), `silent` (clear bells); with `off` there is no bell at all.
    Or what sounds for some chimes: one of a set, `off`, or a sound file of your own,
    `{hold-start: bell.wav}`. Without it each stretch has the set of its `cues`."""
    start: Posture | None = None
    """How the body is before the first step: `on the back` for one who lies already. Without it
    `standing`."""
    bed: BedChoice | None = None
    """What lies under the voice, unless chosen otherwise: `brown` (a deep, soft noise), `rain`,
    `ocean`, `drone` (a low chord), `off`, or a sound file of your own, as seen from the folder of
    this file, in it or deeper. Without it nothing does."""
    bed_level: BedLevel | None = None
    """How far the bed is below the voice, in LU, unless chosen otherwise. Without it -20."""
    variables: Annotated[
        dict[Variable, Title],
        Field(max_length=100, json_schema_extra={"propertyNames": {"pattern": KEY}}),
    ] = Field(default_factory=dict)
    """Words that stand for others: `{name}` in anything of this file that is spoken, and, in
    quotation marks, in its figures and sides."""
    defaults: Defaults = Defaults.model_construct()
    """What goes for every stretch of this file that does not say it itself."""
    exercises: Annotated[
        dict[Key, OwnExercise],
        Field(max_length=100, json_schema_extra={"propertyNames": {"pattern": KEY}}),
    ] = Field(default_factory=dict)
    """Exercises of your own, each by the name that a step of this file writes. They go before those
    of the catalogue."""
    steps: Steps
    """What is done, in order."""

    @model_validator(mode="after")
    def _starts_somewhere(self) -> Self:
        if self.start is Posture.ANY:
            raise ValueError("`start` is a posture that can be named")
        return self


RepeatStep.model_rebuild()
