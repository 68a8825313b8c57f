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

from matcue.routine.enums import Detail, Effort, Order, Posture, Preface, Profile, Purpose, Tally
from matcue.routine.exercise import MEASURES, Frozen, Words
from matcue.routine.field_types import (
    KEY,
    Breath,
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
MOST_STATIONS: Final = 50
"""Stations of one interval."""


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


class StationStep(Frozen):
    """An exercise of the catalogue, or one with words of its own, as a station of an interval."""

    stretch: Title
    """The exercise: its name in the catalogue, or, with `words`, any name to say."""
    variant: Key | None = None
    """An easier or harder way to do it, by its name in the exercise's file."""
    reps: WholeNumber | None = None
    """How many repetitions are to be done in the time. It is said, and nobody counts them."""
    sides: Sides | None = None
    """Which sides: with `both` the station comes twice in a row, once for each."""
    first: Side | None = None
    """Which of two sides is done first. Without it the left one."""
    posture: Posture | None = None
    """How the body is in it. Only with `words`; an exercise of the catalogue keeps its own."""
    words: Words | None = None
    """How an exercise of your own is told. It then needs a `posture`."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.posture) != bool(self.words):
            raise ValueError("`words` of its own and a `posture` go together")
        if self.variant and self.words:
            raise ValueError("a `variant` is for an exercise of the catalogue")
        return self


STATIONS: Final = {"name": StationStep, "station": StationStep}
"""The kinds of station, by what pydantic calls them: a text, which has no keys, and the other."""
WrittenStation = Annotated[
    Annotated[Title, Tag("name")] | Annotated[StationStep, Tag("station")],
    Discriminator(lambda station: "name" if isinstance(station, str) else "station"),
]


class IntervalStep(Frozen):
    """Work and rest, exact from bell to bell: each starts on its second, whatever is said."""

    interval: WholeNumber
    """How many rounds of the steps, with `work`; how many bells, with `every`."""
    name: Title | None = None
    """What the whole is called, as it is said and shown. Without it what is done tells it."""
    work: Seconds | None = None
    """How long each station lasts, from its bell to the bell that ends it. No pace changes it, no
    `--level` and no `--fit`, and neither “more time” nor “less time” while it plays."""
    rest: Seconds | None = None
    """How long the rest after each work lasts, but for the last one. What comes next is said in it,
    as much as has room. Like `work`, nothing changes it. Without it the next work follows at once,
    and is told of in the last seconds of the one before."""
    every: Seconds | None = None
    """Instead of `work` and `rest`: how long it is from one bell to the next. The steps are done in
    turn, one at each bell; after the last one's time a bell ends it."""
    between: Seconds | None = None
    """A longer break between two rounds, which is announced, in place of the rest there."""
    rest_words: Text | None = None
    """What is said at the start of a rest, instead of “Rest.”"""
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
    exercise. Up to three are told before the first bell; of more, the first one, and each other in
    the rest before it, as shortly as it takes."""

    @model_validator(mode="after")
    def _exact(self) -> Self:
        if bool(self.work) == bool(self.every):
            raise ValueError("an interval has `work`, or `every` in its place; write one of them")
        if self.every and (self.rest or self.between):
            raise ValueError(
                "with `every` the rest is what is left until the next bell; leave out `rest` and "
                "`between`, or write `work` in place of `every`"
            )
        if self.rest_words and not (self.rest or self.between):
            raise ValueError("`rest-words` are for an interval with a `rest`")
        return self


class IncludeStep(Frozen):
    """The steps of another routine."""

    include: Note
    """Its file, as seen from the folder of the file that names it. It must lie in the folder of the
    routine that is played, or deeper."""


STEPS: Final[dict[str, type[Frozen]]] = {
    "stretch": StretchStep,
    "interval": IntervalStep,
    "repeat": RepeatStep,
    "include": IncludeStep,
    "rest": RestStep,
    "say": SayStep,
    "chime": ChimeStep,
    "wait": WaitStep,
}
"""The kinds of step, by the key that each must have: the first of them that it has. An interval
is one whatever else it has, since its `rest` and a misplaced `stretch` are kinds as well."""


def _kind(step: object) -> str | None:
    kinds = ("interval", *STEPS)
    return next((kind for kind in kinds if isinstance(step, dict) and kind in step), None)


WrittenStep = Annotated[
    Annotated[StretchStep, Tag("stretch")]
    | Annotated[RepeatStep, Tag("repeat")]
    | Annotated[IntervalStep, Tag("interval")]
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
