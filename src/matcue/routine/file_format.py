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
    Works,
)
from matcue.routine.exercise import (
    MEASURES,
    ChangedWords,
    Frozen,
    OrText,
    OwnExercise,
    check_held,
)
from matcue.routine.field_types import (
    KEY,
    BedChoice,
    BedLevel,
    BreathPattern,
    ChimeChoice,
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
    Sounds,
    Speed,
    SpokenText,
    Tempo,
    Text,
    TextOrNone,
    Times,
    Title,
    Variable,
    WholeNumber,
    WrittenSide,
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
MOST_STATIONS: Final = 200
"""Stations of one interval."""


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
    down to a whisper. With all of them seconds are counted only if there is a `countdown`. Time
    that is added while it is played is not led. Without it `first`."""
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
    """What is said instead of “Rest and breathe slowly.”, or of the less that matcue says where a
    rest is short, or comes after hard work; with an empty text, `""`, nothing."""


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
    or all of them `softer` and softer: by 2 dB each, by 12 at last; a sentence leads
    back to the voice as it was."""
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
    name: Title | None = None
    """What each time is called: with `Round` matcue says “Round two of eight.” before the second
    one, and its chapters are called “Round 2: …”. Without it none is announced."""
    steps: Steps
    """What is done each time, in order."""


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
        if self.rest_words and not (self.rest or self.between or any(each.rest for each in own)):
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
