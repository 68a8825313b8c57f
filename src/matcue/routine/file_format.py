"""The keys of a routine file, as frozen values that refuse impossible states.

These models are the routine format: their fields are its keys, and a key's docstring is what it
means, in the reference as in an editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import (
    BeforeValidator,
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
from matcue.routine.exercise import MEASURES, Frozen, Words
from matcue.routine.field_types import (
    KEY,
    Breath,
    BreathPattern,
    ChimeChoice,
    Countdown,
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
    TextOrNone,
    Title,
    Variable,
    WholeNumber,
    Yes,
)

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

FORMAT: Final = 1
"""The version of the routine format that is read here."""
MOST_SECTIONS: Final = 10_000
"""Sides of sets, rests and words of one routine, all counted."""
MOST_MOMENTS: Final = 50_000
"""Holds and repetitions of one routine, all counted."""
MOST_STEPS: Final = 5000


class Dose(Frozen, defer_build=True):
    """How much is done: held, kept up or repeated, never two of them."""

    hold: Seconds | None = None
    """How long each side is held still."""
    time: Seconds | None = None
    """How long a movement is kept up on each side."""
    reps: WholeNumber | None = None
    """How many repetitions each side has."""
    tempo: Tempo | None = None
    """How long one repetition takes, or `2-1-3`: seconds out, held and back. Only with
    repetitions."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        given = [measure for measure in MEASURES if getattr(self, measure) is not None]
        if len(given) > 1:
            raise ValueError("one of `hold`, `time` and `reps`, not several")
        if self.tempo is not None and given not in ([], ["reps"]):
            raise ValueError("a `tempo` is for repetitions; a hold has none")
        return self


class Phase(Dose, defer_build=False):
    """A part of a stretch that is done in several, one after the other."""

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
    `up`."""
    breathe: Breath | None = None
    """The seconds in and out, `4-6`, that the first breaths of a hold are led with. Without it they
    are not, unless the exercise has them."""
    pace: PaceFactor | None = None
    """What the pace of the session is multiplied by in it. Without it 1."""
    detail: Detail | None = None
    """How much is told when the exercise comes: `full`, `short`, or `names` only; `auto` is full
    the first time and short afterwards. Other sides and later sets are short, or names. Without
    it `auto`."""


class Defaults(Manner, defer_build=False):
    """What goes for every stretch of the file that does not say it itself."""

    hold: Seconds | None = None
    """How long each side is held, in exercises that are held."""
    time: Seconds | None = None
    """How long a movement is kept up, in exercises that are kept up."""
    reps: WholeNumber | None = None
    """How many repetitions, in exercises that are repeated."""
    tempo: Tempo | None = None
    """How long one repetition takes, or `2-1-3`: seconds out, held and back."""
    sets: WholeNumber | None = None
    """How many sets."""


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
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=20)] | None = None
    """What is done one after the other in each set, instead of one `hold`, `time` or `reps`."""
    sets: WholeNumber | None = None
    """How often the whole is done: with two sides, each set has both."""
    sides: Sides | None = None
    """Which sides: `both` is one, then the other; `none` is an exercise without sides."""
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
        if self.phases and (measured or self.tempo):
            raise ValueError("with `phases` each has its own `hold`, `time`, `reps` and `tempo`")
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
    for_: Seconds | None = None
    """How long it lasts from its first word to the next step, exactly: quiet after the words. They
    are never cut, so where they need longer it is as long as they are. Neither the pace nor `--fit`
    nor `--level` changes it. Without it, as long as the words."""


class PauseStep(Frozen):
    """Quiet."""

    pause: Seconds
    """How long nothing is heard, not a word and no bell; a bed goes on. Neither the pace nor
    `--fit` nor `--level` changes it."""


class RestStep(Frozen):
    """Time to rest."""

    rest: Seconds
    """How long it is quiet after the words. The pace changes it."""
    say: TextOrNone | None = None
    """What is said instead of “Rest and breathe slowly.”; with an empty text, `""`, nothing."""


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


class BreatheStep(Frozen):
    """Breathing that is led to its end."""

    breathe: BreathPattern
    """The seconds in and out, `4-6`; in, held and out, `4-7-8`; or in, held, out and held,
    `4-4-4-4`. They are told in a sentence, then a bell begins it and two end it; the posture stays.
    Neither the pace nor `--fit` nor `--level` changes it, and nobody can have more time in it: its
    end is that of a breath."""
    time: Seconds | None = None
    """How long it lasts: as many whole breaths as come nearest. Either this or `rounds`."""
    rounds: WholeNumber | None = None
    """How many breaths. Either this or `time`."""
    lead: Lead = Lead.ALL
    """Which breaths are led with “In.”, “Hold.”, “Out.” on their seconds: `all`, the `first` three,
    or all of them `softer` and softer: by 2 dB each, by 12 at last."""
    count: Literal["up", "off"] = "off"
    """Whether the seconds of each part are counted too, from two `up`. The `count` of the defaults
    does not reach it."""
    name: Title | None = None
    """What its chapter is called. Without it “Breathing”."""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if (self.time is None) == (self.rounds is None):
            raise ValueError("one of `time` and `rounds` says how long it lasts")
        return self


class WrittenMovement(Frozen):
    """A movement of a flow; a text alone is its `say`."""

    say: SpokenText
    """What is said on its beat. Words that outlast their time take as many whole beats as they
    need."""
    short: SpokenText | None = None
    """What is said from the second round on. Without it the same."""
    for_: Seconds | None = None
    """How long it lasts, instead of a beat; as long as the words where they need longer."""
    sides: Literal["alternating"] | None = None
    """With `alternating` the words are of one side in each round, in turn: `{side}` is the left one
    in the first round, the right one in the second; if the defaults have `first: right`, the other
    way round."""

    @model_validator(mode="after")
    def _sided(self) -> Self:
        if "side}" in f"{self.say}{self.short}" and not self.sides:
            raise ValueError("with {side} in its words it needs `sides: alternating`")
        return self


class _OrText:
    """Lets a text stand for a movement that is its words and nothing else."""

    @staticmethod
    def read(written: object) -> object:
        return {"say": written} if isinstance(written, str) else written

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


Movements = Annotated[
    tuple[Annotated[WrittenMovement, BeforeValidator(_OrText.read), _OrText()], ...],
    Field(min_length=1, max_length=100),
]


class FlowStep(Frozen):
    """A flow: a movement a beat, told as it is done."""

    flow: Title
    """What it is called: said before it, with the rounds, and the name of its chapter."""
    rounds: WholeNumber = 1
    """How often all of it is done. Neither `--fit` nor `--level` changes it."""
    beat: Seconds | None = None
    """From the start of one movement to that of the next, exactly; the pace leaves it. It may be
    left out where each movement has a `for`. Nobody can have more time in a flow: what comes then
    is counted from what has been."""
    start: Posture | None = None
    """How the body is when it begins, and after it. Matcue says how to get there and gives the time
    for it. Without it one stays as one is."""
    steps: Movements
    """The movements, in order. A bell comes before the first and two after the last; none between
    them."""

    @model_validator(mode="after")
    def _beaten(self) -> Self:
        if self.beat is None and any(step.for_ is None for step in self.steps):
            raise ValueError("a flow needs a `beat`, unless each of its steps has a `for`")
        return self


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
"""The kinds of step, by the key that each must have: the first of them that it has."""


def _kind(step: object) -> str | None:
    return next((kind for kind in STEPS if isinstance(step, dict) and kind in step), None)


WrittenStep = Annotated[
    Annotated[StretchStep, Tag("stretch")]
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
