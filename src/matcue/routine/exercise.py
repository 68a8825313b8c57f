"""Exercises: one as it stands in its file, and all that a routine can name.

These models are the format of exercise files: their fields are its keys, and a key's docstring is
what it means, in the reference as in an editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from matcue.routine.enums import Posture, Profile, Works
from matcue.routine.field_types import (
    OTHER,
    BreathPattern,
    CountRange,
    Key,
    Note,
    Seconds,
    SecondsRange,
    Side,
    Sides,
    SpokenText,
    Tempo,
    Title,
)

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

MEASURES: Final = ("hold", "time", "reps")
"""How a stretch is measured: held still, kept up, or repeated."""
NOT_ON_THE_SIDE: Final = "`works` is for an exercise on the side; in others no side lies below"


def key_of(name: str) -> str:
    """Return how the key of a field is written."""
    return name.rstrip("_").replace("_", "-")


def check_held(held: Fraction | None, tempo: tuple[Fraction, ...] | None) -> None:
    """Check that the held time of repetitions is given in one way only.

    Raises:
        ValueError: a tempo of three parts has held seconds of its own.
    """
    if held is not None and tempo is not None and len(tempo) > 1:
        raise ValueError(
            "beside `held` a `tempo` is one number: the seconds to let go and come back"
        )


class Frozen(BaseModel):
    """A value that refuses unknown keys and never changes; a key's docstring is its meaning.

    `schema.meanings` reads the docstrings. Pydantic would, at every start.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, alias_generator=key_of)


class SomeWords(Frozen):
    """Words of an exercise, any of them left out: those that a step changes."""

    full: SpokenText | None = None
    """Said the first time."""
    short: SpokenText | None = None
    """Said from then on: on the second side, and in later sets. Without it the last sentence of
    `full`."""
    out: SpokenText | None = None
    """Said where a repetition begins, in place of a number that is not counted. Only with a tempo
    of three parts, or `held`."""
    back: SpokenText | None = None
    """Said where a repetition turns back. Only with a tempo of three parts, where matcue says “And
    return.” without it, or `held`, where a tick alone tells it then."""
    name: SpokenText | None = None
    """All that is said where only names are wanted: the name, and the side that moves. Without it
    matcue says the name and the side."""
    release: SpokenText | None = None
    """How the stretch is left, said after its closing bells. Without it matcue says “And
    release.” or “And rest.”"""

    def over(self, words: Words) -> Words:
        """Return words with these in the place of those that they change."""
        changed = {name: getattr(self, name) for name in self.model_fields_set}
        return words.model_copy(update={name: text for name, text in changed.items() if text})


class Words(SomeWords):
    """How an exercise is told: in full the first time, short from then on; and how it is left."""

    full: SpokenText
    """Said the first time."""

    @property
    def sided(self) -> bool:
        """Whether they name a side."""
        told = (self.full, self.short, self.name, self.release, self.out, self.back)
        return any("side}" in text for text in told if text)


class OrText:
    """Tells an editor that a text may stand for a model: any text, or one of some words."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        words = {"enum": [*self._words]} if self._words else {}
        return {"anyOf": [{"type": "string", **words}, handler(schema)]}


def _as_full(written: object) -> object:
    """Let a text stand for words that are `full` and nothing else."""
    return {"full": written} if isinstance(written, str) else written


ToldWords = Annotated[Words, BeforeValidator(_as_full), OrText()]
ChangedWords = Annotated[SomeWords, BeforeValidator(_as_full), OrText()]


class Described(Frozen):
    """What an exercise and a variant of one have in common; ranges are (lowest, highest)."""

    end: Posture | None = None
    """How the body is afterwards, where that is another posture."""
    hold: SecondsRange | None = None
    """How long it is held still: a range, or one length."""
    time: SecondsRange | None = None
    """How long a movement is kept up: a range, or one length."""
    reps: CountRange | None = None
    """How many repetitions: a range, or one number."""
    held: Seconds | None = None
    """How long each repetition is held, from its number on; then there are three seconds to let go
    and come back, or as many as a `tempo` of one number says."""
    how: Note | None = None
    """How it is done, for reading."""
    about: Note | None = None
    """What it is for. Not spoken."""
    caution: Note | None = None
    """What to take care of. Not spoken."""
    avoid: Note | None = None
    """Who should leave it out. Not spoken."""
    breathe: BreathPattern | None = None
    """The seconds of a breath that a hold is led with: `4-6` in and out, `4-7-8` in, held and out,
    `4-4-4-4` held after both."""
    cues: Profile | None = None
    """How much is counted, where the step does not say it: `silent` for what should be quiet."""
    ours: tuple[Literal["hold", "time", "reps", "tempo", "sets"], ...] = ()
    """The figures that the source does not give and that are matcue's own, cautious usual ones."""
    source: Note | None = None
    """Where the description and the figures come from. Not spoken."""

    @model_validator(mode="after")
    def _ends_somewhere(self) -> Self:
        if self.end is Posture.ANY:
            raise ValueError("an exercise ends in a posture that can be named")
        return self

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if sum(getattr(self, measure) is not None for measure in MEASURES) > 1:
            raise ValueError("an exercise has one of `hold`, `time` and `reps`")
        if self.held is not None and (self.hold or self.time):
            raise ValueError("`held` is for repetitions; a `hold` is held by itself")
        return self


class Variant(Described):
    """An easier or harder way to do an exercise: what is different, and nothing else."""

    effort: Literal["easier", "harder"]
    """Whether it is `easier` or `harder` than the exercise itself."""
    name: Title | None = None
    """What it is called when it is spoken."""
    also: tuple[Title, ...] = ()
    """Other names that people know it by."""
    posture: Posture | None = None
    """How the body is."""
    words: ToldWords | None = None
    """How it is told, all of it. One text is its `full`."""
    sides: Sides | None = None
    """Which sides."""
    tempo: Tempo | None = None
    """How long one repetition takes, or `2-1-3`: seconds out, held and back."""
    sets: CountRange | None = None
    """How many sets."""

    @model_validator(mode="after")
    def _held_one_way(self) -> Self:
        check_held(self.held, self.tempo)
        return self


class OwnExercise(Described):
    """An exercise of a routine file; its posture and its measure may be the file's defaults."""

    name: Title
    """What the exercise is called when it is spoken."""
    also: tuple[Title, ...] = ()
    """Other names that people know it by."""
    posture: Posture | None = None
    """How the body is. Matcue says how to get there and gives the time for it; with `any` one stays
    as one is."""
    words: ToldWords
    """How it is told. One text is its `full`."""
    sides: Sides = "none"
    """Which sides a step has that names none."""
    tempo: Tempo = (Fraction(6),)
    """How long one repetition takes, or `2-1-3`: seconds out, held and back."""
    sets: CountRange = (1, 1)
    """How many sets: a range, or one number."""
    works: Works = Works.ON_TOP
    """Where the side that works is in an exercise on the side: `on top`, or `below`, as in a side
    bridge."""
    variants: dict[Key, Variant] = Field(default_factory=dict)
    """Easier and harder ways to do it, by the name that a step's `variant` gives."""

    @model_validator(mode="after")
    def _lies_on_a_side(self) -> Self:
        if self.works is Works.BELOW and self.posture not in {None, Posture.ON_THE_SIDE}:
            raise ValueError(NOT_ON_THE_SIDE)
        return self


class Exercise(OwnExercise):
    """An entry of the catalogue; ranges are (lowest, highest)."""

    posture: Posture
    """How the body is. Matcue says how to get there and gives the time for it; with `any` one stays
    as one is."""

    @model_validator(mode="after")
    def _measured(self) -> Self:
        if all(getattr(self, measure) is None for measure in MEASURES):
            raise ValueError("an exercise has one of `hold`, `time` and `reps`")
        check_held(self.held, self.tempo)
        return self

    def lies_on(self, side: Side | None) -> Side | None:
        """Return the side that one lies on while a side works; None without sides."""
        below = self.works is Works.BELOW
        return side if below or not side else OTHER[side]


class Catalogue(Mapping[str, "Exercise"]):
    """Exercises by name, each read when it is first asked for."""

    def __init__(self, names: tuple[str, ...], read: Callable[[str], Exercise]) -> None:
        self._names = names
        self._read = read
        self._known: dict[str, Exercise] = {}

    def __getitem__(self, name: str) -> Exercise:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def normal_name(name: str) -> str:
    """Normalise a name for comparison: no case, no punctuation, one space between words.

    >>> normal_name("Figure-Four "), normal_name("Child's  pose")
    ('figure four', 'childs pose')
    """
    words = re.split(r"[\s_-]+", re.sub(r"[^\w\s-]", "", name.casefold()))
    return " ".join(filter(None, words))


class Meant(NamedTuple):
    """The exercise that a name means, by its key, and the variant of it, if it means one."""

    key: str
    variant: str | None = None


def meanings_of(exercises: Mapping[str, Exercise]) -> dict[str, Meant]:
    """Map each normalised name of an exercise, or of a variant, to what it means."""
    found: dict[str, Meant] = {}
    for key, exercise in exercises.items():
        for name in (key, exercise.name, *exercise.also):
            found.setdefault(normal_name(name), Meant(key))
        for variant, told in exercise.variants.items():
            for name in filter(None, (told.name, *told.also)):
                found.setdefault(normal_name(name), Meant(key, variant))
    return found


def names_of(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """Map each normalised name of an exercise, or of a variant, to what a routine writes for it."""
    # hints put this between backticks: the text in the middle closes and reopens them
    return {
        name: f"{key}` with `variant: {variant}" if variant else key
        for name, (key, variant) in meanings_of(exercises).items()
    }


def working_side(exercise: Exercise) -> str:
    """Put into words which side works in an exercise on the side; an empty text in any other."""
    return f"the side {exercise.works}" if exercise.posture is Posture.ON_THE_SIDE else ""


def dose(exercise: Exercise) -> str:
    """Describe how much of an exercise is meant, for reading: `20 to 30 s, 2 to 3 sets`."""
    parts = [_span(span, " s") for span in (exercise.hold, exercise.time) if span]
    if exercise.reps:
        in_turn = " each side, in turn" if exercise.sides == "alternating" else ""
        times, held = f"{_span(exercise.reps)} times{in_turn}", exercise.held
        if held is None and len(exercise.tempo) > 1:
            held = exercise.tempo[1]
        lasting = f"hold {float(held):g} s" if held else f"{float(sum(exercise.tempo)):g} s each"
        parts.append(f"{times}, {lasting}")
    if exercise.sets != (1, 1):
        parts.append(f"{_span(exercise.sets)} sets")
    return ", ".join(parts)


def _span(ends: tuple[Fraction, Fraction] | tuple[int, int], unit: str = "") -> str:
    low, high = (f"{float(end):g}" for end in ends)
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
