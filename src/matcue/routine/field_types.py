"""The single values of a file: each arrives as the text that stands there and is read here.

YAML's own ideas about `1:30`, `no` or `007` never apply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PlainSerializer,
    StringConstraints,
    Tag,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from matcue.errors import brief
from matcue.routine.enums import Bed, Chimes, Profile
from matcue.routine.parsing import (
    COUNTDOWNS,
    NO,
    OFF,
    PACES,
    YES,
    Words,
    parse_bed_level,
    parse_chimes,
    parse_countdown,
    parse_pace,
    parse_speed,
    parse_word,
    parse_yes,
)
from matcue.units import parse_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SHORTEST: Final = Fraction(1, 10)
LONGEST: Final = Fraction(3600)
"""No single hold, repetition or rest is shorter, or longer; in seconds."""
LONGEST_TEXT: Final = 4000
"""Characters of the longest text, its variables filled in."""
RECORDINGS: Final = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a")
"""How the names of sound files end."""
MOST_SETS: Final = 100
ONE: Final = "a figure"
EACH: Final = "a figure for each set"
"""How pydantic tells the two forms of a figure apart; no key of a file is written so."""
ONE_TEXT: Final = "one text or number belongs here"
"""What is said of a value that has parts."""
SIDE_WORDS: Final = ("side", "other side")
"""What may stand in braces in the words of an exercise, besides a file's own variables."""


@dataclass(frozen=True, slots=True)
class Breaths:
    """The length of a hold as a number of breaths."""

    number: int


def _recording_or(words: type[Words], *others: str) -> Callable[[str], Words | Path]:
    """Build a parser that reads a member of `words` or the name of a sound file.

    `others` are what may stand there, too, for the message.
    """

    def parse(text: str) -> Words | Path:
        if text in list(words):
            return words(text)
        if Path(text).suffix.lower() in RECORDINGS:
            return Path(text)
        known = ", ".join((*words, *others))
        files = ", ".join(RECORDINGS)
        raise ValueError(f"“{brief(text)}” is not one of {known}, nor a sound file ({files})")

    return parse


def _chime(text: str) -> Profile | Path | None:
    return None if text == OFF else _recording_or(Profile, OFF)(text)


def _of_all_chimes(value: object) -> object:
    """Let the name of a set stand for that set at each chime."""
    return dict.fromkeys(Chimes, value) if isinstance(value, str) and parse_chimes(value) else value


def _chime_of_a_set(text: str) -> Profile | None:
    if Path(text).suffix.lower() in RECORDINGS:
        raise ValueError("a sound file stands in `chimes` at the top of the file, not here")
    return None if text == OFF else parse_word(Profile, text, OFF)


def _seconds(text: str) -> Fraction:
    seconds = parse_seconds(text)
    if not SHORTEST <= seconds <= LONGEST:
        raise ValueError(f"“{text}” is out of reach: a time is at least 0.1s and at most 1h")
    return seconds


def _ends(text: str) -> tuple[str, str]:
    """Split `20-60s` into its two ends; a first one without a unit takes that of the second."""
    low, dash, high = (part.strip() for part in text.replace("–", "-").partition("-"))
    if dash and low.isdigit():
        low += "".join(re.findall(r" ?[a-z]+$", high, re.IGNORECASE))
    return (low, high) if dash else (low, low)


def _seconds_range(text: str) -> tuple[Fraction, Fraction]:
    low, high = (_seconds(end) for end in _ends(text))
    return low, high


def _tempo(text: str) -> tuple[Fraction, ...]:
    """Parse a repetition's seconds: of the whole, or of the way out, the hold and the way back."""
    parts = text.split("-")
    if len(parts) < 3 and not re.search(r"\d[^\d.]+\d[^\d.]+\d", text):
        return (_seconds(text),)
    try:
        out, held, back = (parse_seconds(part) for part in parts)
    except ValueError:
        raise ValueError(f"“{brief(text)}” is not like 2-1-3: seconds out, held and back") from None
    if not (out and back and out + held + back <= LONGEST):
        raise ValueError(f"“{brief(text)}” is out of reach: out and back take some seconds each")
    return out, held, back


def _pattern(text: str) -> tuple[Fraction, ...]:
    """Parse the seconds of two to four parts of a breath: in, out; in, held, out; and held."""
    parts = [part.strip().removesuffix("s") for part in re.split("[-–]", text)]
    plain = all(re.fullmatch(r"\d{1,2}(\.\d{1,3})?", part, re.ASCII) for part in parts)
    if not (2 <= len(parts) <= 4 and plain and all(1 <= Fraction(part) <= 60 for part in parts)):
        told = "4-6, 4-7-8 or 4-4-4-4: seconds in, held, out and held, 1 to 60 each"
        raise ValueError(f"“{brief(text)}” is not like {told}")
    return tuple(map(Fraction, parts))


def _hold(text: str) -> Fraction | Breaths:
    """Parse the length of a hold: a time, or a number of breaths."""
    found = re.fullmatch(r"(\d{1,3}) ?breaths?", text.strip(), re.ASCII | re.IGNORECASE)
    if not found:
        return _seconds(text)
    if not 1 <= int(found[1]) <= 100:
        raise ValueError(f"“{text}” is out of reach: a hold has 1 to 100 breaths")
    return Breaths(int(found[1]))


def parse_moment(text: str) -> Fraction:
    """Parse when in a hold something is said: after so long, or with a minus before its end.

    Raises:
        ValueError: the text is no length of time, or one that is too short or too long.
    """
    written = text.replace("\N{MINUS SIGN}", "-").strip()
    seconds = _seconds(written.removeprefix("-").lstrip())
    return -seconds if written.startswith("-") else seconds


def _form(value: object) -> str:
    """Tell whether a figure is written, or a list of them."""
    return EACH if isinstance(value, list) else ONE


def _apart(value: object, all_of: ValidatorFunctionWrapHandler) -> object:
    """Validate words by their moments, no two of which are the same."""
    read = all_of(value)
    if isinstance(value, dict) and isinstance(read, dict) and len(read) < len(value):
        raise ValueError("two of these moments are the same")
    return read


def _ordered(ends: tuple[Any, Any]) -> tuple[Any, Any]:
    if ends[0] > ends[1]:
        raise ValueError("a range goes from the smaller to the larger")
    return ends


def _speakable(text: str) -> str:
    if not re.search(r"\w", text):
        raise ValueError("there is nothing in it that could be spoken")
    return text


def _speakable_if_any(text: str) -> str:
    return _speakable(text) if text else text


def _not_taken(name: str) -> str:
    if name in SIDE_WORDS:
        raise ValueError(f"{{{name}}} stands for a side already; choose another name")
    return name


def _plain(text: str) -> str:
    if set(text) & set("{}"):
        raise ValueError("braces belong into words that are spoken, not here")
    return text


def _filled(own: tuple[str, ...]) -> AfterValidator:
    """Build a validator that fills in the variables of a file, its context; `own` ones stay."""

    def fill(text: str, info: ValidationInfo) -> str:
        return _fill(text, (info.context or {}) | {name: f"{{{name}}}" for name in own})

    return AfterValidator(fill)


def _fill(text: str, variables: Mapping[str, str]) -> str:
    """Fill in what stands in braces.

    Raises:
        ValueError: it stands for nothing, a brace is open, or the text is too long then.
    """
    if not set(text) & set("{}"):
        return text
    if text.count("{") != text.count("}"):
        raise ValueError("a brace is open: {name} stands for a variable")
    unknown = sorted(set(re.findall(r"{([^}]*)}", text)) - variables.keys())
    if set(unknown) & set(SIDE_WORDS):
        raise ValueError("{side} and {other side} are for the words of a stretch")
    if unknown:
        hint = f"{_braced(variables)} do" if variables else "`variables` say what does"
        raise ValueError(f"{_braced(unknown)} stands for nothing; {hint}")
    filled = re.sub(r"{([^}]*)}", lambda found: variables[found[1]], text)
    if len(filled) > LONGEST_TEXT:
        raise ValueError(f"with its variables it is longer than {LONGEST_TEXT} characters")
    return filled


def _braced(names: Iterable[str]) -> str:
    """Join the first five names, each in braces as in spoken words."""
    return ", ".join(f"{{{brief(name)}}}" for name in islice(names, 5))


def _read_by(parse: Callable[[str], object]) -> BeforeValidator:
    """Build a validator that parses a value's text, its variables filled in; no other value."""

    def read(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            raise ValueError(ONE_TEXT)
        return parse(_fill(value, info.context or {}))

    return BeforeValidator(read)


def _with_variables(value: object, info: ValidationInfo) -> object:
    """Fill in the variables of a text; leave any other value to those that refuse it."""
    return _fill(value, info.context or {}) if isinstance(value, str) else value


_FILLED: Final = BeforeValidator(_with_variables)


def _text(length: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=length)


def _schema(pattern: str, *others: dict[str, object]) -> WithJsonSchema:
    """Build what an editor checks: a text of this pattern, a variable, or one of the others."""
    written = f"^({pattern}|{_BRACED})$"
    return WithJsonSchema({"anyOf": [{"type": "string", "pattern": written}, *others]})


def _one_of(*words: str) -> WithJsonSchema:
    """Build what an editor checks and completes: one of some words, or a variable."""
    variable = {"type": "string", "pattern": f"^{_BRACED}$"}
    return WithJsonSchema({"anyOf": [{"type": "string", "enum": [*words]}, variable]})


def _any_text(length: int) -> WithJsonSchema:
    """Build what an editor checks of a text: that it is one value, and not too long."""
    return WithJsonSchema({"type": ["string", "number", "boolean"], "maxLength": length})


_BRACED: Final = r".*\{[a-z0-9-]+\}.*"
"""What an editor takes for a text with a variable in it."""
_LENGTH: Final = (
    r"\d+(\.\d+)?|(\d+:)?\d+:[0-5]\d"
    r"|(\d+(\.\d+)?\s?[hH][a-zA-Z]*)?\s?(\d+(\.\d+)?\s?[mM][a-zA-Z]*)?"
    r"\s?(\d+(\.\d+)?\s?[sS][a-zA-Z]*)?"
)
_NUMBER: Final[dict[str, object]] = {"type": "number"}

_NUMBERS: Final = PlainSerializer(
    lambda value: [float(end) for end in value] if isinstance(value, tuple) else float(value),
    return_type=Any,
    when_used="json-unless-none",
)

Title = Annotated[str, _text(80), AfterValidator(_speakable), AfterValidator(_plain), _any_text(80)]
Note = Annotated[str, _text(LONGEST_TEXT), _any_text(LONGEST_TEXT)]
"""Words for reading."""
Text = Annotated[
    str, _text(LONGEST_TEXT), AfterValidator(_speakable), _filled(()), _any_text(LONGEST_TEXT)
]
"""Words to be spoken."""
TextOrNone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT),
    AfterValidator(_speakable_if_any),
    _filled(()),
    _any_text(LONGEST_TEXT),
]
"""Words to be spoken, or an empty text for none."""
SpokenText = Annotated[
    str,
    _text(LONGEST_TEXT),
    AfterValidator(_speakable),
    _filled(SIDE_WORDS),
    _any_text(LONGEST_TEXT),
]
"""Words to be spoken of a side."""
KEY: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
Key = Annotated[str, StringConstraints(pattern=KEY, max_length=80)]
Variable = Annotated[Key, AfterValidator(_not_taken)]
Seconds = Annotated[Fraction, _read_by(_seconds), _schema(_LENGTH, _NUMBER), _NUMBERS]
SecondsRange = Annotated[
    tuple[Fraction, Fraction],
    _read_by(_seconds_range),
    AfterValidator(_ordered),
    _schema(rf"({_LENGTH})(\s*[-–]\s*({_LENGTH}))?", _NUMBER),
    _NUMBERS,
]
Tempo = Annotated[
    tuple[Fraction, ...], _read_by(_tempo), _schema(rf"\d+-\d+-\d+|{_LENGTH}", _NUMBER), _NUMBERS
]
_PART: Final = r"\s*\d{1,2}(\.\d{1,3})?s?\s*"
BreathPattern = Annotated[
    tuple[Fraction, ...], _read_by(_pattern), _schema(rf"{_PART}([-–]{_PART}){{1,3}}"), _NUMBERS
]
"""The seconds of the parts of a breath: in and out; in, held and out; in, held, out and held."""
WholeNumber = Annotated[int, Field(ge=1, le=100), _FILLED, _schema(r"\d+", {"type": "integer"})]
Hold = Annotated[
    Fraction | Breaths,
    _read_by(_hold),
    _schema(rf"{_LENGTH}|\d+ ?breaths?", _NUMBER),
    PlainSerializer(str, when_used="json-unless-none"),
]
Holds = Annotated[
    Annotated[Hold, Tag(ONE)]
    | Annotated[tuple[Hold, ...], Field(min_length=1, max_length=MOST_SETS), Tag(EACH)],
    Discriminator(_form),
]
Times = Annotated[
    Annotated[Seconds, Tag(ONE)]
    | Annotated[tuple[Seconds, ...], Field(min_length=1, max_length=MOST_SETS), Tag(EACH)],
    Discriminator(_form),
]
Counts = Annotated[
    Annotated[WholeNumber, Tag(ONE)]
    | Annotated[tuple[WholeNumber, ...], Field(min_length=1, max_length=MOST_SETS), Tag(EACH)],
    Discriminator(_form),
]
"""A figure, or one for each set."""
Moment = Annotated[Fraction, _read_by(parse_moment)]
"""Seconds after the start of a hold, or, where it is negative, before its end."""
During = Annotated[
    dict[Moment, SpokenText],
    Field(min_length=1, max_length=100),
    WrapValidator(_apart),
    Field(json_schema_extra={"propertyNames": {"pattern": f"^-?({_LENGTH})$"}}),
]
"""Words inside a hold, by their moments."""
CountRange = Annotated[
    tuple[WholeNumber, WholeNumber],
    _read_by(_ends),
    AfterValidator(_ordered),
    _schema(r"\d+(\s*-\s*\d+)?", {"type": "integer"}),
]
PaceFactor = Annotated[Fraction, _read_by(parse_pace), _schema(rf"{'|'.join(PACES)}|\d.*", _NUMBER)]
Speed = Annotated[Fraction, _read_by(parse_speed), _schema(r"\d.*", _NUMBER)]
Countdown = Annotated[
    int, _read_by(parse_countdown), _schema(rf"{'|'.join(COUNTDOWNS)}|\d+", {"type": "integer"})
]
_FILE: Final = r".*\.\w+"
ChimeChoice = Annotated[
    Chimes | Path, _read_by(_recording_or(Chimes)), _schema(rf"{'|'.join(Chimes)}|{_FILE}")
]
"""What a chime tells, or a sound file as it is written."""
Sounds = Annotated[
    dict[Chimes, Annotated[Profile | Path | None, _read_by(_chime)]],
    BeforeValidator(_of_all_chimes),
    _schema(
        "|".join((*Profile, OFF)),
        {
            "type": "object",
            "propertyNames": {"enum": list(Chimes)},
            "additionalProperties": {
                "type": "string",
                "pattern": f"^({'|'.join((*Profile, OFF))}|{_FILE})$",
            },
        },
    ),
]
"""What sounds for each chime: that of a set, a sound file as it is written, or nothing."""
OwnSets = Annotated[
    dict[Chimes, Annotated[Profile | None, _read_by(_chime_of_a_set)]],
    BeforeValidator(_of_all_chimes),
    _schema(
        "|".join((*Profile, OFF)),
        {
            "type": "object",
            "propertyNames": {"enum": list(Chimes)},
            "additionalProperties": {"type": "string", "enum": [*Profile, OFF]},
        },
    ),
]
"""What sounds for each chime of a stretch: that of a set, or nothing."""
BedChoice = Annotated[
    Bed | Path, _read_by(_recording_or(Bed)), _schema(rf"{'|'.join(Bed)}|{_FILE}")
]
"""A bed by its name, or a sound file as it is written."""
BedLevel = Annotated[Fraction, _read_by(parse_bed_level), _schema(r"-\d.*", _NUMBER)]
Yes = Annotated[bool, _read_by(parse_yes), _schema("|".join(YES + NO), {"type": "boolean"})]
Side = Literal["left", "right"]
OTHER: Final[dict[Side, Side]] = {"left": "right", "right": "left"}
"""The other side."""
WrittenSide = Annotated[Side, _FILLED, _one_of("left", "right")]
"""A side as a file names it: by a variable, too."""
Sides = Annotated[
    Literal["both", "alternating", "left", "right", "none"],
    _FILLED,
    _one_of("both", "alternating", "left", "right", "none"),
]
