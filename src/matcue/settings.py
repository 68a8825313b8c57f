"""What the person chose: flag over environment over config file over routine over default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path  # noqa: TC003 - `get_type_hints` needs it
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

from matcue.errors import FileError, UsageError, brief, reason_of
from matcue.exporters.sidecars import KINDS, parse_kinds
from matcue.reading import read_file
from matcue.routine.enums import Bed, Chimes, Detail, Level, Preface, Profile, Quality
from matcue.routine.parsing import (
    COUNTDOWNS,
    OFF,
    PACES,
    parse_bed_level,
    parse_between,
    parse_chimes,
    parse_countdown,
    parse_hold,
    parse_length,
    parse_pace,
    parse_speed,
    parse_word,
    parse_yes,
)

if TYPE_CHECKING:
    from matcue.routine.file_format import RoutineFile

TABLES: Final = ("keys", "buttons")
"""The tables that a config file can have: what asks for the commands of a session."""


def parse_row(text: str) -> tuple[str, ...]:
    """Split a comma-separated list of names.

    >>> parse_row("system, tone")
    ('system', 'tone')
    """
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _lead(text: str) -> Fraction:
    """Parse the seconds of a lead; `off` is 0."""
    if text == "off":
        return Fraction(0)
    try:
        return parse_between(0.1, 2, text.removesuffix("s"))
    except ValueError:
        raise ValueError(f"“{brief(text)}” is not a number from 0.1 to 2, nor off") from None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the table tells of a setting, besides its type and its default.

    `parse` reads what is written, and raises `ValueError` with what is allowed; `metavar` stands
    for the value in the help, and `told` is that, with the default at its end. `words` are those
    that can stand there.
    """

    parse: Callable[[str], Any]
    metavar: str = ""
    told: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is chosen for one session: the one table of the settings.

    Each row has the type, how it is parsed, what its option shows, and the default. The option is
    called as the row with hyphens, its variable in the environment MATCUE_ and the row, its key in
    the config file as either.

    `speed` is of the voice, 0.5 to 2; `pace` multiplies set-up, changeover, pauses and rests;
    `preface` is how much is said of safety. `detail`, `cues` and `count` (last seconds of a hold)
    are None where the routine decides; `chimes` are what sounds for each, where that is not the set
    of what is counted. `level` and `hold` (a factor) move holds and repetitions inside their
    ranges; `fit` is the length, in seconds, that the session is brought to, 0 for none; `wait` asks
    for a wait before what has a set time. The voices of `fallback` speak, in their order, when
    `voice` cannot. `bed` is what lies under the voice, a name or a file, `bed_level` LU from it;
    `lead` how many seconds of faint sound come before words after silence, None where the device
    decides; `loudness`, in LUFS, is of the voice. `captions` are the kinds of words that are
    written beside a file, `quality` is of the file. `device` is what is played to, `default` what
    the system takes.
    """

    voice: Annotated[
        str,
        Setting(
            str,
            "NAME",
            "piper (natural), system, tone (a hum, to try things), or one of `matcue voices`.  "
            "[default: piper]",
        ),
    ] = "piper"
    speed: Annotated[
        Fraction,
        Setting(
            parse_speed,
            "FACTOR",
            "How fast the voice speaks, 0.5 to 2. Holds are not changed.  [default: 1]",
        ),
    ] = Fraction(1)
    pace: Annotated[
        Fraction,
        Setting(
            parse_pace,
            "PACE",
            "Time to get into position, change sides, pause and rest: unhurried, steady, brisk, or "
            "a number (2 gives twice the time). Holds are not changed.  [default: steady]",
            words=tuple(PACES),
        ),
    ] = Fraction(1)
    preface: Annotated[
        Preface,
        Setting(
            partial(parse_word, Preface),
            "HOW",
            "What is said about safety first: short (when to stop), full (also when to see a "
            "doctor), or off.  [default: short]",
            words=tuple(Preface),
        ),
    ] = Preface.SHORT
    detail: Annotated[
        Detail | None,
        Setting(
            partial(parse_word, Detail),
            "HOW",
            "How much is said about each exercise: full, short, names, or auto (full the first "
            "time).  [default: as the routine says]",
            words=tuple(Detail),
        ),
    ] = None
    cues: Annotated[
        Profile | None,
        Setting(
            partial(parse_word, Profile),
            "HOW",
            "How much is counted: calm (the last three seconds, softly), brisk (five, with beeps) "
            "or silent (bells only).  [default: as the routine says]",
            words=tuple(Profile),
        ),
    ] = None
    count: Annotated[
        int | None,
        Setting(
            parse_countdown,
            "SECONDS",
            "How many of a hold's last seconds are counted: 3, 5, 10, all or off.  "
            "[default: as --cues say]",
            words=("3", "5", "10", *COUNTDOWNS),
        ),
    ] = None
    chimes: Annotated[
        Mapping[Chimes, Profile | Path | None] | None,
        Setting(
            parse_chimes,
            "SET",
            "Which chimes sound: calm (bowls and a gong), brisk (marimba and wood), silent (clear "
            "bells), or off (none at all).  [default: as --cues say, or as the routine says]",
            words=(*Profile, OFF),
        ),
    ] = None
    level: Annotated[
        Level | None,
        Setting(
            partial(parse_word, Level),
            "HOW",
            "How long the holds, and how many repetitions: gentle (the least that an exercise is "
            "meant for), moderate or full (the most).  [default: as the routine says]",
            words=tuple(Level),
        ),
    ] = None
    hold: Annotated[
        Fraction | None,
        Setting(
            parse_hold,
            "FACTOR",
            "What holds and repetitions are multiplied by, 0.8 for example; they stay within the "
            "ranges of their exercises.",
        ),
    ] = None
    fit: Annotated[
        Fraction | None,
        Setting(
            parse_length,
            "LENGTH",
            "Make the session this long, 15m for example: by changing holds, then sets, then "
            "rests, then by skipping optional steps; off leaves it as it is.",
            words=("off",),
        ),
    ] = None
    wait: Annotated[
        bool,
        Setting(
            parse_yes,
            "",
            "Wait before the starting bell of all that has a set time (holds, intervals, "
            "breathing, flows): for the space bar or a play button; in a recording for ten "
            "seconds. Repetitions, and phases after the first one, begin without.",
        ),
    ] = False
    fallback: Annotated[
        tuple[str, ...],
        Setting(
            parse_row,
            told="Which voices speak, in this order, when the chosen one cannot.  "
            "[default: system]",
        ),
    ] = ("system",)
    bed: Annotated[
        str,
        Setting(
            str,
            "BED",
            "Background sound under the voice: brown (a deep, soft noise), rain, ocean, drone (a "
            "low chord), a sound file, in stereo if it is, or off.  [default: off]",
            words=tuple(Bed),
        ),
    ] = "off"
    bed_level: Annotated[
        Fraction,
        Setting(
            parse_bed_level,
            "LU",
            "How far the background is below the voice, -40 to -10; another 6 dB while words are "
            "spoken.  [default: -20]",
        ),
    ] = Fraction(-20)
    lead: Annotated[
        Fraction | None,
        Setting(
            _lead,
            "SECONDS",
            "Faint sound before words that come after a silence, 0.1 to 2 seconds, for headphones "
            "that swallow the first syllable; or off.  [default: 0.4 when played over "
            "Bluetooth, else off]",
            words=("off",),
        ),
    ] = None
    loudness: Annotated[
        Fraction,
        Setting(
            partial(parse_between, -30, -12),
            "LUFS",
            "How loud the voice is, -30 to -12.  [default: -18]",
        ),
    ] = Fraction(-18)
    captions: Annotated[
        tuple[str, ...],
        Setting(
            parse_kinds,
            "KINDS",
            "Text files beside the sound, separated by commas: vtt, srt, lrc, txt (a transcript), "
            "timed (one with times), chapters (as WebVTT), sheet (HTML, to print); all, or off.  "
            "[default: off]",
            words=(*KINDS, "all", "off"),
        ),
    ] = ()
    device: Annotated[
        str,
        Setting(
            str,
            "NAME",
            "The device to play on: one of `matcue devices`.  [default: default, the system's own "
            "choice]",
        ),
    ] = "default"
    quality: Annotated[
        Quality,
        Setting(
            partial(parse_word, Quality),
            "HOW",
            "How much of the sound a file keeps: low (smallest), standard or high (largest); .wav "
            "and .flac keep all.  [default: standard]",
            words=tuple(Quality),
        ),
    ] = Quality.STANDARD

    def __str__(self) -> str:
        return f"voice {self.voice}, speed {float(self.speed):g}, pace {float(self.pace):g}"


SETTINGS: Final[Mapping[str, Setting]] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(Settings, include_extras=True).items()
}
"""The rows of the table by their names, in their order."""
VARYING: Final = tuple(name for name in SETTINGS if name not in {"fallback", "device"})
"""The settings that can vary from file to file: those of one text that is heard."""
Choices = Mapping[str, Any]
"""The settings that were chosen, by name; the others are left open."""


def varying(name: str) -> str | None:
    """Find the setting that a name stands for where settings vary, in the plural too.

    >>> varying("voices"), varying("bed-level"), varying("device")
    ('voice', 'bed_level', None)
    """
    plain = name.strip().replace("-", "_")
    spelled = (plain, plain.removesuffix("s"), plain.removesuffix("es"))
    return next((known for known in spelled if known in VARYING), None)


def parse_choices(written: Mapping[str, str | None]) -> Choices:
    """Parse the choices that texts under these names mean; one without a text is left open.

    Raises:
        UsageError: a name is unknown, or a text is not what it may be.
    """
    if unknown := sorted(written.keys() - SETTINGS.keys()):
        raise UsageError(f"Nothing is called {', '.join(unknown)}; try {', '.join(SETTINGS)}.")
    made: dict[str, Any] = {}
    for name, text in written.items():
        try:
            made |= {name: SETTINGS[name].parse(text)} if text else {}
        except ValueError as error:
            raise UsageError(f"{name.replace('_', '-')}: {error}.") from error
    return made


def choices_of(written: RoutineFile) -> Choices:
    """Return the choices that a routine's file suggests."""
    made = {name: getattr(written, name, None) for name in SETTINGS}
    made["preface"] = written.preface and written.preface.how
    made["bed"] = written.bed and str(written.bed)
    return {name: value for name, value in made.items() if value is not None}


def resolve_settings(*choices: Choices) -> Settings:
    """Return the settings of a session: each the first choice that was made, or the default."""
    return Settings(**{name: value for made in reversed(choices) for name, value in made.items()})


def read_config(path: Path) -> Choices:
    """Read the choices in a config file; none where there is no file.

    Raises:
        FileError: the file cannot be read.
        UsageError: it is not TOML, or has a key or a value that it cannot have.
    """
    written = {key: value for key, value in _written(path).items() if key not in TABLES}
    if nested := [key for key, value in written.items() if isinstance(value, dict | list)]:
        raise UsageError(f"{path}: {', '.join(nested)} must be one text or number.")
    try:
        return parse_choices({key.replace("-", "_"): str(value) for key, value in written.items()})
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def read_tables(path: Path) -> dict[str, dict[str, Any]]:
    """Read the tables in a config file, as they are written; none where there is no file.

    Raises:
        FileError: the file cannot be read.
        UsageError: it is not TOML, or what should be a table is none.
    """
    written = {name: value for name, value in _written(path).items() if name in TABLES}
    if flat := [name for name, value in written.items() if not isinstance(value, dict)]:
        raise UsageError(f"{path}: {flat[0]} must be a table: [{flat[0]}].")
    return written


def _written(path: Path) -> dict[str, Any]:
    import tomllib  # only where a config file is read

    try:
        return tomllib.loads(read_file(path).decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8; save it as UTF-8.") from error
    except ValueError as error:
        raise UsageError(f"{path} is not TOML: {error}.") from error
