"""What a person writes, as frozen values that refuse impossible states.

These models are the routine format: their fields are its keys. Every value arrives as the text
that stands in the file (YAML's own ideas about `1:30` and `no` never apply) and is read here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from matcue.errors import brief
from matcue.units import parse_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST: Final = Fraction(1, 10)
LONGEST: Final = Fraction(3600)
"""No single hold, repetition or rest is shorter, or longer."""
MOST_SECTIONS: Final = 10_000
"""Sides of sets, rests and words of one routine, all counted."""
MOST_STEPS: Final = 5000
PACES: Final = {"unhurried": Fraction(13, 10), "steady": Fraction(1), "brisk": Fraction(3, 4)}
"""The named paces: what set-up, changeover, pauses and rests are multiplied by."""
PLACEHOLDERS: Final = frozenset({"side", "other side"})
"""What may stand in braces in the words of an exercise."""


class Posture(StrEnum):
    """How the body is."""

    STANDING = "standing"
    ON_A_CHAIR = "on a chair"
    SEATED = "seated"
    KNEELING = "kneeling"
    HANDS_AND_KNEES = "hands and knees"
    ON_THE_BACK = "on the back"
    FACE_DOWN = "face down"
    ON_THE_SIDE = "on the side"


def parse_pace(text: str) -> Fraction:
    """The factor that a pace's name or number means, from 1/4 to 4.

    Raises:
        ValueError: the text is neither; the message says what would be.
    """
    return PACES[text] if text in PACES else _factor(text, (0.25, 4), f"{', '.join(PACES)} or ")


def parse_speed(text: str) -> Fraction:
    """The voice's speed that a number means, from 0.5 to 2.

    Raises:
        ValueError: the text is not such a number; the message says what would be.
    """
    return _factor(text, (0.5, 2), "")


def _factor(text: str, limits: tuple[float, float], names: str) -> Fraction:
    low, high = limits
    if re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text, re.ASCII) and low <= Fraction(text) <= high:
        return Fraction(text)
    raise ValueError(f"“{brief(text)}” is not {names}a number from {low:g} to {high:g}")


def _seconds(text: str) -> Fraction:
    seconds = parse_seconds(text)
    if not SHORTEST <= seconds <= LONGEST:
        raise ValueError(f"“{text}” is out of reach: a time is at least 0.1s and at most 1h")
    return seconds


def _ends(text: str) -> tuple[str, str]:
    """The two ends of `20-60s`; the unit of the second goes for a first one without."""
    low, dash, high = (part.strip() for part in text.partition("-"))
    if dash and low.isdigit():
        low += "".join(re.findall("[hms]$", high))
    return (low, high) if dash else (low, low)


def _seconds_range(text: str) -> tuple[Fraction, Fraction]:
    low, high = (_seconds(end) for end in _ends(text))
    return low, high


def _known_placeholders(text: str) -> str:
    if unknown := sorted(set(re.findall(r"{([^}]*)}", text)) - PLACEHOLDERS):
        named = ", ".join(f"{{{name}}}" for name in unknown)
        raise ValueError(f"{named} stands for nothing; {{side}} and {{other side}} do")
    return text


def _speakable(text: str) -> str:
    if not re.search(r"\w", text):
        raise ValueError("there is nothing in it that could be spoken")
    return text


def _ordered(ends: tuple[Any, Any]) -> tuple[Any, Any]:
    if ends[0] > ends[1]:
        raise ValueError("a range goes from the smaller to the larger")
    return ends


def _read_by(parse: Callable[[str], object]) -> BeforeValidator:
    """A validator that reads a value's text; anything but a text is refused."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            raise ValueError("one text or number belongs here")
        return parse(value)

    return BeforeValidator(read)


def _text(length: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=length)


Title = Annotated[str, _text(80), AfterValidator(_speakable)]
Text = Annotated[str, _text(4000), AfterValidator(_speakable)]
Wording = Annotated[Text, AfterValidator(_known_placeholders)]
Seconds = Annotated[Fraction, _read_by(_seconds)]
SecondsRange = Annotated[
    tuple[Fraction, Fraction], _read_by(_seconds_range), AfterValidator(_ordered)
]
Count = Annotated[int, Field(ge=1, le=100)]
CountRange = Annotated[tuple[Count, Count], _read_by(_ends), AfterValidator(_ordered)]
Pace = Annotated[Fraction, _read_by(parse_pace)]
Speed = Annotated[Fraction, _read_by(parse_speed)]
Sides = Literal["both", "left", "right", "none"]


class Frozen(BaseModel):
    """A value that refuses unknown keys and never changes; a key's docstring is its meaning."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Words(Frozen):
    """How an exercise is told: in full the first time, short from then on; and how it is left."""

    full: Wording
    """Said the first time."""
    short: Wording
    """Said from then on: on the second side, and in later sets."""
    release: Wording | None = None
    """How the stretch is left, said after its closing bells. Without it matcue says “And
    release.” or “And rest.”"""


class Exercise(Frozen):
    """An entry of the catalogue; ranges are (lowest, highest)."""

    name: Title
    """What the exercise is called when it is spoken."""
    posture: Posture
    """How the body is. Matcue says how to get there and gives the time for it."""
    words: Words
    """How it is told."""
    sides: Sides = "none"
    """Which sides a step has that names none."""
    hold: SecondsRange | None = None
    """How long it is held: a range, or one length."""
    reps: CountRange | None = None
    """How many repetitions: a range, or one number."""
    tempo: Seconds = Fraction(6)
    """How long one repetition takes."""
    sets: CountRange = (1, 1)
    """How many sets: a range, or one number."""
    about: Text | None = None
    """What it is for. Not spoken."""
    caution: Text | None = None
    """What to take care of. Not spoken."""
    source: Text | None = None
    """Where the description and the figures come from. Not spoken."""

    @model_validator(mode="after")
    def _held_or_repeated(self) -> Self:
        if (self.hold is None) == (self.reps is None):
            raise ValueError("an exercise has either a `hold` or `reps`")
        return self


class SayStep(Frozen):
    """Words of the author's own."""

    say: Text
    """What is said, sentence by sentence, with a pause after each."""


class RestStep(Frozen):
    """Time to rest."""

    rest: Seconds
    """How long it is quiet after the words. The pace changes it."""


class StretchStep(Frozen):
    """An exercise of the catalogue, or one with words of its own."""

    stretch: Title
    """The exercise: its name in the catalogue, or, with `words`, any name to say."""
    hold: Seconds | None = None
    """How long each side is held. Not together with `reps`."""
    reps: Count | None = None
    """How many repetitions each side has. Not together with `hold`."""
    tempo: Seconds | None = None
    """How long one repetition takes. Without effect on a hold."""
    sets: Count | None = None
    """How often the whole is done: with two sides, each set is left, then right."""
    sides: Sides | None = None
    """Which sides: `both` is the left one, then the right one; `none` is an exercise without
    sides."""
    posture: Posture | None = None
    """How the body is in it. Only with `words`; an exercise of the catalogue keeps its own."""
    words: Words | None = None
    """How an exercise of your own is told. It then needs `posture`, and `hold` or `reps`."""

    @model_validator(mode="after")
    def _held_or_repeated(self) -> Self:
        if self.hold is not None and self.reps is not None:
            raise ValueError("a stretch is either held (`hold`) or repeated (`reps`)")
        if self.hold is not None and self.tempo is not None:
            raise ValueError("a `tempo` is for repetitions; a hold has none")
        if self.posture and not self.words:
            raise ValueError("a `posture` is for a stretch with `words` of its own")
        if self.words and not (self.posture and (self.hold or self.reps)):
            raise ValueError("with `words` of its own it needs a `posture`, and `hold` or `reps`")
        return self


STEPS: Final[dict[str, type[Frozen]]] = {"stretch": StretchStep, "say": SayStep, "rest": RestStep}
"""The kinds of step, by the key that each must have."""


def _kind(step: object) -> str | None:
    return next((kind for kind in STEPS if isinstance(step, dict) and kind in step), None)


Step = Annotated[
    Annotated[StretchStep, Tag("stretch")]
    | Annotated[SayStep, Tag("say")]
    | Annotated[RestStep, Tag("rest")],
    Discriminator(_kind),
]


class RoutineFile(Frozen):
    """A routine as it stands in its file."""

    title: Title
    """What the routine is called, in `matcue show` and in the audio file."""
    about: Text
    """What it is for, in a sentence: shown by `matcue list`, kept in the audio file."""
    welcome: Text | None = None
    """The first words. Without it: “Welcome to …”, with the title."""
    closing: Text | None = None
    """The last words, before the last chime. Without it matcue says words of its own."""
    voice: Title | None = None
    """The voice that speaks, unless another one is chosen when playing."""
    speed: Speed | None = None
    """How fast the voice speaks, unless chosen otherwise. 1 is the voice's usual speed."""
    pace: Pace | None = None
    """What the time to get into position, to change sides, to pause and to rest is multiplied
    by, unless chosen otherwise. Holds stay."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MOST_STEPS)]
    """What is done, in order."""
